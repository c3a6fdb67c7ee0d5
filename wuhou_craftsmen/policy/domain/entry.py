"""A version as it is proposed: what it is drawn from, and what it says otherwise."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.compared import Marked

from ..models import PolicyVersion
from .differences import Content, Differences, between, content_of, heads_of, pairs
from .figures import changed
from .text import DRAFT, ReadClause, calls_itself_draft, kept, read, scan, without_draft_mark

FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Entry:
    """The params of the act: `version_id` is the version it begins from; what is empty is as there.

    `figures`: columns of PolicyVersion (see figures.columns). `duties`: the matrix of an annex (see text.read_duties), for a
    text that does not name the units below each clause.
    """

    version_id: int
    issued_on: str
    valid_from: str | None = None
    valid_to: str | None = None
    label: str = ""
    title: str = ""
    document_number: str = ""
    issuer: str = ""
    basis: list[str] | None = None
    text: str = ""
    duties: str = ""
    figures: dict[str, int] | None = None

    @cached_property
    def base(self) -> PolicyVersion:
        return PolicyVersion.objects.get(pk=self.version_id)

    @property
    def issued(self) -> dt.date:
        return dt.date.fromisoformat(self.issued_on)

    @property
    def days(self) -> int:
        return (self.figures or {}).get("effective_after_days", self.base.effective_after_days)

    @property
    def start(self) -> dt.date:
        """As the paper says, else so many days after it was issued."""
        return (
            dt.date.fromisoformat(self.valid_from)
            if self.valid_from
            else self.issued + dt.timedelta(self.days)
        )

    @property
    def end(self) -> dt.date:
        return dt.date.fromisoformat(self.valid_to) if self.valid_to else self.base.valid_to

    def check_issued(self) -> None:
        """Refusal for what is not issued yet: a day to come, a text that calls itself a draft."""
        if self.issued > clock.today():
            raise Refusal(
                f"印发日期{cn_date(self.issued)}还没有到。正式印发以后，照文件上的日期登记。", "not_issued"
            )
        for where, words in (("标题", self.title), ("版本说明", self.label)):
            if DRAFT in words:
                raise Refusal(f"{where}里写着“{DRAFT}”。{DRAFT}不能施行，请照正式印发的文件填写。", "a_draft")
        if calls_itself_draft(self.text):
            raise Refusal(
                f"全文的标题里写着“{DRAFT}”。{DRAFT}不能施行，请粘贴正式印发的文本，或者删去这几个字。",
                "a_draft",
            )

    def check_dates(self) -> None:
        """Refusal unless issue, beginning and end follow each other."""
        given = [
            dt.date.fromisoformat(day) for day in (self.issued_on, self.valid_from, self.valid_to) if day
        ]
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in given):
            raise Refusal(f"印发、施行、有效期的日期应在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间。")
        earliest = self.issued + dt.timedelta(days=self.days)
        if self.start < earliest:
            raise Refusal(f"施行日期不能早于印发之日起 {self.days} 天，即{cn_date(earliest)}。")
        if self.end < self.start:
            raise Refusal("有效期的截止日期早于施行日期，请核对。")

    @cached_property
    def clauses(self) -> list[ReadClause]:
        """What was read, each clause with the origin of the one that it carries on; the base's where no text is given."""
        before = kept(self.base)
        if not self.text and not self.duties:
            return before
        found = read(self.text or self.base.text, self.duties).clauses
        for old, new in pairs(before, found):
            if old and new:
                new.origin = old.origin
        return found

    @property
    def version(self) -> PolicyVersion:
        """The row that would be written."""
        fields = {
            f.attname: getattr(self.base, f.attname) for f in PolicyVersion._meta.fields if f.name != "id"
        }
        given = {
            "label": self.label or "印发稿",
            "title": self.title,
            "issuer": self.issuer,
            "text": self.text or without_draft_mark(self.base.text),
        }
        fields |= {name: value for name, value in given.items() if value} | (self.figures or {})
        fields |= {
            "document_number": self.document_number,
            "issued_on": self.issued,
            "valid_from": self.start,
            "basis": self.base.basis if self.basis is None else self.basis,
        }
        return PolicyVersion(**fields | {"valid_to": self.end})

    @property
    def told(self) -> str:
        version = self.version
        return f"{version.cited}：{cn_date(self.issued)}印发，{cn_date(self.start)}起施行，有效期至{cn_date(self.end)}"

    @cached_property
    def differences(self) -> Differences:
        after = Content(
            heads_of(self.version), changed(self.base, self.figures or {}), self.clauses,
            "\n".join(scan(self.version.text).outside),
        )  # fmt: skip
        return between(content_of(self.base), after)

    @property
    def shown(self) -> Sequence[tuple[str, str | Marked]]:
        """The thing itself for the second person: the version before, every difference from it, and what stays."""
        rows: list[tuple[str, str | Marked]] = [
            ("对照的版本", reverse("policy:version", args=[self.base.pk]))
        ]
        for heading, found in self.differences.groups:
            rows += [(f"{heading}　{row.told}", row.words) for row in found]
        return [*rows, ("没有改动的条文", f"{self.differences.untouched} 条")]
