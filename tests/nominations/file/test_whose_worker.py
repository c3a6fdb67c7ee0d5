"""An ID number alone opens nobody's data and nominates nobody else's worker."""

import datetime as dt

import pytest

from nominations.domain.file import drafts
from nominations.domain.ways_in import direct_recognition, leads
from nominations.domain.workbooks import imports
from nominations.models import DirectRecognition, Nomination
from tests.pdfs import PDF
from tests.people import client_of, make_firm, make_id, make_user
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from tests.worlds.nomination import FIELDS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(world) -> Craftsman:
    """李示例 works at the stranger's firm, which keeps his telephone."""
    firm = world.stranger.organisation_as(Role.FIRM_HR)
    person = people.find_or_register(
        world.stranger,
        name="李示例",
        id_number=make_id(1, "19990101"),
        sex="男",
        phone="10000000099",
    )
    people.enrol_if_free(world.stranger, person, firm, "焊工")
    return person


def test_another_firms_worker_is_not_nominated_by_his_number(world, worker):
    with pytest.raises(Refusal, match="已在其他单位登记") as refused:
        world.draft()
    assert str(worker.employment.firm) not in refused.value.reason
    assert not Nomination.objects.exists()


def test_a_wrong_name_with_a_known_number_is_refused_without_the_name_on_record(world, worker):
    with pytest.raises(Refusal, match="登记的是另一姓名") as refused:
        world.draft(name="王示例")
    assert worker.name not in refused.value.reason


def test_the_wrong_name_is_refused_before_anything_is_said_of_the_persons_file(world, worker):
    colleague = world.stranger
    drafts.create(
        colleague, world.round, colleague.organisation_as(Role.FIRM_HR),
        id_number=make_id(1, "19990101"), phone="10000000099", fields=FIELDS,
    )  # fmt: skip
    with pytest.raises(Refusal, match="登记的是另一姓名"):
        world.draft(name="王示例")
    with pytest.raises(Refusal) as refused:
        world.draft()
    assert "申报" not in refused.value.reason.replace("申报前", "")


def test_the_form_says_so_and_keeps_what_was_typed(world, worker):
    typed = {
        "name": "王示例", "sex": "男", "trade": "钳工", "route": "unit", "id_number": make_id(1, "19990101"), "phone": "10000000001",
        "consented_on": "2021-02-01",
    }  # fmt: skip
    page = client_of(world.hr).post("/nominations/new/", typed).content.decode()
    assert "登记的是另一姓名" in page
    assert "10000000099" not in page
    assert "李示例" not in page
    assert "王示例" in page


def test_after_the_former_firm_let_him_go_the_new_one_nominates_him(world, worker):
    people.transfer_out(world.stranger, worker.employment, worker.employment.since)
    assert world.draft().person == worker


def test_a_firms_own_worker_under_the_name_on_record_is_nominated_as_before(world):
    own = make_user(Role.FIRM_HR, make_firm(3))
    person = people.find_or_register(own, name="李 示例", id_number=make_id(1, "19990101"), sex="男")
    people.enrol_if_free(world.hr, person, world.firm, "钳工")
    assert world.draft().person == person


NUMBER = make_id(1, "19990101")


def adopt(world):
    told = {"name": "李示例", "firm_name": world.firm.name, "trade": "钳工", "deeds": "手艺好。"}
    lead = leads.pass_on(world.first, leads.find(leads.receive("10.0.0.1", **told)), world.firm)
    words = {"trade": "钳工", "phone": "10000000001", "consented_on": clock.today()}
    leads.adopt(world.hr, lead, world.round, id_number=NUMBER, **words)


def claim(world, name="李示例"):
    title = {
        "title": "示例区工匠",
        "issuer": "外地示例区总工会",
        "level": "district",
        "document_no": "示例1号",
    }
    days = {"titled_on": dt.date(2020, 5, 1), "arrived_on": dt.date(2020, 6, 1)}
    direct_recognition.claim(
        world.hr, world.round, world.firm, id_number=NUMBER, phone="10000000001", consented_on=clock.today(),
        evidence=("title.pdf", PDF), fields={"name": name, "sex": "男", "trade": "钳工"} | title | days,
    )  # fmt: skip


