"""A field of a form for each kind of column, and the same kind as a column of a workbook."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q, QuerySet

from wuhou_craftsmen.common.security.crypto import EncryptedTextField, ResidentIdField
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import cn_date, money_text
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone
from wuhou_craftsmen.common.web.fields import DateInput, IdNumberInput, TypedField, choices
from wuhou_craftsmen.ladder.models import Craftsman

LONG = 120  # signs: from here on a text is typed in several lines
SUGGESTED = 100  # names offered while typing
TOLD = 5  # namesakes that an error lists
FEN = "_fen"  # columns of money end so
YES_NO = [("yes", "是"), ("no", "否")]
LAST_YEAR = 2100
FIRST_DAY, LAST_DAY = dt.date(1949, 10, 1), dt.date(LAST_YEAR, 12, 31)  # of whatever a register tells


class NamedField(forms.CharField):
    """Something that is called by its name. Where several are called so, the error lists them with what tells them apart."""

    def __init__(
        self, things: QuerySet, *, by: str, also: str = "", absent: str = "请先登记", **kwargs: Any
    ) -> None:
        """`absent`: what to do about one that is not there yet."""
        super().__init__(max_length=200, **kwargs)
        self.things, self.by, self.also, self.absent = things, by, also, absent

    @property
    def suggestions(self) -> list[str]:
        return [call(thing) for thing in self.things.order_by(self.by)[:SUGGESTED]]

    def prepare_value(self, value: Any) -> Any:
        return call(value) if isinstance(value, models.Model) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self._called(text)
        if not found and (parts := re.fullmatch(r"(.+?)\s*[（(](.*)[）)]", text)):
            name, rest = parts.groups()
            number = re.search(r"编号\s*(\d+)$", rest)
            found = [
                thing for thing in self._called(name)
                if (thing.pk == int(number[1]) if number else match_key(rest) in match_key(full(thing)))
            ]  # fmt: skip
        if not found:
            near = "、".join(
                call(thing) for thing in self.things.filter(**{f"{self.by}__icontains": text})[:TOLD]
            )
            told = f"名称相近的有：{near}，请照写" if near else "请核对名称"
            raise forms.ValidationError(f"没有找到“{text}”，{told}；还没有登记的，{self.absent}")
        if len(found) > 1:
            told = "、".join(full(thing) for thing in found[:TOLD])
            raise forms.ValidationError(f"有 {len(found)} 个同名的，请照写其中一个：{told}")
        return found[0]

    def _called(self, text: str) -> list:
        named = Q(**{self.by: text})
        if self.also:
            named |= Q(**{self.also: text.upper()})
        return list(self.things.filter(named)[:50])


def call(thing: models.Model) -> str:
    """What is typed for it: a person with what tells him from his namesakes, all else by its name alone."""
    return full(thing) if isinstance(thing, Craftsman) else str(thing)


def full(thing: models.Model) -> str:
    """The name, and in brackets what tells it from others of that name: 张三（示例公司，编号12）"""
    at = thing.employment if isinstance(thing, Craftsman) else None
    return f"{thing}（{f'{at.firm}，' if at else ''}编号{thing.pk}）"


def is_year(column: models.Field) -> bool:
    """A column of four digits; all other whole numbers count something."""
    return isinstance(column, models.PositiveSmallIntegerField)


def form_field(
    column: models.Field, things: Callable[[models.Field], NamedField], **words: Any
) -> forms.Field:
    """The field in which this column is typed. `words`: label, help_text, required."""
    if column.is_relation:
        return things(column, **words)
    if column.choices:
        return forms.ChoiceField(choices=choices(str(label) for _, label in column.choices), **words)
    if isinstance(column, models.DateField):
        return forms.DateField(widget=DateInput(), validators=[_in_our_time], **words)
    if isinstance(column, models.BooleanField):
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **words)
    if column.name.endswith(FEN):
        return TypedField(parsers.read_money, **words)
    if isinstance(column, models.IntegerField):
        return TypedField(_whole(column), widget=forms.TextInput({"inputmode": "numeric"}), **words)
    if isinstance(column, ResidentIdField):
        return TypedField(parsers.read_resident_id, widget=IdNumberInput(), **words)
    if isinstance(column, EncryptedTextField):
        return TypedField(parsers.read_phone, widget=forms.TextInput({"autocomplete": "off"}), **words)
    lines = column.max_length > LONG
    widget = forms.Textarea({"rows": 3}) if lines else forms.TextInput()
    return TypedField(
        parsers.read_text(column.max_length, lines=lines),
        max_length=column.max_length,
        widget=widget,
        **words,
    )


def _in_our_time(day: dt.date) -> None:
    """A slip of the keyboard would stand in every yearly figure."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(f"应为{FIRST_DAY.year}年至{LAST_YEAR}年之间的日期，请核对年份")


