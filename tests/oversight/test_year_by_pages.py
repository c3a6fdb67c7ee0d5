"""What the year of naming feeds into the programme (clauses 二 and 十), by its pages."""

from awards.models import PaymentBatch, Title
from oversight import figures
from oversight.models import AfterNaming
from tests.pdfs import PDF
from tests.people import client_of, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import together


@kept
def named():
    return deeds.named_and_owed(Year())


def targets(year, of="") -> str:
    return words_of(client_of(year.first).get(f"/oversight/targets/{of}"))


def test_s2_2_a_title_that_stands_counts_once_and_a_revoked_one_no_more(named):
    count = Title.objects.count()
    assert f"到2022年累计培育“诸葛工匠” 320 名 {count} 名 进行中" in targets(named)
    told = {"title_id": Title.objects.first().pk, "on": "2022-04-28", "reason": "示例"}
    together(named.first, named.leaders[0], "awards.revoke", **told)
    assert f"到2022年累计培育“诸葛工匠” 320 名 {count - 1} 名 进行中" in targets(named)


def test_s2_2_a_target_is_missed_when_the_year_that_it_was_set_for_is_over(named):
    count = Title.objects.count()
    assert figures.policy_lines(2021)[0].word == "进行中"
    on("2023-01-04")
    assert f"到2022年累计培育“诸葛工匠” 320 名 {count} 名 未达标" in targets(named, "?year=2022")


def test_s10_2_a_payment_beyond_the_approved_line_is_refused(named):
    deeds.ready_to_pay(named, budget_fen=0)
    client, round = client_of(named.first), named.round.pk
    owed = Title.objects.count() * 10_000
    for budget, made in ((owed - 0.01, 0), (owed, 1)):
        client.post(
            f"/awards/rounds/{round}/ledger/",
            {"amount_fen": f"{budget:.2f}", "document": "示例预算〔2022〕1号"},
        )
        told = words_of(client.post(f"/awards/rounds/{round}/batches/new/", follow=True))
        assert ("超出2022年预算" in told) == (not made)
        assert PaymentBatch.objects.count() == made


def test_a_lost_certificate_leads_to_the_page_where_it_is_void(named):
    title = Title.objects.select_related("person", "candidacy__nomination__firm").first()
    title.certificate = store.store(PDF, name="示例.pdf", content_type="application/pdf", actor=None)
    title.certificate_made_at = clock.now()
    title.save()
    on("2023-02-01")
    firm = title.candidacy.nomination.firm
    told = {
        "person": f"{title.name}（编号{title.person_id}）", "firm": firm.name, "year": "2023", "where": "在岗", "post": "班长",
        "phone": "10000000001", "certificate": "遗失或损坏",
    }  # fmt: skip
    client_of(named.hr[firm.pk]).post("/registers/after-naming/new/", told)
    record = AfterNaming.objects.get()
    reissue = f"/awards/titles/{title.pk}/void/"
    assert reissue not in client_of(named.first).get("/home/").content.decode()
    client_of(named.second).post(f"/registers/after-naming/{record.pk}/verify/")
    assert reissue in client_of(named.first).get("/home/").content.decode()
    page = words_of(client_of(named.hr[firm.pk]).get(f"/registers/after-naming/{record.pk}/"))
    assert "证书遗失或损坏，等待区总工会作废原来的证书、重新制发。" in page
