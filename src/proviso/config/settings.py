"""Django's settings, read from the environment. Choices of the installation only; no secret, no behaviour.

PROVISO_HOME          the folder with the installation's data (default: ./var)
PROVISO_DATABASE_URL  a PostgreSQL database; without it, SQLite in PROVISO_HOME
"""

import os
from pathlib import Path

from proviso.config.databases import database
from proviso.config.secret import secret_key

PROVISO_HOME = Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()

SECRET_KEY = secret_key(PROVISO_HOME)
DEBUG = False
ALLOWED_HOSTS: list[str] = []

DATABASES = {"default": database(PROVISO_HOME, os.environ.get("PROVISO_DATABASE_URL"))}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "proviso.people",
    "proviso.records",
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
