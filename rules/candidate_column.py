"""评价人员名单的列 The columns of a list of candidates (4.1).

The first 33 are those of practice in their order; those that follow are what 1.2 asks of a student
of a vocational school. Columns are known by their headings, in whatever order they stand.
"""

from collections.abc import Mapping
from enum import unique
from types import MappingProxyType

from rules.vocabulary import LEVEL_NAMES, DocumentType, Sex, Term

REQUIRED, OPTIONAL = True, False


@unique
class CandidateColumn(Term):
    """列 (heading, English, whether every row fills it, what is written there, an example)."""

    @property
    def is_required(self) -> bool:
        return bool(self.value[2])

    @property
    def note_zh(self) -> str:
        return str(self.value[3])

    @property
    def note_en(self) -> str:
        return str(self.value[4])

    @property
    def example(self) -> str:
        return str(self.value[5])

    NUMBER = "序号", "Number", OPTIONAL, "不核对", "Not judged", "1"
    OCCUPATION = (
        "职业工种名称", "Occupation or trade", REQUIRED,
        "与评价计划的职业或工种名称一致", "The plan's occupation or trade", "车工",
    )  # fmt: skip
    LEVEL = (
        "认定等级", "Level", REQUIRED,
        "与评价计划的等级一致，如三级/高级工、三级、高级工或3",
        "The plan's level in words or as a number", "三级/高级工",
    )  # fmt: skip
    CONDITION = (
        "申报条件", "Condition of admission", REQUIRED,
        "所依据标准的申报条件，文字说明", "The condition of the standard that is met, in words",
        "高等职业学校本专业毕业学年学生",
    )  # fmt: skip
    DOCUMENT_TYPE = (
        "证件类型", "Kind of identity document", REQUIRED,
        "见“可填内容”", "See the sheet of terms", "居民身份证",
    )  # fmt: skip
    DOCUMENT_NUMBER = (
        "证件号码", "Number of the document", REQUIRED,
        "文本格式；居民身份证核对校验码", "As text; the check character is checked",
        "31010120040901001X",
    )  # fmt: skip
    NAME = "姓名", "Name", REQUIRED, "与证件一致", "As on the document", "欧阳小明"
    SEX = (
        "性别", "Sex", OPTIONAL,
        "男或女；与证件号码一致", "As the number says", "男",
    )  # fmt: skip
    BORN_ON = (
        "出生日期", "Date of birth", OPTIONAL,
        "形如2004-09-01；与证件号码一致", "Like 2004-09-01; as the number says", "2004-09-01",
    )  # fmt: skip
    PHONE = (
        "手机号码", "Mobile telephone", REQUIRED,
        "11位手机号码，境外号码以+开头", "11 digits, or + and the number of another country",
        "13800000000",
    )  # fmt: skip
    HAS_CERTIFICATE = (
        "是否有职业资格证书", "Holds a certificate", REQUIRED,
        "是或否", "Yes or no", "否",
    )  # fmt: skip
    CERTIFICATE_LEVEL = (
        "证书等级", "Its level", OPTIONAL,
        "有证书时填写", "Where there is a certificate", "",
    )  # fmt: skip
    CERTIFICATE_NUMBER = (
        "证书编号", "Its number", OPTIONAL,
        "有证书时填写", "Where there is a certificate", "",
    )  # fmt: skip
    EDUCATION = (
        "文化程度", "Education", REQUIRED,
        "见“可填内容”", "See the sheet of terms", "大专",
    )  # fmt: skip
    PROVINCE = "所在省", "Province", REQUIRED, "文字", "In words", "上海市"
    ORIGIN = (
        "考生来源", "Origin", REQUIRED,
        "文字", "In words", "院校学生",
    )  # fmt: skip
    UNIT = "所在单位", "Unit", OPTIONAL, "文字", "In words", ""
    ENTERED_BY = (
        "报名单位", "Entered by", REQUIRED,
        "评价机构或其院校的名称", "The name of the agency or of its school", "",
    )  # fmt: skip
    KIND = (
        "认定分类", "Kind of evaluation", REQUIRED,
        "初次或晋级；晋级须有证书", "First, or upward from a certificate", "初次",
    )  # fmt: skip
    MAJOR_NAME = (
        "专业", "Major", OPTIONAL,
        "同一代码有多个专业时填写", "Where the school runs several of one code", "数控技术",
    )  # fmt: skip
    ATTEMPT = (
        "考试类型", "First attempt or resit", REQUIRED,
        "正考或补考；补考须有本校此前的评价记录", "A resit follows an earlier candidacy", "正考",
    )  # fmt: skip
    ETHNIC_GROUP = "民族", "Ethnic group", REQUIRED, "文字", "In words", "汉族"
    EMPLOYED_ON = (
        "参加工作时间", "In work since", OPTIONAL,
        "日期", "A day", "",
    )  # fmt: skip
    MAIL = "电子邮箱", "Mail address", OPTIONAL, "邮箱地址", "A mail address", ""
    YEARS = (
        "专业年限", "Years in the field", OPTIONAL,
        "0至60的数", "A number from 0 to 60", "",
    )  # fmt: skip
    HOUSEHOLD = "户籍所在地", "Household registration", OPTIONAL, "文字", "In words", ""
    AFFILIATION = "政治面貌", "Affiliation", OPTIONAL, "文字", "In words", ""
    DIPLOMA = "学历证书编号", "Number of the diploma", OPTIONAL, "文字", "In words", ""
    EXPERIENCE = "简要经历", "Experience", OPTIONAL, "文字", "In words", ""
    ADDRESS = "通讯地址", "Address", OPTIONAL, "文字", "In words", ""
    DELIVERY = (
        "证书领取方式",
        "How the certificate is delivered",
        OPTIONAL,
        "文字",
        "In words",
        "",
    )
    POSTCODE = "邮政编码", "Postcode", OPTIONAL, "6位数字", "6 digits", ""
    POSTAL_ADDRESS = "邮寄地址", "Postal address", OPTIONAL, "文字", "In words", ""

    STUDENT_NUMBER = "学号", "Student number", REQUIRED, "文字", "In words", "S00001"
    CLASS_NAME = "班级", "Class", OPTIONAL, "文字", "In words", "数控2301"
    MAJOR_CODE = (
        "专业代码", "Code of the major", REQUIRED,
        "6位，学籍所在院校开设的专业", "6 digits; a major of the school of enrolment", "460103",
    )  # fmt: skip
    ENROLLED_AT = (
        "学籍院校代码", "Code of the school of enrolment", OPTIONAL,
        "10位学校标识码；本校学生不填", "10 digits; empty for the own students", "",
    )  # fmt: skip
    GRADUATES_ON = (
        "预计毕业日期", "Expected graduation", REQUIRED,
        "形如2027-06-30", "Like 2027-06-30", "2027-06-30",
    )  # fmt: skip
    DEFERRED_TO = (
        "延期毕业日期", "Graduation deferred to", OPTIONAL,
        "休学等延期后的日期", "After leave of absence", "",
    )  # fmt: skip
    STAGE = (
        "贯通培养已完成阶段", "Completed stage of the integrated programme", OPTIONAL,
        "1或2；贯通培养学生填写", "1 or 2, for students of an integrated programme", "",
    )  # fmt: skip
    STAGE_COMPLETED_ON = (
        "阶段完成日期", "Day of its completion", OPTIONAL,
        "与已完成阶段一并填写", "Together with the stage", "",
    )  # fmt: skip
    COUNTRY = (
        "签发国家", "Country of the passport", OPTIONAL,
        "护照填写，两位字母（ISO 3166-1）", "Of a passport: two letters, ISO 3166-1", "",
    )  # fmt: skip


