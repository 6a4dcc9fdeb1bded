"""The certificate of service of one letter: what the record shows of its service, by which entries, and what it does not know. Not whether the record is whole (receipts)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from proviso.domain import letters, service
from proviso.domain.canonical import Json
from proviso.domain.encoding import fact_json
from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import (
    LetterBounced,
    LetterCopied,
    LetterDelivered,
    LetterFact,
    LetterFiled,
    LetterMisaddressed,
    LetterPosted,
    LetterReceived,
    LetterRefused,
    LetterSent,
    LetterViewed,
    NonReceiptReported,
    ServiceAttempted,
)
from proviso.domain.facts.sources import SourceNoted
from proviso.domain.letters import UNKNOWN, Letter, Letters, Service, proven
from proviso.domain.questions import day_said
from proviso.domain.standing import timeline

LETTER_FACTS: tuple[type[LetterFact], ...] = get_args(LetterFact)
BLANK = frozenset({"", "unknown", "not found", "not known", "not stated"})


class Shown(StrEnum):
    """What the record shows of the service of a letter."""

    PROVEN = "proven"
    DISPUTED = "disputed"
    NON_RECEIPT = "non-receipt"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as it is stored: its hash, and the first signed checkpoint over it (None: not signed yet)."""

    entry: Entry
    hash: str
    checkpoint: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One form of the letter as it was handed over, by the SHA-256 of its bytes and the entry that filed it."""

    name: str
    sha256: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What the record shows of one letter's service as of `on`, as known on `known`.

    `steps` are the entries about it that had happened, `undated` those whose day is not known
    (they count for nothing here). `rests_on` names the entries that decide. `rule` is the
    service that the procedure asks for before the letter's date runs.
    """

    matter: str
    letter: Letter
    on: date
    known: date
    shown: Shown
    rests_on: tuple[str, ...]
    rule: str
    steps: tuple[Row, ...]
    undated: tuple[Row, ...]
    files: tuple[File, ...]
    sources: tuple[SourceNoted, ...]

    @property
    def holds(self) -> bool:
        """Whether service is proven and nobody disputes it."""
        return self.shown is Shown.PROVEN


def about(entry: Entry, letter: str) -> bool:
    """Whether the entry tells of this letter or its service."""
    return isinstance(entry.fact, LETTER_FACTS) and entry.fact.letter == letter


def certify(
    rows: Iterable[Row],
    letter: str,
    *,
    on: date,
    known: date,
    rule: str = service.USUAL,
    sources: tuple[SourceNoted, ...] = (),
) -> Certificate | None:
    """The certificate of this letter, from its matter's rows; None where no such letter was on record."""
    its = [one for one in rows if about(one.entry, letter) and one.entry.learned <= known]
    by_ref = {one.entry.ref: one for one in its}
    told = timeline(one.entry for one in its if one.entry.told_by(on=on, known=known))
    if not told:
        return None
    state = Letters()
    for one in told:
        state = letters.after(state, _fact(one), on=one.on, ref=one.ref)
    found = state.sent[letter]
    return Certificate(
        matter=told[0].stream.partition(":")[2],
        letter=found,
        on=on,
        known=known,
        shown=_shown(found),
        rests_on=_rests_on(found),
        rule=rule,
        steps=tuple(by_ref[one.ref] for one in told),
        undated=tuple(one for one in its if one.entry.on is None),
        files=tuple(file for one in told for file in filed(one)),
        sources=sources,
    )


def filed(entry: Entry) -> tuple[File, ...]:
    """The files that an entry tells of: the letter on paper, its page, its plain text."""
    fact = entry.fact
    if not isinstance(fact, LetterFiled):
        return ()
    forms = (("pdf", fact.sha256), ("html", fact.html_sha256), ("txt", fact.text_sha256))
    return tuple(
        File(name=f"{fact.letter}.{ending}", sha256=digest, ref=entry.ref)
        for ending, digest in forms
    )


def _fact(entry: Entry) -> LetterFact:
    fact: Any = entry.fact
    told: LetterFact = fact
    return told


def _shown(letter: Letter) -> Shown:
    if proven(letter):
        return Shown.DISPUTED if letter.non_receipt else Shown.PROVEN
    failed = letter.service in {Service.BOUNCED, Service.REFUSED, Service.MISADDRESSED}
    return Shown.NON_RECEIPT if failed or letter.non_receipt else Shown.UNPROVEN


