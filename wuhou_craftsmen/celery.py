"""The queue: Redis in production, files under DATA_DIR otherwise (settings decide)."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["spool"] = "wuhou_craftsmen.common.jobs.file_broker:Transport"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
app = Celery("wuhou_craftsmen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
