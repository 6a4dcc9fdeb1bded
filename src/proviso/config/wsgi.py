"""The pages as a WSGI application, for servers that are given one: gunicorn proviso.config.wsgi. `proviso serve` needs no other."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.config.serving")
application = get_wsgi_application()

from proviso.records.security import must_keep_apart  # noqa: E402 - after Django is set up

must_keep_apart()
