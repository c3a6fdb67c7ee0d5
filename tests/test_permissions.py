"""The cells of permissions.csv, row by row for all fourteen roles: what a cell allows is done, what it denies is not.

N is a refusal (403, or 404 where even the existence is secret). Every other letter allows something; what exactly is
said by the row's own function: own objects only, in the window only, masked, with a second person, after publication.
"""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from nominations.domain import changes, consultation, direct, drafts, endorsement, leads, submission, union
from nominations.domain.evidence import upload
from nominations.models import (
    DepartmentOpinion,
    DirectRecognition,
    EndorsedRank,
    Evidence,
    FileChange,
    FullExport,
    Lead,
    Nomination,
    QualificationCheck,
    UnionConfirmation,
)
from nominations.rules import REQUIRED_EVIDENCE
from tests.pdfs import PDF, text_of
from tests.people import make_code, make_id, make_user, on, unit
from tests.small_year import Year
from wuhou_craftsmen.accounts.models import FirmRegistration, Role
from wuhou_craftsmen.common import clock
from wuhou_craftsmen.common.models import AuditEntry, PendingAct
from wuhou_craftsmen.common.two_person import confirm, together

pytestmark = pytest.mark.django_db
WORDS = {"name": "新示例", "sex": "男", "trade": "钳工", "route": "unit"}


def cells() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "permissions.csv").open(encoding="utf-8") as file:
        return {row.pop("#"): row for row in csv.DictReader(file)}


CELLS = cells()


class World:
    """The small year with one person for each column; `file` is of HO's firm, the second of the year."""

    def __init__(self, until: str):
        self.year = year = Year()
        self.firm = year.firms[1]
        year.play("nominate")
        self.file = year.file("002")
        officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
        consultation.ask(year.first, self.file, unit("区人社局"), due_on=dt.date(2022, 2, 20))
        self.people = {
            "AN": None,
            "HO": year.hr[self.firm.pk],
            "HX": year.hr[year.firms[0].pk],
            "SD": year.clerk,
            "EA": make_user(Role.EXPERT),
            "EU": make_user(Role.EXPERT),
            "EC": make_user(Role.EXPERT),
            "ES": year.secretary,
            "US": year.first,
            "LG": year.leaders[0],
            "DO": officer,
            "FI": year.finance[0],
            "AU": make_user(Role.AUDITOR),
            "SU": make_user(Role.SYSTEM_ADMIN),
        }
        if until == "scoring":
            self._score(officer)

    def _score(self, officer):
        consultation.reply(officer, self.file.opinions.get(), answer="clear", document_no="示例函1号")
        self.year.check()
        self.year.open_scoring()
        seats = {seat.code: seat.expert.user for seat in self.year.round.committee.members.all()}
        self.people |= {"EA": seats["P01"], "EC": seats["P07"]}  # P07 works for the second firm
        self.file.refresh_from_db()

    def client(self, column: str) -> Client:
        client = Client()
        if self.people[column]:
            client.force_login(self.people[column])
        return client

    def draft(self, column: str, number: int) -> Nomination:
        """A draft of the firm, made by this column's person where that may be, by its HR otherwise."""
        person = self.people[column]
        maker = person if column in ("SD", "US") else self.people["HO"]
        return drafts.create(
            maker, self.year.round, self.firm, id_number=make_id(number), phone="10000000001", fields=WORDS
        )

    def complete(self, file: Nomination) -> Nomination:
        """All that a draft needs to be submitted."""
        for kind in REQUIRED_EVIDENCE:
            upload(file.created_by, file, kind, PDF, "example.pdf")
        days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
        days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": dt.date(2022, 1, 20)}
        words = {"pledged_on": dt.date(2022, 1, 20), "deeds": "事迹。", "frontline": True}
        return drafts.edit(file.created_by, file, fields=days | words)

    def returned(self) -> Nomination:
        """The file came back with its deeds and papers open."""
        endorsement.return_for_correction(
            self.year.clerk,
            self.file,
            opinion="请补充",
            marks={"deeds": "请补充", "evidence": "请换清楚的扫描件"},
            seen_sha256=self.file.frozen_sha256,
        )
        self.file.refresh_from_db()
        return self.file


