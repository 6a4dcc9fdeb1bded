"""Errands: what is owed to the outside because of an act, and how it is handed over once. Not the handing over itself.

Authority: RFC 5321 4.1.1.4 and RFC 1047 (a message whose final dot was not answered may have
been taken on: nobody can know); the record's own rule: a letter goes out once, or a person
decides.

Theory. An errand is owed from the moment its act is recorded, in the same transaction. One
worker claims it, for a time. What the worker hands over it finds again: a file by the name
that its content gives it, so that a second worker sees that the first had handed it over.
Mail cannot be found again; so it is noted before a message leaves that it is about to, and
where the worker then falls silent nobody knows, and a person decides. What is carried by hand
(post, personal service, publication) is not claimed: a person says what became of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from proviso.domain.canonical import Unwritable, canonical
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import LetterBounced, ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.knowing import why_not_one_of, why_not_stated
from proviso.domain.refusals import Refusal

ONCE = "The record's own rule: what is owed to the outside is handed over once, or a person decides"
LONGEST_KEY = 150
LONGEST_PLACE = 320


class Kind(StrEnum):
    """By which way it goes."""

    MAIL = "mail"
    PRINT = "print"
    PORTAL = "portal"
    POST = "post"
    PERSONAL = "personal"
    PUBLISHED = "publication"


class FoundBy(StrEnum):
    """How it is known, after a worker fell silent, whether it was handed over."""

    CONTENT = "content"
    NOBODY = "nobody"
    PERSON = "person"


FOUND_BY: Mapping[Kind, FoundBy] = {
    Kind.MAIL: FoundBy.NOBODY,
    Kind.PRINT: FoundBy.CONTENT,
    Kind.PORTAL: FoundBy.CONTENT,
    Kind.POST: FoundBy.PERSON,
    Kind.PERSONAL: FoundBy.PERSON,
    Kind.PUBLISHED: FoundBy.PERSON,
}
METHODS: Mapping[Kind, str] = {
    Kind.MAIL: "e-mail",
    Kind.PRINT: "post",
    Kind.PORTAL: "portal",
    Kind.POST: "post",
    Kind.PERSONAL: "personal service",
    Kind.PUBLISHED: "publication",
}


class State(StrEnum):
    """How far an errand has come. Ambiguous: it may have been handed over, and a person decides."""

    OWED = "owed"
    CLAIMED = "claimed"
    LATER = "later"
    AMBIGUOUS = "ambiguous"
    DONE = "done"
    FAILED = "failed"


class Move(StrEnum):
    """What moves an errand: the worker's steps, a claim that ran out, and what a person says."""

    CLAIM = "claim"
    HAND_OVER = "hand over"
    REFUSE = "refuse"
    PUT_OFF = "put off"
    LOSE = "lose sight of"
    GIVE_UP = "give up"
    SAY_SENT = "say it was sent"
    SAY_NOT_SENT = "say it was not sent"
    RETRY = "retry"


# A worker whose word comes after its claim ran out is still believed, unless a person was first.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    (State.OWED, Move.CLAIM): State.CLAIMED,
    (State.LATER, Move.CLAIM): State.CLAIMED,
    (State.CLAIMED, Move.CLAIM): State.CLAIMED,
    (State.CLAIMED, Move.HAND_OVER): State.DONE,
    (State.CLAIMED, Move.REFUSE): State.FAILED,
    (State.CLAIMED, Move.PUT_OFF): State.LATER,
    (State.CLAIMED, Move.LOSE): State.AMBIGUOUS,
    (State.CLAIMED, Move.GIVE_UP): State.FAILED,
    (State.AMBIGUOUS, Move.HAND_OVER): State.DONE,
    (State.AMBIGUOUS, Move.REFUSE): State.FAILED,
    (State.AMBIGUOUS, Move.SAY_SENT): State.DONE,
    (State.AMBIGUOUS, Move.SAY_NOT_SENT): State.FAILED,
    (State.OWED, Move.SAY_SENT): State.DONE,
    (State.OWED, Move.SAY_NOT_SENT): State.FAILED,
    (State.LATER, Move.RETRY): State.OWED,
    (State.FAILED, Move.RETRY): State.OWED,
}
SETTLED = frozenset({State.DONE, State.FAILED})
OPEN = frozenset(State) - SETTLED

# Longer than a mail server may take to answer the final dot: 10 minutes (RFC 5321 4.5.3.2.6).
LEASE = timedelta(minutes=30)
BACKOFF: tuple[timedelta, ...] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing owed to the outside.

    `key` is its own and never changes, so that the same act owes it once. `letter` is None for
    a notice that is no letter. `payload` is canonical JSON: what the worker needs to do it.
    """

    key: str
    kind: Kind
    stream: str
    letter: str | None
    to: str
    payload: bytes = field(default=b"{}", repr=False)

    @property
    def carried(self) -> bool:
        """Whether a worker carries it, and not a person."""
        return FOUND_BY[self.kind] is not FoundBy.PERSON

    @property
    def told(self) -> dict[str, Any]:
        """The payload, read."""
        return dict(json.loads(self.payload))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An errand as it stands. `begun`: noted before something leaves that cannot be found again."""

    number: int
    errand: Errand
    state: State
    attempts: int = 0
    owed_at: datetime
    due_at: datetime
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    begun: bool = False
    settled_at: datetime | None = None
    proof: str = ""
    why: str = ""


def payload(**told: object) -> bytes:
    """What the worker needs, in the one way of writing it."""
    return canonical(told)


