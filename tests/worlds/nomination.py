"""An open round with one firm and its people; files at every step up to the street's word."""

import datetime as dt

import pytest
from django.utils import timezone

from nominations.domain.checking import endorsement
from nominations.domain.file import drafts, submission
from nominations.domain.file.evidence import upload
from nominations.domain.rounds import rounds
from nominations.models import Route
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from tests.pdfs import PDF
from tests.people import make_firm, make_id, make_user, on, policy_in_force, reference, staff_pair, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together

FIELDS = {
    "name": "李示例",
    "sex": "男",
    "ethnicity": "汉族",
    "political_status": "群众",
    "education": "",
    "trade": "钳工",
    "skill_level": "初级工",
    "years_in_trade": 3,
    "post": "操作工",
    "frontline": True,
    "tier": "企业技术能手",
    "route": Route.UNIT,
    "unit_rank": 1,
    "deeds": "解决关键工序难题，成果在本单位推广应用。",
}


class World:
    """An open round with one firm, its HR, its street's clerk and two officers."""

    def __init__(self):
        reference()
        store_upload(
            PDF, name="example.pdf", actor=None
        )  # looked into once, not for every paper of every test
        on("2021-02-01")
        self.first, self.second = staff_pair()
        policy_in_force(self.first, self.second)
        self.round = self.open(2021)
        self.firm = make_firm(1)
        self.hr = make_user(Role.FIRM_HR, self.firm, name="孙人事")
        self.clerk = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"), name="周经办")
        self.stranger = make_user(Role.FIRM_HR, make_firm(2, "玉林街道"), name="吴外人")

    def open(self, year):
        round = rounds.plan_round(
            self.first,
            year=year,
            quota=2,
            approval_basis="示例批准文件",
            opens_on=dt.date(2021, 2, 1),
            intake_closes_at=timezone.make_aware(dt.datetime(2021, 3, 1)),
            naming_on=dt.date(2021, 4, 28),
        )
        return together(self.first, self.second, "nominations.open_round", round_id=round.pk)

    def draft(self, number=1, born="19990101", **changes):
        return drafts.create(
            self.hr,
            self.round,
            self.firm,
            id_number=make_id(number, born),
            phone=f"1000000{number:04d}",
            fields=FIELDS | changes,
        )

    def complete(self, nomination):
        for kind in REQUIRED_EVIDENCE:
            upload(self.hr, nomination, kind, PDF, "example.pdf")
        return drafts.edit(
            self.hr,
            nomination,
            fields={
                "consented_on": dt.date(2021, 2, 1),
                "pledged_on": dt.date(2021, 2, 1),
                "staff_meeting_on": dt.date(2021, 1, 18),
                "unit_notice_from": dt.date(2021, 1, 25),
                "unit_notice_to": dt.date(2021, 1, 29),
            },
        )

    def submitted(self, number=1):
        return submission.submit(self.hr, self.complete(self.draft(number)))

    def endorsed(self, number=1):
        nomination = self.submitted(number)
        return endorsement.endorse(
            self.clerk, nomination, opinion="同意推荐", seen_sha256=nomination.frozen_sha256
        )


def assert_refused(match, verb, *args, **kwargs):
    with pytest.raises(Refusal, match=match):
        verb(*args, **kwargs)
