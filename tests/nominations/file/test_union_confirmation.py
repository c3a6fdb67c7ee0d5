"""个人自荐 is submitted only when the firm's union has confirmed exactly what is submitted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nominations.domain.file import drafts, submission, union_confirmation
from nominations.domain.file.checklist import submission_checks
from nominations.models import Nomination, Route, UnionConfirmation
from nominations.rules.file.union_confirmation import union_confirms
from nominations.turns import TURNS
from tests.pdfs import PDF
from tests.people import make_user, unit
from tests.worlds.kept import kept
from tests.worlds.nomination import World, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.web.turns import todos

pytestmark = pytest.mark.django_db


@kept
def world():
    world = World()
    world.colleague = make_user(Role.FIRM_HR, world.firm, name="陈工会")
    return world


def waiting_for(user) -> list[str]:
    return [todo.label for todo in todos(TURNS, user, days=5)]


def own(world) -> Nomination:
    """A complete 自荐 as it stands in the database."""
    world.complete(world.draft(route=Route.SELF))
    return Nomination.objects.get()


def test_a_self_nomination_waits_for_the_firms_union(world):
    file = own(world)
    assert_refused("尚未经本单位工会确认", submission.submit, world.hr, file)
    assert_refused("由您填报或修改过", union_confirmation.confirm, world.hr, file, seen_version=file.version)
    assert_refused(
        "由本单位工会确认", union_confirmation.confirm, world.stranger, file, seen_version=file.version
    )
    assert "待本单位工会确认的自荐" in waiting_for(world.colleague)
    assert "待本单位工会确认的自荐" not in waiting_for(world.hr)
    union_confirmation.confirm(world.colleague, file, seen_version=file.version)
    assert "待本单位工会确认的自荐" not in waiting_for(world.colleague)
    assert submission.submit(world.hr, Nomination.objects.get()).state == "submitted"


def test_a_change_after_the_confirmation_makes_it_void(world):
    file = own(world)
    union_confirmation.confirm(world.colleague, file, seen_version=file.version)
    drafts.edit(world.hr, file, fields={"deeds": "改写后的事迹。"})
    assert_refused("重新确认", submission.submit, world.hr, Nomination.objects.get())
    assert_refused("有变化", union_confirmation.confirm, world.colleague, file, seen_version=file.version)
    fresh = Nomination.objects.get()
    union_confirmation.confirm(world.colleague, fresh, seen_version=fresh.version)
    assert submission.submit(world.hr, Nomination.objects.get()).receipt_no


def test_who_changed_a_word_does_not_confirm(world):
    file = drafts.edit(world.colleague, own(world), fields={"deeds": "同事改写的事迹。"})
    assert_refused(
        "由您填报或修改过", union_confirmation.confirm, world.colleague, file, seen_version=file.version
    )
    third = make_user(Role.FIRM_HR, world.firm)
    assert union_confirmation.confirm(third, file, seen_version=file.version).by == third


def test_the_clerk_registers_a_sealed_letter_without_seeing_the_draft(world):
    file = own(world)
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    assert_refused(
        "没有这个编号",
        union_confirmation.register_letter,
        other,
        world.round,
        no=file.no,
        document_no="示例1号",
    )
    assert_refused(
        "文号", union_confirmation.register_letter, world.clerk, world.round, no=file.no, document_no=" "
    )
    client = Client()
    client.force_login(world.clerk)
    page = client.post("/nominations/union/", {"no": file.no.lower(), "document_no": "示例1号"}, follow=True)
    assert f"已登记 {file.no} 的工会公函" in page.content.decode()
    assert client.get(f"/nominations/{file.pk}/").status_code == 404
    assert submission.submit(world.hr, Nomination.objects.get()).state == "submitted"


def test_the_scan_of_the_letter_is_kept_with_the_confirmation_and_read_with_the_file(world):
    file, client = own(world), Client()
    client.force_login(world.clerk)
    words = {"no": file.no, "document_no": "示例1号"}
    client.post("/nominations/union/", words)
    assert UnionConfirmation.objects.get().scan is None  # the paper alone may do
    for paper, said in ((b"MZ program", "不是 PDF"), (PDF, "已登记")):
        scan = SimpleUploadedFile("letter.pdf", paper, "application/pdf")
        answer = client.post("/nominations/union/", words | {"scan": scan}, follow=True)
        assert said in answer.content.decode()
    page = f"/nominations/{file.pk}/union/letter/"
    assert client.get(page).status_code == 404  # the draft is closed to the clerk
    submission.submit(world.hr, Nomination.objects.get())
    assert client.get(page).content == PDF
    assert "公函扫描件</a>" in client.get(f"/nominations/{file.pk}/").content.decode()
    client.force_login(world.stranger)
    assert client.get(page).status_code == 404


def test_a_new_confirmation_drops_the_letter_of_the_old_words(world):
    file = own(world)
    union_confirmation.register_letter(
        world.clerk, world.round, no=file.no, document_no="1号", paper=("a.pdf", PDF)
    )
    drafts.edit(world.hr, file, fields={"deeds": "改写后的事迹。"})
    fresh = Nomination.objects.get()
    union_confirmation.confirm(world.colleague, fresh, seen_version=fresh.version)
    assert UnionConfirmation.objects.get().scan is None


def test_other_routes_ask_no_union(world):
    file = world.complete(world.draft())
    assert_refused(
        "只有个人自荐", union_confirmation.confirm, world.colleague, file, seen_version=file.version
    )
    assert not [check for check in submission_checks(file) if "工会" in check.label]
    assert submission.submit(world.hr, file).state == "submitted"


def test_the_page_says_who_may_confirm(world):
    file = own(world)
    for user, words in (
        (world.hr, "须由本单位另一人代表工会确认"),
        (world.colleague, "代表本单位工会确认</button>"),
    ):
        client = Client()
        client.force_login(user)
        assert words in client.get(f"/nominations/{file.pk}/").content.decode()
    client.post(f"/nominations/{file.pk}/union/", {"seen": Nomination.objects.get().version})
    assert union_confirms(Nomination.objects.get())


def test_the_list_is_narrowed_by_route(world):
    own(world)
    world.draft(2, name="王示例")
    client = Client()
    client.force_login(world.hr)
    page = client.get("/nominations/", {"route": "self"}).content.decode()
    assert "ZG2021-001" in page
    assert "ZG2021-002" not in page
