"""专家和裁判员数据库 (S6.5): entries by their pages, the committee that is chosen from them, the expert's own word."""

import pytest

from review.models import CommitteeMember, Expert, RegisteredExpert
from review.queries_of_experts import years_served
from tests.people import client_of, make_id, make_user, on, unit
from tests.small_year import Year
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from tests.worlds.register_of_experts import entered, expert, members_page, take
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db
NAMES = ["示例甲", "示例乙", "示例丙", "示例丁", "示例戊"]


@kept
def year():
    return Year().play("check")


def page(user, path: str) -> str:
    return words_of(client_of(user).get(path))


def test_s6_5_a_committee_is_chosen_from_the_register_and_approved_by_two(year):
    union, secretary = client_of(year.first), client_of(year.secretary)
    people = [expert(year.secretary, name, 300 + n, "焊工" if n else "钳工") for n, name in enumerate(NAMES)]
    round_page = secretary.get(f"/review/rounds/{year.round.pk}/").content.decode()
    assert members_page(year) in round_page
    welders = page(year.secretary, f"{members_page(year)}?trade=焊工")
    assert "示例乙" in welders
    assert "示例甲" not in welders
    assert "示例甲" in page(year.first, f"{members_page(year)}?level=高级技师&kind=expert&employer=示例学院")
    assert "已选聘 示例甲，专家编号 P01" in take(year, people[0])
    told = take(year, people[1], "第一组")
    assert "应为 5 至 15 人，现有 2 人" in told
    assert "已在专家委员会中" in take(year, people[1])
    for entry in people[2:4]:
        take(year, entry)
    assert "应为 5 至 15 人，现有 4 人" in page(year.secretary, members_page(year))
    take(year, people[4])
    first = CommitteeMember.objects.get(code="P01")
    secretary.post(f"{members_page(year)}{first.pk}/drop/")
    again = take(year, people[0])
    assert "P01" in again  # the next free code
    assert "提请审批" in again
    secretary.post(f"/review/rounds/{year.round.pk}/committee/")
    confirming = page(year.first, "/pending/")
    for name in NAMES:
        assert f"{name} 示例学院 选聘" in confirming or f"{name} 示例学院 第一组 选聘" in confirming
    union.post(f"/pending/{PendingAct.objects.get(state='pending').pk}/")
    year.round.committee.refresh_from_db()
    assert year.round.committee.approved_at
    assert [m.expert.entry.name for m in year.round.committee.members.all()] == NAMES
    assert Expert.objects.filter(user__memberships__role=Role.EXPERT).count() == 5  # each can sign in
    assert "已经审批，不能再更换" in take(year, expert(year.secretary, "示例己", 306, "焊工"))


def test_an_approved_committee_keeps_what_it_was_approved_with(year):
    year.seat_committee()
    member = year.round.committee.members.get(code="P01")
    job = member.expert.entry.employers.get()
    client_of(year.first).post(f"/registers/expert-employers/{job.pk}/end/", {"until": "2022-02-20"})
    entered(year.first, "expert-employers", expert=member.name, employer="示例新学院", since="2022-02-21")
    member = CommitteeMember.objects.get(pk=member.pk)
    assert "示例学院" in member.employer
    assert "示例新学院" in RegisteredExpert.objects.get(pk=member.expert.entry_id).employer


def test_what_speaks_against_somebody_is_told_before_he_is_taken(year):
    firm = year.firms[0].name
    expert(year.first, "示例现职", 311, "焊工", employer=firm)
    expert(year.first, "示例原职", 312, "焊工", employer=firm, since="2010-01-01", until="2020-06-01")
    expert(year.first, "甲示例", 1, "焊工")  # a nominee of the year
    expert(
        year.first,
        "示例过期",
        313,
        "焊工",
        kind="专家兼裁判员",
        licence_no="示例1号",
        licence_until="2021-12-31",
    )
    expert(year.first, "示例无碍", 314, "焊工", employer=firm, since="2010-01-01", until="2018-06-01")
    rows = client_of(year.secretary).get(members_page(year)).context["page"]
    told = {entry.name: [reason.words for reason in entry.against] for entry in rows}
    assert told == {
        "示例现职": [f"工作单位有本年度人选（{firm}）"],
        "示例原职": [f"3 年内的原工作单位有本年度人选（{firm}，2020年6月1日离开）"],
        "甲示例": ["本人是本年度人选"],
        "示例过期": ["证书已过期"],
        "示例无碍": [],
    }