def content_name(key: str, content: bytes) -> str:
    """The name under which a file is handed over: its SHA-256, then what tells its errand."""
    return f"{sha256(content).hexdigest()}-{sha256(key.encode()).hexdigest()[:16]}"


def entry_key(held: Held, move: Move) -> str:
    """The idempotency key of the entry that tells this move. It is handed over once; refused, perhaps more often."""
    if move in {Move.HAND_OVER, Move.SAY_SENT}:
        return f"errand/{held.errand.key}"
    return f"errand/{held.errand.key}/{held.attempts}/{move.replace(' ', '-')}"


# --- decisions -------------------------------------------------------------------------------


def why_not_owe(errand: Errand) -> Refusal | None:
    """Why this cannot be owed: no key, no place, a payload that no worker could read."""
    if refusal := why_not_one_of("errand", "kind", errand.kind, Kind):
        return refusal
    for name, value, longest in (
        ("key", errand.key, LONGEST_KEY),
        ("to", errand.to, LONGEST_PLACE),
    ):
        if refusal := why_not_stated("errand", name, value):
            return refusal
        if len(value) > longest or not value.isprintable():
            return _no(
                name,
                f"{value[:60]!r} cannot be the {name} of an errand.",
                f"Use one line of at most {longest} characters.",
            )
    return _unreadable(errand.payload)


def why_not_again(errand: Errand, owed: Errand | None) -> Refusal | None:
    """Why this cannot be owed under its key: the key is another errand's. The same one again is no harm."""
    if owed is None or owed == errand:
        return None
    return _no(
        "key-used",
        f"The errand {errand.key!r} is owed already, and is another one.",
        "Give this errand a key of its own.",
    )


def _unreadable(told: bytes) -> Refusal | None:
    try:
        read = json.loads(told)
        if isinstance(read, dict) and canonical(read) == told:
            return None
    except (ValueError, Unwritable):
        pass
    return _no(
        "payload",
        "What the errand tells its worker is not canonical JSON of an object.",
        "Write it with errands.payload.",
    )


def why_not_claim(held: Held, *, now: datetime) -> Refusal | None:
    """Why a worker may not take this errand up now."""
    if not held.errand.carried:
        return _no("by-hand", "It is carried by hand.", "Say what became of it: errands settle.")
    if refusal := _no_such_move(held, Move.CLAIM):
        return refusal
    if held.state is State.CLAIMED:
        until = held.claimed_until
        if until is not None and until > now:
            return _no("claimed", f"It is claimed until {until:%H:%M:%S} UTC.", "Wait.")
        if held.begun:
            return _no("begun", "It may have been handed over.", "A person decides.")
    if held.due_at > now:
        return _no("not-due", f"It is put off until {held.due_at:%Y-%m-%d %H:%M} UTC.", "Wait.")
    return None


def why_not_settle(held: Held, move: Move, *, by: str | None) -> Refusal | None:
    """Why this worker may not say so: the errand has moved on, or is another worker's."""
    if held.claimed_by == by:
        return _no_such_move(held, move)
    return _no(
        "not-yours",
        "Another worker has claimed it since, or a person has decided.",
        "Leave it; what became of it is on record.",
    )


def why_not_decide(held: Held, move: Move, *, why: str, by: str) -> Refusal | None:
    """Why a person may not say what became of it: nothing waits for a person, or no reason is told."""
    if refusal := why_not_stated("errand", "why", why) or why_not_stated("errand", "by", by):
        return refusal
    if held.state is State.AMBIGUOUS or not held.errand.carried:
        return _no_such_move(held, move)
    return _no(
        "not-asked",
        f"Errand {held.number} is {held.state}; it does not wait for a person.",
        "Settle errands that are ambiguous, or that are carried by hand.",
    )


def why_not_retry(held: Held) -> Refusal | None:
    """Why this errand cannot be owed again."""
    return _no_such_move(held, Move.RETRY)


def _no_such_move(held: Held, move: Move) -> Refusal | None:
    if (held.state, move) in TRANSITIONS:
        return None
    possible = sorted(state for state, told in TRANSITIONS if told is move)
    return _no(
        f"not-{held.state}",
        f"Errand {held.number} is {held.state}, so nobody can {move} it.",
        f"This is for errands that are {' or '.join(possible)}.",
    )


def put_off(attempts: int, *, now: datetime) -> datetime | None:
    """When to try again after so many attempts; None when that was the last until a person says otherwise."""
    place = (attempts - 1) % (len(BACKOFF) + 1)
    return now + BACKOFF[place] if place < len(BACKOFF) else None


# --- what is told of it ----------------------------------------------------------------------


def result(errand: Errand, move: Move, *, why: str) -> tuple[str, Fact] | None:
    """The act that tells what became of a letter, and its fact; None for a notice that is no letter."""
    if errand.letter is None:
        return None
    if move in {Move.HAND_OVER, Move.SAY_SENT}:
        attempted = ServiceAttempted(
            letter=errand.letter, method=METHODS[errand.kind], address=errand.to
        )
        return "attempt-service", attempted
    if move is Move.REFUSE:
        return "record-bounce", LetterBounced(letter=errand.letter, why=why)
    text = f"Letter {errand.letter} by {METHODS[errand.kind]} to {errand.to}: not sent. {why}"
    return "note-matter", MatterNoted(text=text)


def _no(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"errand.{what}", reason=reason, cure=cure, authority=ONCE)
