"""What gunicorn loads. Refuses to start in production while a rehearsal's business date is set."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from wuhou_craftsmen.common.models import BusinessClock  # noqa: E402

if settings.PRODUCTION and BusinessClock.objects.exists():
    raise ImproperlyConfigured("正式环境的数据库设有演练日期，不能启动。")