def import_row(world, name="李示例"):
    row = nomination_row("ZG2021-101", name, NUMBER, world.firm)
    imports.import_workbook(world.hr, world.round, workbook(NOMINATION_HEADINGS, [row]), "申报汇总表.xlsx")


@pytest.mark.parametrize("way", [adopt, claim, import_row])
def test_nor_by_a_lead_a_title_from_elsewhere_or_a_workbook(world, worker, way):
    with pytest.raises(Refusal, match="已在其他单位登记") as refused:
        way(world)
    assert str(worker.employment.firm) not in refused.value.reason
    assert not Nomination.objects.exists()
    assert not DirectRecognition.objects.exists()


@pytest.mark.parametrize("way", [claim, import_row])
def test_nor_is_the_name_on_record_told_there(world, worker, way):
    with pytest.raises(Refusal, match="登记的是另一姓名") as refused:
        way(world, name="王示例")
    assert worker.name not in refused.value.reason


def test_a_slip_in_a_name_that_this_draft_alone_began_is_corrected_with_it(world):
    draft = drafts.edit(world.hr, world.draft(name="李事例"), fields={"name": "李示例"})
    draft.person.refresh_from_db()
    assert (draft.name, draft.person.name) == ("李示例", "李示例")


@pytest.mark.parametrize("changed", [{"name": "王示例"}, {"sex": "女"}])
def test_a_draft_is_not_edited_into_somebody_else(world, changed):
    """A file handed in before, a step of the ladder, another firm: others rely on the name on record."""
    draft = world.draft()
    people.add_rung(world.hr, draft.person, "apprentice", dt.date(2020, 1, 1), "示例证书")
    with pytest.raises(Refusal, match=r"另一姓名|性别"):
        drafts.edit(world.hr, draft, fields=changed)
    page = client_of(world.hr).post(
        f"/nominations/{draft.pk}/edit/person/", {"name": "李示例"} | changed, follow=True
    )
    assert ("另一姓名" in page.content.decode()) == ("name" in changed)  # the sex is asked of nobody
    draft.person.refresh_from_db()
    assert draft.person.name == "李示例"


def test_the_firm_that_puts_somebody_forward_knows_his_telephone(world):
    """A free person's old number would lead his link to somebody else."""
    people.find_or_register(
        world.hr, name="李示例", id_number=make_id(1, "19990101"), sex="男", phone="10000000099"
    )
    assert world.draft().person.phone == "10000000001"


def test_a_changed_name_is_entered_by_two_and_then_nominated(world):
    """The document is the union's to see; the firm is refused until then."""
    people.find_or_register(world.hr, name="李旧名", id_number=make_id(1, "19990101"), sex="男")
    with pytest.raises(Refusal, match="先更改登记的姓名"):
        world.draft()
    person = Craftsman.objects.get()
    officer = client_of(world.first)
    assert "更改姓名（两人办理）" in officer.get(f"/ladder/{person.pk}/").content.decode()
    officer.post(f"/ladder/{person.pk}/name/", {"name": "李示例", "basis": "户口簿变更页（示例）"})
    person.refresh_from_db()
    assert person.name == "李旧名"
    act = PendingAct.objects.get(act="ladder.rename")
    assert "李旧名改为李示例，依据：户口簿变更页" in client_of(world.second).get("/pending/").content.decode()
    client_of(world.second).post(f"/pending/{act.pk}/")
    assert world.draft().name == "李示例"


def test_a_text_longer_than_its_column_is_refused_with_its_heading(world):
    """On SQLite as on PostgreSQL, whatever verb wrote it."""
    draft = world.draft()
    with pytest.raises(Refusal, match="“岗位”不超过 60 字，现有 61 字"):
        drafts.edit(world.hr, draft, fields={"post": "岗" * 61})
    draft.refresh_from_db()
    assert draft.post == FIELDS["post"]
