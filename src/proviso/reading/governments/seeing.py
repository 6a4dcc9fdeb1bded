"""Where names of the register stand in a page, and what stands beside them. Which body is meant, choosing.py says."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from proviso.reading.governments.places import ALONE, Place, Places
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.words import ordinary

HEADS = "city and county|city|town|village|township|borough|county|state|commonwealth|parish|municipality"
OF = re.compile(rf"\b(?P<h>{HEADS}) of (?:the )?\Z", re.IGNORECASE)
MAYOR_OF = re.compile(r"\b[Mm]ayors?\b[^.;:\n]{0,110}\bof\s+\Z")
OWN_HEAD = re.compile(
    r"\s+(?P<h>County|Parish|Borough|Counties|Metro|Township|Census Area|city|county|state|parish|township|town|village)\b(?!-)"
)
ROLE_AFTER = re.compile(
    r"(?:'s)?\s+(?:Mayor|Gov\b|Governor|Police|City|County|Sheriff|Council|Councilman|Councilwoman|Councilmember|Board|Fire|Public|School|Schools|Democrat|Republican|Rep|Sen|Attorney|Assemblyman|Supervisor|Commissioner|Department|Chief|District|Superior|Municipal|State|Metro|Mayors|Secretary|Lt|Senator|Congressman|Congresswoman|Democratic|House|Senate|Legislature|Supreme|AG|Town|Village|Library|Clerk|Treasurer|Auditor|Select|Selectboard|Administrator|Manager)\b"
)
A_NAME_GOES_ON = re.compile(
    r"\s+(?:Tribune|Times|Post|Globe|Herald|Chronicle|Bee|Sun|Inquirer|Journal|News|Magazine|Press|Gazette|Register|Dispatch|Review|Examiner|Daily|Weekly|Observer|Sentinel|Courier|Star|University|College|Street|Avenue|Ave\.|Boulevard|Blvd\.|Road|Bay|River|Lake|Valley|Beach|Hills|Island|Mountain|Hotel|Airport|Airlines|Bank|Bears|Bulls|Cubs|Sox|Yankees|Mets|Giants|Jets|Lakers|Dodgers|Broncos|Cowboys|Eagles|Steelers|Patriots|Celtics|Warriors|Kings|Red|White|Tech|Heights|Square|Park|Hospital|Medical|Center|Church|Stadium|Theater|Theatre|Museum|Orchestra|Symphony|Inc|LLC|Corp|Company|Co|Creek|Bridge|Springs|Foundation|Institute|Convention|Statement|Act|Protocol|Agreement)\b"
)
PERIOD = re.compile(r"[;:!?\"()\n]")
BEFORE = frozenset(
    "mayor gov. gov governor downtown greater metro sen. rep. senator in the from of at u.s. late monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december north south east "
    "west northern southern upstate central and but as former then so while with for when by like both many some other since after "
    "before although however if because where that this a an democratic republican attorney general sheriff city state old new "
    "to nearby only meanwhile except unlike including".split()
)  # fmt: skip
DISTRICT = re.compile(
    r"(?:(?:Eastern|Western|Northern|Southern|Middle|Central|EASTERN|WESTERN|NORTHERN|SOUTHERN|MIDDLE|CENTRAL)\s+)?(?:District|DISTRICT)\s+(?:of|OF)\s+(?!Columbia|COLUMBIA)[A-Z]\w+(?:\s(?:York|Jersey|Mexico|Hampshire|Carolina|Dakota|Virginia|Island|YORK|JERSEY|MEXICO|CAROLINA|VIRGINIA))?"
)
LONGEST = 7
UNSURE = ("WA", "NY", "DC")  # `Washington Post`, `New York Times`


@dataclass(slots=True, kw_only=True)
class Seen:
    """A name where it stands. `stop` is the end with its head noun; `head` the sort that the words ask for."""

    start: int
    end: int
    stop: int
    low: str
    bodies: list[Place]
    head: str = ""
    state: str = ""
    qualifier: tuple[int, int] | None = None
    triggers: list[str] = field(default_factory=list)
    after_capital: bool = False
    before_capital: bool = False
    goes_on: bool = False
    hyphened: bool = False
    shared: bool = False
    by_alias: bool = False

    def in_state(self, code: str) -> list[Place]:
        return [one for one in self.bodies if one.state == code and one.sort != "state"]


def see(page: Page, places: Places, taken: Taken) -> tuple[list[Seen], list[str]]:
    """Every name with its neighbours noted, and the states named inside what is taken (`Oregon Department of …`)."""
    blocked = Taken(page, ((found.start(), found.end()) for found in DISTRICT.finditer(page.plain)))
    named = _names(page, places)
    seen = [
        one for one in named if taken.free(one.start, one.end) and blocked.free(one.start, one.end)
    ]
    inside = [
        places.states[one.low]
        for one in named
        if one.low in places.states and not taken.free(one.start, one.end)
    ]
    for one in seen:
        _beside(page, one)
        _headed(page, places, one)
        _qualified(page, places, one)
    return seen, [code for code in inside if code not in UNSURE]


def _names(page: Page, places: Places) -> list[Seen]:
    found: list[Seen] = []
    at = 0
    while at < len(page.tokens):
        hit = _name_at(page, places, at) if page.tokens[at].text[0].isupper() else None
        if hit is None:
            at += 1
            continue
        one, after = hit
        found.append(one)
        at = after
    return found


def _name_at(page: Page, places: Places, at: int) -> tuple[Seen, int] | None:
    first = page.tokens[at]
    longest = min(places.longest.get(first.low, 0), LONGEST, len(page.tokens) - at)
    for count in range(longest, 0, -1):
        last = page.tokens[at + count - 1]
        form = page.plain[first.start : last.end]
        if PERIOD.search(form) or (count > 1 and last.text[0].islower()):
            continue
        for end in _ends(page, last.end, form):
            body = page.plain[first.start : end]
            bodies = places.of(body.lower())
            if bodies and _written_as_name(body):
                alias = body.lower() in places.aliases
                return Seen(
                    start=first.start,
                    end=end,
                    stop=end,
                    low=body.lower(),
                    bodies=bodies,
                    by_alias=alias,
                ), at + count
    return None


def _ends(page: Page, end: int, form: str) -> tuple[int, ...]:
    """`Washington, D.C` with its last full stop, and without."""
    return (end + 1, end) if page.plain[end : end + 1] == "." and form[-2:-1] == "." else (end,)


def _written_as_name(form: str) -> bool:
    """Not an acronym: `ICE`, `WHO`, `MO`."""
    return not (form.isupper() and len(form) <= 4 and form not in ("NYC", "D.C.")) and len(form) > 2


def _beside(page: Page, one: Seen) -> None:
    """Capitals and hyphens beside the name: it may be part of another."""
    plain = page.plain
    number = bisect_left(page.starts, one.start)
    if number:
        before = page.tokens[number - 1]
        gap = plain[before.end : one.start]
        word = before.low + ("." if gap.startswith(".") else "")
        capital = (
            before.text[0].isupper()
            and gap in (" ", ". ")
            and before.low not in BEFORE
            and word not in BEFORE
        )
        one.after_capital = (
            capital
            and not page.first_of_sentence(before.start)
            and not (gap == ". " and page.first_of_sentence(one.start))
        )
        if gap == "" and before.text in ("-", "@", "#", "&"):
            one.hyphened = True
    if plain[one.end : one.end + 1] == "-" and plain[one.end + 1 : one.end + 2].isalpha():
        one.hyphened = True


def _headed(page: Page, places: Places, one: Seen) -> None:
    """`City of X`, `X County`, `Washington state`."""
    plain = page.plain
    if " " in one.low and all(
        body.sort == "county" and body.name.lower() == one.low for body in one.bodies
    ):
        one.head = "county"
        one.triggers.append(one.low.rpartition(" ")[2])
    led = OF.search(plain, max(0, one.start - 24), one.start)
    if led:
        one.head = led["h"].lower()
        one.triggers.append(led.group())
    elif MAYOR_OF.search(plain, max(0, one.start - 130), one.start):
        one.head = "city"
        one.triggers.append("mayor of")
    own = OWN_HEAD.match(plain, one.end)
    if own and not one.by_alias:
        _own_head(places, one, own)
    after = plain[one.stop : one.stop + 24]
    one.goes_on = bool(A_NAME_GOES_ON.match(after))
    one.before_capital = bool(re.match(r"\s[A-Z]", after)) and not ROLE_AFTER.match(after)


def _own_head(places: Places, one: Seen, own: re.Match[str]) -> None:
    word = own["h"]
    low = word.lower()
    county = any(body.sort == "county" for body in one.bodies)
    if (
        low in ("county", "parish", "borough", "census area")
        and county
        and (word[0].isupper() or low in ("county", "parish"))
    ):
        one.head, one.stop = "county", own.end()
        one.triggers.append(word)
    elif word == "Counties" and county:
        one.head = "county"
        one.triggers.append(word)
    elif word == "Metro":
        one.head, one.stop = "city", own.end()
    elif word == "state" and one.low in places.states:
        one.head = "state"
        one.triggers.append(word)
    elif low in ("township", "town", "village") and word[0].isupper():
        one.head, one.stop = low, own.end()
        one.triggers.append(word)
    elif word == "city" and one.low in ("new york", "kansas", "oklahoma"):
        one.head = "city"


def _qualified(page: Page, places: Places, one: Seen) -> None:
    """`, Calif.`, `(Vt.)`, `in Illinois`: a state that qualifies, where a body of that name is in it."""
    if one.low in places.states and one.low not in ("new york", "washington"):
        return
    after = page.plain[one.stop : one.stop + 1]
    found = places.after_name.match(page.plain, one.stop) if after in (",", " ") else None
    code = (
        places.state_codes.get(found["s"]) or places.state_codes.get(found["s"].lower())
        if found
        else None
    )
    if found and code and one.in_state(code) and not _only_a_list(page, places, one, found, code):
        one.state, one.qualifier = code, found.span("s")
        one.triggers.append(found["s"])
        return
    within = places.in_state.match(page.plain, one.stop)
    if within and (code := places.states[within["s"].lower()]) and one.in_state(code):
        one.state, one.qualifier = code, within.span("s")
        one.triggers.append(f"in {within['s']}")


def _only_a_list(page: Page, places: Places, one: Seen, found: re.Match[str], code: str) -> bool:
    """`Chicago, California and Oregon`: the comma of a list, where the name is known to be elsewhere."""
    spelt = found["s"].lower() in places.states
    more = re.compile(r"(?:,\s*\w+)*,?\s+(?:and|or)\b").match(page.plain, found.end())
    return spelt and bool(more) and one.low in ALONE and ALONE[one.low] != code


def plain_word(one: Seen) -> bool:
    """An ordinary word that is also a place's name, with nothing that says it is a place."""
    return one.low in ordinary() and not one.state and not one.head
