"""Settings of a test run: a data folder of its own, fast passwords, work done in the process."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-test-"))
os.environ.setdefault("TASKS_IN_PROCESS", "1")

import hypothesis
import pytest
from django.test import override_settings

# how fast inputs are drawn says something about the machine, nothing about the portal
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True, scope="session")
def fast():
    """Passwords are hashed quickly; a static file is looked for when it is asked for, and not all of them for every Client."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], WHITENOISE_AUTOREFRESH=True
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database begins as a copy of the migrated one."""
    from django.db import connection

    from tests import migrated

    migrated.take_over(connection)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Before a test's own transaction begins, the world that it wants stands (tests/worlds/kept.py)."""
    if fixturedef.argname == "_django_db_helper":
        from tests.worlds.kept import STAGE, wanted_by

        with request.getfixturevalue("django_db_blocker").unblock():
            STAGE.set(wanted_by(request._pyfuncitem))


# what plays a whole year, starts a server or opens a browser: left out of `make quick`
SLOW = {
    "tests.common.killing",
    "tests.nominations.rush",
    "tests.permissions.table",
    "tests.services",
    "tests.portal.stage",
    "tests.worlds.at_once",
    "tests.worlds.busy",
    "tests.worlds.rehearsal",
    "tests.worlds.turns",
    "tests.worlds.year_by_pages",
}


def is_slow(module) -> bool:
    """Whether the module takes something from one of SLOW."""
    taken = (getattr(value, "__module__", getattr(value, "__name__", "")) for value in vars(module).values())
    return not SLOW.isdisjoint(name for name in taken if isinstance(name, str))


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item):
    if is_slow(item.module):
        item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes minutes goes first, so that everything else is done beside it."""
    long = ["test_looks.py", "test_nasty_values.py"]
    items.sort(key=lambda item: long.index(item.path.name) if item.path.name in long else len(long))
