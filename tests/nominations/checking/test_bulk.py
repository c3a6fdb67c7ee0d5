"""Bulk acts: first said with reasons, then done file by file, then taken back until the phase ends."""

import datetime as dt
import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nominations.domain.checking import bulk, consultation, endorsement, qualification
from nominations.models import BulkAct, BulkLine, Nomination, UnitQuota
from tests.people import client_of, make_user, unit
from tests.worlds.kept import kept
from tests.worlds.nomination import World, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 2, 20)


class Many(World):
    """Each file of the firm with a place of its own."""

    def draft(self, number=1, **changes):
        return super().draft(number, unit_rank=number, **changes)


@kept
def world():
    return Many()


def chosen(actor, key, files) -> dict[int, str]:
    """What the preview showed of these files."""
    plan = bulk.plan(actor, key, [file.pk for file in files])
    return {line.nomination.pk: line.seen for line in plan.able}


def do(actor, key, files, **values) -> BulkAct:
    return bulk.do(actor, key, chosen(actor, key, files), token=uuid.uuid4(), **values)


def states(files) -> list[str]:
    return [Nomination.objects.get(pk=file.pk).state for file in files]


def why_not(actor, key, files) -> dict[str, str]:
    plan = bulk.plan(actor, key, [file.pk for file in files])
    return {file.no: reason for file, reason in plan.unable}


# What would be done


def test_the_plan_says_which_files_can_be_endorsed_and_why_the_others_cannot(world):
    ready, done = [world.submitted(1), world.submitted(2)], world.endorsed(3)
    own = world.draft(4)
    Nomination.objects.filter(pk=own.pk).update(created_by=world.clerk)
    plan = bulk.plan(world.clerk, "endorse", [file.pk for file in (*ready, done, own)])
    assert [line.nomination for line in plan.able] == ready
    reasons = dict(plan.unable)
    assert "现在是“初审通过”，不能初审通过（须为“已报送”）" in reasons[done]
    assert "现在是“草稿”" in reasons[own]
    assert plan.hidden == 0
    assert states([*ready, done]) == ["submitted", "submitted", "endorsed"]  # a plan writes nothing


def test_the_plan_counts_the_places_that_are_left(world):
    files = [world.submitted(n) for n in (1, 2, 3)]
    UnitQuota.objects.create(
        round=world.round, unit=unit("浆洗街街道"), places=2, set_by=world.first, set_at=files[0].received_at
    )
    plan = bulk.plan(world.clerk, "endorse", [file.pk for file in files])
    assert [line.nomination for line in plan.able] == files[:2]
    assert [(file, "推荐名额" in reason) for file, reason in plan.unable] == [(files[2], True)]


def test_files_of_others_are_neither_shown_nor_done(world):
    file = world.submitted()
    stranger = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    plan = bulk.plan(stranger, "endorse", [file.pk])
    assert (plan.able, plan.unable, plan.hidden) == ([], [], 1)
    batch = bulk.do(
        stranger, "endorse", {file.pk: file.frozen_sha256}, token=uuid.uuid4(), opinion="同意推荐"
    )
    assert not batch.lines.exists()
    assert states([file]) == ["submitted"]


def test_only_who_holds_the_single_act_has_the_bulk_act(world):
    file = world.submitted()
    assert [act.key for act in bulk.acts_of(world.clerk)] == ["endorse"]
    assert [act.key for act in bulk.acts_of(world.first)] == ["ask", "check", "confirm"]
    assert bulk.acts_of(world.hr) == []
    assert_refused("推荐单位经办人", bulk.plan, world.first, "endorse", [file.pk])
    assert_refused("区总工会工作人员", bulk.plan, world.clerk, "check", [file.pk])
    assert_refused("请在列表上选择", bulk.plan, world.clerk, "delete", [file.pk])


