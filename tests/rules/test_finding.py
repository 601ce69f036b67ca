"""Findings, and what every act asks of its input."""

import string
from datetime import date

import pytest

from rules.entry import (
    already_registered,
    check_digest,
    check_distinct,
    check_given,
    check_number,
    check_order_of_days,
    check_past,
    check_reason,
    check_text,
    check_unused,
    not_found,
)
from rules.finding import FindingCode, all_below, found_when, is_refused
from rules.vocabulary import Severity
from tests.rules.asked import codes


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_nothing_is_found_when_it_is_not_so() -> None:
    assert found_when(False, FindingCode.STAFF_MISSING) == ()


def test_a_finding_carries_clause_severity_words_and_path() -> None:
    (finding,) = found_when(True, FindingCode.LEVEL_ABOVE_CEILING, ("level",), level=3, ceiling=4)
    assert (finding.clause, finding.severity) == ("1.3", Severity.REFUSAL)
    assert finding.message_zh == "3级高于批准的培养层次，可开展4级及以下"
    (deeper,) = all_below([finding], "items", 3)
    assert deeper.path == ("items", 3, "level")
    assert deeper.code is finding.code


def test_only_a_refusal_refuses() -> None:
    warning = found_when(True, FindingCode.STANDARD_UNKNOWN)
    advice = found_when(True, FindingCode.PRIORITY_REASON_MISSING)
    assert not is_refused(warning + advice)
    assert is_refused(warning + found_when(True, FindingCode.ITEMS_MISSING))


def test_what_every_act_asks_takes_the_clause_of_the_act() -> None:
    (missing,) = not_found("3.3", ("id",))
    assert (missing.code, missing.clause, missing.path) == (
        FindingCode.NOT_FOUND,
        "3.3",
        ("id",),
    )
    assert codes(already_registered("1.1", ("uscc",))) == [FindingCode.ALREADY_REGISTERED]


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_a_blank_text_or_reason_is_missing(text: str | None) -> None:
    assert codes(check_text("1.1", text, ("name",))) == [FindingCode.TEXT_MISSING]
    assert codes(check_reason("3.1", text)) == [FindingCode.REASON_MISSING]


def test_a_text_that_is_there_is_enough() -> None:
    assert check_text("1.1", "某学院", ("name",)) == ()
    assert check_reason("3.1", "材料不全") == ()


def test_what_is_needed_is_given_and_what_has_no_place_is_not() -> None:
    path = ("changes", 0, "after")
    for is_expected in (True, False):
        assert check_given("3.1", is_expected, is_expected, path) == ()
    assert codes(check_given("3.1", False, True, path)) == [FindingCode.VALUE_MISSING]
    (finding,) = check_given("3.1", True, False, path)
    assert (finding.code, finding.clause, finding.path) == (
        FindingCode.VALUE_WITHOUT_PLACE,
        "3.1",
        path,
    )


def test_a_number_lies_in_its_range_or_is_told_it() -> None:
    assert check_number("1.1.4", 1, ("capacity",), least=1) == ()
    assert check_number("1.1.4", None, ("capacity",), least=1) == ()
    (finding,) = check_number("1.1.4", 6, ("level",), least=1, most=5)
    assert finding.code is FindingCode.NUMBER_OUT_OF_RANGE
    assert finding.message_en == "A whole number from 1 to 5 is expected"


def test_what_repeats_an_earlier_value_is_found_where_it_stands() -> None:
    (finding,) = check_distinct("1.1.4", ["甲", "乙", "甲"], ("rooms",))
    assert (finding.code, finding.path) == (FindingCode.NAMED_TWICE, ("rooms", 2))


def test_days_do_not_lie_ahead_and_do_not_run_backwards() -> None:
    day, next_day = date(2026, 6, 1), date(2026, 6, 2)
    assert check_past("1.1.2", day, day, ()) == check_order_of_days("1.1.2", day, day, ()) == ()
    assert codes(check_past("1.1.2", next_day, day, ())) == [FindingCode.DAY_IN_FUTURE]
    assert codes(check_order_of_days("1.1.2", next_day, day, ())) == [FindingCode.DAYS_REVERSED]


@pytest.mark.parametrize("text", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_a_damaged_digest_is_refused(text: str) -> None:
    assert codes(check_digest("3.1", text, ("sha256",))) == [FindingCode.DIGEST_INVALID]
    assert check_digest("3.1", "0af" + "9" * 61, ("sha256",)) == ()


def test_what_is_in_use_stays() -> None:
    assert check_unused("1.1.4", False, ("rooms",)) == ()
    assert codes(check_unused("1.1.4", True, ("rooms",))) == [FindingCode.IN_USE]


@pytest.mark.parametrize("code", FindingCode)
def test_both_languages_tell_the_same_figures(code: FindingCode) -> None:
    in_english = {name.removesuffix("_en") for name in fields(code.en)}
    assert in_english == fields(code.zh)
