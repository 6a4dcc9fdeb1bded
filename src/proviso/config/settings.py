"""Django's settings for everything but the pages, read from the environment; the pages' are in web.py. No secret, no behaviour.

PROVISO_HOME          the folder with the installation's data (default: ./var)
PROVISO_DATABASE_URL  a PostgreSQL database; without it, SQLite in PROVISO_HOME
PROVISO_WEB_DATABASE_URL  the same database, as the role that serves the pages: see serving.py
PROVISO_HOSTS         the names that the pages are served under, with commas (default: this machine's)
PROVISO_SITE_KIND     what the strip above every page says: demo, independent, agency_gov or agency_other
"""

import os
from functools import partial
from pathlib import Path

from proviso.config.databases import database, pages_database
from proviso.config.secret import secret_key

PROVISO_HOME = Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()

SECRET_KEY = secret_key(PROVISO_HOME)
KEPT_SECRET_KEY = partial(secret_key, PROVISO_HOME)  # for who has just made the installation
DEBUG = False
ALLOWED_HOSTS = (os.environ.get("PROVISO_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")

JOBS = "procrastinate.contrib.django"  # on PostgreSQL: which errand a worker looks at
PAGES_DATABASE = pages_database(os.environ.get("PROVISO_WEB_DATABASE_URL"))
ROW_SECURITY = False  # the owner's connection: no policy binds the command line and the workers
DATABASES = {"default": database(PROVISO_HOME, os.environ.get("PROVISO_DATABASE_URL"))}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "proviso.people",
    "proviso.records",
]
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS += [JOBS]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["proviso.workers.jobs"]
AUTH_USER_MODEL = "people.User"
# Memory-hard, and needs no further library. The others are read, not written.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SITE_KIND = os.environ.get("PROVISO_SITE_KIND") or "demo"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
