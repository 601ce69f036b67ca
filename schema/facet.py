"""分面 Counts by value beside a list, for a page that narrows its choice step by step."""

from collections.abc import Callable, Mapping
from typing import Any

from permissions.declaration import Facet, argument, field, of
from resolvers.read.facet import MOST_VALUES


@of(None, "分面值", "One value of a facet")
class FacetValue:
    value: str = field("值", "What the filter takes: a code, a term, a level, a global id")
    label: str = field("名称", "How it is called")
    count: int = field("数量", "Rows that the list would have with this value chosen")


def facet(
    zh: str,
    en: str,
    path: tuple[str, ...],
    value: Callable[[Any], Any],
    aside: tuple[str, ...],
    *,
    label: Callable[[Any], Any] | None = None,
    words: Mapping[str, str] | None = None,
    within: str | None = None,
    kept: tuple[str, str] | None = None,
) -> Any:
    """A field of the facets of a connection; see `permissions.declaration.Facet`."""
    return field(
        zh,
        en,
        answer=Facet(path, value, aside, label, words, within, kept),
        most=argument(
            int,
            "至多几值",
            "Values at most, 1 to 200, the most frequent first",
            default=MOST_VALUES,
        ),
    )
