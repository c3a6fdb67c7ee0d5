"""The small year at stages where its pages are full: one file at every step, and a little of everything beside them."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from awards.domain.money import payments
from ceremony.domain import arrivals, photos, planning
from nominations.documents import contents
from nominations.domain import changes
from nominations.domain.checking import consultation, endorsement, qualification, stamped_papers
from nominations.domain.file import drafts, nominee, notice_objections
from nominations.domain.file.evidence import upload
from nominations.domain.rounds import rounds
from nominations.domain.ways_in import direct_recognition, leads
from nominations.models import EvidenceKind, Nomination, ReportKind, Route
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from review.domain.committee import choosing, recusal
from review.domain.scoring import scoring
from showcase.domain import profiles
from showcase.models import Profile
from tests.pdfs import PDF
from tests.people import make_code, make_id, make_user, on, unit
from tests.small_year import SHEETS, Year
from tests.uploads import photo
from tests.worlds import deeds, hall
from tests.worlds.nomination import FIELDS
from tests.worlds.visitors import nothing_remains
from wuhou_craftsmen.accounts.domain import invitations, registrations
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.kernel.two_person import propose
from wuhou_craftsmen.common.models import PendingAct, SavedFilter
from wuhou_craftsmen.ladder.domain import plans, rungs, transfers, upward
from wuhou_craftsmen.ladder.models import Tier
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

DAY = dt.date(2022, 2, 10)
PAPER = ("paper.pdf", PDF)


def busy(year: Year) -> list[str]:
    """Everything of the firms, the unit and the officers; gives the addresses that were sent to people by message."""
    year.nominate()
    on(str(DAY))
    make_user(Role.SYSTEM_ADMIN)
    auditor = make_user(Role.AUDITOR)
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    checked(year, officer)
    links = written(year)
    climbed(year)
    told(year)
    announced(year)
    recorded(year)
    two_person.together(year.first, auditor, "nominations.full_export", round_id=year.round.pk, reason="核对")
    return links


def checked(year: Year, officer) -> None:
    """001 came back, 002 was endorsed, 003 asked about and answered, 004 to be answered, 006 checked by one officer,
    007 has a bad record."""
    clerk, first = year.clerk, year.first
    file = year.file("001")
    marks = {"deeds": "请补充", "evidence": "请换清楚的扫描件"}
    endorsement.return_for_correction(
        clerk, file, opinion="请补充", marks=marks, seen_sha256=file.frozen_sha256
    )
    for no in ("002", "003", "004", "006", "007"):
        file = year.file(no)
        endorsement.endorse(clerk, file, opinion="同意", seen_sha256=file.frozen_sha256)
    for no in ("003", "004", "007"):
        consultation.ask(first, year.file(no), unit("区人社局"), due_on=dt.date(2022, 2, 20))
    clear, bad = (year.file(no).opinions.get() for no in ("003", "007"))
    consultation.reply(officer, clear, answer="clear", document_no="示例函1号")
    consultation.reply(officer, bad, answer="negative", matter="wages", document_no="示例函2号")
    qualification.check(first, year.file("006"), verdict="qualified")
    content = contents.content_of(year.round, clerk.organisation_as(Role.ENDORSING_CLERK), ReportKind.LIST)
    code = contents.code_of(contents.sha256_of(content))
    stamped_papers.upload(clerk, year.round, ReportKind.LIST, PDF, "scan.pdf", code=code)
    change = {"on": DAY, "document": "示例文件", "reason": "核对", "paper": PAPER}
    changes.enter(first, year.file("006"), kind="name", new_name="己新名", **change)


def written(year: Year) -> list[str]:
    """A draft, a ready one with everything on it, a 自荐; the link of the ready one's nominee."""
    firm = year.firms[0]
    hr = year.hr[firm.pk]
    colleague = make_user(Role.FIRM_HR, firm, name="演练同事")
    make = {"firm": firm, "round": year.round, "phone": "10000000001"}
    words = FIELDS | {"unit_rank": 8}
    drafts.create(hr, id_number=make_id(31), fields=words, **make)
    ready = drafts.create(hr, id_number=make_id(32), fields=words | {"unit_rank": 9}, **make)
    for kind in REQUIRED_EVIDENCE:
        upload(hr, ready, kind, PDF, "example.pdf")
    for kind in (EvidenceKind.PHOTO, EvidenceKind.ID_CARD):
        upload(hr, ready, kind, photo(), "photo.jpg")
    days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
    days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": DAY, "pledged_on": DAY}
    ready = drafts.edit(hr, ready, fields=days)
    nominee.add_remark(ready, "correction", "工种写错了")
    notice_objections.enter(hr, ready, raised_on=DAY, text="业绩有出入")
    own = words | {"route": Route.SELF, "unit_rank": None}
    drafts.create(colleague, id_number=make_id(33), fields=own, no="ZR2022-001", **make)
    SavedFilter.objects.create(owner=hr, page="/nominations/", name="我的", query="state=draft")
    return [
        "/accounts/forgotten/",
        f"/nominations/nominee/{nominee.invite(hr, ready)}/",
        f"/accounts/invitation/{invitations.invite(hr, colleague)}/",
    ]


