"""The 申报表 is one table: what an entry says holds in form, workbook, page and print."""

import pytest

from nominations.domain.file.submission import frozen_content
from nominations.domain.workbooks.summary_table import columns
from nominations.forms.file.nomination import NominationForm
from nominations.models.application import ENTRIES, MARKABLE, STEPS, WRITTEN, in_words, printed
from tests.small_year import Year

pytestmark = pytest.mark.django_db


def test_every_field_stands_in_one_step_with_its_help_and_its_mark():
    in_steps = [name for step in STEPS.values() for name in step.keys]
    assert sorted(in_steps) == sorted(WRITTEN)
    fields = NominationForm().fields
    asked = {name: entry for name, entry in ENTRIES.items() if entry.asked}
    assert list(fields) == list(asked)
    assert all(fields[name].help_text == entry.help and name in MARKABLE for name, entry in asked.items())
    assert set(ENTRIES) - set(asked) == {"sex"}  # the ID number says it
    for key, step in STEPS.items():
        assert set(NominationForm(step=key).fields) == set(asked) & set(step.keys)


def test_every_field_is_frozen_and_what_is_printed_is_printed_once():
    year = Year()
    year.nominate()
    file = year.file("001")
    assert set(WRITTEN) <= set(frozen_content(file))
    assert len(printed()) == len(set(printed()))
    assert printed().index("post") + 1 == printed().index("skill_level")


def test_a_cell_is_read_as_its_entry_says():
    read = {column.field: column for column in columns()}
    with_cells = {name: entry.cell for name, entry in ENTRIES.items() if entry.cell}
    assert all(read[name].read is cell.read for name, cell in with_cells.items())
    assert [name for name in read if name in ENTRIES] == list(with_cells)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("years_in_trade", 0, "0 年"), ("unit_rank", 3, "第 3 位"), ("frontline", False, "否"), ("route", "self", "个人自荐"),
     ("tier", "", ""), ("unit_rank", None, "")],
)  # fmt: skip
def test_a_value_in_words(name, value, words):
    assert in_words(name, value) == words
