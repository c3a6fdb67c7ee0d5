"""Entering a version by its page: drawn from the one before, looked at, proposed by one person, seen and confirmed by another."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import client_of, make_user, on, policy_in_force, reference, staff_pair
from tests.worlds.books import book
from tests.worlds.kept import kept
from tests.worlds.policy import confirmed, typed_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.policy.domain.versions import load_draft
from wuhou_craftsmen.policy.models import PolicyVersion

pytestmark = pytest.mark.django_db
ADDRESS = "/policy/register/"
FIGURES = {
    "effective_after_days": "30", "chengdu_target": "50", "zhuge_target": "320", "targets_until": "2022",
    "pilot_firms": "5",
    "trades_over": "10", "person_times": "20000", "naming_reward_fen": "10000.00", "matching_ratio": "0.5",
}  # fmt: skip
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CLAUSES = [
    "（一）目的。为了培育工匠。",
    "（二）奖励。给予一次性奖励。（牵头单位：区总工会；责任单位：区财政局、各街道）",
]


@kept
def office():
    reference()
    on("2021-01-04")
    return staff_pair()


@pytest.fixture
def clients(office):
    return [client_of(person) for person in office]


def page_of(client, **changed) -> str:
    return client.post(ADDRESS, typed_of(client, **changed)).content.decode()


def document(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def test_the_form_begins_with_the_figures_and_the_words_of_the_text(clients):
    page = clients[0].get(ADDRESS).content.decode()
    assert [f'name="{key}" value="{text}"' in page for key, text in FIGURES.items()] == [True] * len(FIGURES)
    assert "（二）目标任务。加快培育" in page
    assert "提请登记</button>" not in page


def test_other_figures_are_told_to_the_second_person_and_pay_from_then_on(clients):
    changed = {"naming_reward_fen": "12,000", "matching_ratio": "0.6", "effective_after_days": "10"}
    clients[0].post(ADDRESS, typed_of(clients[0], propose="", issued_on="2018-07-29", **changed))
    assert "2018年8月8日起施行" in PendingAct.objects.get().summary
    told = clients[1].get("/pending/").content.decode()
    for label, before, after in (
        ("一次性奖励（元）", "10000.00", "12000.00"),
        ("配套比例，即 1 比多少", "0.5", "0.6"),
    ):
        assert f"数字　{label}" in told
        assert f"<del>{before}</del> → <ins>{after}</ins>" in told
    version = confirmed(clients[1])
    assert (version.naming_reward_fen, version.ratio_text) == (1_200_000, "1：0.6")
    draft = load_draft()
    assert (draft.naming_reward_fen, draft.ratio_text) == (1_000_000, "1：0.5")


SENSELESS = [
    *((figure, typed) for figure in FIGURES for typed in ("5.55555", "5/2", "-1", "99999999999999999999", "")),
    ("naming_reward_fen", "100.001"), ("matching_ratio", "0"), ("matching_ratio", "0.333333333333333333"),
    ("pilot_firms", "5.5"), ("effective_after_days", "三十"), ("issued_on", "9999-12-31"), ("valid_to", "9999-12-31"),
    ("valid_from", "2021-01-05"), ("valid_to", "2021-01-05"), ("document_number", " "),
]  # fmt: skip


def test_what_is_not_issued_yet_is_refused(clients):
    typed = typed_of(clients[0], propose="")
    assert "征求意见稿" not in typed["text"]
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    heading = f"关于培育计划的实施办法（征求意见稿）\n{typed['text']}"
    for changed, told in (
        ({"issued_on": tomorrow}, "还没有到。正式印发以后，照文件上的日期登记"),
        ({"title": "关于培育计划的实施办法（征求意见稿）"}, "标题里写着“征求意见稿”"),
        ({"label": "征求意见稿"}, "版本说明里写着“征求意见稿”"),
        ({"text": heading}, "全文的标题里写着“征求意见稿”"),
    ):
        assert told in clients[0].post(ADDRESS, typed | changed).content.decode()
    assert not PendingAct.objects.exists()
    clients[0].post(ADDRESS, typed)
    assert "征求意见稿" not in confirmed(clients[1]).text


def test_what_makes_no_sense_is_refused_and_nothing_proposed(clients):
    typed = typed_of(clients[0], propose="")
    for field, value in SENSELESS:
        answer = clients[0].post(ADDRESS, typed | {field: value})
        assert answer.status_code == 200, (field, value)
        faults = answer.context["form"].errors
        assert field in faults or "__all__" in faults, (field, value)
    assert not PendingAct.objects.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("没有条文的一页。", "没有读到条文"),
        ("（一）目的。为了。\n（三）范围。本区。", "此处应为第二条，读到的是第三条"),
        ("第一条\n第二条　本区适用。", "第一条没有条文"),
        ("（一）目的。为了。\n（一）范围。本区。", "读到的是第一条"),
        ("（一）目的。为了。\n（牵头单位：" + "某" * 61 + "）", "超过 60 字"),
    ],
)
def test_a_text_that_is_none_is_refused(clients, text, told):
    assert told in page_of(clients[0], text=text)


@pytest.mark.parametrize("kind", ["docx", "txt", "gb18030", "xlsx"])
def test_a_file_fills_the_text_and_is_looked_at_before_it_is_proposed(clients, kind):
    plain = "\n".join(CLAUSES)
    content = {
        "docx": document(*CLAUSES), "txt": plain.encode(), "gb18030": plain.encode("gb18030"),
        "xlsx": book(
            ["条号", "条题", "条文", "牵头单位", "责任单位"], [1, "目的", "为了培育工匠。", None, None],
            [2, "奖励", "给予一次性奖励。", "区总工会", "区财政局、各街道"],
        ),
    }[kind]  # fmt: skip
    name = f"正文.{'txt' if kind == 'gb18030' else kind}"
    answer = clients[0].post(
        ADDRESS, typed_of(clients[0], propose="", file=SimpleUploadedFile(name, content))
    )
    assert not PendingAct.objects.exists()
    entry = answer.context["entry"]
    assert [clause.whole for clause in entry.clauses] == ["目的。为了培育工匠。", "奖励。给予一次性奖励。"]
    assert entry.clauses[1].units == "牵头：区总工会；责任：区财政局、各街道"
    assert "（二）奖励。给予一次性奖励。" in answer.context["form"]["text"].value()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4", "这份是 PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"), (b"PK\x03\x04", "已经损坏"),
        (b"\x00\x01\x02", "读不出文字"), (b" \n", "没有读到文字"), ("啊".encode() * 60_001, "超过 60000 字"),
        (document("<w:del><w:t>删</w:t></w:del>"), "没有读到文字"),
    ],
)  # fmt: skip
def test_a_file_that_gives_no_text_says_why(clients, content, told):
    assert told in page_of(clients[0], file=SimpleUploadedFile("正文", content))


def test_the_matrix_of_an_annex_is_typed_a_clause_a_line(clients):
    text = "第一条　为了培育工匠，制定本办法。\n第二条　奖励。给予一次性奖励。"
    changed = {"text": text, "duties": "二　牵头：区总工会　责任：区财政局、各街道", "propose": ""}
    clients[0].post(ADDRESS, typed_of(clients[0], **changed))
    version = confirmed(clients[1])
    first, second = version.clauses.all()
    assert (first.title, second.title) == ("", "奖励")
    assert [(d.unit_name, d.lead) for d in second.duties.all()] == [
        ("区总工会", True), ("区财政局", False), ("各街道", False),
    ]  # fmt: skip
    on("2021-06-07")
    again = clients[0].get(ADDRESS).context["form"]
    assert again["duties"].value() == "二　牵头：区总工会　责任：区财政局、各街道"
    for wrong in ("三　牵头：区总工会", "区总工会牵头", "二　牵头：甲\n二　牵头：乙"):
        assert "任务分工" in page_of(clients[0], duties=wrong)


def test_the_next_version_begins_later_than_the_last(clients):
    policy_in_force()
    page = page_of(clients[0], issued_on="2018-07-29", valid_from="2018-08-28")
    assert "新版本的施行日期须晚于这一天" in page
    assert PolicyVersion.objects.count() == 2


def test_only_the_union_enters_a_version(clients):
    typed = typed_of(clients[0], propose="")
    for role in set(Role) - {Role.UNION_STAFF}:
        other = client_of(make_user(role))
        assert other.get(ADDRESS).status_code == other.post(ADDRESS, typed).status_code == 403
    assert not PendingAct.objects.exists()


def test_nobody_confirms_what_he_entered_himself(clients):
    clients[0].post(ADDRESS, typed_of(clients[0], propose=""))
    act = PendingAct.objects.get()
    assert "须由另一人复核" in clients[0].post(f"/pending/{act.pk}/", {"confirm": ""}).content.decode()
    assert not PolicyVersion.objects.exclude(issued_on=None).exists()
