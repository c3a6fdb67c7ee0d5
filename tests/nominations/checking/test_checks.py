"""What street, departments and district say of a file, taken back while the phase lasts, and the leading group's waiver."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from nominations.domain.checking import consultation, endorsement, qualification
from nominations.domain.file import drafts, submission
from nominations.models import Endorsement, Waiver
from nominations.rules.file.nomination import open_fields
from tests.people import make_user, on, unit
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db


def give_back(world, nomination, **marks):
    return endorsement.return_for_correction(
        world.clerk, nomination, opinion="请补正", marks=marks, seen_sha256=nomination.frozen_sha256
    )


def test_each_marked_field_says_what_is_to_be_corrected(world):
    nomination = world.submitted()
    assert_refused("请标出须补正的栏目", give_back, world, nomination)
    assert_refused("请写明“主要事迹”须补正什么", give_back, world, nomination, deeds=" ")
    assert_refused("第八条", give_back, world, nomination, deeds="年龄偏大，请说明")
    give_back(world, nomination, deeds="写明带徒人数", post="与合同一致")
    told = Endorsement.objects.get()
    assert told.marked == [("岗位", "与合同一致"), ("主要事迹", "写明带徒人数")]
    assert open_fields(told.nomination) == {"deeds", "post"}


def test_the_firm_reads_what_is_to_be_corrected_beside_the_deadline(world, client):
    nomination = world.submitted()
    give_back(world, nomination, deeds="写明带徒人数")
    client.force_login(world.hr)
    for page in (f"/nominations/{nomination.pk}/", f"/nominations/{nomination.pk}/edit/deeds/"):
        text = client.get(page).content.decode()
        assert "写明带徒人数" in text
        assert "2021年2月7日 24:00" in text


def test_a_clerk_marks_fields_on_the_page(world, client):
    nomination = world.submitted()
    client.force_login(world.clerk)
    words = {
        "opinion": "请补正",
        "seen_sha256": nomination.frozen_sha256,
        "mark_deeds": "写明带徒人数",
        "return": "",
    }
    client.post(f"/nominations/{nomination.pk}/endorse/", words)
    nomination.refresh_from_db()
    assert (nomination.state, Endorsement.objects.get().marks) == ("returned", {"deeds": "写明带徒人数"})


def test_an_endorsement_is_taken_back_until_the_district_begins(world):
    nomination = world.endorsed()
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    assert_refused("只由作出结论的推荐单位撤回", endorsement.take_back, other, nomination)
    assert endorsement.take_back(world.clerk, nomination).state == "submitted"
    assert endorsement.take_back(world.clerk, nomination).state == "submitted"  # clicked twice
    assert Endorsement.objects.get().dropped_at  # what was said stays on record
    nomination = endorsement.endorse(
        world.clerk, nomination, opinion="同意推荐", seen_sha256=nomination.frozen_sha256
    )
    qualification.check(world.first, nomination, verdict="qualified")
    assert_refused("已经开始审查资格", endorsement.take_back, world.clerk, nomination)


def test_a_return_is_taken_back_until_the_firm_corrects_and_then_does_not_count(world):
    nomination = world.submitted()
    give_back(world, nomination, deeds="写明带徒人数")
    assert endorsement.take_back(world.clerk, nomination).state == "submitted"
    nomination.refresh_from_db()
    assert give_back(world, nomination, deeds="写明带徒人数").state == "returned"  # the only one that counts
    drafts.edit(world.hr, nomination, fields={"deeds": "带徒三人。"})
    assert_refused("已经开始补正", endorsement.take_back, world.clerk, nomination)


def test_a_verdict_is_opened_again_by_two_people(world):
    nomination = world.endorsed()
    qualification.confirm(world.second, qualification.check(world.first, nomination, verdict="qualified"))
    again = {"nomination_id": nomination.pk, "reason": "收到举报，须复核"}
    assert_refused(
        "请写明重新审查的理由", propose, world.first, "nominations.check_again", **again | {"reason": " "}
    )
    pending = propose(world.first, "nominations.check_again", **again)
    assert_refused("须由另一人复核", confirm, world.first, pending)
    assert confirm(world.second, pending).state == "endorsed"
    assert nomination.checks.get().dropped_at
    assert AuditEntry.objects.filter(verb="重新审查资格").exists()


def negative(world, matter="wages"):
    nomination = world.endorsed()
    opinion = consultation.ask(world.first, nomination, unit("区人社局"), due_on=dt.date(2021, 2, 20))
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    consultation.reply(officer, opinion, answer="negative", matter=matter, document_no="示例函1号")
    return nomination, opinion


def test_an_open_question_stops_the_verdict(world):
    nomination = world.endorsed()
    consultation.ask(world.first, nomination, unit("区税务局"), due_on=dt.date(2021, 2, 20))
    assert_refused("区税务局尚未回复意见", qualification.check, world.first, nomination, verdict="qualified")


def test_a_question_asked_by_mistake_is_taken_back_until_it_is_answered(world):
    nomination, answered = negative(world)
    assert_refused("部门已经回复", consultation.take_back, world.first, answered)
    asked = consultation.ask(world.first, nomination, unit("区税务局"), due_on=dt.date(2021, 2, 20))
    consultation.take_back(world.first, asked)
    assert nomination.opinions.get() == answered


def test_a_bad_record_names_its_matter(world):
    nomination = world.endorsed()
    opinion = consultation.ask(world.first, nomination, unit("区人社局"), due_on=dt.date(2021, 2, 20))
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    assert_refused(
        "请选择是哪一类事项", consultation.reply, officer, opinion, answer="negative", document_no="1号"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        type(opinion).objects.filter(pk=opinion.pk).update(
            answer="negative", document_no="1号", answered_by=officer
        )


def test_a_bad_record_stops_the_verdict_until_two_leaders_waive_it(world):
    nomination, opinion = negative(world)
    wanted = "区人社局（拖欠工资或社会保险费）回复有不良记录，未经领导小组豁免"
    assert_refused(wanted, qualification.check, world.first, nomination, verdict="qualified")
    leaders = [make_user(Role.LEADER), make_user(Role.LEADER)]
    why = {"opinion_id": opinion.pk, "reason": "欠薪已结清", "document_no": "会议纪要3号"}
    assert_refused("领导小组", propose, world.first, "nominations.waive", **why)
    assert_refused("请写明豁免的理由", propose, leaders[0], "nominations.waive", **why | {"reason": ""})
    together(*leaders, "nominations.waive", **why)
    assert Waiver.objects.get().opinion == opinion
    assert qualification.check(world.first, nomination, verdict="qualified")


def test_nothing_is_waived_where_the_record_is_clean(world):
    nomination = world.endorsed()
    opinion = consultation.ask(world.first, nomination, unit("区人社局"), due_on=dt.date(2021, 2, 20))
    why = {"opinion_id": opinion.pk, "reason": "示例", "document_no": "示例"}
    assert_refused("没有不良记录", propose, make_user(Role.LEADER), "nominations.waive", **why)


def test_a_leader_waives_and_disqualifies_on_the_page_of_the_file(world, client):
    nomination, opinion = negative(world)
    leader = make_user(Role.LEADER)
    client.force_login(leader)
    page = client.get(f"/nominations/{nomination.pk}/").content.decode()
    assert "提请豁免" in page
    client.post(f"/nominations/opinions/{opinion.pk}/waive/", {"reason": "已结清", "document_no": "纪要"})
    assert PendingAct.objects.get(act="nominations.waive").proposed_by == leader
    client.post(f"/nominations/{nomination.pk}/disqualify/", {"finding": "业绩材料系伪造"})
    nomination.refresh_from_db()
    assert nomination.state == "disqualified"


def test_a_verdict_is_not_opened_again_once_the_review_runs(world):
    nomination = world.endorsed()
    qualification.confirm(world.second, qualification.check(world.first, nomination, verdict="qualified"))
    type(world.round).objects.filter(pk=world.round.pk).update(state="reviewing")
    assert_refused(
        "不能重新审查资格",
        propose,
        world.first,
        "nominations.check_again",
        nomination_id=nomination.pk,
        reason="示例",
    )


def test_a_corrected_file_is_endorsed_after_its_second_submission(world):
    nomination = world.submitted()
    give_back(world, nomination, deeds="写明带徒人数")
    drafts.edit(world.hr, nomination, fields={"deeds": "带徒三人。"})
    on("2021-02-02")
    again = submission.submit(world.hr, nomination)
    assert_refused(
        "有变化",
        endorsement.endorse,
        world.clerk,
        again,
        opinion="同意",
        seen_sha256=nomination.frozen_sha256,
    )
    assert (
        endorsement.endorse(world.clerk, again, opinion="同意", seen_sha256=again.frozen_sha256).state
        == "endorsed"
    )
