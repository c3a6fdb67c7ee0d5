"""Beside each field stands what to write and the clause it comes from, and a screen reader hears it."""

import datetime as dt
import importlib
import re
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client

from awards.models import Title
from nominations.domain.checking import consultation
from nominations.domain.file import drafts
from nominations.models import AnnualRound, Nomination
from nominations.models.application import ENTRIES, STEPS
from review.domain.committee import recusal
from review.domain.outcome import objections
from review.models import Candidacy
from tests.people import make_id, make_user, on, reference, unit
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import OneTimeLink
from wuhou_craftsmen.common.web.filters import FilterForm
from wuhou_craftsmen.policy.domain import rubrics
from wuhou_craftsmen.policy.domain.versions import load_draft
from wuhou_craftsmen.registers.register import REGISTERS

ROOT = Path(__file__).resolve().parent.parent.parent
# nothing is kept of what is typed into a search, and the name of a kept filter is explained where it is asked for
SEARCHES = {"SearchForm", "SavedFilterForm"}


def project_forms() -> list[type[forms.BaseForm]]:
    """Every form class that a module of the project defines."""
    names = ["awards", "ceremony", "showcase", "nominations", "oversight", "review", "wuhou_craftsmen"]
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for name in names
        for path in sorted((ROOT / name).rglob("*.py"))
        if re.search(r"^class \w+Form\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    members = chain.from_iterable(vars(importlib.import_module(module)).values() for module in modules)
    found = {m for m in members if isinstance(m, type) and issubclass(m, forms.BaseForm)}
    found = {m for m in found if not issubclass(m, FilterForm) and m.__name__ not in SEARCHES}
    return sorted((m for m in found if m.__module__ in modules), key=lambda m: (m.__module__, m.__name__))


ROUND_FORMS = ("WithdrawalForm", "VoidForm", "AssignmentForm", "LiftForm")


def filled(form_class: type[forms.BaseForm]) -> forms.BaseForm:
    """The form as a page shows it, over rows that may be none."""
    users, units = User.objects.all(), Organisation.objects.all()
    files = Candidacy.objects.all()
    needed = {
        "AchievementForm": {"kind": "contests"},
        "FirmChoiceForm": {"firms": units},
        "MeetingForm": {"proposed": files, "tied": files, "users": users},
        "ObjectionForm": {"candidacies": files},
        "OnlineObjectionForm": {"candidacies": files},
        "ScoreForm": {"rubric": rubrics.newest()},
        "RenewForm": {"file": Nomination(route="social")},
        "QuotaForm": {"round": AnnualRound(pk=0, state="open")},
        "SettleForm": {"lines": files},
        "DrawForm": {"year": 2022},
        "RoundEventForm": {"kind": "resume"},
        "RecordForm": {
            "user": AnonymousUser(),
            "register": REGISTERS["schools"],
        },  # all of them: tests/registers
        **{name: {"round": AnnualRound(pk=0)} for name in ROUND_FORMS},
        "OwnPasswordForm": {"user": AnonymousUser()},
        "EndRoleForm": {"user": User(pk=0)},
        "StandInForm": {"user": User(pk=0)},
        "FirstPasswordForm": {"user": AnonymousUser(), "link": OneTimeLink(own_code="kept")},
    }
    own = needed.get(form_class.__name__, {})
    if form_class.__module__ == "awards.forms.money" and form_class.__name__ == "AccountForm":
        own = {"people": users}
    if form_class.__name__ == "VersionForm":
        own = {"version": load_draft()}
    if form_class.__module__ == "awards.forms.money" and form_class.__name__ == "ExportForm":
        own = {"round": AnnualRound(pk=0)}
    return form_class(**own)


FORMS = project_forms()


class Fields(HTMLParser):
    """What has an id, and what points at ids."""

    def __init__(self, html: str):
        super().__init__()
        self.ids, self.described, self.links = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.described += (attributes.get("aria-describedby") or "").split()
        if tag == "a" and attributes.get("class") == "clause":
            self.links.append(attributes)


def test_the_forms_of_all_rooms_are_found():
    rooms = {form.__module__.split(".forms")[0] for form in FORMS}
    assert {"nominations", "review", "awards", "wuhou_craftsmen.accounts"} <= rooms
    assert "wuhou_craftsmen.policy" in rooms
    assert len(FORMS) >= 28


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", FORMS, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_every_field_that_a_person_fills_says_what_to_write(form_class):
    form = filled(form_class)
    if form_class.__name__ not in SEARCHES:
        silent = [field.name for field in form.visible_fields() if not str(field.help_text).strip()]
        assert not silent
        repeated = [f.name for f in form.visible_fields() if str(f.help_text).strip("。") == f.label]
        assert not repeated
    assert set(getattr(form, "clauses", {})) <= {field.name for field in form.visible_fields()}


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", FORMS, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_help_is_tied_to_its_field(form_class):
    page = Fields(render_to_string("parts/form.html", {"form": filled(form_class)}))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.described) <= set(page.ids)
    if form_class.__name__ not in SEARCHES:
        assert len(set(page.described)) == len(filled(form_class).visible_fields())


