"""Titles, certificates, the public check, long workbooks, and what the money path refuses after a batch is made (T41, T52, T53, T55)."""

import datetime as dt
import io

import pytest
from django.db import connection
from openpyxl import load_workbook

from awards.documents import workbooks
from awards.domain.claims import claims
from awards.domain.money import exports, payments
from awards.domain.naming import certificates
from awards.forms.naming import DecisionForm
from awards.models import BankAccount, LedgerEntry, Title
from nominations.models import AnnualRound
from tests.people import client_of, make_id, make_user, on
from tests.small_year import Year
from tests.workbooks import CLAIM_HEADINGS, workbook
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import exported, jobs
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.models import Job, PendingAct, PrivateFile

pytestmark = pytest.mark.django_db


@kept
def named():
    return deeds.named_and_owed(Year())


@pytest.fixture
def payable(named):
    return deeds.ready_to_pay(named)


def revoke_first(year):
    title = Title.objects.first()
    return together(
        year.first, year.leaders[0], "awards.revoke", title_id=title.pk, on="2022-04-28", reason="示例"
    )


class TestRevocation:
    @pytest.mark.parametrize("on_day", ["2022-04-27", "2022-04-29"])
    def test_only_between_naming_and_today(self, named, on_day):
        with pytest.raises(Refusal, match="撤销日期应在命名日期与今天之间"):
            propose(named.first, "awards.revoke", title_id=Title.objects.first().pk, on=on_day, reason="示例")

    def test_one_person_is_not_enough(self, named):
        title = Title.objects.first()
        wanted = propose(named.first, "awards.revoke", title_id=title.pk, on="2022-04-28", reason="示例")
        with pytest.raises(Refusal):
            confirm(named.first, wanted)
        title.refresh_from_db()
        assert title.revoked_on is None

    def test_needs_a_reason_and_happens_once(self, named):
        title = Title.objects.first()
        with pytest.raises(Refusal, match="请写明撤销的事由和依据"):
            propose(named.first, "awards.revoke", title_id=title.pk, on="2022-04-28", reason=" ")
        revoke_first(named)
        with pytest.raises(Refusal, match="称号已经撤销"):
            propose(named.first, "awards.revoke", title_id=title.pk, on="2022-04-28", reason="再次")


class TestCertificates:
    def test_made_twice_by_the_queue_is_made_once(self, named, django_capture_on_commit_callbacks):
        decision = named.round.decisions.get()
        with django_capture_on_commit_callbacks(execute=True):
            job = together(
                named.first, named.leaders[0], "awards.issue_certificates", decision_id=decision.pk
            )
        jobs.run(job.pk)
        made = list(Title.objects.values_list("certificate_id", flat=True))
        assert len(set(made)) == 2
        assert None not in made
        stored = PrivateFile.objects.count()
        stale = Title.objects.select_related("decision__round").first()
        certificates._render(Job.objects.get(pk=job.pk), stale, None)  # redelivered to a worker that is late
        assert list(Title.objects.values_list("certificate_id", flat=True)) == made
        assert PrivateFile.objects.count() == stored


class TestPublicCheck:
    def test_shows_the_honour_and_no_number_of_the_person(self, named, client):
        title = Title.objects.select_related("person").first()
        answer = client.get(f"/awards/check/{title.check_code}/")
        text = answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert all(word in text for word in (title.name, title.certificate_no, "中共成都市武侯区委员会"))
        assert title.person.id_number not in text
        assert title.candidacy.nomination.firm.name not in text

    def test_a_guessed_number_finds_nothing(self, named, client):
        for guess in ("0" * 32, "1", "001", Title.objects.first().check_code[:-1]):
            answer = client.get(f"/awards/check/{guess}/")
            assert answer.status_code == 200
            assert "没有查到" in answer.content.decode()


