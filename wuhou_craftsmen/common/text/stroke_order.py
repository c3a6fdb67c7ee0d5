"""Lists of people in the order of strokes (姓氏笔画), as every public list in China is set."""

import functools
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

import icu

Item = TypeVar("Item")


@functools.cache
def _collator() -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale("zh-u-co-stroke"))


def by_strokes(items: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
    """The items sorted by the strokes of `key(item)`; equal names keep their order.

    Blanks inside a name (张 三) do not count.
    """

    def sort_key(item: Item) -> bytes:
        name = "".join(unicodedata.normalize("NFKC", key(item)).split())
        return _collator().getSortKey(name)

    return sorted(items, key=sort_key)
