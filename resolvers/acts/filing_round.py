"""补正轮次 Each submission is kept as it was handed in, each return with its remarks (3.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import FilingApplication, FilingRemark, FilingRound
from models.base import new_id
from resolvers.filing_round import content_of
from resolvers.write.writing import Writing
from rules.clause_3_1_application import check_remark
from rules.entry import check_text
from rules.filing_round import leads_into
from rules.finding import Findings


async def rounds_of(writing: Writing, row: FilingApplication) -> list[FilingRound]:
    """The rounds of an application, oldest first."""
    found = await writing.seen(FilingRound, lambda known: known.application_id == row.id)
    return sorted(found, key=lambda known: known.number)


async def begin_round(writing: Writing, row: FilingApplication) -> None:
    """Keep the content as it is handed in now."""
    rounds = await rounds_of(writing, row)
    connection = await writing.session.connection()
    writing.add(
        FilingRound(
            id=new_id(),
            application_id=row.id,
            number=len(rounds) + 1,
            submitted_at=writing.now,
            submitted_by_id=writing.viewer.account_id,
            content=await content_of(connection, row.id),
        )
    )


def check_remarks(clause: str, last: FilingRound, remarks: Sequence[Mapping[str, Any]]) -> Findings:
    """Each says something about a place of what was handed in."""
    found: Findings = ()
    for place, remark in enumerate(remarks):
        is_in_content = leads_into(last.content, remark["path"])
        found += check_remark(is_in_content, ("remarks", place, "path"))
        found += check_text(clause, remark["text"], ("remarks", place, "text"))
    return found


def end_round(
    writing: Writing, last: FilingRound, reason: str, remarks: Sequence[Mapping[str, Any]]
) -> None:
    """The round is returned, for one reason and with a remark for each place."""
    last.returned_at, last.returned_by_id = writing.now, writing.viewer.account_id
    last.reason = reason
    for id_, remark in zip(sorted(new_id() for _ in remarks), remarks, strict=True):
        writing.add(FilingRemark(id=id_, round_id=last.id, **remark))
