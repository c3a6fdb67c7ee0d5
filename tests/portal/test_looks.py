"""Every page of every role in real Chromium, found by its links: nobody has to add a new page here.

The demo as `make demo` starts it, and the small year stopped at scoring, deliberation, notice and payment.
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from tests import migrated, services
from tests.portal.looking import PHONE, Looker, faults_of_words
from tests.worlds.addresses import buttons, patterns
from tests.worlds.rehearsal import ROOT, demo_in
from tools.chromium import browser
from tools.walk import Step, walk
from wuhou_craftsmen.portal.demo.filling import SIGN_INS

STAGES = ["demo", "begun", "reviewing", "deliberating", "notice", "named"]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Site:
    """A portal that is being served, and who may sign in."""

    base: str
    password: str
    people: list[str]
    steps: dict[str, list[Step]] = field(default_factory=dict)


def start(stage: str, factory, stack: ExitStack) -> Site:
    """Fill the folder as the stage wants it and serve it."""
    folder = factory.mktemp(stage)
    place = {"DATA_DIR": str(folder)}
    if stage == "demo":
        demo_in(folder, factory)
        people = [username for username, role in SIGN_INS if "复核" not in role]
    else:
        migrated.portal_folder(folder)
        clean = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | place
        command = [sys.executable, "-m", "tests.stages", stage]
        done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    if stage == "demo":
        password = (folder / "demo-password").read_text(encoding="ascii")
    else:
        people = list(json.loads(done.stdout.splitlines()[-1]).values())
        password = "liulan-2022-yemian"
    return Site(stack.enter_context(services.portal(place)), password, people)


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """stage -> its portal, started when first asked for; all of them are stopped at once, which takes a while."""
    started: dict[str, Site] = {}
    stacks: list[ExitStack] = []

    def site(stage: str) -> Site:
        if stage not in started:
            stacks.append(ExitStack())
            started[stage] = start(stage, tmp_path_factory, stacks[-1])
        return started[stage]

    yield site
    with ThreadPoolExecutor(len(STAGES)) as pool:
        list(pool.map(ExitStack.close, stacks))


def context_of(chromium, site: Site, person: str | None):
    """A browser of its own for this person, signed in, on a phone."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    if person:
        address = f"{site.base}/accounts/sign-in/"
        hidden = dict(HIDDEN.findall(context.request.get(address).text()))
        words = hidden | {"username": person, "password": site.password}
        answer = context.request.post(address, form=words, headers={"Referer": address})
        assert answer.url == f"{site.base}/home/"
    return context


@dataclass
class Seen:
    """The addresses and the kinds of elements that were looked at, whoever opened them at whatever stage."""

    names: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def adds(self, step: Step) -> bool:
        """Whether the page is one that need be looked at: of a new address, or with an element of a new kind."""
        fresh = step.name not in self.names or not step.kinds <= self.kinds
        self.names.add(step.name)
        self.kinds |= step.kinds
        return fresh


@pytest.fixture(scope="module")
def seen():
    return Seen()


@pytest.mark.parametrize("stage", STAGES)
def test_every_page_of_every_role_is_fit_to_be_seen(sites, chromium, seen, stage):
    site, faults, tried = sites(stage), [], set()
    for person in [None, *site.people]:
        context = context_of(chromium, site, person)
        steps = walk(context.request, site.base, "/home/" if person else "/")
        site.steps[person or ""] = steps
        looker = Looker(context, site.base)
        looker.tried = tried
        faults += [
            f"{stage} {person}: {step.path}: {fault}"
            for step in steps
            for fault in faults_of_words(step.text)
        ]
        for place, step in enumerate(steps):
            menu = place == 0 and stage == "demo"  # the first page shows the role's menu
            if step.is_page and (seen.adds(step) or menu):
                looker.look(step.path)
            if menu:
                looker.look_at_menu()
        faults += [f"{stage} {person}: {fault}" for fault in looker.faults]
        context.close()
    assert not faults, "\n".join(sorted(set(faults)))


def test_every_address_is_reached_by_a_link_or_is_a_button(sites, chromium):
    reached = set()
    for stage in STAGES:
        site = sites(stage)
        for person in [None, *site.people]:
            if (person or "") not in site.steps:
                context = context_of(chromium, site, person)
                site.steps[person or ""] = walk(context.request, site.base, "/home/" if person else "/")
                context.close()
            reached |= {step.name for step in site.steps[person or ""]}
    # asked by a load balancer; by the bar of a running job; with a code typed in; of an export made by two people;
    # with the secret of a link that only its reader has; where an upload leads; of a 自荐 that came with a letter;
    # of a naming that waits for the second leader; the pages of a paper, which the worker draws when it comes to it;
    # of a round that is still prepared, and of several batches that wait for one person, which none of the stages has;
    # the papers of a bulletin, whose record is not among the first that are walked;
    # of a ceremony: its figures, which the page asks for, its pictures, and the certificates, which wait until it was held
    elsewhere = {"portal:health", "portal:job", "awards:check", "portal:job_result", "accounts:invitation"}
    elsewhere |= {"nominations:nominee", "nominations:nominee_enter", "nominations:union_letter_scan"}
    elsewhere |= {"awards:decision_draft", "nominations:evidence_page", "review:evidence_page"}
    elsewhere |= {"nominations:round_edit", "portal:waiting"}
    elsewhere |= {f"showcase:{page}" for page in ("enter", "own", "own_portrait", "take_back", "portrait")}
    elsewhere |= {
        "ladder:import_marked",
        "registers:import_marked",
        "review:roster_preview",
        "review:roster_marked",
    }
    elsewhere |= {"oversight:bulletin_pdf", "oversight:bulletin_docx"}
    elsewhere |= {f"ceremony:{page}" for page in ("count", "preview", "photo_page", "hand_over")}
    elsewhere |= {f"nominations:import_{page}" for page in ("preview", "marked", "progress")}
    assert {name for name, _ in patterns()} - reached - buttons() - elsewhere == set()


