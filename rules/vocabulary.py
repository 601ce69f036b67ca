"""The only dictionary: every role, kind, state and method of the guidance with its Chinese term.

A member's name is its identifier everywhere (database, GraphQL, Python); its value is the pair
(Chinese term, English sense). `models` take their states from here and `permissions` their roles.
"""

from enum import Enum, IntEnum, unique


class Term(Enum):
    """A term of the field: name = identifier, value = (Chinese term, English sense)."""

    @property
    def zh(self) -> str:
        return str(self.value[0])

    @property
    def en(self) -> str:
        return str(self.value[1])


@unique
class Role(Term):
    """Who acts. A signed-in person acts in one role at a time; nobody signed in is PUBLIC."""

    PUBLIC = "社会公众", "The public"
    SCHOOL = "职业学校", "A vocational school"
    DEPARTMENT = "受委托职能部门", "The department entrusted by the education commission"
    COMMISSION = "市教委", "The education commission"
    CENTER = "市职鉴中心", "The center"
    BUREAU = "市人力资源社会保障局", "The HR bureau"
    EXPERT = "评估专家", "An assessment expert"
    SUPERVISOR = "外部质量督导员", "An external supervisor"
    ADMINISTRATOR = "系统管理员", "The administrator of accounts"


class Level(IntEnum):
    """职业技能等级, as coded in the certificate number: 1 is the highest. 3 is above 4."""

    SENIOR_TECHNICIAN = 1  # 高级技师
    TECHNICIAN = 2  # 技师
    ADVANCED = 3  # 高级工
    INTERMEDIATE = 4  # 中级工
    JUNIOR = 5  # 初级工


LEVEL_NAMES = {
    1: "一级/高级技师",
    2: "二级/技师",
    3: "三级/高级工",
    4: "四级/中级工",
    5: "五级/初级工",
}  # the words of the certificate's face


@unique
class Known(Term):
    """是否已知 What the register knows of a fact that others decide."""

    YES = "有", "Yes"
    NO = "无", "No, confirmed by the center"
    UNKNOWN = "未知", "Not known yet; the center settles it"


@unique
class Certainty(Term):
    """确定性 How surely something is known."""

    CONFIRMED = "已确认", "Read in its source"
    ASSUMED = "待确认", "Assumed; the center settles it"


@unique
class Severity(Term):
    """严重程度 How much a finding weighs."""

    REFUSAL = "不予通过", "The act is refused"
    WARNING = "需核实", "To be settled before the next step"
    ADVICE = "建议", "Advice only"


@unique
class InstitutionKind(Term):
    """院校类型 Kinds of schools: 1.1.1 and the last paragraph of 1.3."""

    SECONDARY = "中等职业学校", "Secondary vocational school"
    COLLEGE = "独立设置的高职学校", "Independent higher vocational college"
    UNIVERSITY_COLLEGE = "本科高职学院", "Higher vocational college inside a university"
    VOCATIONAL_UNIVERSITY = "职业本科", "Vocational university"


@unique
class InstitutionStatus(Term):
    """院校登记状态 States of a school's registration (1.1)."""

    REGISTERED = "已登记待核验", "Registered by the school, not yet verified"
    RETURNED = "退回补正", "Returned with reasons"
    VERIFIED = "已核验", "Verified by the department"
    CLOSED = "已终止办学", "Closed, or merged into another school"


@unique
class TrainingLevel(Term):
    """培养层次, as approved by the education administration."""

    SECONDARY = "中职", "Secondary vocational"
    COLLEGE = "高职专科", "Higher vocational college"
    VOCATIONAL_UNIVERSITY = "职业本科", "Vocational university"


@unique
class MajorStanding(Term):
    """专业地位 Which majors may go first (1.3.3)."""

    ORDINARY = "一般专业", "Ordinary"
    STRONG = "优势专业", "Strong"
    BACKBONE = "骨干专业", "Backbone"
    KEY = "重点专业", "Key"


@unique
class StaffDuty(Term):
    """人员职责 What a member of staff may be appointed to (1.1.4, 4.1)."""

    ADMINISTRATOR = "专职工作人员", "Full-time staff of the evaluation department"
    EXPERT = "专家", "Member of the school's team of experts"
    INVIGILATOR = "监考人员", "Invigilator"
    ASSESSOR = "考评人员", "Assessor"
    INTERNAL_SUPERVISOR = "内部质量督导员", "Internal supervisor"


