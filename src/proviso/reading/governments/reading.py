"""Governments of a page as proposals: seen, put in lists, chosen, with their part. The steps are in the other modules here."""

import re
from collections.abc import Iterable

from proviso.reading.governments.choosing import Choice, choose
from proviso.reading.governments.evidence import Evidence
from proviso.reading.governments.lists import described, share_heads, without_qualifiers
from proviso.reading.governments.parts import Parts, elsewhere
from proviso.reading.governments.places import Place, Places
from proviso.reading.governments.seeing import Seen, see
from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Alternative, Kind, Proposal

TITLE = re.compile(r"(?:City and County|City|County|Town|State) of (?=[A-Z])")


def governments(page: Page, places: Places, taken: Taken, home: str = "") -> list[Proposal]:
    """All governments of a page, in order, outside what organisations have taken."""
    whole = described(page, places)
    inside = Taken(page, ((start, end) for start, end, _, _ in whole))
    named, states = see(page, places, taken)
    seen = [one for one in named if inside.free(one.start, one.end)]
    seen = without_qualifiers(share_heads(page, places, seen))
    evidence = Evidence(page=page, places=places, seen=seen, home=home, inside=tuple(states))
    parts = Parts(page)
    found = [_described(page, parts, one) for one in whole]
    for one in seen:
        choice = choose(one, evidence)
        if choice is not None:
            found.append(_proposal(page, parts, one, choice))
    return elsewhere(sorted(found, key=lambda one: one.start))


def _proposal(page: Page, parts: Parts, one: Seen, choice: Choice) -> Proposal:
    start, end = one.start, one.end if one.shared else one.stop
    if one.by_alias and (led := TITLE.match(page.plain, start)):
        start = led.end()
    role, words = parts.of(one)
    alternatives = [Alternative(value=other.ocd_id, why=_said(other)) for other in choice.others]
    if choice.place and choice.place.own_id != choice.place.ocd_id:
        alternatives.append(
            Alternative(value=choice.place.own_id, why="the same body under its other id")
        )
    return propose(
        page,
        Kind.GOVERNMENT,
        (start, end),
        choice.place.ocd_id if choice.place else None,
        choice.rule,
        triggers=one.triggers,
        alternatives=alternatives,
        role=role,
        role_words=" ".join(words.split()),
        name=_name(choice.place),
        why=choice.why,
    )


def _name(place: Place | None) -> str | None:
    return place and (place.name if place.sort == "state" else f"{place.name}, {place.state}")


def _said(place: Place) -> str:
    return (
        f"{_name(place)}, population {place.population:,}"
        if place.population
        else str(_name(place))
    )


def _described(page: Page, parts: Parts, one_of: tuple[int, int, Place, str]) -> Proposal:
    start, end, county, named = one_of
    one = Seen(start=start, end=end, stop=end, low="", bodies=[county])
    role, words = parts.of(one)
    return propose(
        page, Kind.GOVERNMENT, (start, end), county.ocd_id, "county-described", triggers=("county that", named),
        role=role, role_words=" ".join(words.split()), name=_name(county), why=f"the county of {named}",
    )  # fmt: skip


def spans(found: Iterable[Proposal]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]
