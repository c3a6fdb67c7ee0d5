"""How money, scores, dates and clauses are written on every page."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Literal

from django import template
from django.forms import BoundField
from django.template.base import NodeList, Parser, TextNode, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..jobs import jobs
from ..text import chinese
from ..text.chinese import in_capitals, money_text
from ..text.masks import mask_account, mask_id
from ..web import form_keys

register = template.Library()
LINE_BREAK = re.compile(r"\n[ \n]*")


register.filter(mask_id)
register.filter(mask_account)
register.filter("capitals", in_capitals)
register.filter("unit", jobs.unit_of)


@register.filter
def money(fen: int | Literal[""] | None) -> str:
    """1000000 -> 10,000.00"""
    return "" if fen is None or fen == "" else money_text(fen)


@register.filter
def in_short(fen: int) -> str:
    """1000000 -> 10,000: an amount that a sentence names; accounts write the hundredths, too."""
    return money_text(fen).removesuffix(".00")


@register.filter
def grouped(number: int) -> str:
    """20000 -> 20,000"""
    return f"{number:,}"


@register.filter
def points(hundredths: int | None) -> str:
    """9686 -> 96.86"""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


@register.filter
def halves(half_points: int | None) -> str:
    """25 -> 12.5"""
    if half_points is None:
        return ""
    return f"{half_points // 2}.5" if half_points % 2 else str(half_points // 2)


@register.filter
def cn_date(day: dt.date | None) -> str:
    """2021年9月14日, in local time"""
    if not day:
        return ""
    return chinese.cn_date(timezone.localtime(day) if isinstance(day, dt.datetime) else day)


@register.filter
def moment(value: dt.datetime | dt.date | None) -> str:
    """A date, or a date with its time; midnight ends the day before."""
    return chinese.moment_text(value) if value else ""


_CLOSING, _OPENING = "、，。；：》〉”’）〕】", "《〈“‘（〔【"
_DOUBLED = re.compile(
    f"(?P<shut>[{_CLOSING}](?=[{_CLOSING}{_OPENING}]))|(?P<opened>(?<=[{_OPENING}])[{_OPENING}])"
)


@register.filter
def closed_up(text: str) -> SafeString:
    """For a paper: of two signs that follow each other one takes half its place, as Chinese is set; `.shut` and `.opened`."""
    set_close = _DOUBLED.sub(lambda sign: f'<span class="{sign.lastgroup}">{sign[0]}</span>', escape(text))
    return mark_safe(set_close)


GOOD = {
    "dismissed",
    "qualified",
    "endorsed",
    "approved",
    "cleared",
    "named",
    "paid",
    "done",
    "proposed",
    "PAY",
    "TOP_UP",
    "confirmed",
    "adopted",
}
BAD = {
    "upheld",
    "not_accepted",
    "unqualified",
    "disqualified",
    "withdrawn",
    "failed",
    "not_selected",
    "annulled",
    "returned",
    "rejected",
    "refused",
    "infected",
    "declined",
    "stop",
}


@register.filter
def tone(state: str) -> str:
    """The colour class of a state badge."""
    return "good" if state in GOOD else "bad" if state in BAD else "wait"


@register.filter
def weight(size: int) -> str:
    """1536 -> 2 千字节; 2200000 -> 2.1 兆字节"""
    return f"{-(-size // 1024)} 千字节" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} 兆字节"


@register.filter
def styled(field: BoundField) -> SafeString:
    """A bound form field with the theme's classes, tied to its help text and marked when wrong.

    The page of a refused form opens where its first fault stands: at the words above it, else at the first wrong field.
    """
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    css = "form-check-input" if kind == "checkbox" and not hasattr(widget, "optgroups") else "form-control"
    if kind == "select":
        css = "form-select"
    if kind in ("radio",) or (kind == "checkbox" and hasattr(widget, "optgroups")):
        css = "choice"
    attrs: dict[str, str | bool] = {"class": css}
    if field.errors:
        attrs = {"class": f"{css} is-invalid", "autofocus": True}
    return field.as_widget(attrs=attrs)


@register.filter
def clause(field: BoundField) -> str:
    """The number of the clause that a bound field comes from, as its form's `clauses` say ("8"), or nothing."""
    return getattr(field.form, "clauses", {}).get(field.name, "")


@register.filter
def numeral(number: str) -> str:
    """ "8" -> 八, as in 第八条"""
    return chinese.numeral(int(number))


@register.filter
def get(mapping: Mapping, key: Any) -> Any:
    """mapping[key], or nothing."""
    return mapping.get(key)


@register.tag
def join_lines(parser: Parser, token: Token) -> "JoinedLines":
    """Drops its template's line breaks and indentation: within Chinese text they would show as spaces."""
    nodes = parser.parse(("endjoin_lines",))
    parser.delete_first_token()
    for node in nodes.get_nodes_by_type(TextNode):
        if isinstance(node, TextNode):
            node.s = LINE_BREAK.sub("", node.s)
    return JoinedLines(nodes)


class JoinedLines(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def csrf_token(parser: Parser, token: Token) -> "FormTokens":
    """Django's own, and the form's key beside it: so every form that posts has one."""
    return FormTokens()


class FormTokens(CsrfTokenNode):
    def render(self, context: template.Context) -> SafeString:
        field = SafeString(super().render(context))
        if not field or "request" not in context:
            return field
        key = form_keys.key_of(context["request"])
        return field + format_html('<input type="hidden" name="{}" value="{}">', form_keys.FIELD, key)
