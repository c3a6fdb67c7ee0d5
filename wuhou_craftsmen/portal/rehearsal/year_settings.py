"""年度设置.json: what a year is to be played with."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import readers, settings

NAME = "年度设置.json"


@dataclass(frozen=True)
class YearSettings:
    """One year's figures. Money in fen; `register` holds values for the settings register as text."""

    year: int
    quota: int
    naming_on: dt.date
    document_number: str
    issued_on: dt.date
    valid_from: dt.date | None
    valid_to: dt.date | None
    naming_reward_fen: int
    matching_ratio: Fraction
    register: dict[str, str]
    chosen: tuple[str, ...]


def read_settings(folder: Path) -> YearSettings:
    """Read the file; a Refusal lists everything that is wrong with it at once."""
    path = folder / NAME
    if not path.is_file():
        raise Refusal(f"文件夹里没有《{NAME}》。")
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refusal(f"《{NAME}》不是可读的 JSON 文件：{error}") from error
    if not isinstance(raw, dict):
        raise Refusal(f"《{NAME}》的内容应为一组“名称: 值”。")
    return _Reader(raw).settings()


class _Reader:
    """Reads key by key and remembers every fault."""

    def __init__(self, raw: dict):
        self.raw = raw
        self.faults: list[str] = []

    def take(self, key: str, read, wanted: str, default=None, inside: dict | None = None, required=True):
        source = self.raw if inside is None else inside
        value = source.get(key, default)
        if value is None:
            if required:
                self.faults.append(f"“{key}”没有填写，应为{wanted}")
            return None
        try:
            return read(value)
        except (ValueError, TypeError, AttributeError):
            self.faults.append(f"“{key}”读到“{value}”，应为{wanted}")
            return None

    def _setting(self, key: str):
        """A value of the settings register, read as on its page."""
        spec = settings.REGISTER[key]
        return self.take(key, spec.read.text, spec.read.wanted, spec.default)

    def settings(self) -> YearSettings:
        policy = self.raw.get("policy") or {}
        if not isinstance(policy, dict):
            self.faults.append("“policy”应为一组日期：issued、valid_from、valid_to")
            policy = {}
        fields = {
            "year": self.take("year", readers.whole(2000, 2100), "四位年份"),
            "quota": self.take("quota", readers.whole(1, 100_000), "正整数"),
            "naming_on": self.take("naming_date", _day, "日期，如 2021-04-28"),
            "document_number": self.take("document_number", _text, "发文字号"),
            "issued_on": self.take("issued", _day, "印发日期，如 2018-07-29", inside=policy),
            "valid_from": self.take("valid_from", _day, "施行日期", inside=policy, required=False),
            "valid_to": self.take("valid_to", _day, "有效期截止日期", inside=policy, required=False),
            "naming_reward_fen": self.take("naming_reward", readers.money(), "金额，如 10000.00", "10000.00"),
            "matching_ratio": self.take(
                "matching_ratio", lambda value: Fraction(readers.decimal_of(value)), "比例，如 0.5", "0.5"
            ),
            "chosen": self.take("议定", _numbers, "申报编号的列表", []),
        }
        register = {key: self._setting(key) for key in ("pass_line", "tax_mode", "tax_rate")}
        if self.faults:
            raise Refusal(f"《{NAME}》有 {len(self.faults)} 处须更正：" + "；".join(self.faults) + "。")
        return YearSettings(**fields, register=register)


def _text(value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _day(value) -> dt.date:
    return dt.date.fromisoformat(value.strip())


def _numbers(value) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(no, str) for no in value):
        raise ValueError
    return tuple(no.strip() for no in value)


def committee_settings(size: int) -> dict[str, str]:
    """A rehearsal takes the committee as it was: where the rules of today want another size, it sets its own."""
    now, own = settings.current(), {}
    if size > settings.value(now, "experts_per_file"):
        own["experts_per_file"] = str(size)
    if size < settings.value(now, "committee_min"):
        own["committee_min"] = str(size)
    if size > settings.value(now, "committee_max"):
        own["committee_max"] = str(size)
    if size % 2 == 0 and settings.value(now, "committee_odd"):
        own["committee_odd"] = "no"
    return own
