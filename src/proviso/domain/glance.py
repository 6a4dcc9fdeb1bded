"""What a whole roster's standing needs of an entry, found in its bytes without parsing them all. Reading all of it is encoding's.

Why this is exact: canonical JSON has its keys in order, no white space, and no quotation
mark inside text without a backslash before it. So `,"fact":{"kind":"` stands nowhere but
where the fact begins, and the last `,"learned":"` and `,"on":` are the envelope's own, for
nothing but lists and text comes after the fact. A kind in an older version is read in full.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple, get_args

from proviso.domain.course import BY_CLASS, BY_LETTER, BY_OUTCOME, CODE, NOTHING, code_of
from proviso.domain.encoding import VERSIONS, entry_from, kind_of
from proviso.domain.facts import FACTS, MatterRoomFact
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.facts.remedies import AppealDecided

NOWHERE, OTHER_ROOM = 0, -1
FACT, TOLD, VERSION = b',"fact":{"kind":"', b'","told":{', b'},"version":'
KIND, OUTCOME, LEARNED, ON = b'"kind":"', b'"outcome":"', b',"learned":"', b',"on":'


class Glance(NamedTuple):
    """The fact's column in the course's table, whether it opens the matter, and its days as ordinals.

    `on` is 0 where the day is not known; `code` is -1 for a fact of another room.
    """

    code: int
    opens: bool
    on: int
    learned: int


class _Known(NamedTuple):
    """What a kind says by itself: its code, and the field and words that decide where it depends on one."""

    code: int
    opens: bool
    current: bytes
    field: bytes | None
    words: dict[bytes, int]


def _known(cls: type) -> _Known:
    kind = kind_of(cls)
    field, words = {
        LetterSent: (KIND, BY_LETTER),
        AppealDecided: (OUTCOME, BY_OUTCOME),
    }.get(cls, (None, {}))
    code = CODE[BY_CLASS[cls]] if cls in BY_CLASS else NOTHING
    return _Known(
        code=code if cls in get_args(MatterRoomFact) else OTHER_ROOM,
        opens=cls is MatterOpened,
        current=b"%d" % VERSIONS.get(kind, 1),
        field=field,
        words={str(word).encode(): CODE[name] for word, name in words.items()},
    )


BY_KIND: dict[bytes, _Known] = {kind_of(cls).encode(): _known(cls) for cls in FACTS}


def glance(body: bytes) -> Glance:
    """Look at an entry's canonical bytes. Raises Unreadable for what is none."""
    try:
        start = body.index(FACT, body.rindex(b"\n")) + len(FACT)
        end = body.index(TOLD, start)
        known = BY_KIND[body[start:end]]
        learned = body.rindex(LEARNED) + len(LEARNED)
        version = body.rindex(VERSION, end, learned) + len(VERSION)
        if body[version : body.index(b"}", version)] != known.current:
            return _in_full(body)
        code = known.code if known.field is None else _by_word(body, end, known)
        on = body.rindex(ON, learned) + len(ON)
        day = NOWHERE if body[on : on + 4] == b"null" else ordinal(body[on + 1 : on + 11])
        return Glance(code, known.opens, day, ordinal(body[learned : learned + 10]))
    except (ValueError, KeyError):
        return _in_full(body)


def _by_word(body: bytes, told: int, known: _Known) -> int:
    assert known.field is not None  # noqa: S101 - asked for only where it is
    start = body.index(known.field, told) + len(known.field)
    return known.words.get(body[start : body.index(b'"', start)], NOTHING)


@lru_cache(maxsize=1 << 16)
def ordinal(day: bytes) -> int:
    """2018-01-24 as the number of that day."""
    return date.fromisoformat(day.decode("ascii")).toordinal()


def _in_full(body: bytes) -> Glance:
    entry = entry_from(body)
    ours = isinstance(entry.fact, MatterRoomFact)
    return Glance(
        code=code_of(entry.fact) if ours else OTHER_ROOM,
        opens=isinstance(entry.fact, MatterOpened),
        on=entry.on.toordinal() if entry.on else NOWHERE,
        learned=entry.learned.toordinal(),
    )