@unique
class Basis(Term):
    """评价依据 What an item is evaluated by (2.1)."""

    NATIONAL_STANDARD = "国家职业技能标准", "National standard"
    EVALUATION_SPECIFICATION = "评价规范", "Filed evaluation specification"


@unique
class PriorityReason(Term):
    """优先理由 Which items are to go first; advice only (1.3.2)."""

    SOCIAL_EVALUATION_LACKING = "社会化评价无法满足", "Social evaluation cannot serve the students"
    DUAL_CERTIFICATE_REFORM = "双证融通", "Part of the dual-certificate reform"
    NONE = "无", "No priority reason"


@unique
class EvaluationMethod(Term):
    """评价方式 How an item is evaluated (2.2)."""

    RESULT_ASSESSMENT = "结果考核", "Result assessment"
    PROCESS_ASSESSMENT = "过程考核", "Process assessment"


@unique
class PartKind(Term):
    """考核科目类别 The parts of an evaluation, each marked out of 100 (2.2)."""

    THEORY = "理论考试", "Theory"
    PRACTICE = "实操考核", "Practice"
    COURSE_EXAMINATION = "专业课程考试替代", "The major's course examination in place of theory"
    MODULE = "过程考核模块", "Module of a process assessment"


@unique
class ConditionCode(Term):
    """评估条件 The conditions of 1.1 on which each expert gives an opinion (3.2)."""

    CONDITION_1_1_1 = "1.1.1 院校类型", "Kind of institution"
    CONDITION_1_1_2 = "1.1.2 制度与信用", "Rules, credit, stable enrolment"
    CONDITION_1_1_3 = "1.1.3 经验与需求", "Experience and demand"
    CONDITION_1_1_4 = "1.1.4 部门人员场地", "Department, staff, sites, equipment"
    CONDITION_1_1_5 = "1.1.5 质量管控与监督", "Quality control and supervision"
    CONDITION_1_1_6 = "1.1.6 社会效益", "Social benefit first"


@unique
class ApplicationKind(Term):
    """申请类别 What a school applies for with its filing application (3.1, 3.3)."""

    FIRST_FILING = "首次备案", "First filing"
    ADDITION = "新增职业或等级", "Addition of occupations or levels"
    RENEWAL = "延续", "Renewal before the term ends"
    CHANGE = "变更", "Change of name, address, legal person or site"
    REDUCTION = "减项", "Reduction of occupations or levels"


@unique
class ChangedFact(Term):
    """变更事项 What a change of an agency may be about (3.3)."""

    NAME = "名称", "Name"
    ADDRESS = "地址", "Address"
    LEGAL_REPRESENTATIVE = "法定代表人", "Legal representative"
    SITE = "考核站点", "A site, for every item evaluated there"


@unique
class Difference(Term):
    """差异 How a place of an application differs from the round before (3.1)."""

    ADDED = "新增", "Added"
    REMOVED = "删除", "Removed"
    CHANGED = "修改", "Changed"


@unique
class FilingStatus(Term):
    """备案申请状态 States of a filing application (3.1-3.3)."""

    DRAFT = "草稿", "Draft"
    SUBMITTED = "已提交", "Submitted"
    RETURNED = "退回补正", "Returned with reasons"
    DECLINED = "不予受理", "Declined"
    ACCEPTED = "已受理", "Accepted"
    IN_ASSESSMENT = "技术评估中", "In technical assessment"
    ASSESSED = "评估完成", "Assessed, with its conclusion"
    CONSENTED = "两部门同意", "Both authorities consent"
    REFUSED = "不予同意", "One authority refused"
    REPORTED_TO_MINISTRY = "已向部中心报备", "Reported to the ministry's center"
    MINISTRY_RETURNED = "部中心退回", "Returned by the ministry's center"
    FILED = "备案通过", "Filed by the ministry's center"
    RECEIPT_ISSUED = "已出具回执", "Receipt issued, agency listed"
    WITHDRAWN = "已撤回", "Withdrawn by the school"
    ENDED = "已终止", "Ended: its agency or its school is gone"


@unique
class Authority(Term):
    """征求意见部门 The two administrations whose consent a filing needs (3.3)."""

    BUREAU = "市人力资源社会保障局", "The HR bureau"
    COMMISSION = "市教委", "The education commission"


@unique
class BranchStatus(Term):
    """报送状态 State of the report to one authority (3.3)."""

    REPORTED = "已报送", "Reported, waiting for consent"
    CONSENTED = "同意", "Consented"
    REFUSED = "不同意", "Refused"
    SENT_BACK = "退回补充", "Sent back to the reporter"


