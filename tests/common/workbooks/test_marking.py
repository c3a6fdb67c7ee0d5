"""A workbook whose values are read, but which openpyxl does not open whole, is refused in words."""

import pytest

from tests.common.workbooks.strict import strict
from tests.worlds.books import GOOD, SHEET, member, read
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.workbooks.marking import marked


@pytest.mark.parametrize(
    "content",
    [
        member(member(GOOD, SHEET, strict), "xl/workbook.xml", strict),
        member(GOOD, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"sheet1.xml", b"Sheet1.xml")),
    ],
    ids=["strict", "case"],
)
def test_a_workbook_that_cannot_be_marked_is_refused_in_words(content):
    table = read(content)
    assert table.sheet
    with pytest.raises(Refusal, match="另存"):
        marked(content, table, table.faults)