# Each try gives back whether the column could do it.


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


def reads_draft(world, column):
    file = world.draft("HO", 60)
    if column in ("SD", "US"):
        assert world.client(column).get(f"/nominations/{file.pk}/").status_code == 404  # only what they made
        file = world.draft(column, 61)
    return world.client(column).get(f"/nominations/{file.pk}/").status_code == 200


def reads_submitted(world, column):
    client = world.client(column)
    page = client.get(f"/nominations/{world.file.pk}/")
    receipt = client.get(f"/nominations/{world.file.pk}/receipt/")
    assert (page.status_code == 200) == (receipt.status_code == 200)
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
    world.client(column).post("/nominations/new/", words)
    made = Nomination.objects.exclude(pk=world.file.pk).filter(name="新示例").first()
    if column == "HX":  # may write, but never for another's firm
        assert made is None or made.firm != world.firm
        return bool(made and made.firm == world.firm)
    return Nomination.objects.count() > before


def edits_draft(world, column):
    file = world.draft("HO", 62)
    if column in ("SD", "US"):
        world.client(column).post(f"/nominations/{file.pk}/edit/", WORDS | {"post": "改"})
        file.refresh_from_db()
        assert file.post == ""
        file = world.draft(column, 63)
    world.client(column).post(f"/nominations/{file.pk}/edit/", WORDS | {"post": "改"})
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
    world.client(column).post(f"/nominations/{file.pk}/edit/", {"deeds": "补充"})
    file.refresh_from_db()
    return file.deeds == "补充"


def submits(world, column):
    file = world.complete(world.draft(column, 64))
    world.client(column).post(f"/nominations/{file.pk}/submit/")
    file.refresh_from_db()
    return file.state == "submitted"


def reopens(world, column):
    on("2022-03-01", 0)
    words = {"act": "reopen", "firm": world.firm.pk, "last_day": "2022-03-05", "reason": "停电"}
    world.client(column).post(f"/nominations/rounds/{world.year.round.pk}/deadline/", words)
    assert not world.year.round.deadline_changes.exists()  # never by one person alone
    return PendingAct.objects.filter(act="nominations.reopen_for_firm").exists()


def withdraws(world, column):
    world.client(column).post(f"/nominations/{world.file.pk}/withdraw/", {"reason": "调离"})
    world.file.refresh_from_db()
    return world.file.state == "withdrawn"


def withdraws_in_review(world, column):
    words = {"candidacy": world.file.candidacy.pk, "reason": "本人书面申请"}
    world.client(column).post(f"/review/rounds/{world.year.round.pk}/withdrawal/", words)
    world.file.refresh_from_db()
    assert world.file.state == "qualified"  # never by one person alone
    return PendingAct.objects.filter(act="review.withdraw").exists()


def deletes(world, column):
    file = world.draft("HO", 65)
    world.client(column).post(f"/nominations/{file.pk}/delete/")
    world.client(column).post(f"/nominations/{world.file.pk}/delete/")
    assert Nomination.objects.filter(pk=world.file.pk).exists()  # what was submitted is never deleted
    return not Nomination.objects.filter(pk=file.pk).exists()


def endorses(world, column):
    words = {"opinion": "同意", "seen_sha256": world.file.frozen_sha256, "endorse": ""}
    world.client(column).post(f"/nominations/{world.file.pk}/endorse/", words)
    world.file.refresh_from_db()
    return world.file.state == "endorsed"


def checks(world, column):
    year = world.year
    endorsement.endorse(year.clerk, world.file, opinion="同意", seen_sha256=world.file.frozen_sha256)
    world.client(column).post(
        f"/nominations/{world.file.pk}/check/", {"verdict": "unqualified", "reason": "材料不实"}
    )
    world.file.refresh_from_db()
    assert world.file.state == "endorsed"  # the second person is still to come
    return QualificationCheck.objects.exists()


