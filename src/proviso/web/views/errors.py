"""Pages for when there is no page: not found, bad request, our own failure. Bad questions are in page.py."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from proviso.web.page import page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what the reader may not see."""
    return page(request, "not_found", title="Nothing is published at this address", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself cannot be read."""
    return page(request, "bad_request", title="This request cannot be read", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without this browser's mark, most often because it was opened before signing in."""
    return page(request, "stale_form", title="This form can no longer be sent", status=403)


def locked_out(
    request: HttpRequest, original: object = None, credentials: object = None
) -> HttpResponse:
    """429: too many wrong passwords, for this address and from this place."""
    return page(request, "locked_out", title="Sign-in is closed for 15 minutes", status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """500: says so with nothing that could fail again."""
    return HttpResponse(render_to_string("pages/failed.html"), status=500)
