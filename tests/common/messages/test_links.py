"""A link opens once, for one purpose, until it expires or is replaced."""

import pytest

from tests.people import make_user, on, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.models import OneTimeLink


@pytest.fixture
def person(db):
    reference()
    on("2022-02-07")
    return make_user(Role.FIRM_HR)


def test_a_link_opens_once(person):
    token = links.issue(None, "password", person, days=3)
    assert links.look(token, "password").object_id == str(person.pk)
    assert links.use(token, "password") == str(person.pk)
    with pytest.raises(Refusal, match="已经失效"):
        links.use(token, "password")


def test_a_link_is_good_for_its_purpose_alone(person):
    token = links.issue(None, "password", person, days=3)
    with pytest.raises(Refusal):
        links.look(token, "nominee")


def test_a_link_expires(person):
    token = links.issue(None, "password", person, days=3)
    on("2022-02-10", 10)
    with pytest.raises(Refusal):
        links.use(token, "password")


def test_a_new_link_makes_the_old_one_void(person):
    old = links.issue(None, "password", person, days=3)
    new = links.issue(None, "password", person, days=3)
    with pytest.raises(Refusal):
        links.use(old, "password")
    assert links.use(new, "password")


def test_the_secret_is_not_stored(person):
    token = links.issue(None, "password", person, days=3)
    row = OneTimeLink.objects.get()
    assert token not in {str(getattr(row, field.name)) for field in row._meta.fields}
