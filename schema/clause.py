"""条款 The guidance as a tree: our sense of each clause, and what stands behind it."""

import strawberry

from permissions.declaration import Computed, argument, field, of
from resolvers.clause import tree
from rules.finding_code import FindingCode
from rules.vocabulary import Role, Severity
from schema.finding import Finding
from schema.institution import FILE


@of(None, "条款规则", "A function that a clause lives in")
class ClauseRule:
    file: str = field("文件", "Its file in the program")
    function: str = field("函数", "Its name")


@of(None, "条款意见", "What a clause may say to what is entered")
class ClauseFinding:
    code: FindingCode = field("代码", "One of a closed list")
    severity: Severity = field("程度", "How much it weighs")
    message: str = field("说明", "Its words; braces stand for what is filled in")


@of(None, "条款事项", "An act that rests on a clause")
class ClauseAct:
    act: str = field("事项", "Name of the mutation")
    name: str = field("名称", "What it is called")
    roles: list[Role] = field("办理方", "Who may do it")


@of(None, "条款", "A clause of the guidance")
class Clause:
    number: str = field("条款号", "In digits, like 1.1.4")
    citation: str = field("原文编号", "As the text counts, like 一(一)4")
    sense: str = field("要义", "Its sense in one line, in the language of Accept-Language")
    rules: list[ClauseRule] = field("规则", "The functions that hold it")
    findings: list[ClauseFinding] = field("可能的意见", "What it may say")
    acts: list[ClauseAct] = field("事项", "The acts of the workflows that rest on it")
    items: list["Clause"] = field("细目", "Its items, in the order of the text")
    said: list[Finding] | None = field(
        "对该校的意见",
        "What it says of the school today; empty: nothing stands against it; null without a school",
        FILE,
        "1.1",
    )


@of(None, "查询", "Reads of the guidance")
class ClauseQueries:
    clauses: list[Clause] = field(
        "工作指引条款",
        "The guidance, clause by clause; of one school the state of each condition as well",
        answer=Computed(tree),
        institution=argument(
            strawberry.ID | None, "院校", "Say what each clause says of this school", FILE, "1.1"
        ),
    )
