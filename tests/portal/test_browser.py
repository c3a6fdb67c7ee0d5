"""One story in real Chromium on the demo: HR submits, the street endorses, the district checks, staff open scoring,
an expert scores, finance exports. Every page is watched for console errors."""

import re
from pathlib import Path

import pytest

from tests import services
from tests.portal.test_rehearsal import manage
from tools.chromium import browser, sign_in


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as `make demo` starts it, on a port and in a folder of its own."""
    folder = tmp_path_factory.mktemp("demo")
    done = manage("prepare_demo", DATA_DIR=str(folder))
    assert done.returncode == 0, done.stderr
    with services.portal({"DATA_DIR": str(folder)}) as base:
        yield Demo(base, folder)


class Demo:
    """Its address and folder; `as_role` signs in and gives a page that collects console errors."""

    def __init__(self, base: str, folder: Path):
        self.base, self.folder = base, folder
        self.password = (folder / "demo-password").read_text(encoding="ascii")
        self.errors: list[str] = []

    def as_role(self, chromium, username: str, width: int = 1280):
        page = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN").new_page()
        page.set_default_timeout(15_000)
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        sign_in(page, self.base, username, self.password)
        return page

    def move_to(self, day: str):
        done = manage("business_date", day, DATA_DIR=str(self.folder))
        assert done.returncode == 0, done.stderr


def open_file(page, demo, no: str):
    page.goto(f"{demo.base}/nominations/?q={no}")
    page.click(f"a:text-is('{no}')")


def press(page, selector: str):
    """Press a button that asks first, and agree."""
    page.click(selector)
    page.click("dialog.ask[open] button:text-is('确认')")


def says(page, words: str):
    page.wait_for_selector(f".alert:has-text('{words}')")


def test_the_year_goes_on_in_the_browser(demo):
    with browser() as chromium:
        hr = demo.as_role(chromium, "hr1", width=390)
        assert "待完善并报送的申报草稿" in hr.inner_text("main")
        open_file(hr, demo, "ZG2022-001")
        press(hr, "button:text-is('报送')")
        says(hr, "报送成功，回执编号 HZ2022-")
        assert hr.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

        street = demo.as_role(chromium, "street1")
        for no in ("ZG2022-001", "ZG2022-004"):
            open_file(street, demo, no)
            street.fill("textarea[name=opinion]", "材料齐全，同意推荐。")
            street.click("button[name=endorse]")
            says(street, f"{no} 初审通过")

        officer = demo.as_role(chromium, "department")
        officer.click("a:has-text('待回复的联审意见')")
        officer.click("main td a")
        officer.fill("input[name=document_no]", "示例函〔2022〕1号")
        officer.click("button:text-is('回复')")
        says(officer, "已回复")

        first, second = demo.as_role(chromium, "union1"), demo.as_role(chromium, "union2")
        for no in ("ZG2022-001", "ZG2022-004", "ZG2022-005", "ZG2022-006", "ZG2022-008"):
            open_file(first, demo, no)
            first.click("button:text-is('登记结论')")
            says(first, "等待另一名工作人员复核")
        for page in (second, first):  # union2 confirms union1's five findings, union1 the one of union2
            page.goto(f"{demo.base}/nominations/")
            page.check("#all")
            press(page, "button:text-is('复核所选')")
            says(page, "已复核")

        demo.move_to("2022-04-01")
        first.goto(f"{demo.base}/nominations/rounds/")
        press(first, "button:text-is('截止申报')")
        says(first, "申报已截止")
        approve_committee_and_open_scoring(demo, chromium, first)
        expert_scores(demo, chromium)
        finance_exports(demo, chromium)
    assert demo.errors == []


def approve_committee_and_open_scoring(demo, chromium, staff):
    confirm(demo, staff, "审批专家委员会")
    secretary = demo.as_role(chromium, "secretary")
    secretary.click(".menu a:has-text('评审')")
    secretary.fill("input[name=closes_on]", "2022-04-20")
    secretary.click("button:text-is('提请开始评分')")
    says(secretary, "等待另一人复核")
    confirm(demo, staff, "开始评分")


def confirm(demo, page, title: str):
    page.goto(f"{demo.base}/pending/")
    press(page, f".card:has(.card-header:has-text('{title}')) button[name=confirm]")
    says(page, f"“{title}”已复核")


def expert_scores(demo, chromium):
    expert = demo.as_role(chromium, "expert1")
    expert.goto(f"{demo.base}/review/files/")
    expert.click("button:text-is('签署承诺')")
    says(expert, "已签署")
    expert.click("a.btn:text-is('评分') >> nth=0")
    for code, mark in zip(
        ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"],
        ["13.5", "18", "9", "9", "9", "9", "9", "13"],
        strict=True,
    ):
        expert.fill(f"#id_{code}", mark)
    assert expert.inner_text("[data-total]") == "89.5"
    expert.wait_for_selector("[data-saved]:has-text('已自动保存')")
    expert.check("input[name=endorsed][value=True]")
    press(expert, "button[name=seal]")
    says(expert, "已封存")
    expert.goto(f"{demo.base}/review/files/")
    assert re.search(r"已封存 1 / \d", expert.inner_text("main"))


def finance_exports(demo, chromium):
    maker, second = demo.as_role(chromium, "finance1"), demo.as_role(chromium, "finance2")
    maker.click(".menu a:has-text('发放花名册')")
    maker.click("button:text-is('提请导出花名册')")
    says(maker, "等待另一名财务人员复核")
    confirm(demo, second, "导出含完整身份证号的清单")
    maker.goto(f"{demo.base}/awards/rounds/1/roster/")
    maker.wait_for_selector(".state:has-text('已完成')", timeout=60_000)
    maker.reload()
    with maker.expect_download() as download:
        maker.click("a:has-text('下载 2021年度奖励发放花名册')")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    maker.click("a:has-text('FF2021-03')")
    press(maker, "button:text-is('送银行')")
    says(maker, "已办理")
