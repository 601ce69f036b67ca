"""评价计划内容 What a school enters of a plan: header, parts, sessions, staff, work scheme (4.1).

A draft may be incomplete. Refused is what could not be kept: ids that are not the school's own,
times that run backward, parts that do not fit the method. The rest is said by the dry run, and
refused when the plan is filed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert

from models import (
    Agency,
    AgencyItem,
    Document,
    EvaluationPlan,
    PlanPart,
    PlanSession,
    PlanStaff,
    Room,
    StaffMember,
    Trade,
)
from models.base import new_id
from permissions.rows import among
from resolvers.candidate_facts import any_of
from resolvers.evaluation_plan_facts import filed_item
from resolvers.identity import NodeId
from resolvers.plan_basis import editions_of_item
from resolvers.plan_session_facts import FIELDS
from resolvers.write.writing import Refused, Writing
from rules.clause_2_1_editions import check_chosen
from rules.clause_2_2_methods import CourseExamination, Part, check_method, check_parts
from rules.clause_4_1_plan import check_level, check_validity
from rules.clause_4_1_sessions import check_times
from rules.entry import check_distinct, check_text, not_found
from rules.finding import Findings, Path, all_below
from rules.vocabulary import Basis, StaffDuty

Entered = Mapping[str, Any]
COURSE_FACTS = ("examined_on", "full_mark", "pass_mark")
EDITIONS = {
    Basis.NATIONAL_STANDARD: ("standard_id", "standardId", "Standard"),
    Basis.EVALUATION_SPECIFICATION: (
        "specification_id",
        "specificationId",
        "EvaluationSpecification",
    ),
}
COLUMNS = {
    StaffDuty.INVIGILATOR: "invigilator_ids",
    StaffDuty.ASSESSOR: "assessor_ids",
    StaffDuty.INTERNAL_SUPERVISOR: "internal_supervisor_ids",
}


@dataclass(frozen=True)
class Content:
    """What was entered, with the rows that it names."""

    entered: Entered
    item: AgencyItem
    agency: Agency
    parts: tuple[Part, ...]
    rooms: Mapping[UUID, Room]
    staff: frozenset[UUID]
    work_scheme: UUID | None
    edition: UUID | None
    findings: Findings


async def read_content(writing: Writing, entered: Entered, **payload: Any) -> Content:
    """The content with what it names; refused where it cannot be kept, with every reason."""
    item, agency = await _own_item(writing, entered["agency_item_id"], payload)
    parts = tuple(_part(given) for given in entered["parts"])
    rooms = await named(writing, Room, [s["room_id"] for s in entered["sessions"]])
    staff = await named(
        writing, StaffMember, [n for s in entered["sessions"] for n in _appointed(s)]
    )
    scheme = entered.get("work_scheme")
    document = scheme and scheme.get("document_id")
    documents = await named(writing, Document, [document] if document else [])
    edition, of_edition = await _edition(writing, item, entered)
    filed = await filed_item(writing.session, agency, item)
    findings = (
        check_text(writing.clause, entered["batch_name"], ("batchName",))
        + check_validity(filed, ())
        + check_level(filed, entered["level"])
        + check_method(entered["method"], item.method, ("method",))
        + (check_parts(entered["method"], parts, ("parts",)) if parts else ())
        + _check_sessions(writing.clause, entered, rooms, staff)
        + _check_document(writing.clause, document, documents)
        + of_edition
    )
    findings = all_below(findings, "plan")
    writing.judge(findings, **payload)
    found = document.of("Document") if document else None
    return Content(entered, item, agency, parts, rooms, frozenset(staff), found, edition, findings)


async def _own_item(
    writing: Writing, node_id: NodeId, payload: Mapping[str, Any]
) -> tuple[AgencyItem, Agency]:
    """Everybody sees the directory; a plan is for an item of the school's own agency."""
    own_id, school = node_id.of("AgencyItem"), writing.viewer.institution_id
    items = await writing.seen(
        AgencyItem,
        lambda row: row.id == own_id,
        lambda row: among(
            Agency, lambda of: and_(of.id == row.agency_id, of.institution_id == school)
        ),
    )
    if not items:
        raise Refused(not_found(writing.clause, ("plan", "agencyItemId")), **payload)
    return items[0], await writing.session.get_one(Agency, items[0].agency_id)


async def _edition(
    writing: Writing, item: AgencyItem, entered: Entered
) -> tuple[UUID | None, Findings]:
    """The edition that the plan chooses, one of its item's basis; none: that in force."""
    column, shown, type_name = EDITIONS[item.basis]
    chosen = entered.get(column)
    others = [(name, path) for name, path, _ in EDITIONS.values() if name != column]
    found: Findings = ()
    for name, path in others:
        found += check_chosen(entered.get(name) is None, (path,))
    if chosen is None:
        return None, found
    own = chosen.of(type_name)
    trade = await writing.session.get(Trade, item.trade_id) if item.trade_id else None
    editions = await editions_of_item(writing.session, item, trade.name if trade else None)
    keys = {edition.key for edition in editions}
    return own, found + check_chosen(str(own) in keys, (shown,))


