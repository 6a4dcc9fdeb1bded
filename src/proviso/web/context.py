"""What every page shows besides its own: the strip, the navigation, the day. Values of one page come from its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from proviso.domain.roles import ALLOWS, SIDES, Right, Side
from proviso.outside.clock import today
from proviso.queries.pages.reading import invented
from proviso.web import site
from proviso.web.asof import AsOf, read_as_of
from proviso.web.links import is_built

ROOMS: tuple[tuple[Side | None, Right, str, str], ...] = (
    (Side.AGENCY, Right.SEE, "desk", "Work"),
    (Side.RESPONDENT, Right.SEE, "respond", "What is asked of you"),
    (Side.AGENCY, Right.SEE, "desk_matters", "Matters"),
    (Side.AGENCY, Right.SEE, "desk_approvals", "Approvals"),
    (Side.AGENCY, Right.SEE, "desk_reviews", "Reviews"),
    (Side.AGENCY, Right.SEE, "desk_rounds", "Rounds"),
    (Side.AGENCY, Right.SEE, "desk_templates", "Words of letters"),
    (Side.AGENCY, Right.DOCKET, "desk_docket", "Docket"),
    (Side.AGENCY, Right.SEE, "desk_reports", "Reports"),
    (Side.AGENCY, Right.PREPARE, "readings", "Sources to read"),
    (Side.RESPONDENT, Right.DELEGATE, "respond_people", "Who is let in"),
    (None, Right.KEEP_ACCOUNTS, "desk_people", "People"),
    (Side.AGENCY, Right.SEE_AUDIT, "desk_audit", "Audit"),
)
"""The parts of the desks: on which side, with which right, at which route, under which words."""


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
        "rooms": rooms_of(request),
    }


def rooms_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The parts of a desk that are built and that the person's rights reach: route and words, in the order of the work."""
    actor, door = getattr(request, "actor", None), getattr(request, "door", None)
    if actor is None or door is None or getattr(request, "bearer", None) is not None:
        return []
    held = actor.on(door.on)
    sides = {SIDES[one.role] for one in held}
    rights = {right for one in held for right in ALLOWS[one.role]}
    found = [
        (route, words)
        for side, right, route, words in ROOMS
        if right in rights and (side is None or side in sides) and is_built(route)
    ]
    return [*found, ("desk_account", "Your account")]


def _invented_desk(request: HttpRequest) -> bool:
    """Whether whoever is signed in works among invented places only."""
    held = getattr(getattr(request, "actor", None), "held", ())
    return bool(held) and all(invented(one.body) for one in held)


def _mark(name: str, here: str | None, section: str | None) -> str:
    """What `aria-current` says: the page itself, or the part of the site that it is in."""
    if name == here:
        return "page"
    return "true" if name == section else ""
