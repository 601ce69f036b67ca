"""三(四): what the directory says of an agency, by day; days gone by are not rewritten."""

from datetime import date, timedelta

import pytest

from rules.clause_3_4_as_of import (
    Dated,
    Days,
    Listed,
    ListedItem,
    Standing,
    Term,
    corrected,
    entries_since,
    fact_on,
    shown_on,
    state_on,
)
from rules.vocabulary import DirectoryState as S

FIRST, LAST = date(2026, 9, 1), date(2029, 8, 31)
DAY = timedelta(days=1)
VALID = Days(FIRST, LAST)
CODE = ("Y000031000001", Days(FIRST))
FACES = (Dated(FIRST, "甲学院"),)


def item(key: str, term: Term | None = None) -> ListedItem:
    return ListedItem(key, term or Term(VALID), (5, 3))


def listed(term: Term, *items: ListedItem, faces: tuple[Dated[str], ...] = FACES) -> Listed[str]:
    return Listed(term, (CODE,), faces, items)


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (FIRST - DAY, S.NOT_YET),
        (FIRST, S.IN_FORCE),
        (date(2027, 1, 9), S.IN_FORCE),
        (date(2027, 1, 10), S.SUSPENDED),
        (date(2027, 1, 20), S.SUSPENDED),
        (date(2027, 1, 21), S.IN_FORCE),
        (date(2028, 6, 1), S.SUSPENDED),
        (LAST, S.SUSPENDED),
        (LAST + DAY, S.EXPIRED),
    ],
)
def test_a_state_holds_to_the_last_day_named(day: date, state: S) -> None:
    suspensions = (Days(date(2027, 1, 10), date(2027, 1, 20)), Days(date(2028, 6, 1)))
    assert state_on(Term(VALID, None, suspensions), day) is state


@pytest.mark.clause("3.4")
def test_who_was_removed_is_neither_suspended_nor_expired() -> None:
    term = Term(VALID, date(2027, 3, 1), (Days(date(2027, 2, 1)),))
    assert state_on(term, date(2027, 2, 28)) is S.SUSPENDED
    assert state_on(term, date(2027, 3, 1)) is S.REMOVED
    assert state_on(term, LAST + DAY) is S.REMOVED


@pytest.mark.clause("3.4")
def test_no_item_is_better_off_than_its_agency() -> None:
    of_item = Term(VALID, None, (Days(date(2027, 1, 1), date(2027, 1, 31)),))
    of_agency = Term(VALID, date(2028, 1, 1), ())
    agency = listed(of_agency, item("a", of_item), item("b"))
    states = {
        day: [one.state for one in shown_on(agency, day).items]
        for day in (FIRST - DAY, FIRST, date(2027, 1, 15), date(2028, 1, 1))
    }
    assert states == {
        FIRST - DAY: [S.NOT_YET, S.NOT_YET],
        FIRST: [S.IN_FORCE, S.IN_FORCE],
        date(2027, 1, 15): [S.SUSPENDED, S.IN_FORCE],
        date(2028, 1, 1): [S.REMOVED, S.REMOVED],
    }


@pytest.mark.clause("3.4")
def test_names_and_codes_are_those_of_the_day() -> None:
    faces = (*FACES, Dated(date(2027, 6, 1), "甲大学"))
    agency = listed(Term(VALID), item("a"), faces=faces)
    before, after = (shown_on(agency, day) for day in (date(2027, 5, 31), date(2027, 6, 1)))
    assert (before.face, after.face) == ("甲学院", "甲大学")
    assert (shown_on(agency, FIRST - DAY).codes, before.codes) == ((), (CODE[0],))


@pytest.mark.clause("3.4")
def test_levels_given_up_are_an_item_that_ends() -> None:
    given_up = Term(VALID, date(2027, 5, 1))
    agency = listed(Term(VALID), item("a"), item("b", given_up))
    states = [one.state for one in shown_on(agency, date(2027, 5, 1)).items]
    assert states == [S.IN_FORCE, S.REMOVED]


@pytest.mark.clause("3.4")
def test_a_day_before_every_fact_has_the_first() -> None:
    facts = (Dated(FIRST, 1), Dated(LAST, 2))
    assert [fact_on(facts, day) for day in (FIRST - DAY, FIRST, LAST - DAY, LAST)] == [1, 1, 1, 2]


@pytest.mark.clause("3.4")
def test_entries_follow_one_another_and_change_with_what_is_shown() -> None:
    suspended = Term(VALID, None, (Days(date(2027, 1, 10), date(2027, 1, 20)),))
    agency = listed(suspended, item("a"))
    entries = entries_since(agency, date(2026, 12, 1))
    assert [(days.begins_on, days.ends_on, shown.state) for days, shown in entries] == [
        (date(2026, 12, 1), date(2027, 1, 9), S.IN_FORCE),
        (date(2027, 1, 10), date(2027, 1, 20), S.SUSPENDED),
        (date(2027, 1, 21), LAST, S.IN_FORCE),
        (LAST + DAY, None, S.EXPIRED),
    ]
    for days, shown in entries:
        for day in (days.begins_on, days.ends_on or days.begins_on):
            assert shown_on(agency, day) == shown


TODAY = date(2027, 5, 10)
SINCE = date(2027, 5, 4)


@pytest.mark.clause("3.4")
@pytest.mark.parametrize(
    ("entry", "kept", "superseded"),
    [
        # open since long: the days before stay true, those in between were public
        ((FIRST, None, FIRST), (FIRST, date(2027, 5, 3)), (SINCE, date(2027, 5, 9))),
        # one that was to come is forgotten
        ((date(2029, 9, 1), None, FIRST), None, None),
        # one that began in between was public as a whole, up to yesterday
        ((date(2027, 5, 6), None, date(2027, 5, 6)), None, (date(2027, 5, 6), date(2027, 5, 9))),
        # one that ended in between, too
        (
            (FIRST, date(2027, 5, 7), FIRST),
            (FIRST, date(2027, 5, 3)),
            (SINCE, date(2027, 5, 7)),
        ),
        # what was written today was never public on a day before
        ((SINCE, None, TODAY), None, None),
    ],
)
def test_a_late_decision_rewrites_no_day_that_was_public(
    entry: tuple[date, date | None, date],
    kept: tuple[date, date] | None,
    superseded: tuple[date, date] | None,
) -> None:
    begins_on, ends_on, known_from = entry
    found = corrected(Standing(Days(begins_on, ends_on), known_from), SINCE, TODAY)
    assert found.kept == (Days(*kept) if kept else None)
    assert found.superseded == (Days(*superseded) if superseded else None)


@pytest.mark.clause("3.4")
def test_a_decision_of_today_supersedes_no_day() -> None:
    found = corrected(Standing(Days(FIRST), FIRST), TODAY, TODAY)
    assert (found.kept, found.superseded) == (Days(FIRST, TODAY - DAY), None)
