"""Names in the order of strokes by GF 3003-1999, and the page for signs that it lacks."""

import pytest

from nominations.models import Nomination
from review.domain.outcome import strokes
from tests.people import client_of, make_user
from tests.worlds.kept import kept
from tests.worlds.nomination import World, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.common.text.stroke_order import by_strokes, read_strokes, stroke_count

pytestmark = pytest.mark.django_db


@kept
def world():
    return World()


@pytest.mark.parametrize(
    "order",
    [
        "王 韦 毛 方 尹 孔",
        "严 杜 李 杨 肖 吴 何 邹 沈 宋 张 陈",
        "丁一 丁二 丁丁 丁三",
        "司马光 司马懿 司空图",
        "欧阳询 欧阳修 欧阳锋",
        "阿不都·热合曼 阿依古丽·买买提 阿依努尔",
        "马 王 赵 龚 䶮",
    ],
)
def test_names_stand_stroke_by_stroke(order):
    names = order.split()
    if names[-1] == "䶮":  # nine strokes, as Unicode counts a sign that the standard lacks
        names = ["马", "王", "赵", "䶮", "龚"]
    assert by_strokes(reversed(names), key=str) == names


def test_blanks_dots_and_other_ways_of_writing_move_nobody():
    assert by_strokes(["张 三", "张七", "张　一", "张•二"], key=str) == ["张　一", "张•二", "张七", "张 三"]


def test_a_sign_that_the_standard_lacks_stands_where_staff_put_it(world):
    names = ["王㛃", "王泉", "王珂", "王俊"]
    assert stroke_count("㛃") == 9
    assert by_strokes(names, key=str) == ["王珂", "王泉", "王俊", "王㛃"]  # behind all of nine strokes
    strokes.enter(world.first, "㛃", read_strokes("折撇横横横横竖折横"))
    assert by_strokes(names, key=str) == ["王珂", "王泉", "王俊", "王㛃"]
    strokes.enter(world.first, "㛃", "111111111")
    assert by_strokes(names, key=str)[0] == "王㛃"
    assert AuditEntry.objects.filter(verb="登记生僻字笔顺").count() == 2


def test_staff_see_which_signs_are_missing_and_enter_them(world):
    Nomination.objects.filter(pk=world.draft().pk).update(name="王㛃")
    officer = client_of(world.first)
    assert "㛃</b>（1 人）" in officer.get("/review/strokes/").content.decode()
    wrong = officer.post("/review/strokes/", {"sign": "㛃", "kinds": "横竖捺"}).content.decode()
    assert "应为横、竖、撇、点、折五种笔画" in wrong
    known = officer.post("/review/strokes/", {"sign": "王", "kinds": "横横竖横"}).content.decode()
    assert "“王”不须登记笔顺" in known
    page = officer.post("/review/strokes/", {"sign": "㛃", "kinds": "折 撇 横、1112 5 1"}, follow=True)
    text = page.content.decode()
    assert "折撇横横横横竖折横" in text
    assert "规范都已收录或者已经登记" in text


@pytest.mark.parametrize("role", [Role.FIRM_HR, Role.EXPERT, Role.AUDITOR, Role.FINANCE, Role.SYSTEM_ADMIN])
def test_nobody_else_orders_the_lists(world, role):
    stranger = make_user(role, world.firm if role == Role.FIRM_HR else None)
    assert client_of(stranger).get("/review/strokes/").status_code == 403
    assert_refused("办理", strokes.enter, stranger, "㛃", "1")