def _rests_on(letter: Letter) -> tuple[str, ...]:
    doubt = letter.non_receipt_ref if letter.non_receipt else None
    found = (letter.service_ref or letter.ref, doubt)
    return tuple(dict.fromkeys(one for one in found if one))


# --- words -----------------------------------------------------------------------------------


def stated(text: str | None) -> str | None:
    """The text, or None where it only says that it is not known."""
    return None if text is None or text.strip().casefold() in BLANK else text


# How a letter went, where the word on record is a worker's.
WAYS = {"mail": "e-mail", "print": "post", "personal": "personal service"}


def _way(word: str) -> str:
    return WAYS.get(word, word)


def _sent(fact: LetterSent) -> str:
    to = stated(fact.addressee) or "someone whose name is not on record"
    signer = stated(fact.signed_by) or "someone whose name is not on record"
    return f"it left the agency, addressed to {to}, signed by {signer}"


def _attempted(fact: ServiceAttempted) -> str:
    address = stated(fact.address) or "an address that is not on record"
    return f"service was attempted by {_way(fact.method)}, to {address}"


SAYS: Mapping[type[LetterFact], Callable[[Any], str]] = {
    LetterSent: _sent,
    LetterCopied: lambda fact: f"a copy was given to {fact.to}",
    ServiceAttempted: _attempted,
    LetterPosted: lambda fact: f"it was given to {fact.carrier}, {letters.tracking_said(fact)}",
    LetterDelivered: lambda fact: f"it was delivered by {fact.method}; proof: {fact.proof}",
    LetterReceived: lambda fact: f"the addressee had it; shown by: {fact.shown_by}",
    LetterViewed: lambda fact: f"it was looked at by {fact.viewer}",
    LetterBounced: lambda fact: f"it came back: {fact.why}",
    LetterRefused: lambda fact: f"it was refused: {fact.why}",
    LetterMisaddressed: lambda fact: (
        f"it was found to be misaddressed: it went to {fact.addressed_to}, "
        f"and belongs to {fact.belongs_to}"
    ),
    NonReceiptReported: lambda fact: f"{fact.said_by} said that the letter had not been received",
    LetterFiled: lambda fact: (
        f"its bytes were filed (SHA-256 {fact.sha256}), to go by {_way(fact.channel)} to {fact.to}"
    ),
}


def step_said(row: Row) -> str:
    """One entry as a sentence with its day."""
    entry = row.entry
    said = SAYS[type(_fact(entry))](entry.fact)
    if entry.on is None:
        return f"On a day that is not known, {said}."
    if entry.precision == "day":
        return f"On {day_said(entry.on)}, {said}."
    return f"By {day_said(entry.on)} (the {entry.precision} is known, not the day), {said}."


def said(certificate: Certificate) -> tuple[str, ...]:
    """The certificate in plain sentences: what it is about, what is shown, what follows for the date."""
    return (_about(certificate), _upshot(certificate), *_date(certificate))


def _about(certificate: Certificate) -> str:
    letter = certificate.letter
    kind = letter.kind.replace("-", " ") if letter.kind != UNKNOWN else "letter of unknown kind"
    what = f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"
    return (
        f"This is what the record shows of the service of letter {letter.letter} ({what}), in matter "
        f"{certificate.matter}, as of {day_said(certificate.on)}, as known on "
        f"{day_said(certificate.known)}."
    )


def _upshot(certificate: Certificate) -> str:
    letter, at = certificate.letter, certificate.rests_on
    match certificate.shown:
        case Shown.PROVEN:
            return (
                f"Service is proven since {day_said(letter.proven_on)}: {letter.service} ({at[0]})."
            )
        case Shown.DISPUTED:
            return (
                f"Service is shown since {day_said(letter.proven_on)}: {letter.service} ({at[0]}). "
                f"It was later said that the letter had not been received ({at[-1]}). Both stand."
            )
        case Shown.NON_RECEIPT:
            return f"Service is not proven. {_failed(letter)} ({', '.join(at)})."
        case Shown.UNPROVEN:  # pragma: no branch
            return "Service is not proven. Nothing on record shows that it arrived; sent is not delivered."


