"""评分标准: a further criterion or other weights are data, entered by two people; open rounds keep theirs (clause 二)."""

import copy

import pytest
from django.test import Client

from review.models import Score
from tests.people import make_user, reference
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.policy.domain import rubrics
from wuhou_craftsmen.policy.models import Rubric

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offices")]


@kept
def offices():
    reference()


NINTH = {
    "name": "数字技能", "weight": 5, "evidence": "数字化改造、编程", "anchors": ["甲", "乙", "丙", "丁"], "tie_place": None,
}  # fmt: skip


def next_content(**changes) -> dict:
    """The newest rubric with a ninth criterion of 5 points, taken from 高超技能."""
    content = copy.deepcopy(rubrics.content(rubrics.newest()))
    content["criteria"][1]["weight"] = 15
    content["criteria"].append(NINTH | changes)
    return content | {"document": "示例会议"}


def register(**changes) -> Rubric:
    two = make_user(Role.UNION_STAFF), make_user(Role.UNION_STAFF)
    return together(*two, "policy.rubric", **next_content(**changes))


def test_the_first_version_is_the_policys():
    assert [(c.heading, c.tie_place) for c in rubrics.newest().criteria.all()] == [
        ("C1 工艺专长（15分）", None), ("C2 高超技能（20分）", 1), ("C3 精益求精（10分）", None), ("C4 严谨细致（10分）", None),
        ("C5 专业敬业（10分）", None), ("C6 长期坚守一线（10分）", 3), ("C7 公认度（10分）", None), ("C8 示范引领（15分）", 2),
    ]  # fmt: skip
    assert rubrics.newest().criteria.first().levels[0] == ("90%—100%", "命名的操作法被外单位采用")
    assert rubrics.newest().criteria.first().levels[3] == ("60%以下", "只有本人陈述")


def test_two_people_register_a_ninth_criterion_and_read_the_difference():
    first, second = make_user(Role.UNION_STAFF), make_user(Role.LEADER)
    pending = propose(first, "policy.rubric", **next_content())
    assert pending.summary == (
        "对照现行评分标准 v1：增加“数字技能”（5 分）；“高超技能”的分值由 20 改为 15。依据：示例会议。只对以后开始的批次有效。"
    )
    with pytest.raises(Refusal, match="本人提出"):
        confirm(first, pending)
    rubric = confirm(second, pending)
    assert rubrics.newest() == rubric
    assert [c.code for c in rubric.criteria.all()][-1] == "C9"
    assert (rubric.version, rubric.total) == ("v2", 100)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight": 4}, "之和应为 100 分，现为 99 分"),
        ({"weight": 0}, "第 9 项的“分值”应为 1 至 100 的整数"),
        ({"weight": 2.5}, "第 9 项的“分值”"),
        ({"name": "工艺专长"}, "重名"),
        ({"name": " "}, "第 9 项的“评分项目”"),
        ({"anchors": ["甲", "乙", "", "丁"]}, "第 9 项的四档评分参考"),
        ({"tie_place": 3}, "从 1 起连续编号"),
    ],
)
def test_what_is_no_rubric_is_refused(changes, words):
    with pytest.raises(Refusal, match=words):
        propose(make_user(Role.UNION_STAFF), "policy.rubric", **next_content(**changes))


@pytest.mark.parametrize("bands", [[90, 75], [75, 90, 60], [90, 90, 60], [100, 75, 60]])
def test_bands_descend(bands):
    with pytest.raises(Refusal, match="各档下限"):
        propose(make_user(Role.UNION_STAFF), "policy.rubric", **next_content() | {"bands": bands})


def test_the_same_again_is_no_version():
    content = rubrics.content(rubrics.newest()) | {"document": "示例会议"}
    with pytest.raises(Refusal, match="与现行评分标准相同"):
        propose(make_user(Role.UNION_STAFF), "policy.rubric", **content)


def test_an_open_round_keeps_the_rubric_that_it_opened_under():
    year = Year().play("score")
    register()
    year.round.refresh_from_db()
    assert (year.round.rubric_id, year.round.rankings.get().rubric_version) == ("v1", "v1")


def test_a_round_that_opens_afterwards_is_scored_and_ranked_by_nine_criteria():
    """Score workbook, sealing, tie-break and papers follow from the rows alone."""
    year = Year(rubric=lambda: register(tie_place=4)).play("score")
    year.round.refresh_from_db()
    assert year.round.rubric_id == "v2"
    assert {len(score.marks) for score in Score.objects.all()} == {9}
    row = year.round.rankings.get().rows.first()
    assert len(row.tie_means) == 4
    expert = year.round.committee.members.first().expert.user
    client = Client()
    client.force_login(expert)
    page = client.get(f"/review/files/{year.candidate('001').pk}/").content.decode()
    assert "数字技能" in page


def test_the_page_registers_a_version():
    first, second = make_user(Role.UNION_STAFF), make_user(Role.UNION_STAFF)
    client = Client()
    client.force_login(first)
    page = client.get("/policy/rubric/register/")
    form = {
        "document": "示例会议",
        "bands": "90、75、60",
        "criteria-TOTAL_FORMS": "10",
        "criteria-INITIAL_FORMS": "8",
    }
    for place, row in enumerate(page.context["rows"]):
        form |= {
            f"criteria-{place}-{key}": "" if value is None else value for key, value in row.initial.items()
        }
    ninth = {
        f"criteria-8-{key}": value for key, value in NINTH.items() if key not in ("anchors", "tie_place")
    }
    ninth |= {f"criteria-8-anchor_{place}": "示例" for place in range(1, 5)}
    refused = client.post("/policy/rubric/register/", form | ninth).content.decode()
    assert "各项分值之和应为 100 分，现为 105 分" in refused
    assert (
        client.post("/policy/rubric/register/", form | ninth | {"criteria-1-weight": "15"}).status_code == 302
    )
    confirm(second, PendingAct.objects.get())
    page = client.get("/policy/rubric/").content.decode()
    assert "数字技能" in page
    assert "评分标准 v2" in page
    assert "数字技能" not in client.get("/policy/rubric/v1/").content.decode()


def test_a_criterion_is_dropped_by_its_box():
    client = Client()
    client.force_login(make_user(Role.UNION_STAFF))
    page = client.get("/policy/rubric/register/")
    form = {
        "document": "示例会议",
        "bands": "90,75,60",
        "criteria-TOTAL_FORMS": "10",
        "criteria-INITIAL_FORMS": "8",
    }
    for place, row in enumerate(page.context["rows"]):
        form |= {
            f"criteria-{place}-{key}": "" if value is None else value for key, value in row.initial.items()
        }
    form |= {"criteria-2-DELETE": "on", "criteria-0-weight": "25"}
    assert client.post("/policy/rubric/register/", form).status_code == 302
    assert "取消“精益求精”" in PendingAct.objects.get().summary


@pytest.mark.parametrize("role", Role)
def test_staff_and_leaders_register_whoever_oversees_reads(role):
    client = Client()
    client.force_login(make_user(role))
    reads = role in (Role.UNION_STAFF, Role.LEADER, Role.AUDITOR)
    registers = role in (Role.UNION_STAFF, Role.LEADER)
    assert client.get("/policy/rubric/").status_code == (200 if reads else 403)
    assert client.get("/policy/rubric/register/").status_code == (200 if registers else 403)
    assert client.post("/policy/rubric/register/", {}).status_code == (200 if registers else 403)