def help_of(column: models.Field) -> str:
    """What to write, where the column itself does not say it."""
    if column.help_text:
        return str(column.help_text)
    if column.is_relation:
        return f"已登记的{column.verbose_name}，写名称"
    if column.choices:
        return "从列表中选择"
    if isinstance(column, models.DateField):
        return "年、月、日，可以从日历里选"
    if isinstance(column, models.BooleanField):
        return "选“是”或“否”"
    if column.name.endswith(FEN):
        return "单位元，最多两位小数"
    if is_year(column):
        return "四位数字，如 2022"
    return "整数，没有的填 0" if isinstance(column, models.IntegerField) else f"不超过 {column.max_length} 字"


def _whole(column: models.Field) -> Callable[[object], int]:
    if not is_year(column):
        return parsers.read_whole(0, 10_000_000)
    read = parsers.read_whole(2000, LAST_YEAR)
    return lambda value: read(value.strip().removesuffix("年") if isinstance(value, str) else value)


def stored(column: models.Field, value: Any) -> Any:
    """What the field gave, as the column keeps it."""
    if isinstance(column, models.BooleanField):
        return value == "yes"
    if column.choices:
        return next((key for key, label in column.choices if str(label) == value), "")
    if value in ("", None):
        return "" if isinstance(column, models.CharField | models.TextField) else None
    return value


def typed(column: models.Field, value: Any) -> Any:
    """What stands in the column, as it is typed into the field."""
    if isinstance(column, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(column, ResidentIdField):
        return ""
    if column.choices:
        return shown(column, value)
    if column.name.endswith(FEN) and value is not None:
        return money_text(value).replace(",", "")
    return value


def shown(column: models.Field, value: Any) -> str:
    """The column in words, for pages."""
    if value is None or value == "":
        return ""
    if isinstance(column, models.BooleanField):
        return "是" if value else "否"
    if isinstance(column, ResidentIdField):
        return mask_id(value)
    if isinstance(column, EncryptedTextField):  # beside ID numbers, phones alone are kept so here
        return mask_phone(value)
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if isinstance(value, dt.date):
        return cn_date(value)
    if column.name.endswith(FEN):
        return f"{money_text(value)} 元"
    if is_year(column):
        return f"{value}年"
    return f"{value:,}" if isinstance(value, int) else str(value)


def cell_reader(column: models.Field) -> Callable[[object], str]:
    """Reads a cell of this column into what is typed into the field."""
    if isinstance(column, models.DateField):
        return lambda value: parsers.read_date(value).isoformat()
    if isinstance(column, models.BooleanField):
        return lambda value: "yes" if parsers.read_yes_no(value) else "no"
    if column.choices:
        return parsers.read_choice([str(label) for _, label in column.choices])
    if column.name.endswith(FEN):
        return lambda value: money_text(parsers.read_money(value)).replace(",", "")
    if isinstance(column, models.IntegerField):
        return lambda value: str(_whole(column)(value))
    if isinstance(column, ResidentIdField):
        return parsers.read_resident_id
    if isinstance(column, EncryptedTextField):
        return parsers.read_phone
    return parsers.read_text(200 if column.is_relation else column.max_length, lines=not column.is_relation)


def cell_kind(column: models.Field) -> str:
    """As `common/workbooks/writing.Head` has it."""
    if isinstance(column, models.DateField):
        return "date"
    if column.name.endswith(FEN):
        return "money"
    return "whole" if isinstance(column, models.IntegerField) and not column.choices else "text"
