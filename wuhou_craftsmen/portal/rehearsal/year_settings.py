"""年度设置.json: what a year is to be played with."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from wuhou_craftsmen.common.kernel.refusals import Refusal

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
        except (ValueError, TypeError, InvalidOperation, ZeroDivisionError):
            self.faults.append(f"“{key}”读到“{value}”，应为{wanted}")
            return None

    def settings(self) -> YearSettings:
        policy = self.raw.get("policy") or {}
        if not isinstance(policy, dict):
            self.faults.append("“policy”应为一组日期：issued、valid_from、valid_to")
            policy = {}
        fields = {
            "year": self.take("year", _whole(2000, 2100), "四位年份"),
            "quota": self.take("quota", _whole(1, 100_000), "正整数"),
            "naming_on": self.take("naming_date", _day, "日期，如 2021-04-28"),
            "document_number": self.take("document_number", _text, "发文字号"),
            "issued_on": self.take("issued", _day, "印发日期，如 2018-07-29", inside=policy),
            "valid_from": self.take("valid_from", _day, "施行日期", inside=policy, required=False),
            "valid_to": self.take("valid_to", _day, "有效期截止日期", inside=policy, required=False),
            "naming_reward_fen": self.take("naming_reward", _fen, "金额，如 10000.00", "10000.00"),
            "matching_ratio": self.take("matching_ratio", _ratio, "比例，如 0.5", "0.5"),
            "chosen": self.take("议定", _numbers, "申报编号的列表", []),
        }
        register = {
            "pass_line": self.take("pass_line", _points, "分数，如 70.00", "70.00"),
            "tax_mode": self.take("tax_mode", _mode, "withhold、gross_up 或 none", "withhold"),
            "tax_rate": self.take("tax_rate", _rate, "税率，如 0.20", "0.20"),
        }
        if self.faults:
            raise Refusal(f"《{NAME}》有 {len(self.faults)} 处须更正：" + "；".join(self.faults) + "。")
        return YearSettings(**fields, register=register)


def _whole(low: int, high: int):
    def read(value) -> int:
        number = Decimal(str(value))
        if isinstance(value, bool) or number != int(number) or not low <= number <= high:
            raise ValueError
        return int(number)

    return read


def _text(value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _day(value) -> dt.date:
    return dt.date.fromisoformat(value.strip())


def _plain(value) -> Decimal:
    number = Decimal(str(value))
    if isinstance(value, bool) or not number.is_finite() or number < 0:
        raise ValueError
    return number


def _fen(value) -> int:
    fen = _plain(value) * 100
    if fen != int(fen):
        raise ValueError
    return int(fen)


def _points(value) -> str:
    if _fen(value) > 10_000:
        raise ValueError
    return f"{_plain(value):.2f}"


def _ratio(value) -> Fraction:
    return Fraction(_plain(value))


def _rate(value) -> str:
    rate = _plain(value)
    if rate >= 1 or rate * 10_000 != int(rate * 10_000):
        raise ValueError
    return f"{rate:f}"


def _mode(value) -> str:
    if value not in ("withhold", "gross_up", "none"):
        raise ValueError
    return value


def _numbers(value) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(no, str) for no in value):
        raise ValueError
    return tuple(no.strip() for no in value)
