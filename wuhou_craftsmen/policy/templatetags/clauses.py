"""Clauses as pages cite them: by the number they had in the first text, told by the number they have in the version at hand."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wuhou_craftsmen.common.text.chinese import numeral

from ..domain import citing
from ..domain.citing import Cited, cited
from ..models import PolicyVersion

register = template.Library()
HOLDERS = (
    "nomination",
    "candidacy",
    "claim",
    "lead",
    "plan",
    "title",
    "batch",
)  # what pages call things of a round


@register.simple_tag(takes_context=True)
def cited_clause(context: template.Context, number: str | int) -> Cited | None:
    """The clause in the version of the round that the page speaks of, else in the one in force."""
    return cited(_version_of(context), int(number))


@register.simple_tag(takes_context=True)
def clause_words(context: template.Context, number: str | int) -> str:
    """实施办法第八条 as the version at hand counts, for a sentence; 实施办法 where it has no such clause."""
    return citing.clause_words(_version_of(context), int(number))


@register.simple_tag
def clause_note(version: PolicyVersion, number: int) -> SafeString | str:
    """（第九条） behind a figure of this version."""
    found = cited(version.pk, number)
    return (
        format_html('<span class="d-inline-block">（第{}条）</span>', numeral(found.number)) if found else ""
    )


def _version_of(context: template.Context) -> int | None:
    round = context.get("round")
    for name in HOLDERS if round is None else ():
        holder: Any = context.get(name)
        round = getattr(holder, "round", None) or getattr(getattr(holder, "nomination", None), "round", None)
        if round is not None:
            break
    return getattr(round, "policy_id", None)
