"""专业论证结论 What the experts concluded on a major, as the center proposes it (1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from models import EvaluationExpert, Expert, Major, MajorEvaluation
from resolvers.identity import NodeId
from resolvers.major_evaluation_facts import check_ceiling, editions_for
from resolvers.write.saving import find_all
from resolvers.write.writing import Writing
from rules.clause_1_2_major_evaluation import Expert as ExpertFact
from rules.clause_1_2_major_evaluation import (
    check_evaluated_edition,
    check_experts,
    check_minutes,
    check_one_edition,
    evaluation_end,
    only_edition,
)
from rules.clause_2_1_basis import check_levels_contained
from rules.clause_2_1_editions import Edition, StandardEdition, check_edition
from rules.entry import check_distinct, check_number, check_order_of_days, check_reason, not_found
from rules.finding import Findings
from rules.vocabulary import Level

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Conclusion:
    """The proposal with the rows that it names."""

    level: int
    valid_to: date | None
    experts: Sequence[Expert]
    edition: Edition | None


async def check_conclusion(
    writing: Writing, row: MajorEvaluation, given: Given
) -> tuple[Conclusion, Findings]:
    """Everything that the guidance says to the proposal."""
    clause, is_passed = writing.clause, given["is_passed"]
    given_level = given.get("highest_level")
    level = row.highest_level if given_level is None else given_level
    path = ("highestLevel",)
    in_range = check_number(clause, level, path, least=row.highest_level, most=5)
    writing.judge(in_range)
    experts = await _experts(writing, given["expert_ids"])
    edition, of_edition = await _edition(writing, row, given, Level(level))
    valid_to = given.get("valid_to")
    if valid_to is None and is_passed:
        years = writing.services.configuration.evaluation_years
        valid_to = evaluation_end(writing.today, years)
    findings = (
        check_reason(clause, given["reason"])
        + check_order_of_days(clause, writing.today, given.get("valid_to"), ("validTo",))
        + check_distinct(clause, [expert.id for expert in experts], ("expertIds",))
        + check_experts([_fact(expert) for expert in experts], str(row.institution_id))
        + check_minutes(given["minutes"])
        + of_edition
    )
    if is_passed:
        findings += check_evaluated_edition(edition is not None)
        # The school's kind, or the training approved, may have changed since the request.
        major = await writing.session.get_one(Major, row.major_id)
        findings += await check_ceiling(writing.session, major, Level(level))
    return Conclusion(level, valid_to if is_passed else None, experts, edition), findings


def _fact(expert: Expert) -> ExpertFact:
    return ExpertFact(str(expert.employer_id) if expert.employer_id else None)


async def _experts(writing: Writing, ids: Sequence[NodeId]) -> list[Expert]:
    found = await find_all(
        writing, Expert, {("expertIds", place): node_id for place, node_id in enumerate(ids)}
    )
    return list(found.values())


async def _edition(
    writing: Writing, row: MajorEvaluation, given: Given, level: Level
) -> tuple[Edition | None, Findings]:
    """The edition that is named; with none, the only one in force that contains the level."""
    editions = await editions_for(writing.session, row)
    standard, specification = given.get("standard_id"), given.get("specification_id")
    chosen = standard or specification
    if chosen is None:
        return only_edition(editions, level, writing.today), ()
    path = ("specificationId",) if standard is None else ("standardId",)
    type_name = "EvaluationSpecification" if standard is None else "Standard"
    both = check_one_edition(chosen is not (specification or standard), path)
    named = [edition for edition in editions if edition.key == str(chosen.of(type_name))]
    if not named:
        return None, not_found(writing.clause, path)
    (edition,) = named
    found = both + check_edition(edition, writing.today, path)
    if edition.levels is not None:
        found += check_levels_contained(edition.levels, [level], ("highestLevel",))
    return edition, found


async def propose(
    writing: Writing, row: MajorEvaluation, conclusion: Conclusion, given: Given
) -> None:
    """Keep the proposal, its experts and its minutes; an earlier one that was returned goes."""
    row.proposed_pass, row.proposed_level = given["is_passed"], conclusion.level
    row.proposed_valid_to, row.proposed_reason = conclusion.valid_to, given["reason"].strip()
    row.return_reason = None
    row.proposed_by_id, row.minutes = writing.viewer.account_id, given["minutes"].strip()
    row.standard_id = row.specification_id = None
    if isinstance(conclusion.edition, StandardEdition):
        row.standard_id = UUID(conclusion.edition.key)
    elif conclusion.edition is not None:
        row.specification_id = UUID(conclusion.edition.key)
    await writing.session.execute(
        delete(EvaluationExpert)
        .where(EvaluationExpert.evaluation_id == row.id)
        .execution_options(synchronize_session=False)
    )
    writing.add(
        *(
            EvaluationExpert(
                evaluation_id=row.id,
                expert_id=expert.id,
                name=expert.name,
                employer_name=expert.employer_name,
            )
            for expert in conclusion.experts
        )
    )
