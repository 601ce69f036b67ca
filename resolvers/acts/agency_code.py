"""备案号 Codes as rows: a new one follows the old, none is changed or given twice (3.3)."""

from datetime import date, timedelta

from sqlalchemy import Integer, cast, func, select

from models import Agency, AgencyCode
from models.base import new_id
from resolvers.acts.agency_decision import Given, begin, decide
from resolvers.acts.serial import next_serial
from resolvers.write.writing import Outcome, Ref, Writing
from rules.certificate_number import AGENCY_SERIAL_BEGINS, compose_agency_code
from rules.clause_3_3_agency import check_new_code
from rules.clause_3_3_filing import category_of
from rules.vocabulary import AgencyCategory, AgencyScope


async def assign(writing: Writing, given: Given) -> Outcome:
    """The center sets the letter by a new row; the code in use for that scope ends the day
    before. An agency may hold one code for its own students and another for those of others."""
    deciding = await begin(writing, "assignAgencyCode", given)
    agency, scope = deciding.agency, given["scope"]
    valid_from = given.get("valid_from") or writing.today
    used = [code for code in await _in_use(writing, agency) if code.scope is scope]
    newest = max((code.valid_from for code in used), default=None)
    findings = deciding.judge(check_new_code(valid_from, newest, writing.today))
    for code in used:
        code.valid_to = valid_from - timedelta(days=1)
    decision = decide(deciding, given)
    added = await _add(writing, agency, scope, given.get("category"), valid_from)
    agency.updated_at = writing.now
    writing.move("assignAgencyCode", agency, reason=given["reason"], is_public=True)
    return {
        **deciding.payload,
        "agency_code": Ref.of(added),
        "decision": Ref.of(decision),
        "findings": findings,
    }


async def ensure_code(
    writing: Writing,
    agency: Agency,
    scope: AgencyScope,
    category: AgencyCategory | None,
    valid_from: date,
) -> None:
    """A code for the scope, if the agency has none in use yet. Without a category the letter is
    that of the scope."""
    used = await _in_use(writing, agency)
    if not any(code.scope is scope for code in used):
        await _add(writing, agency, scope, category, valid_from)


async def end_codes(writing: Writing, agency: Agency, on: date) -> None:
    """Of a removed agency: the day of its removal is the last, and none is ever given to
    another."""
    for code in await _in_use(writing, agency):
        code.valid_to = max(code.valid_from, on)


async def reopen_codes(writing: Writing, agency: Agency, on: date) -> None:
    """Those that a removal from that day on would have ended."""
    for code in await writing.seen(
        AgencyCode,
        lambda code: code.agency_id == agency.id,
        lambda code: code.valid_to == func.greatest(code.valid_from, on),
    ):
        code.valid_to = None


async def _in_use(writing: Writing, agency: Agency) -> list[AgencyCode]:
    return await writing.seen(
        AgencyCode,
        lambda code: code.agency_id == agency.id,
        lambda code: code.valid_to.is_(None),
    )


async def _add(
    writing: Writing,
    agency: Agency,
    scope: AgencyScope,
    category: AgencyCategory | None,
    valid_from: date,
) -> AgencyCode:
    letter = category or category_of(scope)
    code = AgencyCode(
        id=new_id(),
        code=compose_agency_code(letter, await _next(writing)),
        category=letter,
        scope=scope,
        agency_id=agency.id,
        valid_from=valid_from,
    )
    writing.add(code)
    await writing.session.flush()  # the next serial of this transaction is counted from it
    return code


async def _next(writing: Writing) -> int:
    """Serials run on over both letters, without gap: a code names one agency only."""
    digits = cast(func.substr(AgencyCode.code, AGENCY_SERIAL_BEGINS + 1), Integer)
    return await next_serial(writing, "agency_code", select(func.max(digits)))
