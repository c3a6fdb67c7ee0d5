"""The demo of the browser stories: one for all stories of a file, which go on where the last one ended."""

import pytest

from tests import services
from tests.portal.stage import Demo
from tests.worlds.rehearsal import demo_in
from tools.chromium import browser


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """The demo as `make demo` starts it, on a port and in a folder of its own, with a Chromium before it."""
    folder = tmp_path_factory.mktemp("demo")
    demo_in(folder, tmp_path_factory)
    with services.portal({"DATA_DIR": str(folder)}) as base, browser() as chromium:
        yield Demo(base, folder, chromium)


@pytest.fixture
def demo(stage):
    """The demo for one story: no page of it may have complained in the console."""
    yield stage
    stage.leave()
    assert stage.errors == []
