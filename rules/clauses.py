"""The clauses of the guidance (工作指引), and the mark that ties a function to one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

import rules

Marked = TypeVar("Marked", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number here, its citation in the text, and its sense in one line."""

    number: str
    citation: str
    zh: str
    en: str


CLAUSES = (
    Clause(
        "1.1",
        "一(一)",
        "依法设立并登记、具有招生资质的本市职业学校可以申请备案",
        "A registered vocational school of the city with enrolment qualification may apply",
    ),
    Clause(
        "1.1.1",
        "一(一)1",
        "以大专以上院校为主，中职学校须开设贯通专业",
        "Mainly higher vocational schools; a secondary school needs an integrated programme",
    ),
    Clause(
        "1.1.2",
        "一(一)2",
        "财务和管理制度规范，近期无违规失信记录，生源稳定",
        "Sound rules, no recent violation or dishonesty on record, stable enrolment",
    ),
    Clause(
        "1.1.3",
        "一(一)3",
        "有培训评价经验，评价需求量较大",
        "Experience in training and evaluation, and a large demand",
    ),
    Clause(
        "1.1.4",
        "一(一)4",
        "有管理部门、专职人员、专家团队和带监控的考核站点",
        "A department, staff, experts, and sites with audio and video monitoring",
    ),
    Clause(
        "1.1.5",
        "一(一)5",
        "认定制度完善，自愿接受人社和教育两部门监督",
        "Complete evaluation rules; accepts supervision by both administrations",
    ),
    Clause(
        "1.1.6",
        "一(一)6",
        "社会效益优先，不以营利为目的",
        "Social benefit first, not for profit",
    ),
    Clause(
        "1.2",
        "一(二)",
        "专业经评估论证后，面向本校毕业学年学生按培养层次认定；贯通学生按阶段认定",
        "After an evaluation of the major: own students in their graduating year, "
        "at the level of their training; integrated programmes stage by stage",
    ),
    Clause(
        "1.3.1",
        "一(三)1",
        "评价项目为现行技能类职业（工种），准入类除外",
        "The occupation is a current one of the skill kind, without entry qualification",
    ),
    Clause(
        "1.3.2",
        "一(三)2",
        "优先社会化评价无法满足的和双证融通涉及的职业（工种）",
        "First what social evaluation cannot serve, and the dual-certificate reform",
    ),
    Clause(
        "1.3.3",
        "一(三)3",
        "学校设有对应专业，优势、骨干、重点专业先行",
        "The school runs a matching major; strong, backbone and key majors first",
    ),
    Clause(
        "1.3",
        "一(三)末段",
        "按批准的培养层次：高职及职业本科三级及以下，中职四级及以下",
        "By approved training: higher vocational level 3 and below, secondary level 4 and below",
    ),
    Clause(
        "2.1",
        "二(一)",
        "有国家职业技能标准的执行标准，没有的先备案评价规范",
        "The national standard where there is one; else a specification that is filed first",
    ),
    Clause(
        "2.2",
        "二(二)",
        "结果考核或过程考核；理论可由专业课程考试替代",
        "Result or process assessment; the major's course examination may stand for theory",
    ),
    Clause(
        "3.1",
        "三(一)",
        "学校向受委托职能部门提交申请材料，并对材料负责",
        "The school applies to the entrusted department and answers for its materials",
    ),
    Clause(
        "3.2",
        "三(二)",
        "市职鉴中心会同职能部门组织技术评估，专家逐项提出意见",
        "The center with the department organises the assessment; experts give opinions",
    ),
    Clause(
        "3.3",
        "三(三)",
        "两部门同意、部中心备案后出具回执，列入目录，有效期三年",
        "Both consent, the ministry's center files it, receipt and directory; valid three years",
    ),
    Clause(
        "3.4",
        "三(四)",
        "公布评价机构、职业（工种）及等级范围并提供查询",
        "Agencies, occupations and level ranges are published and can be queried",
    ),
    Clause(
        "4.1",
        "四(一)",
        "每批次评价前编制评价计划并报市职鉴中心备案",
        "A plan for each batch is filed with the center before it",
    ),
    Clause(
        "4.2",
        "四(二)",
        "按备案的工作方案和评价计划实施，接受内外部质量督导",
        "Carried out as filed, under internal and external supervision",
    ),
    Clause(
        "4.3",
        "四(三)",
        "评价结束后5个工作日内报送评价结果备案",
        "Results are filed within 5 working days after the evaluation ends",
    ),
    Clause(
        "4.4",
        "四(四)",
        "结果备案通过后按国家编码规则颁发证书，及时报送，免费查询",
        "After acceptance: certificates by the national number rule, reported, free to query",
    ),
)

CLAUSE_BY_NUMBER = {clause.number: clause for clause in CLAUSES}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a clause lives in the code: the marked function."""

    number: str
    module: str
    function: str


MARKS: list[Mark] = []


def all_marks() -> tuple[Mark, ...]:
    """Every mark in the rules, in the order of the clauses, then of module and function."""
    order = list(CLAUSE_BY_NUMBER)
    for module in iter_modules(rules.__path__, "rules."):
        import_module(module.name)
    return tuple(
        sorted(MARKS, key=lambda mark: (order.index(mark.number), mark.module, mark.function))
    )


def clause(number: str) -> Callable[[Marked], Marked]:
    """Register the function as the home of a provision and return it unchanged.

    Raises KeyError for a number that is not in the list: a mark cannot cite what is not there.
    """
    cited = CLAUSE_BY_NUMBER[number]

    def register(function: Marked) -> Marked:
        MARKS.append(Mark(cited.number, function.__module__, function.__qualname__))
        return function

    return register
