"""四(一): who may serve in a session."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.clause_4_1_staff import Card, check_card, check_duty, check_own_class
from rules.finding import FindingCode
from rules.vocabulary import Level, StaffDuty
from tests.rules.asked import codes

DAY = date(2027, 5, 10)
CARD = Card(DAY, "lathe", Level.INTERMEDIATE)


@pytest.mark.clause("4.1")
def test_whoever_is_appointed_is_registered_for_the_duty_and_in_service() -> None:
    assessor = {StaffDuty.ASSESSOR}
    assert check_duty(assessor, True, StaffDuty.ASSESSOR) == ()
    for duties, is_active in ((assessor, False), ({StaffDuty.INVIGILATOR}, True)):
        (finding,) = check_duty(duties, is_active, StaffDuty.ASSESSOR)
        assert finding.code is FindingCode.STAFF_WITHOUT_DUTY
        assert "考评人员" in finding.message_zh


@pytest.mark.clause("4.1")
def test_a_card_is_good_to_its_last_day_for_its_occupation_and_up_to_its_level() -> None:
    assert check_card(CARD, "lathe", Level.INTERMEDIATE, DAY) == ()
    assert check_card(CARD, "lathe", Level.JUNIOR, DAY) == ()
    refused = {
        FindingCode.CARD_EXPIRED: check_card(CARD, "lathe", Level.JUNIOR, DAY + timedelta(1)),
        FindingCode.CARD_OF_ANOTHER_OCCUPATION: check_card(CARD, "mill", Level.JUNIOR, DAY),
        FindingCode.CARD_BELOW_LEVEL: check_card(CARD, "lathe", Level.ADVANCED, DAY),
        FindingCode.CARD_MISSING: check_card(None, "lathe", Level.JUNIOR, DAY),
    }
    for code, findings in refused.items():
        assert codes(findings) == [code]


@pytest.mark.clause("4.1")
def test_a_general_card_names_no_occupation_no_level_and_no_end() -> None:
    assert check_card(Card(), "mill", Level.ADVANCED, DAY) == ()
    assert check_card(replace(CARD, occupation=None), "mill", Level.INTERMEDIATE, DAY) == ()


@pytest.mark.clause("4.1")
def test_nobody_assesses_a_class_that_they_teach() -> None:
    assert check_own_class({"机电2301"}, {"机电2302"}) == ()
    (finding,) = check_own_class({"机电2301", "机电2303"}, {"机电2301", "机电2302"})
    assert finding.code is FindingCode.OWN_CLASS_ASSESSED
    assert "机电2301" in finding.message_zh
    assert "机电2303" not in finding.message_zh
