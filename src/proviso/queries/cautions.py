"""What a person should look at before a letter goes to this recipient. A caution stops nothing; the gate does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from proviso.domain import clocks, letters
from proviso.domain.errands import Kind
from proviso.domain.grounds.orders import order_grounds
from proviso.domain.letters import Letter, Service
from proviso.domain.matters import Contact, Identity
from proviso.domain.questions import Question, day_said
from proviso.queries.draft_values import Case
from proviso.queries.drafts import Drafting, contact_of
from proviso.records import register


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    code: str
    says: str


def cautions_of(drafting: Drafting, case: Case) -> tuple[Caution, ...]:
    """Everything to look at, the gravest first."""
    return (
        *_closed(case),
        *_identity(case),
        *_addressee(drafting, case),
        *_earlier(case),
        *_clocks(case),
        *_orders(drafting, case),
        *_role(case),
    )


def _closed(case: Case) -> Iterator[Caution]:
    ended, cleared = case.standing.matter.ended, case.standing.findings.clearance
    if ended is not None:
        yield Caution(code="matter.closed", says=f"The matter was {ended.how}: {ended.why}")
    elif cleared is not None:
        yield Caution(code="matter.cleared", says="The matter has been cleared.")


def _identity(case: Case) -> Iterator[Caution]:
    matter = case.standing.matter
    if matter.identity is Identity.QUESTIONED:
        says = f"Who it is stands in question: {' or '.join(matter.candidates)}."
        yield Caution(code="identity.ambiguous", says=says)
    elif matter.identity is Identity.UNSTATED:
        yield Caution(code="identity.unstated", says="Two ids have not been compared.")
    others = register.namesakes(case.matter.respondent)
    if others:
        says = f"Of the same name in the state: {', '.join(one.ocd_id for one in others[:5])}."
        yield Caution(code="identity.same-name", says=says)


def _addressee(drafting: Drafting, case: Case) -> Iterator[Caution]:
    contact, told = contact_of(case), case.override
    if contact is None:
        yield Caution(
            code="contact.none", says="No officer is on record; the round names the office."
        )
        return
    named = contact.name or contact.office
    if told.office is not None and told.office != contact.office:
        says = f"The round writes to {told.office}; on record is {named}, {contact.office}."
        yield Caution(code="contact.other", says=says)
    if contact.superseded:
        yield Caution(code="contact.superseded", says=f"{named} is superseded.")
    yield from _fresh(drafting, case, contact, named)
    if case.file.channel == Kind.MAIL and not (told.address or contact.address):
        yield Caution(code="contact.no-address", says=f"No address is on record for {named}.")


def _fresh(drafting: Drafting, case: Case, contact: Contact, named: str) -> Iterator[Caution]:
    procedure = drafting.record.procedure(case.review, case.file.on)
    days = procedure.contact_fresh_days if procedure else 0
    on = contact.verified_on
    if on is None:
        yield Caution(code="contact.unverified", says=f"{named} has not been verified.")
    elif case.file.on - on > timedelta(days=days):
        says = f"{named} was verified on {day_said(on)}, more than {days} days before."
        yield Caution(code="contact.stale", says=says)


FAILED = {
    Service.MISADDRESSED: ("letter.misaddressed", "went to the wrong person or body"),
    Service.BOUNCED: ("letter.bounced", "came back"),
    Service.REFUSED: ("letter.refused", "was refused"),
}


def _earlier(case: Case) -> Iterator[Caution]:
    for one in case.standing.letters.sent.values():
        if one.on is None or one.on >= case.file.on:
            continue
        if one.service in FAILED:
            code, what = FAILED[one.service]
            yield Caution(code=code, says=f"{_named(one)} {what}.")
        elif one.non_receipt:
            says = f"The respondent says that it did not receive {_named(one)}."
            yield Caution(code="letter.not-received", says=says)
    last = case.earlier
    if last is not None and not letters.proven(last) and last.service not in FAILED:
        says = f"Nothing shows that {_named(last)} arrived."
        yield Caution(code="letter.undelivered", says=says)


def _named(one: Letter) -> str:
    return f"{one.letter} of {day_said(one.on)} to {one.addressee}"


def _clocks(case: Case) -> Iterator[Caution]:
    held, on = case.standing.clocks, case.file.on
    for clock, ask in clocks.unanswered_extensions(held, on):
        says = f"More time was asked for on {day_said(ask.asked)} ({clock.clock}) and not answered."
        yield Caution(code="extension.open", says=says)
    for clock in clocks.overdue(held, on, "agency"):
        says = f"The agency is late itself: {clock.kind} was due on {day_said(clock.due)}."
        yield Caution(code="agency.overdue", says=says)


def _orders(drafting: Drafting, case: Case) -> Iterator[Caution]:
    """Each order in effect that bars some act on this body under one of the matter's conditions."""
    matter, opened, record = case.matter, case.standing.matter.opened, drafting.record
    around = record.around(drafting.known)
    body = record.body(matter.respondent)
    seen = around.body(matter.respondent, body.type if body else "")
    review = case.review.opened
    found: dict[str, list[str]] = {}
    for condition in opened.conditions if opened else ():
        for act in record.book.askable():
            question = Question(
                act=act,
                respondent=matter.respondent,
                programme=matter.programme,
                year=matter.year,
                condition=condition,
                actor=review.actor if review else None,
                on=case.file.on,
                known=drafting.known,
            )
            for one in order_grounds(around.docket, seen, around.eligible, question):
                if one.holds is not True:
                    sure = "" if one.holds is False else " (not known)"
                    found.setdefault(one.order or "an order", []).append(f"{act}{sure}")
    for order, acts in found.items():
        says = f"{order} is in effect and touches: {', '.join(dict.fromkeys(acts))}."
        yield Caution(code="order.in-effect", says=says)


def _role(case: Case) -> Iterator[Caution]:
    if case.prime is not None:
        says = f"A subrecipient: {case.prime} holds the award. It is addressed as such."
        yield Caution(code="award.subrecipient", says=says)
        if "subrecipient" not in (case.override.clauses or case.file.clauses):
            says = "The letter has no clause for a subrecipient."
            yield Caution(code="clause.subrecipient", says=says)
    if case.award is None or case.award.made is None or case.award.made.number is None:
        yield Caution(code="award.number-unknown", says="The award's number is not on record.")
