"""Writing a file: a draft begins with a few words, saves itself, and nobody's words are overwritten or lost."""

import pytest
from django.test import Client

from nominations.domain.file import drafts
from nominations.models import Nomination
from nominations.models.application import STEPS
from tests.people import make_id, make_user, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.text.resident_id import sex_of

pytestmark = pytest.mark.django_db
BEGINNING = {"name": "甲示例", "trade": "钳工", "route": "unit"}


@kept
def year():
    return Year()


@pytest.fixture
def file(year) -> Nomination:
    firm = year.firms[0]
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(1), phone="10000000001", fields=BEGINNING
    )


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen(file, step="work") -> str:
    """What a step of the form, drawn now, carries along of what stands in it."""
    return drafts.seen_of(Nomination.objects.get(pk=file.pk), STEPS[step].keys)


def answers(user, file, step="work", **typed):
    """What the page gets when a step saves itself with the fields typed so far."""
    typed = BEGINNING | {"seen": seen(file, step)} | typed
    return as_user(user).post(f"/nominations/{file.pk}/edit/{step}/autosave/", typed)


def test_a_draft_begins_with_who_it_is_about(year):
    hr = as_user(year.hr[year.firms[0].pk])
    answer = hr.post("/nominations/new/", BEGINNING | {"id_number": make_id(7), "phone": "10000000007"})
    file = Nomination.objects.get()
    assert answer.url == f"/nominations/{file.pk}/edit/"
    assert (file.frontline, file.years_in_trade, file.deeds) == (None, None, "")
    assert file.sex == sex_of(make_id(7))
    page = hr.get(answer.url, follow=True).content.decode()
    assert "“主要事迹”未填" in page
    assert "“是否一线”未填" in page
    assert "从业年限”未填" not in page  # no gate on seniority (clause 八)


@pytest.mark.parametrize("missing", ["name", "id_number", "phone", "trade", "route"])
def test_a_draft_does_not_begin_without_knowing_who_it_is_about(year, missing):
    words = BEGINNING | {"id_number": make_id(7), "phone": "10000000007"}
    page = (
        as_user(year.hr[year.firms[0].pk]).post("/nominations/new/", words | {missing: ""}).content.decode()
    )
    assert "有 1 处须更正" in page
    assert not Nomination.objects.exists()


def test_what_can_be_read_is_saved_and_the_rest_stays_on_the_page(year, file):
    hr = year.hr[year.firms[0].pk]
    answer = answers(hr, file, post="班组长", years_in_trade="十年", frontline="True").json()
    file.refresh_from_db()
    assert (file.post, file.frontline, file.years_in_trade) == ("班组长", True, None)
    assert file.version == 2
    assert list(answer["faults"]) == ["years_in_trade"]
    assert "已自动保存 09:00:" in answer["message"]
    assert "“是否一线”未填" not in answer["missing"]
    assert "“主要事迹”未填" in answer["missing"]
    assert "有误" in answer["steps"]  # what cannot be read stands on this step


def test_saving_the_same_again_changes_nothing(year, file):
    hr = year.hr[year.firms[0].pk]
    first = answers(hr, file, post="班组长").json()
    assert answers(hr, file, post="班组长").json()["seen"] == first["seen"] == seen(file)
    assert Nomination.objects.get(pk=file.pk).version == 2


def test_a_colleague_is_told_what_differs_and_overwrites_nothing(year, file):
    firm = year.firms[0]
    first, second = year.hr[firm.pk], make_user(Role.FIRM_HR, firm, name="吴人事")
    drawn = seen(file)
    assert answers(second, file, post="技术员").status_code == 200
    answer = answers(first, file, post="班组长", certificate_no="示例1", seen=drawn)
    told = answer.json()
    assert answer.status_code == 409
    assert "吴人事于 2022年2月7日 09:00 修改过这份申报" in told["message"]
    assert told["theirs"] == {"post": ["岗位", "技术员"], "certificate_no": ["证书编号", ""]}
    file.refresh_from_db()
    assert (file.post, file.certificate_no) == ("技术员", "")
    assert answers(first, file, post="班组长", seen=told["seen"]).status_code == 200  # having seen it


