"""人员 A school keeps its staff, with their cards and duties (1.1.4, 4.1)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_

from models import Occupation, StaffMember, StaffMemberDuty
from resolvers.occupation import is_an_occupation
from resolvers.write.saving import enter, find_all, keep_exactly, own_row
from resolvers.write.writing import Outcome, Ref, Writing
from rules.entry import already_registered, check_distinct, check_number, check_text
from rules.finding import Findings

FACTS = ("name", "card_number", "card_valid_to", "highest_level", "taught_classes", "is_active")


def check_facts(writing: Writing, given: Mapping[str, Any]) -> Findings:
    """A day until which the card is valid needs the card's number."""
    clause = writing.clause
    has_card = given.get("card_number") is not None or given.get("card_valid_to") is not None
    return (
        check_text(clause, given["name"], ("name",))
        + (check_text(clause, given.get("card_number"), ("cardNumber",)) if has_card else ())
        + check_number(clause, given.get("highest_level"), ("highestLevel",), least=1, most=5)
        + check_distinct(clause, given["duties"], ("duties",))
        + check_distinct(clause, given["taught_classes"], ("taughtClasses",))
    )


async def check_single(writing: Writing, row: StaffMember) -> Findings:
    """A card is one person's."""
    if row.card_number is None:
        return ()
    is_taken = await writing.exists(
        StaffMember,
        lambda other: and_(
            other.institution_id == row.institution_id,
            other.card_number == row.card_number,
            other.id != row.id,
        ),
    )
    return already_registered(writing.clause, ("cardNumber",)) if is_taken else ()


async def save(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    row = await own_row(writing, StaffMember, given)
    findings = writing.judge(check_facts(writing, given), staff_member=Ref.of(row))
    ids = {("occupationId",): given.get("occupation_id")}
    occupations = await find_all(writing, Occupation, ids, is_an_occupation)
    enter(writing, row, given, FACTS)
    occupation = occupations.get(("occupationId",))
    row.occupation_id = occupation.id if occupation else None
    findings += writing.judge(await check_single(writing, row), staff_member=Ref.of(row))
    duties = [{"duty": duty} for duty in given["duties"]]
    await keep_exactly(writing, StaffMemberDuty, {"staff_member_id": row.id}, duties)
    writing.record("saveStaffMember", row)
    return {"staff_member": Ref.of(row), "findings": findings}
