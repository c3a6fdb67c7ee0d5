"""The queue: Redis in production, files under DATA_DIR otherwise (settings decide)."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["spool"] = "wuhou_craftsmen.common.jobs.file_broker:Transport"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
TASKS = [
    "jobs.due",
    "jobs.jobs",
    "messages.delivery",
    "files.scanning",
    "files.pages",
    "workbooks.preview",
    "web.form_keys",
    "security.throttle",
]
app = Celery("wuhou_craftsmen", include=[f"wuhou_craftsmen.common.{module}" for module in TASKS])
app.config_from_object("django.conf:settings", namespace="CELERY")
