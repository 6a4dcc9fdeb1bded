"""Django's settings, read from the environment. Choices of the installation only; no secret, no behaviour.

PROVISO_HOME          the folder with the installation's data (default: ./var)
PROVISO_DATABASE_URL  a PostgreSQL database; without it, SQLite in PROVISO_HOME
PROVISO_HOSTS         the names that the pages are served under, with commas (default: this machine's)
PROVISO_SITE_KIND     what the strip above every page says: demo, independent, agency_gov or agency_other
"""

import os
from pathlib import Path

from proviso.config.databases import database
from proviso.config.secret import secret_key

PROVISO_HOME = Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()

SECRET_KEY = secret_key(PROVISO_HOME)
DEBUG = False
ALLOWED_HOSTS = (os.environ.get("PROVISO_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")

DATABASES = {"default": database(PROVISO_HOME, os.environ.get("PROVISO_DATABASE_URL"))}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "proviso.people",
    "proviso.records",
    "proviso.web",
]
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS += ["procrastinate.contrib.django"]  # jobs: which errand a worker looks at
    PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
    PROCRASTINATE_IMPORT_PATHS = ["proviso.workers.jobs"]
AUTH_USER_MODEL = "people.User"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

# --- the pages ---------------------------------------------------------------------------------

ROOT_URLCONF = "proviso.web.urls"
WSGI_APPLICATION = "proviso.config.wsgi.application"
SITE_KIND = os.environ.get("PROVISO_SITE_KIND") or "demo"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "proviso.web.context.every_page",
            ],
            # Partials first (`page.html#rows`); each template is read once, and found in the apps.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
        },
    }
]

# Files under names that hold their hash, with gzip and brotli beside them: `proviso serve` lays them out.
STATIC_URL = "static/"
STATIC_ROOT = PROVISO_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
