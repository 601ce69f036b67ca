"""变更 The root of all acts; each role sees its own part."""

from permissions.declaration import of
from schema.acts.account import AccountMutations
from schema.acts.agency import AgencyMutations
from schema.acts.assessment_criteria import AssessmentCriteriaMutations
from schema.acts.batch_archive import BatchArchiveMutations
from schema.acts.catalogue import CatalogueMutations
from schema.acts.certificate import CertificateMutations
from schema.acts.certificate_change import CertificateChangeMutations
from schema.acts.conduct import ConductMutations
from schema.acts.document import DocumentMutations
from schema.acts.evaluation_plan import EvaluationPlanMutations
from schema.acts.evaluation_specification import EvaluationSpecificationMutations
from schema.acts.expert import ExpertMutations
from schema.acts.filing_application import FilingApplicationMutations
from schema.acts.filing_delegation import FilingDelegationMutations
from schema.acts.filing_report import FilingMutations
from schema.acts.institution import InstitutionMutations
from schema.acts.institution_succession import InstitutionSuccessionMutations
from schema.acts.integrated_programme import IntegratedProgrammeMutations
from schema.acts.major import MajorMutations
from schema.acts.major_evaluation import MajorEvaluationMutations
from schema.acts.marking_rule import MarkingRuleMutations
from schema.acts.material_checklist import MaterialChecklistMutations
from schema.acts.notice import NoticeMutations
from schema.acts.occupation_succession import OccupationSuccessionMutations
from schema.acts.photograph import PhotographMutations
from schema.acts.plan_change import PlanChangeMutations
from schema.acts.result import ResultMutations
from schema.acts.scope_extension import ScopeExtensionMutations
from schema.acts.self_assessment import SelfAssessmentMutations
from schema.acts.session import SessionMutations
from schema.acts.site import SiteMutations
from schema.acts.staff_member import StaffMemberMutations
from schema.acts.staffing_ratio import StaffingRatioMutations
from schema.acts.supervision import SupervisionMutations
from schema.acts.technical_assessment import TechnicalAssessmentMutations
from schema.acts.upload import UploadMutations
from schema.acts.violation import ViolationMutations
from schema.acts.working_days import WorkingDayMutations


@of(None, "变更", "Everything that can be done")
class Mutation(
    InstitutionMutations,
    InstitutionSuccessionMutations,
    ScopeExtensionMutations,
    SessionMutations,
    AccountMutations,
    NoticeMutations,
    UploadMutations,
    DocumentMutations,
    IntegratedProgrammeMutations,
    MajorMutations,
    SiteMutations,
    StaffMemberMutations,
    ViolationMutations,
    SupervisionMutations,
    FilingApplicationMutations,
    ExpertMutations,
    SelfAssessmentMutations,
    AssessmentCriteriaMutations,
    TechnicalAssessmentMutations,
    ResultMutations,
    FilingMutations,
    AgencyMutations,
    MajorEvaluationMutations,
    MaterialChecklistMutations,
    EvaluationSpecificationMutations,
    FilingDelegationMutations,
    EvaluationPlanMutations,
    ConductMutations,
    PhotographMutations,
    BatchArchiveMutations,
    CertificateMutations,
    CertificateChangeMutations,
    PlanChangeMutations,
    CatalogueMutations,
    StaffingRatioMutations,
    MarkingRuleMutations,
    OccupationSuccessionMutations,
    WorkingDayMutations,
):
    pass
