"""What no entry may say, whatever its noun: impossible days, names that no stream can have, a nameless author."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from proviso.acts.act import Deed, Told
from proviso.domain.canonical import Unwritable
from proviso.domain.chain import GENESIS
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import Entry, Precision
from proviso.domain.questions import EARLIEST
from proviso.domain.refusals import Refusal

LONGEST_NAME = 180
YEARS_AHEAD = 100
SPAN = "the record's own rule: no day before the Declaration of Independence, none a century ahead"
TWO_AXES = "the record's own rule of two time axes"
NAMES = "the record's own rule: one name for one thing, which can be written in a line"


def why_not_writable(deed: Deed, told: Told) -> Refusal | None:
    """Refuse what could not be written, whatever it says. Asked before the record is read at all."""
    return _unnamable(deed) or _unwritable(deed, told)


def why_not_possible(deed: Deed, told: Told) -> Refusal | None:
    """Refuse an envelope that cannot be true, or a stream that is not the fact's own."""
    return _impossible_day(deed, told) or _not_its_own(deed) or _nobody(told)


def _impossible_day(deed: Deed, told: Told) -> Refusal | None:
    """Nothing is learned before it happened, nor after it is written down; and years are years of the record."""
    if refusal := _absurd_day(deed, told):
        return refusal
    if told.on is not None and told.learned < _earliest(told.on, told.precision):
        return Refusal(
            code="entry.learned-before",
            reason=f"It is said to have been learned on {told.learned}, before it happened {_in(told)}.",
            cure="Correct one of the two days.",
            authority=TWO_AXES,
        )
    if told.learned > told.at.date():
        return Refusal(
            code="entry.not-yet",
            reason=f"It is said to have been learned on {told.learned}, which is after today.",
            cure="Record it when it is known.",
            authority=TWO_AXES,
        )
    return None


def _earliest(day: date, precision: Precision) -> date:
    """The first day that is meant: a month and a year stand under their last day."""
    first = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return first.get(precision, day)


def _in(told: Told) -> str:
    said = str(told.on)
    return {"month": f"in {said[:7]}", "year": f"in {said[:4]}"}.get(told.precision, f"on {said}")


def _absurd_day(deed: Deed, told: Told) -> Refusal | None:
    """A day so far off that it can only be a slip."""
    last = told.at.year + YEARS_AHEAD
    for name, day in _days(deed, told):
        if not EARLIEST <= day <= date(last, 12, 31):
            return Refusal(
                code=f"{name}.out-of-range",
                reason=f"{name} is {day}, which is not between {EARLIEST} and the end of {last}.",
                cure="Correct the year.",
                authority=SPAN,
            )
    return None


def _days(deed: Deed, told: Told) -> Iterator[tuple[str, date]]:
    """Every day that is told, under the name of its field."""
    envelope = [("on", told.on), ("learned", told.learned)]
    for name, value in [
        *envelope,
        *((one.name, getattr(deed.fact, one.name)) for one in fields(deed.fact)),
    ]:
        if isinstance(value, date):
            yield name, value


def _unnamable(deed: Deed) -> Refusal | None:
    room, _, name = deed.stream.partition(":")
    plain = name.isprintable() and not set(name) & set("#\\") and name == name.strip()
    if deed.stream == "register" or (name and plain and len(name) <= LONGEST_NAME):
        return None
    return Refusal(
        code=f"{room}.name",
        reason=f"{name[:60]!r} cannot be the name of a {room}.",
        cure=f"Use a name in one line, of at most {LONGEST_NAME} characters, without # and \\.",
        authority=NAMES,
    )


def _unwritable(deed: Deed, told: Told) -> Refusal | None:
    """The entry as it would be written, under the longest key that what follows from it may get."""
    entry = Entry(
        stream=deed.stream,
        number=1,
        fact=deed.fact,
        on=told.on,
        learned=told.learned,
        recorded_at=told.at,
        by=told.by,
        key=f"{told.key}+99" if told.key else "",
        precision=told.precision,
        confidence=told.confidence,
        evidence=told.evidence,
        note=told.note,
        brought_in=told.brought_in,
    )
    try:
        entry_bytes(entry, previous=GENESIS)
    except Unwritable as trouble:
        return Refusal(
            code="entry.unwritable",
            reason=f"This cannot be written: {trouble}.",
            cure="Take the character out, or put what is expected.",
            authority="the record's own rule: what is written can be read again (docs/ledger.md)",
        )
    return None


def _not_its_own(deed: Deed) -> Refusal | None:
    """A fact that names its room's thing (an award, a matter) stands in that thing's stream."""
    room = deed.act.room
    own = next((one.name for one in fields(deed.fact) if one.name == room), None)
    expected = deed.stream if own is None else f"{room}:{getattr(deed.fact, own)}"
    if deed.stream == expected and deed.stream.partition(":")[0] == room:
        return None
    return Refusal(
        code="stream.other",
        reason=f"{deed.act.name} is told on {deed.stream}, and says itself that it is about {expected}.",
        cure=f"Tell it on a stream of its room ({room}).",
        authority=NAMES,
    )


def _nobody(told: Told) -> Refusal | None:
    if told.by.strip():
        return None
    return Refusal(
        code="entry.by-nobody",
        reason="It is not said who records this.",
        cure="Name the person or office that records it.",
        authority="the record's own rule: every entry has an author",
    )
