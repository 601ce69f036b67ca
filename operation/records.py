"""What the reference files hold: one frozen record for each file, its fields are its columns.

Every statement that others decide carries its `source` and its `certainty` (1.3.1).
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from operation.rows import Pattern
from rules.vocabulary import (
    ApplicationKind,
    Certainty,
    ConditionCode,
    InstitutionKind,
    Known,
    MaterialKind,
    TrainingLevel,
)

OccupationCode = Annotated[str, Pattern(r"[1-8]-\d\d-\d\d-\d\d")]
ClassificationCode = Annotated[str, Pattern(r"[1-8](-\d\d){0,3}")]
MajorCode = Annotated[str, Pattern(r"[2-7]\d{5}K?")]
SchoolCode = Annotated[str, Pattern(r"\d{10}")]
DistrictCode = Annotated[str, Pattern(r"\d{6}")]


@dataclass(frozen=True, slots=True)
class OccupationRecord:
    """职业 or a group above it. `tree_level`: 1 大类, 2 中类, 3 小类, 4 职业.

    `name` is empty for a group that the source leaves out. `is_digital` and `is_green` say that
    the source marks it (S, L); a source without marks leaves both false.
    """

    edition: int
    code: ClassificationCode
    name: str | None
    tree_level: int
    parent_code: str | None
    is_digital: bool
    is_green: bool
    is_skill: Known
    skill_source: str
    skill_certainty: Certainty
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class SupplementRecord:
    """职业 that the classification has and the package lacks, from another source."""

    edition: int
    occupation_code: OccupationCode
    name: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class SkillFlagRecord:
    """技能类: what is known of one occupation beyond the default of its major group (1.3.1)."""

    edition: int
    occupation_code: OccupationCode
    is_skill: Known
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class TradeRecord:
    """工种 below an occupation."""

    edition: int
    occupation_code: OccupationCode
    name: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ExclusionRecord:
    """准入类: an occupation, or one trade of it, that needs an entry qualification (1.3.1)."""

    edition: int
    occupation_code: OccupationCode
    trade_name: str | None
    reason: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class StandardRecord:
    """国家职业技能标准 (2.1). `level_from` is the lowest level (5), `level_to` the highest (1)."""

    edition: int
    occupation_code: OccupationCode
    name: str
    edition_year: int
    level_from: int | None
    level_to: int | None
    begins_on: date | None
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MajorRecord:
    """专业 of the catalogue of 2021; the first digit of the code gives the training level."""

    code: MajorCode
    name: str
    training_level: TrainingLevel
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MajorOccupationRecord:
    """专业与职业的对应: used by the demonstration; `basis` says why the two match."""

    major_code: MajorCode
    edition: int
    occupation_code: OccupationCode
    basis: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class DistrictRecord:
    """区, by its code of GB/T 2260."""

    code: DistrictCode
    name: str


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    """院校 on the education ministry's list; `ownership` in the words of that list."""

    school_code: SchoolCode
    name: str
    kind: InstitutionKind
    ownership: str
    source: str

    @property
    def training_level(self) -> TrainingLevel:
        if self.kind is InstitutionKind.VOCATIONAL_UNIVERSITY:
            return TrainingLevel.VOCATIONAL_UNIVERSITY
        return TrainingLevel.COLLEGE


@dataclass(frozen=True, slots=True)
class WorkingDayRecord:
    """工作日: whether a day is worked; provisional where its year is not published (4.3)."""

    day: date
    is_working: bool
    is_provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class CriteriaRecord:
    """评估细则, one edition (3.2). `pass_percent` of a condition's full marks must be reached."""

    edition: int
    valid_from: date
    pass_percent: int
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """评估指标 of an edition: full marks, or none and a veto (3.2)."""

    edition: int
    number: int
    condition: ConditionCode
    title_zh: str
    title_en: str
    full_marks: int | None
    is_veto: bool


@dataclass(frozen=True, slots=True)
class MaterialRecord:
    """材料清单条目: a material that an application of a kind brings, from a day on (3.1)."""

    kind: ApplicationKind
    begins_on: date
    material: MaterialKind
    is_required: bool
    is_per_item: bool
    note: str | None
    source: str
    certainty: Certainty
