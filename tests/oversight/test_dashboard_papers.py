"""What is sent on of a year: the statistical form for 市总工会, and the 情况通报 with its figures."""

import io

from docx import Document
from openpyxl import load_workbook

from awards.models import Title
from nominations.models import Nomination
from tests.people import client_of, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.common.models import AuditEntry

PAGE = "/oversight/dashboard/"


@kept
def named():
    return deeds.named_and_owed(Year())


def form_of(year) -> dict[tuple[str, str], tuple[int, int]]:
    """(group, item) -> (nominated, named), as the workbook has it."""
    content = client_of(year.first).get(f"{PAGE}statistics/?year=2022").content
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, max_col=6, values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "分类") + 1
    return {(row[0], row[1] or ""): (row[2], row[4]) for row in rows[start:] if isinstance(row[2], int)}


def test_every_group_of_the_form_adds_up_to_the_total(named):
    found = form_of(named)
    total = found.pop(("合计", ""))
    assert total == (7, Title.objects.count())
    groups = {group for group, _ in found}
    assert {
        "性别",
        "命名时年龄",
        "文化程度",
        "政治面貌",
        "企业性质",
        "职业（工种）",
        "技能等级",
        "推荐单位",
        "是否农民工",
        "是否管理人员",
    } <= groups
    for group in groups:
        of_group = [numbers for (name, _), numbers in found.items() if name == group]
        assert tuple(map(sum, zip(*of_group, strict=True))) == total
    assert AuditEntry.objects.filter(verb="导出年度统计表").count() == 1


def test_age_is_counted_on_the_day_of_the_naming(named):
    person = Title.objects.first().person  # named on 2022-04-28
    found = []
    for born in ("19860429", "19860428"):
        person.id_number = f"{person.id_number[:6]}{born}{person.id_number[14:]}"
        person.save()
        told = form_of(named)
        found.append((told["命名时年龄", "26至35岁"][1], told["命名时年龄", "36至45岁"][1]))
    (younger, older), after = found
    assert after == (younger - 1, older + 1)


def test_rural_workers_and_managers_are_counted_and_what_is_not_filled_in_is_told(named):
    title = Title.objects.select_related("candidacy").first()
    Nomination.objects.filter(pk=title.candidacy.nomination_id).update(migrant=True, manager=False)
    found, count = form_of(named), Title.objects.count()
    assert found[("是否农民工", "是")] == (1, 1)
    assert found[("是否农民工", "未填")] == (6, count - 1)
    assert found[("是否管理人员", "否")] == (1, 1)


def test_the_briefing_has_its_figures_filled_in(named):
    count = Title.objects.count()
    content = client_of(named.leaders[0]).get(f"{PAGE}briefing/?year=2022").content
    paper = Document(io.BytesIO(content))
    text = "".join(line.text for line in paper.paragraphs)
    assert "关于2022年度“成都工匠”“诸葛工匠”培育评选工作情况的通报" in text
    assert f"诸葛工匠累计 {count} 名，到2022年的目标 320 名已完成 1%，还差 {320 - count} 名。" in text
    assert f"2022年度申报 7 份，命名 {count} 名。其中初审通过" in text
    assert f"全年申报 7 人（含直接认定），命名 {count} 人" in text
    assert f"农民工 0 名（另有 {count} 名未填）" in text
    units, people = ([[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables)
    assert len(units) == 14
    assert next(row for row in units if row[0] == "浆洗街街道")[:2] == ["浆洗街街道", "7"]
    assert people[-1] == ["合计", "", "7", str(count)]


def test_no_name_and_no_number_leaves_with_them(named):
    title = Title.objects.select_related("person").first()
    for paper in ("statistics", "briefing"):
        content = client_of(named.first).get(f"{PAGE}{paper}/?year=2022").content
        if paper == "statistics":
            told = str(list(load_workbook(io.BytesIO(content)).active.values))
        else:
            opened = Document(io.BytesIO(content))
            told = "".join(cell.text for table in opened.tables for row in table.rows for cell in row.cells)
        assert title.name not in told
        assert title.person.id_number not in told


def test_a_year_without_a_round_has_no_papers(named):
    on("2024-02-01")
    for paper in ("statistics", "briefing"):
        assert client_of(named.first).get(f"{PAGE}{paper}/?year=2024").status_code == 404
    page = client_of(named.first).get(f"{PAGE}?year=2024").content.decode()
    assert "这一年还没有评选批次" in page
    assert "年度统计表" not in page


def test_others_do_not_take_them(named):
    for paper in ("statistics", "briefing"):
        assert client_of(named.hr[named.firms[0].pk]).get(f"{PAGE}{paper}/").status_code == 403
