"""演示人物: two schools, their majors and people. None of them is real: the codes lie outside the
ranges in use, and the names say that they are for demonstration."""

from typing import Any

PASSWORD = "dengji-demonstration"  # noqa: S105  (of a rehearsal: printed at every start)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # GB 32100-2015
BORN = "20050301"  # every student of the batches
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def uscc(body: str) -> str:
    """A credit code of 17 characters with its check character."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(body, USCC_WEIGHTS, strict=True))
    return body + USCC_ALPHABET[(31 - total % 31) % 31]


def identity_number(born: str, serial: int) -> str:
    """A number of 18 characters of the district 310101 for a day of birth like 20050301."""
    body = f"310101{born}{serial:03d}"
    total = sum(int(c) * w for c, w in zip(body, IDENTITY_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def identity_of(student_number: str) -> str:
    """The number of a student of the batches: `D00001` is the first."""
    return identity_number(BORN, int(student_number.removeprefix("D")))


COLLEGE: dict[str, Any] = {
    "kind": "COLLEGE",
    "schoolCode": "4131099901",
    "uscc": uscc("12310000DEM000001".replace("O", "0")),
    "name": "示范职业技术学院（演示）",
    "districtCode": "310115",
    "ownership": "公办",
    "establishedOn": "2001-09-01",
    "hasEnrolmentQualification": True,
    "address": "浦东新区示范路1号",
    "legalRepresentativeName": "王示范",
    "evaluationDepartmentName": "学生技能评价中心",
    "evaluationDepartmentAddress": "浦东新区示范路1号实训楼201",
    "evaluationDepartmentTelephone": "021-00000001",
    "isTechnicianCollege": True,
    "acceptsSupervision": True,
    "isNonProfit": True,
}

SECONDARY: dict[str, Any] = {
    **COLLEGE,
    "kind": "SECONDARY",
    "schoolCode": "3631999901",
    "uscc": uscc("12310000DEM000002"),
    "name": "示范中等职业学校（演示）",
    "districtCode": "310107",
    "address": "普陀区示范路2号",
    "evaluationDepartmentAddress": "普陀区示范路2号",
    "evaluationDepartmentTelephone": "021-00000002",
    "isTechnicianCollege": False,
}

ELECTRICIAN = {"edition": 2022, "code": "6-31-01-03"}  # 电工
LATHE = {"edition": 2022, "code": "6-18-01-01"}  # 车工
CHILD_CARER = {"edition": 2022, "code": "4-10-01-03"}  # 保育师

STAFF = [
    ("张评价", ["ADMINISTRATOR"]),
    ("李专家", ["EXPERT"]),
    ("王监考", ["INVIGILATOR"]),
    ("赵监考", ["INVIGILATOR"]),
    ("钱考评", ["ASSESSOR"]),
    ("孙考评", ["ASSESSOR"]),
    ("周考评", ["ASSESSOR"]),
    ("吴督导", ["INTERNAL_SUPERVISOR"]),
]
EXPERTS = [
    ("陈评估", "电气工程", "OCCUPATION"),
    ("郑评估", "职业教育", "VOCATIONAL_EDUCATION"),
    ("冯评估", "技能评价管理", "EVALUATION_MANAGEMENT"),
]
STUDENTS = ["林一鸣", "何雨桐", "郭子轩", "马思远", "罗欣怡", "梁浩然"]
MATERIALS = [
    ("ESTABLISHMENT_APPROVAL", "办学批准文件"),
    ("LEGAL_PERSON_CERTIFICATE", "事业单位法人证书"),
    ("ENROLMENT_QUALIFICATION", "招生资质证明"),
    ("FINANCE_RULES", "财务管理制度"),
    ("MANAGEMENT_RULES", "职业技能等级认定管理办法"),
    ("CREDIT_RECORD", "信用查询报告"),
    ("EXPERIENCE_AND_DEMAND", "培训评价经验与需求说明"),
    ("SITE_AND_EQUIPMENT", "场地设施设备清单"),
    ("STAFF_LIST", "工作人员与专家名单"),
    ("QUALITY_CONTROL_RULES", "质量管控制度"),
    ("FEE_LIST", "收费标准"),
    ("CERTIFICATE_SAMPLE", "证书样张"),
]
PROVES = {
    "ENROLMENT_QUALIFICATION": ["CONDITION_1_1_2"],
    "FINANCE_RULES": ["CONDITION_1_1_2"],
    "CREDIT_RECORD": ["CONDITION_1_1_2"],
    "EXPERIENCE_AND_DEMAND": ["CONDITION_1_1_3"],
    "SITE_AND_EQUIPMENT": ["CONDITION_1_1_4"],
    "STAFF_LIST": ["CONDITION_1_1_4"],
    "MANAGEMENT_RULES": ["CONDITION_1_1_2", "CONDITION_1_1_5"],
    "QUALITY_CONTROL_RULES": ["CONDITION_1_1_5"],
    "FEE_LIST": ["CONDITION_1_1_6"],
}
CONDITIONS = [f"CONDITION_1_1_{number}" for number in range(1, 7)]
METHODS = [
    "DOCUMENT_REVIEW",
    "MATERIAL_VERIFICATION",
    "EXPERT_ARGUMENT",
    "QUESTIONING",
    "SITE_VISIT",
]
