"""四(一) Who may serve in a session: duty, card, and no class of one's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rules.clauses import clause
from rules.finding import FindingCode, Findings, Path, found_when
from rules.vocabulary import Level, StaffDuty

DUTIES_WITH_CARD = frozenset({StaffDuty.ASSESSOR})
"""Assessors (考评人员) hold a card; a supervisor's is recorded where there is one."""


@dataclass(frozen=True, slots=True)
class Card:
    """证卡 of an assessor. None of a value means without limit: a card of every occupation, up to
    every level, without an end.

    `occupation` is whatever names an occupation uniquely.
    """

    valid_to: date | None = None
    occupation: str | None = None
    highest_level: Level | None = None


@clause("4.1")
def check_duty(
    duties: Collection[StaffDuty], is_active: bool, duty: StaffDuty, path: Path = ()
) -> Findings:
    """Whoever is appointed to a duty is registered for it and in service."""
    return found_when(
        duty not in duties or not is_active,
        FindingCode.STAFF_WITHOUT_DUTY,
        path,
        duty=duty.zh,
        duty_en=duty.en,
    )


@clause("4.1")
def check_card(
    card: Card | None, occupation: str, level: Level, on: date, path: Path = ()
) -> Findings:
    """An assessor's card is valid on the day, for the occupation and up to the level."""
    if card is None:
        return found_when(True, FindingCode.CARD_MISSING, path)
    is_expired = card.valid_to is not None and on > card.valid_to
    is_of_another = card.occupation is not None and card.occupation != occupation
    # 1 is the highest level.
    is_above = card.highest_level is not None and level < card.highest_level
    return (
        found_when(is_expired, FindingCode.CARD_EXPIRED, path, valid_until=card.valid_to, on=on)
        + found_when(is_of_another, FindingCode.CARD_OF_ANOTHER_OCCUPATION, path)
        + found_when(
            is_above,
            FindingCode.CARD_BELOW_LEVEL,
            path,
            highest=card.highest_level and int(card.highest_level),
            level=int(level),
        )
    )


@clause("4.1")
def check_own_class(
    taught: Collection[str], assessed: Collection[str], path: Path = ()
) -> Findings:
    """Nobody assesses a class that they teach; both by the names of classes."""
    own = sorted(set(taught) & set(assessed))
    return found_when(
        bool(own),
        FindingCode.OWN_CLASS_ASSESSED,
        path,
        classes="、".join(own),
        classes_en=", ".join(own),
    )
