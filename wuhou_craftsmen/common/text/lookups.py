"""The keys of texts (keys.py) in questions to the database: `name__holds=words`, and lists in the order of their numbers.

SQLite asks Python; PostgreSQL has the same in its own functions and a collation that reads digits as numbers.
"""

import re
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, Lookup, TextField
from django.db.models.functions import Collate

from .keys import DOTS, RADICALS, match_key, search_key

COLLATION = "by_numbers"  # of PostgreSQL, made by a migration
_BLANKS = " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"
_OLD = "".join([*RADICALS, *DOTS])
_NEW = "".join([*RADICALS.values(), *DOTS.values()])


@CharField.register_lookup
@TextField.register_lookup
class Holds(Lookup):
    """The text holds the words, whatever blanks, widths, dots and capitals either is written with."""

    lookup_name = "holds"

    def get_prep_lookup(self) -> str:
        return search_key(self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list]:
        text, params = self.process_lhs(compiler, connection)
        return f"INSTR(search_key({text}), %s) > 0", [*params, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        text, params = self.process_lhs(compiler, connection)
        folded = f"LOWER(TRANSLATE(NORMALIZE(TRANSLATE({text}, %s, %s), NFKC), %s, ''))"
        return f"STRPOS({folded}, %s) > 0", [*params, _OLD, _NEW, _BLANKS, self.rhs]


class ByNumber(Func):
    """For order_by: PT-9 before PT-10."""

    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="number_key", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return Collate(self.source_expressions[0], COLLATION).as_sql(compiler, connection)


def _padded(number: str | None) -> str | None:
    """Such that texts stand in the order of keys.number_key."""
    if number is None:
        return None
    return re.sub(r"\d+", lambda digits: digits.group().zfill(30), match_key(number))


def add_functions(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """What SQLite asks for; for the signal of a new connection."""
    if connection.vendor == "sqlite":
        made = connection.connection
        made.create_function("search_key", 1, lambda text: text and search_key(text), deterministic=True)
        made.create_function("number_key", 1, _padded, deterministic=True)
