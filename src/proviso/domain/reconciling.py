"""Letters compared with errands, errands with entries and files: where one is without the other, or twice. Nothing is read or mended here.

Authority: the record's own rule: every letter that was sent has one settled hand-off, and every
hand-off a letter.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from proviso.domain.entries import Entry
from proviso.domain.errands import FOUND_BY, FoundBy, Held, Move, State, entry_key
from proviso.domain.facts.letters import LetterSent, ServiceAttempted

OVERDUE = timedelta(days=1)
PREFIX = "errand/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that does not fit: its code, where, what does not fit, and what to do."""

    code: str
    where: str
    says: str
    cure: str


def differences(
    entries: Iterable[Entry], errands: Iterable[Held], files: Mapping[str, str], *, now: datetime
) -> Iterator[Difference]:
    """Every difference. `entries` are those of matters; `files` are the names in the outbox, with their folder."""
    told, held = tuple(entries), tuple(errands)
    yield from _letters(told, held)
    yield from _unsettled(held, now)
    yield from _untold(told, held)
    yield from _twice(held)
    yield from _files(held, files)


def _letters(told: tuple[Entry, ...], held: tuple[Held, ...]) -> Iterator[Difference]:
    """Letters that nobody was asked to hand over, and errands for letters that were not sent."""
    sent = {(one.stream, one.fact.letter): one for one in told if isinstance(one.fact, LetterSent)}
    served = {
        (one.stream, letter)
        for one in told
        if not isinstance(one.fact, LetterSent) and (letter := getattr(one.fact, "letter", None))
    }
    owed = {(one.errand.stream, one.errand.letter) for one in held}
    for place, entry in sent.items():
        if not entry.brought_in and place not in owed and place not in served:
            yield Difference(
                code="letter.no-errand",
                where=entry.ref,
                says=f"Letter {place[1]} is recorded as sent; no errand hands it over, and no service is recorded.",
                cure="Hand it over, and record how: proviso do attempt-service.",
            )
    for one in held:
        if one.errand.letter is not None and (one.errand.stream, one.errand.letter) not in sent:
            yield _of(
                one,
                "errand.no-letter",
                f"It hands over letter {one.errand.letter}, which is not recorded as sent.",
                "Find out who owed it, and record the letter.",
            )


def _unsettled(held: tuple[Held, ...], now: datetime) -> Iterator[Difference]:
    """Errands that wait for a person, or for too long."""
    for one in held:
        number = one.number
        if one.state is State.AMBIGUOUS:
            cure = f"Find out, and say so: proviso errands settle {number} --as sent|not-sent."
            yield _of(one, "errand.ambiguous", f"Nobody knows whether it went out. {one.why}", cure)
        elif one.state is State.FAILED:
            cure = f"Mend what is wrong, then: proviso errands retry {number}."
            yield _of(one, "errand.failed", f"It was not handed over. {one.why}", cure)
        elif one.state is not State.DONE and now - one.owed_at > OVERDUE:
            says = f"It is {one.state}, and owed since {one.owed_at:%Y-%m-%d %H:%M} UTC. {one.why}"
            yield _of(one, "errand.overdue", says.strip(), "See that a worker runs: proviso work.")


def _untold(told: tuple[Entry, ...], held: tuple[Held, ...]) -> Iterator[Difference]:
    """Errands that are done and have no entry, and entries of errands that are not done."""
    keys = {one.key: one for one in told if one.key.startswith(PREFIX)}
    done = {entry_key(one, Move.HAND_OVER): one for one in held if one.state is State.DONE}
    for key, one in done.items():
        if one.errand.letter is not None and key not in keys:
            says = "It is done, and the matter's record does not tell it."
            yield _of(
                one, "errand.no-entry", says, "Record the service: proviso do attempt-service."
            )
    for key, entry in keys.items():
        if isinstance(entry.fact, ServiceAttempted) and key not in done:
            yield Difference(
                code="entry.no-errand",
                where=entry.ref,
                says=f"It tells of a hand-off ({key.removeprefix(PREFIX)}) that no settled errand knows.",
                cure="The table of errands was changed or restored from an older copy; compare it with a backup.",
            )


def _twice(held: tuple[Held, ...]) -> Iterator[Difference]:
    """Letters that were handed over more than once by one way to one place."""
    over = Counter(
        (one.errand.stream, one.errand.letter, one.errand.kind, one.errand.to)
        for one in held
        if one.state is State.DONE and one.errand.letter is not None
    )
    for (stream, letter, kind, to), times in over.items():
        if times > 1:
            yield Difference(
                code="letter.twice",
                where=stream,
                says=f"Letter {letter} was handed over {times} times by {kind} to {to}.",
                cure="Tell the addressee which one counts, and note it on the matter.",
            )


def _files(held: tuple[Held, ...], files: Mapping[str, str]) -> Iterator[Difference]:
    """Files that should be in the outbox and are not, or are and should not be."""
    handed = {
        one.proof: one
        for one in held
        if one.state is State.DONE and FOUND_BY[one.errand.kind] is FoundBy.CONTENT and one.proof
    }
    for name, one in handed.items():
        if name not in files:
            says = f"Its file {name} is not in the outbox."
            yield _of(one, "file.missing", says, "Whoever took it moves it to the folder `taken`.")
    coming = {one.errand.key for one in held if one.state is State.CLAIMED}
    for name, folder in files.items():
        if name not in handed and not coming:
            yield Difference(
                code="file.unknown",
                where=f"outbox/{folder}/{name}",
                says="No settled errand handed this file over.",
                cure="If an errand of this name is still owed, its worker will find it. Otherwise find out who put it there.",
            )


def _of(held: Held, code: str, says: str, cure: str) -> Difference:
    where = f"errand {held.number} ({held.errand.key})"
    return Difference(code=code, where=where, says=says.strip(), cure=cure)
