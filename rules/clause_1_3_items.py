"""一(三) What may be evaluated, and up to which level: catalogue, matching major, ceiling."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.identifiers import (
    Identifier,
    Rejection,
    classification_code,
    major_code,
    occupation_code,
)
from rules.occupation import OccupationKey
from rules.vocabulary import (
    Certainty,
    InstitutionKind,
    Known,
    Level,
    MajorStanding,
    PriorityReason,
    TrainingLevel,
)

CEILING_OF_KIND = {
    InstitutionKind.SECONDARY: Level.INTERMEDIATE,
    InstitutionKind.COLLEGE: Level.ADVANCED,
    InstitutionKind.UNIVERSITY_COLLEGE: Level.ADVANCED,
    InstitutionKind.VOCATIONAL_UNIVERSITY: Level.ADVANCED,
}  # 1.3, last paragraph
CEILING_OF_TRAINING = {
    TrainingLevel.SECONDARY: Level.INTERMEDIATE,
    TrainingLevel.COLLEGE: Level.ADVANCED,
    TrainingLevel.VOCATIONAL_UNIVERSITY: Level.ADVANCED,
}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """准入类: the whole occupation, or one trade of it; with how surely it is known."""

    trade: str | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the catalogue (职业分类大典) knows of an occupation; `trades` None: not listed yet."""

    key: OccupationKey
    is_current: bool
    is_of_skill_kind: Known
    skill_kind_certainty: Certainty
    trades: frozenset[str] | None = None
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Major:
    """A major (专业) of the school, with the occupations that it is mapped to."""

    code: str
    training_level: TrainingLevel
    standing: MajorStanding
    occupations: frozenset[OccupationKey]

    def matches(self, occupation: OccupationKey) -> bool:
        return any(key.covers(occupation) for key in self.occupations)


@clause("1.3.1")
def check_occupation_code(text: str, path: Path = ()) -> Findings:
    """An occupation code has the form of the classification."""
    answer = occupation_code(text)
    if isinstance(answer, Identifier):
        return ()
    return _code_rejected(answer, path)


@clause("1.3.1")
def check_classification_code(text: str, path: Path = ()) -> Findings:
    """A code of an occupation, or of a group above occupations, has the classification's form."""
    answer = classification_code(text)
    if isinstance(answer, Identifier):
        return ()
    return _code_rejected(answer, path)


@clause("1.3.1")
def _code_rejected(rejection: Rejection, path: Path) -> Findings:
    return found_when(
        True,
        FindingCode.OCCUPATION_CODE_INVALID,
        path,
        reason=rejection.zh,
        reason_en=rejection.en,
    )


@clause("1.3.1")
def check_occupation(
    entry: CatalogueEntry | None, trade: str | None = None, path: Path = ()
) -> Findings:
    """In the current catalogue, of the skill kind, and without an entry qualification."""
    is_unknown_trade = (
        entry is not None
        and trade is not None
        and entry.trades is not None
        and trade not in entry.trades
    )
    if entry is None or is_unknown_trade:
        return found_when(True, FindingCode.OCCUPATION_UNKNOWN, path)
    is_confirmed = entry.skill_kind_certainty is Certainty.CONFIRMED
    is_sure = is_confirmed and entry.is_of_skill_kind is not Known.UNKNOWN
    return (
        found_when(not entry.is_current, FindingCode.EDITION_NOT_CURRENT, path)
        + found_when(
            is_sure and entry.is_of_skill_kind is Known.NO, FindingCode.NOT_OF_SKILL_KIND, path
        )
        + found_when(not is_sure, FindingCode.SKILL_KIND_ASSUMED, path)
        + check_exclusions(entry.exclusions, trade, path)
    )


@clause("1.3.1")
def check_exclusions(
    exclusions: Iterable[Exclusion], trade: str | None, path: Path = ()
) -> Findings:
    """A confirmed entry qualification of the occupation or the trade refuses, an assumed warns.

    An item on the whole occupation is touched by an exclusion of one trade: it would contain it.
    """
    touching = {
        exclusion.certainty
        for exclusion in exclusions
        if exclusion.trade is None or trade is None or exclusion.trade == trade
    }
    is_confirmed = Certainty.CONFIRMED in touching
    return found_when(is_confirmed, FindingCode.ENTRY_QUALIFICATION, path) + found_when(
        not is_confirmed and Certainty.ASSUMED in touching,
        FindingCode.ENTRY_QUALIFICATION_ASSUMED,
        path,
    )