def answers(world, column):
    opinion = DepartmentOpinion.objects.get()
    words = {"answer": "clear", "document_no": "示例函2号"}
    world.client(column).post(f"/nominations/opinions/{opinion.pk}/reply/", words)
    opinion.refresh_from_db()
    return opinion.answer == "clear"


def uploads(world, column):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = world.draft(column, 66)
    paper = SimpleUploadedFile("example.pdf", PDF, "application/pdf")
    world.client(column).post(f"/nominations/{file.pk}/evidence/", {"kind": "achievement", "file": paper})
    return Evidence.objects.filter(nomination=file).exists()


def reads_paper(world, column):
    paper = world.file.evidence.first()
    client = world.client(column)
    answer = client.get(f"/nominations/{world.file.pk}/evidence/{paper.pk}/")
    copy = client.get(f"/review/files/{world.file.candidacy.pk}/evidence/{paper.pk}/")
    for found in (answer, copy):
        if found.status_code == 200:
            assert found.headers["X-Content-Type-Options"] == "nosniff"
            assert found.headers["Content-Disposition"].startswith("attachment")
    return 200 in (answer.status_code, copy.status_code)


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
    assert client.get(f"{url}/").status_code != 200  # never by the door of the other papers
    if hasattr(world.file, "candidacy"):
        copy = client.get(f"/review/files/{world.file.candidacy.pk}/evidence/{card.pk}/")
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


def reads_audit(world, column):
    page = world.client(column).get("/audit/").content.decode()
    own = world.people[column]
    if column == "HX":  # has an own log, and nothing of the other firm in it
        return world.file.no in page
    if own and AuditEntry.objects.filter(actor=own).exists() and column != "AU":
        assert world.year.second.full_name + "</td>" not in page  # never another's acts
    return "操作记录" in page and own is not None


