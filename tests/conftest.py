"""Settings of a test run: a data folder of its own, fast passwords, work done in the process."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-test-"))
os.environ.setdefault("TASKS_IN_PROCESS", "1")

import pytest


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The walk through all pages takes longest: it goes first, so that everything else is done beside it."""
    items.sort(key=lambda item: item.path.name != "test_looks.py")