def recorded(year: Year) -> None:
    """Of the registers: a result of the ready draft's nominee that counts, one that waits, one that came back."""
    firm = year.firms[0]
    hr, person = year.hr[firm.pk], Nomination.objects.get(no="ZG2022-009").person
    values = {
        "kind": "小革新",
        "firm": firm,
        "person": person,
        "team": "",
        "content": "示例",
        "finished_on": DAY,
    }
    made = [
        records.enter(hr, REGISTERS["innovations"], values | {"name": f"示例改进{number}"})
        for number in (1, 2, 3)
    ]
    records.verify(year.first, made[0])
    records.send_back(year.first, made[1], "请写明数据")


def climbed(year: Year) -> None:
    """The ladder of the firm's people, its plan, the list for the city, and somebody whom another firm asks for."""
    firm = year.firms[0]
    hr, person = year.hr[firm.pk], year.file("003").person
    rungs.record(hr, person, Tier.APPRENTICE, reached_on=dt.date(2015, 5, 1), proof="示例", scan=None)
    plans.hand_in(
        hr, firm, year=2022, trainees=60, apprentices=8, selection="班组推荐", paper=(PDF, "plan.pdf")
    )
    upward.recommend(year.first, person, rank=1, exception="示例理由")
    other = year.firms[1]
    known = {"name": "丙示例", "id_number": make_id(3), "sex": "男", "trade": "钳工", "since": DAY}
    transfers.ask(year.hr[other.pk], other, **known)


def told(year: Year) -> None:
    """Leads, claims of 直接认定, a firm that registers."""
    firm = year.firms[0]
    words = {"firm_name": firm.name, "trade": "焊工", "deeds": "带出三名徒弟。"}
    who = leads.Recommender("示例推荐人", "10000000009")
    for number in range(2):
        leads.receive(f"192.0.2.{number}", name="杨样例", recommender=who, **words)
    leads.pass_on(
        year.first, leads.find(leads.receive("192.0.2.9", name="朱示例", recommender=who, **words)), firm
    )
    for number in (41, 42):
        claim = direct_recognition.claim(
            year.hr[firm.pk], year.round, firm, id_number=make_id(number), phone="10000000002", consented_on=DAY,
            evidence=("title.pdf", PDF),
            fields={
                "name": "尤样本", "sex": "男", "trade": "焊工", "title": "示例县工匠", "issuer": "外地示例县总工会",
                "level": "district", "titled_on": dt.date(2019, 5, 1), "document_no": "示例6号",
                "arrived_on": dt.date(2021, 7, 1),
            },
        )  # fmt: skip
    direct_recognition.check(year.second, claim, finding="valid", how="致函核实", reply_no="示例函6号")
    registrations.register(
        credit_code=make_code(77), name="成都示例新注册有限公司", nature="民营", endorsing_unit=unit("浆洗街街道"),
        contact_name="秦示例", phone="10000000003", email="", username="qinshili1", letter=PDF, letter_name="letter.pdf",
        address="192.0.2.1",
    )  # fmt: skip


def announced(year: Year) -> None:
    """The round of the next year is planned, the committee's roster is in, and acts wait for a second person."""
    rounds.plan_round(
        year.first, year=2023, quota=3, approval_basis="示例批准文件", opens_on=dt.date(2022, 2, 10),
        intake_closes_at=timezone.make_aware(dt.datetime(2023, 3, 1)), naming_on=dt.date(2023, 4, 28),
    )  # fmt: skip
    year.import_roster()
    registered(year)
    propose(year.second, "policy.set", key="notice_days", value="6", document="示例会议")


