"""Which copy of a public page a reader holds: one word for the ledger's state, the days, the question and the program."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from proviso.records.version import version
from proviso.web.asof import AsOf

WRITTEN = (".py", ".html", ".css", ".js", ".toml", ".md")
# What htmx says of its requests, and what an answer depends on: a part of the page, or (going back) the whole.
TELLING = ("HX-Request", "HX-History-Restore-Request")


def copy_of(request: HttpRequest, asof: AsOf) -> str:
    """The ETag of a public page. Weak, because it may be sent compressed or not."""
    parts = (
        program(),
        settings.SITE_KIND,
        version(),
        f"{asof.on} {asof.known} {asof.today}",
        request.get_full_path(),
        *(request.headers.get(name, "") for name in TELLING),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


@cache
def program() -> str:
    """Which program answers: when each of its files was written."""
    told = hashlib.sha256()
    root = Path(str(files("proviso")))
    for one in sorted(root.rglob("*")):
        if one.suffix in WRITTEN:
            told.update(f"{one.relative_to(root)} {one.stat().st_mtime_ns}\n".encode())
    return told.hexdigest()
