"""The demo: 2021 rehearsed to the end, 2022 open on a business date inside it, work waiting for every role."""

import datetime as dt
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from stdnum.cn import ric, uscc

from awards.domain.claims import claims
from awards.domain.money import payments
from awards.models import PaymentBatch
from nominations.documents import contents
from nominations.documents.application import RehearsalMaterial, rehearsal_material_pdf
from nominations.domain.checking import consultation, endorsement, qualification, stamped_papers
from nominations.domain.file import drafts, evidence, submission
from nominations.domain.rounds import call_notice, quotas, rounds
from nominations.domain.ways_in import direct_recognition, leads
from nominations.models import AnnualRound, EvidenceKind, Nomination, ReportKind, Route
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from review.domain.committee import roster
from wuhou_craftsmen.accounts.domain import members, people, registrations
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel import calendar
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.workbooks.tables import Table

from ..rehearsal import year
from ..rehearsal.cast import Cast, gather
from ..rehearsal.workbooks import YearWorkbooks, read_workbooks
from ..rehearsal.year_settings import read_settings
from .ceremony import fill as fill_ceremony
from .ceremony import prepare as prepare_ceremony
from .experts import draw_committee
from .ladder import climb, plan
from .oversight import fill as fill_oversight
from .pictures import card, portrait
from .programme import fill as fill_programme
from .public import fill as fill_public

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "2021"
MARK = "示例数据，纯属虚构"
TODAY = dt.date(2022, 3, 15)
PEOPLE = [
    ("郑示例", "男", "1990-03-12", "钳工", "高级工", 12),
    ("冯样本", "女", "1994-07-01", "钳工", "技师", 8),
    ("陈㛃", "女", "1999-11-23", "钳工", "初级工", 1),
    ("褚样张", "男", "1985-02-09", "制鞋工", "高级技师", 20),
    ("卫示范", "男", "1979-12-30", "制鞋工", "技师", 24),
    ("蒋䶮", "男", "1988-05-17", "汽车维修工", "高级工", 15),
    ("沈样例", "女", "1992-09-08", "中式烹调师", "高级工", 10),
    ("韩示例", "男", "1983-04-26", "电工", "技师", 18),
]
SIGN_INS = [
    ("hr1", "企业人力资源专员"), ("street1", "街道经办人"), ("union1", "区总工会工作人员"), ("union2", "区总工会工作人员（复核）"),
    ("department", "部门经办人"), ("labour", "区人社局经办人"), ("office", "区委办公室督查人员"), ("orgdept", "区委组织部经办人"), ("secretary", "专家委员会秘书"), ("expert1", "评审专家"), ("leader1", "领导小组成员"),
    ("leader2", "领导小组成员（复核）"), ("finance1", "财务人员"), ("finance2", "财务人员（复核）"), ("audit", "纪检监督员"),
    ("admin", "系统管理员"),
]  # fmt: skip


def fill(say=lambda text: None) -> AnnualRound:
    """Fill an empty, migrated database."""
    settings = read_settings(SAMPLE)
    year.units.load_units()
    books = read_workbooks(SAMPLE)
    known = [row for row in books.claims.rows if row.values["award_date"] < TODAY]
    third = len(known) // 3
    first = YearWorkbooks(books.nominations, books.experts, books.scores, Table(known[:third]))
    round_2021 = year.play(settings, first, say)
    say("留下待送银行、待审批的配套奖励")
    cast = gather()
    year.move_to(TODAY - dt.timedelta(days=20))
    owed = _owe(cast, round_2021, Table(known[third : 2 * third]))
    together(*cast.leaders[1:3], "awards.approve_batch", batch_id=owed.pk)
    _owe(cast, round_2021, Table(known[2 * third :]))
    ceremony = prepare_ceremony(cast, round_2021.decisions.get(supplement=False), TODAY)
    calendar.load_published([2022, 2023])
    say("开始2022年度申报")
    _open_2022(cast, books)
    say("填报工匠培育台账")
    programme = fill_programme(cast)
    draw_committee(cast.secretary, AnnualRound.objects.get(year=2022))
    say("下达任务、督查和宣传")
    fill_oversight(programme)
    say("筹备命名大会")
    fill_ceremony(cast, ceremony)
    say("填写工匠名录和来电来访")
    fill_public(cast.staff[0])
    return AnnualRound.objects.get(year=2022)


def _owe(cast: Cast, round: AnnualRound, table: Table) -> PaymentBatch:
    """Claims judged and put into a batch; the money is not paid yet."""
    claims.create_from_table(cast.staff[0], round, table)
    claims.judge_claims(cast.staff[0], round)
    for entry in payments.payable(round, "matching"):
        if not entry.person.accounts.exists():
            payments.register_account(
                cast.staff[0], entry.person, bank="示例银行（演练）", number=f"999{entry.person_id:016d}",
                holder=entry.person.name, rehearsal=True,
            )  # fmt: skip
    return payments.make_batch(cast.staff[0], round, "matching")


