"""That no row of the first part of permissions.csv is forgotten, and no try stands for a row that is not there."""

import importlib
import pkgutil

import tests.permissions
from tests.permissions.table import CELLS, COLUMNS

# 64: shell, restore and purge are acts at the machine, which the portal has no page for
MUST_BE_TRIED = {str(row) for row in range(1, 67)} - {"64"}


def tried() -> list[str]:
    modules = [found.name for found in pkgutil.iter_modules(tests.permissions.__path__)]
    tries = [
        importlib.import_module(f"tests.permissions.{name}")
        for name in modules
        if name.startswith("test_") and name != "test_rows"
    ]
    return [row for module in tries for row in getattr(module, "ROWS", ())]


def test_every_row_of_the_first_part_is_tried():
    assert MUST_BE_TRIED - set(tried()) == set()


def test_a_row_is_tried_once_and_stands_in_the_table():
    rows = tried()
    assert len(rows) == len(set(rows))
    assert set(rows) <= set(CELLS)


def test_every_row_says_something_of_every_role():
    assert all(row[column] for row in CELLS.values() for column in COLUMNS)