def test_a_lot_holds_two_hundred_files_at_most(world):
    assert_refused("请先勾选", bulk.plan, world.clerk, "endorse", [])
    assert_refused("一次最多办理 200 份", bulk.plan, world.clerk, "endorse", list(range(1, 202)))


def test_the_plan_says_what_stands_against_a_verdict(world):
    free, asked, judged = world.endorsed(1), world.endorsed(2), world.endorsed(3)
    early = world.submitted(4)
    consultation.ask(world.first, asked, unit("区税务局"), due_on=DUE)
    qualification.check(world.second, judged, verdict="qualified")
    reasons = why_not(world.first, "check", [free, asked, judged, early])
    assert "区税务局尚未回复意见" in reasons[asked.no]
    assert "已有审查结论" in reasons[judged.no]
    assert "初审通过后才能审查资格" in reasons[early.no]
    assert free.no not in reasons
    own = why_not(world.second, "confirm", [judged, free])
    assert "这是您本人的结论" in own[judged.no]
    assert "还没有审查结论" in own[free.no]


def test_the_plan_asks_the_database_as_often_for_many_files_as_for_one(world, django_assert_num_queries):
    files = [world.endorsed(n) for n in range(1, 6)]
    for file in files:
        consultation.ask(world.first, file, unit("区税务局"), due_on=DUE)
    for key in ("ask", "check", "confirm"):
        for some in (files[:1], files):
            with django_assert_num_queries(7):
                bulk.plan(world.first, key, [file.pk for file in some])


# Done


def test_many_files_are_endorsed_with_one_opinion_and_taken_back(world):
    files = [world.submitted(n) for n in (1, 2, 3)]
    batch = do(world.clerk, "endorse", files, opinion="材料齐全属实")
    assert states(files) == ["endorsed"] * 3
    assert [file.endorsements.get().opinion for file in files] == ["材料齐全属实"] * 3
    assert [file.endorsed_rank.rank for file in files] == [1, 2, 3]
    assert bulk.counts(batch) == (3, 0)
    undone = bulk.undo(world.clerk, batch)
    assert (undone.files, undone.kept) == (3, [])
    assert states(files) == ["submitted"] * 3
    assert AuditEntry.objects.get(verb="撤销批量办理").details["undone"] == 3
    assert bulk.undo(world.clerk, batch).files == 0  # clicked twice


def test_what_changed_after_the_preview_is_refused_and_the_others_go_on(world):
    changed, withdrawn, file = [world.submitted(n) for n in (1, 2, 3)]
    seen = chosen(world.clerk, "endorse", [changed, withdrawn, file])
    Nomination.objects.filter(pk=changed.pk).update(frozen_sha256="0" * 64)
    Nomination.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    batch = bulk.do(world.clerk, "endorse", seen, token=uuid.uuid4(), opinion="同意推荐")
    assert states([changed, withdrawn, file]) == ["submitted", "withdrawn", "endorsed"]
    reasons = dict(batch.lines.filter(made=None).values_list("nomination", "reason"))
    assert "有变化，请重新查看" in reasons[changed.pk]
    assert "现在是“已撤回”" in reasons[withdrawn.pk]
    assert bulk.counts(batch) == (1, 2)


def test_the_same_confirmation_twice_is_one_lot(world):
    files, token = [world.submitted(1), world.submitted(2)], uuid.uuid4()
    seen = chosen(world.clerk, "endorse", files)
    once = bulk.do(world.clerk, "endorse", seen, token=token, opinion="同意推荐")
    assert bulk.do(world.clerk, "endorse", seen, token=token, opinion="同意推荐") == once
    assert BulkLine.objects.count() == 2
    other = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    assert_refused("重新勾选", bulk.do, other, "endorse", seen, token=token, opinion="同意推荐")


