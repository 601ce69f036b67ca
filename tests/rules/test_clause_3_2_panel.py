"""三(二): who sits on the panel."""

import pytest

from rules.clause_3_2_panel import (
    Field,
    OccupationCode,
    PanelMember,
    check_appointment,
    check_conflicts,
    check_enlisted,
    check_field,
    check_panel,
    check_panel_fields,
    check_suited,
    counting_members,
    serves,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import ConflictKind, ExpertFieldKind, ExpertStatus
from tests.rules.asked import codes

SCHOOL = "school"
PANEL = [PanelMember(name) for name in "abc"]
ELECTRICIAN = OccupationCode(2022, "6-31-01-03")
SKILL, FINANCE = ExpertFieldKind.OCCUPATION, ExpertFieldKind.FINANCE


def of_skill(code: str, edition: int = 2022) -> Field:
    return Field(SKILL, OccupationCode(edition, code))


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, [FindingCode.PANEL_TOO_SMALL]),
        (2, [FindingCode.PANEL_TOO_SMALL]),
        (3, []),
        (4, [FindingCode.PANEL_EVEN]),
        (5, []),
    ],
)
def test_a_panel_is_odd_and_at_least_three(size: int, expected: list[FindingCode]) -> None:
    members = [PanelMember(str(number)) for number in range(size)]
    assert codes(check_panel(members, SCHOOL)) == expected


@pytest.mark.clause("3.2")
def test_recused_experts_and_those_of_the_school_do_not_count() -> None:
    members = [*PANEL, PanelMember("d", SCHOOL), PanelMember("e", is_recused=True)]
    assert counting_members(members, SCHOOL) == {"a", "b", "c"}
    assert check_panel(members, SCHOOL) == ()
    recused = [PanelMember("a", is_recused=True), *PANEL[1:]]
    assert codes(check_panel(recused, SCHOOL)) == [FindingCode.PANEL_TOO_SMALL]


@pytest.mark.clause("3.2")
def test_an_expert_of_the_school_or_already_appointed_is_refused() -> None:
    own = PanelMember("d", SCHOOL)
    assert codes(check_appointment(PANEL, own, SCHOOL)) == [FindingCode.EXPERT_OF_THE_SCHOOL]
    assert codes(check_appointment(PANEL, PanelMember("a"), SCHOOL)) == [
        FindingCode.EXPERT_REPEATED
    ]
    assert check_appointment(PANEL, PanelMember("d", "another school"), SCHOOL) == ()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("status", ExpertStatus)
def test_only_who_has_left_the_register_is_not_appointed(status: ExpertStatus) -> None:
    expected = [FindingCode.EXPERT_RETIRED] if status is ExpertStatus.RETIRED else []
    assert codes(check_enlisted(status)) == expected


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("kind", ConflictKind)
def test_a_conflict_of_any_kind_keeps_an_expert_away(kind: ConflictKind) -> None:
    (finding,) = check_conflicts({kind})
    assert finding.code is FindingCode.EXPERT_IN_CONFLICT
    assert kind.zh in finding.message_zh
    assert check_conflicts(()) == ()


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("kind", "has_occupation", "is_fine"),
    [(SKILL, True, True), (SKILL, False, False), (FINANCE, False, True), (FINANCE, True, False)],
)
def test_a_field_of_skill_names_its_occupation_and_no_other_does(
    kind: ExpertFieldKind, has_occupation: bool, is_fine: bool
) -> None:
    expected = [] if is_fine else [FindingCode.EXPERT_FIELD_MALFORMED]
    assert codes(check_field(kind, has_occupation)) == expected


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("field", "is_served"),
    [
        (of_skill("6"), True),
        (of_skill("6-31"), True),
        (of_skill("6-31-01-03"), True),
        (of_skill("6-3"), False),
        (of_skill("6-31-01-04"), False),
        (of_skill("6-31", 2015), False),
        (Field(FINANCE), False),
    ],
)
def test_a_group_serves_what_is_below_it_in_its_edition(field: Field, is_served: bool) -> None:
    assert serves([field], ELECTRICIAN) is is_served


@pytest.mark.clause("3.2")
@pytest.mark.parametrize(
    ("fields", "is_suited"),
    [
        ((), False),
        ((of_skill("4"),), False),
        ((of_skill("4"), of_skill("6")), True),
        ((of_skill("4"), Field(FINANCE)), True),
    ],
)
def test_an_expert_of_other_occupations_alone_is_pointed_out(
    fields: tuple[Field, ...], is_suited: bool
) -> None:
    found = check_suited(PanelMember("d", fields=fields), [ELECTRICIAN])
    assert codes(found) == ([] if is_suited else [FindingCode.EXPERT_FIELD_UNRELATED])
    assert not is_refused(found)


@pytest.mark.clause("3.2")
def test_an_occupation_of_nobodys_field_is_pointed_out_to_who_confirms() -> None:
    electrician = PanelMember("d", fields=(of_skill("6-31"),))
    carer = OccupationCode(2022, "4-10-01-03")
    assert check_panel_fields([*PANEL, electrician], SCHOOL, [ELECTRICIAN]) == ()
    (finding,) = check_panel_fields([electrician], SCHOOL, [ELECTRICIAN, carer])
    assert finding.code is FindingCode.PANEL_WITHOUT_FIELD
    assert "4-10-01-03" in finding.message_zh
    aside = PanelMember("d", is_recused=True, fields=electrician.fields)
    assert codes(check_panel_fields([aside], SCHOOL, [ELECTRICIAN])) == [
        FindingCode.PANEL_WITHOUT_FIELD
    ]
