"""证书 For whom certificates are asked, and who may be given one (4.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from resolvers.acts.certificate_facts import Face, Holder
from resolvers.identity import write_id
from rules.clause_3_3_agency import check_issuable
from rules.clause_4_1_plan import check_not_certified
from rules.clause_4_4_certificates import Candidacy, check_candidacies
from rules.entry import not_found
from rules.finding import Findings, Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """One certificate asked for; `holder` None: the plan has no such candidate."""

    path: Path
    holder: Holder | None
    is_repeated: bool = False

    def as_rule(self) -> Candidacy:
        if self.holder is None:
            return Candidacy(is_passed=True)  # NOT_FOUND says enough
        return Candidacy(self.holder.is_passed, self.holder.has_certificate or self.is_repeated)


def wanted(holders: Sequence[Holder], given: Mapping[str, Any]) -> list[Wanted]:
    """The candidates chosen, or everybody who passed and has no certificate yet."""
    ids = given.get("candidate_ids")
    if ids is not None:
        return _chosen(holders, [node_id.of("Candidate") for node_id in ids])
    return [
        Wanted(("candidates", write_id("Candidate", holder.candidate_id)), holder)
        for holder in holders
        if holder.is_passed and not holder.has_certificate and not holder.is_blocked
    ]


def _chosen(holders: Sequence[Holder], ids: Sequence[UUID]) -> list[Wanted]:
    known = {holder.candidate_id: holder for holder in holders}
    first = {id_: place for place, id_ in reversed(list(enumerate(ids)))}
    return [
        Wanted(("candidateIds", place), known.get(id_), is_repeated=first[id_] != place)
        for place, id_ in enumerate(ids)
    ]


def check_wanted(clause: str, face: Face, asked: Sequence[Wanted]) -> Findings:
    found = check_candidacies([one.as_rule() for one in asked])
    for one in asked:
        if one.holder is None:
            found += not_found(clause, one.path)
            continue
        found += check_issuable(one.holder.is_blocked, one.path)
        held = [face.held] if one.holder.is_certified else []
        found += check_not_certified(held, face.held.occupation, face.level, one.path)
    return found
