import dataclasses
import re
from datetime import date

import pytest

from review.documents.papers import (
    ListedPerson,
    MinutesPaper,
    PublicNoticePaper,
    minutes_pdf,
    public_notice_pdf,
)
from tests.pdfs import fonts_of, foreign_fonts, pages_of, text_of
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db  # staff may have entered the strokes of rare signs

PEOPLE = (
    ListedPerson(name="张建国", firm="成都示例精密机械有限公司", trade="钳工"),
    ListedPerson(name="张建国", firm="成都示例美容服务有限公司", trade="美容师"),
    ListedPerson(name="丁㛃", firm="成都示例鞋业有限公司", trade="制鞋工"),
    ListedPerson(name="阿依古丽·买买提艾力·吐尔逊", firm="成都示例餐饮管理有限公司", trade="中式烹调师"),
    ListedPerson(name="龚喆", firm="成都示例物业服务有限公司", trade="电工"),
)
NOTICE = PublicNoticePaper(
    year=2021,
    people=PEOPLE,
    basis=("根据《关于“成都工匠”、“诸葛工匠”培育计划的实施办法》，已形成拟命名人选。",),
    starts_on=date(2021, 9, 14),
    ends_on=date(2021, 9, 18),
    working_days=5,
    contact=("联系电话：028-10000001", "通信地址：成都市武侯区示例路1号"),
    issued_on=date(2021, 9, 14),
    sample=True,
)
MINUTES = MinutesPaper(
    year=2021,
    held_on=date(2021, 4, 9),
    seats=7,
    present=("赵示例", "钱示例", "孙示例", "李示例", "周示例"),
    absent=("吴示例", "郑示例"),
    quorum_rule="应到7人，须有三分之二以上（5人）到会",
    quorate=True,
    decisions=("审定下列同志为拟命名人选。", "按规定公示5个工作日。"),
    recorder="王记录",
    people=PEOPLE,
    list_sha256="a3f5" * 16,
)


def test_the_notice_tells_list_dates_and_how_to_object():
    pdf = public_notice_pdf(NOTICE)
    text = text_of(pdf)
    for words in (
        "拟命名人选的公示",
        "2021年9月14日至2021年9月18日，共5个工作日",
        "真实姓名",
        "单位公章",
        "邮戳日期",
        "028-10000001",
        "示例路1号",
        "按姓氏笔画为序",
        "评选管理领导小组",
        "未加盖电子印章",
        "示例数据，纯属虚构",
    ):
        assert words in text
    assert all(fonts_of(pdf).values())
    assert foreign_fonts(pdf) == []


def test_names_stand_by_strokes_and_namesakes_with_their_firms():
    text = text_of(public_notice_pdf(NOTICE))
    places = [text.index(name) for name in ("丁㛃", "张建国", "阿依古丽·买买提", "龚喆")]
    assert places == sorted(places)
    assert text.count("张建国") == 2
    assert "美容师" in text


def test_the_notice_holds_no_number_of_a_person_and_no_score():
    """T56: only name, firm and trade; the columns show nothing else."""
    text = text_of(public_notice_pdf(NOTICE))
    assert not re.search(r"\d{17}[\dXx]", text)
    assert not re.search(r"\d+\.\d\d", text)
    assert "序号姓名单位职业（工种）" in text
    assert {field.name for field in dataclasses.fields(ListedPerson)} == {"name", "firm", "trade"}


@pytest.mark.parametrize(
    "slip",
    [
        {"name": "张建国999999198501010018"},
        {"firm": "成都示例公司（１００００００００１２）"},
        {"trade": "钳工 999 0000 0000"},
    ],
)
def test_a_number_typed_into_a_public_column_stops_the_notice(slip):
    """T56: an ID, account or telephone that slipped into a name or firm is not published."""
    people = (*PEOPLE, dataclasses.replace(PEOPLE[0], **slip))
    with pytest.raises(Refusal, match="不能公布"):
        public_notice_pdf(dataclasses.replace(NOTICE, people=people))


def test_sixty_names_fit_and_the_signature_stays_whole():
    people = tuple(
        ListedPerson(
            name=f"王{chr(0x4E00 + n)}",
            firm=f"成都示例{n:02d}精密机械制造有限公司",
            trade="信息通信网络运行管理员",
        )
        for n in range(60)
    )
    pdf = public_notice_pdf(dataclasses.replace(NOTICE, people=people))
    pages = ["".join(page.split()) for page in pages_of(pdf)]
    assert len(pages) <= 6
    assert sum(page.count("有限公司") for page in pages) == 60
    assert all("序号" in page for page in pages if "有限公司" in page)
    assert "2021年9月14日" in pages[-1]
    assert "联系电话" in pages[-1]


def test_minutes_tell_who_was_there_and_what_was_decided():
    text = text_of(minutes_pdf(MINUTES))
    for words in (
        "2021年4月9日",
        "应到人数7人",
        "（共5人）",
        "吴示例、郑示例（共2人）",
        "符合规定，会议有效",
        "1．审定下列同志",
        "2．按规定公示5个工作日。",
        "审定名单共5名",
        "a3f5" * 16,
    ):
        assert words in text


def test_minutes_without_a_quorum_say_so():
    text = text_of(minutes_pdf(dataclasses.replace(MINUTES, present=("赵示例",), quorate=False, people=())))
    assert "不足法定人数" in text
    assert "会议有效" not in text
