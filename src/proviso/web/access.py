"""Who may see a page, and whether a reader's copy still holds. The first line of every view is one of these."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from proviso.outside.clock import today
from proviso.records import rows
from proviso.records.rows import EVERYONES, Sight
from proviso.web.asof import AsOf, read_as_of
from proviso.web.copies import TELLING, copy_of
from proviso.web.page import bad_question
from proviso.web.problems import BadQuestion

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD")


class Asked(HttpRequest):
    """A request whose day has been read: what a view gets."""

    asof: AsOf


def public(view: View) -> View:
    """Anyone may read this page. It answers GET and HEAD, is the same for everyone, and may be cached.

    Its ETag names the ledger's state, the days and the words of the question, so a copy that
    still holds is answered with 304 before anything is looked up.
    """

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        answer = shown_to(EVERYONES, lambda: _answer(view, request, *args, **kwargs))
        answer.headers.setdefault("Cache-Control", "public, no-cache")
        patch_vary_headers(answer, TELLING)
        return answer

    seen.permission = "public"  # type: ignore[attr-defined]
    seen.methods = READING  # type: ignore[attr-defined]
    return seen


def checking(view: View) -> View:
    """Anyone may read this page, and send its form, which changes and keeps nothing.

    So the form needs no token and sets no cookie; what it is answered with is not cached.
    """
    read = public(view)
    methods = (*READING, "POST")

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in READING:
            return read(request, *args, **kwargs)
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        found = read_as_of(request.GET.dict(), today=today())
        if not isinstance(found, AsOf):
            return bad_question(request, found)
        request.asof = found  # type: ignore[attr-defined]
        answer = shown_to(EVERYONES, lambda: view(request, *args, **kwargs))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    seen.permission = "public"  # type: ignore[attr-defined]
    seen.methods = methods  # type: ignore[attr-defined]
    return csrf_exempt(seen)


def shown_to(sight: Sight, answering: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer while the database shows what this sight names; where it is sent piece by piece, until the last piece."""
    with rows.seen(sight):
        answer = answering()
    if settings.ROW_SECURITY and isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = rows.shown(sight, answer.streaming_content)  # type: ignore[arg-type]
    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Read the day that is asked about, then let the view answer."""
    found = read_as_of(request.GET.dict(), today=today())
    if not isinstance(found, AsOf):
        return bad_question(request, found)
    request.asof = found  # type: ignore[attr-defined]
    etag = copy_of(request, found)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    try:
        answer = view(request, *args, **kwargs)
    except BadQuestion as problem:
        return bad_question(request, problem.problems)
    if answer.status_code == HTTPStatus.OK:
        answer.headers.setdefault("ETag", etag)
    return answer
