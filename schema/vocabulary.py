"""词汇 The terms of the guidance as GraphQL enums: one dictionary, printed for everybody."""

import inspect

from permissions.declaration import enum_of
from rules import vocabulary

for _name, _term in vars(vocabulary).items():
    is_term = inspect.isclass(_term) and issubclass(_term, vocabulary.Term)
    if is_term and _term not in (vocabulary.Term, vocabulary.Role):
        _zh, _, _en = (_term.__doc__ or _name).splitlines()[0].partition(" ")
        enum_of(_term, _zh, _en)
