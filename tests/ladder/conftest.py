import pytest

from .town import Town


@pytest.fixture
def town(db):
    return Town()