def _failed(letter: Letter) -> str:
    failures = {
        Service.BOUNCED: "The letter came back",
        Service.REFUSED: "The letter was refused",
        Service.MISADDRESSED: "The letter went to someone to whom it does not belong",
    }
    reported = "it was said that the letter had not been received"
    failure = failures.get(letter.service)
    if failure is None:
        return f"Nothing on record shows that it arrived, and {reported}"
    return f"{failure}, and {reported}" if letter.non_receipt else failure


def _date(certificate: Certificate) -> Iterator[str]:
    letter = certificate.letter
    if letter.due is None:
        return
    if service.enough(letter, certificate.rule):
        yield (
            f"The date that it states, {day_said(letter.due)}, runs: "
            f"the procedure asks for proof that it was {certificate.rule}."
        )
    else:
        yield (
            f"The date that it states, {day_said(letter.due)}, does not run: "
            f"the procedure asks for proof that it was {certificate.rule}."
        )


def not_known(certificate: Certificate) -> tuple[str, ...]:
    """What a reader may look for here and the record does not hold, one sentence each."""
    return tuple(_not_known(certificate))


def _not_known(certificate: Certificate) -> Iterator[str]:
    yield from _sending_not_known(certificate.letter)
    yield from _service_not_known([one.entry.fact for one in certificate.steps])
    if certificate.files:
        yield "Which enclosures went with it, but what the letter itself says: the record files the letter only."
    else:
        yield "The bytes that were delivered: no file of this letter, and no enclosure, is on record."
    for one in certificate.undated:
        yield f"The day of {one.entry.ref}; an entry without a day counts for nothing here."
    unsigned = [one.entry.ref for one in certificate.steps if one.checkpoint is None]
    if unsigned:
        yield f"A signature over {', '.join(unsigned)}: no checkpoint has been signed since."


def _sending_not_known(letter: Letter) -> Iterator[str]:
    if letter.kind == UNKNOWN:
        yield "That it was sent, when, by whom and to whom: only its service is on record."
        return
    if not stated(letter.addressee):
        yield "To whom it was addressed."
    if not stated(letter.signed_by):
        yield "Who signed it."


def _service_not_known(facts: Sequence[Fact]) -> Iterator[str]:
    tries = [one for one in facts if isinstance(one, ServiceAttempted)]
    if not tries and not any(
        isinstance(one, LetterDelivered | LetterFiled | LetterPosted) for one in facts
    ):
        yield "By which method and to which address it was sent."
    if any(not stated(one.address) for one in tries):
        yield "The address of at least one attempt."
    if not any(isinstance(one, LetterReceived | LetterViewed) for one in facts):
        yield "Whether the addressee had it in hand."


# --- JSON ------------------------------------------------------------------------------------


def as_json(certificate: Certificate) -> Json:
    """The certificate as JSON values; what is not known is null, and said under `not_known`."""
    letter = certificate.letter
    known_kind = letter.kind != UNKNOWN
    return {
        "matter": certificate.matter,
        "letter": letter.letter,
        "on": certificate.on.isoformat(),
        "known": certificate.known.isoformat(),
        "kind": letter.kind if known_kind else None,
        "sent": _day(letter.on),
        "addressee": stated(letter.addressee),
        "signed_by": stated(letter.signed_by),
        "authority": stated(letter.authority),
        "due": _day(letter.due),
        "copied_to": list(letter.copied_to),
        "service": {
            "shown": certificate.shown.value,
            "state": letter.service.value,
            "proven_on": _day(letter.proven_on),
            "rests_on": list(certificate.rests_on),
            "rule": certificate.rule,
            "date_runs": service.enough(letter, certificate.rule) if letter.due else None,
        },
        "steps": [_step(one) for one in certificate.steps],
        "undated": [_step(one) for one in certificate.undated],
        "files": [
            {"name": one.name, "sha256": one.sha256, "entry": one.ref} for one in certificate.files
        ],
        "sources": [fact_json(one)["told"] for one in certificate.sources],
        "not_known": list(not_known(certificate)),
        "says": list(said(certificate)),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _step(row: Row) -> Json:
    entry = row.entry
    return {
        "entry": entry.ref,
        "hash": row.hash,
        "checkpoint": row.checkpoint,
        "on": _day(entry.on),
        "precision": entry.precision,
        "learned": entry.learned.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "by": entry.by,
        "confidence": entry.confidence,
        "evidence": list(entry.evidence),
        "note": entry.note,
        "says": step_said(row),
        **fact_json(entry.fact),
    }
