"""What a person would write into a field that stands empty, so that everything but the one field tried is right."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pdfs import PDF
from tests.people import make_code, make_id
from tests.workbooks import CLAIM_HEADINGS, EXPERT_HEADINGS, NOMINATION_HEADINGS, nomination_row, workbook
from wuhou_craftsmen.registers.register import REGISTERS

WORDS = {
    "id_number": make_id(700), "phone": "10000000001", "own_phone": "10000000001", "email": "a@example.org",
    "username": "xinren1", "credit_code": make_code(700), "last_day": "2022-03-05", "valid_to": "2030-01-01",
    "naming_on": "2022-04-28", "held_on": "2022-04-11", "starts_on": "2022-04-12", "amount_fen": "10000",
    "number": "9990000000000000017", "new_kind": "",
}  # fmt: skip
OF_A_VIEW = {
    ("nominations:union_letter", "no"): "ZR2022-001",
    ("review:stand_aside", "no"): "ZG2022-002",
    ("nominations:change_new", "kind"): "name",
}
LADDER_HEADINGS = ["姓名", "性别", "身份证号", "工种", "梯次", "取得日期", "依据"]


def nominations():
    street = SimpleNamespace(name="浆洗街街道")
    firm = SimpleNamespace(
        name="成都示例1号机械有限公司", credit_code=make_code(1), nature="民营", endorsing_unit=street
    )
    return workbook(NOMINATION_HEADINGS, [nomination_row("ZG2022-090", "壬示例", make_id(710), firm)])


def climbs():
    return workbook(LADDER_HEADINGS, [["壬示例", "男", make_id(711), "钳工", None, None, None]])


def experts():
    row = ["P01", "专家一", make_id(712), "示例学院", "教授", "第一组", "10000000900"]
    return workbook(EXPERT_HEADINGS, [row])


def claims():
    row = ["PT-9", "甲示例", make_id(1), "市级大赛", "技能竞赛", "市级", "2022-06-02", 15000, 15000, "大赛·电工", "示例9号"]  # fmt: skip
    return workbook(CLAIM_HEADINGS, [row])


def registered():
    """Of the register that stands in the menu itself; a firm's HR is told what it lacks."""
    register = REGISTERS["experts"]
    known = {
        "name": "壬示例",
        "id_number": make_id(712),
        "kind": "专家",
        "qualification": "技师",
        "served_before": 0,
    }
    heads = ["序号", *(register.label(name) for name in register.fields)]
    return workbook(heads, [[1, *(known.get(name) for name in register.fields)]])


WORKBOOKS = {
    "registers:import": registered,
    "nominations:import": nominations,
    "ladder:import": climbs,
    "review:roster": experts,
    "awards:claims": claims,
}


def file_for(view: str) -> SimpleUploadedFile:
    if view in WORKBOOKS:
        return SimpleUploadedFile("示例.xlsx", WORKBOOKS[view]().getvalue())
    return SimpleUploadedFile("example.pdf", PDF, "application/pdf")


def word_for(name: str, given: dict) -> str:
    """For a field of this name and these attributes; the rows of a list have their columns' names."""
    column = name.rpartition("-")[2]
    if column in WORDS:
        return WORDS[column]
    return {"date": "2022-02-10", "number": max(given.get("min") or "", "1")}.get(
        given.get("type", ""), "示例"
    )
