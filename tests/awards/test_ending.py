"""How a year ends: archived when nothing is open, or recalled as a whole even after the naming."""

import pytest

from awards import queries
from awards.domain.claims import claims
from awards.domain.money import payments, rewards
from awards.domain.naming import certificates, naming
from awards.models import LedgerEntry, NamingDecision, Title
from nominations.domain.rounds import life
from nominations.models import Conflict
from tests.pdfs import text_of
from tests.people import client_of, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.ladder.domain import people

pytestmark = pytest.mark.django_db
WHY = {"reason": "评选依据被撤销", "document": "示例决定〔2022〕9号"}


@kept
def year():
    """Two are named, nothing is entered or paid yet."""
    played = Year().play("show")
    on("2022-04-28")
    deeds.name(played)
    return played


def pay(year):
    """The naming rewards, all the way to the bank."""
    rewards.create_naming_entries(year.first, year.round)
    deeds.ready_to_pay(year, budget_fen=100_000_000)
    batch = payments.make_batch(year.first, year.round)
    deeds.approve(year, batch)
    deeds.send(year, batch)
    return deeds.settle(year, batch)


def annul(year):
    return together(*year.leaders[:2], "nominations.annul_round", round_id=year.round.pk, **WHY)


def archive(year):
    return together(year.first, year.second, "nominations.archive_round", round_id=year.round.pk, **WHY)


def test_what_is_open_stands_in_the_way_of_the_archive_and_on_the_page(year):
    with pytest.raises(Refusal, match="命名决定待制发证书 2 项；命名的人待登记一次性奖励 2 项"):
        archive(year)
    rewards.create_naming_entries(year.first, year.round)
    assert "待登记收款账户的奖励 2 项" in life.unfinished(year.round)
    page = client_of(year.first).get("/nominations/rounds/").content.decode()
    assert "归档以前还须办结：命名决定待制发证书 2 项；待登记收款账户的奖励 2 项" in page


def test_an_archived_year_is_read_and_changed_no_more(year, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        decision = NamingDecision.objects.get()
        job = together(year.first, year.second, "awards.issue_certificates", decision_id=decision.pk)
    jobs.run(job.pk)
    pay(year)
    archive(year)
    year.round.refresh_from_db()
    assert year.round.state == "archived"
    for change in (
        lambda: rewards.create_naming_entries(year.first, year.round),
        lambda: claims.create_from_table(year.first, year.round, claims.Table([])),
        lambda: propose(year.leaders[0], "nominations.annul_round", round_id=year.round.pk, **WHY),
        lambda: propose(year.leaders[0], "nominations.suspend_round", round_id=year.round.pk, **WHY),
    ):
        with pytest.raises(Refusal):
            change()
    page = client_of(year.first).get(f"/awards/rounds/{year.round.pk}/").content.decode()
    assert Title.objects.first().name in page
    assert certificates.take(year.first, Title.objects.first()).size


def test_a_batch_on_its_way_is_settled_before_everything_is_recalled(year):
    rewards.create_naming_entries(year.first, year.round)
    payments.set_budget(year.first, year=2022, amount_fen=100_000_000, document="示例预算")
    for title in queries.named(year.round):
        payments.register_account(
            year.first, title.person, bank="示例银行", number="9999990000000000014", holder=title.person.name
        )
    batch = payments.make_batch(year.first, year.round)
    with pytest.raises(Refusal, match="还有 1 个发放批次没有办结"):
        annul(year)
    payments.cancel_batch(year.first, batch, reason="整批作废")
    annul(year)
    assert not payments.payable(year.round).exists()
    assert LedgerEntry.objects.filter(kind="reversal").count() == 2


def test_recalled_after_the_naming_titles_and_rungs_end_and_what_was_paid_stays_on_record(year):
    pay(year)
    named = list(Title.objects.select_related("person"))
    annul(year)
    for title in named:
        title.refresh_from_db()
        assert "整批作废：评选依据被撤销（示例决定〔2022〕9号）" in title.revoked_reason
        assert not people.holds_zhuge_or_higher(title.person)
    assert not LedgerEntry.objects.filter(kind="reversal").exists()
    page = client_of(year.first).get(f"/awards/check/{named[0].check_code}/").content.decode()
    assert "称号已撤销" in page


def test_the_numbers_of_a_second_batch_of_the_year_go_on_after_the_first(year):
    annul(year)
    assert Title.objects.filter(decision__round__year=2022).count() == 2
    assert naming.first_number(2022) == 3


def test_who_was_cleared_after_the_naming_is_named_by_a_supplementary_decision(year):
    """Held by an objection that is dismissed later: the second decision names him alone, its number goes on."""
    held = year.round.candidacies.filter(state="disqualified").first()
    held.state = "cleared"
    held.save()
    home = client_of(year.leaders[0]).get("/home/").content.decode()
    assert "命名后核查完毕的人选待补充命名" in home
    page = client_of(year.leaders[0])
    words = {"number": "示例〔2022〕8号", "decided_on": "2022-04-28", "issuers": "成都市武侯区人民政府"}
    assert page.post(f"/awards/rounds/{year.round.pk}/", words).status_code == 302
    act = PendingAct.objects.get(state="pending")
    second = client_of(year.leaders[1])
    shown = second.get("/pending/").content.decode()
    assert "补充命名 1 人，示例〔2022〕8号" in shown
    assert held.nomination.name in shown
    paper = second.get(
        f"/awards/rounds/{year.round.pk}/decision-draft.pdf",
        {"number": "示例〔2022〕8号", "on": "2022-04-28"},
    )
    assert held.nomination.name in text_of(paper.content)
    second.post(f"/pending/{act.pk}/")
    title = Title.objects.get(candidacy=held)
    assert title.certificate_no == "诸葛工匠〔2022〕003号"
    assert title.decision.supplement
    year.round.refresh_from_db()
    assert year.round.state == "rewarding"
    assert "待补充命名" not in client_of(year.leaders[0]).get("/home/").content.decode()
    assert len(rewards.create_naming_entries(year.first, year.round)) == 3


def test_who_stands_aside_from_somebody_does_not_decide_the_list_that_names_him(year):
    held = year.round.candidacies.filter(state="disqualified").first()
    held.state = "cleared"
    held.save()
    Conflict.objects.create(nomination=held.nomination, user=year.leaders[1], cause="kin", at=clock.now())
    with pytest.raises(Refusal, match=f"已登记回避 {held.nomination.no}"):
        deeds.name(year, number="示例〔2022〕8号")
    assert deeds.name(year, number="示例〔2022〕8号", by=(year.leaders[0], year.leaders[2])).supplement