@unique
class AssessmentStatus(Term):
    """技术评估状态 States of a technical assessment (3.2)."""

    OPENED = "已启动", "Opened; the panel is being appointed"
    PANEL_CONFIRMED = "专家组已确认", "Panel confirmed by the department"
    CONCLUSION_PROPOSED = "结论待确认", "Conclusion proposed by the center"
    CONCLUDED = "已有结论", "Conclusion confirmed by the department"


@unique
class AssessmentMethod(Term):
    """评估方法 The five ways in which the panel works (3.2)."""

    DOCUMENT_REVIEW = "文件审核", "Review of documents"
    MATERIAL_VERIFICATION = "资料核验", "Verification of materials"
    EXPERT_ARGUMENT = "专家论证", "Argument among experts"
    QUESTIONING = "质询答辩", "Questioning and defence"
    SITE_VISIT = "现场考察", "Visit to the site"


@unique
class ExpertStatus(Term):
    """专家状态 Whether an expert may be appointed (3.2)."""

    NOMINATED = "推荐待聘", "Nominated by the department; the center may appoint"
    ENLISTED = "在库", "In the register of experts"
    RETIRED = "已出库", "No longer appointed"


@unique
class ExpertFieldKind(Term):
    """专家领域类别 What an expert is an expert of (3.2)."""

    OCCUPATION = "职业技能", "An occupation, or a group of the classification"
    EVALUATION_MANAGEMENT = "技能评价管理", "Management of skill evaluation"
    VOCATIONAL_EDUCATION = "职业教育教学", "Vocational education"
    FINANCE = "财务管理", "Finance"


@unique
class ConflictKind(Term):
    """利益冲突类别 What keeps an expert from assessing a school (3.2)."""

    EMPLOYMENT = "在该校任职", "Employed by the school, now or lately"
    TEACHING = "在该校任教", "Teaches at the school"
    FAMILY = "亲属关系", "Family at the school"
    INTEREST = "其他利害关系", "Another interest"


@unique
class AssessmentConclusion(Term):
    """评估结论 What the panel concludes (3.2)."""

    PASSED = "通过", "Passed"
    PASSED_IN_PART = "部分通过", "Passed for some items"
    TO_BE_IMPROVED = "整改后复评", "To be improved; the failed conditions are assessed again"
    NOT_PASSED = "不通过", "Not passed"


@unique
class Opinion(Term):
    """评估意见 An expert's opinion on one condition (3.2)."""

    MET = "具备", "Met"
    NOT_MET = "不具备", "Not met"


@unique
class MinistryOutcome(Term):
    """部中心备案结果 What the ministry's center answers (3.3)."""

    FILED = "备案通过", "Filed"
    RETURNED = "退回", "Returned"


@unique
class AgencyScope(Term):
    """评价范围 For whom an agency code is good (1.2)."""

    OWN_STUDENTS = "本校学生", "Own students"
    OTHER_SCHOOLS = "其他学校学生", "Students of other schools"


@unique
class AgencyCategory(Term):
    """机构类别 The letter of the certificate number's first part."""

    Y = "用人单位", "Employer class"
    S = "社会培训评价组织", "Social training and evaluation organisation"


@unique
class AgencyStatus(Term):
    """机构状态 What the center decided of an agency; expiry is a fact about a day, not a state."""

    LISTED = "在目录", "Listed"
    SUSPENDED = "暂停", "Suspended"
    REMOVED = "移出目录", "Removed from the directory"


@unique
class ReceiptStanding(Term):
    """回执状态 What a receipt is worth on a day."""

    VALID = "有效", "Valid"
    NOT_YET_VALID = "尚未生效", "Not valid yet"
    SUSPENDED = "机构暂停", "The agency is suspended"
    EXPIRED = "已到期", "Expired"
    REMOVED = "机构已移出目录", "The agency was removed from the directory"


@unique
class ExtensionStatus(Term):
    """评价范围扩展状态 States of an extension of scope to another school (1.2)."""

    PROPOSED = "已提出", "Proposed by the center"
    CONSENTED_BY_BUREAU = "市人社局已同意", "Consented to by the HR bureau alone"
    CONSENTED_BY_COMMISSION = "市教委已同意", "Consented to by the commission alone"
    CONSENTED = "两部门同意", "Both authorities consent"
    REFUSED = "不予同意", "One authority refused"
    SENT_BACK = "退回补充", "Sent back to the center by one authority"
    RECORDED = "已登记", "Recorded, good on its days"