@clause("1.3.2")
def check_priority(reason: PriorityReason, path: Path = ()) -> Findings:
    """What social evaluation cannot serve, and the dual-certificate reform, go first: advice."""
    return found_when(reason is PriorityReason.NONE, FindingCode.PRIORITY_REASON_MISSING, path)


LEVEL_OF_FIRST_DIGIT = {
    "2": TrainingLevel.VOCATIONAL_UNIVERSITY,
    "3": TrainingLevel.VOCATIONAL_UNIVERSITY,
    "4": TrainingLevel.COLLEGE,
    "5": TrainingLevel.COLLEGE,
    "6": TrainingLevel.SECONDARY,
    "7": TrainingLevel.SECONDARY,
}  # 职业教育专业目录(2021年)


@clause("1.3.3")
def check_major_code(text: str, training_level: TrainingLevel, path: Path = ()) -> Findings:
    """A major's code has the form of the catalogue; in that of 2021 its first digit says the level.

    Codes of earlier catalogues say it otherwise, and majors under them run on: a warning.
    """
    answer = major_code(text)
    if isinstance(answer, Rejection):
        return found_when(
            True,
            FindingCode.MAJOR_CODE_INVALID,
            path,
            reason=answer.zh,
            reason_en=answer.en,
        )
    expected = LEVEL_OF_FIRST_DIGIT[answer.value[0]]
    return found_when(
        expected is not training_level,
        FindingCode.MAJOR_CODE_OF_ANOTHER_LEVEL,
        path,
        expected=expected.zh,
        expected_en=expected.en,
    )


@clause("1.3.3")
def check_majors(majors: Collection[Major], occupation: OccupationKey, path: Path = ()) -> Findings:
    """At least one of the majors matches the occupation; standing is advice."""
    matching = [major for major in majors if major.matches(occupation)]
    is_ordinary = all(major.standing is MajorStanding.ORDINARY for major in matching)
    return found_when(not matching, FindingCode.MATCHING_MAJOR_MISSING, path) + found_when(
        bool(matching) and is_ordinary, FindingCode.MAJOR_OF_ORDINARY_STANDING, path
    )


@clause("1.3")
def ceiling(kind: InstitutionKind, training_level: TrainingLevel) -> Level:
    """The highest level: the stricter of what the kind and the approved training allow."""
    return max(CEILING_OF_KIND[kind], CEILING_OF_TRAINING[training_level])  # 3 is above 4


@clause("1.3")
def check_range(level_from: int, level_to: int, path: Path = ()) -> Findings:
    """A range begins with its lowest level: 5 is the lowest of all, 1 the highest."""
    is_range = 1 <= level_to <= level_from <= 5
    return found_when(not is_range, FindingCode.LEVEL_RANGE_INVALID, path)


@clause("1.3")
def check_levels(
    levels: Collection[Level],
    kind: InstitutionKind,
    training_levels: Collection[TrainingLevel],
    path: Path = (),
) -> Findings:
    """Each level of an item lies under the ceiling that one of its majors gives."""
    ceilings = [ceiling(kind, training_level) for training_level in training_levels]
    highest = min(ceilings, default=CEILING_OF_KIND[kind])
    found = found_when(not levels, FindingCode.LEVELS_MISSING, path)
    for level in sorted(levels):
        found += found_when(
            level < highest,
            FindingCode.LEVEL_ABOVE_CEILING,
            path,
            level=int(level),
            ceiling=int(highest),
        )
    return found


@clause("1.3")
def candidate_ceiling(training: TrainingLevel | None, stage_level: Level | None) -> Level | None:
    """The highest level for a candidate, by the own training or the completed stage.

    A stage never reaches above what schools may evaluate at all; None when neither is reached.
    """
    by_training = () if training is None else (CEILING_OF_TRAINING[training],)
    by_stage = () if stage_level is None else (max(stage_level, Level.ADVANCED),)
    return min(by_training + by_stage, default=None)


@clause("1.3")
def check_candidate_level(
    level: Level, training: TrainingLevel | None, stage_level: Level | None, path: Path = ()
) -> Findings:
    """A candidate's level lies under the own ceiling.

    Without training or stage reached, 1.2 has refused already; nothing is added here.
    """
    highest = candidate_ceiling(training, stage_level) or level
    return found_when(
        level < highest,
        FindingCode.CANDIDATE_LEVEL_ABOVE_CEILING,
        path,
        level=int(level),
        ceiling=int(highest),
    )
