"""Whether a public page is still as the reader has it: its ETag, from the ledger's state, the days, the address and the code. Who may see it is access.py's."""

import hashlib
from functools import cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition

from proviso.records.version import version
from proviso.web.access import View

MADE_OF = frozenset({".py", ".html", ".css", ".js", ".json", ".toml", ".svg"})


def lasting(view: View) -> View:
    """The same answer for the same address, day and ledger: who has it already is told so, and nothing is made.

    Stands under `@public`, which reads the day.
    """
    checked = condition(etag_func=mark)(view)

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = checked(request, *args, **kwargs)
        patch_vary_headers(answer, ["HX-Request", "Accept-Encoding"])
        return answer

    return seen


def mark(request: HttpRequest, *_: Any, **__: Any) -> str:
    """The ETag of what this request is answered with."""
    asof = request.asof  # type: ignore[attr-defined]
    told = (
        version(),
        code(),
        str(settings.SITE_KIND),
        str(asof.on),
        str(asof.known),
        str(asof.today),
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-History-Restore-Request", ""),
    )
    return f'"{hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:32]}"'


@cache
def code() -> str:
    """A word for the program as it is installed: another release makes other pages."""
    told = hashlib.sha256()
    root = Path(str(files("proviso")))
    for one in sorted(root.rglob("*")):
        if one.suffix in MADE_OF:
            told.update(str(one.relative_to(root)).encode() + b"\0" + one.read_bytes())
    return told.hexdigest()
