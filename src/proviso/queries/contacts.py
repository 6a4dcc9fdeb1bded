"""Contact health: for each contact on record, when it was last verified and last shown to work, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from proviso.domain.addresses import address
from proviso.domain.contacts import by_mail
from proviso.domain.letters import Letter, Service
from proviso.domain.matters import Contact
from proviso.domain.refusals import Refusal
from proviso.domain.standing import Standing
from proviso.queries.record import Record
from proviso.records.models import Matter

AT_ONCE = 500
BACK = {
    Service.BOUNCED: "came back",
    Service.REFUSED: "was refused",
    Service.MISADDRESSED: "went to the wrong person or body",
}
FIND = "Find out who answers now: note-contact, verify-contact, then supersede-contact."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ill:
    """One thing that is wrong with a contact, and what to do."""

    code: str
    says: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One contact of one matter on a day; `contact` is "" where a matter has none.

    `proven` is the last day on which a letter to it was shown to arrive, `age` the days since
    it was verified or proven, whichever came later.
    """

    matter: str
    respondent: str
    contact: str
    office: str
    name: str | None
    channel: str
    address: str | None
    verified: date | None
    proven: date | None
    age: int | None
    ills: tuple[Ill, ...]


def contacts_on(
    record: Record,
    *,
    on: date,
    known: date,
    review: str | None = None,
    among: Sequence[Matter] | None = None,
) -> tuple[Health, ...]:
    """Every contact that is still written to, of matters that are open (of all, a review's, or `among` some), matter by matter."""
    every = record.matters if among is None else among
    chosen = [one for one in every if review in (None, one.review)]
    found: list[Health] = []
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        names = [f"matter:{one.matter}" for one in some]
        record.read(names)
        for one in some:
            found += _of_matter(record, one, on=on, known=known)
        record.forget(names)
    return _compared(found)


def whose(letter: Letter, standing: Standing) -> Contact | None:
    """The contact that a letter went to: by its address, else by name, else by office; the latest noted."""
    contacts = tuple(standing.matter.contacts.values())[::-1]
    return next((one for one in contacts if _went_to(letter, one)), None)


# --- one matter ------------------------------------------------------------------------------


def _of_matter(record: Record, matter: Matter, *, on: date, known: date) -> Iterator[Health]:
    standing = record.standing(matter.matter, on=on, known=known)
    if standing.matter.opened is None or standing.matter.ended is not None:
        return
    procedure = record.procedure(record.review(matter.review, known=known), on)
    days = procedure.contact_fresh_days if procedure else 0
    current = [one for one in standing.matter.contacts.values() if not one.superseded]
    if not current:
        yield _none(matter)
    for one in current:
        its = [each for each in standing.letters.sent.values() if _went_to(each, one)]
        proven = max((each.proven_on for each in its if each.proven_on), default=None)
        last = max((day for day in (one.verified_on, proven) if day), default=None)
        yield Health(
            matter=matter.matter,
            respondent=matter.respondent,
            contact=one.contact,
            office=one.office,
            name=one.name,
            channel=one.channel,
            address=one.address,
            verified=one.verified_on,
            proven=proven,
            age=(on - last).days if last else None,
            ills=(*_returned(its), *_unfit(one), *_stale(one, on, days)),
        )


def _none(matter: Matter) -> Health:
    ill = Ill(
        code="contact.none",
        says="nobody is on record to write to",
        cure="Note the responsible officer or counsel: note-contact, then verify-contact.",
    )
    return Health(
        matter=matter.matter,
        respondent=matter.respondent,
        contact="",
        office="",
        name=None,
        channel="",
        address=None,
        verified=None,
        proven=None,
        age=None,
        ills=(ill,),
    )


def _returned(its: list[Letter]) -> Iterator[Ill]:
    if its and its[-1].service in BACK:
        on = f" on {its[-1].service_on}" if its[-1].service_on else ""
        says = f"{its[-1].letter} {BACK[its[-1].service]}{on}"
        yield Ill(code="contact.returned", says=says, cure=FIND)


def _unfit(one: Contact) -> Iterator[Ill]:
    if not by_mail(one.channel):
        return
    if not one.address:
        cure = "Ask for the address, and note it as a new contact (supersede-contact)."
        yield Ill(
            code="contact.no-address", says="by e-mail, and no address is on record", cure=cure
        )
        return
    found = address(one.address, name=one.name or "")
    if isinstance(found, Refusal):
        yield Ill(code="contact.not-an-address", says=found.reason.rstrip("."), cure=found.cure)


def _stale(one: Contact, on: date, days: int) -> Iterator[Ill]:
    cure = "Telephone or look it up, then record it: verify-contact."
    if one.verified_on is None:
        yield Ill(code="contact.unverified", says="never verified", cure=cure)
    elif (on - one.verified_on).days > days:
        says = f"verified {(on - one.verified_on).days} days ago; the procedure allows {days}"
        yield Ill(code="contact.stale", says=says, cure=cure)


def _went_to(letter: Letter, one: Contact) -> bool:
    """Whether a letter went to this contact: by the address it was filed with, else by the name, else the office."""
    if letter.filed is not None and one.address:
        return letter.filed.to.strip().casefold() == one.address.strip().casefold()
    return (one.name or one.office).casefold() in letter.addressee.casefold()


# --- contacts compared with one another ------------------------------------------------------


def _compared(found: list[Health]) -> tuple[Health, ...]:
    """With what is told by comparing: one address in several spellings, or of several bodies."""
    spelt: defaultdict[str, set[str]] = defaultdict(set)
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        if written := (one.address or "").strip():
            spelt[written.casefold()].add(written)
            bodies[written.casefold()].add(one.respondent)
    return tuple(
        replace(one, ills=(*one.ills, *_doubled(one, spelt), *_shared(one, bodies)))
        for one in found
    )


def _doubled(one: Health, spelt: dict[str, set[str]]) -> Iterator[Ill]:
    others = spelt.get((one.address or "").strip().casefold(), set()) - {
        (one.address or "").strip()
    }
    if others:
        cure = "Keep one spelling: note it anew and supersede the other (supersede-contact)."
        says = f"the same address also stands as {', '.join(sorted(others))}"
        yield Ill(code="contact.casing", says=says, cure=cure)


def _shared(one: Health, bodies: dict[str, set[str]]) -> Iterator[Ill]:
    others = bodies.get((one.address or "").strip().casefold(), set()) - {one.respondent}
    if others:
        told = ", ".join(sorted(others)[:3]) + (" and others" if len(others) > 3 else "")
        cure = "Ask whether it answers for each of them; else note each body's own."
        yield Ill(code="contact.shared", says=f"the same address stands for {told}", cure=cure)
