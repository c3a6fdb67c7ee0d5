"""The small year worked out by hand (see test_third_year.py), stage after stage through the verbs."""

import datetime as dt

import pytest
from django.utils import timezone

from awards.domain.claims import claims
from awards.domain.money import payments, rewards
from nominations.domain.checking import endorsement, qualification
from nominations.domain.file import drafts, submission, withdrawal
from nominations.domain.file.evidence import upload
from nominations.domain.rounds import rounds
from nominations.domain.workbooks import imports
from nominations.models import Nomination
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from review.domain.committee import recusal, roster
from review.domain.outcome import deliberation, notice, objections
from review.domain.scoring import scoring
from review.models import Candidacy
from tests.pdfs import PDF
from tests.people import make_firm, make_id, make_user, on, policy_in_force, reference, seat, staff_pair, unit
from tests.workbooks import CLAIM_HEADINGS, EXPERT_HEADINGS, NOMINATION_HEADINGS, nomination_row, workbook
from tests.worlds import deeds
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together

# C1 … C8 of a total
SHEETS = {
    100: [15, 20, 10, 10, 10, 10, 10, 15],
    95: [14.5, 19, 9.5, 9.5, 9.5, 9.5, 9.5, 14],
    90: [13.5, 18, 9, 9, 9, 9, 9, 13.5],
    85: [12.5, 17, 8.5, 8.5, 8.5, 8.5, 8.5, 13],
    80: [12, 16, 8, 8, 8, 8, 8, 12],
    75: [11.5, 15, 7.5, 7.5, 7.5, 7.5, 7.5, 11],
    60: [9, 12, 6, 6, 6, 6, 6, 9],
}
TOTALS = {
    "001": [100, 60, 90, 90, 90, 90, 90], "002": [75] * 6, "003": [80] * 7, "004": [80] * 7, "006": [95] * 7,
    "007": [85] * 7,
}  # fmt: skip


