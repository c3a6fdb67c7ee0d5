"""Short verbs of checking, for tests that do them in many ways."""

import datetime as dt

from nominations.domain.checking import endorsement, qualification
from nominations.domain.ways_in import direct_recognition
from tests.pdfs import PDF
from tests.people import make_id


def give_back(world, file=None, **changes):
    file = file or world.submitted()
    words = {
        "opinion": "请补正",
        "marks": {"deeds": "写明带徒人数"},
        "seen_sha256": file.frozen_sha256,
    } | changes
    return endorsement.return_for_correction(world.clerk, file, **words)


def check(world, verdict="qualified", reason="", officer=None):
    return qualification.check(officer or world.first, world.endorsed(), verdict=verdict, reason=reason)


def claim(world, firm=None, **changes):
    words = {
        "name": "辛示例", "sex": "男", "trade": "焊工", "title": "示例区工匠", "issuer": "外地示例区总工会", "level": "district",
        "titled_on": dt.date(2019, 5, 1), "document_no": "示例3号", "arrived_on": dt.date(2020, 3, 1),
    }  # fmt: skip
    return direct_recognition.claim(
        world.hr, world.round, firm or world.firm, id_number=make_id(50), phone="10000000050",
        consented_on=dt.date(2021, 2, 1), evidence=("title.pdf", PDF), fields=words | changes,
    )  # fmt: skip
