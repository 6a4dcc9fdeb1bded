"""Django's settings for who serves the pages: those of web.py, as the role of the pages where there is one. Choices only.

PROVISO_WEB_DATABASE_URL  the PostgreSQL database, as a role that owns no table: row-level security then
                          keeps people apart beneath the tenant door (docs/running/row-security.md).
                          Without it the pages are served over PROVISO_DATABASE_URL, and the door is alone.
"""

from proviso.config.web import *
from proviso.config.web import DATABASES, INSTALLED_APPS, JOBS, PAGES_DATABASE

if PAGES_DATABASE:
    DATABASES = {"default": PAGES_DATABASE}
    INSTALLED_APPS = list(dict.fromkeys([*INSTALLED_APPS, JOBS]))
    ROW_SECURITY = True
