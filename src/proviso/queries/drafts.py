"""Drafts of a round's letters from the record: each recipient's award, condition, dates, addressee, and what was said before. No words, no warnings."""

from collections.abc import Iterator, Sequence
from datetime import date

from proviso.domain.clocks import ClockKind
from proviso.domain.errands import Kind
from proviso.domain.letters import Letter, Service
from proviso.domain.letters import asks as asks_for_answer
from proviso.domain.matters import Contact
from proviso.domain.programmes import Award, fold_programmes
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.standing import Standing
from proviso.letters.content import Desk
from proviso.letters.draft import Addressee, Draft
from proviso.letters.library import letterhead, load
from proviso.letters.rounds import CHANNELS, Override, Planned, RoundFile
from proviso.letters.values import Value
from proviso.outside.desk_codes import desk_code
from proviso.queries.draft_values import Case, items_of, undrafted, values_of
from proviso.queries.record import Record
from proviso.records import streams
from proviso.records.models import Matter

AT_ONCE = 200
DATES = {"object_by": ClockKind.OBJECTION, "appeal_by": ClockKind.PETITION}


Drafted = tuple[str, Planned | Refusal]


class Drafting:
    """Drafts letter after letter. Made anew for each reading of the round."""

    def __init__(self, file: RoundFile, *, known: date, record: Record) -> None:
        self.file = file
        self.known = known
        self.record = record
        seen = file.review in record.desks
        self.review = record.review(file.review, known=known) if seen else Review()
        noted = streams.entries_under("programme:")
        self.programmes = fold_programmes(one for one in noted if one.learned <= known)

    def drafts(self, matters: Sequence[str]) -> Iterator[Drafted]:
        """The letter to each of these matters, or why there is none; a few matters are held at a time."""
        for start in range(0, len(matters), AT_ONCE):
            some = matters[start : start + AT_ONCE]
            known = self.record.at_desk(some)
            held = [known[name] for name in some if name in known]
            names = [f"matter:{one.matter}" for one in held]
            names += [f"award:{one.award}" for one in held if one.award]
            self.record.read(names)
            for name in some:
                yield name, self._draft(known.get(name), name)
            self.record.forget(names)

    def case(self, matter: Matter) -> Case | Refusal:
        """What the record holds of one recipient."""
        file = self.file
        head = letterhead(load(), file.letterhead, on=file.on)
        if isinstance(head, Refusal):
            return head
        body = self.record.body(matter.respondent)
        standing = self.record.standing(matter.matter, on=file.on, known=self.known)
        if standing.matter.opened is None:
            return undrafted("matter.not-yet", f"{matter.matter} had not been opened by {file.on}.")
        named = matter.award
        award = self.record.award(named, on=file.on, known=self.known) if named else None
        return Case(
            file=file,
            matter=matter,
            override=file.overrides.get(matter.matter, Override(matter=matter.matter)),
            standing=standing,
            award=award,
            review=self.review,
            programmes=self.programmes,
            name=body.title if body else matter.respondent,
            state=body.state if body else "",
            prime=self._prime(matter, award),
            applicants=self._others(matter, award),
            letterhead=head,
            earlier=earlier(standing, before=file.on),
        )

    def _prime(self, matter: Matter, award: Award | None) -> str | None:
        """Who holds the award, where this government is only paid through it."""
        made = award.made if award else None
        if made is None or matter.respondent in (made.recipient, *made.applicants):
            return None
        return self._name(made.recipient)

    def _others(self, matter: Matter, award: Award | None) -> str | None:
        """Who holds the award together with this government."""
        made = award.made if award else None
        if made is None or matter.respondent not in made.applicants:
            return None
        others = [self._name(one) for one in made.applicants if one != matter.respondent]
        return " and ".join(others) or None

    def _name(self, ocd_id: str) -> str:
        body = self.record.body(ocd_id)
        return body.title if body else ocd_id

    def _draft(self, matter: Matter | None, name: str) -> Planned | Refusal:
        if matter is None or matter.review != self.file.review:
            reason = f"{name!r} is no matter of the review {self.file.review}."
            return undrafted("matter.unknown", reason, "Correct the id, or leave it out.")
        case = self.case(matter)
        return case if isinstance(case, Refusal) else self._planned(case)

    def _planned(self, case: Case) -> Planned | Refusal:
        contact = contact_of(case)
        addressee, channel = _addressee(case, contact), _channel(case, contact)
        if isinstance(addressee, Refusal):
            return addressee
        if isinstance(channel, Refusal):
            return channel
        values = values_of(case)
        if isinstance(values, Refusal):
            return values
        file, name = case.file, letter_name(case.file, case.matter)
        address = case.override.address or (contact.address if contact else None)
        return Planned(
            matter=case.matter.matter,
            letter=name,
            draft=_frame(case, name, addressee, values),
            channel=channel,
            to=(address or "") if channel is Kind.MAIL else ", ".join(addressee.block),
            to_name=addressee.name or addressee.office,
            addressee=", ".join(part for part in (addressee.name, addressee.office) if part),
            signed_by=", ".join((file.signer.name, *file.signer.lines[:1])),
            authority=str(values.get("authority") or ""),
            items=items_of(case),
            due=_day(values.get("due")),
            state=case.state,
            recorded=_recorded(case, values),
            taken=_taken(case, name),
        )


