"""一(三)1 The catalogue (职业分类大典) itself: codes mean something in their edition only."""

from collections.abc import Collection

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when

FIRST_EDITION = 1999  # 1.3.1: the first classification; those of 2015 and 2022 followed
DEPTH_OF_OCCUPATION = 4  # 大类, 中类, 小类, 职业


@clause("1.3.1")
def depth_of(code: str) -> int:
    """1 大类 … 4 职业, of a well-formed code."""
    return code.count("-") + 1


@clause("1.3.1")
def group_of(code: str) -> str | None:
    """The code of the group above; None of a major group."""
    return code.rpartition("-")[0] or None


@clause("1.3.1")
def check_edition_of_code(
    edition: int, editions_of_code: Collection[int], path: Path = ()
) -> Findings:
    """A code that this edition does not have, but others do, was taken from one of those."""
    is_of_another = bool(editions_of_code) and edition not in editions_of_code
    editions = ", ".join(map(str, sorted(editions_of_code)))
    return found_when(
        is_of_another,
        FindingCode.OCCUPATION_OF_ANOTHER_EDITION,
        path,
        edition=edition,
        editions=editions,
    )


@clause("1.3.1")
def check_group(edition: int, code: str, groups: Collection[str], path: Path = ()) -> Findings:
    """Whatever the classification holds stands in a group of its edition; `groups` are known."""
    group = group_of(code)
    is_missing = group is not None and group not in groups
    return found_when(is_missing, FindingCode.GROUP_UNKNOWN, path, edition=edition, group=group)


@clause("1.3.1")
def check_successor(edition: int, edition_of_successor: int, path: Path = ()) -> Findings:
    """What an occupation became stands in a later edition of the classification."""
    is_later = edition_of_successor > edition
    return found_when(not is_later, FindingCode.SUCCESSOR_NOT_LATER, path, edition=edition)