def _open_2022(cast: Cast, books: YearWorkbooks) -> None:
    year.move_to(dt.date(2022, 3, 1))
    staff = cast.staff
    round = rounds.plan_round(
        staff[0],
        year=2022,
        quota=20,
        approval_basis=f"批准依据（{MARK}）",
        opens_on=dt.date(2022, 3, 1),
        intake_closes_at=timezone.make_aware(dt.datetime(2022, 4, 1)),
        naming_on=dt.date(2022, 5, 27),
        rehearsal=True,
    )
    units = Organisation.objects.endorsing()
    quotas.set_quotas(staff[0], round, {str(unit.pk): 5 for unit in units})
    call_notice.register(
        staff[0], round, number=f"示例〔2022〕3号（{MARK}）", contact="区总工会（示例）\n电话：028-0000000",
        issued_on=dt.date(2022, 3, 1),
    )  # fmt: skip
    round = together(staff[0], staff[1], "nominations.open_round", round_id=round.pk)
    files = _files(cast, round)
    climb(cast, files[0].firm)
    plan(cast, files[0].firm)
    year.move_to(TODAY)
    _work_in_progress(cast, files)
    _other_ways(cast, round, files[0].firm)
    roster.import_table(cast.secretary, round, Table(books.experts.rows[:7]))
    _firms_and_people(cast, files[0].firm)
    propose(
        staff[0],
        "accounts.open",
        username="union4",
        full_name="示例新同事",
        role="union_staff",
        organisation_id=Organisation.objects.get(kind="union").pk,
    )


def _files(cast: Cast, round: AnnualRound) -> list[Nomination]:
    """Eight drafts of fictional people: the first three of the first firm, the others of its neighbours."""
    firms = list(Organisation.objects.filter(kind="firm").order_by("pk"))
    street = [firm for firm in firms if firm.endorsing_unit_id == firms[0].endorsing_unit_id]
    homes = [street[0]] * 3 + [street[1 % len(street)]] * 2 + firms[2:5]
    files = []
    for number, ((name, sex, born, trade, level, years), firm) in enumerate(
        zip(PEOPLE, homes, strict=True), 1
    ):
        stem = f"999999{born.replace('-', '')}{900 + 2 * number + (sex == '男'):03d}"
        fields = {
            "name": name, "sex": sex, "ethnicity": "汉族", "political_status": "群众", "education": "", "trade": trade,
            "skill_level": level, "years_in_trade": years, "post": "操作工", "frontline": True, "tier": "企业技术能手",
            "migrant": number % 2 == 0, "manager": False,
            "route": Route.UNIT, "unit_rank": 1 + sum(file.firm == firm for file in files), "deeds": f"从事{trade}工作，解决关键工序难题，带徒传技。（{MARK}）",
        }  # fmt: skip
        files.append(
            drafts.create(
                cast.hr_of(firm), round, firm, id_number=stem + ric.calc_check_digit(stem + "0"),
                phone=f"100220000{number:02d}", fields=fields,
            )
        )  # fmt: skip
    return files


def _firms_and_people(cast: Cast, firm: Organisation) -> None:
    """A colleague beside the firm's 单位管理员, and a firm of the same street that asks to be registered."""
    members.add_colleague(
        cast.hr_of(firm), firm, full_name="演练同事", username="tongshi1", phone="10022000091"
    )
    stem = "91999999MA0000991"
    letter = rehearsal_material_pdf(RehearsalMaterial(title="单位介绍信", lines=(MARK,)))
    registrations.register(
        credit_code=stem + uscc.calc_check_digit(stem), name="成都示例新注册精密制造有限公司", nature="民营",
        endorsing_unit=firm.endorsing_unit, contact_name="秦示例", phone="10022000092", email="",
        username="qinshili1", letter=letter, letter_name="单位介绍信（演练材料）.pdf", address="192.0.2.1",
    )  # fmt: skip


def _complete(cast: Cast, nomination: Nomination) -> Nomination:
    hr = cast.hr_of(nomination.firm)
    for kind, drawing in ((EvidenceKind.PHOTO, portrait()), (EvidenceKind.ID_CARD, card())):
        evidence.upload(hr, nomination, kind, drawing, f"{kind.label}（演练材料）.png")
    for kind in REQUIRED_EVIDENCE:
        paper = rehearsal_material_pdf(RehearsalMaterial(title=kind.label, lines=(MARK,)))
        evidence.upload(hr, nomination, kind, paper, f"{kind.label}（演练材料）.pdf")
    return drafts.edit(
        hr,
        nomination,
        fields={
            "consented_on": dt.date(2022, 3, 10),
            "pledged_on": dt.date(2022, 3, 10),
            "staff_meeting_on": dt.date(2022, 3, 2),
            "unit_notice_from": dt.date(2022, 3, 4),
            "unit_notice_to": dt.date(2022, 3, 10),
            "certificate_no": f"示例{nomination.no[-3:]}",
            "contests": [_achieved(f"示例技能大赛{nomination.trade}项目", level="市级", result="第二名", on=dt.date(2019, 10, 1))],
            "apprentices": [_achieved("3 名", result="1 名考取高级工", on=dt.date(2018, 3, 1))],
            "honours": [_achieved("示例区技术能手", level="区（县）级", issuer="示例单位", on=dt.date(2020, 5, 1))],
        },
    )  # fmt: skip


