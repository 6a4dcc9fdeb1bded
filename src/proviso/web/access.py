"""Who may see a page. The first line of every view is one of these; a view without one fails the house tests."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from proviso.outside.clock import today
from proviso.web.asof import AsOf, read_as_of
from proviso.web.page import bad_question
from proviso.web.problems import BadQuestion

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")


class Asked(HttpRequest):
    """A request whose day has been read: what a view gets."""

    asof: AsOf


def public(view: View) -> View:
    """Anyone may read this page. It answers GET and HEAD, is the same for everyone, and may be cached."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        answer = _answer(view, request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "public, no-cache")
        return answer

    seen.permission = "public"  # type: ignore[attr-defined]
    seen.methods = READING  # type: ignore[attr-defined]
    return seen


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Read the day that is asked about, then let the view answer."""
    found = read_as_of(request.GET.dict(), today=today())
    if not isinstance(found, AsOf):
        return bad_question(request, found)
    request.asof = found  # type: ignore[attr-defined]
    try:
        return view(request, *args, **kwargs)
    except BadQuestion as problem:
        return bad_question(request, problem.problems)
