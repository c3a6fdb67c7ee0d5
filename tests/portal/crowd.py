"""What many do alike in a story is not clicked: an expert's sheet filled in, the other experts, the other accounts."""

import io
from dataclasses import dataclass

from openpyxl import load_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARKS = (12, 17, 8.5, 9, 8, 8.5, 8, 12.5)

# each of the other experts signs and seals by the verbs; of the last file they think little
OTHER_EXPERTS_SEAL = """
from nominations.models import AnnualRound
from review import queries
from review.domain.committee import recusal
from review.domain.scoring import scoring

round = AnnualRound.objects.get(year=2022)
for member in round.committee.members.exclude(code="P01").select_related("expert__user"):
    expert = member.expert.user
    recusal.pledge(expert, round)
    sheets = []
    for place, file in enumerate(queries.files_of(expert, round)):
        marks = {"C1": 26, "C2": 36 - place, "C3": 18, "C4": 18, "C5": 18, "C6": 18, "C7": 18, "C8": 26}
        weak = file.nomination.no == "ZG2022-008"
        if weak:
            marks = {code: mark // 2 for code, mark in marks.items()}
        sheets.append(scoring.SheetIn(file.pk, marks, not weak))
    scoring.seal_many(expert, round, sheets)
"""

# the accounts of the named but for the first, which a story registers by hand
OTHER_ACCOUNTS = """
from awards.domain.money import payments
from awards.models import Title
from wuhou_craftsmen.accounts.models import User

for title in Title.objects.filter(decision__round__year=2022).exclude(name="郑示例"):
    payments.register_account(
        User.objects.get(username="union1"), title.person, bank="示例银行（演练）",
        number=f"999{title.person_id:016d}", holder=title.person.name, rehearsal=True,
    )
"""


@dataclass(frozen=True)
class Sheet:
    """An expert's workbook, and the numbers of the files that it asks for."""

    content: bytes
    numbers: list[str]


def filled_sheet(content: bytes, *, leave_out: str) -> Sheet:
    """The downloaded 专家评分表 with marks in every row but one."""
    book = load_workbook(io.BytesIO(content))
    page = book.active
    heads = next(row for row in page.iter_rows() if row[0].value == "申报编号")
    first = next(cell.column for cell in heads if str(cell.value).startswith("C1"))
    rows = [row for row in page.iter_rows(min_row=heads[0].row + 1) if row[0].value]
    for row in rows:
        if row[0].value != leave_out:
            for place, value in enumerate((*MARKS, "是"), first):
                page.cell(row[0].row, place, value)
    out = io.BytesIO()
    book.save(out)
    return Sheet(out.getvalue(), [row[0].value for row in rows])
