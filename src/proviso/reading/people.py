"""People with their roles. Who said what is in speakers.py; an anonymous speaker is no person here.

A run of capitalised words is a person's name where something says so: a title before it, a role
after it, a byline, a verb of speech beside it, a first name of the Census.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from proviso.reading.bylines import in_byline
from proviso.reading.names import SUFFIX, Name, is_shouted, may_be_name, runs
from proviso.reading.offices import (
    LINE_BELOW,
    OFFICES,
    alone_on_line,
    office_before,
    role_set_off,
)
from proviso.reading.organisations import Mention
from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.persons import Person, join_mentions, merge
from proviso.reading.proposal import Alternative, Kind, Proposal
from proviso.reading.words import (
    NOT_FIRST,
    PLURAL_ROLES,
    ROLE_PHRASES,
    ROLES,
    TITLES,
    VERBS,
    Named,
    Phrases,
    first_names,
    place_surnames,
    surnames,
)

COURTESY = frozenset(("Mr.", "Mrs.", "Ms.", "Dr.", "Honorable", "Hon."))
MODIFIER = re.compile(
    r"(?:\b(?:then|former|ex|acting|interim|the late|outgoing|incoming|republican|democratic|deputy|assistant|senior|longtime|federal|state|chief|associate|vice|regional|retired|white house|u\.s\.)[\s-]+)+\Z",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\b(?:[Pp]hoto(?:graph)?s?|[Ii]mage|[Cc]redit|[Ii]llustration)(?:\s+by)?:?\s+(?:by\s+)?\Z"
)
_ROLES = "|".join(sorted(map(re.escape, (*ROLE_PHRASES, *ROLES)), key=len, reverse=True))
ROLE_AFTER = re.compile(
    r",\s+(?:who\s+(?:is|was|serves as|leads|chairs)\s+)?(?:(?:the|a|an|its|his|her|their|one of)\s+)?"
    r"(?P<role>(?:(?!(?:and|or|but|said|says|told|who|which|that|is|was)\b)[A-Za-z][\w'.-]*\s+){0,5}?"
    rf"(?:{_ROLES})(?:\s+(?:{_ROLES}))*)\b"
    r"(?:\s+(?:of|for|at|with|in|from)\s+(?:the\s+)?(?P<of>[A-Z][\w.&'-]*(?:\s+(?:(?:of|and|for|the)\s+)?[A-Z][\w.&'-]*){0,5}))?",
    re.IGNORECASE,
)
IN_CAPACITY = re.compile(
    r",\s+in\s+(?:his|her|their)\s+(?:official|individual)?\s*capacity\s+as\s+(?:the\s+)?(?P<role>(?:[A-Z][a-z]+\s+){0,3}?[A-Z][a-z]+)(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z][\w.&' -]{2,60}))?"
)
OF_AFTER = re.compile(r"(?:,)?\s+(?:of|for)\s+(?:the\s+)?")
LIST_LEAD = re.compile(
    r"\b(?P<role>\w+),?\s+(?:like|such as|including)\s+(?:[^.;:\n]{1,120}?(?:,|,? and)\s+)?\Z"
)
MORE = re.compile(r"(?:,\s*|,?\s+and\s+)(?=[A-Z])")
TITLE_TABLE = Phrases(Named(title, title, "") for title in TITLES)
MONTHS = frozenset(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
LOWER_ROLES = frozenset(phrase.rpartition(" ")[2] for phrase in ROLE_PHRASES) | ROLES
LONGEST = 5


class Around(NamedTuple):
    """What is known of the page when people are looked for: where organisations and governments are named."""

    page: Page
    ends: dict[int, tuple[int, str]]
    starts: dict[int, str]
    taken: Taken


def around(page: Page, named: list[Mention], governments: list[Proposal]) -> Around:
    ends = {one.end: (one.start, str(one.value or one.text)) for one in governments}
    ends |= {one.end: (one.start, one.name) for one in named}
    starts = {one.start: str(one.value or one.text) for one in governments} | {
        one.start: one.name for one in named
    }
    return Around(page, ends, starts, Taken(page, ((one.start, one.end) for one in named)))


def people(near: Around) -> list[Person]:
    """Everyone named in full, once each, in order of first mention."""
    held: dict[str, Person] = {}
    for run in runs(near.page):
        made = _person(near, run)
        if made is not None:
            merge(held, made)
    join_mentions(held)
    return sorted(held.values(), key=lambda one: one.start)


# --- what says that a run is a person --------------------------------------------------------


def _person(near: Around, run: Name) -> Person | None:
    """The person in a run, after titles, organisations and places in front are taken off."""
    page = near.page
    first, role, triggers = _after_titles(page, run, near.taken.free)
    last = run.last
    while last > first and (
        page.tokens[last].low in MONTHS
        or not near.taken.free(page.tokens[last].start, page.tokens[last].end)
    ):
        last -= 1
    first = _after_other_names(near, first, last, role)
    shouted = is_shouted(page, first, last)
    if last <= first or last - first >= LONGEST or not (shouted or may_be_name(page, first, last)):
        return None
    start, end = page.tokens[first].start, page.tokens[last].end
    if not near.taken.free(start, end):
        return None
    made = _with_suffix(page, start, end)
    if shouted:
        return _in_capitals(page, made)
    if role:
        return _titled(near, made, run, role, triggers)
    return _told(near, made, run, first, last)


def _in_capitals(page: Page, made: Person) -> Person | None:
    """`JANE ROE, Administrator` in a caption, `JANE ROE` above an office: only with an office behind or below."""
    behind = ROLE_AFTER.match(page.plain, made.end) or IN_CAPACITY.match(page.plain, made.end)
    found = behind or _below(page, made)
    if in_byline(page.plain, made.start, made.end):
        made.name, made.role, made.rule = made.name.title(), "author", "person-in-byline"
        made.triggers = ["By"]
        return made
    if found is None or found["role"].lower().split()[-1] not in LOWER_ROLES:
        return None
    made.name, made.role, made.of = made.name.title(), found["role"], found["of"]
    made.rule, made.triggers = "person-before-role", [found["role"]]
    return made


def _with_suffix(page: Page, start: int, end: int) -> Person:
    more = SUFFIX.match(page.plain, end)
    stop = more.end() if more else end
    return Person(name=" ".join(page.plain[start:stop].split()), start=start, end=stop, rule="")


def _after_titles(
    page: Page, run: Name, free: Callable[[int, int], bool]
) -> tuple[int, str | None, list[str]]:
    """The last title inside the run and the word after it: `New York City Mayor | Bill de Blasio`."""
    first, role = run.first, None
    at = run.first
    while at < run.last:
        token = page.tokens[at]
        row = (
            TITLE_TABLE.at(page.plain, token.start, token.low)
            if token.low in TITLE_TABLE.by_first
            else None
        )
        after = page.token_at(token.start + len(row.form)) if row else at
        if (
            row
            and free(token.start, token.end)
            and after <= run.last
            and not (
                row.form in ("Chief", "Justice")
                and page.tokens[after].low in ("department", "judge")
            )
        ):
            first, role = after, row.form
            at = after
        else:
            at += 1
    return first, role, [role] if role else []


def _after_other_names(near: Around, first: int, last: int, role: str | None) -> int:
    """Skip an organisation or a place at the beginning: `Justice Department | Jane Roe`."""
    page = near.page
    if role is not None:
        return first
    for at in range(last, first, -1):
        if page.tokens[at - 1].end in near.ends and at > first and at < last:
            return at
    while first < last and page.tokens[first].text in NOT_FIRST:
        first += 1
    return first


def _titled(near: Around, made: Person, run: Name, role: str, triggers: list[str]) -> Person | None:
    """`[place] [former] Mayor Name [of place]`."""
    page = near.page
    title = page.plain.rfind(role, page.tokens[run.first].start, made.start)
    before = MODIFIER.search(page.plain, max(0, title - 40), title)
    start = before.start() if before else title
    made.role = (
        None
        if role in COURTESY
        else page.plain[start : title + len(role)].strip().replace("  ", " ")
    )
    made.rule = "person-with-courtesy-title" if role in COURTESY else "person-after-title"
    made.triggers = triggers
    made.of = _of_before(near, start) or _of_behind(near, made.end) or OFFICES.get(made.role or "")
    behind = ROLE_AFTER.match(page.plain, made.end)
    behind = behind or _below(page, made)
    if behind and made.role is None:
        made.role, made.of = behind["role"], behind["of"] or made.of
    return made


def _below(page: Page, made: Person) -> re.Match[str] | None:
    """The role on the line below a name that begins its line."""
    below = LINE_BELOW.match(page.plain, made.end)
    if below and alone_on_line(page.plain, made.start):
        return below if below["role"].split()[-1].lower() in LOWER_ROLES else None
    return None


def _of_before(near: Around, start: int) -> str | None:
    before = _before(near, start)
    return before[1] if before else None


def _before(near: Around, start: int) -> tuple[int, str] | None:
    """The organisation or government that ends right before: where it begins, and its name."""
    for gap in (1, 2, 3, 4):
        if start - gap in near.ends and near.page.plain[start - gap : start].strip() in (
            "",
            "'s",
            "'",
        ):
            return near.ends[start - gap]
    return None


def _of_behind(near: Around, end: int) -> str | None:
    found = OF_AFTER.match(near.page.plain, end)
    return near.starts.get(found.end()) if found else None


def _told(near: Around, made: Person, run: Name, first: int, last: int) -> Person | None:
    """Without a title: what stands around the name."""
    plain = near.page.plain
    behind = ROLE_AFTER.match(plain, made.end)
    if behind and behind["role"].lower().split()[-1] in LOWER_ROLES:
        made.role, made.rule, made.triggers = behind["role"], "person-before-role", [behind["role"]]
        made.of = (
            near.starts.get(behind.start("of"), behind["of"])
            if behind["of"]
            else _of_before(near, behind.start("role"))
        )
        return made
    below = _below(near.page, made)
    if below is not None:
        made.role, made.of = below["role"], below["of"]
        made.rule, made.triggers = "person-before-role", [below["role"]]
        return made
    office = office_before(plain, _before(near, made.start))
    if office is not None:
        made.role, made.of = office
        made.rule, made.triggers = "person-after-title", [office[0]]
        return made
    lower = _lower_role(near, first)
    if lower is not None:
        made.role, made.of = lower
        made.rule, made.triggers = "person-after-role", [lower[0]]
        made.of = made.of or _of_behind(near, made.end)
        return made
    role = role_set_off(plain, made.start, made.end, LOWER_ROLES)
    if role is not None:
        made.role, made.rule, made.triggers = role, "person-after-role", [role]
        return made
    return _by_weaker_signs(near, made, first, last)


def _lower_role(near: Around, first: int) -> tuple[str, str | None] | None:
    """`Justice Department spokeswoman Name`, `acting ICE director Name`, `mayors, like Name of Place`."""
    page, plain = near.page, near.page.plain
    if not first:
        return None
    before = page.tokens[first - 1]
    if (
        before.low in LOWER_ROLES
        and before.text.islower()
        and plain[before.end : page.tokens[first].start] == " "
    ):
        return _role_in_small_letters(near, first)
    start = page.tokens[first].start
    led = LIST_LEAD.search(plain, max(0, start - 150), start)
    if led and led["role"].lower() in PLURAL_ROLES:
        return led["role"].lower().rstrip("s"), None
    return None


def _role_in_small_letters(near: Around, first: int) -> tuple[str, str | None]:
    page, plain = near.page, near.page.plain
    start = page.tokens[first - 1].start
    for phrase in ROLE_PHRASES:
        if plain.endswith(phrase, 0, page.tokens[first - 1].end):
            start = min(start, page.tokens[first - 1].end - len(phrase))
    before = _before(near, start)
    lead = before[0] if before else start
    changed = MODIFIER.search(plain, max(0, lead - 30), lead)
    own = plain[start : page.tokens[first - 1].end]
    role = (changed.group() if changed else "") + own
    return " ".join(role.split()), before[1] if before else None


def _by_weaker_signs(near: Around, made: Person, first: int, last: int) -> Person | None:
    page, plain = near.page, near.page.plain
    if in_byline(plain, made.start, made.end):
        made.role, made.rule, made.triggers = "author", "person-in-byline", ["By"]
        return made
    if CREDIT.search(plain, max(0, made.start - 20), made.start):
        made.role, made.rule, made.triggers = "photo credit", "person-in-credit", ["Photo"]
        return made
    if page.plain[max(0, made.start - 1) : made.start] == "'" or made.start in near.starts:
        return None
    speech = _beside_speech(page, first, last)
    known = page.tokens[first].low in first_names()
    surname = page.tokens[last].low
    if speech and (known or surname in surnames()):
        made.rule, made.triggers = "person-who-speaks", [speech]
        made.of = _of_behind(near, made.end)
        return made
    if known and _name_like(page, first, last):
        made.rule, made.triggers = "person-by-first-name", [page.tokens[first].text]
        made.of = _of_behind(near, made.end)
        return made
    return None


def _beside_speech(page: Page, first: int, last: int) -> str:
    """The verb of speech right before or behind the name."""
    tokens = page.tokens
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        after is not None
        and after.low in ("has", "had", "also", "later", "recently")
        and last + 2 < len(tokens)
    ):
        after = tokens[last + 2]
    before = tokens[first - 1] if first else None
    return next(
        (token.low for token in (after, before) if token is not None and token.low in VERBS), ""
    )


def _name_like(page: Page, first: int, last: int) -> bool:
    """No heading written in capitals; a surname that is one, or no other word."""
    sentence = page.paragraphs[page.paragraph_number(page.tokens[first].start)]
    body = page.plain[sentence.start : sentence.end]
    heading = not body.rstrip().endswith((".", '"', "?", ":", ")")) and body[:1] != '"'
    low = page.tokens[last].low
    if heading and low not in surnames():
        return False
    if page.tokens[first].low in place_surnames() and low not in surnames():
        return False
    return low in surnames() or (last - first == 1 and low not in page.at.keys() - {low})


def proposals(page: Page, found: list[Person]) -> list[Proposal]:
    """One proposal for each person, at the first mention in full."""
    return [
        propose(
            page, Kind.PEOPLE, (one.start, one.end), one.name, one.rule, triggers=one.triggers,
            alternatives=[Alternative(value=role, why="another role in this text") for role, _ in one.more_roles],
            role=one.role, of=one.of,
            also=[{"role": role, "of": of} for role, of in one.more_roles],
            mentions=[list(place) for place in one.places],
        )
        for one in found
    ]  # fmt: skip