def test_who_left_the_register_is_neither_chosen_nor_seated_by_the_roster(year):
    entry = expert(year.first, "专家一", 901, "焊工")
    client = client_of(year.first)
    gone = {"left_on": "2022-02-20", "left_reason": "退休"}
    assert "已退出" in words_of(client.post(f"/registers/experts/{entry.pk}/leave/", gone, follow=True))
    assert "已于2022年2月20日退出名录" in take(year, entry)
    assert "专家一" not in page(year.secretary, members_page(year))
    with pytest.raises(Exception, match="重新入库"):
        year.import_roster()
    client.post(f"/registers/experts/{entry.pk}/return/")
    assert "P01" in take(year, entry)
    assert "不能撤下" in words_of(
        client.post(f"/registers/experts/{entry.pk}/withdraw/", {"reason": "重复"}, follow=True)
    )


def test_the_roster_ends_the_old_employer_and_begins_the_new(year):
    entry = expert(year.first, "专家一", 901, "焊工", employer="示例工厂", since="2015-01-01")
    year.import_roster()
    jobs = RegisteredExpert.objects.get(pk=entry.pk).employers.order_by("pk")
    today = on("2022-03-01", 0)
    assert [(job.employer, job.since and str(job.since), job.until) for job in jobs] == [
        ("示例工厂", "2015-01-01", today),
        ("示例学院", str(today), None),
    ]
    assert RegisteredExpert.objects.count() == 7
    year.import_roster()
    assert jobs.count() == 2


def test_the_register_is_kept_by_its_lead_units_and_the_secretary(year):
    clerk, officer = year.clerk, make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    assert expert(officer, "示例人社", 321, employer="").state == "verified"
    reported = expert(clerk, "示例街道", 322, employer="")
    assert reported.state == "reported"
    assert "示例街道" not in page(year.secretary, members_page(year))
    assert "还没有核实" in take(year, reported)
    client_of(year.secretary).post(f"/registers/experts/{reported.pk}/verify/")
    assert "示例街道" in page(year.secretary, members_page(year))
    assert "分工" in page(year.hr[year.firms[0].pk], "/registers/experts/")
    for user in (officer, year.first, year.secretary):
        assert "专家和裁判员" in page(user, "/home/")


def test_s6_5_a_referee_alone_is_no_expert_of_the_committee(year):
    referee = expert(year.first, "示例裁", 351, "焊工", kind="裁判员", licence_no="示例裁证1号")
    assert "示例裁" not in page(year.secretary, members_page(year))
    assert "只登记为裁判员，不能担任评审专家" in take(year, referee)
    assert not CommitteeMember.objects.exists()


def test_a_person_stands_once_and_a_referee_has_a_licence(year):
    expert(year.first, "示例甲", 331, employer="")
    words = {"name": "别名示例", "kind": "专家", "served_before": "0", "id_number": make_id(331)}
    post = client_of(year.first).post
    assert "已经填报，不能重复" in words_of(post("/registers/experts/new/", words))
    referee = words | {"kind": "裁判员", "id_number": make_id(332)}
    assert "裁判员证的编号" in words_of(post("/registers/experts/new/", referee))
    child = words | {"id_number": make_id(333, born="20150607")}
    assert "年满 16 周岁" in words_of(post("/registers/experts/new/", child))


def test_numbers_of_a_person_are_masked_everywhere_and_kept_by_a_correction(year):
    entry, number = expert(year.first, "示例甲", 341, employer="", phone="10000000341"), make_id(341)
    client = client_of(year.first)
    paths = [
        f"/registers/experts/{entry.pk}/",
        "/registers/experts/",
        members_page(year),
        "/search/?q=示例甲",
    ]
    edit = client.get(f"/registers/experts/{entry.pk}/edit/")
    texts = [client.get(path).content.decode() for path in paths]
    assert "示例甲" in texts[3]
    assert not [text for text in [*texts, edit.content.decode()] if number in text]
    assert not [text for text in texts if "10000000341" in text]
    sent = {
        "name": "示例甲",
        "kind": "专家",
        "qualification": "教授",
        "served_before": "3",
        "id_number": "",
        "seen": edit.context["seen"],
    }
    client.post(f"/registers/experts/{entry.pk}/edit/", sent)
    kept = RegisteredExpert.objects.get(pk=entry.pk)
    assert (kept.id_number, kept.qualification) == (number, "教授")
    told = str(list(AuditEntry.objects.values_list("details", "object_label")))
    assert number not in told
    assert "10000000341" not in told


