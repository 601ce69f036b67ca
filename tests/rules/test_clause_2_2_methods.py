"""二(二): how it is evaluated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.clause_2_2_methods import (
    CourseExamination,
    Part,
    check_method,
    check_modules,
    check_parts,
    check_substitute,
    check_substitute_in_time,
    check_weight,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import EvaluationMethod, PartKind
from tests.rules.asked import codes

BY_RESULT, BY_PROCESS = EvaluationMethod.RESULT_ASSESSMENT, EvaluationMethod.PROCESS_ASSESSMENT
THEORY, PRACTICE = Part(PartKind.THEORY, "理论"), Part(PartKind.PRACTICE, "实操")
COURSE = CourseExamination("机械制图", date(2026, 1, 10), Decimal(150), Decimal(90))
MODULE = Part(PartKind.MODULE, "模块一", Decimal(100), courses=("电工基础", "电机与拖动"))
SUBSTITUTE = Part(PartKind.COURSE_EXAMINATION, "课程考试", course_examination=COURSE)


@pytest.mark.clause("2.2")
def test_theory_and_practice_is_what_result_assessment_prefers() -> None:
    assert check_parts(BY_RESULT, [THEORY, PRACTICE]) == ()
    assert check_parts(BY_RESULT, [SUBSTITUTE, PRACTICE]) == ()
    found = check_parts(BY_RESULT, [PRACTICE])
    assert codes(found) == [FindingCode.THEORY_AND_PRACTICE_PREFERRED]
    assert not is_refused(found)


@pytest.mark.clause("2.2")
def test_a_course_examination_replaces_theory_and_does_not_join_it() -> None:
    found = check_parts(BY_RESULT, [THEORY, SUBSTITUTE, PRACTICE])
    assert codes(found) == [FindingCode.COURSE_EXAMINATION_BESIDE_THEORY]


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    "course",
    [
        None,
        replace(COURSE, course=" "),
        replace(COURSE, examined_on=None),
        replace(COURSE, full_mark=None),
        replace(COURSE, pass_mark=Decimal(151)),
        replace(COURSE, pass_mark=Decimal(0)),
    ],
)
def test_a_course_examination_states_course_day_scale_and_pass_mark(
    course: CourseExamination | None,
) -> None:
    found = check_parts(BY_RESULT, [replace(SUBSTITUTE, course_examination=course), PRACTICE])
    assert codes(found) == [FindingCode.COURSE_EXAMINATION_INCOMPLETE]
    assert found[0].path == (0, "courseExamination")


@pytest.mark.clause("2.2")
@pytest.mark.parametrize("pass_mark", [Decimal(1), COURSE.full_mark])
def test_any_pass_mark_of_the_scale_will_do(pass_mark: Decimal) -> None:
    course = replace(COURSE, pass_mark=pass_mark)
    part = replace(SUBSTITUTE, course_examination=course)
    assert check_parts(BY_RESULT, [part, PRACTICE]) == ()


@pytest.mark.clause("2.2")
def test_the_parts_are_those_of_the_method() -> None:
    assert check_parts(BY_PROCESS, [MODULE]) == ()
    assert FindingCode.PART_NOT_OF_METHOD in codes(check_parts(BY_RESULT, [MODULE]))
    assert FindingCode.PART_NOT_OF_METHOD in codes(check_parts(BY_PROCESS, [THEORY]))


@pytest.mark.clause("2.2")
def test_modules_weigh_100_together() -> None:
    modules = [replace(MODULE, name=str(number), weight=Decimal("33.3")) for number in range(3)]
    assert codes(check_parts(BY_PROCESS, modules)) == [FindingCode.MODULE_WEIGHTS_NOT_WHOLE]
    whole = [*modules, replace(MODULE, name="最后", weight=Decimal("0.1"))]
    assert check_parts(BY_PROCESS, whole) == ()


@pytest.mark.clause("2.2")
@pytest.mark.parametrize("method", EvaluationMethod)
def test_an_evaluation_has_a_part(method: EvaluationMethod) -> None:
    assert codes(check_parts(method, [])) == [FindingCode.PARTS_MISSING]


@pytest.mark.clause("2.2")
def test_a_part_stands_only_once() -> None:
    found = check_parts(BY_RESULT, [THEORY, PRACTICE, THEORY])
    assert codes(found) == [FindingCode.PART_REPEATED]
    assert found[0].path == (2, "name")


@pytest.mark.clause("2.2")
def test_a_plan_uses_the_method_of_its_item() -> None:
    assert check_method(BY_RESULT, BY_RESULT) == ()
    assert codes(check_method(BY_PROCESS, BY_RESULT)) == [FindingCode.METHOD_NOT_OF_ITEM]


@pytest.mark.clause("2.2")
@pytest.mark.parametrize("weight", [None, Decimal(0), Decimal(-1), Decimal(101), Decimal("33.33")])
def test_a_module_has_its_share_of_100_to_one_decimal(weight: Decimal | None) -> None:
    (finding,) = check_weight(Part(PartKind.MODULE, "模块", weight), ("parts", 1))
    assert finding.code is FindingCode.WEIGHT_OUT_OF_RANGE
    assert finding.path == ("parts", 1, "weight")


@pytest.mark.clause("2.2")
def test_only_modules_are_weighed() -> None:
    assert check_weight(Part(PartKind.MODULE, "模块", Decimal("33.3"))) == ()
    assert check_weight(THEORY) == ()
    found = check_weight(replace(THEORY, weight=Decimal(50)))
    assert codes(found) == [FindingCode.WEIGHT_OUT_OF_RANGE]


@pytest.mark.clause("2.2")
def test_a_theory_examination_is_not_a_course_examination_too() -> None:
    found = check_parts(BY_RESULT, [replace(THEORY, course_examination=COURSE), PRACTICE])
    assert codes(found) == [FindingCode.COURSE_EXAMINATION_BESIDE_THEORY]
    assert found[0].path == (0, "courseExamination")


@pytest.mark.clause("2.2")
def test_a_module_names_the_courses_it_integrates_and_nothing_else_does() -> None:
    (missing,) = check_parts(BY_PROCESS, [replace(MODULE, courses=())])
    assert (missing.code, missing.path) == (FindingCode.VALUE_MISSING, (0, "courses"))
    (beside,) = check_parts(BY_RESULT, [replace(THEORY, courses=("电工基础",)), PRACTICE])
    assert (beside.code, beside.path) == (FindingCode.VALUE_WITHOUT_PLACE, (0, "courses"))


@pytest.mark.clause("2.2")
def test_modules_and_weights_are_those_of_the_specification_that_names_them() -> None:
    specified = {"模块一": Decimal(60), "模块二": Decimal(40)}
    modules = [replace(MODULE, name=name, weight=weight) for name, weight in specified.items()]
    assert check_modules(modules, specified) == ()
    assert check_modules([MODULE], {}) == ()
    for other in ([MODULE], modules[:1], [*modules[:1], replace(modules[1], weight=Decimal(39))]):
        (finding,) = check_modules(other, specified, ("parts",))
        assert finding.code is FindingCode.MODULES_NOT_OF_SPECIFICATION
        assert "模块一 60、模块二 40" in finding.message_zh


@pytest.mark.clause("2.2")
def test_a_course_examination_stands_in_for_one_major() -> None:
    assert check_substitute([SUBSTITUTE, PRACTICE], 1) == ()
    assert check_substitute([THEORY, PRACTICE], 2) == ()
    found = check_substitute([SUBSTITUTE, PRACTICE], 2)
    assert codes(found) == [FindingCode.SUBSTITUTE_FOR_SEVERAL_MAJORS]


@pytest.mark.clause("2.2")
def test_substitution_is_not_chosen_once_a_theory_mark_is_there() -> None:
    assert check_substitute_in_time([SUBSTITUTE, PRACTICE], False) == ()
    assert check_substitute_in_time([THEORY, PRACTICE], True) == ()
    found = check_substitute_in_time([SUBSTITUTE, PRACTICE], True)
    assert codes(found) == [FindingCode.THEORY_MARKED_ALREADY]