@unique
class DirectoryState(Term):
    """目录状态 What the directory says of an agency or item on a day (3.3, 3.4)."""

    NOT_YET = "尚未生效", "Listed, its validity has not begun"
    IN_FORCE = "有效", "In force"
    SUSPENDED = "暂停", "Suspended on this day"
    EXPIRED = "已过有效期", "Its validity is over"
    REMOVED = "已移出目录", "Removed, or given up"


@unique
class DirectoryChangeKind(Term):
    """目录变动类别 What became of an agency in the directory (3.3, 3.4)."""

    ADDED = "列入", "Entered in the directory"
    CHANGED = "变更", "What the directory says of it has changed"
    REMOVED = "移出", "Removed: it is shown no more"


@unique
class MailStatus(Term):
    """邮件状态 What became of the mail of a notice."""

    WAITING = "待发送", "To be sent"
    SENT = "已发送", "Taken by the mail server"
    GIVEN_UP = "已放弃", "Refused, or tried too often"


@unique
class JobKind(Term):
    """作业类别 What is done apart from the request that asked for it."""

    CERTIFICATE_FILES = "证书文件打包", "The certificates of a batch as one archive (4.4)"
    CERTIFICATE_REPORT = "证书数据上报表", "The certificates of a report as a table (4.4)"
    BATCH_ARCHIVE = "批次归档", "The files of a batch as one archive (4.2)"
    CANDIDATE_IMPORT = "考生导入", "Candidates out of an uploaded table (4.1)"
    RESULT_IMPORT = "成绩表导入", "Results out of an uploaded table (4.3)"


@unique
class JobStatus(Term):
    """作业状态 What became of a job."""

    WAITING = "待处理", "Nobody has begun"
    RUNNING = "处理中", "Being done"
    DONE = "已完成", "Done; its result may be fetched while it is kept"
    FAILED = "未完成", "Refused, or ended by a fault: nothing was written"


@unique
class DecisionExtent(Term):
    """决定范围 What of an agency a decision is about (3.3)."""

    AGENCY = "整个机构", "The whole agency"
    ITEMS = "部分项目", "Items named"


@unique
class ViolationKind(Term):
    """不良行为类别 What a school did (1.1.2)."""

    FALSE_STATEMENT = "弄虚作假", "False statements or materials"
    EVALUATION_MISCONDUCT = "违规评价", "Evaluation against the rules"
    CERTIFICATE_MISCONDUCT = "违规发证", "Certificates issued against the rules"
    IMPROPER_CHARGE = "违规收费", "Fees against the rules"
    LOST_CREDIT = "失信行为", "Dishonesty on record elsewhere"
    OTHER = "其他", "Other"


@unique
class RectificationStatus(Term):
    """限期整改状态 States of a rectification (1.1.5, 4.2)."""

    REQUIRED = "待整改", "Required, not yet answered"
    ANSWERED = "已答复", "Answered by the school"
    CLOSED = "已办结", "Closed"


@unique
class MajorEvaluationStatus(Term):
    """专业评估论证状态 States of a major evaluation (1.2)."""

    REQUESTED = "已申请", "Requested by the school"
    OPENED = "评估中", "Opened"
    CONCLUSION_PROPOSED = "结论待确认", "Conclusion proposed; the department confirms it"
    PASSED = "通过", "Concluded: passed"
    NOT_PASSED = "不通过", "Concluded: not passed"
    WITHDRAWN = "已撤回", "Withdrawn"


@unique
class SpecificationStatus(Term):
    """评价规范状态 States of an evaluation specification (2.1)."""

    DRAFT = "草稿", "Draft"
    SUBMITTED = "已提交", "Submitted"
    RETURNED = "退回修改", "Returned"
    EXAMINED = "已审查", "Examined by the center"
    FILED = "已备案", "Filed"
    REFUSED = "不予备案", "Refused"


@unique
class PlanStatus(Term):
    """评价计划状态 States of an evaluation plan (4.1)."""

    DRAFT = "草稿", "Draft"
    SUBMITTED = "已提交", "Submitted to the center"
    RETURNED = "退回修改", "Returned with reasons"
    ACCEPTED = "已备案", "Accepted: filed with the center"
    STOPPED = "已中止", "Stopped"
    CANCELLED = "已取消", "Cancelled by the agency"


