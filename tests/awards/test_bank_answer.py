"""登记银行结果 on the page of the batch, a batch that is turned back, its own roster, and the form of claims at its bounds."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from awards.domain.claims import claims
from awards.domain.money import payments
from awards.models import MatchingClaim
from tests.people import client_of, make_id, on
from tests.small_year import Year
from tests.workbooks import CLAIM_HEADINGS, workbook
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import Message, PendingAct
from wuhou_craftsmen.common.workbooks.tables import Table, WorkbookFaults

pytestmark = pytest.mark.django_db


@kept
def named():
    return deeds.named_and_owed(Year())


@pytest.fixture
def sent(named):
    deeds.ready_to_pay(named)
    batch = payments.make_batch(named.first, named.round)
    deeds.approve(named, batch)
    deeds.send(named, batch)
    batch.refresh_from_db()
    return batch


def answer(year, batch, **words):
    return client_of(year.finance[0]).post(f"/awards/batches/{batch.pk}/settle/", words)


@pytest.mark.parametrize(
    ("typed", "ticks", "field"),
    [
        ({"bank_reference": "HD-7", "failure": "错" * 201}, True, "failure"),
        ({"bank_reference": "7" * 61, "failure": "户名不符"}, True, "bank_reference"),
        ({"bank_reference": "", "failure": "户名不符"}, True, "bank_reference"),
        ({"bank_reference": "HD-7", "failure": "户名不符"}, False, "failed"),
        ({"bank_reference": "HD-7", "failure": " "}, True, "failure"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(named, sent, typed, ticks, field):
    ticked = [sent.lines.first().pk] if ticks else []
    page = answer(named, sent, **typed, failed=ticked)
    assert page.status_code == 200
    form = page.context["settle_form"]
    assert list(form.errors) == [field]
    words = page.content.decode()
    assert all(text in words for text in typed.values() if text.strip())
    assert words.count("checked") == len(ticked)
    assert not PendingAct.objects.filter(act="awards.settle_batch").exists()


def test_a_reason_without_a_line_says_what_to_do(named, sent):
    words = answer(named, sent, bank_reference="HD-7", failure="户名不符").content.decode()
    assert "写了退回原因，请勾选退回的行" in words


def test_lines_with_their_reason_are_proposed(named, sent):
    line = sent.lines.first().pk
    assert answer(named, sent, bank_reference="HD-7", failure="户名不符", failed=[line]).status_code == 302
    assert PendingAct.objects.filter(act="awards.settle_batch").exists()


def row(no, cash=15000):
    award = ["大赛", "技能竞赛", "市级", "2022-06-01", cash, 15000, "大赛·钳工", "示例1号"]
    return [no, "甲示例", make_id(1), *award]


def enter(year, *rows):
    on("2022-09-01")
    table = claims.read_claims(workbook(CLAIM_HEADINGS, rows), "申报表.xlsx")
    return claims.create_from_table(year.first, year.round, table)


def test_a_claim_number_is_one_number_in_any_width_and_case(named):
    enter(named, row("pt9-１"))
    assert MatchingClaim.objects.get().no == "PT9-1"
    with pytest.raises(WorkbookFaults, match="尚未使用的申请编号"):
        enter(named, row("Pt9-1"))
    with pytest.raises(WorkbookFaults, match="与第 3 行相同"):
        enter(named, row("PT9-2"), row("ｐｔ9-2"))


def test_a_prize_beyond_all_that_is_given_is_told(named):
    enter(named, row("PT9-1", 100_000_000))
    with pytest.raises(WorkbookFaults, match=r"第 3 行“奖金总额（元）”.*不超过 1 亿元"):
        enter(named, row("PT9-2", 100_000_000.01))


def test_a_form_without_claims_is_refused(named):
    with pytest.raises(Refusal, match="没有申报"):
        claims.create_from_table(named.first, named.round, Table([]))


class TestTurnedBack:
    def test_a_leader_turns_a_batch_back_and_its_maker_is_told(self, named):
        batch = payments.make_batch(named.first, deeds.ready_to_pay(named).round)
        payments.cancel_batch(named.leaders[0], batch, reason="名单有误")
        batch.refresh_from_db()
        assert batch.state == "failed"
        assert payments.payable(named.round).count() == 2
        told = Message.objects.get(kind="batch_turned_back", channel="portal")
        assert told.user == named.first
        assert "名单有误" in told.text

    def test_finance_turns_nothing_back_and_no_leader_after_the_approval(self, named):
        batch = payments.make_batch(named.first, deeds.ready_to_pay(named).round)
        with pytest.raises(Refusal):
            payments.cancel_batch(named.finance[0], batch, reason="名单有误")
        deeds.approve(named, batch)
        with pytest.raises(Refusal):
            payments.cancel_batch(named.leaders[2], batch, reason="名单有误")

    def test_the_roster_of_one_batch_holds_that_batch_alone(self, named):
        batch = payments.make_batch(named.first, deeds.ready_to_pay(named).round)
        words = {"round_id": named.round.pk, "which": "roster", "batch_id": batch.pk}
        job = together(named.finance[0], named.finance[1], "awards.export", **words)
        assert job.label == "2022年度奖励发放花名册（FF2022-01）"
        jobs.run(job.pk)
        job.refresh_from_db()
        text = "".join(str(row) for row in load_workbook(BytesIO(store.read(job.result))).active.values)
        assert "FF2022-01" in text
        assert "甲示例" in text
        with pytest.raises(Refusal, match="按本年度的批次"):
            together(named.finance[0], named.finance[1], "awards.export", **words | {"which": "matching"})