def registered(year: Year) -> None:
    """Of the register of experts: one who was drawn, one who is there to choose."""
    for number in (81, 82):
        values = {
            "name": f"示例专家{number}",
            "id_number": make_id(number),
            "kind": "expert",
            "qualification": "技师",
        }
        values |= {
            "licence_no": "",
            "licence_level": "",
            "licence_until": None,
            "served_before": 2,
            "phone": "",
        }
        entry = records.enter(year.first, REGISTERS["experts"], values)
        for key, more in (
            ("expert-trades", {"trade": "示例工", "level": "技师"}),
            ("expert-employers", {"employer": "示例学院", "post": "", "since": DAY, "until": None}),
        ):
            records.enter(year.first, REGISTERS[key], more | {"expert": entry})
    choosing.draw(year.secretary, year.round, [("示例工", 1)], [])


REVIEW = ("review:", "portal:home")
MONEY = ("awards:round", "awards:roster", "awards:batch", "portal:home")


def on_its_way(year: Year) -> Iterator[tuple[str, ...]]:
    """The year from the committee on; at each stage whose pages have other forms the rooms or pages that have them."""
    year.play("check")
    with nothing_remains():
        year.seat_committee()
        yield REVIEW
    year.open_scoring()
    with nothing_remains():
        begin_scoring(year)
        yield REVIEW
    year.seal_all()
    with nothing_remains():
        change_and_die(year)
        yield (*REVIEW, "nominations:list", "nominations:detail")
    year.deliberate()
    yield REVIEW
    with nothing_remains():
        year.publish()
        year.object_to("007")
        yield REVIEW
    year.show()
    year.name_and_pay()
    with nothing_remains():
        on_the_roll(year)
        yield "showcase:", "portal:home"
    with nothing_remains():
        yield from ceremony_of(year)
    with nothing_remains():
        yield from owing(year)
    year.reverse_and_pay()
    yield "awards:", "portal:home"


def begin_scoring(year: Year) -> None:
    """One expert has pledged, sealed one file and begun another."""
    expert = year.round.committee.members.first().expert.user
    recusal.pledge(expert, year.round)
    marks = {f"C{n}": int(mark * 2) for n, mark in enumerate(SHEETS[90], 1)}
    scoring.save_draft(expert, year.candidate("001"), marks=marks, endorsed=True, comment="技艺精湛。")
    scoring.seal(expert, year.candidate("001"))


def change_and_die(year: Year) -> None:
    """The first has a new name and died."""
    told = {"on": clock.today(), "document": "示例文件", "reason": "核对", "paper": PAPER}
    for kind, new_name in (("name", "甲新名"), ("death", "")):
        change = changes.enter(year.first, year.file("001"), kind=kind, new_name=new_name, **told)
        asked = PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk})
        two_person.confirm(year.second, asked)


def on_the_roll(year: Year) -> None:
    """One who was named approved what the roll says of him, the others have not been asked."""
    profiles.begin()
    first = Profile.objects.order_by("pk").first()
    profiles.draft(year.first, first, "减少返工。")
    profiles.enter(profiles.ask(year.first, first))
    profiles.approve(first, seen="减少返工。", portrait=False)


def ceremony_of(year: Year) -> Iterator[tuple[str, ...]]:
    """In preparation; on its day, one there and some pictures of it; held."""
    planning.cancel(year.first, hall.planned(year), "改期")
    yield "ceremony:", "portal:home"
    ceremony = hall.told(year)
    ceremony.attendees.exclude(title=None).last().delete()  # as if named by a supplement
    yield "ceremony:", "portal:home"
    on(str(hall.DAY))
    who = ceremony.attendees.exclude(title=None).first()
    arrivals.check_in(year.first, who, came="self")
    for colour in ("navy", "red"):
        photos.upload(year.first, ceremony, photo(colour=colour), f"{who.name}{colour}.jpg")
    yield "ceremony:", "portal:home"
    planning.hold(year.first, ceremony)
    yield "ceremony:", "portal:home"


def owing(year: Year) -> Iterator[tuple[str, ...]]:
    """All accounts are known and there is money; a batch is to be made, to be approved, to be sent, with the bank."""
    payments.set_budget(year.first, year=2022, amount_fen=10_000_000, document="示例预算")
    for person in {entry.person for entry in payments.payable(year.round)}:
        payments.register_account(
            year.first, person, bank="示例银行", number=f"999{person.pk:016d}", holder=person.name
        )
    yield MONEY
    naming = payments.make_batch(year.first, year.round, "naming")
    deeds.approve(year, naming)
    payments.make_batch(year.first, year.round, "matching")
    yield MONEY
    deeds.send(year, naming)
    yield MONEY
