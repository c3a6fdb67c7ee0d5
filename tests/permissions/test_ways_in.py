"""The ways into a nomination: leads, direct recognition, the firm's union; rows 81 to 89 and 97 of permissions.csv."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.domain.checking import consultation
from nominations.domain.file import drafts, submission, union_confirmation
from nominations.domain.ways_in import direct_recognition, leads
from nominations.models import DirectRecognition, Lead, Nomination, UnionConfirmation
from tests.pdfs import PDF
from tests.people import make_id, make_user, unit
from tests.permissions.table import WORDS, assert_row_holds
from wuhou_craftsmen.accounts.models import Role

pytestmark = pytest.mark.django_db
TOLD = {"name": "寻示例", "firm_name": "示例厂", "trade": "钳工", "deeds": "手艺好。"}
CLAIM = {
    "name": "直示例", "sex": "男", "trade": "焊工", "title": "示例工匠", "issuer": "外地总工会", "level": "city",
    "titled_on": dt.date(2020, 5, 1), "document_no": "示例3号", "arrived_on": dt.date(2021, 3, 1),
}  # fmt: skip


def tells(world, column):
    before = Lead.objects.count()
    world.client(column).post("/nominations/leads/new/", TOLD)
    return Lead.objects.count() > before


def lead_of_the_firm(world) -> Lead:
    """Passed by the union to the street, by the street to the firm."""
    lead = leads.find(leads.receive("10.0.0.9", **TOLD))
    leads.pass_on(world.year.second, lead, unit("浆洗街街道"))
    return leads.pass_on(world.year.clerk, lead, world.firm)


def reads_lead(world, column):
    lead, client = lead_of_the_firm(world), world.client(column)
    listed = f'href="/nominations/leads/{lead.pk}/"' in client.get("/nominations/leads/").content.decode()
    assert listed == (client.get(f"/nominations/leads/{lead.pk}/").status_code == 200)
    return listed


def passes_lead(world, column):
    lead, other = lead_of_the_firm(world), world.year.firms[0]
    world.client(column).post(f"/nominations/leads/{lead.pk}/pass/", {"to": other.pk})
    lead.refresh_from_db()
    return lead.firm == other


def takes_up_lead(world, column):
    lead = lead_of_the_firm(world)
    words = {"id_number": make_id(71), "phone": "10000000071", "trade": "钳工"}
    page = f"/nominations/leads/{lead.pk}/adopt/"
    world.client(column).post(page, words)
    assert not Nomination.objects.filter(name="寻示例").exists()  # nobody without the person's consent
    world.client(column).post(page, words | {"consented": "on", "consented_on": "2022-02-07"})
    return Nomination.objects.filter(name="寻示例").exists()


def claim_of_the_firm(world) -> DirectRecognition:
    return direct_recognition.claim(
        world.people["HO"], world.year.round, world.firm, id_number=make_id(72), phone="10000000072",
        consented_on=dt.date(2022, 2, 7), evidence=("title.pdf", PDF), fields=CLAIM,
    )  # fmt: skip


def claims(world, column):
    paper = SimpleUploadedFile("title.pdf", PDF, "application/pdf")
    words = {"firm": world.firm.pk, "id_number": make_id(73), "phone": "10000000073", "evidence": paper}
    world.client(column).post("/nominations/direct/new/", CLAIM | words | {"consented_on": "2022-02-07"})
    return DirectRecognition.objects.filter(firm=world.firm).exists()


def checks_claim(world, column):
    claim = claim_of_the_firm(world)
    words = {"finding": "valid", "how": "致函核实", "reply_no": "示例函3号"}
    client = world.client(column)
    client.post(f"/nominations/direct/{claim.pk}/check/", words)
    client.post(f"/nominations/direct/{claim.pk}/confirm/")
    claim.refresh_from_db()
    assert claim.state != "proposed"  # never by one person alone
    return claim.state == "evidence_checked"


def reads_claim(world, column):
    claim, client = claim_of_the_firm(world), world.client(column)
    page = client.get(f"/nominations/direct/{claim.pk}/")
    paper = client.get(f"/nominations/direct/{claim.pk}/evidence/")
    assert (page.status_code == 200) == (paper.status_code == 200)
    assert make_id(72) not in page.content.decode()
    return page.status_code == 200


def self_nomination(world) -> Nomination:
    """Written by another person of the firm."""
    colleague = make_user(Role.FIRM_HR, world.firm)
    return drafts.create(
        colleague, world.year.round, world.firm, id_number=make_id(74), phone="10000000074",
        fields=WORDS | {"route": "self"},
    )  # fmt: skip


def confirms_for_union(world, column):
    file = self_nomination(world)
    world.client(column).post(f"/nominations/{file.pk}/union/", {"seen": file.version})
    return UnionConfirmation.objects.filter(nomination=file).exists()


def registers_letter(world, column):
    file = self_nomination(world)
    world.client(column).post("/nominations/union/", {"no": file.no, "document_no": "示例函4号"})
    return UnionConfirmation.objects.filter(nomination=file).exists()


def reads_letter(world, column):
    """With the file it belongs to, once that is handed in and the department was asked."""
    file = world.complete(self_nomination(world))
    union_confirmation.register_letter(
        world.people["SD"], world.year.round, no=file.no, document_no="示例函5号", paper=("letter.pdf", PDF)
    )
    file = submission.submit(file.created_by, file)
    consultation.ask(world.year.first, file, unit("区人社局"), due_on=dt.date(2022, 2, 20))
    return world.client(column).get(f"/nominations/{file.pk}/union/letter/").status_code == 200


ROWS = {
    "81": ("open", tells),
    "82": ("open", reads_lead),
    "83": ("open", passes_lead),
    "84": ("open", takes_up_lead),
    "85": ("open", claims),
    "86": ("open", checks_claim),
    "87": ("open", reads_claim),
    "88": ("open", confirms_for_union),
    "89": ("open", registers_letter),
    "97": ("open", reads_letter),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
