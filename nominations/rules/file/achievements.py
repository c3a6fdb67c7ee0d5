"""What a row of 业绩成果、竞赛获奖、带徒、荣誉 must be."""

from nominations.vocabulary import ACHIEVEMENT_COLUMNS, LEVELS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import private_numbers

MAX_ROWS = 20


def row_faults(kind: str, row: dict) -> dict[str, str]:
    """Column -> what is wrong with it. The first column names the thing; nobody's numbers stand in any."""
    heading = ACHIEVEMENT_COLUMNS[kind]["title"]
    faults = {} if row.get("title") else {"title": f"请填写{heading}；这一项不要的，点“删除”"}
    for name, value in row.items():
        if isinstance(value, str) and private_numbers.in_words(value):
            faults[name] = "请不要写身份证号、手机号或银行账号"
    if row.get("level") and row["level"] not in LEVELS:
        faults["level"] = "请从列表中选择级别"
    if row.get("on") and row["on"] > clock.today():
        faults["on"] = "不能晚于今天"
    return faults
