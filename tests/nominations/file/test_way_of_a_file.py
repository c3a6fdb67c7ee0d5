"""From draft to district verdict: every verb, and every no with its reason (domain: states and refusals)."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nominations import queries
from nominations.domain.checking import disqualification, endorsement, qualification
from nominations.domain.file import drafts, submission, withdrawal
from nominations.domain.file.evidence import upload
from nominations.domain.rounds import rounds
from nominations.models import EvidenceKind, Nomination, QualificationCheck
from nominations.rules.file.nomination import may_edit, window_open
from tests.pdfs import PDF
from tests.people import make_id, make_user, on, policy_in_force, reference, staff_pair, unit
from tests.worlds.nomination import FIELDS, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

pytestmark = pytest.mark.django_db


def test_a_round_cannot_open_while_the_policy_has_no_issue_date():
    reference()
    on("2021-02-01")
    first, _ = staff_pair()
    round = rounds.plan_round(
        first, year=2021, quota=2, approval_basis="示例", opens_on=dt.date(2021, 2, 1),
        intake_closes_at=timezone.make_aware(dt.datetime(2021, 3, 1)), naming_on=dt.date(2021, 4, 28),
    )  # fmt: skip
    assert_refused("尚未登记印发日期", propose, first, "nominations.open_round", round_id=round.pk)


def test_a_round_after_the_policys_end_is_refused_and_the_last_day_is_not():
    reference()
    first, second = staff_pair()
    policy_in_force(first, second)
    for day, opens in (("2023-08-28", True), ("2023-08-29", False)):
        on(day)
        date = dt.date.fromisoformat(day)
        round = rounds.plan_round(
            first, year=2023 if opens else 2024, quota=2, approval_basis="示例", opens_on=date,
            intake_closes_at=timezone.make_aware(dt.datetime.combine(date, dt.time(18))), naming_on=date,
        )  # fmt: skip
        if opens:
            assert propose(first, "nominations.open_round", round_id=round.pk).state == "pending"
        else:
            assert_refused("不在政策有效期内", propose, first, "nominations.open_round", round_id=round.pk)


def test_one_round_a_year(world):
    assert_refused("每年集中命名一次", world.open, 2021)


def test_nobody_opens_a_round_alone(world):
    pending = propose(world.first, "policy.set", key="pass_line", value="75.00", document="示例")
    assert_refused("须由另一人复核", confirm, world.first, pending)
    again = {"key": "pass_line", "value": "75.00", "document": "示例"}
    assert propose(world.first, "policy.set", **again) == pending
    assert_refused("已提出同一事项", propose, world.second, "policy.set", **again)


def test_the_window_is_half_open(world):
    nomination = world.complete(world.draft())
    on("2021-02-28", 23)
    assert window_open(world.round)
    on("2021-03-01", 0)
    assert_refused("已经截止", submission.submit, world.hr, nomination)


def test_a_22_year_old_without_diploma_submits(world):
    nomination = submission.submit(
        world.hr, world.complete(world.draft(born="19990101", education="", skill_level="学徒工"))
    )
    assert nomination.state == "submitted"
    assert nomination.receipt_no.startswith("HZ2021-")


def test_submitting_twice_gives_one_receipt(world):
    nomination = world.submitted()
    again = submission.submit(world.hr, nomination)
    assert (again.receipt_no, again.submissions) == (nomination.receipt_no, 1)


def test_an_incomplete_file_is_told_everything_at_once(world):
    nomination = world.draft()
    with pytest.raises(Refusal) as told:
        submission.submit(world.hr, nomination)
    for words in (
        "缺少“业绩材料”",
        "缺少“单位公示证明”",
        "单独同意",
        "诚信承诺",
        "职工（代表）大会",
        "单位公示的起止日期",
    ):
        assert words in told.value.reason


def test_four_working_days_of_unit_notice_are_not_enough(world):
    nomination = drafts.edit(
        world.hr, world.complete(world.draft()), fields={"unit_notice_from": dt.date(2021, 1, 26)}
    )
    assert_refused("只有 4 个工作日", submission.submit, world.hr, nomination)


def test_a_strangers_firm_is_neither_seen_nor_written(world):
    nomination = world.draft()
    assert not queries.visible_to(world.stranger).exists()
    assert queries.visible_to(world.hr).get() == nomination
    assert_refused("只有填报单位", drafts.edit, world.stranger, nomination, fields={"post": "班组长"})
    assert_refused("不属于您办理的范围", drafts.create, world.stranger, world.round, world.firm,
            id_number=make_id(9), phone="10000000009", fields=FIELDS)  # fmt: skip


def test_the_same_person_twice_in_a_round_is_refused_also_by_the_database(world):
    nomination = world.draft()
    assert_refused("一年只能申报一次", world.draft, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.create(
            round=world.round, no="ZG2021-999", person=nomination.person, firm=world.firm,
            created_by=world.hr, created_at=timezone.now(), **FIELDS,
        )  # fmt: skip


def test_a_holder_is_not_nominated_again(world):
    person = people.find_or_register(None, name="李示例", id_number=make_id(7, "19990101"))
    people.add_rung(None, person, Tier.CHENGDU, dt.date(2020, 4, 28), "示例")
    assert_refused("已有“诸葛工匠”或更高称号", world.draft, 7)


def test_a_colleagues_change_is_not_overwritten_silently(world):
    nomination = world.draft()
    seen = nomination.version
    drafts.edit(world.hr, nomination, fields={"post": "班组长"}, seen_version=seen)
    assert_refused(
        "修改过这份申报，与您填写的不同之处：岗位",
        drafts.edit,
        world.hr,
        nomination,
        fields={"post": "技术员"},
        seen_version=seen,
    )


def test_returned_once_with_marked_fields_then_submitted_again(world):
    nomination = world.submitted()
    returned = endorsement.return_for_correction(
        world.clerk,
        nomination,
        opinion="请补充事迹",
        marks={"deeds": "请补充带徒情况"},
        seen_sha256=nomination.frozen_sha256,
    )
    assert returned.state == "returned"
    assert_refused("“岗位”没有标出", drafts.edit, world.hr, nomination, fields={"post": "班组长"})
    drafts.edit(world.hr, nomination, fields={"deeds": "补充后的事迹。"})
    again = submission.submit(world.hr, nomination)
    assert again.receipt_no.endswith("-2")
    assert_refused("已经退回过一次", endorsement.return_for_correction, world.clerk, again, opinion="再补",
            marks={"deeds": "请补充带徒情况"}, seen_sha256=again.frozen_sha256)  # fmt: skip


def test_a_late_correction_is_refused(world):
    nomination = world.submitted()
    endorsement.return_for_correction(
        world.clerk,
        nomination,
        opinion="请补充事迹",
        marks={"deeds": "请补充带徒情况"},
        seen_sha256=nomination.frozen_sha256,
    )
    assert nomination.endorsements.get().correct_by == timezone.make_aware(dt.datetime(2021, 2, 8))
    on("2021-02-07", 23)  # a make-up Sunday, the fifth working day from the next one
    assert may_edit(world.hr, Nomination.objects.get())
    on("2021-02-08", 0)
    assert_refused("补正期限已过", drafts.edit, world.hr, nomination, fields={"deeds": "迟到的补充。"})


def test_only_the_clerk_of_the_area_endorses_and_only_what_he_saw(world):
    nomination = world.submitted()
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    seen = nomination.frozen_sha256
    assert_refused(
        "不属于玉林街道办理的范围", endorsement.endorse, other, nomination, opinion="同意", seen_sha256=seen
    )
    assert_refused(
        "有变化", endorsement.endorse, world.clerk, nomination, opinion="同意", seen_sha256="0" * 64
    )
    assert_refused(
        "初审由街道", endorsement.endorse, world.first, nomination, opinion="同意", seen_sha256=seen
    )
    assert endorsement.endorse(world.clerk, nomination, opinion="同意", seen_sha256=seen).state == "endorsed"


def test_a_clerk_does_not_endorse_the_paper_file_that_he_registered(world):
    nomination = drafts.create(
        world.clerk, world.round, world.firm, id_number=make_id(5), phone="10000000005", fields=FIELDS
    )
    nomination = world.complete(nomination)
    nomination = submission.submit(world.clerk, nomination)
    assert_refused(
        "本人填报",
        endorsement.endorse,
        world.clerk,
        nomination,
        opinion="同意",
        seen_sha256=nomination.frozen_sha256,
    )


def test_two_different_officers_qualify(world):
    nomination = world.endorsed()
    found = qualification.check(world.first, nomination, verdict="qualified")
    assert_refused("两名不同的工作人员", qualification.confirm, world.first, found)
    with pytest.raises(IntegrityError), transaction.atomic():
        QualificationCheck.objects.filter(pk=found.pk).update(confirmed_by=world.first)
    assert qualification.confirm(world.second, found).state == "qualified"


@pytest.mark.parametrize("reason", ["年龄偏大", "学历不够", "资历太浅", "不是正式身份"])
def test_age_education_seniority_and_status_are_no_reason(world, reason):
    nomination = world.endorsed()
    assert_refused(
        "第八条", qualification.check, world.first, nomination, verdict="unqualified", reason=reason
    )


def test_unqualified_needs_a_reason(world):
    nomination = world.endorsed()
    assert_refused("须写明理由", qualification.check, world.first, nomination, verdict="unqualified")
    found = qualification.check(world.first, nomination, verdict="unqualified", reason="单位有欠薪记录")
    assert qualification.confirm(world.second, found).state == "unqualified"


def test_withdrawn_before_the_review_the_person_may_be_put_forward_again(world):
    nomination = withdrawal.withdraw(world.hr, world.submitted(), reason="本人调离")
    assert nomination.state == "withdrawn"
    assert world.draft(1).no == "ZG2021-002"


def test_fraud_loses_the_slot_for_good(world):
    leader = make_user(Role.LEADER)
    disqualification.disqualify(leader, world.submitted(), finding="业绩材料系伪造")
    assert_refused("一年只能申报一次", world.draft, 1)


def test_evidence_is_known_by_content_not_by_name(world):
    nomination = world.draft()
    assert_refused(
        "不是 PDF，也不是",
        upload,
        world.hr,
        nomination,
        EvidenceKind.HONOUR,
        b"MZ bad",
        "honour.pdf",
    )
    evidence = upload(world.hr, nomination, EvidenceKind.HONOUR, PDF, "honour.exe")
    assert (evidence.file.name, store.read(evidence.file)) == ("honour.pdf", PDF)


def test_the_list_costs_the_same_queries_at_one_row_and_at_many(world, client):
    client.force_login(world.hr, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/home/")  # the session is written down once

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/nominations/").status_code == 200
        return len(captured)

    world.draft(1)
    few = cost()
    for number in range(2, 6):
        world.draft(number)
    assert cost() == few