def test_departments_are_asked_about_many_files_and_only_new_questions_are_taken_back(world):
    files = [world.submitted(1), world.submitted(2)]
    tax, people = unit("区税务局"), unit("区人社局")
    older = consultation.ask(world.first, files[0], tax, due_on=DUE)
    batch = do(world.first, "ask", files, departments=[tax, people], due_on=DUE)
    assert [file.opinions.count() for file in files] == [2, 2]
    assert bulk.counts(batch) == (2, 0)
    officer = make_user(Role.DEPARTMENT_OFFICER, people)
    answered = files[1].opinions.get(department=people)
    consultation.reply(officer, answered, answer="clear", document_no="示例函1号")
    undone = bulk.undo(world.first, batch)
    assert undone.kept == [(files[1], "部门已经回复，征求意见不能再撤回。")]
    assert list(files[0].opinions.all()) == [older]
    assert list(files[1].opinions.all()) == [answered]


def test_a_department_is_told_that_it_need_not_answer(world):
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区税务局"))
    batch = do(world.first, "ask", [world.submitted()], departments=[unit("区税务局")], due_on=DUE)
    assert [notice.subject for notice in outbox.inbox(officer)] == ["待回复的部门意见"]
    bulk.undo(world.first, batch)
    assert {notice.subject for notice in outbox.inbox(officer)} == {"待回复的部门意见", "部门意见不需回复"}


def test_a_file_whose_departments_were_all_asked_before_is_told_so(world):
    file = world.submitted()
    consultation.ask(world.first, file, unit("区税务局"), due_on=DUE)
    batch = do(world.first, "ask", [file], departments=[unit("区税务局")], due_on=DUE)
    assert "都已征求过意见" in batch.lines.get().reason


def test_findings_are_written_for_many_confirmed_by_the_second_and_then_stand(world):
    files = [world.endorsed(n) for n in (1, 2, 3)]
    first = do(world.first, "check", files)
    assert bulk.undo(world.first, first).files == 3
    assert states(files) == ["endorsed"] * 3
    again = do(world.first, "check", files)
    batch = do(world.second, "confirm", files)
    assert states(files) == ["qualified"] * 3
    assert_refused("结论立即生效，不能撤销", bulk.undo, world.second, batch)
    undone = bulk.undo(world.first, again)
    assert undone.files == 0
    assert {reason for _, reason in undone.kept} == {"审查结论已经复核，不能撤回。"}


def test_a_finding_that_was_replaced_after_the_preview_is_not_confirmed(world):
    file = world.endorsed()
    found = qualification.check(world.first, file, verdict="qualified")
    seen = chosen(world.second, "confirm", [file])
    qualification.drop(world.first, found)
    qualification.check(world.first, file, verdict="unqualified", reason="材料不实")
    batch = bulk.do(world.second, "confirm", seen, token=uuid.uuid4())
    assert "有变化" in batch.lines.get().reason
    assert states([file]) == ["endorsed"]


# Taken back until the phase ends


def test_a_lot_is_not_taken_back_after_the_phase_ended(world):
    files = [world.submitted(1), world.submitted(2)]
    batch = do(world.clerk, "endorse", files, opinion="同意推荐")
    asked = do(world.first, "ask", files, departments=[unit("区税务局")], due_on=DUE)
    type(world.round).objects.filter(pk=world.round.pk).update(state="reviewing")
    for actor, act in ((world.clerk, batch), (world.first, asked)):
        undone = bulk.undo(actor, act)
        assert undone.files == 0
        assert all("不能再撤回" in reason for _, reason in undone.kept)
        assert len(undone.kept) == 2
    assert states(files) == ["endorsed", "endorsed"]


def test_only_what_the_district_has_not_begun_with_is_taken_back(world):
    files = [world.submitted(1), world.submitted(2)]
    batch = do(world.clerk, "endorse", files, opinion="同意推荐")
    qualification.check(world.first, files[1], verdict="qualified")
    undone = bulk.undo(world.clerk, batch)
    assert undone.files == 1
    assert undone.kept == [(files[1], "区总工会已经开始审查资格，初审结论不能再撤回。")]


