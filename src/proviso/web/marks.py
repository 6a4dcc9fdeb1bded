"""Where governments stand on the map of the United States: marks that do not cover each other. Which governments is the page's."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from proviso.queries.pages.plain import Government

MOST = 120  # marks that fit; of more governments the map shows how many there are in each state
RADIUS = 12.5  # of a mark, in the map's own units
APART = 2 * RADIUS + 1
ROUNDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbered mark at (x, y). `at` is the place itself where the mark had to be moved off it."""

    number: int
    government: Government
    x: float
    y: float
    at: tuple[float, float] | None


@cache
def atlas() -> dict[str, Any]:
    """Outlines of states and middles of counties, on one flat map."""
    text = (files("proviso") / "web" / "atlas" / "us.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _counties_of_places() -> dict[str, str]:
    """GEOID of a place -> GEOID of its county, as the register has them."""
    text = (files("proviso") / "register" / "places.csv").read_text(encoding="utf-8")
    return {row["geoid"]: row["county_geoid"] for row in csv.DictReader(text.splitlines())}


def _place(government: Government) -> tuple[float, float] | None:
    """The middle of a state, or of the county that a government is or lies in."""
    code = government.geoid
    if len(code) == 2:
        state = atlas()["states"].get(code)
        return _spot(state["at"]) if state else None
    found = atlas()["counties"].get(code if len(code) == 5 else _counties_of_places().get(code, ""))
    return _spot(found) if found else None


def _spot(at: Sequence[float]) -> tuple[float, float]:
    return at[0], at[1]


def chart(governments: Iterable[Government]) -> dict[str, Any]:
    """What parts/map.html draws: states (shaded where the state itself is meant), marks, and who has no place on it."""
    told = list(governments)
    if len(told) > MOST:
        return _by_state(told)
    places = [(number, one, _place(one)) for number, one in enumerate(told, 1)]
    placed = [(number, one, at) for number, one, at in places if at]
    moved = _apart([at for _, _, at in placed])
    marks = [
        Mark(number=number, government=one, x=x, y=y, at=None if (x, y) == at else at)
        for (number, one, at), (x, y) in zip(placed, moved, strict=True)
    ]
    whole = {one.geoid for one in told if len(one.geoid) == 2}
    states = [(code in whole, one["d"]) for code, one in atlas()["states"].items()]
    return {
        "width": atlas()["width"],
        "height": atlas()["height"],
        "states": states,
        "marks": marks,
        "asked": len(told),
        "rows": list(enumerate(told, 1)),
        "unplaced": [one for _, one, at in places if not at],
    }


def _by_state(told: Sequence[Government]) -> dict[str, Any]:
    """How many of them each state has, as circles whose area is the number."""
    many = Counter((one.state, one.geoid[:2]) for one in told)
    most = max(many.values())
    counts = []
    for (state, code), number in sorted(many.items()):
        if place := atlas()["states"].get(code):
            x, y = place["at"]
            radius = round(6 + 20 * (number / most) ** 0.5, 1)
            counts.append({"state": state, "number": number, "x": x, "y": y, "r": radius})
    return {
        "width": atlas()["width"],
        "height": atlas()["height"],
        "states": [(False, one["d"]) for one in atlas()["states"].values()],
        "asked": len(told),
        "many": counts,
        "by_state": sorted((state, number) for (state, _), number in many.items()),
        "rows": [],
    }


def _apart(at: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push marks that cover each other apart, the same way every time."""
    spots = [list(one) for one in at]
    for _ in range(ROUNDS):
        moved = False
        for one in range(len(spots)):
            for other in range(one):
                moved |= _push(spots[one], spots[other], one)
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in spots]


def _push(one: list[float], other: list[float], number: int) -> bool:
    """Move two marks away from each other by half of what they overlap; whether they did."""
    across, down = one[0] - other[0], one[1] - other[1]
    distance = (across**2 + down**2) ** 0.5
    if distance >= APART - 0.01:
        return False
    if distance < 0.01:  # one on the other: part them along a direction of their own
        across, down, distance = (1.0, 0.2, 1.0) if number % 2 else (0.2, 1.0, 1.0)
    step = (APART - distance) / 2 / distance
    one[0], one[1] = one[0] + across * step, one[1] + down * step
    other[0], other[1] = other[0] - across * step, other[1] - down * step
    return True