class GroupForm(forms.Form):
    """Choices of both kinds, one of them wrong."""

    clauses = {"many": "12"}
    one = forms.ChoiceField(label="一", choices=[("a", "甲")], widget=forms.RadioSelect, help_text="选一项")
    many = forms.MultipleChoiceField(
        label="多",
        choices=[("a", "甲"), ("b", "乙")],
        widget=forms.CheckboxSelectMultiple,
        help_text="可选几项",
    )


@pytest.mark.django_db
def test_a_group_of_choices_is_one_fieldset_with_its_help_and_fault():
    load_draft()
    html = render_to_string("parts/form.html", {"form": GroupForm({"one": "a"})})
    page = Fields(html)
    assert page.described == ["id_one_helptext", "id_many_helptext", "id_many_error"]
    assert set(page.described) <= set(page.ids)
    assert html.count("<legend") == 2
    assert re.search(r'id="id_many_helptext">可选几项<', html)
    assert "实施办法第十二条" in html


@pytest.mark.django_db
def test_each_clause_named_beside_a_field_is_on_the_policy_page():
    reference()
    page = Fields(Client().get("/policy/").content.decode())
    named = {number for form in FORMS for number in getattr(form, "clauses", {}).values()}
    named |= {
        number
        for template in (ROOT / "templates").rglob("*.html")
        for number in re.findall(r'parts/clause.html" with number="(\d+)"', template.read_text("utf-8"))
    }
    assert {"2", "8", "9", "10"} <= named
    assert {f"clause-{number}" for number in named} <= set(page.ids)


@kept
def year():
    return Year()


