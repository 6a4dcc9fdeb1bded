"""Answering with a page: its template, title, trail and headers. Which values it shows is the view's."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from proviso.web.problems import Problem

Trail = Sequence[tuple[str, ...]]


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    trail: Trail = (),
    part: str | None = None,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Answer with `pages/<template>.html`, or, where it names its folder (`desk/queue`), with that.

    `trail` holds the pages above this one, each (words, route, arguments…); Home and the page itself
    are added. `part` names a partial of the template that answers an htmx request on its own.
    """
    whole = not getattr(request, "htmx", None) or request.htmx.history_restore_request  # type: ignore[attr-defined]
    name = f"{template if '/' in template else f'pages/{template}'}.html" + (
        "" if whole or not part else f"#{part}"
    )
    context = {**values, "title": title, "trail": [(one[0], one[1], one[2:]) for one in trail]}
    answer = render(request, name, context, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def bad_question(request: HttpRequest, problems: Sequence[Problem]) -> HttpResponse:
    """Answer that the question cannot be answered as asked, field by field, with what was typed kept."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("on", "known")]
    return page(
        request,
        "bad_question",
        title="This cannot be answered as asked",
        status=400,
        problems=problems,
        typed={"on": request.GET.get("on", ""), "known": request.GET.get("known", "")},
        wrong={one.field: one for one in problems},
        kept=kept,
    )
