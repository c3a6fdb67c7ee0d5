import dataclasses
import io
from datetime import date

import pytest
from pypdf import PdfReader

from awards.documents.papers import (
    Certificate,
    NamingDecisionPaper,
    certificate_fonts,
    certificate_pdf,
    chinese_date,
    naming_decision_pdf,
)
from awards.queries import read_check_code
from review.documents.papers import ListedPerson
from tests.pdfs import fonts_of, foreign_fonts, pages_of, text_of
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.templatetags.plain import closed_up
from wuhou_craftsmen.common.text.stroke_order import by_strokes

pytestmark = pytest.mark.django_db  # staff may have entered the strokes of rare signs

CODE = "9f3c07d1a45be8206c1f4e72d08b93aa"
CERTIFICATE = Certificate(
    name="张建国",
    year=2021,
    certificate_no="WHZG-2021-0007",
    firm="成都示例精密机械制造有限公司",
    check_code=CODE,
    check_url=f"http://127.0.0.1:8000/awards/check/{CODE}/",
    issued_on=date(2021, 4, 28),
    decision_number="武委示例〔2021〕12号",
    sample=True,
)
NAMES = ["张建国", "㛃䶮喆", "𠅤明", "王𡋾", "阿依古丽·买买提艾力·吐尔逊"]


def of(name: str, **changes) -> Certificate:
    return dataclasses.replace(CERTIFICATE, name=name, **changes)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_prints_on_one_page_in_our_own_fonts(name):
    pdf = certificate_pdf(of(name), certificate_fonts(CERTIFICATE, NAMES))
    assert len(pages_of(pdf)) == 1
    assert f"{name}同志：" in text_of(pdf)
    assert all(fonts_of(pdf).values())
    assert foreign_fonts(pdf) == []


def test_the_certificate_says_who_gives_what_and_how_to_check_it():
    """Clause 九: given by 区委、区政府; no seal is pretended."""
    text = text_of(certificate_pdf(CERTIFICATE))
    for words in (
        "荣誉证书",
        "在武侯区2021年度“诸葛工匠”评选中",
        "成都示例精密机械制造有限公司张建国同志",
        "授予“诸葛工匠”荣誉称号。",
        "中共成都市武侯区委员会",
        "成都市武侯区人民政府",
        "二〇二一年四月二十八日",
        "证书编号：WHZG-2021-0007",
        "武委示例〔2021〕12号",
        "示例数据，纯属虚构",
    ):
        assert words in text
    assert "特授予" not in text
    assert "演练材料" not in text
    assert "印章" not in text  # the place of the seal stays empty on the paper


def test_the_code_is_printed_as_it_is_typed_in_groups_of_four():
    """Both lines as they stand on the paper are read again by the public check."""
    printed = pages_of(certificate_pdf(CERTIFICATE))[0]
    lines = ["9f3c 07d1 a45b e820", "6c1f 4e72 d08b 93aa"]
    assert [" ".join(line.split()) for line in lines if line in " ".join(printed.split())] == lines
    assert all(read_check_code(mark.join(lines)) == CODE for mark in (" ", "\n", "-", "－"))


@pytest.mark.parametrize("firm", ["甲" * 31, "乙" * 100], ids=len)
def test_a_long_firm_and_a_long_name_leave_room_for_code_and_issuers(firm):
    pdf = certificate_pdf(of(NAMES[-1], firm=firm, direct_recognition=True))
    assert len(pages_of(pdf)) == 1
    places = places_of(pdf)
    assert places["特颁此证"] + 20 < places["扫描二维码"]


def places_of(pdf: bytes) -> dict[str, float]:
    """How far below the head of the first page a line of text stands, by its first words."""
    found = {}

    def visit(text, _, place, *more):
        for words in ("特颁此证", "扫描二维码"):
            if text.strip().startswith(words):
                found[words] = place[5]

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found


def test_issuer_and_route_are_as_decided():
    text = text_of(certificate_pdf(of("张建国", issuers=("成都市武侯区人民政府",), direct_recognition=True)))
    assert "中共成都市武侯区委员会" not in text
    assert "经直接认定" in text
    assert "评选中" not in text


def test_a_rehearsal_is_marked_and_a_real_certificate_is_not():
    assert "演练材料" in text_of(certificate_pdf(of("张建国", rehearsal=True)))
    real = text_of(certificate_pdf(of("张建国", sample=False)))
    assert "演练" not in real
    assert "示例数据" not in real


def test_the_same_certificate_is_the_same_bytes():
    fonts = certificate_fonts(CERTIFICATE, NAMES)
    first = certificate_pdf(CERTIFICATE, fonts)
    certificate_pdf(of("㛃䶮喆"))
    assert certificate_pdf(CERTIFICATE, certificate_fonts(CERTIFICATE, reversed(NAMES))) == first
    assert certificate_pdf(of("李秀英"), fonts) != first


def test_the_file_is_small():
    pdf = certificate_pdf(of("王㛃"), certificate_fonts(CERTIFICATE, NAMES))
    assert len(pdf) < 80_000


