"""The dialect of compiled reads: what the program says is SQL, what a client says is a parameter.

A constant of the program (a state in a predicate, a page's default size) is written into the
statement: behind a parameter the planner of a prepared statement would have to guess how many rows
it meets, and after five runs it would keep a plan for the wrong number (measured: 2,000 ms for a
plan with 200 results, against 2). A value of the document stays a parameter, whole numbers apart.
"""

from typing import Any, Final

from sqlalchemy import Boolean, Enum, Integer, String
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg
from sqlalchemy.sql.elements import BindParameter

GIVEN: Final = "given"  # the name of a parameter whose value stands in the document
WRITTEN: Final = (Boolean, Enum, Integer, String)


def is_written(bind: BindParameter[Any]) -> bool:
    """Whether a value becomes part of the statement's text."""
    if bind.required or bind.value is None or not isinstance(bind.type, WRITTEN):
        return False
    is_of_the_document = getattr(bind, "_orig_key", None) == GIVEN
    return not is_of_the_document or type(bind.value) is int


class _Compiler(PGCompiler_asyncpg):
    def visit_bindparam(self, bindparam: Any, *given: Any, **named: Any) -> str:
        if is_written(bindparam):
            return str(self.render_literal_bindparam(bindparam, **named))  # type: ignore[no-untyped-call]
        return str(super().visit_bindparam(bindparam, *given, **named))  # type: ignore[no-untyped-call]


class ReadDialect(PGDialect_asyncpg):
    statement_compiler = _Compiler
    supports_statement_cache = True


DIALECT: Final = ReadDialect()  # type: ignore[no-untyped-call]
