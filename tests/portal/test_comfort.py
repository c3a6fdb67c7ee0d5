"""What makes the portal easy: search, kept filters, taking back, large type, a journey from draft to paid."""

import pytest
from django.test import Client

from nominations.models import Nomination
from tests.people import make_firm, make_user
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import propose
from wuhou_craftsmen.common.models import AuditEntry, PendingAct, SavedFilter
from wuhou_craftsmen.common.web.milestones import journey_of
from wuhou_craftsmen.portal.context import found_by

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year()


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(user, words: str) -> dict[str, list[str]]:
    return {group.title: [item.label for item in group.hits] for group in found_by(user, words)}


# Search


def test_search_finds_files_firms_and_pages_that_the_user_may_see(year):
    year.play("nominate")
    own, other = year.hr[year.firms[0].pk], year.hr[year.firms[1].pk]
    assert found(own, "丙示例") == {"申报": ["ZG2022-003 丙示例"], "工匠梯次": ["丙示例"]}
    assert found(other, "丙示例") == {}
    assert found(other, "申报")["页面"] == ["申报"]
    assert "申报" not in found(year.finance[0], "申报")
    assert [clause[:3] for clause in found(other, "1万元")["实施办法"]] == ["第九条"]
    assert len(found(year.first, "成都示例1号")["申报"]) == 6
    assert found(year.first, year.clerk.full_name) == {"账号": [year.clerk.full_name]}
    assert found(year.finance[0], "丙示例") == {}


def test_search_finds_titles_claims_and_batches_for_those_who_see_money(year):
    year.play()
    finance = found(year.finance[0], "甲示例")
    assert len(finance["“诸葛工匠”称号"]) == 1
    assert finance["配套奖励"] == ["PT-1 甲示例", "PT-3 甲示例"]
    assert found(year.finance[0], "FF2022")["发放批次"]
    assert "配套奖励" not in found(year.secretary, "甲示例")


def test_an_expert_finds_only_files_to_score_and_never_those_to_stand_aside_from(year):
    year.play("check").open_scoring()
    seventh = year.round.committee.members.get(code="P07").expert.user
    assert found(seventh, "丙示例")["我的评分"] == ["ZG2022-003 丙示例"]
    assert "我的评分" not in found(seventh, "乙示例")  # of the expert's own firm


@pytest.mark.parametrize("number", ["999999198501010018", "10022000001", "查10022000001"])
@pytest.mark.parametrize("page", ["/search/", "/nominations/", "/accounts/people/", "/audit/"])
def test_private_numbers_are_no_words_to_search_for(year, page, number):
    text = as_user(year.first).get(page, {"q": number}).content.decode()
    assert "不能用身份证号、电话或银行账号查找，请改用姓名、编号或单位名称。" in text


def test_the_search_page_lists_what_was_found_and_says_when_there_is_nothing(year):
    year.play("nominate")
    client = as_user(year.first)
    assert "ZG2022-003 丙示例" in client.get("/search/", {"q": "丙示例"}).content.decode()
    assert "没有找到。请换一个词" in client.get("/search/", {"q": "无此人"}).content.decode()


# Filters


def test_a_filter_is_kept_under_a_name_for_its_owner_alone_and_forgotten_again(year):
    year.play("nominate")
    client = as_user(year.first)
    kept = {"page": "/nominations/", "query": "q=丙&state=submitted&page=2", "name": "丙的申报"}
    back = client.post("/filters/", kept)
    assert back.url == "/nominations/?q=%E4%B8%99&state=submitted"
    page = client.get("/nominations/").content.decode()
    assert "丙的申报" in page
    assert "丙的申报" not in as_user(year.second).get("/nominations/").content.decode()
    saved = SavedFilter.objects.get()
    assert as_user(year.second).post(f"/filters/{saved.pk}/").status_code == 404
    client.post(f"/filters/{saved.pk}/")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "https://example.com/", "query": "q=a", "name": "别处"},
        {"page": "/nominations/", "query": "q=999999198501010018", "name": "号码"},
        {"page": "/nominations/", "query": "q=a", "name": ""},
    ],
)
def test_a_filter_that_leads_elsewhere_or_holds_a_private_number_is_not_kept(year, wrong):
    assert as_user(year.first).post("/filters/", wrong).status_code == 403
    assert not SavedFilter.objects.exists()


def test_a_list_says_how_many_match_and_leads_back_to_all(year):
    year.play("nominate")
    page = as_user(year.first).get("/nominations/", {"q": "丙"}).content.decode()
    assert "符合条件的 1 条" in page
    assert "清除条件" in page
    assert "没有符合条件的" in as_user(year.first).get("/nominations/", {"q": "无此人"}).content.decode()


# Taking back


def test_a_proposer_takes_back_what_nobody_has_decided(year):
    act = propose(year.first, "policy.set", key="notice_days", value="6", document="示例会议")
    other, own = as_user(year.second), as_user(year.first)
    assert other.post(f"/pending/{act.pk}/back/").status_code == 404
    own.post(f"/pending/{act.pk}/back/")
    act.refresh_from_db()
    assert (act.state, act.decided_by) == ("taken_back", None)
    assert AuditEntry.objects.filter(verb="收回提请").exists()
    again = propose(year.first, "policy.set", key="notice_days", value="6", document="示例会议")
    assert again.pk != act.pk


