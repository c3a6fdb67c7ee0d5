"""The papers of a naming: the certificate (clause 九) and the naming decision. Plain values in, PDF out."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from review.documents.papers import ListedPerson, refuse_unfit_lists
from wuhou_craftsmen.common.pdf.fonts import FontSubset, covers
from wuhou_craftsmen.common.pdf.paper import Paper, qr_svg, render_html, render_pdf
from wuhou_craftsmen.common.text.stroke_order import by_strokes

CERTIFICATE = "documents/certificate.html"
DECISION = "documents/naming_decision.html"
DISTRICT = ("中共成都市武侯区委员会", "成都市武侯区人民政府")
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, kw_only=True)
class Certificate(Paper):
    """荣誉证书 of one title. `check_url` is the page that confirms it; no personal data but name and firm."""

    name: str
    firm: str
    year: int
    certificate_no: str
    check_code: str
    check_url: str
    issued_on: date
    issuers: tuple[str, ...] = DISTRICT
    decision_number: str = ""
    direct_recognition: bool = False

    @property
    def code_lines(self) -> list[str]:
        """The check code as somebody types it: groups of four, sixteen signs a line."""
        groups = textwrap.wrap(self.check_code, 4)
        return [" ".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]


@dataclass(frozen=True, kw_only=True)
class NamingDecisionPaper(Paper):
    """命名决定. `basis` and `body` are paragraphs; without `body` the usual one is set."""

    number: str
    year: int
    decided_on: date
    honorees: tuple[ListedPerson, ...]
    addressees: str
    basis: tuple[str, ...]
    issuers: tuple[str, ...] = DISTRICT
    body: tuple[str, ...] = ()
    copies_to: str = ""
    direct: int = 0  # how many of them by 直接认定, past the experts
    direct_clause: str = "实施办法第七条"  # as the round's version counts

    @property
    def title(self) -> str:
        return f"关于命名{self.year}年度“诸葛工匠”的决定"


def chinese_date(day: date) -> str:
    """2021-04-28 -> 二〇二一年四月二十八日, as a certificate is dated."""
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_below_hundred(day.month)}月{_below_hundred(day.day)}日"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (
        NUMERALS[ones] if ones else ""
    )


def certificate_pdf(data: Certificate, fonts: FontSubset | None = None) -> bytes:
    """荣誉证书, one page (clause 九), PDF/A-3b; its size, frame and seals are the template's. `fonts`: see certificate_fonts."""
    return render_pdf(CERTIFICATE, _certificate_context(data), fonts=fonts)


def certificate_fonts(example: Certificate, texts: Iterable[str]) -> FontSubset:
    """The fonts of a batch: the characters of one of its certificates and of all that differs, names and firms.

    The same batch gives the same subset in every process, so a repeated task prints the same bytes.
    """
    return FontSubset.for_texts([render_html(CERTIFICATE, _certificate_context(example)), *texts])


def _certificate_context(data: Certificate) -> dict:
    return {
        "paper": data,
        "issued": chinese_date(data.issued_on),
        "qr": qr_svg(data.check_url),
        "rare_name": not covers("kai", data.name),
    }


def naming_decision_pdf(data: NamingDecisionPaper, fonts: FontSubset | None = None) -> bytes:
    """命名决定 in the layout of GB/T 9704-2012, its annex the list by 姓氏笔画.

    Refusal if a line of the list holds what looks like an ID, account or telephone (T56).
    """
    refuse_unfit_lists(data.honorees)
    honorees = by_strokes(data.honorees, key=lambda honoree: honoree.name)
    body = data.body or _usual_body(data, len(honorees))
    context = {"paper": data, "honorees": honorees, "body": body, "spread_issuers": spread(data.issuers)}
    return render_pdf(DECISION, context, fonts=fonts)


def spread(issuers: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each issuer with the letter spacing (em, as text) that makes all as wide as the longest."""
    longest = max(map(len, issuers))
    return [(issuer, f"{Decimal(longest - len(issuer)) / max(len(issuer) - 1, 1):.4f}") for issuer in issuers]


def _usual_body(data: NamingDecisionPaper, count: int) -> tuple[str, ...]:
    """Nobody is said to have been before the experts who was recognised directly (clause 七)."""
    steps = "申报推荐、资格审查、专家评审"
    if data.direct == count:
        steps = f"所在单位申报、向授予机关核实称号（依据{data.direct_clause}直接认定）"
    elif data.direct:
        steps += (
            f"（其中{data.direct}名同志依据{data.direct_clause}直接认定，经向授予机关核实称号，不经专家评审）"
        )
    return (
        f"经{steps}、评选管理领导小组审定和公示，决定授予附件所列{count}名同志{data.year}年度"
        "“诸葛工匠”荣誉称号，颁发荣誉证书，并按规定给予一次性奖励。",
        "希望受到命名的同志珍惜荣誉、再接再厉，在本职岗位上精益求精，在传授技艺、带徒育人中发挥示范引领作用。"
        "全区广大职工要以他们为榜样，执着专注、追求卓越，为武侯区高质量发展贡献力量。",
    )
