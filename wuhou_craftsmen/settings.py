"""Settings of both ways to run; only the environment differs.

Embedded (the default): SQLite and a queue of files under DATA_DIR, keys made at first start.
Production (PORTAL_MODE=production): DATABASE_URL, BROKER_URL, SECRET_KEY, FIELD_KEYS, ALLOWED_HOSTS and
PUBLIC_URL must be given; nothing has a default secret. docs/running.md lists them all.
"""

import re
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wuhou_craftsmen.common.security import keyring

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.str("PORTAL_MODE", default="embedded")
if MODE not in ("embedded", "production"):
    raise ImproperlyConfigured("PORTAL_MODE 只能是 embedded 或 production。")
PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def embedded(default):
    """A default of the embedded way; in production the variable must be given, or nothing starts."""
    return env.NOTSET if PRODUCTION else default


if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY")
    FIELD_KEYS = keyring.parse(env.str("FIELD_KEYS"))
else:
    SECRET_KEY, FIELD_KEYS = keyring.load_or_make(DATA_DIR / "keys.json")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=embedded(["127.0.0.1", "localhost", "testserver"]))
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default=embedded("http://127.0.0.1:8000")).rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "guardian",
    "axes",
    "csp",
    "django_htmx",
    "wuhou_craftsmen.common",
    "wuhou_craftsmen.accounts",
    "wuhou_craftsmen.policy",
    "wuhou_craftsmen.ladder",
    "wuhou_craftsmen.registers",
    "cultivation",
    "nominations",
    "review",
    "awards",
    "ceremony",
    "oversight",
    "showcase",
    "wuhou_craftsmen.portal",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",  # pages; what WhiteNoise has compressed already passes through
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wuhou_craftsmen.common.web.intake.Intake",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wuhou_craftsmen.accounts.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wuhou_craftsmen.common.kernel.request_cache.OncePerPage",
    "wuhou_craftsmen.accounts.middleware.SessionKeptAlive",
    "wuhou_craftsmen.portal.middleware.RefusalPages",
    "wuhou_craftsmen.common.web.form_keys.FormKeys",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "wuhou_craftsmen.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wuhou_craftsmen.portal.context.frame",
            ],
            "builtins": ["wuhou_craftsmen.common.templatetags.plain"],
        },
    }
]
WSGI_APPLICATION = "wuhou_craftsmen.wsgi.application"

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=embedded(f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# the pair is locked, not the name: a stranger's wrong passwords keep out nobody but the stranger
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "wuhou_craftsmen.common.web.views.client_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wuhou_craftsmen.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:public"
SESSION_COOKIE_AGE = 4 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
BOOTSTRAP = BASE_DIR / "node_modules" / "bootstrap" / "dist"
CHART = BASE_DIR / "node_modules" / "chart.js" / "dist"  # one page alone loads it
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *((name, place) for name, place in (("bootstrap", BOOTSTRAP), ("chart", CHART)) if place.is_dir()),
]
ICONS = BASE_DIR / "node_modules" / "bootstrap-icons" / "icons"  # drawn into the pages, not served
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
PRIVATE_FILES = DATA_DIR / "files"
CLAMD = env.str("CLAMD", default="")  # the antivirus; without one uploads are readable at once
if CLAMD and not re.fullmatch(r"tcp://.+:\d+|unix:/.+", CLAMD):
    raise ImproperlyConfigured("CLAMD 只能是 tcp://主机:端口 或 unix:/路径。")
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CELERY_BROKER_URL = env.str("BROKER_URL", default=embedded("spool://localhost"))
CELERY_TASK_ALWAYS_EAGER = env.bool("TASKS_IN_PROCESS", default=False)
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
JOB_STALE_SECONDS = env.int(
    "JOB_STALE_SECONDS", default=45
)  # no sign of life for so long: the worker is dead
CELERY_BEAT_SCHEDULE = {
    "found-again": {
        "task": "common.requeue_stuck_jobs",
        "schedule": max(1.0, JOB_STALE_SECONDS / 3),
        "options": {"expires": JOB_STALE_SECONDS},  # a stopped worker finds one look waiting, not a night's
    },
    "due": {"task": "common.do_what_is_due", "schedule": 20.0, "options": {"expires": 20}},
    "messages": {"task": "common.deliver_messages", "schedule": 20.0, "options": {"expires": 20}},
    "kept-workbooks": {"task": "common.purge_previews", "schedule": 3600.0, "options": {"expires": 3600}},
    "pressed-forms": {"task": "common.purge_presses", "schedule": 3600.0, "options": {"expires": 3600}},
    "tries": {"task": "common.purge_attempts", "schedule": 3600.0, "options": {"expires": 3600}},
}
if CLAMD:
    CELERY_BEAT_SCHEDULE["scans-found-again"] = {
        "task": "common.scan_waiting_files",
        "schedule": 60.0,
        "options": {"expires": 60},
    }
if CELERY_BROKER_URL.startswith("spool"):
    queue = DATA_DIR / "queue"
    for part in ("messages", "done", "control"):
        (queue / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(queue / "messages"),
        "data_folder_out": str(queue / "messages"),
        "processed_folder": str(queue / "done"),
        "control_folder": str(queue / "control"),
        "polling_interval": 0.2,  # seconds
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": env.int("QUEUE_VISIBILITY_SECONDS", default=1800)
    }

EMAIL_URL = env.str("EMAIL_URL", default="")  # smtp://user:password@host:25; empty: no e-mail is sent
SMS_URL = env.str("SMS_URL", default="")  # the gateway that takes text messages; empty: none is sent
SMS_TOKEN = env.str("SMS_TOKEN", default="")
EMAIL_FROM = env.str("EMAIL_FROM", default="portal@localhost")
vars().update(env.email_url_config(EMAIL_URL) if EMAIL_URL else {})
if SMS_URL and not SMS_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("SMS_URL 须以 https:// 开头。")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "wuhou_craftsmen.common.security.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "axes.W006"]