def letter_name(file: RoundFile, matter: Matter) -> str:
    """The reference of this recipient's letter."""
    parts = {"matter": matter.matter, "on": file.on.isoformat(), "round": file.round}
    return file.letter.format_map({**parts, "respondent": matter.matter.rpartition("-")[0]})


def earlier(standing: Standing, *, before: date) -> Letter | None:
    """The last letter before this day that asked for something; else the last of any kind.

    One that went to the wrong person or body was not written to this government: it is passed over.
    """
    sent = [
        one
        for one in standing.letters.sent.values()
        if one.on is not None and one.on < before and one.service is not Service.MISADDRESSED
    ]
    asked = [one for one in sent if asks_for_answer(one)]
    found = asked or sent
    return found[-1] if found else None


def contact_of(case: Case) -> Contact | None:
    """Whom the letter is for: the one the round names; else the last one verified, else the last one noted."""
    contacts = case.standing.matter.contacts
    if case.override.contact is not None:
        return contacts.get(case.override.contact)
    current = [one for one in contacts.values() if not one.superseded]
    verified = [one for one in current if one.verified_on]
    if verified:
        return max(verified, key=lambda one: str(one.verified_on))
    return current[-1] if current else None


def _addressee(case: Case, contact: Contact | None) -> Addressee | Refusal:
    told = case.override
    if told.contact is not None and contact is None:
        reason = f"{case.matter.matter} has no contact {told.contact!r}."
        return undrafted("contact.unknown", reason, "Note the contact first (note-contact).")
    office = told.office or (contact.office if contact else None)
    if office is None:
        reason = (
            f"No officer is on record for {case.matter.matter}, so the letter has no addressee."
        )
        return undrafted(
            "letter.no-addressee", reason, "Note a contact, or name an office in the table."
        )
    named = contact.name if contact and told.office is None else None
    return Addressee(
        name=told.name or named,
        office=office,
        body=case.name,
        lines=told.lines if told.lines is not None else _lines(contact),
        salutation=told.salutation,
    )


def _lines(contact: Contact | None) -> tuple[str, ...]:
    """A postal address on record, in lines; an e-mail address is none."""
    if contact is None or not contact.address or "@" in contact.address:
        return ()
    return tuple(part.strip() for part in contact.address.split(",") if part.strip())


def _channel(case: Case, contact: Contact | None) -> Kind | Refusal:
    told = case.override.channel or case.file.channel or (contact.channel if contact else None)
    found = CHANNELS.get(told or "")
    if found is not None:
        return found
    reason = f"{case.matter.matter} is to be written to by {told!r}, which no letter goes by."
    return undrafted("letter.channel", reason, f"State a channel: {', '.join(CHANNELS)}.")


def _frame(case: Case, name: str, addressee: Addressee, values: dict[str, Value]) -> Draft:
    file, told = case.file, case.override
    return Draft(
        letter=name,
        kind=file.kind,
        on=file.on,
        letterhead=case.letterhead,
        addressee=addressee,
        signer=file.signer,
        values=values,
        clauses=told.clauses if told.clauses is not None else file.clauses,
        desk=_desk(case, name),
        delivery=file.delivery,
        enclosures=file.enclosed,
        copies=(*file.copies, *([case.prime] if case.prime else [])),
        version=file.version,
        mark=file.mark,
        closing=file.closing,
    )


def _desk(case: Case, name: str) -> Desk | None:
    """Where the letter is answered, by its code: the address bears the code and not the letter's reference."""
    if not case.file.desk:
        return None
    code = desk_code(case.matter.matter, name)
    return Desk(url=f"{case.file.desk.rstrip('/')}/{code}", code=code)


def _taken(case: Case, name: str) -> bool:
    """Whether the record holds a letter of this name that is not this round's."""
    held = case.standing.letters.sent.get(name)
    return held is not None and held.round != case.file.round


def _recorded(case: Case, values: dict[str, Value]) -> dict[str, date | None]:
    """The days to act by as the record holds them: the round's, or those of the matter's clocks."""
    opened = case.review.rounds.get(case.file.round)
    stated = opened.due if opened and opened.due else case.file.due
    found: dict[str, date | None] = {"due": stated} if "due" in values or stated else {}
    for name, kind in DATES.items():
        clocks = case.standing.clocks.of_kind(kind)
        if name in values:
            found[name] = clocks[-1].due if clocks else None
    return found


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
