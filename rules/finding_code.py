"""Every code of a finding, with its sentence in both languages, its clause and its severity.

A sentence says what was expected; `{…}` is filled with the figures of the case. A code without a
clause takes that of the act it refuses.
"""

from enum import unique

from rules.vocabulary import Severity, Term

REFUSAL, WARNING, ADVICE = Severity.REFUSAL, Severity.WARNING, Severity.ADVICE


@unique
class FindingCode(Term):
    """审查意见代码: (中文, English, clause, severity)."""

    @property
    def clause(self) -> str:
        return str(self.value[2])

    @property
    def severity(self) -> Severity:
        severity: Severity = self.value[3]
        return severity

    # What every act asks of its input; the clause is the act's
    NOT_FOUND = "未找到该对象，或无权查看", "There is no such object that you may see", "", REFUSAL
    TEXT_MISSING = "此项必填", "A text is required here", "", REFUSAL
    VALUE_MISSING = "此项须填写", "A value is required here", "", REFUSAL
    VALUE_WITHOUT_PLACE = "此处不填此项", "No value is expected here", "", REFUSAL
    REASON_MISSING = "须写明理由", "A reason is required", "", REFUSAL
    CONFIRMED_KEPT = (
        "已确认的登记不被待确认的内容替代，该部分保持原样",
        "What is confirmed is not replaced by an assumption; it stays as it is",
        "",
        WARNING,
    )
    ALREADY_REGISTERED = "已有相同登记", "This is registered already", "", REFUSAL
    PASSWORD_LENGTH_INVALID = (
        "口令须为{least}至{most}个字符",
        "A password has {least} to {most} characters",
        "",
        REFUSAL,
    )
    MAIL_ADDRESS_INVALID = (
        "电子邮箱地址格式不正确，应如 li@example.org",
        "This is no mail address; expected one like li@example.org",
        "",
        REFUSAL,
    )
    MAIL_CONSENT_MISSING = (
        "接收邮件通知须本人同意",
        "Notices are mailed only with the person's own consent",
        "",
        REFUSAL,
    )
    JOBS_TOO_MANY = (
        "未完成的作业最多{most}个，请待其完成",
        "At most {most} jobs may wait or run; let some of them end",
        "",
        REFUSAL,
    )
    PASSWORD_WRONG = "当前口令不正确", "The current password is not this one", "", REFUSAL
    ROLE_INCOMPLETE = (
        "学校角色须指明院校，评估专家角色须指明专家，仅督导员角色可指明区",
        "A school's role must name its school, an expert's its expert; "
        "only a supervisor's may name a district",
        "",
        REFUSAL,
    )
    OWN_ACCOUNT = "不能对本人账号办理此操作", "Nobody may do this to the own account", "", REFUSAL
    ACCOUNT_OF_OTHERS = (
        "该账号还代表其他单位，由系统管理员办理",
        "The account also acts for others; only the administrator may do this",
        "",
        REFUSAL,
    )
    IN_USE = "已被使用，不能删除", "This is in use and cannot be removed", "", REFUSAL
    NAMED_TWICE = "不得重复填写", "This is named twice", "", REFUSAL
    DAY_IN_FUTURE = "日期不得晚于今天", "The day may not be after today", "", REFUSAL
    DAYS_REVERSED = (
        "日期不得早于{earlier}",
        "The day may not be before {earlier}",
        "",
        REFUSAL,
    )
    NUMBER_OUT_OF_RANGE = (
        "应为{least}至{most}之间的整数",
        "A whole number from {least} to {most} is expected",
        "",
        REFUSAL,
    )
    DIGEST_INVALID = (
        "SHA-256应为64位小写十六进制数",
        "A SHA-256 has 64 hexadecimal digits in small letters",
        "",
        REFUSAL,
    )
    ACT_NOT_OF_ROLE = (
        "此操作由{expected}办理",
        "This act is done by: {expected_en}",
        "",
        REFUSAL,
    )
    ACT_NOT_IN_STATE = (
        "当前状态不能办理此操作，应处于：{expected}",
        "The act is not possible in this state; expected: {expected_en}",
        "",
        REFUSAL,
    )
    ACT_NOT_OF_KIND = (
        "此类申请不经过该步骤",
        "An application of this kind does not take this step",
        "",
        REFUSAL,
    )

    # 1.1
    USCC_INVALID = (
        "统一社会信用代码{reason}",
        "The unified social credit code {reason_en}",
        "1.1",
        REFUSAL,
    )
    SCHOOL_CODE_INVALID = "学校标识码{reason}", "The school code {reason_en}", "1.1", REFUSAL
    SCHOOL_CODE_OF_ANOTHER_KIND = (
        "学校标识码与院校类型不符：中等职业学校以36开头，其他以41开头",
        "The school code does not fit the kind: 36 for secondary schools, 41 for all others",
        "1.1",
        REFUSAL,
    )
    PARENT_INSTITUTION_MISSING = (
        "本科高职学院须填写所属高校名称和学院名称；其他院校同时填写或均不填写",
        "A college inside a university must name its parent and its own branch; "
        "others name both or neither",
        "1.1",
        REFUSAL,
    )
    ESTABLISHED_IN_FUTURE = (
        "批准设立日期不得晚于今天",
        "The day of establishment may not be after today",
        "1.1",
        REFUSAL,
    )
    ENROLMENT_QUALIFICATION_MISSING = (
        "申报学校须具有招生资质",
        "The school needs its enrolment qualification",
        "1.1",
        REFUSAL,
    )
    INSTITUTION_NOT_VERIFIED = (
        "院校信息须先经职能部门核验",
        "The institution must first be verified by the department",
        "1.1",
        REFUSAL,
    )
    INSTITUTION_CLOSED = (
        "该校已于{closed_on}终止办学",
        "The institution closed on {closed_on}",
        "1.1",
        REFUSAL,
    )

    NAME_UNCHANGED = (
        "新名称与现名称相同",
        "The new name is the present one",
        "1.1",
        REFUSAL,
    )
    NAME_OVERTAKEN = (
        "更名日期应晚于现名称的启用日期{borne_since}",
        "The renaming must be later than {borne_since}, since when the present name is borne",
        "1.1",
        REFUSAL,
    )
    FILED_NAME_BEHIND = (
        "备案名称仍为“{filed}”，须经变更备案后更新",
        'The filed name is still "{filed}"; a change of the filing takes the new one over',
        "1.1",
        WARNING,
    )
    CLOSED_BEFORE_IT_BEGAN = (
        "终止日期不得早于{exists_since}",
        "The school cannot end before {exists_since}",
        "1.1",
        REFUSAL,
    )
    SUCCESSOR_IS_ITSELF = (
        "承继院校不得为本校",
        "A school cannot succeed itself",
        "1.1",
        REFUSAL,
    )
    SUCCESSOR_NOT_VERIFIED = (
        "承继院校须已核验且未终止办学",
        "The school that takes over must be verified and not closed",
        "1.1",
        REFUSAL,
    )

    EXTENSION_TO_ITSELF = (
        "评价范围扩展应面向其他学校的专业",
        "The scope is extended to a major of another school",
        "1.2",
        REFUSAL,
    )
    EXTENSION_UNMATCHED = (
        "该专业与该职业不对应",
        "The major does not match the occupation",
        "1.2",
        REFUSAL,
    )
    EXTENSION_WITHOUT_ITEM = (
        "该机构没有该职业的评价项目",
        "The agency has no item for this occupation",
        "1.2",
        REFUSAL,
    )
    EXTENSION_OF_AGENCY_NOT_IN_FORCE = (
        "该机构当日不在有效状态（已暂停、移出或期满）",
        "The agency is not in force on that day: suspended, removed or expired",
        "1.2",
        REFUSAL,
    )
    EXTENSION_KNOWN = (
        "该机构对该专业和职业已有办理中或有效的扩展",
        "An extension to this major and occupation is under way or good already",
        "1.2",
        REFUSAL,
    )
    EXTENSION_DECIDED = (
        "{by}已作出决定",
        "{by_en} has decided already",
        "1.2",
        REFUSAL,
    )
    EXTENSION_DAYS_INVALID = (
        "有效期应自今天或以后开始，且不早于起始日结束",
        "It begins today or later and does not end before it begins",
        "1.2",
        REFUSAL,
    )
    EXTENSION_BEYOND_AGENCY = (
        "有效期不得晚于机构有效期{ends_on}",
        "It may not last longer than the agency, to {ends_on}",
        "1.2",
        REFUSAL,
    )

    # 1.1.1 to 1.1.6
    INTEGRATED_PROGRAMME_MISSING = (
        "中等职业学校须开设贯通培养专业方可申报",
        "A secondary school may apply only with an integrated programme",
        "1.1.1",
        REFUSAL,
    )
    NOT_A_TECHNICIAN_COLLEGE = (
        "承担新型技师学院功能的高职学校优先",
        "Colleges that act as new-type technician colleges go first",
        "1.1.1",
        ADVICE,
    )
    VIOLATION_ON_RECORD = (
        "近{years}年内（{happened_on}）有违法违规或失信记录",
        "A violation or dishonesty within {years} years is on record ({happened_on})",
        "1.1.2",
        REFUSAL,
    )
    LISTING_IN_FORCE = (
        "仍在失信名单中（自{happened_on}起）",
        "A listing for dishonesty is still in force (since {happened_on})",
        "1.1.2",
        REFUSAL,
    )
    OLDER_VIOLATION_ON_RECORD = (
        "曾有违法违规或失信记录（{happened_on}），请专家组核实",
        "An older violation is on record ({happened_on}); the panel looks into it",
        "1.1.2",
        WARNING,
    )
    ENROLMENT_FIGURES_MISSING = (
        "须填报近{years}年招生人数",
        "Enrolment of the last {years} years must be stated",
        "1.1.2",
        WARNING,
    )
    DEMAND_NOT_STATED = (
        "须说明培训评价经验和分专业评价需求量",
        "Experience and the demand by major must be stated",
        "1.1.3",
        WARNING,
    )
    EVALUATION_DEPARTMENT_MISSING = (
        "须设有学生技能评价服务管理部门",
        "The school needs a department for the evaluation",
        "1.1.4",
        REFUSAL,
    )
    STAFF_MISSING = (
        "须配备{duty}至少{expected}名，现有{actual}名",
        "At least {expected} needed as: {duty_en}; there are {actual}",
        "1.1.4",
        REFUSAL,
    )
    SITE_MISSING = (
        "每个评价项目须有至少一个考核站点",
        "Every item must name at least one site",
        "1.1.4",
        REFUSAL,
    )
    MONITORED_SITE_MISSING = (
        "须有配备音视频监控的考核站点",
        "There must be a site with audio and video monitoring",
        "1.1.4",
        REFUSAL,
    )
    SITE_WITHOUT_MONITORING = (
        "考核站点须配备音视频监控设备",
        "The site needs audio and video monitoring",
        "1.1.4",
        REFUSAL,
    )
    SITE_NOT_EQUIPPED = (
        "考核站点未配备该职业（工种）{level}级的设施设备",
        "The site is not equipped for this occupation at level {level}",
        "1.1.4",
        REFUSAL,
    )
    ROOM_KIND_INVALID = (
        "考场应为理论考试或实操考核考场",
        "A room must be one of theory or of practice",
        "1.1.4",
        REFUSAL,
    )
    EVALUATION_RULES_INCOMPLETE = (
        "须具备认定工作制度和质量管控措施",
        "Evaluation rules and quality control must be in place",
        "1.1.5",
        REFUSAL,
    )
    SUPERVISION_NOT_ACCEPTED = (
        "须声明自愿接受人社、教育两部门监督检查",
        "The school must declare that it accepts supervision by both administrations",
        "1.1.5",
        REFUSAL,
    )
    RECTIFICATION_WITHOUT_TIME = (
        "整改期限须晚于今天",
        "What has to be put right is due after today",
        "1.1.5",
        REFUSAL,
    )
    RECTIFICATION_OF_ANOTHER = (
        "须由提出整改的{by}或市职鉴中心办结",
        "It is closed by whoever required it ({by_en}), or by the center",
        "1.1.5",
        REFUSAL,
    )
    CLAUSE_UNKNOWN = (
        "指引中没有该条款",
        "The guidance has no such clause",
        "1.1.2",
        REFUSAL,
    )
    VIOLATION_CLOSED_OUT_OF_TIME = (
        "结束日期应在发生日期至今天之间",
        "It ends between the day it happened and today",
        "1.1.2",
        REFUSAL,
    )
    NON_PROFIT_NOT_DECLARED = (
        "须声明认定活动不以营利为目的",
        "The school must declare that the evaluation is not for profit",
        "1.1.6",
        REFUSAL,
    )
    FEE_LIST_NOT_PUBLISHED = (
        "收费标准须公开",
        "The fee list must be published",
        "1.1.6",
        WARNING,
    )

    # 1.2
    MAJOR_EVALUATION_MISSING = (
        "该专业与职业须先经专业评估论证通过",
        "Major and occupation must first pass a major evaluation",
        "1.2",
        REFUSAL,
    )
    MAJOR_EVALUATION_TOO_LOW = (
        "专业评估论证通过的最高等级为{highest}级，不含{level}级",
        "The major evaluation goes up to level {highest}, which does not reach level {level}",
        "1.2",
        REFUSAL,
    )
    MAJOR_EVALUATION_OPEN = (
        "该专业与职业的评估论证正在进行",
        "A major evaluation of this major and occupation is under way",
        "1.2",
        REFUSAL,
    )
    EVALUATION_EXPERTS_MISSING = (
        "须写明参加论证的专家",
        "The experts who took part are to be named",
        "1.2",
        REFUSAL,
    )
    EVALUATION_EXPERTS_FEW = (
        "论证专家一般为三人以上单数，现为{count}人",
        "An odd number of three or more experts is usual, not {count}",
        "1.2",
        WARNING,
    )
    EVALUATION_EXPERT_OF_SCHOOL = (
        "本校人员不得作为论证专家",
        "Nobody employed by the school evaluates its majors",
        "1.2",
        REFUSAL,
    )
    EVALUATION_MINUTES_MISSING = (
        "须附论证意见记录",
        "The minutes of the evaluation are required",
        "1.2",
        REFUSAL,
    )
    EVALUATION_EDITION_MISSING = (
        "须写明论证所依据的标准或评价规范版本",
        "The edition of the standard or specification is to be named",
        "1.2",
        REFUSAL,
    )
    EVALUATION_EDITIONS_TWO = (
        "标准与评价规范只能择一",
        "A standard or a specification, not both",
        "1.2",
        REFUSAL,
    )
    EVALUATION_BY_PROPOSER = (
        "论证结论的拟定与确认不得由同一账号办理",
        "The conclusion is confirmed by another account than the one that proposed it",
        "1.2",
        REFUSAL,
    )
    CANDIDATE_NOT_ENROLLED = (
        "考生在首场评价日（{session_on}）须为在籍学生",
        "The candidate must be enrolled on the day of the first session ({session_on})",
        "1.2",
        REFUSAL,
    )
    CANDIDATE_OF_ANOTHER_SCHOOL = (
        "备案范围仅限本校学生",
        "The filing covers own students only; this candidate is of another school",
        "1.2",
        REFUSAL,
    )
    NOT_IN_GRADUATING_YEAR = (
        "首场评价须在考生的毕业学年内（{begins_on}至{ends_on}）",
        "The first session must lie in the candidate's graduating year ({begins_on} to {ends_on})",
        "1.2",
        REFUSAL,
    )
    STAGE_NOT_COMPLETED = (
        "贯通培养学生须在首场评价日前完成相应阶段教学计划",
        "A student of an integrated programme must have completed the stage "
        "before the first session",
        "1.2",
        REFUSAL,
    )

    # 1.3
    OCCUPATION_CODE_INVALID = (
        "职业编码有误：{reason}",
        "The code of the occupation is wrong: {reason_en}",
        "1.3.1",
        REFUSAL,
    )
    OCCUPATION_UNKNOWN = (
        "职业分类目录中没有该职业（工种），请核对版本、编码和工种",
        "The catalogue has no such occupation or trade; compare edition, code and trade",
        "1.3.1",
        REFUSAL,
    )
    OCCUPATION_OF_ANOTHER_EDITION = (
        "{edition}年版职业分类没有该编码，该编码见于{editions}年版，请核对版本",
        "The edition of {edition} has no such code; those of {editions} have it",
        "1.3.1",
        REFUSAL,
    )
    SUCCESSOR_NOT_LATER = (
        "后续职业须属于较新的大典版本（晚于{edition}年版）",
        "A successor is of a later edition of the classification than {edition}",
        "1.3.1",
        REFUSAL,
    )
    GROUP_UNKNOWN = (
        "{edition}年版职业分类没有上级类别{group}，请核对版本和编码，或先录入该类别",
        "The edition of {edition} has no group {group}: compare the code, or enter the group first",
        "1.3.1",
        REFUSAL,
    )
    EDITION_NOT_CURRENT = (
        "应使用现行版本的职业分类",
        "The current edition of the classification is expected",
        "1.3.1",
        REFUSAL,
    )
    NOT_OF_SKILL_KIND = (
        "该职业不属于技能类职业",
        "The occupation is not of the skill kind",
        "1.3.1",
        REFUSAL,
    )
    SKILL_KIND_ASSUMED = (
        "是否属于技能类职业待市职鉴中心确认",
        "Whether the occupation is of the skill kind is to be settled by the center",
        "1.3.1",
        WARNING,
    )
    ENTRY_QUALIFICATION = (
        "该职业（工种）属于准入类职业资格，不在认定范围",
        "The occupation or trade has an entry qualification and is excluded",
        "1.3.1",
        REFUSAL,
    )
    ENTRY_QUALIFICATION_ASSUMED = (
        "该职业（工种）可能属于准入类职业资格，待市职鉴中心确认",
        "The occupation or trade may have an entry qualification; the center settles it",
        "1.3.1",
        WARNING,
    )
    PRIORITY_REASON_MISSING = (
        "社会化评价无法满足或双证融通涉及的职业（工种）优先",
        "Occupations that social evaluation cannot serve, or of the dual-certificate reform, "
        "go first",
        "1.3.2",
        ADVICE,
    )
    MAJOR_CODE_INVALID = (
        "专业代码有误：{reason}",
        "The code of the major is wrong: {reason_en}",
        "1.3.3",
        REFUSAL,
    )
    MAJOR_CODE_OF_ANOTHER_LEVEL = (
        "按2021年专业目录，该专业代码属于{expected}，请核对批准的培养层次",
        "In the catalogue of 2021 the code is of: {expected_en}; compare the approved training",
        "1.3.3",
        WARNING,
    )
    MATCHING_MAJOR_MISSING = (
        "须设有与评价项目相对应的专业",
        "The school must run a major that matches the occupation",
        "1.3.3",
        REFUSAL,
    )
    MAJOR_OF_ORDINARY_STANDING = (
        "优势、骨干、重点专业可先行开展",
        "Strong, backbone and key majors may go first",
        "1.3.3",
        ADVICE,
    )
    LEVELS_MISSING = (
        "须至少申报一个等级",
        "At least one level must be applied for",
        "1.3",
        REFUSAL,
    )
    LEVEL_RANGE_INVALID = (
        "等级范围应自低到高，最低为5级，最高为1级",
        "Levels run from the lowest, 5 at most, to the highest, 1 at least",
        "1.3",
        REFUSAL,
    )
    LEVEL_ABOVE_CEILING = (
        "{level}级高于批准的培养层次，可开展{ceiling}级及以下",
        "Level {level} is above the approved training: level {ceiling} and below is possible",
        "1.3",
        REFUSAL,
    )
    CANDIDATE_LEVEL_ABOVE_CEILING = (
        "{level}级高于考生的培养层次，可参加{ceiling}级及以下",
        "Level {level} is above the candidate's training: level {ceiling} and below is possible",
        "1.3",
        REFUSAL,
    )

    # 2.1
    BASIS_OF_ANOTHER_KIND = (
        "评价依据与所选依据类别不符",
        "The standard or specification is not of the chosen kind of basis",
        "2.1",
        REFUSAL,
    )
    BASIS_OF_ANOTHER_OCCUPATION = (
        "评价依据不属于所申报的职业（工种）",
        "The standard or specification is of another occupation or trade",
        "2.1",
        REFUSAL,
    )
    STANDARD_COVERS_IT = (
        "该职业（工种）{levels}级已有国家职业技能标准，应按标准执行",
        "A national standard covers this occupation at level {levels}; it is to be used",
        "2.1",
        REFUSAL,
    )
    STANDARD_UNKNOWN = (
        "是否已颁布国家职业技能标准待市职鉴中心确认",
        "Whether a national standard is in force is to be settled by the center",
        "2.1",
        WARNING,
    )
    STANDARD_LEVELS_UNKNOWN = (
        "国家职业技能标准的等级范围待市职鉴中心确认",
        "The levels of the national standard are to be settled by the center",
        "2.1",
        WARNING,
    )
    STANDARD_ON_RECORD = (
        "已登记经确认的国家职业技能标准：{standard}",
        "A confirmed national standard is on record: {standard}",
        "2.1",
        REFUSAL,
    )
    STANDARD_MISSING = (
        "该职业尚无国家职业技能标准，须先备案评价规范",
        "There is no national standard; an evaluation specification is filed first",
        "2.1",
        REFUSAL,
    )
    STANDARD_NOT_SETTLED = (
        "市职鉴中心须先确认该职业有无国家职业技能标准及其等级范围",
        "The center settles first whether there is a national standard, and for which levels",
        "2.1",
        REFUSAL,
    )
    STANDARD_BEGINS_LATER = (
        "{standard}自{begins_on}起施行，届时应按标准执行",
        "{standard} is in force from {begins_on}, and is to be used from then on",
        "2.1",
        WARNING,
    )
    EDITION_NOT_IN_FORCE = (
        "{edition}在{on}不是有效的评价依据",
        "{edition} is no basis in force on {on}",
        "2.1",
        REFUSAL,
    )
    EDITION_ENDS = (
        "{edition}可使用至{ends_on}，此后应按新的评价依据执行",
        "{edition} may be used until {ends_on}; a later basis takes its place",
        "2.1",
        WARNING,
    )
    EDITION_NOT_OF_ITEM = (
        "所选版本不是该评价项目的评价依据",
        "This is no edition of the item's basis",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_TO_BE_REPLACED = (
        "{standard}已发布，评价规范{specification}可使用至{ends_on}；请按标准申请新增该项目",
        "Published: {standard}; until {ends_on} {specification} may be used. "
        "Apply for the item anew by the standard",
        "2.1",
        WARNING,
    )
    SPECIFICATION_REPLACED = (
        "评价规范{specification}已于{ends_on}失效，应执行{standard}；按标准新增该项目前不得新报评价计划",
        "Ended on {ends_on}: {specification}. Now {standard} is to be used; "
        "no plan is filed until the item is added by the standard",
        "2.1",
        REFUSAL,
    )
    SPECIFICATIONS_END_TOO_EARLY = (
        "评价规范最早可于{earliest}失效",
        "Specifications end on {earliest} at the earliest",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_PARTS_INVALID = (
        "评价规范的考核科目为理论和实操各一项，或为过程考核模块",
        "The parts are one of theory and one of practice, or modules of a process assessment",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_WEIGHTS_NOT_WHOLE = (
        "各科目权重合计须为100，现为{actual}",
        "The weights of the parts are 100 together, not {actual}",
        "2.1",
        REFUSAL,
    )
    COMPETENCES_MISSING = (
        "评价规范未写明{level}级的能力要求",
        "The specification says nothing of what level {level} asks for",
        "2.1",
        REFUSAL,
    )
    COMPETENCE_OUTSIDE_LEVELS = (
        "该等级不在评价规范的等级范围内（{levels}级）",
        "This level is not one of the specification's: {levels}",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_TEXT_MISSING = (
        "须附评价规范文本",
        "The text of the specification is to be attached",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_CONTENT_REFUSED = (
        "评价规范尚有{count}处不符合要求，须先更正",
        "The specification has {count} refusals, which must be corrected first",
        "2.1",
        REFUSAL,
    )
    PREDECESSOR_NOT_FILED = (
        "前一版本须为本校同一职业（工种）已备案的评价规范",
        "The edition before must be a filed one of the same occupation and trade",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_BESIDE = (
        "本校同一职业（工种）和等级已有评价规范：{name}；修订请建立其新版本",
        "The school has a specification for this already: {name}; revise it by a new edition",
        "2.1",
        REFUSAL,
    )
    FILING_NOT_DELEGATED = (
        "市人力资源社会保障局现无有效委托，应由其备案",
        "The bureau has not delegated this; it files by itself",
        "2.1",
        REFUSAL,
    )
    FILED_BY_EXAMINER = (
        "审查与备案不得由同一账号办理",
        "The account that examined it may not file or refuse it",
        "2.1",
        REFUSAL,
    )
    SPECIFICATION_NOT_FILED = (
        "评价规范须先经人社部门备案",
        "The evaluation specification is first filed with the HR bureau",
        "2.1",
        REFUSAL,
    )
    LEVEL_NOT_IN_BASIS = (
        "评价依据不含{level}级，含{levels}级",
        "The basis does not contain level {level}; it contains {levels}",
        "2.1",
        REFUSAL,
    )

    # 2.2
    METHOD_NOT_OF_ITEM = (
        "评价方式应与备案项目一致：{expected}",
        "The method must be that of the filed item: {expected_en}",
        "2.2",
        REFUSAL,
    )
    PARTS_MISSING = (
        "须至少有一个考核科目",
        "An evaluation must have at least one part",
        "2.2",
        REFUSAL,
    )
    PART_REPEATED = "考核科目不得重复", "A part may stand only once", "2.2", REFUSAL
    PART_NOT_OF_METHOD = (
        "结果考核由理论（或课程考试）和实操组成，过程考核由模块组成",
        "Result assessment has theory (or course examination) and practice, "
        "process assessment has modules",
        "2.2",
        REFUSAL,
    )
    THEORY_AND_PRACTICE_PREFERRED = (
        "结果考核鼓励理论考试加实操考核",
        "Result assessment prefers theory plus practice",
        "2.2",
        ADVICE,
    )
    COURSE_EXAMINATION_BESIDE_THEORY = (
        "课程考试替代理论时不再另设理论考试",
        "A course examination stands in place of theory, not beside it",
        "2.2",
        REFUSAL,
    )
    COURSE_EXAMINATION_INCOMPLETE = (
        "替代理论的课程考试须写明课程、考试日期、满分和及格分",
        "The course examination must state course, day, scale and pass mark",
        "2.2",
        REFUSAL,
    )
    MODULE_WEIGHTS_NOT_WHOLE = (
        "过程考核各模块权重之和应为100，现为{actual}",
        "The weights of the modules must sum up to 100, not {actual}",
        "2.2",
        REFUSAL,
    )

    WEIGHT_OUT_OF_RANGE = (
        "模块权重应大于0且不超过100，最多一位小数；其他科目不填权重",
        "The weight of a module lies above 0 and up to 100, with at most one decimal; "
        "other parts have none",
        "2.2",
        REFUSAL,
    )

    PART_WEIGHTS_NOT_WHOLE = (
        "理论与实操的权重同时填写，且合计100；不计总成绩的都不填",
        "Theory and practice weigh 100 together; without a total neither has a weight",
        "2.2",
        REFUSAL,
    )
    MODULES_NOT_OF_SPECIFICATION = (
        "过程考核的模块及权重应与所依据的评价规范一致：{expected}",
        "The modules and their weights are those of the specification: {expected}",
        "2.2",
        REFUSAL,
    )
    SUBSTITUTE_FOR_SEVERAL_MAJORS = (
        "课程考试替代理论适用于一个专业的全部考生；本计划涉及{actual}个专业，请分批评价",
        "A course examination stands for theory for all candidates of one major; "
        "this plan has {actual} majors",
        "2.2",
        REFUSAL,
    )
    THEORY_MARKED_ALREADY = (
        "考生已有理论成绩，不能再以课程考试替代理论",
        "The candidate has a theory mark; a course examination can no longer stand in its place",
        "2.2",
        REFUSAL,
    )

    # 3.1
    MATERIAL_MISSING = "缺少材料：{material}", "Material is missing: {material_en}", "3.1", REFUSAL
    TRUTH_NOT_DECLARED = (
        "须声明对材料的真实性、有效性、合法性负责",
        "The school must declare that it answers for truth, validity and legality",
        "3.1",
        REFUSAL,
    )
    ITEMS_MISSING = (
        "须至少申报一个评价项目",
        "At least one item must be applied for",
        "3.1",
        REFUSAL,
    )
    ITEM_REPEATED = (
        "同一职业（工种）和等级不得重复申报",
        "The same occupation, trade and level may be applied for only once",
        "3.1",
        REFUSAL,
    )
    APPLICATION_CONTENT_REFUSED = (
        "申请内容尚有{count}处不符合要求，须先更正",
        "The content of the application has {count} refusals, which must be corrected first",
        "3.1",
        REFUSAL,
    )
    APPLICATION_OPEN = (
        "该校已有在办的同类备案申请（{kind}）",
        "The school has an application of this kind under way ({kind_en})",
        "3.1",
        REFUSAL,
    )
    PART_NOT_OF_KIND = (
        "{kind}申请不含此项内容",
        "An application of this kind does not bring this: {kind_en}",
        "3.1",
        REFUSAL,
    )
    REMARK_WITHOUT_PLACE = (
        "补正意见须指明所提交内容中的位置",
        "A remark must name a place of what was handed in",
        "3.1",
        REFUSAL,
    )

    CHECKLIST_RETROACTIVE = (
        "材料清单不得早于{today}生效",
        "A checklist begins on {today} at the earliest",
        "3.1",
        REFUSAL,
    )
    CHECKLIST_IN_FORCE = (
        "该清单已生效，请另立新清单",
        "This checklist is in force; enter another that follows it",
        "3.1",
        REFUSAL,
    )
    CHECKLIST_REPEATS = (
        "同一材料只能列一次",
        "A checklist names a material only once",
        "3.1",
        REFUSAL,
    )
    UPLOADS_TOO_MANY = (
        "未登记的上传最多{most}个，请先登记或等待其过期",
        "At most {most} uploads may wait to be attached; attach them, or wait until they expire",
        "3.1",
        REFUSAL,
    )
    UPLOAD_NOT_RECEIVED = (
        "文件内容尚未上传",
        "The content has not been uploaded yet",
        "3.1",
        REFUSAL,
    )
    UPLOAD_ATTACHED = (
        "该上传已登记为文件，请重新上传",
        "This upload is a document already; upload the content anew",
        "3.1",
        REFUSAL,
    )
    DOCUMENT_REPLACED = (
        "该文件已有新版本，请替换最新版本",
        "There is a newer version of this document already; replace the newest",
        "3.1",
        REFUSAL,
    )
    DOCUMENT_TITLE_INVALID = (
        "标题最多{most}个字符，不得含路径分隔符或控制字符",
        "A title has at most {most} characters, none of them a path separator or control character",
        "3.1",
        REFUSAL,
    )
    FILE_TOO_LARGE = (
        "文件最大{most}字节",
        "The file may have {most} bytes at most",
        "3.1",
        REFUSAL,
    )
    FILE_NOT_AS_ANNOUNCED = (
        "文件的大小或摘要与申请上传时不一致，可能未传完整",
        "Size or SHA-256 differ from what was announced; it may not have arrived whole",
        "3.1",
        REFUSAL,
    )
    FILE_KIND_UNEXPECTED = (
        "应为{expected}；按内容识别为{found}",
        "Expected: {expected_en}; by its content this is {found_en}",
        "3.1",
        REFUSAL,
    )
    FILE_DAMAGED = (
        "文件须能完整读取，请重新保存后上传",
        "The file must be readable to its end; save it again and upload that",
        "3.1",
        REFUSAL,
    )
    FILE_FOLLOWED = (
        "文件结束标记之后不得有其他内容，请重新保存后上传",
        "Nothing may follow the end of the file's own content; save it again and upload that",
        "3.1",
        REFUSAL,
    )
    FILE_UNFOLDS_TOO_LARGE = (
        "文件展开后过大：图片最多{pixels}像素，文档展开后最多{most}字节",
        "The file unfolds to too much: a picture has at most {pixels} pixels, "
        "a document {most} bytes unpacked",
        "3.1",
        REFUSAL,
    )
    FILE_HAS_ENTITIES = (
        "文档内不得声明实体或文档类型定义",
        "No part of the document may declare entities or a document type",
        "3.1",
        REFUSAL,
    )
    FILE_IS_ACTIVE = (
        "文件不得含宏、脚本、外部模板或嵌入的程序",
        "The file may hold no macro, script, outside template or embedded program",
        "3.1",
        REFUSAL,
    )
    FILE_ENCRYPTED = (
        "文件不得加密，评估专家须能打开",
        "The file may not be encrypted: the panel must be able to open it",
        "3.1",
        REFUSAL,
    )
    FILE_NAMES_PATHS = (
        "文件内部的名称不得含路径",
        "No name inside the file may lead to another place",
        "3.1",
        REFUSAL,
    )

    # 3.2
    PANEL_TOO_SMALL = (
        "评估专家组至少{expected}人，有效{actual}人",
        "The panel must have at least {expected} experts who count, not {actual}",
        "3.2",
        REFUSAL,
    )
    PANEL_EVEN = (
        "评估专家组人数应为单数，有效{actual}人",
        "The number of experts who count must be odd, not {actual}",
        "3.2",
        REFUSAL,
    )
    EXPERT_OF_THE_SCHOOL = (
        "专家不得来自申报学校",
        "An expert may not come from the school that applies",
        "3.2",
        REFUSAL,
    )
    EXPERT_REPEATED = "该专家已在专家组中", "The expert is on the panel already", "3.2", REFUSAL
    EXPERT_NOT_ON_PANEL = (
        "仅专家组成员（未回避）可提出意见",
        "Only a member of the panel who is not recused may give an opinion",
        "3.2",
        REFUSAL,
    )
    OPINION_REASON_MISSING = (
        "不具备条件的意见须写明理由",
        "An opinion that a condition is not met must state why",
        "3.2",
        REFUSAL,
    )
    ASSESSMENT_IN_PAST = (
        "评估日期不得早于今天",
        "The assessment must be scheduled for today or later",
        "3.2",
        REFUSAL,
    )
    ASSESSMENT_METHOD_MISSING = (
        "尚未安排的评估方式：{method}",
        "This way of assessment is not scheduled yet: {method_en}",
        "3.2",
        WARNING,
    )
    CONDITION_NOT_IN_QUESTION = (
        "本轮不评估该条件，应为：{expected}",
        "This condition is not assessed in this round; expected: {expected_en}",
        "3.2",
        REFUSAL,
    )
    APPLICATION_NOT_UNDER_ASSESSMENT = (
        "备案申请已不在技术评估中",
        "The application is no longer in technical assessment",
        "3.2",
        REFUSAL,
    )
    CONCLUSION_AGAINST_OPINIONS = (
        "结论与专家意见和评分的结果不符且未说明理由，结果应为：{expected}",
        "The conclusion differs from opinions and marks without a reason: {expected_en}",
        "3.2",
        REFUSAL,
    )
    PASSED_ITEMS_NOT_OF_CONCLUSION = (
        "仅部分通过须列明通过的项目",
        "Items may be named only where some pass and others do not",
        "3.2",
        REFUSAL,
    )
    PASSED_ITEMS_MISSING = (
        "部分通过须列明通过的项目，且不为全部",
        "A pass in part must name the items that passed, and not all of them",
        "3.2",
        REFUSAL,
    )
    IMPROVEMENT_DAY_MISSING = (
        "整改后复评须写明今天之后的整改期限",
        "A conclusion that something is to be improved must name a due day after today",
        "3.2",
        REFUSAL,
    )

    CRITERION_MALFORMED = (
        "指标须为满分1至{most}，或为一票否决且不设满分",
        "A criterion must have full marks from 1 to {most}, or be a veto without marks",
        "3.2",
        REFUSAL,
    )
    CONDITION_WITHOUT_CRITERION = (
        "每项条件须至少有一项指标，缺：{missing}",
        "Every condition must have a criterion; missing: {missing_en}",
        "3.2",
        REFUSAL,
    )
    CRITERIA_BEGIN_TOO_EARLY = (
        "评估细则须自今天或以后施行，且晚于其他各版",
        "An edition of the criteria must begin today or later, and after every other edition",
        "3.2",
        REFUSAL,
    )
    CRITERIA_IN_FORCE = (
        "已施行的评估细则不得改动，应另立新版",
        "Criteria that are in force are not rewritten; enter a new edition",
        "3.2",
        REFUSAL,
    )
    CRITERION_MARK_INVALID = (
        "此指标须评0至{expected}分",
        "This criterion must be given 0 to {expected} marks",
        "3.2",
        REFUSAL,
    )
    VETO_UNANSWERED = (
        "一票否决项不评分，须写明是否符合",
        "A veto has no marks; say whether it is fulfilled",
        "3.2",
        REFUSAL,
    )
    SELF_MARK_MISSING = (
        "尚有{missing}项指标未自评",
        "The school has not marked itself by {missing} criteria",
        "3.2",
        WARNING,
    )
    EXPERT_RETIRED = (
        "该专家已出库，不得聘请",
        "The expert has left the register and may not be appointed",
        "3.2",
        REFUSAL,
    )
    EXPERT_IN_CONFLICT = (
        "专家与申报学校存在利益冲突，应回避：{kinds}",
        "The expert is in conflict with the school and must stand aside: {kinds_en}",
        "3.2",
        REFUSAL,
    )
    EXPERT_FIELD_MALFORMED = (
        "职业技能领域须指明职业或类别，其他领域不得指明",
        "A field of skill must name an occupation or group, and no other field may",
        "3.2",
        REFUSAL,
    )
    EXPERT_FIELD_UNRELATED = (
        "专家领域与申报职业均不相符",
        "No field of the expert serves an occupation of the application",
        "3.2",
        WARNING,
    )
    PANEL_WITHOUT_FIELD = (
        "专家组无人的领域涵盖职业：{missing}",
        "No expert of the panel has a field that serves {missing}",
        "3.2",
        WARNING,
    )
    OPINION_SIGNED_OFF = (
        "意见已签署，不得更改",
        "The opinions are signed off and stand",
        "3.2",
        REFUSAL,
    )
    OPINION_SUBJECT_UNCLEAR = (
        "意见须针对一项条件或一个项目，且仅一个",
        "An opinion must be on one condition or on one item",
        "3.2",
        REFUSAL,
    )
    ITEM_NOT_IN_QUESTION = (
        "本轮不评估该项目",
        "This item is not assessed in this round",
        "3.2",
        REFUSAL,
    )
    OPINION_AGAINST_VETO = (
        "条件{condition}的一票否决项不符合，意见不得为具备",
        "A veto of condition {condition} is not fulfilled: the opinion cannot be that it is met",
        "3.2",
        REFUSAL,
    )
    OPINION_AGAINST_MARKS = (
        "条件{condition}的评分低于合格比例，而意见为具备",
        "Condition {condition} is said to be met, but its marks are below the threshold",
        "3.2",
        WARNING,
    )
    OPINION_MISSING = (
        "尚有{missing}项未提出意见或评分",
        "{missing} opinions or marks are missing",
        "3.2",
        REFUSAL,
    )
    SIGN_OFF_MISSING = (
        "尚有{missing}名专家未签署意见",
        "{missing} experts have not signed off",
        "3.2",
        REFUSAL,
    )
    STEP_NOT_HELD = (
        "该评估环节尚未进行",
        "This step has not been held yet",
        "3.2",
        REFUSAL,
    )
    MINUTES_MISSING = (
        "须有记录文字或文件",
        "Minutes are required, as a text or as a document",
        "3.2",
        REFUSAL,
    )
    ASSESSMENT_NOT_HELD = (
        "须至少有一种评估方式已实施并有记录",
        "At least one way of assessment must have been used and have its minutes",
        "3.2",
        REFUSAL,
    )
    STEP_WITHOUT_MINUTES = (
        "已安排的评估方式尚无记录：{method}",
        "This way of assessment has no minutes yet: {method_en}",
        "3.2",
        WARNING,
    )
    CONCLUSION_AGAINST_VETO = (
        "一票否决项不符合，不得通过",
        "A veto is not fulfilled: nothing may pass",
        "3.2",
        REFUSAL,
    )
    CONCLUSION_DEVIATES = (
        "结论与专家意见和评分的结果不一致，结果应为：{expected}",
        "The conclusion differs from what opinions and marks come to: {expected_en}",
        "3.2",
        WARNING,
    )
    IMPROVEMENT_NOT_ASKED = (
        "未要求整改",
        "No improvement was asked for",
        "3.2",
        REFUSAL,
    )
    IMPROVEMENT_REPORTED = (
        "整改已报告",
        "The improvement was reported already",
        "3.2",
        REFUSAL,
    )
    NEXT_ROUND_TOO_EARLY = (
        "整改期限{due_on}未满，且学校尚未报告整改",
        "The improvement is due on {due_on} and was not reported yet",
        "3.2",
        REFUSAL,
    )
    CONCLUSION_BY_PROPOSER = (
        "拟定与确认结论不得由同一账号办理",
        "The conclusion may not be proposed and confirmed by the same account",
        "3.2",
        REFUSAL,
    )

    # 3.3
    ASSESSMENT_NOT_PASSED = (
        "经技术评估通过（含部分通过）的学校方可报送",
        "Only a school that passed, at least in part, may be reported",
        "3.3",
        REFUSAL,
    )
    CONSENT_BY_REPORTER = (
        "报送与同意不得由同一账号办理",
        "Report and consent may not be given by the same account",
        "3.3",
        REFUSAL,
    )
    CONSENT_INCOMPLETE = (
        "须经{missing}同意",
        "Consent is missing: {missing_en}",
        "3.3",
        REFUSAL,
    )
    MINISTRY_NUMBER_MISSING = (
        "报备通过须登记部中心备案文号",
        "A filing by the ministry's center must be recorded with its reference",
        "3.3",
        REFUSAL,
    )
    MINISTRY_OUTCOME_OUT_OF_TIME = (
        "部中心结果日期应在报备之日（{reported_on}）至今天之间",
        "The outcome must be dated from the report ({reported_on}) to today",
        "3.3",
        REFUSAL,
    )
    MINISTRY_FILING_MISSING = (
        "部中心备案通过后方可出具回执",
        "The receipt may be issued only once the ministry's center has filed",
        "3.3",
        REFUSAL,
    )
    RECEIPT_BEFORE_FILING = (
        "回执日期应在部中心备案之日（{filed_on}）至今天之间",
        "The receipt must be dated from the ministry's filing ({filed_on}) to today",
        "3.3",
        REFUSAL,
    )
    APPLICANT_LISTED_ALREADY = (
        "该校已是目录内评价机构（有效期至{valid_to}），请申请新增、延续、变更或减项",
        "The school is a listed agency until {valid_to}: "
        "apply for an addition, a renewal, a change or a reduction",
        "3.3",
        REFUSAL,
    )
    APPLICANT_NOT_LISTED = (
        "该校不是有效期内的目录内评价机构",
        "The school is not a listed agency within its validity",
        "3.3",
        REFUSAL,
    )
    APPLICANT_SUSPENDED = (
        "评价机构暂停期间不得新增或延续",
        "While the agency is suspended nothing is added or renewed",
        "3.3",
        REFUSAL,
    )
    AGENCY_GONE = (
        "该机构已移出目录或有效期已满",
        "The agency has been removed from the directory, or its validity has ended",
        "3.3",
        REFUSAL,
    )
    APPLICATION_GOES_ON = (
        "该校未终止办学，申请所涉评价机构仍在目录内，申请应继续办理",
        "The school is open and the agency is in the directory: the application goes on",
        "3.3",
        REFUSAL,
    )
    RENEWAL_TOO_EARLY = (
        "延续申请自{opens_on}（到期前{days}日）起受理",
        "A renewal may be applied for from {opens_on}, {days} days before the end",
        "3.3",
        REFUSAL,
    )
    RENEWAL_UNEXPLAINED = (
        "有效期内实施{batches}批次，不足{expected}批次，须书面说明",
        "The term had {batches} batches; below {expected} a written explanation is required",
        "3.3",
        REFUSAL,
    )
    RENEWAL_OF_FEW_BATCHES = (
        "有效期内实施{batches}批次，不足{expected}批次，请核实书面说明",
        "The term had {batches} batches, below {expected}: the explanation is to be verified",
        "3.3",
        WARNING,
    )
    RECTIFICATION_OPEN = (
        "尚有未完成的整改，不得延续",
        "A rectification is open: nothing is renewed until it is closed",
        "3.3",
        REFUSAL,
    )
    ITEM_NOT_HELD = (
        "目录中该机构没有此职业（工种）的{missing}级",
        "The agency does not hold level {missing} of this occupation or trade",
        "3.3",
        REFUSAL,
    )
    ITEM_HELD_ALREADY = (
        "目录中该机构已有此职业（工种）的{held}级",
        "The agency already holds level {held} of this occupation or trade",
        "3.3",
        REFUSAL,
    )
    REDUCTION_DAY_OUT_OF_TIME = (
        "减项生效日期应在今天至有效期届满日（{valid_to}）之间",
        "A reduction takes effect between today and the end of the validity ({valid_to})",
        "3.3",
        REFUSAL,
    )
    CHANGE_MISSING = (
        "须至少写明一项与现备案不同的变更",
        "At least one change must differ from what is filed",
        "3.3",
        REFUSAL,
    )
    CHANGE_NOT_IN_FILE = (
        "变更后的内容须与已核验的院校登记一致：{expected}",
        "The change must be what the verified file of the school says: {expected}",
        "3.3",
        REFUSAL,
    )
    SITE_WITHOUT_ITEMS = (
        "该站点没有有效的评价项目，无须变更",
        "No item in force is evaluated at this site: there is nothing to change",
        "3.3",
        REFUSAL,
    )
    DECISION_DAY_OUT_OF_TIME = (
        "生效日期应为今天，或今天之后至{last}之间的一日",
        "A decision takes effect today, or on a day to come until {last}",
        "3.3",
        REFUSAL,
    )
    RESULT_NOT_BLOCKED = ("该结果未被冻结", "The result is not blocked", "3.3", REFUSAL)
    SUSPENSION_OVER = (
        "暂停的截止日不得早于其生效日期",
        "A suspension does not end before the day on which it begins",
        "3.3",
        REFUSAL,
    )
    ITEMS_NOT_NAMED = ("须指明评价项目", "Items must be named", "3.3", REFUSAL)
    ITEM_ENDED = ("该评价项目已终止", "The item has ended", "3.3", REFUSAL)
    ITEM_SUSPENDED = ("该评价项目已被暂停", "The item is suspended already", "3.3", REFUSAL)
    NOTHING_SUSPENDED = ("未被暂停，无须恢复", "Nothing is suspended here", "3.3", REFUSAL)
    AGENCY_SUSPENDED = (
        "评价机构整体暂停期间不能单独恢复项目",
        "Items of a suspended agency are restored after the agency",
        "3.3",
        REFUSAL,
    )
    NOT_A_REDUCTION = (
        "核减后的等级须少于原有等级，且不得新增",
        "A reduction leaves fewer levels and adds none",
        "3.3",
        REFUSAL,
    )
    NOTHING_TO_STOP_FOR = (
        "仅当有场次处于机构或项目不可评价之日、且首场尚未开始时，才能中止计划",
        "A plan is stopped only where a session falls on a day not in force, and before its first",
        "3.3",
        REFUSAL,
    )
    PLANS_STAY_STOPPED = (
        "{count}个计划不再符合备案条件，仍为中止",
        "Plans that could not be filed any more and stay stopped: {count}",
        "3.3",
        WARNING,
    )
    NOT_REMOVED_FOR_VIOLATION = (
        "仅可冻结因违规被移出目录的评价机构的结果",
        "Only results of an agency removed for a violation are blocked",
        "3.3",
        REFUSAL,
    )
    RESULT_BLOCKED_ALREADY = ("该结果已被冻结", "The result is blocked already", "3.3", REFUSAL)
    RESULT_CERTIFIED_ALREADY = (
        "已颁发证书的结果不能冻结，应撤销证书",
        "A certificate was issued from the result: it is revoked instead",
        "3.3",
        REFUSAL,
    )
    RESULT_BLOCKED = (
        "该结果已被市职鉴中心冻结，不得颁发证书",
        "The center blocked the result: no certificate is issued from it",
        "3.3",
        REFUSAL,
    )
    CODE_BEGINS_TOO_EARLY = (
        "新备案号的启用日期不得早于今天，且须晚于原备案号的启用日期",
        "A new code begins today or later, and after the one that it follows",
        "3.3",
        REFUSAL,
    )

    # 3.4
    DIRECTORY_ENTRY_INCOMPLETE = (
        "公布目录须有评价部门的{missing}",
        "The directory needs of the evaluation department: {missing_en}",
        "3.4",
        REFUSAL,
    )

    # 4.1
    PLAN_NOT_BEFORE_FIRST_SESSION = (
        "评价计划须在首场评价（{starts_at}）之前报送",
        "The plan must be filed before the first session ({starts_at})",
        "4.1",
        REFUSAL,
    )
    CANDIDATES_MISSING = (
        "须至少有一名考生",
        "A plan must have at least one candidate",
        "4.1",
        REFUSAL,
    )
    SESSIONS_MISSING = "须至少有一场评价", "A plan must have at least one session", "4.1", REFUSAL
    SESSION_ENDS_TOO_EARLY = (
        "场次结束时间须晚于开始时间",
        "A session must end after it begins",
        "4.1",
        REFUSAL,
    )
    SESSION_OUTSIDE_VALIDITY = (
        "场次日期须在有效期内（{valid_from}至{valid_until}）",
        "The session must lie within the validity ({valid_from} to {valid_until})",
        "4.1",
        REFUSAL,
    )
    AGENCY_NOT_IN_FORCE = (
        "评价机构须在目录内且未被暂停",
        "The agency must be listed and not suspended",
        "4.1",
        REFUSAL,
    )
    ITEM_NOT_IN_FORCE = (
        "评价项目须未被暂停、未被终止",
        "The item must be neither suspended nor ended",
        "4.1",
        REFUSAL,
    )
    SESSION_NOT_IN_FORCE = (
        "场次当日评价机构或项目处于暂停或终止状态",
        "On the day of the session the agency or its item is suspended or ended",
        "4.1",
        REFUSAL,
    )
    LEVEL_NOT_OF_ITEM = (
        "备案项目不含{level}级",
        "The filed item does not contain level {level}",
        "4.1",
        REFUSAL,
    )
    PLAN_CONTENT_REFUSED = (
        "评价计划尚有{count}条不予通过的意见，请先查看预检结果并改正",
        "The plan has {count} refusals; the dry run names them",
        "4.1",
        REFUSAL,
    )
    COUNTRY_CODE_INVALID = (
        "护照须写明签发国家（地区）的两位大写字母代码",
        "A passport must name its country by two capital letters",
        "4.1",
        REFUSAL,
    )
    STAFF_WITHOUT_DUTY = (
        "该人员未登记为{duty}，或已不在岗",
        "This member of staff is not registered as: {duty_en}, or no longer in service",
        "4.1",
        REFUSAL,
    )
    CARD_MISSING = (
        "考评人员须持有考评人员证卡",
        "An assessor must hold an assessor's card",
        "4.1",
        REFUSAL,
    )
    CARD_EXPIRED = (
        "考评人员证卡有效期至{valid_until}，评价日为{on}",
        "The assessor's card ends on {valid_until}; the session is on {on}",
        "4.1",
        REFUSAL,
    )
    CARD_OF_ANOTHER_OCCUPATION = (
        "考评人员证卡不适用于该职业",
        "The assessor's card is not for this occupation",
        "4.1",
        REFUSAL,
    )
    CARD_BELOW_LEVEL = (
        "考评人员证卡最高可考评{highest}级，不能考评{level}级",
        "The assessor's card is good up to level {highest}, not for level {level}",
        "4.1",
        REFUSAL,
    )
    OWN_CLASS_ASSESSED = (
        "考评人员不得考评本人任教的班级：{classes}",
        "Nobody may assess a class that they teach: {classes_en}",
        "4.1",
        REFUSAL,
    )
    SITE_TOO_SMALL = (
        "考核站点同一时间最多容纳{capacity}人，安排{actual}人",
        "The site holds {capacity} candidates at one time, not {actual}",
        "4.1",
        REFUSAL,
    )
    PART_WITHOUT_SESSION = (
        "考核科目“{part}”尚未安排场次",
        "No session holds the part: {part_en}",
        "4.1",
        REFUSAL,
    )
    CANDIDATE_WITHOUT_SESSION = (
        "考生未安排科目“{part}”的场次",
        "The candidate has no session for the part: {part_en}",
        "4.1",
        REFUSAL,
    )
    IDENTITY_NUMBER_INVALID = (
        "证件号码有误：{reason}",
        "The number of the document is wrong: {reason_en}",
        "4.1",
        REFUSAL,
    )
    SEVERAL_CERTIFICATES = (
        "考生一年内已取得{count}本证书，请核实",
        "The candidate was given {count} certificates within a year; see how they were earned",
        "4.1",
        WARNING,
    )
    NAME_DIFFERS = (
        "与登记簿中该证件的姓名不同；如已改名请核实证明材料",
        "Not the name that the register knows for this document; if it was changed, see the proof",
        "4.1",
        WARNING,
    )
    LIST_UNREADABLE = (
        "文件不能作为表格（xlsx、csv）读取",
        "The file cannot be read as a table (xlsx, csv)",
        "4.1",
        REFUSAL,
    )
    LIST_UNFOLDS_TOO_LARGE = (
        "表格过大：请删除多余的行、列和长文本后重新上传",
        "The table is too large: remove what is not part of the list and send it again",
        "4.1",
        REFUSAL,
    )
    LIST_COLUMNS_MISSING = (
        "表头缺少列：{columns}",
        "Columns are missing in the headings: {columns}",
        "4.1",
        REFUSAL,
    )
    LIST_COLUMNS_REPEATED = (
        "表头列名重复：{columns}",
        "Columns stand twice in the headings: {columns}",
        "4.1",
        REFUSAL,
    )
    LIST_EMPTY = "名单中没有评价人员", "The list has no rows", "4.1", REFUSAL
    LIST_TOO_LONG = (
        "一份名单最多{most}行",
        "A list has {most} rows at most",
        "4.1",
        REFUSAL,
    )
    LIST_TERM_UNKNOWN = (
        "应填写：{expected}",
        "One of these is expected: {expected}",
        "4.1",
        REFUSAL,
    )
    LIST_CELL_MALFORMED = (
        "格式不正确，应为{expected}",
        "Not in its form; expected: {expected_en}",
        "4.1",
        REFUSAL,
    )
    LIST_DIGITS_LOST = (
        "号码被存成数字，末几位已丢失：请将该列设为文本格式后重新填写",
        "Saved as a number, the last digits are lost: format the column as text, enter it again",
        "4.1",
        REFUSAL,
    )
    LIST_UPWARD_FROM_NOTHING = (
        "晋级评价须有已取得的证书",
        "An evaluation upward follows a certificate that is held",
        "4.1",
        REFUSAL,
    )
    LIST_NOT_OF_PLAN = (
        "应与评价计划一致：{expected}",
        "This must be what the plan says: {expected}",
        "4.1",
        REFUSAL,
    )
    NOT_AS_IDENTITY_SAYS = (
        "与证件号码所载不一致",
        "The identity number says otherwise",
        "4.1",
        REFUSAL,
    )
    RESIT_OF_NOTHING = (
        "补考：未找到该考生在本校同职业、同等级的此前评价记录",
        "A resit: the school has no earlier candidacy of this person for occupation and level",
        "4.1",
        REFUSAL,
    )
    CANDIDATE_REPEATED = (
        "同一人在本计划中重复（第{first}名）",
        "The same person is in this plan already (number {first})",
        "4.1",
        REFUSAL,
    )
    ALREADY_CERTIFIED = (
        "考生已持有同一职业（工种）同等级有效证书",
        "The candidate holds a certificate for this occupation, trade and level",
        "4.1",
        REFUSAL,
    )
    TOO_FEW_INVIGILATORS = (
        "理论考试每{ratio}名考生至少1名、每考场至少{minimum}名监考人员，应有{expected}名，现有{actual}名",
        "Theory needs one invigilator for {ratio} candidates and {minimum} in a room: "
        "{expected}, not {actual}",
        "4.1",
        REFUSAL,
    )
    TOO_FEW_ASSESSORS = (
        "实操考核每{ratio}名考生至少1名、每场至少{minimum}名考评人员，应有{expected}名，现有{actual}名",
        "Practice needs one assessor for {ratio} candidates and at least {minimum}: "
        "{expected}, not {actual}",
        "4.1",
        REFUSAL,
    )
    ASSESSORS_EVEN = (
        "考评人员人数应为单数，现有{actual}名",
        "The number of assessors must be odd, not {actual}",
        "4.1",
        REFUSAL,
    )
    INTERNAL_SUPERVISOR_MISSING = (
        "每场须安排内部质量督导员",
        "Every session must have an internal supervisor",
        "4.1",
        REFUSAL,
    )
    ASSESSOR_SUPERVISES = (
        "考评人员与内部质量督导员不得为同一人",
        "Assessor and internal supervisor may not be the same person",
        "4.1",
        REFUSAL,
    )
    PERSON_TWICE_AT_ONE_TIME = (
        "同一人不得在同一时间安排在两处（{starts_at}）",
        "Nobody may be in two places at one time ({starts_at})",
        "4.1",
        REFUSAL,
    )
    ROOM_TOO_SMALL = (
        "考场容量{capacity}人，安排{actual}人",
        "The room holds {capacity} candidates, not {actual}",
        "4.1",
        REFUSAL,
    )
    ROOM_TWICE_AT_ONE_TIME = (
        "同一考场不得同时安排两场（{starts_at}）",
        "A room may hold only one session at a time ({starts_at})",
        "4.1",
        REFUSAL,
    )

    # 4.2
    WORK_SCHEME_MISSING = (
        "须随评价计划报送工作方案",
        "A work scheme must be filed with the plan",
        "4.2",
        REFUSAL,
    )
    EVALUATION_BEGUN = (
        "评价已开始（{starts_at}），不能取消或更改计划",
        "The evaluation has begun ({starts_at}); the plan is neither cancelled nor changed",
        "4.2",
        REFUSAL,
    )
    PLAN_NOT_CHANGEABLE = (
        "已备案且结果尚未报送的计划方可变更",
        "Only an accepted plan whose results are not filed yet is changed",
        "4.2",
        REFUSAL,
    )
    PLAN_CHANGE_OPEN = (
        "该计划已有变更申请，待市职鉴中心决定",
        "A change of this plan waits for the center's decision",
        "4.2",
        REFUSAL,
    )
    PLAN_CHANGE_EMPTY = (
        "变更内容与已备案的计划相同",
        "The change says the same as the accepted plan",
        "4.2",
        REFUSAL,
    )
    CHANGED_SESSION_BEGUN = (
        "场次开始时间（{starts_at}）已到，不能变更",
        "The session's beginning ({starts_at}) has passed; it is not changed",
        "4.2",
        REFUSAL,
    )
    EVALUATION_NOT_BEGUN = (
        "评价尚未开始（{starts_at}开始），不能录入结果",
        "The evaluation begins {starts_at}; before that there are no results to enter",
        "4.2",
        REFUSAL,
    )

    SESSION_NOT_BEGUN = (
        "本场评价尚未开始（{starts_at}开始），不能登记到场情况",
        "The session begins {starts_at}; nobody has attended it yet",
        "4.2",
        REFUSAL,
    )
    SESSION_NOT_TO_BE_HELD = (
        "评价机构或项目当日被暂停或终止，本场评价不得进行",
        "Agency or item is suspended or ended on the day: the session may not be held",
        "4.2",
        REFUSAL,
    )
    ATTENDANCE_CLOSED = (
        "评价结果已报送，不能再修改到场情况",
        "The results are filed; attendance is no longer changed",
        "4.2",
        REFUSAL,
    )
    ABSENCE_DISAGREES = (
        "评价结果与到场登记不一致：该考生{attended}",
        "Result and attendance disagree: the candidate {attended_en}",
        "4.2",
        REFUSAL,
    )
    MARK_WITHOUT_ATTENDANCE = (
        "考生缺席科目“{part}”的考核，该科成绩只能为0",
        "The candidate was absent from this part, whose mark can only be 0: {part_en}",
        "4.2",
        REFUSAL,
    )
    INCIDENT_IN_FUTURE = (
        "事件发生时间不得晚于现在",
        "An incident has happened: its time may not be later than now",
        "4.2",
        REFUSAL,
    )
    DEFECTS_MISSING = (
        "督导结论为存在问题的，须写明至少一项问题",
        "A supervision that found defects names at least one",
        "4.2",
        REFUSAL,
    )
    DEFECTS_UNEXPECTED = (
        "督导结论为符合要求的，不应列出问题",
        "A supervision that found everything in order names no defect",
        "4.2",
        REFUSAL,
    )
    NOT_SUPERVISING = (
        "该人员未被安排为本场的内部质量督导员",
        "This person is not appointed as internal supervisor of the session",
        "4.2",
        REFUSAL,
    )
    SUPERVISED_BEFORE_FILING = (
        "督导日期不得早于评价计划报送之日（{filed_on}）",
        "A plan is supervised only from the day of its filing ({filed_on})",
        "4.2",
        REFUSAL,
    )
    RECTIFICATION_OF_PLAN_OPEN = (
        "本批次的督导整改尚未办结，结果暂不备案通过",
        "A rectification required of this batch is open: its results are not accepted before",
        "4.2",
        REFUSAL,
    )

    # 4.3
    EVALUATION_NOT_ENDED = (
        "评价结束（{ended_on}）后方可报送结果",
        "Results may be filed only after the evaluation has ended ({ended_on})",
        "4.3",
        REFUSAL,
    )
    RESULT_MISSING = "考生缺少评价结果", "The candidate has no result", "4.3", REFUSAL
    RESULT_REPEATED = "考生结果重复", "The candidate has more than one result", "4.3", REFUSAL
    RESULT_OF_NO_CANDIDATE = (
        "结果不属于本计划的考生",
        "The result belongs to no candidate of the plan",
        "4.3",
        REFUSAL,
    )
    MARK_MISSING = (
        "缺少科目“{part}”的成绩",
        "The mark is missing for the part: {part_en}",
        "4.3",
        REFUSAL,
    )
    MARK_REPEATED = (
        "科目“{part}”的成绩重复",
        "There is more than one mark for the part: {part_en}",
        "4.3",
        REFUSAL,
    )
    MARK_OF_ANOTHER_PART = (
        "科目“{part}”不在评价计划中",
        "The plan has no such part: {part_en}",
        "4.3",
        REFUSAL,
    )
    MARK_OUT_OF_RANGE = (
        "成绩应在0至{full_mark}之间",
        "A mark must lie between 0 and {full_mark}",
        "4.3",
        REFUSAL,
    )
    MARK_TOO_PRECISE = (
        "成绩最多保留一位小数",
        "A mark may have at most one decimal",
        "4.3",
        REFUSAL,
    )
    MARK_OF_ABSENT = "缺考考生不得有成绩", "An absent candidate may not have marks", "4.3", REFUSAL
    MARK_CARRIED_OVER = (
        "科目“{part}”此前已合格，成绩带入，不再录入",
        "This part was passed in an earlier plan, its mark is carried over: {part_en}",
        "4.3",
        REFUSAL,
    )
    SHEET_COLUMNS_MISSING = (
        "成绩表的表头缺少列：{columns}",
        "Columns are missing in the headings of the sheet: {columns}",
        "4.3",
        REFUSAL,
    )
    SHEET_COLUMNS_REPEATED = (
        "成绩表的表头列名重复：{columns}",
        "Columns stand twice in the headings of the sheet: {columns}",
        "4.3",
        REFUSAL,
    )
    SHEET_EMPTY = "成绩表中没有考生", "The sheet has no candidates", "4.3", REFUSAL
    SHEET_TOO_LONG = (
        "一份成绩表最多{most}行",
        "A sheet has {most} lines at most",
        "4.3",
        REFUSAL,
    )
    SHEET_NAME_OF_ANOTHER = (
        "姓名与该学号的考生不一致",
        "The candidate with this student number has another name",
        "4.3",
        REFUSAL,
    )
    SHEET_ABSENCE_UNCLEAR = (
        "缺考一列应填是或否，或留空",
        "Absence is 是 (yes), 否 (no) or left empty",
        "4.3",
        REFUSAL,
    )
    SHEET_MARK_UNREADABLE = (
        "成绩应为数字，缺考的填缺考",
        "A mark is a number; who was absent has 缺考 there",
        "4.3",
        REFUSAL,
    )
    SHEET_UNREADABLE = (
        "文件不能作为成绩表读取，请上传xlsx表格",
        "The file cannot be read as a sheet of results; send an xlsx table",
        "4.3",
        REFUSAL,
    )
    RESIT_OF_NO_RESULT = (
        "补考所依据的评价结果尚未备案通过",
        "A resit names a result that the center has accepted; this one is not",
        "4.3",
        REFUSAL,
    )
    RESIT_OF_PASSED = (
        "此前评价已合格，无需补考",
        "The earlier evaluation was passed; there is nothing to sit again",
        "4.3",
        REFUSAL,
    )
    RESIT_OF_ANOTHER = (
        "补考的职业（工种）和等级应与此前评价一致",
        "A resit is for the occupation, trade and level of the earlier evaluation",
        "4.3",
        REFUSAL,
    )
    RESIT_WITHOUT_PART = (
        "补考计划应含此前未合格的科目：{parts}",
        "The plan of a resit has the parts that were not passed: {parts_en}",
        "4.3",
        REFUSAL,
    )
    RESIT_TERM_OVER = (
        "补考期限已过（至{until}），须重新参加全部科目的评价",
        "The term of the resit is over ({until}); all parts are evaluated anew",
        "4.3",
        REFUSAL,
    )
    REVIEW_WITHOUT_MARK = (
        "该科目尚无成绩，无可复核",
        "The part has no mark yet that could be reviewed",
        "4.3",
        REFUSAL,
    )
    OBJECTION_TOO_EARLY = (
        "异议提出日期不得早于评价开始日（{begun_on}）",
        "An objection follows the beginning of the evaluation ({begun_on})",
        "4.3",
        REFUSAL,
    )
    MARK_REVIEWED = (
        "该成绩已经复核，如仍有异议，请再次复核",
        "The mark was reviewed; it is changed only by another review",
        "4.3",
        REFUSAL,
    )
    RETURNED_UNCHANGED = (
        "该结果已被指出问题，尚未更正",
        "The result was returned with a reason and has not been changed since",
        "4.3",
        WARNING,
    )
    LATE_REASON_MISSING = (
        "已超过报送期限（{due_on}），须写明逾期理由",
        "The due day ({due_on}) has passed; a reason is required",
        "4.3",
        REFUSAL,
    )
    DAY_OF_ANOTHER_YEAR = (
        "应为{year}年的日期",
        "A day of {year} is expected",
        "4.3",
        REFUSAL,
    )
    DAYS_OFF_MISSING = (
        "放假安排公布后，至少有一个工作日放假",
        "A published notice must give at least one weekday off",
        "4.3",
        REFUSAL,
    )
    CALENDAR_PUBLISHED = (
        "{year}年放假安排已公布，不能改为待定；如有调整，请按公布的安排更正",
        "The calendar of {year} is published and stays so; it may be corrected",
        "4.3",
        REFUSAL,
    )
    FILED_LATE = (
        "逾期报送，期限为{due_on}",
        "Filed late; the due day was {due_on}",
        "4.3",
        WARNING,
    )
    END_NOT_MOVED = (
        "变更在评价结束日（{ended_on}）前未报送，结果报送期限不变",
        "The change was not filed before the evaluation's end ({ended_on}): results stay due",
        "4.3",
        WARNING,
    )

    # 4.4
    RESULT_FILING_NOT_ACCEPTED = (
        "评价结果经市职鉴中心备案通过后方可颁发证书",
        "Certificates may be issued only after the center accepted the results",
        "4.4",
        REFUSAL,
    )
    CANDIDATE_NOT_PASSED = (
        "仅评价合格的考生可获得证书",
        "Only a candidate who passed may be given a certificate",
        "4.4",
        REFUSAL,
    )
    CERTIFICATE_ALREADY_ISSUED = (
        "该结果已颁发证书",
        "A certificate has been issued for this result",
        "4.4",
        REFUSAL,
    )
    PHOTOGRAPH_NOT_MEASURED = (
        "该图片接收时未记录像素，请重新上传",
        "Its pixels were not kept when it was received; upload it again",
        "4.4",
        REFUSAL,
    )
    PHOTOGRAPH_TOO_SMALL = (
        "照片至少{least_width}×{least_height}像素，现为{width}×{height}",
        "A photograph has at least {least_width} by {least_height} pixels, not {width} by {height}",
        "4.4",
        REFUSAL,
    )
    PHOTOGRAPH_NOT_ONE_INCH = (
        "照片应为一寸（25×35毫米）比例，现为{width}×{height}像素",
        "A photograph has the ratio of one inch (25 by 35 mm), not {width} by {height} pixels",
        "4.4",
        REFUSAL,
    )
    PHOTOGRAPH_ON_CERTIFICATE = (
        "照片已载于所发证书，不得更换",
        "The photograph stands on an issued certificate and is not exchanged",
        "4.4",
        REFUSAL,
    )
    CERTIFICATE_NOT_PRINTABLE = (
        "字库缺少该证书所载的字，未生成文件，其余证书不受影响",
        "The font lacks a character of this certificate: it has no file, the others have theirs",
        "4.4",
        WARNING,
    )
    ISSUED_BEFORE_ACCEPTANCE = (
        "发证日期应在结果备案通过之日（{accepted_on}）至今天之间",
        "The day of issue must lie between the acceptance of the results ({accepted_on}) and today",
        "4.4",
        REFUSAL,
    )
    SERIALS_EXHAUSTED = (
        "本年度该等级证书序列码只剩{left}个，需要{expected}个",
        "Only {left} serials are left for this year and level; {expected} are needed",
        "4.4",
        REFUSAL,
    )
    CERTIFICATE_NOT_IN_FORCE = (
        "证书{validity}，不能再办理",
        "The certificate is no longer in force: {validity_en}",
        "4.4",
        REFUSAL,
    )
    CORRECTION_OPEN = (
        "该证书已有更正申请，待市职鉴中心决定",
        "A correction of this certificate waits for the center's decision",
        "4.4",
        REFUSAL,
    )
    CORRECTION_WITHOUT_CHANGE = (
        "更正内容与证书现有内容相同",
        "The correction changes nothing on the certificate's face",
        "4.4",
        REFUSAL,
    )
    PRINT_NUMBER_INVALID = (
        "印制流水码应为1至32位字母、数字或连字符",
        "A print number has 1 to 32 letters, digits or hyphens",
        "4.4",
        REFUSAL,
    )
    REPORT_OVERDUE = (
        "证书信息应于{due_on}前报送",
        "The certificates were to be reported by {due_on}",
        "4.4",
        WARNING,
    )
