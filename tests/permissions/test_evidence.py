"""What proves a file, rows 17 to 20 of permissions.csv."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.models import Evidence
from tests.pdfs import PDF
from tests.people import on
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.files.pages import draw
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


def uploads(world, column):
    file = world.draft(column, 66)
    paper = SimpleUploadedFile("example.pdf", PDF, "application/pdf")
    world.client(column).post(f"/nominations/{file.pk}/evidence/", {"kind": "achievement", "file": paper})
    return Evidence.objects.filter(nomination=file).exists()


def reads_paper(world, column):
    paper = world.file.evidence.first()
    client = world.client(column)
    answer = client.get(f"/nominations/{world.file.pk}/evidence/{paper.pk}/")
    copy = client.get(f"/review/files/{world.file.candidacy.pk}/evidence/{paper.pk}/")
    draw(paper.file_id)
    for found in (answer, copy):
        picture = client.get(found.request["PATH_INFO"] + "pages/1/")
        assert picture.status_code == found.status_code  # a page is read by whoever reads the paper
        if found.status_code == 200:
            assert found.headers["X-Content-Type-Options"] == "nosniff"
            assert found.headers["Content-Disposition"].startswith("attachment")
            assert picture.headers["X-Content-Type-Options"] == "nosniff"
            assert picture.headers["Content-Type"] == "image/webp"
            assert picture.headers["Cache-Control"] == "private, no-store"
            assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    pages = (f"/nominations/{world.file.pk}/", f"/review/files/{world.file.candidacy.pk}/")
    links = [f'href="{page}evidence/{paper.pk}/"' in client.get(page).content.decode() for page in pages]
    assert links == [
        answer.status_code == 200,
        copy.status_code == 200,
    ]  # told where it opens, and nowhere else
    return any(links)


def reads_id_card(world, column):
    """Only with a reason for all but the own firm, and never without a row in the audit log."""
    card = Evidence.objects.filter(nomination=world.file, kind="id_card").first()
    if card is None:
        on("2022-02-07")
        file = world.file
        Evidence.objects.create(nomination=file, kind="id_card", file=file.evidence.first().file)
        card = file.evidence.get(kind="id_card")
    client, looks = world.client(column), AuditEntry.objects.filter(verb="查看身份证照片")
    before, url = looks.count(), f"/nominations/{world.file.pk}/evidence/{card.pk}"
    draw(card.file_id)
    for door in ("", "pages/1/"):
        assert client.get(f"{url}/{door}").status_code != 200  # never by the door of the other papers
    if hasattr(world.file, "candidacy"):
        for door in ("", "pages/1/"):
            copy = client.get(f"/review/files/{world.file.candidacy.pk}/evidence/{card.pk}/{door}")
            assert copy.status_code != 200
    if column != "HO":
        assert client.post(f"{url}/id-card/", {"reason": " "}).status_code != 200
    assert looks.count() == before
    answer = client.post(f"{url}/id-card/", {"reason": "核对本人身份"})
    assert (answer.status_code == 200) == (looks.count() == before + 1)
    return answer.status_code == 200


def replaces_marked_paper(world, column):
    file = world.returned()
    paper = file.evidence.first()
    world.client(column).post(f"/nominations/{file.pk}/evidence/{paper.pk}/remove/")
    paper.refresh_from_db()
    return paper.removed_at is not None


ROWS = {
    "17": ("open", uploads),
    "18": ("scoring", reads_paper),
    "19": ("scoring", reads_id_card),
    "20": ("open", replaces_marked_paper),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
