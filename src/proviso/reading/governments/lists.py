"""Names in lists: a head noun shared by all, a kind said before or after them, a county described. Single names are seeing.py's."""

import re
from bisect import bisect_left

from proviso.reading.governments.places import Place, Places
from proviso.reading.governments.seeing import Seen
from proviso.reading.page import Page

NAME = r"[A-Z][\w'.-]*(?:\s(?:of\s)?[A-Z][\w'.-]*){0,3}"
GAP = re.compile(
    r"\s*(?:,|;|,?\s*\band\b|,?\s*\bor\b)\s*(?:and\s+|or\s+|in\s+|the\s+|the\s+(?:City|State|Town|County)\s+of\s+)?\Z"
)
SHARED = re.compile(r"\s+(?P<h>counties|parishes|Counties|Parishes)\b")
FIRST_HEAD = re.compile(
    r"\b(?P<h>states|cities|counties|towns|villages|communities)\s+(?:of|like|such as|including|are|were)\s*:?\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r",?\s+(?:among|and)\s+(?:\w+\s+)?other\s+(?:\w+\s+)?(?P<h>cities|states|counties|towns)"
)
SORT = {
    "states": "state",
    "cities": "city",
    "counties": "county",
    "towns": "town",
    "parishes": "county",
    "villages": "village",
}
IN_ONE = re.compile(r",?\s+(?:(?:all|both|each)\s+)?in\b")
DESCRIBED = re.compile(
    rf"the\s+(?:(?P<s>[A-Z]\w+(?: [A-Z]\w+)?)\s+(?:state\s+)?)?county\s+(?:that|which)\s+(?:includes|contains|encompasses|surrounds|is home to|takes in)\s+(?P<p>{NAME})"
)


def runs(page: Page, seen: list[Seen]) -> list[list[Seen]]:
    """Names that follow each other with only commas, `and` and their qualifiers between."""
    found: list[list[Seen]] = []
    for one in seen:
        if found and _follows(page, found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def end_of(one: Seen) -> int:
    """Where a name ends with its head noun and its qualifier."""
    return max(one.stop, one.qualifier[1] if one.qualifier else 0)


def _follows(page: Page, before: Seen, one: Seen) -> bool:
    between = page.plain[end_of(before) : one.start]
    return len(between) < 40 and "\n" not in between and bool(GAP.match(between.lstrip(".)")))


def share_heads(page: Page, places: Places, seen: list[Seen]) -> list[Seen]:
    """Note the head noun that a list shares; the names that a description or a qualifier covers are dropped."""
    for run in runs(page, seen):
        _after(page, places, run)
        _in_one_state(page, run)
        _before(page, run)
        _others(page, run)
    return seen


def _after(page: Page, places: Places, run: list[Seen]) -> None:
    """`A, B and C counties in D`: back to the last name that has a head noun of its own."""
    noun = SHARED.match(page.plain, run[-1].end)
    if not noun:
        return
    within = places.in_state.match(page.plain, noun.end())
    code = places.states[within["s"].lower()] if within else ""
    for one in reversed(run):
        if (one.head == "county" and one.stop > one.end) or (one.qualifier and one is not run[-1]):
            break
        if any(body.sort == "county" for body in one.bodies):
            one.head, one.shared = "county", True
            one.triggers.append(noun["h"])
            if within and one.in_state(code):
                one.state, one.qualifier = code, within.span("s")


def _in_one_state(page: Page, run: list[Seen]) -> None:
    """`Burlington and Rutland in Vermont`: one state behind names that have none of their own."""
    last = run[-1]
    between = page.plain[last.stop : last.qualifier[0]] if last.qualifier else ""
    if not IN_ONE.match(between):
        return
    for one in reversed(run[:-1]):
        if one.state or one.low == last.low or not one.in_state(last.state):
            break
        one.state = last.state
        one.triggers.extend(last.triggers[-1:])


def _before(page: Page, run: list[Seen]) -> None:
    """`the states of A, B and C`; `cities like A and B`."""
    led = FIRST_HEAD.search(page.plain, max(0, run[0].start - 40), run[0].start)
    if led:
        _give(run, SORT.get(led["h"].lower(), ""), led["h"])


def _others(page: Page, run: list[Seen]) -> None:
    """`A, B and C, among other cities`."""
    noun = OTHERS.match(page.plain, end_of(run[-1]))
    if noun:
        _give(run, SORT[noun["h"]], noun.group())


def _give(run: list[Seen], sort: str, words: str) -> None:
    for one in run:
        fits = sort not in ("county", "state") or any(body.sort == sort for body in one.bodies)
        if sort and not one.head and not one.state and fits:
            one.head = sort
            one.shared = sort == "county"
            one.triggers.append(words)


def described(page: Page, places: Places) -> list[tuple[int, int, Place, str]]:
    """`the Washington state county that includes Seattle`: the county of the place."""
    found = []
    for number in page.at.get("county", ()):
        token = page.tokens[number]
        start = page.plain.rfind("the ", max(0, token.start - 40), token.start)
        whole = DESCRIBED.match(page.plain, start) if start >= 0 else None
        county = _county_of(places, whole["p"], whole["s"] or "") if whole else None
        if whole and county:
            end = whole.end() - whole["p"].endswith(".")
            found.append((whole.start(), end, county, whole["p"].rstrip(".")))
    return found


def _county_of(places: Places, name: str, state: str) -> Place | None:
    code = places.states.get(state.lower(), "")
    for form in (name.rstrip("."), name.rpartition(" ")[0]):
        bodies = [
            one
            for one in places.of(form.lower())
            if one.sort == "place" and (not code or one.state == code)
        ]
        if bodies:
            largest = max(bodies, key=lambda one: one.population)
            return places.by_county.get(largest.county)
    return None


def without_qualifiers(seen: list[Seen]) -> list[Seen]:
    """The names that are not themselves another name's qualifier."""
    spans = sorted(one.qualifier for one in seen if one.qualifier)
    firsts = [start for start, _ in spans]
    kept = []
    for one in seen:
        at = bisect_left(firsts, one.start + 1) - 1
        if at < 0 or one.start >= spans[at][1]:
            kept.append(one)
    return kept
