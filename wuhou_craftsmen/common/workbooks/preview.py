"""A workbook between its preview and its confirmation: kept for its uploader, for a day, then deleted."""

import datetime as dt

from celery import shared_task
from django.db import transaction

from ..files import store
from ..kernel import clock
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import PrivateFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEW_KEPT_FOR = dt.timedelta(hours=24)
PURGE_GRACE = dt.timedelta(hours=1)  # a job that was confirmed in the last minute still reads it


def keep(actor: User, content: bytes, name: str) -> PrivateFile:
    """Store what was previewed, so that exactly that is confirmed."""
    if len(content) > store.LIMIT:
        raise Refusal(f"工作簿“{name}”超过 10 兆字节，请分成几份导入。")
    return store.store(
        content, name=name, content_type=XLSX, actor=actor, kept_until=clock.now() + PREVIEW_KEPT_FOR
    )


def kept(actor: User, pk: int) -> PrivateFile:
    """What this actor previewed within the last day; the same refusal whatever else the number stands for."""
    file = PrivateFile.objects.filter(pk=pk, uploaded_by=actor, kept_until__gt=clock.now()).first()
    if file is None:
        raise Refusal("这份工作簿的预览已经失效（保留 24 小时），请重新上传。")
    return file


@shared_task(name="common.purge_previews")
def purge() -> int:
    """Delete what was kept long enough, rows and bytes: it holds ID numbers. Confirmed or not makes no difference."""
    old = PrivateFile.objects.filter(kept_until__lt=clock.now() - PURGE_GRACE)
    for file in old:
        with transaction.atomic():
            store.forget(file)
    return len(old)