COLUMNS_OF_PRACTICE = 33
FINDINGS_HEADING = "审查意见"
"""The column that a list comes back with; nobody reads it when it is sent again."""

DOCUMENT_TYPES: Mapping[str, DocumentType] = MappingProxyType(
    {
        "居民身份证": DocumentType.RESIDENT_IDENTITY_CARD,
        "身份证": DocumentType.RESIDENT_IDENTITY_CARD,
        "港澳台居民居住证": DocumentType.RESIDENCE_PERMIT,
        "港澳居民居住证": DocumentType.RESIDENCE_PERMIT,
        "台湾居民居住证": DocumentType.RESIDENCE_PERMIT,
        "港澳居民来往内地通行证": DocumentType.MAINLAND_TRAVEL_PERMIT,
        "台湾居民来往大陆通行证": DocumentType.MAINLAND_TRAVEL_PERMIT,
        "外国人永久居留身份证": DocumentType.PERMANENT_RESIDENCE_PERMIT,
        "护照": DocumentType.PASSPORT,
    }
)
SEXES: Mapping[str, Sex] = MappingProxyType({"男": Sex.MALE, "女": Sex.FEMALE})
EDUCATIONS = (
    *("初中", "高中", "中专", "中职", "中技", "技校", "职高"),
    *("大专", "专科", "大学专科", "高职", "本科", "大学本科", "职业本科", "硕士", "博士", "研究生"),
)
TRUTHS: Mapping[str, bool] = MappingProxyType({"是": True, "否": False})
KINDS: Mapping[str, bool] = MappingProxyType({"初次": False, "晋级": True})
"""认定分类: whether it goes upward from a certificate."""
ATTEMPTS: Mapping[str, bool] = MappingProxyType({"正考": False, "补考": True})
"""考试类型: whether it is a resit."""
LEVELS: Mapping[str, int] = MappingProxyType(
    {word: level for level, name in LEVEL_NAMES.items() for word in (name, *name.split("/"))}
    | {str(level): level for level in LEVEL_NAMES}
)
TERMS: Mapping[CandidateColumn, tuple[str, ...]] = MappingProxyType(
    {
        CandidateColumn.DOCUMENT_TYPE: tuple(DOCUMENT_TYPES),
        CandidateColumn.SEX: tuple(SEXES),
        CandidateColumn.HAS_CERTIFICATE: tuple(TRUTHS),
        CandidateColumn.CERTIFICATE_LEVEL: tuple(LEVEL_NAMES.values()),
        CandidateColumn.EDUCATION: EDUCATIONS,
        CandidateColumn.KIND: tuple(KINDS),
        CandidateColumn.ATTEMPT: tuple(ATTEMPTS),
        CandidateColumn.STAGE: ("1", "2"),
    }
)
"""What a column takes where it takes nothing else."""
