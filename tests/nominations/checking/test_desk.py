"""The desk of whoever decides on many files: material and pages, the decision beside them, one file after the other."""

import datetime as dt
import re

import pytest
from django.test import Client

from nominations.domain.checking import conflicts as conflict_verbs
from nominations.domain.checking import consultation, endorsement, qualification
from nominations.domain.file import submission
from nominations.domain.file.evidence import upload
from tests import uploads
from tests.pdfs import PDF, tiny_pdf
from tests.people import make_user, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(world):
    """Three files that the street has before it, in the order of their numbers."""
    drafts = [world.complete(world.draft(number, unit_rank=number)) for number in (1, 2, 3)]
    return [submission.submit(world.hr, draft) for draft in drafts]


class Desk:
    """A person before the pages of files, and what the last one said."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def open(self, file) -> str:
        self.text = self.client.get(f"/nominations/{file.pk}/").content.decode()
        return self.text

    def press(self, address: str, **words) -> int:
        """Which file lies on the desk afterwards."""
        answer = self.client.post(address, words, follow=True)
        self.text = answer.content.decode()
        return int(answer.redirect_chain[-1][0].split("/")[2])

    def turns(self) -> dict[str, int]:
        """Where 上一份 and 下一份 lead."""
        links = re.findall(r'href="/nominations/(\d+)/">(上一份|下一份)<', self.text)
        return {words: int(pk) for pk, words in links}


def endorse(desk, file):
    words = {"opinion": "同意推荐", "seen_sha256": file.frozen_sha256, "endorse": ""}
    return desk.press(f"/nominations/{file.pk}/endorse/", **words)


def test_a_clerk_goes_from_file_to_file_in_the_order_of_the_list(world, three):
    first, second, third = three
    desk = Desk(world.clerk)
    desk.open(first)
    assert desk.turns() == {"下一份": second.pk}
    assert "还有 2 份等您办理" in desk.text
    desk.open(second)
    assert desk.turns() == {"上一份": first.pk, "下一份": third.pk}
    desk.open(third)
    assert desk.turns() == {"上一份": second.pk}
    assert "这是最后一份" in desk.text


def test_after_the_decision_the_next_file_lies_there_with_a_way_back(world, three):
    first, second, third = three
    desk = Desk(world.clerk)
    assert endorse(desk, second) == third.pk
    assert f"{second.no} 初审通过" in desk.text
    assert f'href="/nominations/{second.pk}/">回看刚办的这一份' in desk.text
    assert endorse(desk, third) == first.pk  # the one that was passed over
    words = {
        "opinion": "请补正",
        "seen_sha256": first.frozen_sha256,
        "mark_deeds": "写明带徒人数",
        "return": "",
    }
    assert desk.press(f"/nominations/{first.pk}/endorse/", **words) == first.pk  # the last one stays
    assert "没有等您办理的申报了" in desk.text
    assert "回看" not in desk.text


def test_a_file_from_which_one_stands_aside_is_not_the_next_one(world, three):
    first, second, third = three
    conflict_verbs.declare(world.clerk, second, cause="kin")
    assert endorse(Desk(world.clerk), first) == third.pk


def test_a_decision_that_is_refused_leaves_the_file_where_it_is(world, three):
    first = three[0]
    answer = Desk(world.clerk).client.post(f"/nominations/{first.pk}/endorse/", {"endorse": ""})
    assert answer.status_code == 403
    first.refresh_from_db()
    assert first.state == "submitted"


def test_a_department_answers_one_question_after_the_other(world, three):
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    for file in (three[0], three[2]):
        consultation.ask(world.first, file, unit("区人社局"), due_on=dt.date(2021, 2, 20))
    desk = Desk(officer)
    desk.open(three[0])
    assert desk.turns() == {"下一份": three[2].pk}
    question = three[0].opinions.get()
    words = {"answer": "clear", "document_no": "示例函1号"}
    assert desk.press(f"/nominations/opinions/{question.pk}/reply/", **words) == three[2].pk


def test_an_officer_has_what_is_to_be_found_and_what_others_found_in_one_row(world, three):
    for file in three:
        endorsement.endorse(world.clerk, file, opinion="同意推荐", seen_sha256=file.frozen_sha256)
    qualification.check(world.second, three[1], verdict="qualified")
    desk = Desk(world.first)
    verdict = {"verdict": "qualified"}
    assert desk.press(f"/nominations/{three[0].pk}/check/", **verdict) == three[1].pk
    assert desk.press(f"/nominations/{three[1].pk}/confirm/", confirm="") == three[2].pk
    assert desk.press(f"/nominations/{three[2].pk}/check/", **verdict) == three[2].pk
    assert "没有等您办理的申报了" in desk.text  # what he found himself waits for another


def test_whoever_decides_nothing_has_no_row_of_files(world, three):
    for user in (world.hr, make_user(Role.LEADER)):
        assert Desk(user).open(three[0])
        assert 'class="turn"' not in Desk(user).open(three[0])


def test_papers_lie_open_page_by_page_and_the_original_is_a_download(world):
    file = world.draft()
    for kind, content in (("honour", tiny_pdf(pages=3)), ("achievement", uploads.photo(size=(300, 200)))):
        upload(world.hr, file, kind, content, "example.pdf")
    upload(world.hr, file, "id_card", PDF, "card.pdf")
    upload(world.hr, file, "other", uploads.pdf_with_owners_password(), "plain.pdf")
    assert "正在生成可以直接看的图片" in Desk(world.hr).open(file)
    for paper in file.evidence.exclude(kind="other"):
        pages.draw(paper.file_id)
    file.evidence.get(kind="other").file.__class__.objects.filter(name="plain.pdf").update(page_count=0)
    text = Desk(world.hr).open(file)
    honour, achievement, card = (file.evidence.get(kind=k) for k in ("honour", "achievement", "id_card"))
    shown = re.findall(r'<img loading="lazy" width="(\d+)" height="(\d+)"\s+src="([^"]+)"', text)
    place = f"/nominations/{file.pk}/evidence"
    assert shown == [
        ("300", "200", f"{place}/{achievement.pk}/pages/1/"),
        *(("1200", "1200", f"{place}/{honour.pk}/pages/{page}/") for page in (1, 2, 3)),
    ]
    assert f'href="{place}/{honour.pk}/">下载原件' in text
    assert f"/evidence/{card.pk}/pages/" not in text
    assert "不能直接显示，请下载原件查看" in text


def test_what_is_uploaded_is_drawn_but_for_the_id_card(world, django_capture_on_commit_callbacks):
    file, asked = world.draft(), {}
    for kind, content in (("honour", PDF), ("id_card", tiny_pdf("card")), ("photo", uploads.photo())):
        with django_capture_on_commit_callbacks() as callbacks:
            upload(world.hr, file, kind, content, "example.pdf")
        asked[kind] = len(callbacks)
    assert asked == {"honour": 1, "id_card": 0, "photo": 1}


def test_the_page_of_a_file_asks_the_database_fifteen_times_at_most(
    world, three, django_assert_max_num_queries
):
    first = three[0]
    consultation.ask(world.first, first, unit("区人社局"), due_on=dt.date(2021, 2, 20))
    people = [
        world.hr,
        world.clerk,
        world.first,
        world.second,
        make_user(Role.DEPARTMENT_OFFICER, unit("区人社局")),
    ]
    for step in ("submitted", "endorsed", "checked"):
        if step == "endorsed":
            endorsement.endorse(world.clerk, first, opinion="同意推荐", seen_sha256=first.frozen_sha256)
        if step == "checked":
            consultation.reply(people[-1], first.opinions.get(), answer="clear", document_no="示例函1号")
            qualification.check(world.first, first, verdict="qualified")
        for person in people:
            desk = Desk(person)
            desk.open(first)
            with django_assert_max_num_queries(15):
                assert first.no in desk.open(first)
