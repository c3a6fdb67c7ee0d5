"""业绩成果、竞赛获奖、带徒、荣誉: written row by row, frozen with the file, read by those who judge it, asked of nobody."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from nominations.documents.application import application_form_pdf
from nominations.documents.application_content import form_of
from nominations.documents.workbooks import list_workbook
from nominations.domain.checking import endorsement
from nominations.domain.file import drafts, submission
from nominations.models import Achievement, Nomination
from nominations.models.achievements import rows_of
from nominations.models.application import STEPS
from tests.pdfs import text_of
from tests.people import make_id, make_user
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
BEGINNING = {"name": "甲示例", "sex": "男", "trade": "钳工", "route": "unit"}
EMPTY = {"title": "", "level": "", "issuer": "", "result": "", "on": None}
CONTEST = EMPTY | {
    "title": "示例技能大赛钳工项目",
    "level": "市级",
    "result": "第二名",
    "on": dt.date(2021, 5, 1),
}
TYPED = {
    "contests-0-title": "示例技能大赛钳工项目",
    "contests-0-level": "市级",
    "contests-0-result": "第二名",
    "contests-0-on": "2021-05-01",
}


@kept
def year():
    return Year()


@pytest.fixture
def file(year) -> Nomination:
    firm = year.firms[0]
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(1), phone="10000000001", fields=BEGINNING
    )


@pytest.fixture
def hr(year):
    return year.hr[year.firms[0].pk]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(file, **words) -> dict:
    return {"seen": drafts.seen_of(Nomination.objects.get(pk=file.pk), STEPS["record"].keys)} | words


def autosaved(user, file, **words):
    file.refresh_from_db()
    return signed_in(user).post(f"/nominations/{file.pk}/edit/record/autosave/", typed(file, **words))


def titles(file, kind: str) -> list[str]:
    return [row["title"] for row in rows_of(Nomination.objects.get(pk=file.pk), kind)]


def test_a_contest_saves_itself_with_level_result_and_date(hr, file):
    answer = autosaved(hr, file, **TYPED).json()
    assert answer["faults"] == {}
    file.refresh_from_db()
    assert rows_of(file, "contests") == [CONTEST]
    assert autosaved(hr, file, **TYPED).json()["seen"] == answer["seen"]
    assert Nomination.objects.get(pk=file.pk).version == file.version


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("contests-0-title", "", "请填写竞赛名称"),
        ("contests-0-on", "2022-02-08", "不能晚于今天"),
        ("contests-0-on", "去年", "有效的日期"),
        ("contests-0-result", "联系13800001111", "请不要写身份证号、手机号"),
    ],
)
def test_a_row_that_cannot_be_read_stays_on_the_page_and_the_rest_is_saved(hr, file, name, words, told):
    answer = autosaved(hr, file, **{**TYPED, "honours-0-title": "厂级先进", name: words}).json()
    assert list(answer["faults"]) == [name]
    assert told in answer["faults"][name][0]
    file.refresh_from_db()
    assert (titles(file, "honours"), titles(file, "contests")) == (["厂级先进"], [])


def test_rows_keep_their_order_and_an_empty_one_is_none(hr, file):
    rows = {"honours-3-title": "区技术能手", "honours-0-title": "厂级先进", "honours-1-title": ""}
    autosaved(hr, file, **rows)
    assert titles(file, "honours") == ["厂级先进", "区技术能手"]
    autosaved(hr, file, **{"honours-3-title": "区技术能手"})
    assert titles(file, "honours") == ["区技术能手"]
    autosaved(hr, file, **{"honours-3-title": ""})
    assert titles(file, "honours") == []


def test_a_page_without_the_lists_empties_none_of_them(hr, file):
    autosaved(hr, file, **TYPED)
    autosaved(hr, file, **{"honours-0-title": "厂级先进"})
    assert titles(file, "contests") == ["示例技能大赛钳工项目"]


def test_without_script_a_button_saves_and_draws_a_further_row(hr, file):
    client = signed_in(hr)
    answer = client.post(f"/nominations/{file.pk}/edit/record/", typed(file, **TYPED, more="contests"))
    assert answer.url == f"/nominations/{file.pk}/edit/record/?more=contests#list-contests"
    page = client.get(answer.url).content.decode()
    assert 'name="contests-0-title" value="示例技能大赛钳工项目"' in page
    assert 'name="contests-1-title"' in page
    assert 'name="contests-2-title"' not in page
    file.refresh_from_db()
    client.post(f"/nominations/{file.pk}/edit/record/", typed(file, **TYPED, drop="contests-0"))
    assert titles(file, "contests") == []


def test_a_row_with_a_fault_is_drawn_again_with_what_was_typed(hr, file):
    words = typed(file, **{**TYPED, "contests-0-title": ""})
    page = signed_in(hr).post(f"/nominations/{file.pk}/edit/record/", words).content.decode()
    assert "有 1 处须更正" in page
    assert '<a href="#id_contests-0-title">竞赛获奖第 1 项的竞赛名称</a>' in page
    assert 'value="第二名"' in page


def test_a_colleagues_row_is_not_overwritten(year, hr, file):
    other = make_user(Role.FIRM_HR, year.firms[0], name="吴人事")
    drawn = typed(file, **{"contests-0-title": "另一项"})
    autosaved(other, file, **TYPED)
    answer = signed_in(hr).post(f"/nominations/{file.pk}/edit/record/autosave/", drawn)
    assert answer.status_code == 409
    told = {"contests": ["竞赛获奖", "示例技能大赛钳工项目，市级，第二名，2021年5月1日"]}
    assert answer.json()["theirs"] == told
    assert titles(file, "contests") == ["示例技能大赛钳工项目"]


def test_more_than_twenty_rows_are_refused(hr, file):
    rows = [CONTEST | {"title": f"第{n}项"} for n in range(21)]
    with pytest.raises(Refusal, match="“竞赛获奖”最多 20 项"):
        drafts.edit(hr, file, fields={"contests": rows})
    assert drafts.edit(hr, file, fields={"contests": rows[:20]}).version == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "请填写竞赛名称"),
        ({"level": "宇宙级"}, "请从列表中选择级别"),
        ({"result": "9" * 18}, "身份证号"),
    ],
)
def test_the_verb_refuses_what_the_form_would(hr, file, changes, told):
    with pytest.raises(Refusal, match=told):
        drafts.edit(hr, file, fields={"contests": [CONTEST | changes]})
    assert not Achievement.objects.exists()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"kind": "medals"}, {"level": "宇宙级"}, {"place": 1}])
def test_the_database_refuses_a_row_that_cannot_be(hr, file, wrong):
    drafts.edit(hr, file, fields={"contests": [CONTEST]})
    with pytest.raises(IntegrityError), transaction.atomic():
        Achievement.objects.create(nomination=file, **({"kind": "contests", "place": 2} | CONTEST | wrong))


def test_submitting_freezes_the_lists_and_empty_ones_stop_nobody(year):
    year.play("nominate")
    file = year.file("001")
    assert file.frozen["contests"] == []  # submitted without any
    endorsement.return_for_correction(
        year.clerk,
        file,
        opinion="请补充",
        marks={"contests": "请补充竞赛名次"},
        seen_sha256=file.frozen_sha256,
    )
    hr = year.hr[file.firm_id]
    with pytest.raises(Refusal, match="“荣誉”没有标出"):
        drafts.edit(hr, file, fields={"honours": [EMPTY | {"title": "区技术能手"}]})
    drafts.edit(hr, file, fields={"contests": [CONTEST]})
    again = submission.submit(hr, file)
    assert again.frozen["contests"] == [CONTEST | {"on": "2021-05-01"}]
    assert submission.content_hash(again.frozen) == again.frozen_sha256 != file.frozen_sha256


def test_in_a_returned_file_only_the_marked_list_is_open(year):
    year.play("nominate")
    file = year.file("001")
    endorsement.return_for_correction(
        year.clerk,
        file,
        opinion="请补充",
        marks={"contests": "请补充竞赛名次"},
        seen_sha256=file.frozen_sha256,
    )
    hr = year.hr[file.firm_id]
    page = signed_in(hr).get(f"/nominations/{file.pk}/edit/record/").content.decode()
    assert 'value="contests">再加一项竞赛' in page
    assert "再加一项荣誉" not in page
    assert page.count("没有填写。") == 3  # the closed lists stand there, empty as they are
    assert autosaved(hr, file, **TYPED, **{"honours-0-title": "区技术能手"}).status_code == 200
    assert (titles(file, "contests"), titles(file, "honours")) == (["示例技能大赛钳工项目"], [])


def test_deleting_a_draft_takes_its_rows_with_it(hr, file):
    drafts.edit(hr, file, fields={"contests": [CONTEST]})
    drafts.delete_draft(hr, file)
    assert not Achievement.objects.exists()


def test_the_printed_form_holds_the_lists_and_says_where_there_is_none(hr, file):
    drafts.edit(hr, file, fields={"contests": [CONTEST], "certificate_no": "示例0001"})
    text = text_of(application_form_pdf(form_of(Nomination.objects.get(pk=file.pk), hr)))
    for words in (
        "示例技能大赛钳工项目",
        "第二名",
        "2021年5月1日",
        "示例0001",
        "业绩成果",
        "带徒",
        "荣誉",
        "无",
    ):
        assert words in text


def test_the_whole_export_lists_every_row_and_the_masked_none(year):
    year.play("nominate")
    Achievement.objects.create(nomination=year.file("001"), kind="contests", place=1, **CONTEST)
    files = year.round.nominations.select_related("firm__endorsing_unit", "person", "endorsed_rank")
    book = load_workbook(io.BytesIO(list_workbook(year.round, files, whole=True)))
    rows = list(book["业绩与荣誉"].iter_rows(values_only=True))
    assert rows[3][:6] == ("ZG2022-001", "甲示例", "竞赛获奖", "示例技能大赛钳工项目", "市级", "第二名")
    assert load_workbook(io.BytesIO(list_workbook(year.round, files))).sheetnames == ["申报名单"]


def test_an_expert_reads_the_lists_beside_the_deeds_and_no_certificate_number(year):
    year.play("check")
    year.open_scoring()
    file = year.file("001")
    Nomination.objects.filter(pk=file.pk).update(certificate_no="示例0001")
    Achievement.objects.create(nomination=file, kind="contests", place=1, **CONTEST)
    expert = year.round.committee.members.first().expert.user
    page = signed_in(expert).get(f"/review/files/{year.candidate('001').pk}/").content.decode()
    assert "示例技能大赛钳工项目" in page
    assert "示例0001" not in page
