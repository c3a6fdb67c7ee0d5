"""The form in steps: each says how it stands, what is missing leads to the very field, and 报送 waits for all of it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.domain.checking import endorsement
from nominations.domain.file import checklist, drafts, evidence, submission
from nominations.models import Nomination, NoticeObjection
from nominations.models.application import STEPS
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from tests.pdfs import PDF, tiny_pdf
from tests.people import client_of, make_id, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
REST = {
    "work": {"trade": "钳工", "frontline": "True"},
    "deeds": {"deeds": "解决关键工序难题。"},
    "firm": {
        "route": "unit", "unit_rank": "9", "staff_meeting_on": "2022-01-20", "unit_notice_from": "2022-01-24",
        "unit_notice_to": "2022-01-28",
    },
    "consent": {"consented_on": "2022-01-20", "pledged_on": "2022-01-20"},
}  # fmt: skip


@kept
def year():
    return Year()


@pytest.fixture
def draft(year) -> Nomination:
    firm, fields = year.firms[0], {"name": "新示例", "trade": "钳工", "route": "unit"}
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(80), phone="10000000080", fields=fields
    )


@pytest.fixture
def hr(draft):
    return client_of(draft.created_by)


def page_of(client, draft, step: str) -> str:
    return client.get(f"/nominations/{draft.pk}/edit/{step}/").content.decode()


def stepper(page: str) -> dict[str, str]:
    """Title -> how the step stands, in words."""
    found = re.findall(r"</small> (\S+)</b>\s*<span><i[^>]*>.</i> ([^<]+)</span>", page)
    return dict(found)


def fill(client, draft, **steps) -> None:
    for key, words in (REST | steps).items():
        client.post(f"/nominations/{draft.pk}/edit/{key}/", words)
    for kind in REQUIRED_EVIDENCE:
        evidence.upload(draft.created_by, draft, kind, PDF, "example.pdf")


def test_each_step_says_whether_it_is_whole_missing_or_wrong(draft, hr):
    assert stepper(page_of(hr, draft, "work")) == {
        "基本情况": "已填妥", "职业与岗位": "未填", "主要事迹": "未填", "业绩与荣誉": "可不填", "单位推荐": "未填",
        "同意与承诺": "未填", "证明材料": "有缺", "核对报送": "还缺 8 项",
    }  # fmt: skip
    fill(hr, draft, firm=REST["firm"] | {"unit_notice_to": "2022-01-25"})
    after = stepper(page_of(hr, draft, "work"))
    assert (after["职业与岗位"], after["单位推荐"], after["证明材料"], after["核对报送"]) == (
        "已填妥", "有误", "已齐", "还缺 1 项",
    )  # fmt: skip


def test_the_buttons_save_and_lead_to_the_step_before_or_behind(draft, hr):
    work = f"/nominations/{draft.pk}/edit/work/"
    assert hr.post(work, REST["work"] | {"go": "deeds"}).url == f"/nominations/{draft.pk}/edit/deeds/"
    assert (
        hr.post(work, REST["work"] | {"go": "person", "post": "班组长"}).url
        == f"/nominations/{draft.pk}/edit/person/"
    )
    assert hr.post(work, REST["work"] | {"go": "file"}).url == f"/nominations/{draft.pk}/"
    assert hr.post(work, REST["work"] | {"go": "//elsewhere"}).url == work
    draft.refresh_from_db()
    assert (draft.frontline, draft.post) == (True, "")  # each press writes its step as it stands
    page = hr.post(work, {"trade": "", "go": "deeds"}).content.decode()
    assert '<a href="#id_trade">职业（工种）</a>' in page
    assert stepper(page)["职业与岗位"] == "有误"


def test_one_step_leaves_the_others_alone(draft, hr):
    fill(hr, draft)
    hr.post(f"/nominations/{draft.pk}/edit/person/", {"name": "新示例", "education": "大专"})
    draft.refresh_from_db()
    assert (draft.education, draft.deeds, draft.unit_rank) == ("大专", "解决关键工序难题。", 9)


def test_the_form_goes_on_where_something_is_missing(draft, hr):
    edit = f"/nominations/{draft.pk}/edit/"
    assert hr.get(edit).url == f"{edit}work/"
    fill(hr, draft)
    assert hr.get(edit).url == f"{edit}person/"
    assert hr.get(f"{edit}nonsense/").status_code == 404


def test_what_is_missing_is_one_list_and_each_leads_to_its_place(draft, hr):
    review = page_of(hr, draft, "review")
    told = dict(re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', review))
    here = f"/nominations/{draft.pk}"
    assert told[f"{here}/edit/work/#id_frontline"] == "“是否一线”未填"
    assert told[f"{here}/edit/consent/#id_pledged_on"] == "尚未作出诚信承诺"
    assert told[f"{here}/evidence/#kind-unit_notice"] == "缺少“单位公示证明”"
    assert [check.reason for check in checklist.missing(draft)] == list(told.values())
    with pytest.raises(Refusal) as refused:
        submission.submit(draft.created_by, draft)
    assert str(refused.value.reason) == "还不能报送：" + "；".join(told.values())
    for address in told:
        page, anchor = address.split("#")
        assert f'id="{anchor}"' in hr.get(page).content.decode()


def test_the_button_waits_for_all_of_it_and_asks_once(draft, hr):
    button = re.compile(r"<button[^>]*>报送</button>")
    for page in (page_of(hr, draft, "review"), hr.get(f"/nominations/{draft.pk}/").content.decode()):
        assert " disabled " in button.search(page).group()
    assert hr.post(f"/nominations/{draft.pk}/submit/").status_code == 403
    fill(hr, draft)
    found = button.search(page_of(hr, draft, "review")).group()
    assert "disabled" not in found
    assert found.count("data-confirm") == 1
    hr.post(f"/nominations/{draft.pk}/submit/")
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_is_put_right_on_the_files_page_is_linked_there(draft, hr):
    fill(hr, draft, firm=REST["firm"] | {"route": "self"})
    NoticeObjection.objects.create(
        nomination=draft, raised_on=dt.date(2022, 1, 26), text="业绩有出入", entered_by=draft.created_by, entered_at=draft.created_at
    )  # fmt: skip
    review, own = page_of(hr, draft, "review"), hr.get(f"/nominations/{draft.pk}/").content.decode()
    for part in ("union", "objections"):
        assert f'href="/nominations/{draft.pk}/#{part}"' in review
        assert f'id="{part}"' in own


def test_days_of_the_notice_that_are_not_over_yet_are_no_fault_of_the_step(draft, hr):
    fill(hr, draft, firm=REST["firm"] | {"unit_notice_from": "2022-02-07", "unit_notice_to": "2022-02-11"})
    page = page_of(hr, draft, "review")
    assert stepper(page)["单位推荐"] == "已填妥"
    assert "单位公示到 2022年2月11日 结束，期满后才能报送" in page
    on("2022-02-12")
    assert "单位公示到" not in page_of(hr, draft, "review")


# A returned file


@pytest.fixture
def returned(year):
    year.play("nominate")
    file = year.file("001")
    endorsement.return_for_correction(
        year.clerk,
        file,
        opinion="请补充",
        marks={"deeds": "写明带徒人数", "unit_rank": "请核对排序"},
        seen_sha256=file.frozen_sha256,
    )
    return Nomination.objects.get(pk=file.pk)


def test_a_returned_file_leads_from_one_marked_step_to_the_next(year, returned):
    client, edit = client_of(year.hr[returned.firm_id]), f"/nominations/{returned.pk}/edit/"
    assert client.get(edit).url == f"{edit}deeds/"
    page = page_of(client, returned, "deeds")
    assert "须补正：写明带徒人数" in page
    assert [title for title, words in stepper(page).items() if words == "须补正"] == ["主要事迹", "单位推荐"]
    assert 'name="go" value="firm">下一步' in page
    assert 'name="go" value="deeds">上一步' in page_of(client, returned, "firm")
    assert 'name="go" value="review">下一步' in page_of(client, returned, "firm")
    client.post(f"{edit}deeds/", {"deeds": "带徒五人。"})
    assert stepper(page_of(client, returned, "deeds"))["主要事迹"] == "已改"
    assert client.get(edit).url == f"{edit}firm/"
    closed = page_of(client, returned, "work")
    assert closed.count(" disabled") == len(STEPS["work"].keys)


def test_after_its_time_a_returned_file_is_not_said_to_be_on_its_way(year, returned):
    client, page = client_of(year.hr[returned.firm_id]), f"/nominations/{returned.pk}/"
    assert "前改好并再次报送" in client.get(page).content.decode()
    on("2022-04-20")
    late = client.get(page).content.decode()
    assert "已过，不能再修改和报送" in late
    assert "逾期没有补正" in late
    assert "正在这一步" not in late


# Who it is about


def test_the_number_comes_first_and_says_sex_and_birth_date(year, hr, draft):
    page = client_of(draft.created_by).get("/nominations/new/").content.decode()
    order = [
        page.index(f'name="{name}"') for name in ("route", "consented", "id_number", "name", "phone", "trade")
    ]
    assert order == sorted(order)
    assert 'name="sex"' not in page
    shown = page_of(hr, draft, "person")
    assert 'name="sex"' not in shown
    assert f"<dd>{draft.sex}</dd>" in shown
    assert re.search(r"<dt>出生日期</dt>\s*<dd>\d{4}年\d+月\d+日</dd>", shown)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            lambda good: good[:-1] + ("1" if good[-1] != "1" else "2"),
            "末位与前面的数字对不上，请对照身份证核对",
        ),
        (lambda good: good[:-1], "现在是 17 位"),
    ],
)
def test_a_mistyped_number_is_told_as_people_say_it(year, number, told):
    words = {
        "name": "新示例",
        "trade": "钳工",
        "route": "unit",
        "phone": "10000000081",
        "id_number": number(make_id(81)),
    }
    page = client_of(year.hr[year.firms[0].pk]).post("/nominations/new/", words).content.decode()
    assert told in page
    assert "校验位" not in page


# Papers


@pytest.mark.parametrize(
    ("name", "kind"),
    [("张三身份证正面.pdf", "id_card"), ("奖状.pdf", "honour"), ("公示照片.pdf", "unit_notice"), ("工艺改进.pdf", "achievement"),
     ("职代会会议记录.pdf", "staff_meeting"), ("焊工职业资格证.pdf", "qualification")],
)  # fmt: skip
def test_the_name_of_a_file_tells_its_kind(draft, name, kind):
    assert evidence.upload(draft.created_by, draft, "", tiny_pdf(name), name).kind == kind


def test_a_name_that_tells_nothing_is_asked_about(draft, hr):
    page = f"/nominations/{draft.pk}/evidence/"
    sent = {"kind": "", "file": SimpleUploadedFile("IMG_0001.pdf", PDF)}
    answer = hr.post(page, sent, follow=True).content.decode()
    assert "“IMG_0001.pdf”的名称看不出是哪一类材料，请选择类别再上传" in answer
    assert not draft.evidence.exists()


def test_a_paper_is_put_under_another_kind(draft, hr):
    paper = evidence.upload(draft.created_by, draft, "other", PDF, "example.pdf")
    change = f"/nominations/{draft.pk}/evidence/{paper.pk}/kind/"
    assert hr.post(change, {"kind": "nonsense"}).status_code == 403
    assert hr.post(change, {"kind": "photo"}).status_code == 403  # a PDF is no photo
    answer = hr.post(change, {"kind": "achievement"}, follow=True).content.decode()
    assert "“example.pdf”已改为“业绩材料”" in answer
    assert draft.evidence.get(removed_at=None).kind == "achievement"
    assert hr.post(change, {"kind": "honour"}).status_code == 403  # the row that was is removed


def test_each_kind_says_what_is_there_or_why_it_is_wanted(draft, hr):
    evidence.upload(draft.created_by, draft, "achievement", PDF, "example.pdf")
    page = hr.get(f"/nominations/{draft.pk}/evidence/").content.decode()
    parts = dict(re.findall(r'id="kind-(\w+)"(.*?)</section>', page, re.DOTALL))
    assert "✓ 已有 1 份" in parts["achievement"]
    assert "删除example.pdf" in parts["achievement"]
    assert "✗ 缺" in parts["unit_notice"]
    assert "证明已在本单位公示" in parts["unit_notice"]
    assert "没有可不传" in parts["honour"]


# The list


def test_the_firm_reads_the_next_step_and_its_limit_and_the_district_the_unit(year, returned):
    own = client_of(year.hr[returned.firm_id]).get("/nominations/").content.decode()
    assert '<td data-label="下一步">补正后再次报送</td>' in own
    assert f'<td data-label="期限">{returned.endorsements.get().correct_by:%Y}年' in own
    assert "工作单位</th>" not in own
    union = client_of(year.first)
    unit = returned.firm.endorsing_unit
    page = union.get("/nominations/").content.decode()
    assert f'<td data-label="推荐单位">{unit}</td>' in page
    assert '<td data-label="报送时间">2022年2月7日' in page
    assert (
        returned.no in union.get("/nominations/", {"unit": unit.pk, "since": "2022-02-07"}).content.decode()
    )
    assert returned.no not in union.get("/nominations/", {"since": "2022-02-08"}).content.decode()
    home = client_of(year.hr[returned.firm_id]).get("/home/").content.decode()
    assert re.search(r"退回待补正的申报</a>\s*<br>\s*<span class=\"until\">\s*截止 2022年2月", home)