@unique
class IncidentKind(Term):
    """突发情况类别 What happened during an evaluation that is put on record (4.2)."""

    CANDIDATE_MISCONDUCT = "考生违纪舞弊", "Misconduct of a candidate"
    STAFF_MISCONDUCT = "工作人员违规", "Misconduct of staff"
    PAPERS_OR_SECRECY = "试卷或保密异常", "Papers or secrecy"
    EQUIPMENT = "设备设施故障", "Equipment or monitoring failed"
    SAFETY = "安全事件", "Safety"
    INTERRUPTION = "考试中断", "The session was interrupted"
    OTHER = "其他", "Other"


@unique
class SupervisionSide(Term):
    """质量督导类别 Who supervises: the school itself, or municipal and district HR (4.2)."""

    INTERNAL = "内部质量督导", "Internal supervision"
    EXTERNAL = "外部质量督导", "External supervision"


@unique
class SupervisionConclusion(Term):
    """督导结论 What a supervision found (4.2)."""

    IN_ORDER = "符合要求", "In order"
    DEFECTS = "存在问题", "Defects found"
    SERIOUS_DEFECTS = "存在严重问题", "Serious defects found"


@unique
class SupervisionAspect(Term):
    """督导方面 What a supervision looks at (4.2)."""

    ORGANISATION = "组织实施", "Carried out as planned"
    STAFF = "人员到岗", "Staff present and on duty"
    IDENTITY = "身份核验", "Identity of candidates"
    INVIGILATION = "监考纪律", "Invigilation"
    ASSESSMENT = "考评评分", "Assessment and marking"
    PAPERS_AND_SECRECY = "试卷与保密", "Papers and secrecy"
    FACILITIES = "场地设备与监控", "Site, equipment and monitoring"
    SAFETY = "安全", "Safety"


@unique
class ResultFilingStatus(Term):
    """结果备案状态 States of a result filing (4.3)."""

    OPEN = "待报送", "Open: results are being entered"
    SUBMITTED = "已报送", "Submitted to the center"
    RETURNED = "退回更正", "Returned with reasons"
    ACCEPTED = "备案通过", "Accepted"


@unique
class SignalKind(Term):
    """监督线索类别 Kinds of signals (4.2)."""

    PASS_RATE = "合格率异常", "A pass rate far from that of the same occupation and level"
    EQUAL_MARKS = "成绩雷同", "Many of a batch with the same marks in every part"
    CAPACITY = "超出容量", "More persons marked than could be seated on the day"


@unique
class CertificateStatus(Term):
    """证书状态 States of a certificate (4.4)."""

    ISSUED = "已颁发", "Issued, not yet reported"
    REPORTED = "已报送", "Reported to the center"
    RETURNED = "退回更正", "Report returned"
    PUBLISHED = "可查询", "Report accepted: public"


@unique
class CertificateValidity(Term):
    """证书效力 Whether a certificate counts; a number is never reused (4.4)."""

    VALID = "有效", "Valid"
    REVOKED = "已撤销", "Revoked by the center"
    CANCELLED = "已注销", "Cancelled by the agency"


@unique
class CertificateCheckKind(Term):
    """核验事项 What is checked of a certificate that was found, each apart (4.4)."""

    IN_REGISTER = "已在登记系统公布", "In the register, and public"
    AGENCY_FILED = "评价当日机构备案", "The agency filed for it on the day of the evaluation"
    IN_FORCE = "证书效力", "Neither revoked nor cancelled"
    SIGNATURE = "电子凭证签名", "The signature of its credential"


@unique
class CheckOutcome(Term):
    """核验结果 What came of one check."""

    PASSED = "通过", "It holds"
    FAILED = "未通过", "It does not hold"
    NOT_AVAILABLE = "无可核验", "There is nothing to check"


@unique
class CorrectionStatus(Term):
    """证书更正状态 States of a correction of a certificate's face (4.4)."""

    REQUESTED = "待同意", "Waits for the center"
    CONSENTED = "已更正", "Consented to: the face is corrected"
    REFUSED = "不同意", "Refused"


@unique
class PlanChangeStatus(Term):
    """计划变更状态 States of a change of an accepted plan (4.2)."""

    REQUESTED = "待决定", "Waits for the center"
    ACCEPTED = "已同意", "Accepted: the plan is changed"
    REFUSED = "不同意", "Refused"
    WITHDRAWN = "已撤回", "Withdrawn by the school"


