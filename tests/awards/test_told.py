"""HR is told of naming, certificate and money of its own people; the union of what the bank sent back."""

import pytest

from awards import queries
from awards.domain.money import payments, rewards
from awards.models import Title
from nominations.domain import changes
from tests.pdfs import PDF
from tests.people import client_of, make_firm, make_id, make_user, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import Message, PendingAct

pytestmark = pytest.mark.django_db
ACCOUNT = "9999990000000000014"


@kept
def cleared():
    """The notice is over, nobody is named yet: 甲示例 and 丁示例 of the first firm wait for it."""
    played = Year().play("show")
    on("2022-04-28")
    return played


@kept
def named():
    """Two are named and owed their reward, with accounts and a budget."""
    played = Year().play("show")
    on("2022-04-28")
    deeds.name(played)
    rewards.create_naming_entries(played.first, played.round)
    payments.set_budget(played.first, year=2022, amount_fen=2_000_000, document="示例预算")
    for title in queries.named(played.round):
        payments.register_account(
            played.first, title.person, bank="示例银行", number=ACCOUNT, holder=title.name
        )
    return played


def told(user, kind: str) -> list[str]:
    return list(outbox.inbox(user).filter(kind=kind).order_by("pk").values_list("text", flat=True))


def hr(year, place=0):
    return year.hr[year.firms[place].pk]


def moves_on(year, no: str):
    """The person changes to another firm after the file was handed in; gives HR of that firm."""
    firm = make_firm(9)
    change = changes.enter(
        year.first, year.file(no), kind="firm", firm=firm, on=clock.today(), document="示例劳动合同", reason="调动",
        paper=("paper.pdf", PDF),
    )  # fmt: skip
    confirm(year.second, PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk}))
    return make_user(Role.FIRM_HR, firm)


def make_certificates(year):
    words = {"decision_id": year.round.decisions.get().pk}
    jobs.run(together(year.first, year.leaders[0], "awards.issue_certificates", **words).pk)


def sent(year):
    batch = payments.make_batch(year.first, year.round)
    deeds.approve(year, batch)
    deeds.send(year, batch)
    return batch


class TestNamed:
    def test_each_person_with_the_title_and_the_number_of_the_decision(self, cleared):
        deeds.name(cleared)
        assert told(hr(cleared), "named") == [
            f"{name}已被命名为武侯区2022年度“诸葛工匠”，命名决定文号 示例〔2022〕1号。"
            for name in ("丁示例", "甲示例")
        ]
        assert told(hr(cleared, 1), "named") == []

    def test_only_when_the_second_leader_has_confirmed(self, cleared):
        propose(
            cleared.leaders[0], "awards.name", round_id=cleared.round.pk, number="示例〔2022〕1号",
            decided_on="2022-04-28", issuers=["成都市武侯区人民政府"],
        )  # fmt: skip
        assert not Message.objects.filter(kind="named").exists()

    def test_the_firm_where_the_person_works_now(self, cleared):
        new = moves_on(cleared, "001")
        deeds.name(cleared)
        assert [text[:3] for text in told(new, "named")] == ["甲示例"]
        assert [text[:3] for text in told(hr(cleared), "named")] == ["丁示例"]

    def test_it_leads_to_the_page_of_the_person(self, cleared):
        deeds.name(cleared)
        client = client_of(hr(cleared))
        message = outbox.inbox(hr(cleared)).filter(kind="named").first()
        assert client.get(client.get(f"/messages/{message.pk}/").url).status_code == 200


class TestCertificate:
    def test_once_made_the_firm_may_fetch_it(self, named):
        make_certificates(named)
        numbers = list(Title.objects.order_by("certificate_no").values_list("certificate_no", flat=True))
        texts = told(hr(named), "certificate_made")
        assert [number for number in numbers for text in texts if number in text] == numbers
        client = client_of(hr(named))
        message = outbox.inbox(hr(named)).filter(kind="certificate_made").last()
        page = client.get(client.get(f"/messages/{message.pk}/").url).content.decode()
        assert "荣誉证书" in page

    def test_made_again_it_is_not_told_again(self, named):
        make_certificates(named)
        make_certificates(named)
        assert len(told(hr(named), "certificate_made")) == 2


class TestMoney:
    def test_sent_to_the_bank_each_firm_is_told_of_its_people(self, named):
        sent(named)
        assert told(hr(named), "payment_sent") == [
            "甲示例、丁示例的2022年度“诸葛工匠”奖励已送银行发放，请提醒本人查收。"
        ]
        assert told(hr(named, 1), "payment_sent") == []

    def test_the_firm_of_the_file_now(self, named):
        new = moves_on(named, "004")
        sent(named)
        assert told(new, "payment_sent")[0].startswith("丁示例的")
        assert told(hr(named), "payment_sent")[0].startswith("甲示例的")

    def test_a_returned_line_is_told_to_the_union_without_what_the_bank_wrote(self, named):
        batch = sent(named)
        line = batch.lines.get(entry__person__name="丁示例")
        deeds.settle(named, batch, failures={line.pk: f"账号 {ACCOUNT} 不存在"})
        (text,) = told(named.first, "payment_returned")
        assert text == f"发放批次 {batch.no} 中丁示例的奖励被银行退回，请核对、更正收款账号后重新编制批次。"
        assert told(hr(named), "payment_returned") == []
        message = outbox.inbox(named.first).get(kind="payment_returned")
        client = client_of(named.first)
        assert client.get(f"/messages/{message.pk}/").url == f"/awards/batches/{batch.pk}/"

    def test_paid_in_full_nothing_is_returned(self, named):
        deeds.settle(named, sent(named))
        assert not Message.objects.filter(kind="payment_returned").exists()

    def test_no_private_number_in_any_notice(self, named):
        batch = sent(named)
        deeds.settle(named, batch, failures={line.pk: ACCOUNT for line in batch.lines.all()})
        text = "\n".join(Message.objects.values_list("text", flat=True))
        for word in (ACCOUNT, "99999900000", *(make_id(n) for n in range(1, 8))):
            assert word not in text