def opens_round(world, column):
    from nominations.models import AnnualRound

    planned = AnnualRound.objects.create(
        year=2023, quota=2, approval_basis="示例", opens_on=dt.date(2022, 2, 7), naming_on=dt.date(2022, 4, 28),
        intake_closes_at=dt.datetime(2022, 3, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    world.client(column).post(f"/nominations/rounds/{planned.pk}/open/")
    planned.refresh_from_db()
    assert planned.state == "planned"  # never by one person alone
    return PendingAct.objects.filter(act="nominations.open_round", params={"round_id": planned.pk}).exists()


def manages_hr(world, column):
    """A colleague's membership is ended: by the firm's owner, or with a reason by street and union."""
    mate = make_user(Role.FIRM_HR, world.firm)
    seat = mate.memberships.get()
    world.client(column).post(f"/accounts/members/{seat.pk}/end/", {"reason": "已调离"})
    seat.refresh_from_db()
    if seat.ended_at:
        assert AuditEntry.objects.get(verb="结束单位人员").details["reason"] == "已调离"
    return seat.ended_at is not None


def registers_firm(world, column):
    from django.core.files.uploadedfile import SimpleUploadedFile

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


def exports_list(world, column):
    """The answer is a workbook; of other people's files it says nothing. Who sees all says why."""
    client, reason = world.client(column), {"reason": "会议材料"}
    answer = client.post("/nominations/export/", reason)
    if answer.status_code != 200 or not answer.headers["Content-Type"].endswith("sheet"):
        return False
    told = workbook_words(answer.content)
    assert world.file.person.id_number not in told
    if CELLS["58"][column] == "L":
        assert client.post("/nominations/export/", {}).status_code == 403
    return column == "FI" or world.file.no in told  # finance: the named, nobody yet


def workbook_words(content):
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return {value for row in rows for value in row}


def exports_in_full(world, column):
    world.client(column).post("/nominations/export/full/", {"reason": "核对身份"})
    assert not FullExport.objects.exists()  # never by one person alone
    return PendingAct.objects.filter(act="nominations.full_export").exists()


def sets_places(world, column):
    words = {f"unit_{world.firm.endorsing_unit_id}": 5, "reason": "核定"}
    world.client(column).post(f"/nominations/rounds/{world.year.round.pk}/quotas/", words)
    assert not world.year.round.unit_quotas.exists()  # the round is open: never by one person alone
    return PendingAct.objects.filter(act="nominations.change_quotas").exists()


def orders_files(world, column):
    year = world.year
    for no in ("001", "002"):
        file = year.file(no)
        endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256)
    world.client(column).post(f"/nominations/{world.file.pk}/move/", {"rank": 1})
    return EndorsedRank.objects.get(nomination=world.file).rank == 1


def prints_unit_papers(world, column):
    answer = world.client(column).get("/nominations/papers/list/")
    return answer.status_code == 200 and answer.content.startswith(b"%PDF")


def sees_progress(world, column):
    return world.client(column).get(
        f"/nominations/rounds/{world.year.round.pk}/reports/"
    ).status_code == 200 and bool(world.people[column])


def prints_form(world, column):
    client = world.client(column)
    answer = client.get(f"/nominations/{world.file.pk}/form/")
    whole = client.post(f"/nominations/{world.file.pk}/form/full/")
    number = world.file.person.id_number
    assert (whole.content.startswith(b"%PDF") and number in text_of(whole.content)) == (column == "HO")
    found = answer.content.startswith(b"%PDF")
    assert not (found and number in text_of(answer.content))
    return found


def reads_call(world, column):
    quotas = {str(world.firm.endorsing_unit_id): 5}
    year, ask = world.year, {"round_id": world.year.round.pk, "places": quotas, "reason": "核定"}
    together(year.first, year.second, "nominations.change_quotas", **ask)
    answer = world.client(column).get(f"/nominations/rounds/{year.round.pk}/quotas/pdf/")
    return answer.content.startswith(b"%PDF")


# The ways into a nomination: leads, direct recognition, the firm's union.
TOLD = {"name": "寻示例", "firm_name": "示例厂", "trade": "钳工", "deeds": "手艺好。"}


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
    words = {"id_number": make_id(71), "phone": "10000000071", "sex": "男", "trade": "钳工"}
    page = f"/nominations/leads/{lead.pk}/adopt/"
    world.client(column).post(page, words)
    assert not Nomination.objects.filter(name="寻示例").exists()  # nobody without the person's consent
    world.client(column).post(page, words | {"consented": "on", "consented_on": "2022-02-07"})
    return Nomination.objects.filter(name="寻示例").exists()


CLAIM = {
    "name": "直示例", "sex": "男", "trade": "焊工", "title": "示例工匠", "issuer": "外地总工会", "level": "city",
    "titled_on": dt.date(2020, 5, 1), "document_no": "示例3号", "arrived_on": dt.date(2021, 3, 1),
}  # fmt: skip


def claim_of_the_firm(world) -> DirectRecognition:
    return direct.claim(
        world.people["HO"], world.year.round, world.firm, id_number=make_id(72), phone="10000000072",
        consented_on=dt.date(2022, 2, 7), evidence=("title.pdf", PDF), fields=CLAIM,
    )  # fmt: skip


def claims(world, column):
    from django.core.files.uploadedfile import SimpleUploadedFile

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
    union.register_letter(
        world.people["SD"], world.year.round, no=file.no, document_no="示例函5号", paper=("letter.pdf", PDF)
    )
    file = submission.submit(file.created_by, file)
    consultation.ask(world.year.first, file, unit("区人社局"), due_on=dt.date(2022, 2, 20))
    return world.client(column).get(f"/nominations/{file.pk}/union/letter/").status_code == 200


def change_of_the_file(world, kind="name", new_name="乙新名"):
    """Entered by an officer with its document; not yet confirmed."""
    return changes.enter(
        world.year.first, world.file, kind=kind, new_name=new_name, on=clock.today(), document="示例文件",
        reason="核对", paper=("paper.pdf", PDF),
    )  # fmt: skip


def enters_change(world, column):
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("paper.pdf", PDF, "application/pdf")
    words = {
        "kind": "name",
        "on": "2022-02-07",
        "new_name": "乙新名",
        "document": "示例文件",
        "reason": "核对",
    }
    world.client(column).post(f"/nominations/{world.file.pk}/changes/new/", words | {"scan": scan})
    world.file.refresh_from_db()
    assert world.file.name_now != "乙新名"  # never by one person alone
    return FileChange.objects.exists()


def reads_change_paper(world, column):
    change, client = change_of_the_file(world), world.client(column)
    page = f"/nominations/changes/{change.pk}/scan/"
    assert client.post(page, {"reason": " "}).status_code != 200
    answer = client.post(page, {"reason": "核对变更"})
    looked = AuditEntry.objects.filter(verb="查看变更依据").exists()
    assert (answer.status_code == 200) == looked
    return looked


def records_decision(world, column):
    change = change_of_the_file(world, "death", "")
    act = PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk})
    confirm(world.year.second, act)
    words = {"outcome": "end", "document_no": "示例纪要1号"}
    world.client(column).post(f"/nominations/changes/{change.pk}/settle/", words)
    world.file.refresh_from_db()
    assert world.file.state == "submitted"  # never by one person alone
    return PendingAct.objects.filter(act=changes.SETTLE).exists()


