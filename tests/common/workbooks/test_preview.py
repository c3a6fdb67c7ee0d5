"""A workbook that waits for its confirmation holds ID numbers: after its day it is gone, rows and bytes."""

import os
import time

import pytest

from tests.people import make_user, on, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.workbooks import preview
from wuhou_craftsmen.common.workbooks.preview import purge

pytestmark = pytest.mark.django_db
CONTENT = b"PK 999999198501010018"


@pytest.fixture
def staff(settings, tmp_path):
    settings.PRIVATE_FILES = tmp_path
    reference()
    on("2022-02-07")
    return make_user(Role.UNION_STAFF)


def aged(file: PrivateFile):
    """Where its bytes lie, as if they lay there since yesterday."""
    path = store.path_of(file)
    os.utime(path, (time.time() - 90_000,) * 2)
    return path


def test_after_its_day_row_and_bytes_are_gone(staff, django_capture_on_commit_callbacks):
    path = aged(preview.keep(staff, CONTENT, "名单.xlsx"))
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    assert path.exists()
    on("2022-02-08", 11)
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    assert not path.exists()
    assert not PrivateFile.objects.exists()


def test_what_the_portal_keeps_for_good_stays(staff, django_capture_on_commit_callbacks):
    aged(preview.keep(staff, CONTENT, "名单.xlsx"))
    same = store.store(CONTENT, name="清单.xlsx", content_type=preview.XLSX, actor=staff)
    aged(same)
    on("2023-02-08")
    with django_capture_on_commit_callbacks(execute=True):
        assert preview.purge() == 1
    assert PrivateFile.objects.get() == same
    assert store.read(same) == CONTENT


def test_bytes_that_somebody_just_stored_again_stay(staff, django_capture_on_commit_callbacks):
    first = preview.keep(staff, CONTENT, "名单.xlsx")
    path = aged(first)
    on("2022-02-08", 11)
    with django_capture_on_commit_callbacks(execute=True):
        preview.purge()  # looks before the other's row is there, removes after
        store.store(CONTENT, name="清单.xlsx", content_type=preview.XLSX, actor=staff)
    assert path.exists()


def test_another_workbook_of_ones_own_is_no_preview(staff):
    export = store.store(CONTENT, name="清单.xlsx", content_type=preview.XLSX, actor=staff)
    with pytest.raises(preview.Refusal):
        preview.kept(staff, export.pk)


def test_the_beat_purges(settings):
    assert "common.purge_previews" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
