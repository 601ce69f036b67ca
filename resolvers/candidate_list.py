"""评价人员名单 A list of candidates sent as a table: its rows as if they were entered (4.1).

A finding of a row leads to it by ("file", number of the line, heading of the column).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from models import (
    Agency,
    AgencyItem,
    Candidate,
    EvaluationPlan,
    Institution,
    IntegratedProgramme,
    Major,
    Occupation,
    Trade,
)
from resolvers.candidate_facts import any_of
from resolvers.candidate_judging import judged
from resolvers.candidate_rows import CandidateRow, Entered
from resolvers.identity import NodeId
from resolvers.person import find_persons
from resolvers.table.reading import Lines
from resolvers.write.writing import Writing
from rules.candidate_column import CandidateColumn as Column
from rules.clause_4_1_candidate_list import (
    Cells,
    Heading,
    ListTarget,
    check_cells,
    check_resit,
    listed_candidate,
)
from rules.finding import Finding, Findings, Path
from rules.vocabulary import ImportMode, Level

NOWHERE: Final = UUID(int=0)  # no row has it: what is named but not there
HEADINGS: Final[Mapping[str, Column]] = {
    "documentType": Column.DOCUMENT_TYPE,
    "documentNumber": Column.DOCUMENT_NUMBER,
    "country": Column.COUNTRY,
    "name": Column.NAME,
    "studentNumber": Column.STUDENT_NUMBER,
    "majorCode": Column.MAJOR_CODE,
    "enrolledAtId": Column.ENROLLED_AT,
    "expectedGraduationOn": Column.GRADUATES_ON,
    "integratedProgrammeId": Column.STAGE,
    "completedStage": Column.STAGE,
    "stageCompletedOn": Column.STAGE_COMPLETED_ON,
    "priorCertificateNumber": Column.CERTIFICATE_NUMBER,
    "priorCertificateLevel": Column.CERTIFICATE_LEVEL,
    "resitOfId": Column.ATTEMPT,
}
"""Where a list has what is entered under another name."""


@dataclass(frozen=True)
class ListedRow:
    """A line of the list with a candidate; `line` as programs for tables number it, from 1."""

    line: int
    cells: Cells
    row: CandidateRow | None = None
    findings: Findings = ()

    @property
    def path(self) -> Path:
        return "file", self.line


def listed_rows(lines: Lines, heading: Heading) -> list[ListedRow]:
    """The lines below the headings in which anything is filled in but a running number."""
    below = enumerate(lines[heading.line + 1 :], heading.line + 2)
    rows = (ListedRow(line, heading.cells(cells)) for line, cells in below)
    return [row for row in rows if set(row.cells) - {Column.NUMBER}]


async def judged_list(
    writing: Writing, plan: EvaluationPlan, rows: Sequence[ListedRow], mode: ImportMode
) -> list[ListedRow]:
    """The rows with everything that is found of their cells, and of those they are about."""
    target = await _target(writing, plan)
    pointers = await _read_pointers(writing, rows)
    entered = [_entered(row, pointers) for row in rows]
    found = await judged(writing, plan, entered, mode)
    found = await _resits(writing, plan, rows, found)
    return [
        _together(writing, target, row, judged_row)
        for row, judged_row in zip(rows, found, strict=True)
    ]


def _together(
    writing: Writing, target: ListTarget, row: ListedRow, judged_row: CandidateRow
) -> ListedRow:
    """The findings of the cells, and of the candidate where its cells could be read."""
    of_cells = check_cells(row.cells, target, writing.today, row.path)
    is_resit = listed_candidate(row.cells).is_resit
    has_earlier = judged_row.identity is None or "resit_of_id" in judged_row.entered
    of_cells += check_resit(is_resit, has_earlier, row.path)
    faulty = {finding.path[-1] for finding in of_cells}
    of_candidate = (_placed(finding, row) for finding in judged_row.findings)
    kept = tuple(finding for finding in of_candidate if finding.path[-1] not in faulty)
    return replace(row, row=judged_row, findings=of_cells + kept)


def _placed(finding: Finding, row: ListedRow) -> Finding:
    """("rows", n, "majorCode") as the line and the heading of the list."""
    _, _, *steps = finding.path
    headings = tuple(HEADINGS[str(step)].zh for step in steps[:1])
    return replace(finding, path=(*row.path, *headings))


async def _target(writing: Writing, plan: EvaluationPlan) -> ListTarget:
    found = await writing.session.execute(
        select(Occupation.name, Trade.name, Agency.name, Institution.name)
        .select_from(EvaluationPlan)
        .join(AgencyItem, AgencyItem.id == EvaluationPlan.agency_item_id)
        .join(Occupation, Occupation.id == AgencyItem.occupation_id)
        .outerjoin(Trade, Trade.id == AgencyItem.trade_id)
        .join(Agency, Agency.id == EvaluationPlan.agency_id)
        .join(Institution, Institution.id == EvaluationPlan.institution_id)
        .where(EvaluationPlan.id == plan.id)
    )
    occupation, trade, agency, institution = found.one()
    names = frozenset(name for name in (occupation, trade) if name is not None)
    return ListTarget(names, Level(plan.level), frozenset((agency, institution)))


@dataclass(frozen=True)
class _Pointers:
    """What the rows name by codes: schools, and programmes by school and code of the major."""

    own_school: UUID
    schools: Mapping[str, UUID]
    programmes: Mapping[tuple[UUID, str], Sequence[UUID]]


async def _read_pointers(writing: Writing, rows: Sequence[ListedRow]) -> _Pointers:
    own = writing.viewer.institution_id
    assert own is not None  # a SCHOOL always acts for one
    codes = {row.cells[Column.ENROLLED_AT] for row in rows if Column.ENROLLED_AT in row.cells}
    schools = {}
    if codes:
        seen = await writing.seen(Institution, lambda row: row.school_code.in_(sorted(codes)))
        schools = {school.school_code: school.id for school in seen}
    found = await writing.session.execute(
        select(IntegratedProgramme.id, Major.institution_id, Major.catalogue_code)
        .join(Major, Major.id == IntegratedProgramme.major_id)
        .where(any_of(IntegratedProgramme.institution_id, [own, *schools.values()]))
    )
    programmes: dict[tuple[UUID, str], list[UUID]] = {}
    for programme, school, code in found:
        programmes.setdefault((school, code), []).append(programme)
    return _Pointers(own, schools, programmes)


def _entered(row: ListedRow, pointers: _Pointers) -> Entered:
    """A row as `importCandidates` takes it."""
    cells, says = row.cells, listed_candidate(row.cells)
    given: dict[str, Any] = {
        "document_type": says.document_type,
        "document_number": cells.get(Column.DOCUMENT_NUMBER, ""),
        "country": cells.get(Column.COUNTRY),
        "name": cells.get(Column.NAME, ""),
        "sex": says.sex,
        "born_on": says.born_on,
        "student_number": cells.get(Column.STUDENT_NUMBER, ""),
        "class_name": cells.get(Column.CLASS_NAME, ""),
        "phone": cells.get(Column.PHONE),
        "major_code": cells.get(Column.MAJOR_CODE, ""),
        "major_name": cells.get(Column.MAJOR_NAME),
        "expected_graduation_on": says.expected_graduation_on,
        "deferred_graduation_on": says.deferred_graduation_on,
        "completed_stage": says.completed_stage,
        "stage_completed_on": says.stage_completed_on,
        "prior_certificate_number": cells.get(Column.CERTIFICATE_NUMBER),
        "prior_certificate_level": says.prior_certificate_level,
    }
    return given | _pointed(cells, pointers)


def _pointed(cells: Cells, pointers: _Pointers) -> dict[str, NodeId]:
    """What a row points to; what is named and not there is found missing where it is judged."""
    school, found = pointers.own_school, {}
    if (code := cells.get(Column.ENROLLED_AT)) is not None:
        school = pointers.schools.get(code, NOWHERE)
        found["enrolled_at_id"] = NodeId("Institution", school)
    if Column.STAGE in cells:
        code = cells.get(Column.MAJOR_CODE, "").strip().upper()
        named = pointers.programmes.get((school, code), ())
        found["integrated_programme_id"] = NodeId(
            "IntegratedProgramme", named[0] if len(named) == 1 else NOWHERE
        )
    return found


async def _resits(
    writing: Writing,
    plan: EvaluationPlan,
    listed: Sequence[ListedRow],
    rows: Sequence[CandidateRow],
) -> list[CandidateRow]:
    """A resit names no earlier candidacy in a list: the latest of the person is meant."""
    is_resit = [listed_candidate(each.cells).is_resit for each in listed]
    identities = [
        row.identity for row, again in zip(rows, is_resit, strict=True) if again and row.identity
    ]
    persons = await find_persons(writing.session, writing.services.sealer, identities)
    earlier = await _earlier(writing, plan, list(persons.values()))
    found = []
    for row, again in zip(rows, is_resit, strict=True):
        person = persons.get(row.identity.same) if again and row.identity else None
        if person in earlier:
            pointed = {"resit_of_id": NodeId("Candidate", earlier[person])}
            row = replace(row, entered={**row.entered, **pointed})
        found.append(row)
    return found


async def _earlier(
    writing: Writing, plan: EvaluationPlan, persons: Sequence[UUID]
) -> dict[UUID | None, UUID]:
    """Of each person the latest candidacy at the school for the plan's occupation and level."""
    if not persons:
        return {}
    own = await writing.session.get_one(AgencyItem, plan.agency_item_id)
    other, item = EvaluationPlan, AgencyItem
    found = await writing.session.execute(
        select(Candidate.person_id, Candidate.id)
        .join(other, other.id == Candidate.plan_id)
        .join(item, item.id == other.agency_item_id)
        .where(
            any_of(Candidate.person_id, persons),
            Candidate.institution_id == plan.institution_id,
            other.id != plan.id,
            other.level == plan.level,
            item.occupation_id == own.occupation_id,
            item.trade_id.is_not_distinct_from(own.trade_id),
        )
        .order_by(Candidate.created_at, Candidate.id)
    )
    return dict(iter(found))  # the last one stays
