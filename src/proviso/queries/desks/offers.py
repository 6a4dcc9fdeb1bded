"""What can be named in a matter when an act is filled in: its letters, clocks, items, contacts; and the next free id of each sort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.clocks import Stage
from proviso.domain.findings import Findings
from proviso.domain.questions import day_said
from proviso.domain.reviews import Review
from proviso.domain.standing import Standing
from proviso.queries.record import Record
from proviso.records.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something on record that a field can name: its id, and how it reads in a list."""

    id: str
    says: str


Offers = Mapping[str, tuple[Offer, ...]]
PREFIXES = {
    "letter": "L",
    "clock": "K",
    "response": "A",
    "production": "P",
    "withholding": "W",
    "policy": "POL",
    "concern": "CN",
    "notice": "N",
    "determination": "D",
    "subpoena": "S",
    "remedy": "R",
    "repayment": "RP",
    "appeal": "AP",
    "conditions": "SC",
    "contact": "C",
}
"""How an id of each sort begins where the record suggests the next."""
NEW: Mapping[str, str] = {
    "note-contact": "contact",
    "send-letter": "letter",
    "start-clock": "clock",
    "state-due": "clock",
    "receive-response": "response",
    "receive-production": "production",
    "claim-withholding": "withholding",
    "note-policy": "policy",
    "raise-concern": "concern",
    "give-notice": "notice",
    "propose-determination": "determination",
    "issue-subpoena": "subpoena",
    "impose-specific-conditions": "conditions",
    "propose-remedy": "remedy",
    "require-repayment": "repayment",
    "file-appeal": "appeal",
}
"""The field in which an act names something that was not there before."""


def offers_of(record: Record, one: Matter, *, on: date, known: date) -> Offers:
    """What the fields of a matter's acts can name, as it stands on a day. A sort of which there is none is empty."""
    standing = record.standing(one.matter, on=on, known=known)
    review = record.review(one.review, known=known)
    return {**_of_matter(standing), **_of_review(review, standing), "award": _award(one)}


def next_id(act: str, offers: Offers, taken: Iterable[str] = ()) -> tuple[str, str] | None:
    """The field in which an act names something new, with the next free id; None where it names nothing new."""
    field = NEW.get(act)
    if field is None:
        return None
    used = {one.id for one in offers.get(field, ())} | set(taken)
    number = len(used) + 1
    while (name := f"{PREFIXES[field]}{number}") in used:
        number += 1
    return field, name


def _of_matter(standing: Standing) -> dict[str, tuple[Offer, ...]]:
    found, ends = standing.findings, standing.remedies
    return {
        "letter": tuple(
            Offer(id=name, says=f"{name}, {one.kind.replace('-', ' ')}, {day_said(one.on)}")
            for name, one in standing.letters.sent.items()
        ),
        "clock": tuple(
            Offer(id=name, says=f"{name}, due {day_said(one.due)}{_met(one.stage)}")
            for name, one in standing.clocks.named.items()
        ),
        "contact": _contacts(standing),
        "response": tuple(
            Offer(id=one.response, says=f"{one.response}, {one.kind}, {day_said(one.on)}")
            for one in standing.responses.received
        ),
        "production": _plain(standing.responses.productions),
        "withholding": _plain(standing.responses.withholdings),
        "concern": tuple(
            Offer(id=name, says=f"{name}, {one.provision}") for name, one in found.concerns.items()
        ),
        "notice": tuple(
            Offer(id=name, says=f"{name}, of {one.about}") for name, one in found.notices.items()
        ),
        "determination": _determinations(found),
        "subpoena": _plain(standing.subpoenas.issued),
        "remedy": _plain({**ends.proposed, **ends.imposed}),
        "repayment": _plain(ends.repayments),
        "appeal": _plain(ends.appeals),
        "conditions": _plain(ends.conditions),
    }


def _of_review(review: Review, standing: Standing) -> dict[str, tuple[Offer, ...]]:
    items = tuple(Offer(id=name, says=f"{name}: {one.asks}") for name, one in review.items.items())
    return {
        "item": items,
        "items": items,
        "round": tuple(
            Offer(id=name, says=f"{name}: {one.title}") for name, one in review.rounds.items()
        ),
        "successor": _contacts(standing),
    }


def _contacts(standing: Standing) -> tuple[Offer, ...]:
    return tuple(
        Offer(id=name, says=", ".join(filter(None, (one.office, one.name))))
        for name, one in standing.matter.contacts.items()
        if not one.superseded
    )


def _determinations(found: Findings) -> tuple[Offer, ...]:
    proposed = found.proposed.told.determination if found.proposed else None
    made = found.determination.determination if found.determination else None
    return _plain(dict.fromkeys(one for one in (proposed, made) if one))


def _plain(names: Iterable[str]) -> tuple[Offer, ...]:
    return tuple(Offer(id=one, says=one) for one in names)


def _met(stage: Stage) -> str:
    return ", met" if stage is Stage.MET else ", stopped" if stage is Stage.TOLLED else ""


def _award(one: Matter) -> tuple[Offer, ...]:
    return (Offer(id=one.award, says=one.award),) if one.award else ()
