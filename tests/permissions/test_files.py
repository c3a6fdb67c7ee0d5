"""Seeing and writing a file, rows 1-3, 6-9, 11, 13 and 91 of permissions.csv."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.domain.checking import endorsement
from nominations.domain.file import submission
from nominations.domain.file.evidence import upload
from nominations.models import Nomination
from tests.pdfs import PDF
from tests.people import make_id, make_user, unit
from tests.permissions.table import WORDS, assert_row_holds
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.workbooks.preview import XLSX

pytestmark = pytest.mark.django_db


def lists(world, column):
    """The list, the list with words, and the search of every page answer alike; experts have a list of their own."""
    client, no = world.client(column), world.file.no
    link = f'href="/nominations/{world.file.pk}/"'
    if own := column in ("EA", "EU", "EC"):
        assert link not in client.get("/nominations/").content.decode()
        link = f'href="/review/files/{world.file.candidacy.pk}/"'
    page = "/review/files/" if own else "/nominations/"
    answers = [
        link in client.get(url, words).content.decode()
        for url, words in ((page, {}), (page, {"q": no}), ("/search/", {"q": no}))
    ]
    assert len(set(answers)) == 1
    return answers[0]


def finds(client, file) -> bool:
    """The page, its printed form, its papers, the list and the search answer alike."""
    page = f"/nominations/{file.pk}/"
    answers = {
        client.get(page).status_code == 200,
        client.get(f"{page}form/").status_code == 200,
        f'href="{page}"' in client.get("/nominations/", {"q": file.no}).content.decode(),
        f'href="{page}"' in client.get("/search/", {"q": file.no}).content.decode(),
    }
    if paper := file.evidence.first():
        answers.add(client.get(f"{page}evidence/{paper.pk}/").status_code == 200)
    assert len(answers) == 1, file.no
    return answers.pop()


def reads_draft(world, column):
    file, client = world.draft("HO", 60), world.client(column)
    upload(world.people["HO"], file, "achievement", PDF, "example.pdf")
    if column in ("SD", "US"):
        assert not finds(client, file)  # only what they made
        file = world.draft(column, 61)
    return client.get(f"/nominations/{file.pk}/receipt/").status_code != 200 and finds(client, file)


def reads_submitted(world, column):
    client = world.client(column)
    page = client.get(f"/nominations/{world.file.pk}/")
    receipt = client.get(f"/nominations/{world.file.pk}/receipt/")
    assert (page.status_code == 200) == (receipt.status_code == 200) == finds(client, world.file)
    copy = (
        client.get(f"/review/files/{world.file.candidacy.pk}/") if hasattr(world.file, "candidacy") else page
    )
    text = page.content.decode() + copy.content.decode()
    assert world.file.person.id_number not in text
    assert world.file.person.phone not in text
    return 200 in (page.status_code, copy.status_code)


def creates(world, column):
    before = Nomination.objects.count()
    words = WORDS | {"id_number": make_id(70), "phone": "10000000070", "firm": world.firm.pk}
    client = world.client(column)
    client.post("/nominations/new/", words)
    made = Nomination.objects.exclude(pk=world.file.pk).filter(name="新示例").first()
    if column == "HX":  # may write, but never for another's firm
        assert made is None or made.firm != world.firm
        return bool(made and made.firm == world.firm)
    made = Nomination.objects.count() > before
    assert made == imports_one(client, world)
    return made


def imports_one(client, world) -> bool:
    """A row for the firm by workbook: looked at, then confirmed."""
    row = nomination_row("ZG2022-900", "表示例", make_id(75), world.firm)
    kept = client.post("/nominations/import/", {"workbook": sheet_of([row])})
    if kept.status_code != 302 or "/import/" not in kept.url:
        return False
    seen = re.search(r'name="seen" value="(\w+)"', client.get(kept.url).content.decode())
    client.post(f"{kept.url}confirm/", {"seen": seen[1] if seen else ""})
    return Nomination.objects.filter(name="表示例").exists()


def sheet_of(rows) -> SimpleUploadedFile:
    content = workbook(NOMINATION_HEADINGS, rows).getvalue()
    return SimpleUploadedFile("申报汇总表.xlsx", content, XLSX)


def edits_draft(world, column):
    file = world.draft("HO", 62)
    if column in ("SD", "US"):
        world.client(column).post(f"/nominations/{file.pk}/edit/work/", WORDS | {"post": "改"})
        file.refresh_from_db()
        assert file.post == ""
        file = world.draft(column, 63)
    world.client(column).post(f"/nominations/{file.pk}/edit/work/", WORDS | {"post": "改"})
    file.refresh_from_db()
    return file.post == "改"


def edits_returned(world, column):
    file = world.returned()
    if column == "SD":  # of a paper file that the clerk registered, returned by another clerk of the street
        file = world.complete(world.draft("SD", 67))
        submission.submit(file.created_by, file)
        other = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
        seen = Nomination.objects.get(pk=file.pk).frozen_sha256
        endorsement.return_for_correction(
            other, file, opinion="请补充", marks={"deeds": "请补充带徒情况"}, seen_sha256=seen
        )
    world.client(column).post(f"/nominations/{file.pk}/edit/deeds/", {"deeds": "补充"})
    file.refresh_from_db()
    return file.deeds == "补充"


def submits(world, column):
    file = world.complete(world.draft(column, 64))
    world.client(column).post(f"/nominations/{file.pk}/submit/")
    file.refresh_from_db()
    return file.state == "submitted"


def withdraws(world, column):
    world.client(column).post(f"/nominations/{world.file.pk}/withdraw/", {"reason": "调离"})
    world.file.refresh_from_db()
    return world.file.state == "withdrawn"


def enters_notice_objection(world, column):
    """Of a draft that this person may write; settled by the same people."""
    file, client = world.draft(column, 68), world.client(column)
    client.post(f"/nominations/{file.pk}/objections/", {"raised_on": "2022-02-01", "text": "业绩不实。"})
    found = file.notice_objections.first()
    if found is None:
        return False
    client.post(f"/nominations/objections/{found.pk}/settle/", {"finding": "经查属实。"})
    found.refresh_from_db()
    return found.settled_at is not None


def deletes(world, column):
    file = world.draft("HO", 65)
    world.client(column).post(f"/nominations/{file.pk}/delete/")
    world.client(column).post(f"/nominations/{world.file.pk}/delete/")
    assert Nomination.objects.filter(pk=world.file.pk).exists()  # what was submitted is never deleted
    return not Nomination.objects.filter(pk=file.pk).exists()


ROWS = {
    "1": ("scoring", lists),
    "2": ("open", reads_draft),
    "3": ("scoring", reads_submitted),
    "6": ("open", creates),
    "7": ("open", edits_draft),
    "8": ("open", edits_returned),
    "9": ("open", submits),
    "11": ("open", withdraws),
    "13": ("open", deletes),
    "91": ("open", enters_notice_objection),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
