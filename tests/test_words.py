"""One word for one thing: variants that were mended do not come back."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# banned -> the word that is used
ONE_WORD = {
    "联审意见": "部门意见",
    "社会推荐线索": "工匠线索",
    "甲种理解": "配套奖励的范围",
    "逐条相扣": "前后相接",
    "单位、工种": "单位、职业（工种）",
    "岗位（工种）": "职业（工种）",
    "其他名次": "其他位次",
    "梯队层级": "工匠梯次",
    "校验值": "核对码",
    "校验链": "操作记录",
    "（SHA-256）": "核对码，不写算法",
    "不足五个工作日": "不足规定的工作日",
}
READ_BY_USERS = [
    *(ROOT / "templates").rglob("*.html"),
    *(ROOT / "docs" / "guide").glob("*.md"),
    *(
        p
        for room in ("nominations", "review", "awards", "showcase", "wuhou_craftsmen")
        for p in (ROOT / room).rglob("*.py")
    ),
]


def shown_text(path: Path) -> str:
    """The file without the headings of older tables, which are read for as long as there are such tables."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if "also=(" not in line)


def test_one_thing_has_one_word():
    found = [
        f"{path.relative_to(ROOT)}: “{word}”，应为“{ONE_WORD[word]}”"
        for path in READ_BY_USERS
        if "migrations" not in path.parts
        for word in ONE_WORD
        if word in shown_text(path)
    ]
    assert len(READ_BY_USERS) > 300
    assert not found