class Year:
    """The cast and the round of 2022."""

    meeting_day = dt.date(2022, 4, 11)

    def __init__(self, rubric=None):
        """`rubric()` registers another 评分标准 before the round opens."""
        reference()
        store_upload(
            PDF, name="example.pdf", actor=None
        )  # looked into once, not for every paper of every test
        on("2022-02-07")
        self.first, self.second = staff_pair()
        self.importer = make_user(Role.UNION_STAFF, name="孙工会")
        self.secretary = make_user(Role.EXPERT_SECRETARY)
        self.leaders = [make_user(Role.LEADER, name=f"领导{n}") for n in range(1, 8)]
        for leader in self.leaders:
            seat(leader, unit("区总工会"), self.first, self.second, chair=leader is self.leaders[0])
        self.finance = [make_user(Role.FINANCE), make_user(Role.FINANCE)]
        self.firms = [make_firm(1), make_firm(2)]
        self.hr = {firm.pk: make_user(Role.FIRM_HR, firm) for firm in self.firms}
        self.clerk = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
        policy_in_force(self.first, self.second)
        planned = rounds.plan_round(
            self.first, year=2022, quota=3, approval_basis="示例批准文件", opens_on=dt.date(2022, 2, 7),
            intake_closes_at=timezone.make_aware(dt.datetime(2022, 3, 1)), naming_on=dt.date(2022, 4, 28),
        )  # fmt: skip
        if rubric:
            rubric()
        self.round = together(self.first, self.second, "nominations.open_round", round_id=planned.pk)

    def nominate(self):
        people = ["甲示例", "乙示例", "丙示例", "丁示例", "戊示例", "己示例", "庚示例"]
        rows = [
            nomination_row(
                f"ZG2022-{n:03d}", name, make_id(n), self.firms[1 if n == 2 else 0], 单位推荐排序=n
            )
            for n, name in enumerate(people, 1)
        ]
        imports.import_workbook(
            self.importer, self.round, workbook(NOMINATION_HEADINGS, rows), "申报汇总表.xlsx"
        )
        for nomination in self.round.nominations.select_related("firm"):
            hr = self.hr[nomination.firm_id]
            for kind in REQUIRED_EVIDENCE:
                upload(hr, nomination, kind, PDF, "example.pdf")
            days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
            days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": dt.date(2022, 1, 20)}
            drafts.edit(hr, nomination, fields=days | {"pledged_on": dt.date(2022, 1, 20)})
            submission.submit(hr, nomination)

    def file(self, no):
        return Nomination.objects.get(no=f"ZG2022-{no}")

    def candidate(self, no):
        return Candidacy.objects.get(nomination__no=f"ZG2022-{no}")

    def return_and_withdraw(self):
        first = self.file("001")
        endorsement.return_for_correction(
            self.clerk,
            first,
            opinion="请补充带徒情况",
            marks={"deeds": "请补充带徒情况"},
            seen_sha256=first.frozen_sha256,
        )
        hr = self.hr[first.firm_id]
        drafts.edit(hr, first, fields={"deeds": "解决关键工序难题，带徒三人。"})
        assert submission.submit(hr, first).submissions == 2
        withdrawal.withdraw(hr, self.file("005"), reason="本人调离")

    def check(self):
        for nomination in self.round.nominations.filter(state="submitted"):
            endorsement.endorse(self.clerk, nomination, opinion="同意", seen_sha256=nomination.frozen_sha256)
            found = qualification.check(self.first, nomination, verdict="qualified")
            qualification.confirm(self.second, found)
        on("2022-03-01", 0)
        rounds.close_due_intakes()
        self.round.refresh_from_db()

    def score(self):
        self.open_scoring()
        self.seal_all()

    def open_scoring(self):
        self.seat_committee()
        together(
            self.secretary, self.first, "review.open_scoring", round_id=self.round.pk,
            closes_at="2022-03-20T00:00:00+08:00",
        )  # fmt: skip
        self.round.refresh_from_db()

    def seat_committee(self):
        self.import_roster()
        together(self.first, self.second, "review.approve_committee", round_id=self.round.pk)

    def import_roster(self):
        experts = [
            [f"P{n:02d}", f"专家{'一二三四五六七'[n - 1]}", make_id(900 + n), self.firms[1].name if n == 7 else "示例学院", "教授", "第一组", "10000000900"]
            for n in range(1, 8)
        ]  # fmt: skip
        table = roster.read_experts(workbook(EXPERT_HEADINGS, experts), "专家名册.xlsx")
        roster.import_table(self.secretary, self.round, table)

    def seal_all(self):
        members = list(self.round.committee.members.select_related("expert__user"))
        columns = scoring.columns(self.round.rubric)
        weights = [criterion.weight for criterion in self.round.rubric.criteria.all()]
        for place, member in enumerate(members):
            recusal.pledge(member.expert.user, self.round)
            rows = [
                [
                    f"ZG2022-{no}",
                    member.code,
                    *(
                        min(mark, weight)
                        for mark, weight in zip([*SHEETS[totals[place]], 3], weights, strict=False)
                    ),
                    "否" if no == "006" and place > 3 else "是",
                    None,
                ]
                for no, totals in TOTALS.items()
                if place < len(totals)
            ]
            book = workbook([c.heading for c in columns], rows)
            table = scoring.read_own_scores(member.expert.user, self.round, book, "专家评分表.xlsx")
            scoring.seal_own_table(member.expert.user, self.round, table)
        together(self.secretary, self.leaders[0], "review.close_scoring", round_id=self.round.pk)
        self.round.refresh_from_db()

    def deliberate(self):
        on("2022-04-11")
        with pytest.raises(Refusal, match="ZG2022-003、ZG2022-004"):
            deliberation.proposed_list(self.round)
        approved = deliberation.proposed_list(self.round, ["ZG2022-004"])
        deeds.meet(self, approved)

    def show(self):
        self.publish()
        self.end_the_notice()

    def end_the_notice(self):
        objection = self.object_to("007")
        objections.decide(self.leaders[1], objection, finding="经核查，材料系伪造。", outcome="upheld")
        on("2022-04-19")
        notice.end_notice(self.first, self.round)
        self.round.refresh_from_db()

    def publish(self):
        on("2022-04-12")
        self.shown = together(
            self.first, self.leaders[0], "review.publish_notice", round_id=self.round.pk, starts_on="2022-04-12",
            contact="区总工会（示例）",
        )  # fmt: skip
        assert self.shown.ends_on == dt.date(2022, 4, 18)

    def object_to(self, no):
        return objections.register(
            self.first, self.shown, self.candidate(no), means="letter", objector="实名异议人", real_name=True,
            dated_on=dt.date(2022, 4, 18), allegation="业绩材料不实",
        )  # fmt: skip

    def name_and_pay(self):
        on("2022-04-28")
        deeds.name(self)
        rewards.create_naming_entries(self.first, self.round)
        on("2022-09-01")
        rows = [
            ["PT-1", "甲示例", make_id(1), "市级大赛", "技能竞赛", "市级", "2022年6月1日", "15,000.00元", 15000, "大赛·钳工", "示例1号"],
            ["PT-2", "丁示例", make_id(4), "世界技能大赛", "世界技能大赛", "国家级", "2022.07.01", 50000, 50000, "世赛", "示例2号"],
            ["PT-3", "甲示例", make_id(1), "国家级大赛", "技能竞赛", "国家级", "2022-08-01", 30000, 30000, "大赛· 钳工", "示例3号"],
        ]  # fmt: skip
        table = claims.read_claims(workbook(CLAIM_HEADINGS, rows), "配套奖励申报表.xlsx")
        claims.create_from_table(self.first, self.round, table)
        verdicts = claims.judge_claims(self.first, self.round)
        assert [(v.claim.no, v.code, v.pays_fen) for v in verdicts] == [
            ("PT-1", "PAY", 750_000), ("PT-2", "HELD", 0), ("PT-3", "TOP_UP", 750_000),
        ]  # fmt: skip
        self.top_up = verdicts[2].entry

    def reverse_and_pay(self):
        together(
            self.leaders[0],
            self.finance[0],
            "awards.reverse_entry",
            entry_id=self.top_up.pk,
            reason="省级奖金被撤回",
        )
        payments.set_budget(self.first, year=2022, amount_fen=2_750_000, document="示例预算")
        for person in {entry.person for entry in payments.payable(self.round)}:
            payments.register_account(
                self.first, person, bank="示例银行", number=f"999{person.pk:016d}", holder=person.name
            )
        batch = payments.make_batch(self.first, self.round)
        deeds.approve(self, batch)
        deeds.send(self, batch)
        assert deeds.settle(self, batch).state == "paid"

    STAGES = (
        "nominate",
        "return_and_withdraw",
        "check",
        "score",
        "deliberate",
        "show",
        "name_and_pay",
        "reverse_and_pay",
    )

    def play(self, until: str = "reverse_and_pay"):
        """Play the stages up to and with `until`."""
        for stage in self.STAGES[: self.STAGES.index(until) + 1]:
            getattr(self, stage)()
        return self
