"""The worlds of the table's rows, each built once for the tests that stand in it."""

from tests.permissions.table import World
from tests.worlds.kept import kept


@kept
def at_open():
    return World("open")


@kept
def at_committee():
    return World("committee")


@kept
def at_scoring():
    return World("scoring")


@kept
def at_ranked():
    return World("ranked")


@kept
def at_shown():
    return World("shown")


@kept
def at_named():
    return World("named")