class TestBatchAfterItIsMade:
    def test_a_reversed_entry_is_not_sent(self, payable):
        batch = payments.make_batch(payable.first, payable.round)
        entry = batch.lines.first().entry
        with pytest.raises(Refusal, match="正在发放批次中"):
            together(
                payable.leaders[0],
                payable.finance[0],
                "awards.reverse_entry",
                entry_id=entry.pk,
                reason="示例",
            )

    def test_a_budget_cut_after_the_batch_was_made_stops_the_payment(self, payable):
        batch = payments.make_batch(payable.first, payable.round)
        deeds.approve(payable, batch)
        payments.set_budget(payable.first, year=2022, amount_fen=1_000_000, document="示例调减")
        with pytest.raises(Refusal, match="超出2022年预算"):
            deeds.send(payable, batch)

    def test_a_step_taken_twice_is_refused_and_changes_nothing(self, payable):
        batch = payments.make_batch(payable.first, payable.round)
        deeds.approve(payable, batch)
        with pytest.raises(Refusal, match="批次现在是“已审批”，不能审批"):
            deeds.approve(payable, batch)
        deeds.send(payable, batch)
        with pytest.raises(Refusal, match="批次现在是“已送银行”，不能送银行"):
            deeds.send(payable, batch)

    def test_one_of_an_office_alone_moves_no_money(self, payable):
        """审批, 送银行 and 登记结果 each want two of the office, who see names and sums before they confirm."""
        batch = payments.make_batch(payable.first, payable.round)
        steps = [
            ("approve", payable.leaders, "approved"),
            ("send", payable.finance, "sent"),
            ("settle", payable.finance, "paid"),
        ]
        for step, (one, other, *_), state in steps:
            words = {"bank_reference": "示例回单"} if step == "settle" else {}
            alone, second = client_of(one), client_of(other)
            assert alone.post(f"/awards/batches/{batch.pk}/{step}/", words).status_code == 302
            act = PendingAct.objects.get(state="pending")
            alone.post(f"/pending/{act.pk}/")
            batch.refresh_from_db()
            assert batch.state != state
            page = second.get("/pending/").content.decode()
            assert "甲示例　一次性奖励　应发 10,000.00　实发 8,000.00" in page
            assert "应发 20,000.00，代扣税 4,000.00，实发 16,000.00" in page
            assert "贰万元整" in page
            second.post(f"/pending/{act.pk}/")
            batch.refresh_from_db()
            assert batch.state == state

    def test_steps_out_of_order_are_refused(self, payable):
        batch = payments.make_batch(payable.first, payable.round)
        with pytest.raises(Refusal, match="不能送银行（须为“已审批”）"):
            deeds.send(payable, batch)
        with pytest.raises(Refusal, match="不能登记发放（须为“已送银行”）"):
            deeds.settle(payable, batch)

    def test_another_account_after_sending_leaves_the_line_as_sent(self, payable):
        batch = payments.make_batch(payable.first, payable.round)
        line = batch.lines.select_related("entry__person", "account").first()
        payments.register_account(
            payable.first, line.entry.person, bank="别行", number="8" * 19, holder=line.entry.person.name
        )
        line.refresh_from_db()
        assert line.account.number != "8" * 19

    def test_an_account_is_unreadable_in_the_table(self, payable):
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM awards_bankaccount")
            stored = [str(value) for (value,) in cursor.fetchall()]
        plain = BankAccount.objects.values_list("number", flat=True)
        assert not set(stored) & set(plain)


class TestExport:
    def test_two_of_finance_and_nobody_else(self, payable):
        details = {"round_id": payable.round.pk, "which": "roster"}
        with pytest.raises(Refusal):
            propose(payable.first, "awards.export", **details)
        wanted = propose(payable.finance[0], "awards.export", **details)
        for other in (payable.finance[0], payable.leaders[0]):
            with pytest.raises(Refusal):
                confirm(other, wanted)
        with pytest.raises(Refusal, match="没有这种导出"):
            propose(payable.finance[0], "awards.export", round_id=payable.round.pk, which="all")
        assert not Job.objects.filter(kind=exports.KIND).exists()


class TestHolderOfAnEarlierYear:
    def test_the_matching_ledger_tells_the_date_of_the_naming_that_counts(self, named):
        """A person named in another year claims in this one: the 台账 shows that naming's date."""
        old = Title.objects.get(name="甲示例")
        other = AnnualRound.objects.create(
            year=2023, quota=3, state="rewarding", policy=named.round.policy, settings=named.round.settings,
            rubric=named.round.rubric,
            **{name: getattr(named.round, name) for name in ("approval_basis", "opens_on", "intake_closes_at", "naming_on")},
        )  # fmt: skip
        on("2023-07-01")
        row = [
            "PT-91",
            "甲示例",
            make_id(1),
            "大赛",
            "技能竞赛",
            "市级",
            "2023-06-01",
            100,
            100,
            "大赛·新",
            "示例9号",
        ]
        claims.create_from_table(
            named.first, other, claims.read_claims(workbook(CLAIM_HEADINGS, [row]), "配套奖励申报表.xlsx")
        )
        assert claims.judge_claims(named.first, other)[0].code == "PAY"
        sheet = load_workbook(io.BytesIO(workbooks.matching_ledger(other))).active
        cells = [cell.value for line in sheet.iter_rows() for cell in line]
        dates = [c.date() if isinstance(c, dt.datetime) else c for c in cells]
        assert old.named_on in dates