async def named(writing: Writing, model: type[Any], node_ids: Sequence[NodeId]) -> dict[UUID, Any]:
    ids = {node_id.of(model.__name__) for node_id in node_ids}
    if not ids:
        return {}
    rows = await writing.seen(model, lambda row: any_of(row.id, ids))
    return {row.id: row for row in rows}


def _appointed(session: Entered) -> list[NodeId]:
    return [node_id for name in COLUMNS.values() for node_id in session.get(name) or ()]


def _part(given: Entered) -> Part:
    course = given.get("course_examination")
    return Part(
        given["kind"],
        given["name"].strip(),
        given.get("weight"),
        course
        and CourseExamination(course["course"], *(course.get(name) for name in COURSE_FACTS)),
        tuple(name for each in given["courses"] if (name := each.strip())),
    )


def _check_sessions(
    clause: str, entered: Entered, rooms: Mapping[UUID, Any], staff: Mapping[UUID, Any]
) -> Findings:
    names = {given["name"].strip() for given in entered["parts"]}
    found: Findings = ()
    for place, session in enumerate(entered["sessions"]):
        path: Path = ("sessions", place)
        found += check_times(session["starts_at"], session["ends_at"], path)
        if session["part"].strip() not in names:
            found += not_found(clause, (*path, "part"))
        if session["room_id"].of("Room") not in rooms:
            found += not_found(clause, (*path, "roomId"))
        for duty, column in COLUMNS.items():
            ids = [node_id.of("StaffMember") for node_id in session.get(column) or ()]
            found += _check_staff(clause, ids, staff, (*path, FIELDS[duty]))
    return found


def _check_staff(
    clause: str, ids: Sequence[UUID], staff: Mapping[UUID, Any], path: Path
) -> Findings:
    found = check_distinct(clause, ids, path)
    for place, own in enumerate(ids):
        if own not in staff:
            found += not_found(clause, (*path, place))
    return found


def _check_document(clause: str, document: NodeId | None, known: Mapping[UUID, Any]) -> Findings:
    if document is None or document.of("Document") in known:
        return ()
    return not_found(clause, ("workScheme", "documentId"))


def take_header(plan: EvaluationPlan, content: Content) -> None:
    """The plan's own columns. A work scheme that changes once it was filed is a new version."""
    entered, scheme = content.entered, content.entered.get("work_scheme") or {}
    title = (scheme.get("title") or "").strip() or None
    before = (plan.work_scheme_title, plan.work_scheme_document_id)
    if plan.filed_at is not None and before != (title, content.work_scheme):
        plan.work_scheme_version += 1
    plan.agency_id, plan.agency_item_id = content.agency.id, content.item.id
    plan.level, plan.method = entered["level"], entered["method"]
    of_edition = EDITIONS[content.item.basis][0]
    for column, _, _ in EDITIONS.values():
        setattr(plan, column, content.edition if column == of_edition else None)
    plan.batch_name = entered["batch_name"].strip()
    plan.work_scheme_title, plan.work_scheme_document_id = title, content.work_scheme


async def write_parts(writing: Writing, plan: EvaluationPlan, content: Content) -> None:
    """Parts, sessions and staff as entered, in place of those that were there."""
    await writing.session.flush()
    await writing.session.execute(
        delete(PlanPart)
        .where(PlanPart.plan_id == plan.id)
        .execution_options(synchronize_session=False)
    )
    parts = [_part_values(plan, n, part) for n, part in enumerate(content.parts, start=1)]
    sessions, staff = _session_values(plan, content, {p["name"]: p["id"] for p in parts})
    for model, values in ((PlanPart, parts), (PlanSession, sessions), (PlanStaff, staff)):
        if values:
            await writing.session.execute(insert(model), values)


def _part_values(plan: EvaluationPlan, position: int, part: Part) -> dict[str, Any]:
    course = part.course_examination
    return {
        "id": new_id(),
        "plan_id": plan.id,
        "position": position,
        "kind": part.kind,
        "name": part.name,
        "weight": part.weight,
        "courses": list(part.courses),
        "course_name": course and course.course.strip(),
        "course_examined_on": course and course.examined_on,
        "course_scale": course and course.full_mark,
        "course_pass_mark": course and course.pass_mark,
    }


def _session_values(
    plan: EvaluationPlan, content: Content, parts: Mapping[str, UUID]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    sessions, staff = [], []
    for given in content.entered["sessions"]:
        own, room = new_id(), content.rooms[given["room_id"].of("Room")]
        sessions.append(
            {
                "id": own,
                "plan_id": plan.id,
                "part_id": parts[given["part"].strip()],
                "site_id": room.site_id,
                "room_id": room.id,
                "starts_at": given["starts_at"],
                "ends_at": given["ends_at"],
            }
        )
        for duty, column in COLUMNS.items():
            staff += [
                {"session_id": own, "staff_member_id": n.of("StaffMember"), "duty": duty}
                for n in given.get(column) or ()
            ]
    return sessions, staff