def seen(user, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_of_a_nomination_leads_to_the_clause(year):
    hr = year.hr[year.firms[0].pk]
    fields = {"name": "甲示例", "sex": "男", "trade": "钳工", "route": "unit"}
    file = drafts.create(
        hr, year.round, year.firms[0], id_number=make_id(1), phone="10000000001", fields=fields
    )
    html = seen(hr, f"/nominations/{file.pk}/edit/work/")
    link = next(link for link in Fields(html).links if link["href"].endswith("#clause-8"))
    assert link["href"] == f"/policy/{year.round.policy_id}/#clause-8"
    assert link["target"] == "_blank"
    assert link["rel"] == "noopener"
    assert re.search(r'依据：实施办法第八条<span class="visually-hidden">（新窗口）</span></a>', html)
    assert "依据：实施办法第二条" in seen(hr, f"/nominations/{file.pk}/edit/deeds/")
    years = html[html.index('for="id_years_in_trade"') :]
    assert years.index("从事本工种的整年数") < years.index("#clause-8") < years.index("<label")


def help_of(user, address: str) -> set[str]:
    """What is described on the page; no id may stand twice, none may be missing."""
    page = Fields(seen(user, address))
    assert not {name for name in page.ids if page.ids.count(name) > 1}, address
    assert set(page.described) <= set(page.ids), address
    return {name.removesuffix("_helptext") for name in page.described}


def test_the_pages_of_a_file_help_whoever_works_on_it(year):
    year.nominate()
    address = f"/nominations/{year.file('001').pk}/"
    assert {"id_opinion", "id_mark_deeds"} <= help_of(year.clerk, address)
    assert "withdraw_reason" in help_of(year.hr[year.firms[0].pk], address)
    consultation.ask(year.first, year.file("001"), unit("区人社局"), due_on=dt.date(2022, 2, 20))
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    assert {"id_answer", "id_document_no"} <= help_of(officer, address)
    assert {"id_department", "id_due_on"} <= help_of(year.first, address)
    draft = drafts.create(
        year.hr[year.firms[0].pk],
        year.round,
        year.firms[0],
        id_number=make_id(77),
        phone="10000000077",
        fields={"name": "辛示例", "sex": "男", "route": "self", "years_in_trade": 3, "frontline": True},
    )
    papers = help_of(draft.created_by, f"/nominations/{draft.pk}/evidence/")
    assert {"id_kind", "id_file"} <= papers
    for step, form in STEPS.items():
        described = help_of(draft.created_by, f"/nominations/{draft.pk}/edit/{step}/")
        assert {f"id_{name}" for name in form.keys if name in ENTRIES and name != "sex"} <= described


def test_the_score_sheet_helps_with_each_mark(year):
    year.play("check").open_scoring()
    expert = year.round.committee.members.order_by("code").first().expert.user
    recusal.pledge(expert, year.round)
    assert "id_workbook" in help_of(expert, "/review/files/")
    address = f"/review/files/{year.candidate('001').pk}/"
    assert {*(f"id_c{n}" for n in range(1, 9)), "id_endorsed", "id_comment", "id_cause"} <= help_of(
        expert, address
    )
    assert f"/policy/{year.round.policy_id}/#clause-2" in seen(expert, address)


def test_no_id_repeats_where_one_form_stands_many_times(year):
    year.play("deliberate")
    on("2022-04-12")
    shown = together(
        year.first, year.leaders[0], "review.publish_notice", round_id=year.round.pk, starts_on="2022-04-12",
        contact="区总工会（示例）",
    )  # fmt: skip
    for no in ("001", "007"):
        objections.register(
            year.first, shown, year.candidate(no), means="letter", objector="实名异议人", real_name=True,
            dated_on=dt.date(2022, 4, 12), allegation="业绩材料不实",
        )  # fmt: skip
    described = help_of(year.leaders[0], f"/review/notices/{shown.pk}/objections/")
    assert len({name for name in described if name.endswith("-outcome")}) == 2
    assert {"id_objector", "id_real_name"} <= help_of(year.first, f"/review/notices/{shown.pk}/objections/")


def test_the_pages_of_money_and_accounts_help_too(year):
    year.play()
    rounds, titles = f"/awards/rounds/{year.round.pk}/", Title.objects.count()
    described = help_of(year.leaders[0], rounds)
    assert len([name for name in described if re.fullmatch(r"revoke-\d+-reason", name)]) == titles > 1
    assert "id_workbook" in help_of(year.first, f"{rounds}claims/")
    assert any(name.startswith("flag-") for name in help_of(year.first, f"{rounds}claims/"))
    assert "id_amount_fen" in help_of(year.first, f"{rounds}ledger/")
    assert any(name.startswith("reverse-") for name in help_of(year.leaders[0], f"{rounds}ledger/"))
    assert {"id_person", "id_number"} <= help_of(year.first, f"{rounds}roster/")
    assert "id_role" in help_of(make_user(Role.SYSTEM_ADMIN), "/accounts/people/")
    assert {"id_old_password", "id_new_password1"} <= help_of(year.first, "/accounts/password/")
    assert "id_value" in help_of(year.first, "/policy/settings/")