def test_a_later_word_of_the_clerk_is_not_taken_back_with_the_lot(world):
    file = world.submitted()
    batch = do(world.clerk, "endorse", [file], opinion="同意推荐")
    endorsement.take_back(world.clerk, file)
    file.refresh_from_db()
    endorsement.endorse(world.clerk, file, opinion="重新初审", seen_sha256=file.frozen_sha256)
    assert bulk.undo(world.clerk, batch).kept == [(file, "初审结论已经另行撤回。")]
    assert states([file]) == ["endorsed"]


def test_a_lot_is_taken_back_by_whoever_did_it(world):
    batch = do(world.clerk, "endorse", [world.submitted()], opinion="同意推荐")
    colleague = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    assert_refused("只由办理人本人撤销", bulk.undo, colleague, batch)


def test_the_database_refuses_a_line_that_is_neither_done_nor_explained(world):
    batch = do(world.clerk, "endorse", [world.submitted()], opinion="同意推荐")
    for wrong in ({"made": None}, {"reason": "原因"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            batch.lines.update(**wrong)


# On the pages


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hidden(page: str) -> dict[str, list[str]]:
    """The hidden fields of a preview."""
    found = re.findall(r'<input type="hidden" name="(act|file|token|back)"(?: value="([^"]*)")?', page)
    return {name: [value for key, value in found if key == name] for name, _ in found}


def preview(client, act, files, **more) -> str:
    words = {"act": act, "file": [file.pk for file in files]} | more
    return client.post("/nominations/bulk/preview/", words).content.decode()


def test_the_clerk_ticks_reads_confirms_and_takes_back_on_the_pages(world):
    files, done = [world.submitted(1), world.submitted(2)], world.endorsed(3)
    client = as_user(world.clerk)
    listed = client.get("/nominations/?state=submitted").content.decode()
    assert all(f'name="file" value="{file.pk}" form="bulk"' in listed for file in files)
    page = preview(client, "endorse", [*files, done], back="state=submitted")
    assert "将办理 2 份，另有 1 份不能办理" in page
    assert "区总工会开始审查之前可以撤销" in page
    assert "确认初审通过（2 份）" in page
    given = hidden(page)
    answer = client.post("/nominations/bulk/do/", given | {"opinion": " "})
    assert "有 1 处须更正" in answer.content.decode()
    answer = client.post("/nominations/bulk/do/", given | {"opinion": "年龄合适，同意"})
    assert "第八条" in answer.content.decode()
    assert states(files) == ["submitted", "submitted"]
    answer = client.post("/nominations/bulk/do/", given | {"opinion": "同意推荐"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/nominations/?state=submitted"
    batch, text = BulkAct.objects.get(), answer.content.decode()
    assert "初审通过 2 份。" in text
    assert f'action="/nominations/bulk/{batch.pk}/undo/"' in text
    assert "撤销这一批" in client.get("/nominations/bulk/").content.decode()
    answer = client.post(f"/nominations/bulk/{batch.pk}/undo/", follow=True)
    assert "已撤销“初审通过” 2 份" in answer.content.decode()
    assert "撤销这一批" not in answer.content.decode()
    assert states(files) == ["submitted", "submitted"]


def test_the_page_tells_what_changed_since_the_preview(world):
    files = [world.submitted(1), world.submitted(2)]
    client = as_user(world.clerk)
    given = hidden(preview(client, "endorse", files)) | {"opinion": "同意推荐"}
    Nomination.objects.filter(pk=files[0].pk).update(frozen_sha256="0" * 64)
    faulty = client.post("/nominations/bulk/do/", given | {"opinion": ""}).content.decode()
    assert hidden(faulty)["file"] == given["file"]  # a fault elsewhere does not make the new text a seen one
    text = client.post("/nominations/bulk/do/", given, follow=True).content.decode()
    assert f"1 份没有办理：{files[0]}，在您核对之后有变化" in text
    assert states(files) == ["submitted", "endorsed"]


def test_the_officer_finds_the_findings_that_wait_for_him_and_confirms_them(world):
    file, own = world.endorsed(1), world.endorsed(2)
    qualification.check(world.first, file, verdict="unqualified", reason="材料不实")
    qualification.check(world.second, own, verdict="qualified")
    client = as_user(world.second)
    assert "有 1 份资格审查结论等您复核" in client.get("/nominations/").content.decode()
    waiting = client.get("/nominations/?check=confirm").content.decode()
    assert file.no in waiting
    assert own.no not in waiting
    page = preview(client, "confirm", [file])
    assert f"资格不合格：材料不实（审查人 {world.first}）" in page
    assert "不能撤销" in page
    text = client.post("/nominations/bulk/do/", hidden(page), follow=True).content.decode()
    assert "复核资格结论 1 份。" in text
    assert "撤销</button>" not in text
    assert states([file]) == ["unqualified"]


def test_the_list_costs_at_most_eleven_queries_by_check_too(world, django_assert_max_num_queries):
    for number in (1, 2, 3):
        qualification.check(world.first, world.endorsed(number), verdict="qualified")
    client = as_user(world.second)
    client.get("/nominations/")
    for query in ("", "?check=open", "?check=confirm"):
        with django_assert_max_num_queries(11):
            assert client.get(f"/nominations/{query}").status_code == 200
    with django_assert_max_num_queries(10):
        client.get("/nominations/bulk/")


def test_a_day_that_is_past_and_no_department_are_faults_of_the_page(world):
    client = as_user(world.first)
    given = hidden(preview(client, "ask", [world.submitted()]))
    page = client.post("/nominations/bulk/do/", given | {"due_on": "2020-01-01"}).content.decode()
    assert "回复期限不能早于今天" in page
    assert "有 2 处须更正" in page


def test_who_has_no_bulk_act_has_no_boxes_and_no_door(world):
    file = world.submitted()
    client = as_user(world.hr)
    assert 'name="file"' not in client.get("/nominations/").content.decode()
    assert client.get("/nominations/bulk/").status_code == 403
    assert client.post("/nominations/bulk/preview/", {"act": "endorse", "file": file.pk}).status_code == 403
    officer = as_user(world.first)
    assert officer.post("/nominations/bulk/preview/", {"act": "endorse", "file": file.pk}).status_code == 403


def test_another_persons_lot_is_not_found(world):
    batch = do(world.clerk, "endorse", [world.submitted()], opinion="同意推荐")
    client = as_user(make_user(Role.ENDORSING_CLERK, unit("浆洗街街道")))
    assert client.post(f"/nominations/bulk/{batch.pk}/undo/").status_code == 404
    assert "初审通过" not in client.get("/nominations/bulk/").content.decode()


def test_nothing_ticked_leads_back_to_the_list(world):
    answer = as_user(world.clerk).post("/nominations/bulk/preview/", {"act": "endorse", "back": "q=甲"})
    assert answer.url == "/nominations/?q=%E7%94%B2"
    assert as_user(world.clerk).post("/nominations/bulk/do/", {"act": "none"}).status_code == 403


def test_the_boxes_are_gone_when_the_phase_has_ended(world):
    world.submitted()
    assert 'name="file"' in as_user(world.clerk).get("/nominations/").content.decode()
    type(world.round).objects.filter(pk=world.round.pk).update(state="reviewing")
    assert 'name="file"' not in as_user(world.clerk).get("/nominations/").content.decode()


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "1e3", "١", ""])
def test_what_is_no_number_of_a_file_chooses_none(world, number):
    answer = client_of(world.clerk).post(
        "/nominations/bulk/preview/", {"act": "endorse", "file": number}, follow=True
    )
    assert answer.status_code == 200
    assert "请先勾选要办理的申报" in answer.content.decode()