@pytest.mark.parametrize(
    "name",
    [
        "<img src='http://127.0.0.1:9/x'>",
        "<link rel=attachment href='file:///etc/hostname'>",
        "</p><style>@page{background:url(file:///etc/hostname)}</style>",
        "{% include 'documents/base.css' %}{{ paper }}",
    ],
)
def test_a_name_full_of_markup_prints_as_it_is(name):
    """T50: no address is read, no file is embedded."""
    pdf = certificate_pdf(of(name))
    assert "".join(name.split()) in text_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).attachments == {}


def test_metadata_tells_no_more_than_the_certificate():
    metadata = PdfReader(io.BytesIO(certificate_pdf(CERTIFICATE))).metadata
    assert metadata.title == "荣誉证书 WHZG-2021-0007"
    assert metadata.author == "武侯区总工会"
    assert "张建国" not in str(dict(metadata))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 4, 28), "二〇二一年四月二十八日"),
        (date(2020, 10, 10), "二〇二〇年十月十日"),
        (date(2022, 12, 31), "二〇二二年十二月三十一日"),
        (date(2019, 1, 20), "二〇一九年一月二十日"),
    ],
)
def test_dates_in_chinese_numerals(day, words):
    assert chinese_date(day) == words


def decision(count: int) -> NamingDecisionPaper:
    surnames = "赵钱孙李周吴郑王冯陈丁于"
    return NamingDecisionPaper(
        number="武委示例〔2021〕12号",
        year=2021,
        decided_on=date(2021, 4, 28),
        addressees="各街道党工委、办事处，区级各部门",
        basis=("为大力弘扬劳模精神、劳动精神、工匠精神，" * 6,),
        honorees=tuple(
            ListedPerson(
                name=f"{surnames[n % 12]}{chr(0x4E00 + n)}㛃",
                firm=f"成都示例{n:02d}机械有限公司",
                trade="钳工",
            )
            for n in range(count)
        ),
    )


def test_the_naming_decision_has_the_parts_of_an_official_document():
    """GB/T 9704-2012: number with 〔〕, addressees, annex, Arabic date, page marks."""
    pdf = naming_decision_pdf(decision(20))
    text = text_of(pdf)
    for words in (
        "文件",
        "武委示例〔2021〕12号",
        "关于命名2021年度“诸葛工匠”的决定",
        "各街道党工委、办事处，区级各部门：",
        "附件所列20名同志",
        "附件：2021年度“诸葛工匠”命名人员名单",
        "2021年4月28日",
        "共20名，按姓氏笔画为序。",
    ):
        assert words in text
    for number, page in enumerate(pages_of(pdf), start=1):
        assert f"— {number} —" in page
    assert foreign_fonts(pdf) == []


def test_twenty_names_stand_on_one_page_and_signs_that_meet_are_closed_up():
    pages = pages_of(naming_decision_pdf(decision(20)))
    assert len([page for page in pages if "有限公司" in page]) == 1
    assert closed_up("《甲〈乙〉》、《丙》") == (
        '《甲〈乙<span class="shut">〉</span><span class="shut">》</span><span class="shut">、</span>《丙》'
    )
    assert closed_up("（《甲》<b>") == '（<span class="opened">《</span>甲》&lt;b&gt;'


def test_a_full_line_of_the_decision_holds_28_characters_and_a_page_22_lines():
    paper = dataclasses.replace(decision(1), body=("工" * 28 * 60,), basis=())
    pages = pages_of(naming_decision_pdf(paper))
    lines = [line for line in pages[1].splitlines() if "工" in line]
    assert [len(line.strip()) for line in lines] == [28] * 22


def test_sixty_names_run_over_pages_with_the_heading_on_each():
    pdf = naming_decision_pdf(decision(60))
    text = text_of(pdf)
    assert all(honoree.name in text for honoree in decision(60).honorees)
    lists = [page for page in pages_of(pdf) if "有限公司" in page]
    assert len(lists) >= 3
    assert all("序号" in page for page in lists)
    annex = "".join("".join(page.split()) for page in lists)
    places = [
        annex.index(honoree.name) for honoree in by_strokes(decision(60).honorees, key=lambda one: one.name)
    ]
    assert places == sorted(places)
    assert "1丁" in annex


def test_a_number_that_slipped_into_the_list_stops_the_decision():
    """T56: the decision is published too."""
    paper = decision(2)
    slip = dataclasses.replace(paper.honorees[0], firm="成都示例公司 10000000001")
    with pytest.raises(Refusal, match="不能公布"):
        naming_decision_pdf(dataclasses.replace(paper, honorees=(*paper.honorees, slip)))


@pytest.mark.parametrize(
    ("direct", "said", "unsaid"),
    [
        (0, "专家评审、评选管理领导小组审定", "直接认定"),
        (
            2,
            "其中2名同志依据实施办法第七条直接认定，经向授予机关核实称号，不经专家评审",
            "资格审查、专家评审、评选",
        ),
        (5, "依据实施办法第七条直接认定", "专家评审"),
    ],
)
def test_nobody_recognised_directly_is_said_to_have_been_before_the_experts(direct, said, unsaid):
    pdf = naming_decision_pdf(dataclasses.replace(decision(5), direct=direct))
    text = "".join(text_of(pdf).split())
    assert said in text
    assert unsaid not in text