def test_forms_with_faults_and_pages_that_say_no_are_as_fit(sites, chromium):
    site = sites("demo")
    context = context_of(chromium, site, "hr1")
    looker = Looker(context, site.base)
    for path in ("/nominations/new/", "/accounts/password/"):
        looker.look_at_faults(path)
    for path in ("/no-such-page/", "/policy/settings/", "/search/?q=999999198501010018", "/search/?q=示例"):
        looker.look(path, answers=(200, 403, 404))
    context.close()
    assert not looker.faults, "\n".join(looker.faults)


def test_what_a_bulk_act_would_do_is_as_fit(sites, chromium):
    site = sites("demo")
    context = context_of(chromium, site, "union1")
    looker = Looker(context, site.base)
    for act in ("征求部门意见", "复核资格结论"):
        looker.at = f"批量{act}"
        looker.page.goto(f"{site.base}/nominations/")
        looker.page.get_by_label("全选本页").check()
        looker.page.get_by_role("button", name=act).click()
        looker.page.get_by_role("heading", name=f"批量{act}").wait_for()
        looker.measure()
    context.close()
    assert not looker.faults, "\n".join(looker.faults)


def test_the_nominees_own_pages_are_as_fit(sites, chromium):
    site = sites("demo")
    hr, own = context_of(chromium, site, "hr1"), context_of(chromium, site, None)
    firm, nominee = Looker(hr, site.base), Looker(own, site.base)
    firm.at = "the link"
    firm.page.goto(site.base + "/nominations/?state=draft")
    firm.page.click("main table a")
    firm.page.click("text=生成给本人的链接")
    firm.page.wait_for_selector("#link")
    firm.measure()
    nominee.at = "the nominee"
    nominee.page.goto(firm.page.input_value("#link").replace("http://127.0.0.1:8000", site.base))
    nominee.measure()
    nominee.page.click("text=我是本人，打开")
    nominee.page.wait_for_selector("text=我单独同意使用上述个人信息")
    nominee.measure()
    nominee.page.click("text=我单独同意使用上述个人信息")
    nominee.page.wait_for_selector("text=已登记您的单独同意")
    for context in (hr, own):
        context.close()
    # the address itself is no word of the page
    assert not [fault for fault in firm.faults + nominee.faults if "says “" not in fault]


def test_the_craftsmans_own_pages_are_as_fit(sites, chromium):
    site = sites("demo")
    union, own = context_of(chromium, site, "union1"), context_of(chromium, site, None)
    keeper, person = Looker(union, site.base), Looker(own, site.base)
    keeper.page.goto(f"{site.base}/craftsmen/profiles/?state=asked")
    keeper.page.locator("main table a").first.click()
    keeper.page.get_by_role("button", name="征求本人意见").click()
    keeper.page.wait_for_selector("#link")
    keeper.measure()
    person.page.goto(keeper.page.input_value("#link").replace("http://127.0.0.1:8000", site.base))
    person.measure()
    person.page.click("text=我是本人，打开")
    person.page.get_by_role("button", name="同意公开", exact=True).wait_for()
    person.measure()
    person.page.get_by_role("button", name="同意公开", exact=True).click()
    person.page.wait_for_selector("#link")
    person.measure()
    person.page.goto(person.page.input_value("#link").replace("http://127.0.0.1:8000", site.base))
    person.measure()
    for context in (union, own):
        context.close()
    # the address itself is no word of the page
    assert not [fault for fault in keeper.faults + person.faults if "says “" not in fault]


def test_the_page_of_parts_is_as_fit(chromium, tmp_path):
    migrated.portal_folder(tmp_path)
    place = {"DATA_DIR": str(tmp_path), "DEBUG": "1"}
    with services.portal(place) as base:
        context = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
        looker = Looker(context, base)
        looker.look("/design/")
        context.close()
    assert not looker.faults, "\n".join(looker.faults)


EVERYBODYS = [
    "/", "/craftsmen/", "/craftsmen/1/", "/notices/", "/notices/2021/", "/calendar/", "/questions/", "/public/", "/public/studios/",
    "/public/contest-results/", "/policy/", "/awards/check/", "/review/notices/1/", "/nominations/leads/new/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "path", "most"),
    [
        *((None, path, 60_000) for path in EVERYBODYS),
        ("union1", "/awards/rounds/1/claims/", 100_000),
        ("union1", "/nominations/", 100_000),
    ],
)
def test_a_page_is_light_on_a_cold_cache(sites, chromium, person, path, most):
    site = sites("demo")
    context = context_of(chromium, site, person)
    cookies = context.cookies()
    context.close()
    cold = chromium.new_context(locale="zh-CN")
    cold.add_cookies(cookies)
    page = cold.new_page()
    session, sizes = cold.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(site.base + path, wait_until="networkidle")
    cold.close()
    assert len(sizes) >= 4  # the page, two style sheets, a script
    assert sum(sizes) < most


def test_the_look_would_find_a_fault(chromium):
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    looker = Looker(context, "")
    looker.page.set_content(
        "<html lang=zh><title>页</title><main><p style='color:#ddd;width:900px'>Save 保存 None 2022-03-01</p><input></main>"
    )
    looker.measure()
    found = " ".join(looker.faults)
    for fault in ("wider than a phone", "says “Save”", "“None”", "“2022-03-01”", "color-contrast", "label"):
        assert fault in found
    context.close()
