"""System checks: what the machine must have before the portal starts."""

import ctypes
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from .fonts import FAMILIES, find_font

APT = (
    "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fontconfig fonts-noto-cjk fonts-lxgw-wenkai"
)
NEEDED = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
CHINESE = tuple(FAMILIES.values())
SUBSETTER = "libharfbuzz-subset.so.0"


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_installed(family: str) -> bool:
    found = find_font(family)
    return found is not None and family in found[2].split(",")


def missing_parts(
    libraries: Iterable[str] = NEEDED, subsetter: str = SUBSETTER, families: Iterable[str] = CHINESE
) -> list[checks.CheckMessage]:
    """Errors for what no document can be made without, a warning for what makes it slow."""
    hint = f"请以管理员身份执行：{APT}"
    problems: list[checks.CheckMessage] = [
        checks.Error(f"缺少制作 PDF 的系统库 {library}。", hint=hint, id="common.E001")
        for library in libraries
        if not is_loadable(library)
    ]
    problems += [
        checks.Error(f"缺少中文字体“{family}”（或字体查询工具 fontconfig）。", hint=hint, id="common.E002")
        for family in families
        if not is_installed(family)
    ]
    if not is_loadable(subsetter):
        problems.append(
            checks.Warning(f"缺少系统库 {subsetter}，制作证书会慢许多。", hint=hint, id="common.W001")
        )
    return problems


@checks.register("documents")
def check_pdf_libraries(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Pango, the subsetter and the Chinese fonts are there; otherwise the apt line that brings them."""
    return missing_parts()
