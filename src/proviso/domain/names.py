"""Names of places as people write them, read into what they may mean. Knows no governments.

"Cook County, Ill.", "City and County of Denver", "Burlington, Vt" and "the Washington state county
that includes Seattle" each give readings: the spelling to look up, the state it must lie in, the
part the body must play. Which government bears the spelling is the register's to say.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

# Marks that vanish, and marks that part words.
_MARKS = str.maketrans(
    {
        **dict.fromkeys(".'\u2019\u2018\u02bb`", ""),
        **dict.fromkeys(",/()-\u2010\u2011\u2013\u2014_", " "),
        "&": " and ",
    }
)
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_LONG = frozenset(_SHORT)

# Words before a name that say which part the body must play.
_BEFORE = (
    ("city and county of ", frozenset({"city", "county"})),
    ("town and county of ", frozenset({"town", "county"})),
    ("consolidated city of ", frozenset({"city", "county"})),
    ("city of ", frozenset({"city"})),
    ("county of ", frozenset({"county"})),
    ("parish of ", frozenset({"county"})),
    ("state of ", frozenset({"state"})),
    ("commonwealth of ", frozenset({"state"})),
    ("town of ", frozenset({"town"})),
    ("township of ", frozenset({"town"})),
    ("village of ", frozenset({"town"})),
)
_AFTER = (
    (" state", frozenset({"state"})),
    (" city and county", frozenset({"city", "county"})),
    (" metropolitan government", frozenset({"city", "county"})),
    (" metro government", frozenset({"city", "county"})),
    (" metro", frozenset({"city", "county"})),
)
_COUNTY_AROUND = re.compile(
    r"(?:the )?(?:(?P<state>.+?) )??(?:state )?county (?:that |which )?"
    r"(?:includes|including|contains|containing|surrounds|surrounding|around|is home to|home to) "
    r"(?P<place>.+)"
)
_IN_BRACKETS = re.compile(r"(?P<head>[^(]+)\((?P<tail>[^()]+)\)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a name. `state` is a postal code; `roles` must all be the body's.

    `within`: the body lies inside the state, so it is not the state itself ("New York, New York").
    """

    key: str
    state: str | None = None
    roles: frozenset[str] = frozenset()
    within: bool = False


def spelled(text: str) -> str:
    """The spelling under which names are compared: case, accents and full stops make no difference."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in parts if not unicodedata.combining(each))
    words = text.translate(_MARKS).casefold().split()
    if not _LONG.isdisjoint(words):
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


def keys(*names: str) -> set[str]:
    """Every spelling under which a body of these names is found, bracketed parts by themselves too."""
    found = set()
    for name in names:
        found.add(spelled(name))
        if "(" in name and (parts := _IN_BRACKETS.match(name)):
            found |= {spelled(parts["head"]), spelled(parts["tail"])}
    return found - {""}


def readings(text: str, states: Mapping[str, str]) -> tuple[Reading, ...]:
    """The ways to read a name at first sight; `states` gives the postal code for a spelled state."""
    whole = _designated(spelled(text))
    parted = _parted(text, states)
    if parted is None:
        return whole
    head, state = parted
    located = tuple(
        replace(reading, state=state, within=True) for reading in _designated(spelled(head))
    )
    return whole + located


def second_readings(text: str, states: Mapping[str, str]) -> tuple[Reading, ...]:
    """For a name not found at first sight: its last words may be a state ("Cook County Illinois")."""
    words = spelled(text).split()
    for count in range(1, min(4, len(words))):
        state = states.get(" ".join(words[-count:]))
        if state is not None:
            rest = _designated(" ".join(words[:-count]))
            return tuple(replace(reading, state=state, within=True) for reading in rest)
    return ()


def county_around(text: str, states: Mapping[str, str]) -> Reading | None:
    """A county told by a place in it: the reading of that place, or None where it is no such phrase."""
    phrase = _COUNTY_AROUND.fullmatch(spelled(text))
    if phrase is None:
        return None
    if phrase["state"] is None:
        return Reading(key=phrase["place"])
    state = states.get(phrase["state"])
    return None if state is None else Reading(key=phrase["place"], state=state, within=True)


def _parted(text: str, states: Mapping[str, str]) -> tuple[str, str] | None:
    """The name and the state after its comma or in its brackets."""
    head, _, tail = text.rpartition(",")
    if not head and (brackets := _IN_BRACKETS.fullmatch(text)):
        head, tail = brackets["head"], brackets["tail"]
    state = states.get(spelled(tail))
    return (head, state) if head.strip() and state is not None else None


def _designated(key: str) -> tuple[Reading, ...]:
    """The readings of a spelling: as it stands, and without the words that say what kind it is."""
    plain = key.removeprefix("the ")
    if plain.endswith(" co"):
        plain += "unty"
    plain = plain.removesuffix(" government") if plain.endswith("county government") else plain
    found = [Reading(key=each) for each in dict.fromkeys((key, plain))]
    for before, roles in _BEFORE:
        if plain.startswith(before):
            found.append(Reading(key=plain.removeprefix(before), roles=roles))
            break
    for after, roles in _AFTER:
        if plain.endswith(after):
            found.append(Reading(key=plain.removesuffix(after), roles=roles))
            break
    return tuple(reading for reading in found if reading.key)
