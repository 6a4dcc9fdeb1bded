"""How far the letters of a round have come, recipient by recipient: waiting, sent, delivered, received, viewed, back, or for a person to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.errands import State as Carried
from proviso.domain.letters import Letter, Service
from proviso.domain.reviews import Review
from proviso.domain.rounds import Sending
from proviso.queries.may import NotAsked
from proviso.queries.record import Record
from proviso.records import errand_rows

WAITING = "waiting"
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One recipient. `state` is waiting, a step of service, or what became of an errand that needs a person."""

    matter: str
    name: str
    letter: str | None
    state: str
    since: date | None
    to: str
    errand: str | None
    non_receipt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    review: str
    round: str
    title: str
    on: date | None
    due: date | None
    sending: Sending | None
    recipients: tuple[Reached, ...]


def review_with(record: Record, name: str, *, known: date) -> str | NotAsked:
    """The one review that has a round of this name."""
    having = [one for one in record.desks if name in record.review(one, known=known).rounds]
    if len(having) == 1:
        return having[0]
    why = (
        f"Several reviews have a round {name!r}." if having else f"No review has a round {name!r}."
    )
    return NotAsked(
        code="round.unknown", why=f"{why} Name one with --review.", instead=record.desks
    )


def round_status(
    record: Record, review: str, name: str, *, on: date, known: date
) -> RoundStatus | NotAsked:
    """Where each recipient's letter stands."""
    held = record.review(review, known=known) if review in record.desks else Review()
    opened = held.rounds.get(name)
    if opened is None:
        why = f"The review {review} has no round {name!r}."
        return NotAsked(code="round.unknown", why=why, instead=tuple(held.rounds))
    sending = held.sendings.named.get(name)
    mine = [one.matter for one in record.matters if one.review == review]
    matters = sending.matters if sending else mine
    found: list[Reached] = []
    for start in range(0, len(matters), AT_ONCE):
        some = matters[start : start + AT_ONCE]
        told = reached(record, some, name, on=on, known=known)
        found += told if sending else [one for one in told if one.letter]
    return RoundStatus(
        review=review,
        round=name,
        title=opened.title,
        on=opened.on,
        due=opened.due,
        sending=sending,
        recipients=tuple(found),
    )


def reached(
    record: Record, matters: Sequence[str], name: str, *, on: date, known: date
) -> list[Reached]:
    """Where the round's letters to these matters stand: asked of them together, whatever the round's size."""
    names = [f"matter:{one}" for one in record.at_desk(matters)]
    record.read(names)
    own = record.errands.filter(stream__in=names)
    carried = {
        (one.errand.stream, one.errand.letter): one.state
        for one in errand_rows.every(rows=own)
        if one.errand.letter
    }
    letters = {one: _letter(record, one, name, on=on, known=known) for one in matters}
    found = [_reached(record, one, letters[one], carried, on=on, known=known) for one in matters]
    record.forget(names)
    return found


def _letter(record: Record, matter: str, name: str, *, on: date, known: date) -> Letter | None:
    letters = record.standing(matter, on=on, known=known).letters.sent.values()
    return next((one for one in reversed(tuple(letters)) if one.round == name), None)


def _reached(
    record: Record,
    matter: str,
    letter: Letter | None,
    carried: dict[tuple[str, str], Carried],
    *,
    on: date,
    known: date,
) -> Reached:
    opened = record.standing(matter, on=on, known=known).matter.opened
    body = record.body(opened.respondent) if opened else None
    errand = carried.get((f"matter:{matter}", letter.letter)) if letter else None
    return Reached(
        matter=matter,
        name=body.title if body else matter,
        letter=letter.letter if letter else None,
        state=_state(letter, errand),
        since=(letter.service_on or letter.on) if letter else None,
        to=(letter.filed.to if letter.filed else letter.addressee) if letter else "",
        errand=str(errand) if errand else None,
        non_receipt=letter.non_receipt if letter else False,
    )


def _state(letter: Letter | None, errand: Carried | None) -> str:
    if letter is None:
        return WAITING
    unsure = letter.service in {Service.SENT, Service.ATTEMPTED}
    if unsure and errand in {Carried.AMBIGUOUS, Carried.FAILED}:
        return str(errand)
    return str(letter.service)


def counts(recipients: Sequence[Reached]) -> dict[str, int]:
    """How many recipients are in each state, the most first."""
    states = [one.state for one in recipients]
    return {
        name: states.count(name) for name in sorted(set(states), key=lambda s: -states.count(s))
    }
