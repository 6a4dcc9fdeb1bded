"""Which body a name means: evidence in a fixed order, each step a named rule. The losers are kept for the reviewer.

The order: what the words say (description, head noun, qualifier, alias), then the names that mean one
body wherever they stand, then the rest of the text, then the outlet's home state, then population.
Where nothing decides, a choice is offered and no value.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from proviso.reading.governments.evidence import LARGE, SMALL, Evidence
from proviso.reading.governments.places import ALONE, Place
from proviso.reading.governments.seeing import ROLE_AFTER, Seen, plain_word
from proviso.reading.words import homonyms, place_surnames, surnames

LOCATIVE = re.compile(
    r"(?:\b(?:in|of|at|from|to|near|into|outside|inside|around|across|through|between|including|toward|towards|like|by|and|or|for|within|throughout|downtown|greater|suburban|metropolitan|northern|southern|eastern|western|central|north|south|east|west|are|against|sued|targeting|include|includes|visited|serving|leave|left)\b|,|;|:)\s*(?:the\s+)?\Z",
    re.IGNORECASE,
)
STATE_OFFICE = re.compile(
    r"(?:'s)?\s+(?:Gov|Attorney General|Legislature|state\b|State|AG\b|Senate|Assembly|Republican|Democrat|lawmakers|Supreme)"
)
MIDDLING = 50_000
FEW = 4  # alternatives kept


class Choice(NamedTuple):
    """The body chosen (None: a choice is offered), the rule, its reason, and the other bodies."""

    place: Place | None
    rule: str
    why: str
    others: tuple[Place, ...] = ()


Step = Callable[[Seen, Evidence], Choice | None]


def choose(one: Seen, evidence: Evidence) -> Choice | None:
    """The body, by the first step that decides; None where it is no government at all."""
    if _part_of_other_name(one, evidence) or plain_word(one):
        return None
    for step in STEPS:
        choice = step(one, evidence)
        if choice is not None:
            return choice if choice.rule else None
    return None


NEVER = Choice(None, "", "")


def _part_of_other_name(one: Seen, evidence: Evidence) -> bool:
    if one.hyphened:
        return True
    said = bool(one.state or one.head)
    if one.goes_on:
        return one.head not in ("county", "state")
    if one.after_capital:
        return not said
    return one.before_capital and not said and one.low not in evidence.places.states


def by_county(one: Seen, evidence: Evidence) -> Choice | None:
    """A county, by its head noun; among several of the name, by the state said, or in the text, or the largest."""
    counties = [body for body in one.bodies if body.sort == "county"]
    if one.head != "county" or not counties:
        return None
    if one.state and (there := [body for body in counties if body.state == one.state]):
        return Choice(
            there[0],
            "county-with-state" if not one.shared else "county-in-a-list",
            "its state is said",
            _rest(counties, there[0]),
        )
    if len(counties) == 1:
        return Choice(
            counties[0],
            "county-in-a-list" if one.shared else "county-of-that-name",
            "the only county of that name",
        )
    counties.sort(key=lambda body: (-evidence.weight(one, body.state), -body.population))
    first = counties[0]
    if evidence.weight(one, first.state) > evidence.weight(one, counties[1].state):
        return Choice(
            first,
            "county-in-state-of-text",
            f"{first.state} is named in the text",
            _rest(counties, first),
        )
    counties.sort(key=lambda body: -body.population)
    if counties[0].population > 4 * counties[1].population:
        return Choice(
            counties[0],
            "county-by-population",
            "by far the largest of that name",
            tuple(counties[1 : FEW + 1]),
        )
    return Choice(
        None, "county-of-several", f"{len(counties)} counties bear the name", tuple(counties[:FEW])
    )


def by_alias(one: Seen, evidence: Evidence) -> Choice | None:
    return Choice(one.bodies[0], "name-in-use", "a name in everyday use") if one.by_alias else None


def washington(one: Seen, evidence: Evidence) -> Choice | None:
    """Bare, it is the seat of the federal government or the state: never proposed."""
    if one.low != "washington" or one.state:
        return None
    state = _state(one, evidence)
    if one.head in ("state", "commonwealth") and state:
        return Choice(state, "state-by-head-noun", "called a state")
    near = evidence.companions.get(one.start, [])
    if state and len(near) > 1 and all(each.low in evidence.places.states for each in near):
        return Choice(state, "state-among-states", "among states")
    return NEVER


def new_york(one: Seen, evidence: Evidence) -> Choice | None:
    """The city beside cities or under a mayor; the state only beside states or before a state office."""
    if one.low != "new york" or (one.state and one.state != "NY"):
        return None
    state = _state(one, evidence)
    city = next((body for body in one.bodies if body.sort == "place" and body.state == "NY"), None)
    other = tuple(body for body in (city, state) if body)
    near = evidence.companions.get(one.start, [])
    cities = [each for each in near if each.low in ALONE]
    states = [
        each for each in near if each.low in evidence.places.states and each.low != "washington"
    ]
    if one.head in ("state", "commonwealth") or STATE_OFFICE.match(evidence.page.plain, one.end):
        return Choice(
            state, "new-york-by-its-company", "called a state, or a state office follows", other[:1]
        )
    if states and not cities and not one.head:
        return Choice(state, "new-york-by-its-company", "among states", other[:1])
    why = "among cities" if cities or one.head else "nothing beside it says the state"
    return Choice(
        city,
        "new-york-by-its-company" if cities or one.head or one.state else "new-york-alone",
        why,
        other[1:],
    )


def by_state(one: Seen, evidence: Evidence) -> Choice | None:
    """The name of a state."""
    if one.low not in evidence.places.states or one.state:
        return None
    if one.head in ("city", "town", "village", "city and county") or (
        one.after_capital and not one.head
    ):
        return NEVER
    return Choice(_state(one, evidence), "state-by-name", "the name of a state")


def by_qualifier(one: Seen, evidence: Evidence) -> Choice | None:
    bodies = _local(one)
    there = [body for body in bodies if body.state == one.state] if one.state else []
    if not there:
        return None
    there = _best(there, one.head)
    return Choice(
        there[0],
        "place-with-state",
        "its state stands beside it",
        _rest([*there, *bodies], there[0]),
    )


def standing_alone(one: Seen, evidence: Evidence) -> Choice | None:
    code = ALONE.get(one.low)
    bodies = [body for body in _local(one) if body.state == code and body.sort == "place"]
    if not bodies:
        return None
    return Choice(
        bodies[0],
        "city-that-stands-alone",
        "known without its state",
        _rest(_local(one), bodies[0]),
    )


def stated_elsewhere(one: Seen, evidence: Evidence) -> Choice | None:
    code = evidence.stated.get(one.low)
    bodies = _best([body for body in _local(one) if body.state == code], one.head) if code else []
    if not bodies or _rather_a_person(one, evidence):
        return None
    return Choice(
        bodies[0],
        "state-given-elsewhere",
        f"{code} is given with this name elsewhere",
        _rest(_local(one), bodies[0]),
    )


def in_home_state(one: Seen, evidence: Evidence) -> Choice | None:
    bodies = (
        _best([body for body in _local(one) if body.state == evidence.home], one.head)
        if evidence.home
        else []
    )
    if (
        not bodies
        or _rather_a_person(one, evidence)
        or not (_locative(one, evidence) or one.low not in surnames())
    ):
        return None
    return Choice(
        bodies[0],
        "in-home-state",
        f"it is in {evidence.home}, the outlet's home state",
        _rest(_local(one), bodies[0]),
    )


def by_population(one: Seen, evidence: Evidence) -> Choice | None:
    """One body of the name is much larger than any other."""
    bodies = sorted(_local(one), key=lambda body: -body.population)
    if (
        not bodies
        or bodies[0].population < LARGE
        or _abroad(one, evidence)
        or _rather_a_person(one, evidence)
    ):
        return None
    second = bodies[1].population if len(bodies) > 1 else 0
    if bodies[0].population < 4 * second:
        return None
    return Choice(
        bodies[0],
        "by-far-the-largest",
        f"population {bodies[0].population:,}",
        _rest(bodies, bodies[0]),
    )


def in_state_of_text(one: Seen, evidence: Evidence) -> Choice | None:
    """A place in the one state that the text is about."""
    code = evidence.main_state
    bodies = (
        _best(
            [body for body in _local(one) if body.state == code and body.population > 500], one.head
        )
        if code
        else []
    )
    if not bodies or not (_locative(one, evidence) or one.head) or _rather_a_person(one, evidence):
        return None
    return Choice(
        bodies[0],
        "in-state-of-text",
        f"{code} is what the text is about",
        _rest(_local(one), bodies[0]),
    )


def in_company(one: Seen, evidence: Evidence) -> Choice | None:
    """A name in a list whose other members are all in one state."""
    near = evidence.companions.get(one.start, [])
    codes = {
        each.state or evidence.clear.get(each.low, "") or ALONE.get(each.low, "") for each in near
    }
    code = next(iter(codes)) if len(codes) == 1 else ""
    bodies = _best([body for body in _local(one) if body.state == code], one.head) if code else []
    if not bodies or bodies[0].population < SMALL or _rather_a_person(one, evidence):
        return None
    return Choice(
        bodies[0],
        "state-of-its-company",
        f"the others of the list are in {code}",
        _rest(_local(one), bodies[0]),
    )


def largest(one: Seen, evidence: Evidence) -> Choice | None:
    """The largest of the name, in a list of governments or with a head noun; else a choice."""
    bodies = sorted(_local(one), key=lambda body: (-body.population, body.ocd_id))
    if not bodies or not (one.head or _locative(one, evidence)) or _rather_a_person(one, evidence):
        return None
    first, near = bodies[0], len(evidence.companions.get(one.start, [])) >= 2
    few = len({body.ocd_id for body in bodies})
    if few == 1 and (first.population >= SMALL or one.head) and not _abroad(one, evidence):
        return Choice(first, "only-body-of-that-name", "the only one in the register")
    second = bodies[1].population if len(bodies) > 1 else 0
    if first.population >= MIDDLING and (near or first.population >= 2 * second):
        return Choice(
            first,
            "largest-in-a-list",
            f"the largest of {few}, population {first.population:,}",
            tuple(bodies[1 : FEW + 1]),
        )
    if one.head or near:
        return Choice(None, "one-of-several", f"{few} bodies bear the name", tuple(bodies[:FEW]))
    return None


def _state(one: Seen, evidence: Evidence) -> Place | None:
    return next((body for body in one.bodies if body.sort == "state"), None)


def _local(one: Seen) -> list[Place]:
    return [body for body in one.bodies if body.sort in ("place", "town")]


def _best(bodies: list[Place], head: str) -> list[Place]:
    town = head in ("town", "township")
    return sorted(bodies, key=lambda body: ((body.sort == "place") == town, -body.population))


def _rest(bodies: Iterable[Place], chosen: Place) -> tuple[Place, ...]:
    others = {body.ocd_id: body for body in bodies if body.ocd_id != chosen.ocd_id}
    return tuple(sorted(others.values(), key=lambda body: -body.population))[:FEW]


def _locative(one: Seen, evidence: Evidence) -> bool:
    plain = evidence.page.plain
    if evidence.companions.get(one.start) or _dateline(one, plain):
        return True
    return bool(
        LOCATIVE.search(plain, max(0, one.start - 20), one.start)
        or ROLE_AFTER.match(plain, one.end)
    )


DATELINE = re.compile(r"\s*(?:\([^()\n]{2,24}\)\s*)?[-—]{1,2}\s")


def _dateline(one: Seen, plain: str) -> bool:
    """`JACKSON —` at the beginning of a paragraph."""
    opens = not plain[max(0, one.start - 2) : one.start].strip()
    return opens and plain[one.start : one.end].isupper() and bool(DATELINE.match(plain, one.end))


def _rather_a_person(one: Seen, evidence: Evidence) -> bool:
    """`Jackson`, `Madison`: more often a surname, unless a preposition or a head noun says a place."""
    if one.low not in place_surnames() or one.head or one.state:
        return False
    return not (_locative(one, evidence) or evidence.companions.get(one.start))


def _abroad(one: Seen, evidence: Evidence) -> bool:
    """A larger city abroad bears the name, and nothing here says that this one is meant."""
    return one.low in homonyms() and not one.head and not one.state and one.low not in ALONE


STEPS: tuple[Step, ...] = (
    by_county, by_alias, washington, new_york, by_state, by_qualifier, standing_alone,
    stated_elsewhere, in_home_state, by_population, in_state_of_text, in_company, largest,
)  # fmt: skip
