"""Real workbooks made for a test."""

import io

from openpyxl import Workbook

NOMINATION_HEADINGS = [
    "申报编号", "姓名", "性别", "身份证号", "民族", "政治面貌", "文化程度", "工作单位", "统一社会信用代码", "企业性质", "所在街道",
    "职业（工种）", "技能等级", "从业年限", "岗位", "是否一线", "工匠梯次", "推荐方式", "单位推荐排序", "联系电话", "主要事迹",
]  # fmt: skip
EXPERT_HEADINGS = ["专家编号", "姓名", "身份证号", "工作单位", "职称（技能等级）", "评审组", "联系电话"]
SCORE_HEADINGS = [
    "申报编号", "专家编号", "C1 工艺专长（15分）", "C2 高超技能（20分）", "C3 精益求精（10分）", "C4 严谨细致（10分）", "C5 专业敬业（10分）",
    "C6 长期坚守一线（10分）", "C7 公认度（10分）", "C8 示范引领（15分）", "认可（是/否）", "评语",
]  # fmt: skip
CLAIM_HEADINGS = [
    "申请编号", "姓名", "身份证号", "奖项（称号）", "类别", "级别", "颁奖日期", "奖金总额（元）", "本人应得奖金（元）", "同一成果标识", "颁奖文件文号",
]  # fmt: skip


def workbook(headings, rows, title="示例数据，纯属虚构") -> io.BytesIO:
    """An .xlsx with a title, the headings and the rows, ready to be read."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def nomination_row(no, name, id_number, firm, **changes):
    """A row of 申报汇总表 for a person of `firm` (an Organisation)."""
    values = dict(
        zip(
            NOMINATION_HEADINGS,
            [
                no, name, "男", id_number, "汉族", "群众", "高中", firm.name, firm.credit_code, firm.nature,
                firm.endorsing_unit.name, "钳工", "高级工", 10, "操作工", "是", "企业工匠", "单位推荐", 1, "10000000001",
                "解决关键工序难题，带徒传技。",
            ],
            strict=True,
        )
    ) | changes  # fmt: skip
    return [values[heading] for heading in NOMINATION_HEADINGS]
