"""A round on its way out: prepared, approved, released, each by its digest. Its letters and their words are elsewhere.

Authority: the two-person rule on release; the record's own rule that what was approved is
what goes out.

Theory. The digest is the SHA-256 over the pairs (letter, hash of its content) in order of
letter, so that no word, clause, enclosure or address of any letter can change without it.
Preparing again takes an approval away. Who approves has neither prepared nor releases; a
round is released once, and its letters may then leave in as many goes as it takes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from proviso.domain.canonical import canonical
from proviso.domain.facts.rounds import RoundApproved, RoundFact, RoundPrepared, RoundReleased
from proviso.domain.knowing import same_person, why_not_stated
from proviso.domain.refusals import Refusal

RELEASE = "The two-person rule: who approves a round of letters neither prepared nor releases it"
AS_APPROVED = "The record's own rule: what was approved is what goes out"
DIGITS = frozenset("0123456789abcdef")


class Pair(NamedTuple):
    """A letter, and the hash of everything it says and where it goes."""

    letter: str
    content: str


class Stage(StrEnum):
    """How far a round has come."""

    PREPARED = "prepared"
    APPROVED = "approved"
    RELEASED = "released"


TRANSITIONS: Mapping[tuple[Stage, type[RoundFact]], Stage] = {
    (Stage.PREPARED, RoundPrepared): Stage.PREPARED,
    (Stage.PREPARED, RoundApproved): Stage.APPROVED,
    (Stage.APPROVED, RoundPrepared): Stage.PREPARED,
    (Stage.APPROVED, RoundApproved): Stage.APPROVED,
    (Stage.APPROVED, RoundReleased): Stage.RELEASED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One round's way out. `approved_by` and `released_by` are None until somebody has."""

    round: str
    letter_kind: str
    matters: tuple[str, ...]
    digest: str
    prepared_by: str
    approved_by: str | None = None
    released_by: str | None = None
    released_on: date | None = None
    stage: Stage = Stage.PREPARED
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendings:
    """The rounds of a review that have been prepared, by name."""

    named: Mapping[str, Sending] = field(default_factory=dict)


def manifest(pairs: Iterable[Pair]) -> bytes:
    """The pairs in the one way of writing them; what a digest is the SHA-256 of."""
    return canonical([[one.letter, one.content] for one in sorted(pairs)])


def digest_of(pairs: Iterable[Pair]) -> str:
    """What fixes every word of a round."""
    return sha256(manifest(pairs)).hexdigest()


# --- decisions -------------------------------------------------------------------------------


def why_not_prepare_round(
    state: Sendings, fact: RoundPrepared, *, opened_as: str | None
) -> Refusal | None:
    """`opened_as` is the kind of letter with which the round was opened; None where it was not."""
    if opened_as is None:
        return _no(
            "unknown",
            f"The review holds no round named {fact.round!r}.",
            "Open the round first (open-round), or correct its name.",
        )
    if opened_as != fact.letter_kind:
        return _no(
            "kind",
            f"The round {fact.round} was opened for letters of the kind {opened_as}, not {fact.letter_kind}.",
            "Prepare letters of that kind, or open another round.",
        )
    return (
        why_not_stated("round", "preparer", fact.prepared_by)
        or why_not_recipients(fact.round, fact.matters)
        or _digest(fact.digest)
        or _released(state.named.get(fact.round))
    )


def why_not_recipients(name: str, matters: Sequence[str]) -> Refusal | None:
    """Refuse a round to nobody, or twice to one matter."""
    if not matters:
        return _no("empty", f"The round {name} has no recipient.", "Name at least one.")
    twice = [one for one, many in Counter(matters).items() if many > 1]
    if not twice:
        return None
    return _no("doubled", f"{min(twice)} is there more than once.", "Name each recipient once.")


def why_not_approve_round(state: Sendings, fact: RoundApproved) -> Refusal | None:
    held = state.named.get(fact.round)
    if held is None:
        return _unprepared(fact.round)
    return (
        why_not_stated("round", "approver", fact.approved_by)
        or _released(held)
        or why_not_same(held, fact.digest)
        or _count(held, fact.letters)
        or _two(held.prepared_by, fact.approved_by, did="prepare and approve")
    )


