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


def failed(request: HttpRequest) -> HttpResponse:
    """500: says so with nothing that could fail again."""
    return HttpResponse(render_to_string("pages/failed.html"), status=500)