def test_what_is_decided_cannot_be_taken_back(year):
    act = propose(year.first, "policy.set", key="notice_days", value="6", document="示例会议")
    as_user(year.second).post(f"/pending/{act.pk}/", {"confirm": ""})
    answer = as_user(year.first).post(f"/pending/{act.pk}/back/")
    assert "已经办结，不能收回" in answer.content.decode()
    assert PendingAct.objects.get(pk=act.pk).state == "confirmed"


def test_a_removed_paper_is_put_back_with_one_press(year):
    year.play("nominate")
    hr = year.hr[year.firms[0].pk]
    file = year.file("001")
    Nomination.objects.filter(pk=file.pk).update(state="draft")
    paper, client = file.evidence.first(), as_user(hr)
    page = client.post(f"/nominations/{file.pk}/evidence/{paper.pk}/remove/", follow=True).content.decode()
    assert "材料已删除。" in page
    undo = f"/nominations/{file.pk}/evidence/{paper.pk}/restore/"
    assert undo in page
    client.post(undo)
    paper.refresh_from_db()
    assert paper.removed_at is None


def test_a_frozen_file_takes_no_paper_back(year):
    year.play("nominate")
    file = year.file("001")
    paper = file.evidence.first()
    url = f"/nominations/{file.pk}/evidence/{paper.pk}/restore/"
    assert as_user(year.hr[year.firms[0].pk]).post(url).status_code == 403


# Display


def test_large_type_and_high_contrast_are_kept_and_need_no_sign_in(client):
    page = client.get("/").content.decode()
    assert 'data-size="standard" data-contrast="standard"' in page
    client.post("/display/", {"size": "larger", "back": "/policy/"})
    answer = client.post("/display/", {"contrast": "high", "back": "/policy/"})
    assert answer.url == "/policy/"
    assert 'data-size="larger" data-contrast="high"' in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", ""])
def test_the_display_leads_back_into_the_portal_only(client, back):
    assert client.post("/display/", {"size": "large", "back": back}).url == "/"


def test_a_cookie_that_makes_no_sense_draws_the_standard_page(client):
    client.cookies["display"] = 'x"><script>.y'
    assert 'data-size="standard" data-contrast="standard"' in client.get("/").content.decode()


# The journey


def told(year, no: str, user) -> list[tuple[str, str]]:
    file = year.round.nominations.get(no=f"ZG2022-{no}")
    return [(point.label, point.state) for point in journey_of(file, user)]


def test_a_file_tells_its_way_from_the_first_word_to_the_money(year):
    hr = year.hr[year.firms[0].pk]
    year.play("nominate")
    assert told(year, "003", hr)[:3] == [("填报", "done"), ("报送", "done"), ("初审", "now")]
    assert told(year, "003", hr)[-1] == ("奖励发放", "next")
    for stage in year.STAGES[1:]:
        getattr(year, stage)()
    way = told(year, "001", hr)
    assert [label for label, _ in way] == [
        "填报", "报送", "退回补正", "初审通过", "资格合格", "专家评审", "领导小组审定", "公示", "命名", "制发证书",
        "奖励发放",
    ]  # fmt: skip
    assert [state for label, state in way if label != "制发证书"] == ["done"] * 10


def test_a_journey_that_ended_shows_nothing_ahead(year):
    year.play("return_and_withdraw")
    hr = year.hr[year.firms[0].pk]
    assert told(year, "005", hr)[-1] == ("撤回", "stop")
    assert "next" not in dict(told(year, "005", hr)).values()


def test_a_firm_learns_the_outcome_with_the_public_and_not_before(year):
    year.play("deliberate")
    hr = year.hr[year.firms[0].pk]
    assert ("领导小组审定", "now") in told(year, "001", hr)  # approved, but not on show yet
    assert ("领导小组审定", "done") in told(year, "001", year.first)
    assert ("未入选", "stop") not in told(year, "003", hr)  # lost the tie, but nobody has told the public
    assert ("未入选", "stop") in told(year, "003", year.first)
    year.publish()
    assert ("公示", "now") in told(year, "001", hr)
    assert ("未入选", "stop") in told(year, "003", hr)


def test_the_page_of_a_file_shows_where_it_stands(year):
    year.play("nominate")
    page = as_user(year.hr[year.firms[0].pk]).get(f"/nominations/{year.file('003').pk}/").content.decode()
    assert "办理进程" in page
    assert "正在这一步" in page
    stranger = make_user(Role.FIRM_HR, make_firm(9))
    assert as_user(stranger).get(f"/nominations/{year.file('003').pk}/").status_code == 404


def test_a_file_that_came_to_an_end_is_headed_by_its_outcome(year):
    year.play()
    hr = as_user(year.hr[year.firms[0].pk])
    heading = {no: hr.get(f"/nominations/{year.file(no).pk}/").content.decode() for no in ("001", "003")}
    assert '<span class="state good">已命名</span>' in heading["001"].partition("</h1>")[0]
    assert '<span class="state bad">未入选</span>' in heading["003"].partition("</h1>")[0]