def test_a_telephone_goes_to_the_account_when_it_is_opened(year):
    entry = expert(year.first, "示例甲", 351, "焊工", phone="10000000351")
    take(year, entry)
    entry.refresh_from_db()
    assert (entry.phone, entry.account.user.phone) == ("", "10000000351")


def test_years_served_are_those_before_the_portal_and_each_year_of_it_once(year):
    entry = expert(year.first, "示例甲", 361, "焊工", served_before="4")
    contest = {"level": "区县级", "category": "不分类", "organiser": "区总工会"}
    for held in (2020, 2021):
        entered(year.first, "contests", name=f"示例{held}大赛", year=str(held), **contest)
        event = entered(year.first, "contest-trades", contest=f"示例{held}大赛", trade="焊工", held_on=f"{held}-05-01",
                        place="示例学校", entrants="30")  # fmt: skip
        served = {"event": event.title, "duty": "裁判员", "served_on": f"{held}-05-01"}
        entered(year.first, "expert-services", expert="示例甲", **served)
    assert years_served([entry]) == {entry.pk: 6}
    entered(year.first, "contests", name="示例2022大赛", year="2022", **contest)
    ahead = entered(year.first, "contest-trades", contest="示例2022大赛", trade="焊工", held_on="2022-12-01",
                    place="示例学校", entrants="30")  # fmt: skip
    served = {"expert": "示例甲", "event": ahead.title, "duty": "裁判员", "served_on": "2022-12-01"}
    told = words_of(client_of(year.first).post("/registers/expert-services/new/", served))
    assert "日期不能晚于今天" in told
    many = {"name": "示例乙", "kind": "专家", "served_before": "61", "id_number": make_id(362)}
    assert "应为 0 至 60 的整数" in words_of(client_of(year.first).post("/registers/experts/new/", many))
    year.import_roster()
    take(year, entry)
    assert years_served([entry]) == {entry.pk: 6}  # a committee counts when it is approved
    year.round.committee.members.get(code="P07").delete()
    client_of(year.secretary).post(f"/review/rounds/{year.round.pk}/committee/")
    client_of(year.first).post(f"/pending/{PendingAct.objects.get(state='pending').pk}/")
    assert years_served([entry]) == {entry.pk: 7}
    assert "7 年" in page(year.first, f"/registers/experts/{entry.pk}/")


def test_an_expert_confirms_the_own_entry_once_a_year_or_asks_for_a_correction(year):
    year.seat_committee()
    entry = RegisteredExpert.objects.get(name="专家一")
    own, todo = client_of(entry.account.user), "本年度待确认的本人登记"
    assert todo in words_of(own.get("/home/"))
    assert "示例学院" in words_of(own.get("/review/own-entry/"))
    own.post("/review/own-entry/", {"act": "confirm"})
    assert todo not in words_of(own.get("/home/"))
    on("2023-01-05")
    assert todo in words_of(own.get("/home/"))
    assert "请填写这一项" in words_of(own.post("/review/own-entry/", {"act": "ask", "remark": ""}))
    own.post("/review/own-entry/", {"act": "ask", "remark": "职称已是教授级高工"})
    assert "专家要求更正的登记" in page(year.first, "/home/")
    assert "职称已是教授级高工" in page(year.first, f"/registers/experts/{entry.pk}/")
    client_of(year.first).post(f"/registers/experts/{entry.pk}/answer/")
    assert "专家要求更正的登记" not in page(year.first, "/home/")
    assert todo in words_of(own.get("/home/"))  # to be read once more


def test_the_page_asks_the_database_as_often_whatever_the_number_of_experts(
    year, django_assert_max_num_queries
):
    for number in range(20):
        expert(year.first, f"示例{number}号", 400 + number, "焊工")
    client = client_of(year.secretary)
    with django_assert_max_num_queries(45):
        client.get(members_page(year))
