"""What a whole text says of where it is: states named, names whose state is given, names that mean one body. Choosing is in choosing.py."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from proviso.reading.governments.lists import runs
from proviso.reading.governments.places import ALONE, Places
from proviso.reading.governments.seeing import DISTRICT, Seen, plain_word
from proviso.reading.page import Page
from proviso.reading.words import homonyms, place_surnames

LARGE, SMALL = 100_000, 10_000


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the whole text says of where it is."""

    page: Page
    places: Places
    seen: list[Seen]
    home: str
    inside: tuple[str, ...] = ()

    @cached_property
    def states(self) -> Counter[str]:
        """States that the text names or qualifies names with."""
        found: Counter[str] = Counter(self.inside)
        if self.home:
            found[self.home] += 4
        for district in DISTRICT.finditer(self.page.plain):
            name = district.group().split(" of ")[-1].split(" OF ")[-1].lower()
            if name in self.places.states:
                found[self.places.states[name]] += 2
        for one in self.seen:
            if one.state:
                found[one.state] += 2
            elif one.low in self.places.states:
                found[self.places.states[one.low]] += 1
            elif one.low in ALONE:
                found[ALONE[one.low]] += 1
        return found

    @cached_property
    def clear(self) -> dict[str, str]:
        """Names that one body bears, or one far larger than the others, with its state."""
        found = {one.low: clear_state(one) for one in self.seen}
        return {low: code for low, code in found.items() if code}

    def weight(self, one: Seen, code: str) -> int:
        """How much of the text beside this name speaks for a state."""
        others = sum(state == code for low, state in self.clear.items() if low != one.low)
        return self.states.get(code, 0) + others

    @cached_property
    def main_state(self) -> str:
        """The one state that the text is about: most of what it names is there; else empty."""
        if not self.states:
            return ""
        code, weight = self.states.most_common(1)[0]
        return code if weight * 5 >= 3 * sum(self.states.values()) else ""

    @cached_property
    def stated(self) -> dict[str, str]:
        """Names whose state is given somewhere."""
        return {one.low: one.state for one in self.seen if one.state and one.head != "county"}

    @cached_property
    def companions(self) -> dict[int, list[Seen]]:
        """For each name, those in the same list."""
        return {
            one.start: [each for each in run if each is not one]
            for run in runs(self.page, self.seen)
            for one in run
        }


def clear_state(one: Seen) -> str:
    """The state of a name that one body bears, or one far larger than the others; else empty."""
    if one.state or one.low in ALONE or plain_word(one):
        return ""
    if one.by_alias:
        return one.bodies[0].state
    counties = one.head == "county"
    bodies = sorted(
        (
            body
            for body in one.bodies
            if (body.sort == "county") == counties and body.sort != "state"
        ),
        key=lambda body: -body.population,
    )
    if not bodies or one.low in homonyms() or any(body.sort == "state" for body in one.bodies):
        return ""
    alone = len({body.ocd_id for body in bodies}) == 1 and bodies[0].population >= SMALL
    second = bodies[1].population if len(bodies) > 1 else 0
    clear = alone or (bodies[0].population >= LARGE and bodies[0].population >= 4 * second)
    return bodies[0].state if clear and one.low not in place_surnames() else ""
