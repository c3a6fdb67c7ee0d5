"""What of the registers is open to everybody: the verified records that hold, by their public fields. One page for all registers."""

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import render

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField
from wuhou_craftsmen.common.web.public import for_everybody
from wuhou_craftsmen.common.web.views import page_of

from .. import fields, queries
from ..register import REGISTERS, Register

PER_PAGE = 30


class PublicFilterForm(FilterForm):
    """By the record's name and, where the register has years, by the year."""

    q = WordsField("查找", "名称")

    def __init__(self, data, *, register: Register) -> None:
        super().__init__(data)
        if years := queries.public_years(register):
            choices = [("", "全部"), *((str(year), f"{year}年") for year in years)]
            self.fields["year"] = forms.ChoiceField(label="年度", required=False, choices=choices)

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if words := wanted.pop("q", ""):
            rows = rows.filter(title__holds=words)
        return rows.filter(**wanted)


@for_everybody()
def index(request):
    """Every register that has something public, with how much."""
    found = [(register, queries.public_rows(register).count()) for register in queries.public_registers()]
    return render(request, "registers/public_index.html", {"registers": found})


@for_everybody()
def listing(request, key):
    register = REGISTERS.get(key)
    if register is None or not register.public:
        raise Http404
    form = PublicFilterForm(request.GET, register=register)
    page = page_of(request, form.narrowed(queries.public_rows(register)), PER_PAGE)
    columns = [(name, register.label(name), register.column(name)) for name in register.public_names]
    context = {
        "register": register,
        "filter": form,
        "page": page,
        "heads": [label for _, label, _ in columns],
        "rows": [
            [(label, fields.shown(column, getattr(row, name))) for name, label, column in columns]
            for row in page
        ],
    }
    return render(request, "registers/public_list.html", context)
