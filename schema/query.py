"""查询 The root of all reads; each role sees its own part."""

import strawberry

from permissions.declaration import ByNodeId, argument, field, of
from schema import institution_condition, seat  # noqa: F401  (types that others name)
from schema.account import AccountQueries
from schema.agency import AgencyQueries
from schema.assessment_criteria import AssessmentCriteriaQueries
from schema.candidate import CandidateQueries
from schema.certificate import CertificateQueries
from schema.certificate_change import CertificateChangeQueries
from schema.clause import ClauseQueries
from schema.directory_change import DirectoryChangeQueries
from schema.directory_entry import DirectoryEntryQueries
from schema.district import DistrictQueries
from schema.evaluation_plan import EvaluationPlanQueries
from schema.evaluation_specification import EvaluationSpecificationQueries
from schema.expert import ExpertQueries
from schema.filing_application import FilingApplicationQueries
from schema.filing_delegation import FilingDelegationQueries
from schema.institution import InstitutionQueries
from schema.job import JobQueries
from schema.major_evaluation import MajorEvaluationQueries
from schema.material_checklist import MaterialChecklistQueries
from schema.node import Node
from schema.notice import NoticeQueries
from schema.occupation import OccupationQueries
from schema.plan_change import PlanChangeQueries
from schema.rectification import RectificationQueries
from schema.register_entry import RegisterEntryQueries
from schema.result import ResultQueries
from schema.scope_extension import ScopeExtensionQueries
from schema.signal import SignalQueries
from schema.task import TaskQueries
from schema.technical_assessment import TechnicalAssessmentQueries
from schema.working_day import WorkingDayQueries


@of(None, "查询", "Objects by their ids")
class NodeQueries:
    node: Node | None = field(
        "按标识取对象",
        "The object of an id; null if unknown, forbidden or malformed",
        answer=ByNodeId(),
        id=argument(strawberry.ID, "标识", "Global id"),
    )
    nodes: list[Node | None] = field(
        "按标识取多个对象",
        "The objects of ids, in order; null where there is none",
        answer=ByNodeId(),
        ids=argument(list[strawberry.ID], "标识", "Global ids, at most 100"),
    )


@of(None, "查询", "Everything that can be read")
class Query(
    NodeQueries,
    OccupationQueries,
    InstitutionQueries,
    FilingApplicationQueries,
    AgencyQueries,
    DirectoryChangeQueries,
    DirectoryEntryQueries,
    ScopeExtensionQueries,
    EvaluationSpecificationQueries,
    FilingDelegationQueries,
    AccountQueries,
    RegisterEntryQueries,
    ExpertQueries,
    AssessmentCriteriaQueries,
    TechnicalAssessmentQueries,
    ResultQueries,
    TaskQueries,
    SignalQueries,
    ClauseQueries,
    RectificationQueries,
    NoticeQueries,
    JobQueries,
    MajorEvaluationQueries,
    EvaluationPlanQueries,
    CandidateQueries,
    CertificateQueries,
    CertificateChangeQueries,
    PlanChangeQueries,
    WorkingDayQueries,
    DistrictQueries,
    MaterialChecklistQueries,
):
    pass
