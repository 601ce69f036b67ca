"""Findings, and what every act asks of its input."""

import string

import pytest

from rules.entry import already_registered, check_reason, check_text, not_found
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


@pytest.mark.parametrize("code", FindingCode)
def test_both_languages_tell_the_same_figures(code: FindingCode) -> None:
    in_english = {name.removesuffix("_en") for name in fields(code.en)}
    assert in_english == fields(code.zh)
