"""What is kept: one table a file. Every table of the register is named here."""

from models.account import Account
from models.account_role import AccountRole
from models.agency import Agency
from models.agency_code import AgencyCode
from models.agency_decision import AgencyDecision
from models.agency_decision_item import AgencyDecisionItem
from models.agency_item import AgencyItem
from models.agency_key import AgencyKey
from models.agency_suspension import AgencySuspension
from models.assessment_criteria import AssessmentCriteria
from models.assessment_criterion import AssessmentCriterion
from models.assessment_item import AssessmentItem
from models.assessment_step import AssessmentStep
from models.base import Base
from models.candidate import Candidate
from models.catalogue_major import CatalogueMajor
from models.catalogue_major_occupation import CatalogueMajorOccupation
from models.certificate import Certificate
from models.certificate_correction import CertificateCorrection
from models.certificate_counter import CertificateCounter
from models.certificate_print import CertificatePrint
from models.certificate_report import CertificateReport
from models.condition_statement import ConditionStatement
from models.directory_change import DirectoryChange
from models.directory_entry import DirectoryEntry
from models.directory_entry_item import DirectoryEntryItem
from models.district import District
from models.document import Document
from models.document_evidence import DocumentEvidence
from models.evaluation_expert import EvaluationExpert
from models.evaluation_plan import EvaluationPlan
from models.evaluation_specification import EvaluationSpecification
from models.exclusion import Exclusion
from models.expert import Expert
from models.expert_conflict import ExpertConflict
from models.expert_field import ExpertField
from models.expert_mark import ExpertMark
from models.expert_opinion import ExpertOpinion
from models.filing_application import FilingApplication
from models.filing_change import FilingChange
from models.filing_delegation import FilingDelegation
from models.filing_enrolment import FilingEnrolment
from models.filing_item import FilingItem
from models.filing_item_major import FilingItemMajor
from models.filing_material import FilingMaterial
from models.filing_number_counter import FilingNumberCounter
from models.filing_receipt import FilingReceipt
from models.filing_remark import FilingRemark
from models.filing_report import FilingReport
from models.filing_round import FilingRound
from models.filing_self_mark import FilingSelfMark
from models.former_name import FormerName
from models.idempotency_key import IdempotencyKey
from models.identity_query import IdentityQuery
from models.incident import Incident
from models.inspection import Inspection
from models.institution import Institution
from models.institution_condition import InstitutionCondition
from models.institution_enrolment import InstitutionEnrolment
from models.integrated_programme import IntegratedProgramme
from models.job import Job
from models.listed_school import ListedSchool
from models.mail import Mail
from models.major import Major
from models.major_evaluation import MajorEvaluation
from models.major_occupation import MajorOccupation
from models.mark_review import MarkReview
from models.marking_rule import MarkingRule
from models.material_checklist import MaterialChecklist
from models.material_checklist_line import MaterialChecklistLine
from models.ministry_report import MinistryReport
from models.notice import Notice
from models.notice_read import NoticeRead
from models.notice_reading import NoticeReading
from models.occupation import Occupation
from models.occupation_succession import OccupationSuccession
from models.panel_member import PanelMember
from models.person import Person
from models.plan_change import PlanChange
from models.plan_part import PlanPart
from models.plan_session import PlanSession
from models.plan_staff import PlanStaff
from models.rectification import Rectification
from models.register_clock import RegisterClock
from models.register_entry import RegisterEntry
from models.result import Result
from models.result_filing import ResultFiling
from models.result_mark import ResultMark
from models.room import Room
from models.scope_extension import ScopeExtension
from models.search_text import SearchText
from models.seat import Seat
from models.session import Session
from models.signal import Signal
from models.site import Site
from models.site_equipment import SiteEquipment
from models.specification_competence import SpecificationCompetence
from models.specification_part import SpecificationPart
from models.staff_member import StaffMember
from models.staff_member_duty import StaffMemberDuty
from models.staffing_ratio import StaffingRatio
from models.standard import Standard
from models.standard_trade import StandardTrade
from models.supervision import Supervision
from models.supervision_defect import SupervisionDefect
from models.task import Task
from models.technical_assessment import TechnicalAssessment
from models.trade import Trade
from models.upload import Upload
from models.violation import Violation
from models.working_day import WorkingDay
from models.working_year import WorkingYear

__all__ = [
    "Account",
    "AccountRole",
    "Agency",
    "AgencyCode",
    "AgencyDecision",
    "AgencyDecisionItem",
    "AgencyItem",
    "AgencyKey",
    "AgencySuspension",
    "AssessmentCriteria",
    "AssessmentCriterion",
    "AssessmentItem",
    "AssessmentStep",
    "Base",
    "Candidate",
    "CatalogueMajor",
    "CatalogueMajorOccupation",
    "Certificate",
    "CertificateCorrection",
    "CertificateCounter",
    "CertificatePrint",
    "CertificateReport",
    "ConditionStatement",
    "DirectoryChange",
    "DirectoryEntry",
    "DirectoryEntryItem",
    "District",
    "Document",
    "DocumentEvidence",
    "EvaluationExpert",
    "EvaluationPlan",
    "EvaluationSpecification",
    "Exclusion",
    "Expert",
    "ExpertConflict",
    "ExpertField",
    "ExpertMark",
    "ExpertOpinion",
    "FilingApplication",
    "FilingChange",
    "FilingDelegation",
    "FilingEnrolment",
    "FilingItem",
    "FilingItemMajor",
    "FilingMaterial",
    "FilingNumberCounter",
    "FilingReceipt",
    "FilingRemark",
    "FilingReport",
    "FilingRound",
    "FilingSelfMark",
    "FormerName",
    "IdempotencyKey",
    "IdentityQuery",
    "Incident",
    "Inspection",
    "Institution",
    "InstitutionCondition",
    "InstitutionEnrolment",
    "IntegratedProgramme",
    "Job",
    "ListedSchool",
    "Mail",
    "Major",
    "MajorEvaluation",
    "MajorOccupation",
    "MarkReview",
    "MarkingRule",
    "MaterialChecklist",
    "MaterialChecklistLine",
    "MinistryReport",
    "Notice",
    "NoticeRead",
    "NoticeReading",
    "Occupation",
    "OccupationSuccession",
    "PanelMember",
    "Person",
    "PlanChange",
    "PlanPart",
    "PlanSession",
    "PlanStaff",
    "Rectification",
    "RegisterClock",
    "RegisterEntry",
    "Result",
    "ResultFiling",
    "ResultMark",
    "Room",
    "ScopeExtension",
    "SearchText",
    "Seat",
    "Session",
    "Signal",
    "Site",
    "SiteEquipment",
    "SpecificationCompetence",
    "SpecificationPart",
    "StaffMember",
    "StaffMemberDuty",
    "StaffingRatio",
    "Standard",
    "StandardTrade",
    "Supervision",
    "SupervisionDefect",
    "Task",
    "TechnicalAssessment",
    "Trade",
    "Upload",
    "Violation",
    "WorkingDay",
    "WorkingYear",
]
