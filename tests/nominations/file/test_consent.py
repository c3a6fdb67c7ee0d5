"""社会推荐: nothing beyond the name is stored before the person has consented, by whatever way the file comes."""

import datetime as dt

import pytest

from nominations.domain.file import drafts
from nominations.domain.workbooks import imports
from nominations.models import Nomination, Route
from tests.people import make_id
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from tests.worlds.nomination import FIELDS, assert_refused
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults
from wuhou_craftsmen.ladder.models import Craftsman

pytestmark = pytest.mark.django_db
PAGE = {"name": "新示例", "sex": "男", "trade": "钳工", "route": "social", "phone": "10000000005"}


def told(world, consented_on=None):
    return drafts.create(
        world.clerk, world.round, world.firm, id_number=make_id(5), phone="10000000005",
        fields=FIELDS | {"route": Route.SOCIAL, "consented_on": consented_on},
    )  # fmt: skip


def test_without_consent_nobody_is_stored(world):
    people = Craftsman.objects.count()
    assert_refused("本人尚未单独同意，不能登记其身份证号和电话", told, world)
    assert_refused("同意日期不能晚于今天", told, world, dt.date(2021, 2, 2))
    assert Craftsman.objects.count() == people
    assert told(world, dt.date(2021, 2, 1)).consented_on == dt.date(2021, 2, 1)


def test_a_file_does_not_become_a_social_one_without_consent(world):
    nomination = world.draft()
    assert_refused("本人尚未单独同意", drafts.edit, world.hr, nomination, fields={"route": Route.SOCIAL})
    both = {"route": Route.SOCIAL, "consented_on": dt.date(2021, 2, 1)}
    assert drafts.edit(world.hr, nomination, fields=both).route == Route.SOCIAL


def test_the_clerks_page_wants_the_tick_and_the_day(world, client):
    client.force_login(world.clerk)
    words = PAGE | {"id_number": make_id(5), "firm": world.firm.pk}
    assert "须本人已单独同意" in client.post("/nominations/new/", words).content.decode()
    assert (
        "本人尚未单独同意" in client.post("/nominations/new/", words | {"consented": "on"}).content.decode()
    )
    assert not Craftsman.objects.exists()
    client.post("/nominations/new/", words | {"consented": "on", "consented_on": "2021-02-01"})
    assert Nomination.objects.get().consented_on == dt.date(2021, 2, 1)


def book(world, headings, *more):
    row = nomination_row("ZG2021-001", "新示例", make_id(5), world.firm, 推荐方式="社会推荐")
    return workbook(headings, [[*row, *more]])


def test_a_workbook_wants_the_day_too(world):
    with pytest.raises(WorkbookFaults, match=r"“本人单独同意日期”.*请先征得本人同意，填写同意日期"):
        imports.import_workbook(world.hr, world.round, book(world, NOMINATION_HEADINGS), "表.xlsx")
    assert not Craftsman.objects.exists()
    headings = [*NOMINATION_HEADINGS, "本人单独同意日期"]
    found = imports.import_workbook(world.hr, world.round, book(world, headings, "2021年2月1日"), "表.xlsx")
    assert found[0].consented_on == dt.date(2021, 2, 1)
