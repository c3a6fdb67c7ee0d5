"""直接认定 from the claim to the title: past the experts, beside the quota, with the year's notice and decision."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from awards.domain.money import rewards
from awards.domain.naming.certificates import certificate_of
from awards.models import LedgerEntry, Title
from nominations.domain.file import drafts, withdrawal
from nominations.domain.ways_in import direct_recognition
from nominations.models import DirectRecognition, Nomination
from review import queries as review_queries
from review.domain.outcome import deliberation, notice, objections
from review.models import Candidacy
from tests.pdfs import PDF, text_of
from tests.people import make_firm, make_id, make_user, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.web.milestones import journey_of
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "辛示例", "sex": "男", "trade": "焊工", "title": "示例区工匠", "issuer": "外地示例区总工会", "level": "district",
    "titled_on": dt.date(2020, 5, 1), "document_no": "示例〔2020〕3号", "arrived_on": dt.date(2021, 3, 1),
}  # fmt: skip
PAPER = ("title.pdf", PDF)


@kept
def year():
    return Year()


def claim(year, number=50, actor=None, firm=None, consented_on=dt.date(2022, 2, 7), **changes):
    firm = firm or year.firms[0]
    return direct_recognition.claim(
        actor or year.hr[year.firms[0].pk], year.round, firm, id_number=make_id(number), phone="10000000050",
        consented_on=consented_on, evidence=PAPER, fields=FIELDS | changes,
    )  # fmt: skip


def checked(year, found=None):
    return direct_recognition.check(
        year.first, found or claim(year), finding="valid", how="2月8日致函授予机关核实", reply_no="示例函8号"
    )


def proposed(year) -> DirectRecognition:
    return direct_recognition.confirm(year.second, checked(year))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level": "firm"}, "区（市）县级以上"),
        ({"issuer": "成都市武侯区总工会"}, "本区授予的称号"),
        ({"consented_on": None}, "本人尚未单独同意"),
        ({"arrived_on": dt.date(2022, 3, 1)}, "不能晚于今天"),
    ],
)
def test_what_cannot_be_claimed_stores_nobody(year, changes, words):
    assert_refused(words, claim, year, **changes)
    assert people.find(make_id(50)) is None


def test_only_for_a_firm_of_the_register_that_one_serves(year):
    assert_refused("不属于您办理的范围", claim, year, firm=year.firms[1])
    assert_refused("此项只由", claim, year, actor=year.first)
    year.firms[0].struck_off_on = dt.date(2022, 1, 1)
    year.firms[0].save()
    assert_refused("已经除名", claim, year)


def test_a_nominated_person_is_not_claimed_and_a_claimed_one_not_nominated(year):
    year.nominate()
    assert_refused("一年只能申报一次", claim, year, number=1, name="甲示例")
    found = claim(year)
    words = {"name": "辛示例", "sex": "男", "trade": "焊工", "route": "unit"}
    hr, firm = year.hr[year.firms[0].pk], year.firms[0]

    def nominate():
        return drafts.create(hr, year.round, firm, id_number=make_id(50), phone="10000000050", fields=words)

    assert_refused("已经提出直接认定", nominate)
    assert_refused("已经提出直接认定", claim, year)
    direct_recognition.withdraw(hr, found, reason="改为单位推荐")
    assert nominate().person == found.person


def test_who_holds_the_title_already_is_not_recognised_again(year):
    found = checked(year)
    people.add_rung(None, found.person, Tier.CHENGDU, dt.date(2021, 4, 28), "示例")
    assert_refused("更高称号", direct_recognition.confirm, year.second, found)


def test_outside_the_validity_nothing_is_claimed_or_proposed(year):
    found = checked(year)
    on("2023-08-29")
    assert_refused("不在政策有效期内", claim, year, number=51)
    assert_refused("不在政策有效期内", direct_recognition.confirm, year.second, found)


def test_unverified_is_not_proposed(year):
    found = claim(year)
    assert_refused("待核实", direct_recognition.confirm, year.second, found)
    assert_refused(
        "未经核实的不能认定",
        direct_recognition.check,
        year.first,
        found,
        finding="valid",
        how="电话",
        reply_no="",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectRecognition.objects.filter(pk=found.pk).update(state="proposed")
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectRecognition.objects.filter(pk=found.pk).update(level="firm")


def test_a_revoked_title_is_refused_at_once(year):
    found = direct_recognition.check(
        year.first, claim(year), finding="revoked", how="致函核实", reply_no="示例函9号"
    )
    assert (found.state, found.reason) == ("refused", "称号已被撤销")
    assert not Nomination.objects.exists()


def test_two_different_officers(year):
    found = checked(year)
    assert_refused("两名不同的工作人员", direct_recognition.confirm, year.first, found)
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectRecognition.objects.filter(pk=found.pk).update(confirmed_by=year.first)
    found = direct_recognition.confirm(year.second, found)
    assert (found.state, found.nomination.route, found.nomination.state) == (
        "proposed",
        "direct",
        "qualified",
    )
    assert direct_recognition.confirm(year.second, found).nomination == found.nomination
    assert Candidacy.objects.get().state == "proposed"


def test_refused_with_a_lawful_reason_only(year):
    found = checked(year)
    assert_refused("第八条", direct_recognition.refuse, year.second, found, reason="年龄偏大")
    assert direct_recognition.refuse(year.second, found, reason="本人已离开武侯").state == "refused"


def test_a_proposed_one_is_not_withdrawn_by_the_firm_alone(year):
    found = proposed(year)
    hr = year.hr[year.firms[0].pk]
    assert_refused("撤回请与区总工会联系", direct_recognition.withdraw, hr, found, reason="调离")
    assert_refused("两人办理", withdrawal.withdraw, hr, found.nomination, reason="调离")
    candidacy = found.nomination.candidacy
    together(year.first, year.leaders[0], "review.withdraw", candidacy_id=candidacy.pk, reason="调离")
    candidacy.refresh_from_db()
    assert candidacy.state == "withdrawn"


def decided(year, leave_out=()):
    """The meeting approves everybody proposed but `leave_out`, with the one chosen among the tied."""
    on("2022-04-11")
    approved = [
        c for c in deliberation.proposed_list(year.round, ["ZG2022-004"]) if c.nomination.no not in leave_out
    ]
    deeds.meet(year, approved, held_on=year.meeting_day)
    return approved


def played(year) -> Nomination:
    """Recognised while files are written; the experts score the others."""
    year.play("return_and_withdraw")
    file = proposed(year).nomination
    year.check()
    year.score()
    return file


def test_the_experts_never_see_it_and_it_takes_no_place(year):
    file = played(year)
    assert file.candidacy.state == "proposed"
    for member in year.round.committee.members.all():
        assert file.candidacy not in review_queries.files_of(member.expert.user, year.round)
    ranked = {row.candidacy_id for row in year.round.rankings.get().rows.all()}
    assert file.candidacy.pk not in ranked
    assert [c.nomination.no for c in decided(year)] == ["ZG2022-001", "ZG2022-004", "ZG2022-007", file.no]


def test_named_with_the_year_and_paid(year, django_capture_on_commit_callbacks):
    file = played(year)
    decided(year)
    year.publish()
    assert file.name in [entry.name for entry in year.shown.entries.all()]
    assert "辛示例" in Client().get(f"/review/notices/{year.shown.pk}/").content.decode()
    on("2022-04-19")
    notice.end_notice(year.first, year.round)
    on("2022-04-28")
    deeds.name(year)
    titles = list(Title.objects.all())
    title = titles[-1]
    assert (title.name, title.route, title.rank) == ("辛示例", "direct", None)
    assert title.certificate_no == "诸葛工匠〔2022〕003号"
    assert people.holds_zhuge_or_higher(title.person)
    assert certificate_of(title).direct_recognition
    assert not certificate_of(titles[0]).direct_recognition
    labels = [m.label for m in journey_of(file, year.first)]
    assert labels[:3] == ["提出直接认定", "向授予机关核实", "复核"]
    assert "专家评审" not in labels
    year.round.refresh_from_db()
    point = transaction.savepoint()
    assert len(rewards.create_naming_entries(year.first, year.round)) == 4
    transaction.savepoint_rollback(point)
    year.round.settings["direct_recognition_paid"] = "no"
    year.round.save()
    rewards.create_naming_entries(year.first, year.round)
    assert not LedgerEntry.objects.filter(title=title).exists()
    with django_capture_on_commit_callbacks(execute=True):
        job = together(
            year.first, year.leaders[0], "awards.issue_certificates", decision_id=title.decision_id
        )
    jobs.run(job.pk)
    title.refresh_from_db()
    assert "经直接认定" in text_of(store.read(title.certificate))
    assert Title.objects.exclude(certificate=None).count() == 4


def test_held_by_an_objection_and_not_named(year):
    file = played(year)
    decided(year)
    year.publish()
    objection = objections.register(
        year.first, year.shown, file.candidacy, means="letter", objector="实名异议人", real_name=True,
        dated_on=dt.date(2022, 4, 18), allegation="称号不实",
    )  # fmt: skip
    objections.decide(year.leaders[1], objection, finding="经核查，证书系伪造。", outcome="upheld")
    on("2022-04-19")
    notice.end_notice(year.first, year.round)
    on("2022-04-28")
    deeds.name(year)
    assert "辛示例" not in [title.name for title in Title.objects.all()]


def test_the_leading_group_may_say_no_and_after_its_meeting_it_is_too_late(year):
    file = played(year)
    late = checked(year, claim(year, number=52, name="壬示例"))
    decided(year, leave_out=[file.no])
    assert Candidacy.objects.get(nomination=file).state == "not_selected"
    with pytest.raises(Refusal, match="会议已经召开"):
        direct_recognition.confirm(year.second, late)
    assert not Nomination.objects.filter(name="壬示例").exists()


def test_s7_3_a_title_of_another_district_is_accepted_after_verification(year):
    from django.core.files.uploadedfile import SimpleUploadedFile

    hr, stranger = year.hr[year.firms[0].pk], make_user(Role.FIRM_HR, make_firm(3, "玉林街道"))

    def page(user):
        client = Client()
        client.force_login(user)
        return client

    words = FIELDS | {"firm": year.firms[0].pk, "id_number": make_id(50), "phone": "10000000050"}
    words |= {"consented_on": "2022-02-07", "evidence": SimpleUploadedFile(*PAPER, "application/pdf")}
    answer = page(hr).post("/nominations/direct/new/", words, follow=True).content.decode()
    found = DirectRecognition.objects.get()
    assert "由区总工会向授予机关核实" in answer
    assert make_id(50) not in answer
    assert page(stranger).get(f"/nominations/direct/{found.pk}/").status_code == 404
    assert page(stranger).get(f"/nominations/direct/{found.pk}/evidence/").status_code == 404
    reply = {"finding": "valid", "how": "致函核实", "reply_no": "示例函8号"}
    page(year.first).post(f"/nominations/direct/{found.pk}/check/", reply)
    assert (
        "核实和提出的人不能复核" in page(year.first).get(f"/nominations/direct/{found.pk}/").content.decode()
    )
    page(year.second).post(f"/nominations/direct/{found.pk}/confirm/")
    found.refresh_from_db()
    assert found.state == "proposed"
    assert page(hr).get(f"/nominations/{found.nomination_id}/").status_code == 200
    assert found.nomination.no in page(hr).get("/nominations/", {"route": "direct"}).content.decode()
