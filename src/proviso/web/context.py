"""What every page shows besides its own: the strip, the navigation, the day. Values of one page come from its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from proviso.outside.clock import today
from proviso.queries.pages.reading import invented
from proviso.web import site
from proviso.web.asof import AsOf, read_as_of
from proviso.web.links import is_built


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The strip, the navigation with the current page marked, and the day that is shown."""
    asof = getattr(request, "asof", None) or read_as_of({}, today=today())
    assert isinstance(asof, AsOf)  # noqa: S101 - nothing asked is today
    match = request.resolver_match
    here = match.url_name if match else None
    section = getattr(match.func, "section", here) if match else None
    return {
        "site": {
            "name": site.NAME,
            "motto": site.MOTTO,
            "strip": site.KINDS[settings.SITE_KIND],
            "training": site.TRAINING,
        },
        "navigation": [
            (name, words, _mark(name, here, section))
            for name, words in site.NAVIGATION
            if is_built(name)
        ],
        "is_public": match is None or getattr(match.func, "permission", "") == "public",
        "training": _invented_desk(request),  # a page of a training review says so itself
        "asof": asof,
        "kept": [
            (name, value) for name, value in request.GET.items() if name not in ("on", "known")
        ],
        "here": request.path if match else reverse("home"),
    }


def _invented_desk(request: HttpRequest) -> bool:
    """Whether whoever is signed in works among invented places only."""
    held = getattr(getattr(request, "actor", None), "held", ())
    return bool(held) and all(invented(one.body) for one in held)


def _mark(name: str, here: str | None, section: str | None) -> str:
    """What `aria-current` says: the page itself, or the part of the site that it is in."""
    if name == here:
        return "page"
    return "true" if name == section else ""
