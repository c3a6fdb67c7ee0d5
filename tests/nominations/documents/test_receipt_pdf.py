import dataclasses
from datetime import UTC, datetime

from nominations.documents.application import (
    ApplicationForm,
    FormField,
    FormSection,
    Receipt,
    RehearsalMaterial,
    application_form_pdf,
    receipt_pdf,
    rehearsal_material_pdf,
)
from tests.pdfs import fonts_of, foreign_fonts, pages_of, text_of

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
RECEIPT = Receipt(
    year=2021,
    receipt_no="HZ-2021-000017",
    nomination_no="ZG2021-017",
    name="𠅤㛃",
    unit="成都市武侯区示例精密机械制造有限责任公司",
    received_at=datetime(2021, 3, 15, 9, 59, 59, 999_000, tzinfo=UTC),
    sha256=SHA256,
)
FORM = ApplicationForm(
    year=2021,
    nomination_no="ZG2021-017",
    state="已报送",
    fields=(
        FormField(label="姓名", value="阿依古丽·买买提艾力·吐尔逊"),
        FormField(label="工作单位", value="成都示例机械有限公司", wide=True),
        FormField(label="岗位", value="班组长"),
        FormField(label="技能等级", value="高级技师"),
        FormField(label="单位推荐排序", value=""),
    ),
    sections=(
        FormSection(heading="主要事迹", text="二十三年坚守一线。\n\n攻克深孔加工难题。"),
        FormSection(heading="初审意见", text="同意推荐。", signed="浆洗街街道　2021年3月18日"),
    ),
    sha256=SHA256,
)


def test_the_receipt_gives_number_unit_second_and_hash():
    pdf = receipt_pdf(RECEIPT)
    text = text_of(pdf)
    for words in ("HZ-2021-000017", "ZG2021-017", "𠅤㛃", RECEIPT.unit, SHA256, "不代表通过审核"):
        assert words in text
    assert "2021年3月15日17:59:59（北京时间）" in text
    assert "18:00:00" not in text
    assert len(pages_of(pdf)) == 1
    assert all(fonts_of(pdf).values())
    assert foreign_fonts(pdf) == []


def test_a_second_submission_is_told_apart():
    assert "第1次" in text_of(receipt_pdf(RECEIPT))
    assert "第2次" in text_of(receipt_pdf(dataclasses.replace(RECEIPT, submission=2)))


def test_the_form_prints_every_label_with_its_value():
    text = text_of(application_form_pdf(FORM))
    for words in (
        "姓名阿依古丽·买买提艾力·吐尔逊",
        "工作单位成都示例机械有限公司",
        "岗位班组长技能等级高级技师",
        "单位推荐排序—",
        "攻克深孔加工难题。",
        "浆洗街街道2021年3月18日",
        SHA256,
    ):
        assert words in text
    assert "草稿" not in text


def test_a_draft_says_that_it_is_one():
    assert "草稿，尚未报送" in text_of(application_form_pdf(dataclasses.replace(FORM, sha256="")))


def test_long_deeds_run_on_to_a_second_page():
    deeds = FormSection(heading="主要事迹", text="始终坚守生产一线，先后攻克工艺难题。\n" * 110)
    pages = pages_of(application_form_pdf(dataclasses.replace(FORM, sections=(deeds,))))
    assert 2 <= len(pages) <= 4
    assert f"第 1 页，共 {len(pages)} 页" in pages[0]


def test_rehearsal_material_cannot_be_taken_for_a_proof():
    material = RehearsalMaterial(title="职业资格（技能等级）证书", lines=("等级：高级技师",))
    text = text_of(rehearsal_material_pdf(material))
    assert text.count("演练材料") >= 2
    assert "不具有任何证明效力" in text
    assert "等级：高级技师" in text
