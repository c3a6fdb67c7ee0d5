"""Money: derived from decisions, paid once, by three people, never edited (T36-T43)."""

import datetime as dt
import io
import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from openpyxl import load_workbook

from awards import queries
from awards.documents import workbooks
from awards.domain.claims import claims
from awards.domain.money import payments, rewards
from awards.models import LedgerEntry, PaymentBatch, Title
from tests.people import make_id, make_user, on
from tests.small_year import Year
from tests.workbooks import CLAIM_HEADINGS, workbook
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.domain.people import give_role
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

pytestmark = pytest.mark.django_db


@kept
def cleared():
    """The notice is over, nobody is named yet."""
    played = Year().play("show")
    on("2022-04-28")
    return played


@kept
def named():
    """Two are named and owed 10,000.00 each."""
    return deeds.named_and_owed(Year())


def claim(year, *rows):
    on("2022-09-01")
    table = claims.read_claims(claimed(*rows), "配套奖励申报表.xlsx")
    claims.create_from_table(year.first, year.round, table)
    return claims.judge_claims(year.first, year.round)


def claimed(*rows):
    """A 配套奖励申报表; each row says what differs from 甲示例's prize."""
    default = [
        "PT-1",
        "甲示例",
        make_id(1),
        "大赛",
        "技能竞赛",
        "市级",
        "2022-06-01",
        15000,
        15000,
        "大赛·钳工",
        "示例1号",
    ]
    full = [
        [row.get(heading, value) for heading, value in zip(CLAIM_HEADINGS, default, strict=True)]
        for row in rows
    ]
    return workbook(CLAIM_HEADINGS, full)


def assert_refused(match, verb, *args, **kwargs):
    with pytest.raises(Refusal, match=match):
        verb(*args, **kwargs)


class TestNaming:
    def decide(self, year, **changes):
        return deeds.name(year, **changes)

    def test_refused_without_number_issuers_or_out_of_validity(self, cleared):
        assert_refused("发文字号和颁发单位", self.decide, cleared, number=" ")
        assert_refused("发文字号和颁发单位", self.decide, cleared, issuers=[" "])
        assert_refused("不能晚于今天", self.decide, cleared, decided_on=dt.date(2022, 4, 29))
        assert_refused("不在政策有效期内", self.decide, cleared, decided_on=dt.date(2018, 8, 27))
        assert_refused("领导小组成员办理", self.decide, cleared, by=(cleared.first, cleared.second))
        assert_refused("领导小组成员办理", self.decide, cleared, by=(cleared.leaders[0], cleared.first))
        assert_refused("须由另一人复核", self.decide, cleared, by=(cleared.leaders[0], cleared.leaders[0]))

    def test_once_a_round_with_numbers_by_strokes_and_codes_nobody_can_guess(self, cleared):
        decision = self.decide(cleared)
        assert_refused("没有公示无异议的人选", self.decide, cleared, number="示例〔2022〕2号")
        titles = list(queries.named(cleared.round))
        assert [(t.name, t.certificate_no[-4:]) for t in titles] == [("甲示例", "002号"), ("丁示例", "001号")]
        assert len({t.check_code for t in titles}) == 2
        assert all(len(t.check_code) == 32 for t in titles)
        assert decision.issuers == ["中共成都市武侯区委员会", "成都市武侯区人民政府"]