def test_a_colleague_at_another_step_disturbs_nobody(year, file):
    firm = year.firms[0]
    drawn = seen(file)
    other = make_user(Role.FIRM_HR, firm, name="吴人事")
    assert answers(other, file, "deeds", deeds="解决关键工序难题。").status_code == 200
    assert answers(year.hr[firm.pk], file, post="班组长", seen=drawn).status_code == 200
    file.refresh_from_db()
    assert (file.post, file.deeds) == ("班组长", "解决关键工序难题。")


def test_without_script_the_page_shows_both_and_keeps_what_was_typed(year, file):
    firm = year.firms[0]
    other = make_user(Role.FIRM_HR, firm, name="吴人事")
    typed = BEGINNING | {"seen": seen(file), "post": "班组长"}
    drafts.edit(other, file, fields={"post": "技术员"})
    page = as_user(year.hr[firm.pk]).post(f"/nominations/{file.pk}/edit/work/", typed).content.decode()
    assert "对方保存的内容" in page
    assert "<dd>技术员</dd>" in page
    assert 'value="班组长"' in page
    assert f'name="seen" value="{seen(file)}"' in page


def test_after_the_closing_the_words_are_kept_and_the_reason_is_told(year, file):
    hr = year.hr[year.firms[0].pk]
    answers(hr, file, "deeds", deeds="事迹。")
    on("2022-03-01", 0)
    file.refresh_from_db()
    answer = answers(hr, file, "deeds", deeds="事迹，补充。")
    assert answer.status_code == 403
    assert answer.json()["message"] == "申报已经截止；您填写的内容仍然保留。"
    file.refresh_from_db()
    assert file.deeds == "事迹。"
    assert "事迹。" in as_user(hr).get(f"/nominations/{file.pk}/edit/deeds/").content.decode()


def test_a_stranger_saves_nothing_and_learns_nothing(year, file):
    assert answers(year.hr[year.firms[1].pk], file, post="班组长").status_code == 404
    assert (
        as_user(year.leaders[0]).post(f"/nominations/{file.pk}/edit/work/autosave/", BEGINNING).status_code
        == 403
    )
    assert (
        as_user(year.first).post(f"/nominations/{file.pk}/edit/work/autosave/", BEGINNING).status_code == 404
    )


def test_a_returned_file_saves_its_marked_fields_alone(year):
    year.play("nominate")
    from nominations.domain.checking import endorsement

    file = year.file("001")
    endorsement.return_for_correction(
        year.clerk, file, opinion="请补充", marks={"deeds": "请补充带徒情况"}, seen_sha256=file.frozen_sha256
    )
    file.refresh_from_db()
    hr = year.hr[year.firms[0].pk]
    assert answers(hr, file, "deeds", deeds="补充后的事迹。").status_code == 200
    assert answers(hr, file, post="改岗位").status_code == 200
    file.refresh_from_db()
    assert file.deeds == "补充后的事迹。"
    assert file.post != "改岗位"


def test_the_list_costs_at_most_eleven_queries_however_long_it_is(year, django_assert_max_num_queries):
    year.play("nominate")
    file = year.file("001")
    for user in (year.first, year.hr[file.firm_id], year.clerk, year.secretary, year.leaders[0]):
        client = as_user(user)
        client.get("/nominations/")
        for query in ("", "?q=示例", "?state=submitted", "?q=丙&state=submitted&page=2"):
            with django_assert_max_num_queries(11):
                assert client.get(f"/nominations/{query}").status_code == 200


def test_a_session_in_use_is_kept_and_not_written_down_at_every_click(year):
    client = as_user(year.first)
    client.get("/home/")
    before = client.session["kept"]
    client.get("/home/")
    assert client.session["kept"] == before
    session = client.session
    session["kept"] = before - 700
    session.save()
    client.get("/home/")
    assert client.session["kept"] >= before