ROWS = {
    "1": ("scoring", lists),
    "2": ("open", reads_draft),
    "3": ("scoring", reads_submitted),
    "6": ("open", creates),
    "7": ("open", edits_draft),
    "8": ("open", edits_returned),
    "9": ("open", submits),
    "10": ("open", reopens),
    "11": ("open", withdraws),
    "12": ("scoring", withdraws_in_review),
    "13": ("open", deletes),
    "14": ("open", endorses),
    "15": ("open", checks),
    "16": ("open", answers),
    "17": ("open", uploads),
    "18": ("scoring", reads_paper),
    "19": ("scoring", reads_id_card),
    "20": ("open", replaces_marked_paper),
    "58": ("open", exports_list),
    "59": ("open", exports_in_full),
    "75": ("open", sets_places),
    "76": ("open", orders_files),
    "77": ("open", prints_unit_papers),
    "78": ("open", sees_progress),
    "79": ("open", prints_form),
    "80": ("open", reads_call),
    "60": ("open", reads_audit),
    "62": ("open", manages_hr),
    "65": ("open", opens_round),
    "67": ("open", registers_firm),
    "68": ("open", decides_registration),
    "69": ("open", strikes_off),
    "70": ("open", renames_firm),
    "81": ("open", tells),
    "82": ("open", reads_lead),
    "83": ("open", passes_lead),
    "84": ("open", takes_up_lead),
    "85": ("open", claims),
    "86": ("open", checks_claim),
    "87": ("open", reads_claim),
    "88": ("open", confirms_for_union),
    "89": ("open", registers_letter),
    "95": ("open", reads_letter),
    "90": ("open", enters_change),
    "91": ("open", reads_change_paper),
    "92": ("open", records_decision),
}
COLUMNS = ["AN", "HO", "HX", "SD", "EA", "EU", "EC", "ES", "US", "LG", "DO", "FI", "AU", "SU"]


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    from django.db import transaction

    stage, tries = ROWS[row]
    world = World(stage)
    found = {}
    for column in COLUMNS:
        point = transaction.savepoint()
        world.file.refresh_from_db()
        world.firm.refresh_from_db()
        found[column] = bool(tries(world, column))
        transaction.savepoint_rollback(point)
        world.year.round.refresh_from_db()
    wanted = {column: CELLS[row][column] != "N" for column in COLUMNS}
    assert found == wanted, {c: CELLS[row][c] for c in COLUMNS if found[c] != wanted[c]}