@unique
class PrintCause(Term):
    """补发原因 Why a certificate is printed again under its number (4.4)."""

    LOST = "遗失", "Lost"
    DAMAGED = "损毁", "Damaged"
    CORRECTED = "更正", "Its face was corrected"


@unique
class ErrorPolicy(Term):
    """错误处理 What becomes of a batch in which some rows are refused."""

    REJECT_ALL = "整批拒绝", "One refused row refuses all"
    REJECT_ROWS = "仅拒绝有误的行", "Refused rows are left out, the others are written"


@unique
class DocumentType(Term):
    """证件类型 Kinds of identity document (clauses of 4.1)."""

    RESIDENT_IDENTITY_CARD = "居民身份证", "Resident identity card"
    RESIDENCE_PERMIT = (
        "港澳台居民居住证",
        "Residence permit of Hong Kong, Macao and Taiwan residents",
    )
    MAINLAND_TRAVEL_PERMIT = "来往内地（大陆）通行证", "Mainland travel permit"
    PERMANENT_RESIDENCE_PERMIT = "外国人永久居留身份证", "Permanent residence permit"
    PASSPORT = "护照", "Passport"


@unique
class Sex(Term):
    """性别 As the identity document has it."""

    MALE = "男", "Male"
    FEMALE = "女", "Female"


@unique
class MaterialKind(Term):
    """申请材料类别 Materials of an application; the city's own list is issued separately (3.1)."""

    ESTABLISHMENT_APPROVAL = "办学批准文件", "Approval of the establishment"
    LEGAL_PERSON_CERTIFICATE = "法人登记证书", "Legal-person certificate"
    ENROLMENT_QUALIFICATION = "招生资质证明", "Enrolment qualification"
    FINANCE_RULES = "财务制度", "Finance rules"
    MANAGEMENT_RULES = "管理制度", "Management rules"
    CREDIT_RECORD = "信用记录", "Credit record"
    EXPERIENCE_AND_DEMAND = "培训评价经验与需求", "Experience and demand"
    SITE_AND_EQUIPMENT = "场地设施设备清单", "Sites and equipment"
    STAFF_LIST = "人员名单", "Staff and experts"
    QUALITY_CONTROL_RULES = "质量管控制度", "Quality-control rules"
    FEE_LIST = "收费标准", "Fee list"
    CERTIFICATE_SAMPLE = "证书样张", "Sample of the certificate with seal"
    TERM_REPORT = "有效期内评价工作总结", "Report on the evaluations of the term"
    CHANGE_EVIDENCE = "变更事项证明", "Evidence of what has changed"
    REDUCTION_STATEMENT = "减项说明", "Statement on the reduction"


@unique
class ImportMode(Term):
    """导入方式 What becomes of the rows that are there already."""

    REPLACE = "替换", "The rows given replace those that are there"
    ADD = "追加", "The rows given are added to those that are there"


@unique
class UploadPurpose(Term):
    """上传用途 What an upload is for; it bounds kind and size of the content (3.1)."""

    DOCUMENT = "材料文件", "A document: PDF, picture, text or table"
    PHOTOGRAPH = "照片", "A photograph"
    CANDIDATE_LIST = "评价人员名单", "A list of candidates: a table, read once and not kept"


@unique
class ContentKind(Term):
    """内容格式 What a file is by its content, whatever its name says (3.1)."""

    PDF = "PDF 文件", "A PDF document"
    JPEG = "JPEG 图片", "A JPEG picture"
    PNG = "PNG 图片", "A PNG picture"
    WORD = "Word 文档 (docx)", "A Word document (docx)"
    EXCEL = "Excel 表格 (xlsx)", "An Excel workbook (xlsx)"
    CSV = "CSV 表格", "A table as text (csv)"


@unique
class ContentFault(Term):
    """内容缺陷 What keeps a file out although its kind is taken (3.1)."""

    DAMAGED = "不能完整读取", "It cannot be read to its end"
    FOLLOWED = "结束标记之后还有内容", "Other content follows its end"
    TOO_LARGE_UNFOLDED = "展开后过大", "It unfolds to too much"
    ENTITIES = "含外部或自定义实体", "It declares entities"
    ACTIVE = "含宏、脚本或嵌入程序", "It holds macros, scripts or embedded programs"
    ENCRYPTED = "已加密", "It is encrypted"
    PATHS = "内部文件名含路径", "A name inside it leads elsewhere"
