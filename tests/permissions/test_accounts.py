"""Firms, their people and the audit log, rows 60, 62, 67 to 70 and 100 of permissions.csv."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pdfs import PDF
from tests.people import make_code, make_user, unit
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.accounts.models import FirmRegistration, Organisation, Role
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db


def reads_audit(world, column):
    client = world.client(column)
    page = client.get("/audit/").content.decode()
    own = world.people[column]
    if column == "HX":  # has an own log, and nothing of the other firm in it
        return world.file.no in page
    if own and AuditEntry.objects.filter(actor=own).exists() and column != "AU":
        assert world.year.second.full_name + "</td>" not in page  # never another's acts
    return "操作记录" in page and own is not None


def manages_hr(world, column):
    """A colleague's membership is ended: by the firm's owner, or with a reason by street and union."""
    mate = make_user(Role.FIRM_HR, world.firm, name="尤同事")
    client = world.client(column)
    told = [
        mate.full_name in client.get(page).content.decode()
        for page in ("/accounts/members/", f"/accounts/firms/{world.firm.pk}/")
    ]
    seat = mate.memberships.get()
    client.post(f"/accounts/members/{seat.pk}/end/", {"reason": "已调离"})
    seat.refresh_from_db()
    if seat.ended_at:
        assert AuditEntry.objects.get(verb="结束单位人员").details["reason"] == "已调离"
    assert any(told) == (seat.ended_at is not None)
    return seat.ended_at is not None


def registers_firm(world, column):
    words = {
        "name": "成都新示例有限公司", "credit_code": make_code(77), "nature": "民营", "contact_name": "周示例",
        "endorsing_unit": unit("浆洗街街道").pk, "phone": "10000000077", "username": "zhou77", "agreed": "on",
        "letter": SimpleUploadedFile("letter.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    world.client(column).post("/accounts/registration/", words)
    return FirmRegistration.objects.filter(state="waiting").exists()


def decides_registration(world, column):
    registers_firm(world, "AN")
    found, client = FirmRegistration.objects.get(), world.client(column)
    page = f"/accounts/registrations/{found.pk}/"
    if column == "SD":  # of another area it does not exist
        FirmRegistration.objects.update(endorsing_unit=unit("玉林街道"))
        assert client.post(page, {"act": "refuse", "reason": "公章不清"}).status_code == 404
        FirmRegistration.objects.update(endorsing_unit=unit("浆洗街街道"))
    client.post(page, {"act": "refuse", "reason": "公章不清"})
    found.refresh_from_db()
    return found.state == "refused"


def strikes_off(world, column):
    words = {"act": "strike_off", "struck_off_on": "2022-02-01", "reason": "已注销", "basis": "示例文1号"}
    world.client(column).post(f"/accounts/firms/{world.firm.pk}/", words)
    world.firm.refresh_from_db()
    assert world.firm.struck_off_on is None  # never by one person alone
    return PendingAct.objects.filter(act="accounts.strike_off").exists()


def renames_firm(world, column):
    client, old = world.client(column), world.firm.name
    listed = old in client.get("/accounts/firms/").content.decode()
    words = {"act": "rename", "name": "成都新名有限公司", "basis": "示例通知1号"}
    client.post(f"/accounts/firms/{world.firm.pk}/", words)
    world.firm.refresh_from_db()
    renamed = world.firm.name != old
    assert listed == renamed
    return renamed


def adds_unit(world, column):
    client = world.client(column)
    seen = client.get("/accounts/units/").status_code == 200
    client.post(
        "/accounts/units/", {"add": "", "new_kind": "行业协会", "name": "示例协会", "basis": "示例文1号"}
    )
    assert not Organisation.objects.filter(name="示例协会").exists()  # never by one person alone
    proposed = PendingAct.objects.filter(act="accounts.add_endorsing_unit").exists()
    assert seen == proposed
    return proposed


ROWS = {
    "60": ("open", reads_audit),
    "62": ("open", manages_hr),
    "67": ("open", registers_firm),
    "68": ("open", decides_registration),
    "69": ("open", strikes_off),
    "70": ("open", renames_firm),
    "100": ("open", adds_unit),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
