"""评价人员名单 Rows of candidates as a school sends them: what they name, what is wrong (4.1)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models import Candidate, Document, Institution, IntegratedProgramme, Major
from resolvers.candidate_facts import Studies, any_of, stage_levels
from resolvers.person import Identity, read_identity
from resolvers.scope_extension import Extended
from resolvers.write.writing import Writing
from rules.entry import check_number, check_text, not_found
from rules.finding import Findings, Path

Entered = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What the rows may point to, read for all of them at once; ids that nobody may see lack."""

    own_school: UUID
    schools: frozenset[UUID]
    majors: Mapping[tuple[UUID, str], Sequence[Major]]
    programmes: Mapping[UUID, IntegratedProgramme]
    documents: frozenset[UUID]
    earlier: Mapping[UUID, UUID]  # candidate of an earlier plan: its person


@dataclass(frozen=True)
class CandidateRow:
    """One row with its place in the file, what it points to, and what is wrong with it."""

    place: int
    entered: Entered
    identity: Identity | None
    school: UUID | None
    major: Major | None
    programme: IntegratedProgramme | None
    findings: Findings = field(default=())

    @property
    def path(self) -> Path:
        return "rows", self.place

    def studies(self, own_school: UUID, served: Extended) -> Studies | None:
        graduates_on = self.entered["expected_graduation_on"]
        if self.major is None or self.school is None or graduates_on is None:
            return None
        return Studies(
            self.school == own_school,
            self.major.training_level,
            graduates_on,
            self.entered.get("deferred_graduation_on"),
            stage_levels(self.programme),
            self.entered.get("completed_stage"),
            self.entered.get("stage_completed_on"),
            served.get((self.school, self.major.id), ()),
        )


async def read_known(writing: Writing, rows: Sequence[Entered]) -> Known:
    """Every school, major, programme, document and earlier candidate that the rows name."""
    own = writing.viewer.institution_id
    assert own is not None  # a SCHOOL always acts for one
    schools = await _seen(writing, Institution, rows, "enrolled_at_id")
    majors: dict[tuple[UUID, str], list[Major]] = defaultdict(list)
    for major in await _majors(writing, {own, *schools}):
        majors[major.institution_id, major.catalogue_code].append(major)
    earlier = await _seen(writing, Candidate, rows, "resit_of_id")
    return Known(
        own,
        frozenset((own, *schools)),
        majors,
        await _seen(writing, IntegratedProgramme, rows, "integrated_programme_id"),
        frozenset(await _seen(writing, Document, rows, "stage_evidence_id")),
        {candidate.id: candidate.person_id for candidate in earlier.values()},
    )


async def _seen(
    writing: Writing, model: type[Any], rows: Sequence[Entered], name: str
) -> dict[UUID, Any]:
    ids = {own for row in rows if (own := id_of(row, name, model)) is not None}
    if not ids:
        return {}
    found = await writing.seen(model, lambda row: any_of(row.id, ids))
    return {row.id: row for row in found}


def id_of(row: Entered, name: str, model: type[Any]) -> UUID | None:
    """The id in a column. Raises BadUserInput for one that cannot be read."""
    given = row.get(name)
    own: UUID | None = given and given.of(model.__name__)
    return own


async def _majors(writing: Writing, schools: set[UUID]) -> Sequence[Major]:
    """By code, not by id: what another school runs is in its filed application for all to read."""
    found = await writing.session.execute(
        select(Major).where(any_of(Major.institution_id, schools), Major.is_active)
    )
    return found.scalars().all()


def read_row(writing: Writing, known: Known, place: int, row: Entered) -> CandidateRow:
    """A row with the findings that need no other row; a kind of document or a graduation that
    could not be read (None) was refused where it was read."""
    path: Path = ("rows", place)
    identity, findings = read_identity(writing.clause, row, writing.today, path)
    school = id_of(row, "enrolled_at_id", Institution) or known.own_school
    major = _major(known, school, row)
    programme_id = id_of(row, "integrated_programme_id", IntegratedProgramme)
    programme = known.programmes.get(programme_id) if programme_id else None
    findings += (
        check_text(writing.clause, row["student_number"], (*path, "studentNumber"))
        + _check_pointers(writing, known, row, school, major, path)
        + _check_stage(writing.clause, row, path)
        + _check_prior_certificate(writing.clause, row, path)
    )
    return CandidateRow(place, row, identity, school, major, programme, findings)


def _major(known: Known, school: UUID, row: Entered) -> Major | None:
    """The school's major of that code; where it runs several, the one so named."""
    named = known.majors.get((school, row["major_code"].strip().upper()), ())
    if (name := row.get("major_name")) is not None:
        named = [major for major in named if major.name == name.strip()]
    return named[0] if len(named) == 1 else None


def _check_pointers(
    writing: Writing, known: Known, row: Entered, school: UUID, major: Major | None, path: Path
) -> Findings:
    """What a row points to is there: unknown and another's are alike."""
    programme = id_of(row, "integrated_programme_id", IntegratedProgramme)
    evidence = id_of(row, "stage_evidence_id", Document)
    resit_of = id_of(row, "resit_of_id", Candidate)
    missing = {
        "enrolledAtId": school not in known.schools,
        "majorCode": school in known.schools and major is None,
        "integratedProgrammeId": programme is not None and programme not in known.programmes,
        "stageEvidenceId": evidence is not None and evidence not in known.documents,
        "resitOfId": resit_of is not None and resit_of not in known.earlier,
    }
    found: Findings = ()
    for name, is_missing in missing.items():
        found += not_found(writing.clause, (*path, name)) if is_missing else ()
    return found


def _check_stage(clause: str, row: Entered, path: Path) -> Findings:
    """A completed stage is the first or the second of a programme, with its day."""
    stage, completed_on = row.get("completed_stage"), row.get("stage_completed_on")
    if stage is None and completed_on is None:
        return ()
    has_programme = row.get("integrated_programme_id") is not None
    return (
        check_number(clause, stage, (*path, "completedStage"), least=1, most=2)
        + _required(clause, stage is not None, (*path, "completedStage"))
        + _required(clause, completed_on is not None, (*path, "stageCompletedOn"))
        + _required(clause, has_programme, (*path, "integratedProgrammeId"))
    )


def _check_prior_certificate(clause: str, row: Entered, path: Path) -> Findings:
    """A certificate from elsewhere is declared with its number and its level."""
    number, level = row.get("prior_certificate_number"), row.get("prior_certificate_level")
    if number is None and level is None:
        return ()
    return (
        check_number(clause, level, (*path, "priorCertificateLevel"), least=1, most=5)
        + _required(clause, level is not None, (*path, "priorCertificateLevel"))
        + check_text(clause, number, (*path, "priorCertificateNumber"))
    )


def _required(clause: str, is_given: bool, path: Path) -> Findings:
    return check_text(clause, "given" if is_given else None, path)