def why_not_release_round(state: Sendings, fact: RoundReleased) -> Refusal | None:
    held = state.named.get(fact.round)
    if held is None:
        return _unprepared(fact.round)
    if held.stage is Stage.PREPARED:
        return _no(
            "unapproved",
            f"The round {fact.round} has not been approved as it was prepared ({held.ref}).",
            "Have a second person read and approve it (approve-round).",
            authority=RELEASE,
        )
    return (
        why_not_stated("round", "releaser", fact.released_by)
        or _released(held)
        or why_not_same(held, fact.digest)
        or _count(held, fact.letters)
        or _two(held.approved_by or "", fact.released_by, did="approve and release")
    )


def why_not_same(held: Sending, digest: str) -> Refusal | None:
    """Refuse letters that are not, to the word, those that were prepared."""
    return None if digest == held.digest else changed(held)


def changed(held: Sending) -> Refusal:
    """The refusal of what is not as it was prepared."""
    return _no(
        "changed",
        f"It is not what {held.ref} holds for round {held.round}: a word, a clause, an address or an enclosure has changed.",
        "Prepare the round again, and have it approved again.",
    )


def why_not_own_word(by: str, named: str) -> Refusal | None:
    """Refuse to take down, in a person's absence, that this person prepared, approved or released."""
    if same_person(by, named):
        return None
    return Refusal(
        code="approval.not-own-word",
        reason=f"{by.strip()} would record what {named.strip()} did.",
        cure=f"Have {named.strip()} record it.",
        authority=RELEASE,
    )


def _two(first: str, second: str, *, did: str) -> Refusal | None:
    if not same_person(first, second):
        return None
    return Refusal(
        code="approval.same-person",
        reason=f"{second.strip()} would both {did} this round; two different people must.",
        cure="Have another authorised person do the second part.",
        authority=RELEASE,
    )


def _released(held: Sending | None) -> Refusal | None:
    return released(held) if held is not None and held.stage is Stage.RELEASED else None


def released(held: Sending) -> Refusal:
    """The refusal of a second release, and of anything that comes after the first."""
    return _no(
        "released",
        f"The round {held.round} was released by {held.released_by} ({held.ref}).",
        "Nothing more is needed; open another round to write again.",
    )


def _count(held: Sending, letters: int) -> Refusal | None:
    if letters == len(held.matters):
        return None
    reason = f"The round {held.round} has {len(held.matters):,} letters, not {letters:,}."
    return _no("changed", reason, "Look at the round as it was prepared.")


def _digest(digest: str) -> Refusal | None:
    if len(digest) == 64 and set(digest) <= DIGITS:
        return None
    cure = "Give the SHA-256 that proviso round prepare prints."
    return _no("digest", f"{digest[:80]!r} is no digest of a round.", cure)


def _unprepared(name: str) -> Refusal:
    return _no(
        "unprepared",
        f"No round named {name!r} has been prepared.",
        "Prepare it first (prepare-round).",
    )


def _no(what: str, reason: str, cure: str, *, authority: str = AS_APPROVED) -> Refusal:
    return Refusal(code=f"round.{what}", reason=reason, cure=cure, authority=authority)


# --- after -----------------------------------------------------------------------------------


def after(state: Sendings, fact: RoundFact, *, on: date | None, ref: str) -> Sendings:
    """The rounds once `fact` is on record. Total: an approval of nothing changes nothing."""
    held = state.named.get(fact.round)
    if isinstance(fact, RoundPrepared):
        if held is not None and held.stage is Stage.RELEASED:
            return state
        new = Sending(
            round=fact.round,
            letter_kind=fact.letter_kind,
            matters=fact.matters,
            digest=fact.digest,
            prepared_by=fact.prepared_by,
            ref=ref,
        )
        return _with(state, new)
    moved = TRANSITIONS.get((held.stage, type(fact))) if held else None
    if held is None or moved is None or fact.digest != held.digest:
        return state
    if isinstance(fact, RoundApproved):
        return _with(state, replace(held, stage=moved, approved_by=fact.approved_by, ref=ref))
    return _with(
        state,
        replace(held, stage=moved, released_by=fact.released_by, released_on=on, ref=ref),
    )


def _with(state: Sendings, one: Sending) -> Sendings:
    return Sendings(named={**state.named, one.round: one})
