"""The derivation meets each defect of its source in the open."""

import pytest

from operation.classification import SourceRow, derive
from operation.records import SkillFlagRecord, SupplementRecord
from operation.rows import ReferenceDataError
from rules.vocabulary import Certainty, Known

TREE = [
    SourceRow(1, "4-00-00-00", "社会生产服务和生活服务人员"),
    SourceRow(2, "4-12-00-00", "修理及制作服务人员"),
    SourceRow(3, "4-12-04-00", "日用产品修理服务人员"),
]
SHOEMAKER = SourceRow(4, "4-12-04-02", "修鞋工")


def test_row_that_stands_twice_is_kept_once() -> None:
    derived = derive([*TREE, SHOEMAKER, SHOEMAKER])
    assert [record.code for record in derived] == ["4", "4-12", "4-12-04", "4-12-04-02"]


def test_two_names_on_one_code_are_refused() -> None:
    with pytest.raises(ReferenceDataError, match="4-12-04-02"):
        derive([*TREE, SHOEMAKER, SourceRow(4, "4-12-04-02", "钟表维修工")])


def test_group_and_its_single_occupation_keep_apart() -> None:
    stamps = [
        SourceRow(3, "4-12-06-00", "印章制作工"),
        SourceRow(4, "4-12-06-00", "印章制作工"),
    ]
    derived = derive([*TREE, *stamps])
    assert [(r.code, r.tree_level) for r in derived[-2:]] == [("4-12-06", 3), ("4-12-06-00", 4)]


def test_group_that_the_source_leaves_out_is_added_without_a_name() -> None:
    derived = derive([*TREE, SourceRow(4, "4-12-06-00", "印章制作工")])
    group = next(record for record in derived if record.code == "4-12-06")
    assert (group.name, group.parent_code, group.certainty) == (None, "4-12", Certainty.ASSUMED)


def test_one_name_on_two_codes_is_assumed_on_both() -> None:
    derived = derive([*TREE, SHOEMAKER, SourceRow(4, "4-12-04-03", "修鞋工")])
    assert [record.certainty for record in derived[-2:]] == [Certainty.ASSUMED] * 2


@pytest.mark.parametrize(
    ("marked", "name", "is_digital", "is_green"),
    [
        ("修鞋工", "修鞋工", False, False),
        ("环境监测员L", "环境监测员", False, True),
        ("人工智能训练师S", "人工智能训练师", True, False),
        ("增材制造工程技术人员L/S", "增材制造工程技术人员", True, True),
        ("气体生产、 处理和输送人员", "气体生产、处理和输送人员", False, False),
    ],
)
def test_marks_leave_the_name_and_become_flags(
    marked: str, name: str, is_digital: bool, is_green: bool
) -> None:
    record = derive([*TREE, SourceRow(4, "4-12-04-02", marked)])[-1]
    assert (record.name, record.is_digital, record.is_green) == (name, is_digital, is_green)


def test_occupation_from_elsewhere_keeps_its_own_source_and_certainty() -> None:
    supplement = SupplementRecord(2022, "4-12-04-03", "钟表维修工", "a standard", Certainty.ASSUMED)
    record = derive([*TREE, SHOEMAKER], [supplement])[-1]
    assert (record.name, record.source, record.certainty) == (
        "钟表维修工",
        "a standard",
        Certainty.ASSUMED,
    )


def test_occupation_from_elsewhere_may_not_rename_a_row_of_the_source() -> None:
    supplement = SupplementRecord(2022, "4-12-04-02", "皮匠", "hearsay", Certainty.ASSUMED)
    with pytest.raises(ReferenceDataError, match="4-12-04-02"):
        derive([*TREE, SHOEMAKER], [supplement])


def test_skill_flag_of_an_occupation_goes_before_the_default() -> None:
    flag = SkillFlagRecord(2022, "4-12-04-02", Known.NO, "a notice", Certainty.CONFIRMED)
    record = derive([*TREE, SHOEMAKER], [], [flag])[-1]
    assert (record.is_skill, record.skill_source) == (Known.NO, "a notice")


def test_skill_flag_of_an_unknown_occupation_is_refused() -> None:
    flag = SkillFlagRecord(2022, "4-12-04-09", Known.YES, "a notice", Certainty.CONFIRMED)
    with pytest.raises(ReferenceDataError, match="4-12-04-09"):
        derive([*TREE, SHOEMAKER], [], [flag])