def _achieved(title: str, *, level: str = "", issuer: str = "", result: str = "", on: dt.date) -> dict:
    return {"title": title, "level": level, "issuer": issuer, "result": result, "on": on}


def _work_in_progress(cast: Cast, files: list[Nomination]) -> None:
    """A ready draft, an empty one, a returned file; submitted, endorsed and half-checked ones."""
    _complete(cast, files[0])
    submitted = [submission.submit(cast.hr_of(f.firm), _complete(cast, f)) for f in files[2:]]
    clerk = cast.clerk_of(files[0].firm.endorsing_unit)
    endorsement.return_for_correction(
        clerk,
        submitted[0],
        opinion="请补充带徒情况。",
        marks={"deeds": "请补充带徒情况"},
        seen_sha256=submitted[0].frozen_sha256,
    )
    for nomination in submitted[2:]:
        endorsement.endorse(
            cast.clerk_of(nomination.firm.endorsing_unit),
            nomination,
            opinion="材料齐全，同意推荐。",
            seen_sha256=nomination.frozen_sha256,
        )
    _scan(cast.clerk_of(submitted[-1].firm.endorsing_unit), submitted[-1])
    consultation.ask(
        cast.staff[0],
        submitted[3],
        cast.officer.current_memberships[0].organisation,
        due_on=dt.date(2022, 3, 25),
    )
    qualification.check(cast.staff[1], submitted[4], verdict="qualified")


def _scan(clerk, nomination: Nomination) -> None:
    """One unit has stamped its list and brought the scan back."""
    content = contents.content_of(nomination.round, nomination.firm.endorsing_unit, ReportKind.LIST)
    paper = rehearsal_material_pdf(RehearsalMaterial(title="初审名单盖章件", lines=(MARK,)))
    stamped_papers.upload(
        clerk, nomination.round, ReportKind.LIST, paper, "初审名单盖章件（演练材料）.pdf",
        code=contents.code_of(contents.sha256_of(content)),
    )  # fmt: skip


def _other_ways(cast: Cast, round: AnnualRound, firm: Organisation) -> None:
    """Two leads, a 自荐 that the firm's union has to confirm, a 直接认定 that waits for the second officer."""
    told = {"firm_name": firm.name, "trade": "焊工", "deeds": f"带出三名徒弟，焊缝一次合格。（{MARK}）"}
    leads.receive("demo", name="杨样例", **told)
    passed = leads.find(leads.receive("demo", name="朱示例", **told))
    leads.pass_on(cast.staff[0], passed, firm)
    colleague = people.open_account(
        None, username="tongshi2", full_name="演练同事", role=Role.FIRM_HR, organisation=firm
    )
    words = {
        "name": "秦示范",
        "sex": "女",
        "trade": "钳工",
        "route": Route.SELF,
        "deeds": f"革新夹具三项。（{MARK}）",
    }
    drafts.create(
        colleague, round, firm, id_number=_id("19910214", 922), phone="10022000091", fields=words, no="ZR2022-001"
    )  # fmt: skip
    paper = rehearsal_material_pdf(RehearsalMaterial(title="称号证明", lines=(MARK,)))
    claim = direct_recognition.claim(
        cast.hr_of(firm), round, firm, id_number=_id("19860708", 923), phone="10022000092",
        consented_on=TODAY, evidence=("称号证明（演练材料）.pdf", paper),
        fields={
            "name": "尤样本", "sex": "男", "trade": "焊工", "title": "示例县工匠", "issuer": "外地示例县总工会",
            "level": "district", "titled_on": dt.date(2019, 5, 1), "document_no": "示例〔2019〕6号",
            "arrived_on": dt.date(2021, 7, 1),
        },
    )  # fmt: skip
    direct_recognition.check(
        cast.staff[1],
        claim,
        finding="valid",
        how=f"致函授予机关核实。（{MARK}）",
        reply_no="示例函〔2022〕6号",
    )


def _id(born: str, number: int) -> str:
    """An ID number that nobody holds."""
    stem = f"999999{born}{number}"
    return stem + ric.calc_check_digit(stem + "0")


def open_sign_ins(password: str) -> list[tuple[str, str, str]]:
    """Give the demo's accounts their password; (sign-in name, person, role) of one for each role."""
    User.objects.update(password=make_password(password))
    names = dict(User.objects.values_list("username", "full_name"))
    return [(username, names[username], role) for username, role in SIGN_INS]
