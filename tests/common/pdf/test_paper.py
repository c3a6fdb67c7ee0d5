import io
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from tests.pdfs import fonts_of, text_of
from wuhou_craftsmen.common.pdf import checks
from wuhou_craftsmen.common.pdf.engine import SUBSETS_KEPT, ForbiddenAddress, _configurations, html_to_pdf
from wuhou_craftsmen.common.pdf.fonts import FontSubset, covers
from wuhou_craftsmen.common.text.stroke_order import by_strokes

PAGE = "<!doctype html><html><title>试</title><body style='font-family:var(--song)'>{}</body></html>"
NO_FONTS = FontSubset.for_texts(["试"])


@pytest.fixture
def canary():
    """A web server of this machine that counts who comes."""
    visits = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            visits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", visits
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='{}a.png'>",
        "<link rel=stylesheet href='{}a.css'>",
        "<link rel=attachment href='{}a.txt'>",
        "<style>@import url({}b.css);</style>",
        "<style>@font-face{{font-family:x;src:url({}x.ttf)}}</style>",
        "<p style='background:url({}c.png)'>试</p>",
        "<svg><image href='{}d.png' width='9' height='9'/></svg>",
        "<object data='{}e.svg'></object>",
        "<embed src='{}f.svg'>",
    ],
)
def test_a_document_reads_neither_network_nor_disk(markup, canary, tmp_path):
    """T50: refused, nobody is visited, nothing is embedded."""
    address, visits = canary
    (tmp_path / "a.txt").write_text("secret")
    for start in (address, f"file://{tmp_path}/", "data:text/plain,"):
        with pytest.raises(ForbiddenAddress):
            html_to_pdf(PAGE.format(markup.format(start)), NO_FONTS)
    assert visits == []


def test_characters_outside_the_batch_print_in_the_same_family():
    pdf = html_to_pdf(PAGE.format("试验㛃"), NO_FONTS)
    assert "试验㛃" in text_of(pdf)
    names = " ".join(fonts_of(pdf))
    assert NO_FONTS.key in names
    assert "Noto-Serif-CJK-SC" in names


def test_the_cut_font_is_small_and_the_same_for_the_same_characters():
    one, other = FontSubset.for_texts(["张建国", "李㛃"]), FontSubset.for_texts(["李建", "㛃国张"])
    assert one == other
    assert one.key != NO_FONTS.key
    assert all(1_000 < len(file) < 60_000 for file in one.files.values())


def test_fonts_of_many_batches_are_let_go_again():
    for number in range(SUBSETS_KEPT + 2):
        fonts = FontSubset.for_texts([chr(0x4E00 + number)])
        html_to_pdf(PAGE.format(chr(0x4E00 + number)), fonts)
    _, keys = _configurations[os.getpid()]
    assert fonts.key in keys
    assert len(keys) <= SUBSETS_KEPT


def test_the_document_says_what_it_is():
    """PDF/A-3b as written by the library, with a language for screen readers; not validated."""
    pdf = html_to_pdf(PAGE.format("试").replace("<html", "<html lang=zh-Hans"), NO_FONTS)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "试"
    assert re.search(rb'pdfaid:part="3"', reader.xmp_metadata.stream.get_data())
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hans"


def test_a_name_with_a_character_that_kai_lacks_is_known_beforehand():
    assert covers("kai", "阿依古丽·买买提艾力·吐尔逊")
    assert covers("kai", "㛃䶮喆𠅤")
    assert not covers("kai", "王𡋾")
    assert covers("song", "王𡋾")


@pytest.mark.django_db
def test_names_stand_in_the_order_of_strokes():
    names = ["张建国", "丁一", "龚燚", "王㛃", "于 洋", "阿依古丽·买买提", "䶮平"]
    assert by_strokes(names, key=str) == [
        "丁一",
        "于 洋",
        "王㛃",
        "张建国",
        "阿依古丽·买买提",
        "䶮平",
        "龚燚",
    ]


def test_a_blank_inside_a_name_does_not_move_it():
    assert by_strokes(["张 三", "张七", "张　一"], key=str) == ["张　一", "张七", "张 三"]


def test_the_start_check_names_the_missing_packages():
    assert checks.missing_parts() == []
    problems = checks.missing_parts(
        libraries=("libabsent-1.so.0",), subsetter="libabsent-2.so.0", families=("Absent Song",)
    )
    assert [problem.id for problem in problems] == ["common.E001", "common.E002", "common.W001"]
    for problem in problems:
        assert "libharfbuzz-subset0" in problem.hint
        assert "fonts-noto-cjk" in problem.hint
