"""A world that is built once and lent to one test after the other, each of which has it as if it were new.

The world is built in a transaction that stays open; a test works in a savepoint of it, which is rolled back, and on a
copy of the world's objects. One world stands at a time: what asks for another, or for none, takes it down.
"""

import copy
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction


class Stage:
    """The world that stands in this process's test database."""

    def __init__(self) -> None:
        self.make: Callable[..., Any] | None = None
        self.world: Any = None
        self.outer: transaction.Atomic | None = None

    def set(self, make: Callable[..., Any] | None) -> None:
        """Leave what `make` builds standing; None: nothing."""
        if make is self.make and make is not None:
            return
        self.clear()
        if make is None:
            return
        self.outer = transaction.atomic()
        self.outer._from_testcase = True  # as TestCase marks its own: durable blocks may stand in it
        self.outer.__enter__()
        self.make = make
        try:
            self.world = make(
                *(None for _ in inspect.signature(make).parameters)
            )  # a method has no use for itself
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        if self.outer:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)
        self.make = self.world = self.outer = None


STAGE = Stage()


def kept(make: Callable[..., Any]):
    """A fixture of what `make` builds; it takes no other fixture."""

    def of_a_module(db):
        return copy.deepcopy(STAGE.world)

    def of_a_class(self, db):
        return copy.deepcopy(STAGE.world)

    fresh = of_a_class if inspect.signature(make).parameters else of_a_module
    fresh.__doc__, fresh.kept = make.__doc__, make
    return pytest.fixture(fresh)


def wanted_by(item: pytest.Item) -> Callable[..., Any] | None:
    """What the test takes from a fixture of `kept`."""
    found = item._fixtureinfo.name2fixturedefs.values()
    makers = [getattr(kinds[-1].func, "kept", None) for kinds in found]
    return next((make for make in makers if make), None)
