"""申报汇总表.xlsx as rows: its columns, what of a row is wrong by the table alone, and what will be stored of it."""

from collections.abc import Callable
from dataclasses import replace

from django.db import models

from nominations.models.application import COLUMNS, ENTRIES, WRITTEN, in_words
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.accounts.vocabulary import NATURES, NATURES_ALSO
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table

EMPTY = "（空）"
MASKED: dict[str, Callable[[str], str]] = {"id_number": mask_id, "phone": mask_phone}
# what the table has beside fields of the 申报表: key -> heading
BESIDE = {
    "no": "申报编号", "id_number": "身份证号", "firm_name": "工作单位", "credit_code": "统一社会信用代码", "nature": "企业性质",
    "street": "所在街道", "phone": "联系电话",
}  # fmt: skip
HEADINGS = BESIDE | WRITTEN


def columns() -> list[Column]:
    """The headings of the summary table and how each cell is read."""
    streets = Organisation.objects.endorsing().values_list("name", flat=True)
    before: dict[str, dict[str, Callable]] = {
        "name": {"no": parsers.read_number(30)},
        "ethnicity": {"id_number": parsers.read_resident_id},
        "trade": {
            "firm_name": parsers.read_text(100),
            "credit_code": parsers.read_credit_code,
            "nature": parsers.read_choice(NATURES, NATURES_ALSO),
            "street": parsers.read_choice(list(streets)),
        },
        "deeds": {"phone": parsers.read_phone},
    }
    found = []
    for name, entry in ENTRIES.items():
        for key, read in before.get(name, {}).items():
            private = key in ("id_number", "phone")
            found.append(Column(key, BESIDE[key], read, required=key != "nature", private=private))
        if cell := entry.cell:
            found.append(
                Column(
                    name,
                    WRITTEN[name],
                    cell.read,
                    required=cell.required,
                    may_lack=cell.may_lack,
                    also=cell.also,
                )
            )
    return found


def read_nominations(source: Source, file_name: str) -> Table:
    """Every row as values, every fault of the file; the same person twice is a fault naming both rows."""
    table = read_table(source, file_name=file_name, columns=columns(), key="no", unique=("no",))
    faults = list(table.faults)
    people_seen: dict[str, int] = {}
    today = clock.today()
    firms_seen: dict[str, Row] = {}
    for row in table.rows:
        values = row.values
        first = people_seen.setdefault(values["id_number"], row.number)
        if first != row.number:
            told = f"第 {first} 行已是这个身份证号；同一人一年只能申报一次，请删去一行，或者更正身份证号。"
            faults.append(fault(file_name, row, "id_number", told))
        against = contradictions(values["id_number"], today=today, sex=values["sex"])
        faults += [fault(file_name, row, field, wanted) for field, wanted in against.items()]
        firm = firms_seen.setdefault(values["credit_code"], row)
        for field, what in (("firm_name", "名称"), ("street", "所在街道")):
            if match_key(firm.values[field]) != match_key(values[field]):
                told = (
                    f"第 {firm.number} 行同一信用代码的{what}是“{firm.values[field]}”，两行要一致，请核对。"
                )
                faults.append(fault(file_name, row, field, told))
    return replace(table, faults=table.in_order(faults))


def fault(file_name: str, row: Row, field: str, wanted: str) -> Fault:
    return Fault(file_name, row.number, HEADINGS[field], row.values[field], wanted)


def fields_of(values: dict) -> dict:
    """The fields of the 申报表 that the workbook has, as the verbs want them."""
    fields = {}
    for name, entry in ENTRIES.items():
        if entry.cell and not (entry.cell.may_lack and values[name] is None):
            is_text = isinstance(COLUMNS[name], models.CharField | models.TextField)
            fields[name] = "" if is_text and values[name] is None else values[name]
    return fields


def shown(row: Row) -> list[tuple[str, str]]:
    """(heading, words) of everything that was read of a row; the numbers of a person masked."""
    read = [(name, value) for name, value in row.values.items() if value is not None or not _may_lack(name)]
    return [(HEADINGS[name], _words(name, value)) for name, value in read]


def _may_lack(name: str) -> bool:
    cell = ENTRIES[name].cell if name in ENTRIES else None
    return bool(cell and cell.may_lack)


def _words(name: str, value: object) -> str:
    if value is None or value == "":
        return EMPTY
    if name in ENTRIES:
        return in_words(name, value)
    return MASKED[name](str(value)) if name in MASKED else str(value)
