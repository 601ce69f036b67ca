"""目录变动 A change of the directory takes its number: the order of numbers is that of commits."""

from datetime import date

from sqlalchemy import func, insert, literal, select

from models import Agency, DirectoryChange
from models.base import new_id, word
from resolvers.write.writing import Writing
from rules.vocabulary import DirectoryChangeKind

TURN = 3_004_001  # of the advisory lock under which numbers are given


async def tell_directory(writing: Writing, agency: Agency, *, is_new: bool) -> None:
    """One change of the feed. Whoever changes the directory next waits until this is committed:
    a number that became visible late would be missed by who has read beyond it."""
    await writing.session.execute(select(func.pg_advisory_xact_lock(TURN)))
    change = DirectoryChange
    number = select(func.coalesce(func.max(change.number), 0) + 1).scalar_subquery()
    codes = [c.code for c in sorted(agency.codes, key=lambda c: c.code) if c.valid_to is None]
    await writing.session.execute(
        insert(change).values(
            id=new_id(),
            number=number,
            agency_id=agency.id,
            kind=literal(_kind(agency, is_new), word(DirectoryChangeKind)),
            changed_on=_day(writing, agency),
            name=agency.name,
            codes=codes,
        )
    )


def _kind(agency: Agency, is_new: bool) -> DirectoryChangeKind:
    if agency.removed_on is not None:
        return DirectoryChangeKind.REMOVED
    return DirectoryChangeKind.ADDED if is_new else DirectoryChangeKind.CHANGED


def _day(writing: Writing, agency: Agency) -> date:
    """A removal that was decided ahead of its day is told at once, with the day."""
    return max(writing.today, agency.removed_on) if agency.removed_on else writing.today