class TestFlag:
    def test_a_claim_already_paid_for_cannot_be_flagged_unnoticed(self, named):
        on("2022-09-01")
        row = [
            "PT-92",
            "甲示例",
            make_id(1),
            "大赛",
            "技能竞赛",
            "市级",
            "2022-06-01",
            100,
            100,
            "大赛",
            "示例",
        ]
        claims.create_from_table(
            named.first, named.round, claims.read_claims(workbook(CLAIM_HEADINGS, [row]), "a.xlsx")
        )
        claim = claims.judge_claims(named.first, named.round)[0].claim
        with pytest.raises(Refusal, match="已有审核结论"):
            claims.set_flag(named.first, claim, "发给师傅")


def test_what_was_paid_to_a_person_stays_when_the_title_goes(payable):
    before = LedgerEntry.objects.count()
    revoke_first(payable)
    assert LedgerEntry.objects.count() == before
    with pytest.raises(Refusal, match="称号已撤销，请先冲销"):
        payments.make_batch(payable.first, payable.round)


def test_finance_alone_cannot_cancel_anothers_batch(payable):
    batch = payments.make_batch(payable.first, payable.round)
    with pytest.raises(Refusal):
        payments.cancel_batch(make_user(Role.FINANCE), batch, reason="示例")
    with pytest.raises(Refusal, match="请写明作废原因"):
        payments.cancel_batch(payable.first, batch, reason="")
    payments.cancel_batch(payable.first, batch, reason="改正")
    assert payments.make_batch(payable.first, payable.round).no != batch.no


def test_the_planned_date_stands_in_the_field_as_a_browser_reads_it():
    """A date field shows nothing of 2022/05/27, and the required field would seem empty."""
    form = DecisionForm(initial={"decided_on": dt.date(2022, 5, 27)})
    assert 'value="2022-05-27"' in str(form["decided_on"])


def somebody(named, who):
    if who == "hr":
        return named.hr[named.file("001").firm_id]
    if who == "expert":
        return named.round.committee.members.first().expert.user
    return {"union": named.first, "clerk": named.clerk}[who]


def sheets(content: bytes) -> list:
    return [list(sheet.values) for sheet in load_workbook(io.BytesIO(content))]


DOORS = [
    ("union", "post", "/nominations/export/", {"reason": "会议材料"}),
    ("hr", "get", "/nominations/summary/workbook/", {}),
    ("clerk", "get", "/nominations/summary/workbook/", {}),
    ("union", "get", "/review/rounds/{round}/ranking.xlsx", {}),
    ("expert", "get", "/review/files/sheet/", {}),
    ("hr", "post", "/ladder/export/", {}),
    ("union", "post", "/ladder/plans/export/", {}),
]


class TestLongWorkbooks:
    """Every workbook that may have more than 500 rows is made by a job then, and is the same as the one made at once."""

    @pytest.fixture
    def everything_is_long(self, monkeypatch):
        monkeypatch.setattr(exported, "AT_ONCE", 0)

    @pytest.mark.parametrize(("who", "method", "page", "words"), DOORS, ids=lambda value: str(value)[:32])
    def test_a_long_workbook_is_found_on_the_page_of_jobs(
        self, named, everything_is_long, monkeypatch, who, method, page, words
    ):
        client, address = client_of(somebody(named, who)), page.format(round=named.round.pk)
        told = getattr(client, method)(address, words, follow=True)
        assert told.redirect_chain == [("/jobs/", 302)]
        assert "正在后台生成" in told.content.decode()
        job = Job.objects.get()
        jobs.run(job.pk)
        job.refresh_from_db()
        assert (job.state, job.message, job.finished) == ("done", "", job.total)
        assert f"下载 {job.label}" in client.get(f"/jobs/{job.pk}/").content.decode()
        taken = client.get(f"/jobs/{job.pk}/result/")
        monkeypatch.setattr(exported, "AT_ONCE", 500)
        at_once = getattr(client, method)(address, words)
        assert sheets(taken.content) == sheets(at_once.content)
        assert taken.headers["Content-Disposition"] == at_once.headers["Content-Disposition"]

    def test_the_list_with_whole_numbers_is_still_taken_once(self, named, everything_is_long):
        auditor = make_user(Role.AUDITOR)
        words = {"round_id": named.round.pk, "reason": "核对身份"}
        permit = together(named.first, auditor, "nominations.full_export", **words)
        client = client_of(named.first)
        page = client.post(f"/nominations/export/full/{permit.pk}/", follow=True).content.decode()
        assert "含完整个人信息" in page
        job = Job.objects.get()
        number = named.file("001").person.id_number
        assert number not in str(job.asked) + job.label + page
        jobs.run(job.pk)
        assert "只能下载一次" in client.get("/jobs/").content.decode()
        assert client_of(auditor).get(f"/jobs/{job.pk}/result/").status_code == 404
        taken = client.get(f"/jobs/{job.pk}/result/")
        assert number in str(sheets(taken.content))
        assert client.get(f"/jobs/{job.pk}/result/").status_code == 410
        assert "已经下载" in client.get("/jobs/").content.decode()