class TestLedger:
    def test_the_naming_reward_is_owed_once_in_a_life(self, named):
        assert rewards.create_naming_entries(named.first, named.round) == []
        entry = LedgerEntry.objects.filter(kind="naming").first()
        with pytest.raises(DatabaseError, match="一人一生只发一次"), transaction.atomic():
            LedgerEntry.objects.create(
                round=entry.round, kind="naming", person=entry.person, title=entry.title, award_fen=1, gross_fen=1,
                tax_fen=0, net_fen=1, tax_mode="none", basis="重复", created_by=named.first, created_at=entry.created_at,
            )  # fmt: skip

    @pytest.mark.parametrize(
        "statement", ["UPDATE awards_ledgerentry SET net_fen = 1", "DELETE FROM awards_ledgerentry"]
    )
    def test_an_entry_never_changes(self, named, statement):
        with (
            pytest.raises(DatabaseError, match="只可新增"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    def test_reversed_once_exactly(self, named):
        entry = LedgerEntry.objects.filter(kind="naming").first()
        reversal = together(
            named.leaders[0], named.finance[0], "awards.reverse_entry", entry_id=entry.pk, reason="示例"
        )
        assert (reversal.gross_fen, reversal.tax_fen, reversal.net_fen) == (-1_000_000, -200_000, -800_000)
        assert_refused(
            "已经冲销过", propose, named.leaders[0], "awards.reverse_entry", entry_id=entry.pk, reason="再冲"
        )
        assert_refused(
            "不能再冲销",
            propose,
            named.leaders[0],
            "awards.reverse_entry",
            entry_id=reversal.pk,
            reason="再冲",
        )
        assert queries.totals(named.round).naming.count == 1
        # reversed, the person may be owed again
        assert len(rewards.create_naming_entries(named.first, named.round)) == 1


class TestClaims:
    def test_the_verdict_follows_the_rules(self, named):
        verdicts = claim(
            named,
            {},
            {"申请编号": "PT-2", "颁奖日期": "2022-04-27"},
            {"申请编号": "PT-3", "姓名": "丙示例", "身份证号": make_id(3)},
        )
        assert {v.claim.no: (v.code, v.pays_fen) for v in verdicts} == {
            "PT-1": ("PAY", 750_000), "PT-2": ("AWARD_BEFORE_NAMING", 0), "PT-3": ("NOT_HOLDER", 0),
        }  # fmt: skip

    def test_an_id_number_on_record_under_another_name_is_told_with_both(self, named):
        with pytest.raises(WorkbookFaults) as refused:
            claim(named, {"姓名": "丙示例"})
        told = str(refused.value)
        assert "第 3 行“姓名”：读到“丙示例”，应为这一身份证号登记的姓名“甲示例”" in told
        assert make_id(1) not in told

    def test_numbers_inside_claim_numbers_count_as_numbers(self, named):
        """Nine before ten of one day and one achievement: the earlier is paid, the later topped up."""
        same = {"奖金总额（元）": 2000, "本人应得奖金（元）": 2000}
        verdicts = claim(
            named,
            same | {"申请编号": "PT-10"},
            {"申请编号": "PT-9", "奖金总额（元）": 1000, "本人应得奖金（元）": 1000},
        )
        assert [(v.claim.no, v.code, v.pays_fen) for v in verdicts] == [
            ("PT-9", "PAY", 50_000), ("PT-10", "TOP_UP", 50_000),
        ]  # fmt: skip

    def test_odd_cents_are_rounded_half_up_and_taxed(self, named):
        entry = claim(named, {"奖金总额（元）": "3333.33", "本人应得奖金（元）": "3333.33"})[0].entry
        assert (entry.gross_fen, entry.tax_fen, entry.net_fen) == (166_667, 33_333, 133_334)

    def test_the_same_achievement_is_topped_up_not_paid_twice(self, named):
        first = claim(named, {})[0]
        again = claim(named, {"申请编号": "PT-2", "奖金总额（元）": 30000, "本人应得奖金（元）": 30000})[0]
        same = claim(named, {"申请编号": "PT-3", "奖金总额（元）": 30000, "本人应得奖金（元）": 30000})[0]
        assert [(v.code, v.pays_fen) for v in (first, again, same)] == [
            ("PAY", 750_000), ("TOP_UP", 750_000), ("ALREADY_MATCHED", 0),
        ]  # fmt: skip

    def test_a_flag_holds_and_lifting_it_pays(self, named):
        on("2022-09-01")
        claim(named, {"类别": "技能竞赛", "申请编号": "PT-9", "级别": "区县级"})
        held = claim(named, {"类别": "世界技能大赛"})[0]
        assert held.code == "HELD"
        assert claims.judge_claims(named.first, named.round)[0].code == "HELD"

    def test_a_share_above_the_prize_and_a_number_twice_change_nothing(self, named):
        with pytest.raises(WorkbookFaults) as told:
            claim(named, {"本人应得奖金（元）": 15001}, {})
        assert len(told.value.faults) == 2
        assert not named.round.claims.exists()

    def test_a_revoked_title_matches_nothing(self, named):
        title = Title.objects.get(name="甲示例")
        together(
            named.first, named.leaders[0], "awards.revoke", title_id=title.pk, on="2022-04-28", reason="示例"
        )
        assert claim(named, {})[0].code == "TITLE_REVOKED"


PLACES = ["maker", "approver", "approved_with", "payer", "sent_with"]


class TestBatches:
    def test_only_three_different_people_pay(self, named):
        """27 ways to fill maker, approver and payer with three people: only the 6 all-different ones pass."""
        deeds.ready_to_pay(named)
        everyone = [make_user(Role.UNION_STAFF) for _ in range(3)]
        for user in everyone:
            give_role(None, user, Role.LEADER, user.current_memberships[0].organisation)
            give_role(None, user, Role.FINANCE, user.current_memberships[0].organisation)
        passed, told = 0, []
        for maker, approver, payer in itertools.product(everyone, repeat=3):
            try:
                with transaction.atomic():
                    batch = payments.make_batch(maker, named.round)
                    deeds.approve(named, batch, approver)
                    deeds.send(named, batch, payer)
                    passed += 1
                    raise InterruptedError
            except InterruptedError:
                assert len({maker, approver, payer}) == 3
            except Refusal as refusal:
                told.append(refusal.reason)
        assert passed == 6
        assert len(told) == 21
        assert all("须由不同的人" in reason for reason in told)

    @pytest.mark.parametrize("same", list(itertools.combinations(PLACES, 2)))
    def test_the_database_refuses_one_person_in_two_of_the_five_places(self, named, same):
        deeds.ready_to_pay(named)
        batch = payments.make_batch(named.first, named.round)
        places = dict(zip(PLACES, [named.second, *named.leaders[:4]], strict=True))
        PaymentBatch.objects.filter(pk=batch.pk).update(state="sent", **places)
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentBatch.objects.filter(pk=batch.pk).update(**dict.fromkeys(same, named.first))

    def test_no_account_no_budget_no_batch(self, named):
        assert_refused("还没有登记银行账号", payments.make_batch, named.first, named.round)
        deeds.ready_to_pay(named, budget_fen=1_999_999)
        assert_refused("超出2022年预算", payments.make_batch, named.first, named.round)
        assert not PaymentBatch.objects.exists()

    def test_an_account_must_be_the_persons_own(self, named):
        person = Title.objects.first().person
        assert_refused(
            "户名须与本人姓名",
            payments.register_account,
            named.first,
            person,
            bank="示例",
            number="9" * 19,
            holder="别人",
        )
        assert_refused(
            "银行账号应为",
            payments.register_account,
            named.first,
            person,
            bank="示例",
            number="12",
            holder=person.name,
        )

    def test_an_entry_is_in_one_batch_and_a_failed_line_goes_into_the_next(self, named):
        deeds.ready_to_pay(named)
        batch = payments.make_batch(named.first, named.round)
        assert_refused("没有待发放的奖励", payments.make_batch, named.first, named.round)
        deeds.approve(named, batch)
        deeds.send(named, batch)
        line = batch.lines.first()
        settled = deeds.settle(named, batch, failures={line.pk: "账户状态异常"})
        assert settled.state == "paid"
        assert_refused("批次现在是“已发放”", deeds.settle, named, batch)
        again = payments.make_batch(named.first, named.round)
        assert [found.entry_id for found in again.lines.all()] == [line.entry_id]

    def test_a_title_revoked_after_approval_is_not_paid(self, named):
        deeds.ready_to_pay(named)
        batch = payments.make_batch(named.first, named.round)
        deeds.approve(named, batch)
        title = Title.objects.first()
        together(
            named.first, named.leaders[0], "awards.revoke", title_id=title.pk, on="2022-04-28", reason="示例"
        )
        assert_refused("已撤销称号，不能发放", deeds.send, named, batch)


def test_the_roster_holds_whole_ids_and_accounts_as_text_and_sums_in_capitals(named):
    deeds.ready_to_pay(named)
    payments.make_batch(named.first, named.round)
    sheet = load_workbook(io.BytesIO(workbooks.payment_roster(named.round))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    ids = [cell for cell in cells if cell.value == make_id(1)]
    accounts = [cell for cell in cells if str(cell.value).startswith("9990000")]
    assert len(ids) == 1
    assert len(accounts) == 2
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in ids + accounts)
    assert any("贰万元整" in str(cell.value) for cell in cells)


def test_lists_cost_the_same_queries_at_one_row_and_at_many(named, client, django_assert_max_num_queries):
    client.force_login(named.finance[0], backend="django.contrib.auth.backends.ModelBackend")
    client.get("/home/")  # the session is written down once

    def cost(path):
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = [f"/awards/rounds/{named.round.pk}/{page}/" for page in ("ledger", "roster", "claims")]
    claim(named, {})
    few = [cost(path) for path in paths]
    claim(named, *({"申请编号": f"PT-{n}", "同一成果标识": f"成果{n}"} for n in range(2, 40)))
    assert [cost(path) for path in paths] == few


def test_the_claims_page_tells_how_many_rows_of_which_sheet_were_read(named, client):
    on("2022-09-01")
    client.force_login(named.first, backend="django.contrib.auth.backends.ModelBackend")

    def imported(*rows) -> str:
        book = SimpleUploadedFile("配套奖励申报表.xlsx", claimed(*rows).getvalue())
        path = f"/awards/rounds/{named.round.pk}/claims/"
        return client.post(path, {"workbook": book}, follow=True).content.decode()

    assert "工作表《Sheet》读到 2 行" in imported({}, {"申请编号": "PT-2", "类别": "别的"})
    assert not named.round.claims.exists()
    assert "工作表《Sheet》读到 2 行，已登记 2 份申报" in imported({}, {"申请编号": "PT-2"})
