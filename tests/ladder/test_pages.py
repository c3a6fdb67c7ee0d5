"""The pages of the ladder: who finds whom, how a climb is drawn, what comes back when something is wrong."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.domain.file import drafts
from tests.ladder.town import ALL_OF_THE_FIRM, DAY
from tests.pdfs import PDF
from tests.people import client_of, make_id
from tests.small_year import Year
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman, Employment, Rung, Tier
from wuhou_craftsmen.portal.context import menu_of


def page(user, address: str, **words) -> str:
    answer = client_of(user).get(address, words)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("hr", True), ("clerk", True), ("staff", True), ("leader", True), ("auditor", True), ("other_hr", False),
        ("far_clerk", False),
    ],
)  # fmt: skip
def test_list_page_and_search_answer_alike_and_show_the_number_masked(town, who, sees):
    person, user = town.person(), getattr(town, who)
    link = f'href="/ladder/{person.pk}/"'
    texts = [page(user, "/ladder/"), page(user, "/ladder/", q="甲示例"), page(user, "/search/", q="甲示例")]
    assert [link in text for text in texts] == [sees] * 3
    answer = client_of(user).get(f"/ladder/{person.pk}/")
    assert answer.status_code == (200 if sees else 404)
    for text in [*texts, answer.content.decode()]:
        assert make_id(1) not in text
    assert "工匠梯次" in [item.label for item in menu_of(user)]


def test_the_climb_is_drawn_as_a_list_with_what_is_reached_and_what_comes_next(town):
    person = town.person()
    town.climb(person, Tier.APPRENTICE)
    people.add_rung(None, person, Tier.FIRM_CHIEF_TECHNICIAN, dt.date(2019, 5, 1), "示例证书9号")
    text = page(town.hr, f"/ladder/{person.pk}/")
    climb = text[text.index('<ol class="climb"') : text.index("</ol>")]
    states = [part.split('"')[0] for part in climb.split('<li class="')[1:]]
    assert states == ["reached", "missing", "reached", "next", "ahead", "ahead"]
    assert climb.count("<li") == 6
    assert "2015年5月1日" in climb
    assert "示例证书9号" in climb
    assert climb.count("已取得") == 2
    assert climb.count("下一级") == 1


def test_the_list_is_narrowed_by_highest_step_and_by_firm(town):
    town.climb(town.person(1), *ALL_OF_THE_FIRM)
    town.climb(town.person(2, name="乙示例"), Tier.APPRENTICE)
    town.enrol(town.staff, town.far, 3, "丙示例")
    assert "乙示例" in page(town.staff, "/ladder/", tier=Tier.APPRENTICE)
    assert "甲示例" not in page(town.staff, "/ladder/", tier=Tier.APPRENTICE)
    assert "丙示例" in page(town.staff, "/ladder/", firm=town.far.name)
    assert "甲示例" not in page(town.staff, "/ladder/", firm=town.far.name)
    assert "不能用身份证号" in page(town.staff, "/ladder/", q=make_id(1))


def test_the_list_asks_as_little_for_many_as_for_one(town):
    town.climb(town.person(1), *ALL_OF_THE_FIRM)
    client, counts = client_of(town.staff), []
    client.get("/ladder/")  # the first page after signing in writes the session
    for number in (2, 30):
        for more in range(number, number + 20):
            town.person(more, name="乙示例")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/ladder/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 11


def test_a_person_is_registered_from_the_page_and_a_fault_keeps_the_words(town):
    words = {"name": "甲示例", "id_number": make_id(1), "sex": "男", "trade": "钳工", "since": "2022-02-07"}
    client = client_of(town.hr)
    wrong = client.post("/ladder/new/", words | {"since": "2022-02-08"})
    assert "到岗日期不能晚于今天" in wrong.content.decode()
    assert 'value="甲示例"' in wrong.content.decode()
    done = client.post("/ladder/new/", words)
    assert done.url == f"/ladder/{Craftsman.objects.get().pk}/"
    by_clerk = {"firm": town.far.pk} | words
    refused = client_of(town.clerk).post("/ladder/new/", by_clerk)
    assert refused.status_code == 200  # a firm of another street is no choice
    assert Employment.objects.get().firm == town.firm


def test_a_step_with_its_scan_is_added_read_and_taken_back(town):
    person, client = town.person(), client_of(town.hr)
    address = f"/ladder/{person.pk}/"
    words = {"tier": Tier.APPRENTICE, "reached_on": "2022-02-08", "proof": "示例证书1号"}
    wrong = client.post(f"{address}rungs/", words).content.decode()
    assert "取得日期不能晚于今天" in wrong
    assert 'value="示例证书1号"' in wrong
    scan = SimpleUploadedFile("example.pdf", PDF, "application/pdf")
    client.post(f"{address}rungs/", words | {"reached_on": "2022-02-07", "scan": scan})
    rung = Rung.objects.get()
    paper = client.get(f"{address}rungs/{rung.pk}/scan/")
    assert paper.content == PDF
    assert paper.headers["Content-Disposition"].startswith("attachment")
    assert client_of(town.other_hr).get(f"{address}rungs/{rung.pk}/scan/").status_code == 404
    assert (
        client_of(town.other_hr).post(f"{address}rungs/{rung.pk}/withdraw/", {"reason": "错"}).status_code
        == 404
    )
    client.post(f"{address}rungs/{rung.pk}/withdraw/", {"reason": "日期填错"})
    text = client.get(address).content.decode()
    assert "已撤下" in text
    assert "原因：日期填错" in text
    assert client.get("/ladder/").content.decode().count("未登记梯次") == 1


def test_after_transfer_the_old_firm_sees_him_no_longer_and_the_new_one_the_whole_climb(town):
    person = town.person(since=dt.date(2020, 1, 1))
    town.climb(person, Tier.APPRENTICE)
    client_of(town.hr).post(f"/ladder/{person.pk}/out/", {"on": "2022-02-07"})
    town.enrol(town.other_hr, town.neighbour)
    assert client_of(town.hr).get(f"/ladder/{person.pk}/").status_code == 404
    text = page(town.other_hr, f"/ladder/{person.pk}/")
    assert "示例证书〔2015〕1号" in text
    assert town.firm.name not in text  # where he was before is not the next firm's business


def test_a_city_title_has_its_form_for_the_union_alone(town):
    person = town.person()
    words = {"reached_on": "2021-05-01", "proof": "示例文件"}
    for user in (town.hr, town.clerk, town.leader, town.auditor):
        assert "登记“成都工匠”" not in page(user, f"/ladder/{person.pk}/")
        assert client_of(user).post(f"/ladder/{person.pk}/city/", words).status_code == 403
    assert "登记“成都工匠”" in page(town.staff, f"/ladder/{person.pk}/")
    client_of(town.staff).post(f"/ladder/{person.pk}/city/", words)
    assert Rung.objects.get().tier == Tier.CHENGDU


def test_nominations_are_told_on_the_page_to_whom_may_see_them(db):
    year = Year().play("nominate")
    file, hr = year.file("002"), year.hr[year.firms[1].pk]
    link = f'href="/nominations/{file.pk}/"'
    for user in (hr, year.clerk, year.first, year.leaders[0]):
        assert link in page(user, f"/ladder/{file.person_id}/")


def test_a_draft_for_somebody_of_another_firm_opens_nothing_until_it_is_handed_in(db):
    year = Year()
    own, other = year.hr[year.firms[0].pk], year.hr[year.firms[1].pk]
    words = {"name": "丑示例", "sex": "男", "trade": "钳工"}
    file = drafts.create(
        other,
        year.round,
        year.firms[1],
        id_number=make_id(8),
        phone="10000000008",
        fields=words | {"route": "unit"},
    )
    person = file.person
    people.transfer_out(other, person.employment, clock.today())
    people.enrol(own, year.firms[0], id_number=make_id(8), **words)
    assert client_of(other).get(f"/ladder/{person.pk}/").status_code == 404
    type(file).objects.filter(pk=file.pk).update(
        state="submitted", receipt_no="示例回执", received_at=dt.datetime(2022, 2, 8, tzinfo=dt.UTC)
    )
    text = page(other, f"/ladder/{person.pk}/")
    assert "已在其他单位登记" in text
    assert year.firms[0].name not in text
    assert "不能登记梯次" in text


def test_nobody_else_enters(town):
    from tests.people import make_user
    from wuhou_craftsmen.accounts.models import Role

    for role in (
        Role.EXPERT,
        Role.EXPERT_SECRETARY,
        Role.DEPARTMENT_OFFICER,
        Role.FINANCE,
        Role.SYSTEM_ADMIN,
    ):
        user = make_user(role)
        assert client_of(user).get("/ladder/").status_code == 403
        assert "工匠梯次" not in [item.label for item in menu_of(user)]
    assert Client().get("/ladder/").status_code == 302
    assert town.person().employments.get().since == DAY
