"""国家职业技能标准 The center settles whether an occupation has a standard, and which (2.1)."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, any_, func, literal, or_, select, update

from models import Occupation, Standard, Trade
from models.base import new_id
from resolvers.acts.standard_effects import take_effect, tie_trades
from resolvers.occupation import OCCUPATION_LEVEL, is_an_occupation
from resolvers.standard_rows import check_facts
from resolvers.write.recording import record_each
from resolvers.write.saving import enter, find_all
from resolvers.write.writing import Outcome, Ref, Refused, Writing
from rules.clause_2_1_basis import check_none_on_record
from rules.clause_2_1_editions import check_specifications_end
from rules.entry import already_registered, check_reason, check_text, not_found
from rules.finding import Findings
from rules.vocabulary import Certainty, Known

FACTS = ("name", "edition_year", "level_from", "level_to", "begins_on", "source")


async def publish(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """A standard as read in its text: entered, or in place of what was assumed of it."""
    row = await _row(writing, given)
    shown = {"standard": Ref.of(row)}
    occupation = await _occupation(writing, given, ("occupationId",))
    if row.occupation_id not in {None, occupation.id}:
        raise Refused(not_found(writing.clause, ("occupationId",)), **shown)
    row.occupation_id = occupation.id
    findings = check_facts(writing.clause, given, writing.today.year)
    findings += check_text(writing.clause, given["source"], ("source",))
    findings += await _check_single(writing, row, given["name"].strip())
    trades = await _trades(writing, given, occupation)
    ends_on = given.get("specifications_end_on")
    findings += check_specifications_end(
        ends_on, given["begins_on"], writing.today, ("specificationsEndOn",)
    )
    writing.judge(findings, **shown)
    enter(writing, row, {**given, "name": given["name"].strip()}, FACTS)
    row.certainty = Certainty.CONFIRMED
    writing.add(row)
    writing.record("publishStandard", row, is_public=True)
    await tie_trades(writing, {row.id: trades})
    await take_effect(writing, "publishStandard", {row.id}, {occupation.id}, ends_on)
    await settle_known(writing, "publishStandard", {occupation.id}, ())
    return {**shown, "findings": findings}


async def _row(writing: Writing, given: Mapping[str, Any]) -> Standard:
    if given.get("id") is None:
        return Standard(id=new_id())
    return await writing.lock(Standard, given)


async def _occupation(writing: Writing, given: Mapping[str, Any], path: tuple[str]) -> Occupation:
    value = given["occupation_id"].of("Occupation")
    found = await writing.seen(Occupation, lambda row: row.id == value, is_an_occupation, lock=True)
    if not found:
        raise Refused(not_found(writing.clause, path))
    return found[0]


async def _trades(writing: Writing, given: Mapping[str, Any], occupation: Occupation) -> list[UUID]:
    """The trades that the standard is limited to, each of its occupation."""
    wanted = {
        ("tradeIds", place): node_id for place, node_id in enumerate(given.get("trade_ids") or ())
    }
    found = await find_all(
        writing, Trade, wanted, lambda trade: trade.occupation_id == occupation.id
    )
    return list(dict.fromkeys(trade.id for trade in found.values()))


async def _check_single(writing: Writing, row: Standard, name: str) -> Findings:
    """An occupation has a standard of one name once."""
    is_taken = await writing.exists(
        Standard,
        lambda other: and_(
            other.occupation_id == row.occupation_id, other.name == name, other.id != row.id
        ),
    )
    return already_registered(writing.clause, ("name",)) if is_taken else ()


async def confirm_none(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """The center has looked, and there is none: an evaluation specification may be filed."""
    row = await writing.lock(Occupation, given)
    shown = {"occupation": Ref.of(row)}
    if row.tree_level != OCCUPATION_LEVEL:
        raise Refused(not_found(writing.clause, ("id",)), **shown)
    confirmed = await writing.session.scalars(
        select(Standard.name).where(
            Standard.occupation_id == row.id, Standard.certainty == Certainty.CONFIRMED
        )
    )
    findings = check_reason(writing.clause, given["reason"])
    findings += check_none_on_record(confirmed.all(), ("id",))
    writing.judge(findings, **shown)
    before, row.standard_known = row.standard_known, Known.NO
    row.standard_known_on, row.standard_known_source = writing.today, given["reason"].strip()
    row.updated_at = writing.now
    writing.record(
        "confirmNoStandard", row, before=before, after=Known.NO, reason=given["reason"].strip()
    )
    return {**shown, "findings": findings}


async def settle_known(
    writing: Writing, act: str, confirmed: Collection[UUID], assumed: Collection[UUID]
) -> None:
    """Occupations that have a standard now; that there is none yields to a confirmed one only."""
    await writing.session.flush()
    settled = await writing.session.execute(
        update(Occupation)
        .where(
            or_(
                and_(_is_among(confirmed), Occupation.standard_known != Known.YES),
                and_(_is_among(assumed), Occupation.standard_known == Known.UNKNOWN),
            )
        )
        .values(
            standard_known=Known.YES,
            standard_known_on=func.register_today(),
            standard_known_source=_source(),
            version=Occupation.version + 1,
            updated_at=func.register_now(),
        )
        .returning(Occupation.id)
        .execution_options(synchronize_session=False)
    )
    await record_each(writing, act, Occupation, list(settled.scalars()))


def _source() -> Any:
    """Where the surest and newest of the occupation's standards was read."""
    is_assumed = Standard.certainty == Certainty.ASSUMED
    return (
        select(Standard.source)
        .where(Standard.occupation_id == Occupation.id)
        .order_by(is_assumed, Standard.edition_year.desc(), Standard.id)
        .limit(1)
        .scalar_subquery()
    )


def _is_among(ids: Collection[UUID]) -> Any:
    return Occupation.id == any_(literal(list(ids), ARRAY(Uuid)))
