"""What waits in one matter, whichever day is looked at: dates, requests, letters that came back, proposals, contacts. Across matters: kept.

Theory. What waits follows from the record alone and is over when what it asks for is on record. Here stands
what does not depend on the day: a date with its state, and not whether it has passed; a contact with the last day
on which its check is fresh, and not whether it is stale. So what is kept for a matter holds until one of its entries
is added, or until `until`, when an entry told for a later day begins to count or a reminder falls due.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from proviso.domain import clocks, letters, reminders, service
from proviso.domain.binding import REMEDIES
from proviso.domain.clocks import Clock, ClockKind
from proviso.domain.entries import Entry
from proviso.domain.findings import open_proposal
from proviso.domain.questions import day_said
from proviso.domain.remedies import repayable
from proviso.domain.standing import Standing, State, stand
from proviso.queries.contacts import BACK, whose
from proviso.queries.due import Due, dues_of
from proviso.records.models import Matter

AGENCY, RESPONDENT, SECOND = "agency", "respondent", "second person"
WORDS: Mapping[str, str] = {
    ClockKind.REQUEST_DUE: "Answer to the request",
    ClockKind.EXTENSION_ANSWER: "Answer the request for more time",
    ClockKind.CURE: "Put right what is missing",
    ClockKind.OBJECTION: "Object or ask to be heard",
    ClockKind.PART_18_REQUEST: "Request under 28 CFR part 18",
    ClockKind.PETITION: "Petition for review",
    ClockKind.SUBPOENA_RETURN: "Answer to the subpoena",
    ClockKind.AWARD_ACCEPTANCE: "Accept the award",
    ClockKind.MANAGEMENT_DECISION: "Make the management decision",
    ClockKind.COLLECTION: "Pay what is owed",
    ClockKind.RETENTION: "Keep the records",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An act that ends the waiting, with what the record tells of it already."""

    act: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One thing that waits. `who` has the next move; `clock` is the date's state, "" where there is no date.

    `since` is the first day on which it waits, `due` the day by which it is to be done. `act` is the binding act that
    a proposal is for.
    """

    kind: str
    about: str
    says: str
    who: str
    why: str = ""
    since: date | None = None
    due: date | None = None
    clock: str = ""
    act: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a review's procedure sets for what waits: which proof starts a clock, how long a check is fresh, when to remind."""

    rule: str = service.USUAL
    fresh: int = 0
    reminders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InMatter:
    """A matter with what waits in it. Holds for days before `until`; None: until its next entry."""

    matter: Matter
    state: State
    since: date | None
    ended: bool
    waits: tuple[Wait, ...]
    until: date | None

    @property
    def next(self) -> Wait | None:
        """The date that comes first, of those that run or have not begun to."""
        dated = [one for one in self.waits if one.due is not None and one.clock != "tolled"]
        return min(dated, key=lambda one: (one.clock != "running", one.due), default=None)


def in_matter(matter: Matter, entries: Sequence[Entry], terms: Terms, *, on: date) -> InMatter:
    """What waits in a matter of these entries, as known and of the day `on`."""
    standing = stand(entries, on=on, known=on)
    begun = standing.matter.opened is not None
    ended = standing.matter.ended is not None or standing.findings.clearance is not None
    waits = tuple(_waits(standing, terms, on)) if begun and not ended else ()
    return InMatter(
        matter=matter,
        state=standing.state,
        since=standing.since,
        ended=ended,
        waits=waits,
        until=min(_later(entries, standing, terms, on), default=None),
    )


def _waits(standing: Standing, terms: Terms, on: date) -> Iterator[Wait]:
    answers = dict(_asked(standing))
    yield from answers.values()
    asked = answers.keys() | {one.about for one in answers.values()}
    for due in dues_of("", standing, terms.rule, on=on):
        if due.clock.clock not in asked and due.state not in {"met", "closed"}:
            yield _date(due)
    yield from _returned(standing)
    yield from _proposals(standing, on)
    yield from _reminders(standing, terms, on)
    yield from _contacts(standing, terms)


def _later(entries: Sequence[Entry], standing: Standing, terms: Terms, on: date) -> Iterator[date]:
    """The days on which what waits changes although no entry is added."""
    for one in entries:
        yield from (day for day in (one.on, one.learned) if day is not None and day > on)
    for clock in standing.clocks.of_kind(ClockKind.REQUEST_DUE):
        for number in terms.reminders:
            day = clock.due + timedelta(days=number)
            if day > on:
                yield day
            elif on - day <= reminders.PATIENCE:
                yield day + reminders.PATIENCE + timedelta(days=1)


# --- dates -----------------------------------------------------------------------------------


def _asked(standing: Standing) -> Iterator[tuple[str, Wait]]:
    """Requests for more time without an answer, under the name of the agency's clock to answer where there is one.

    While the agency owes that answer, the date itself is nobody's to keep or to miss, and is not told besides.
    """
    for clock, ask in clocks.unanswered_extensions(standing.clocks):
        own = next(
            (
                one
                for one in standing.clocks.of_kind(ClockKind.EXTENSION_ANSWER)
                if one.clock.startswith(f"{clock.clock}/") and one.met is None
            ),
            None,
        )
        until = f" until {day_said(ask.until)}" if ask.until else ""
        told = {"clock": clock.clock}
        grant = {**told, "until": ask.until.isoformat()} if ask.until else told
        yield (
            own.clock if own else f"{clock.clock}?",
            Wait(
                kind="extension",
                about=clock.clock,
                says=f"Answer the request for more time{until}",
                why=f"Asked on {day_said(ask.asked)}: {ask.reason} Until it is answered, nobody may escalate.",
                who=AGENCY,
                since=ask.asked,
                due=own.due if own else None,
                clock=str(own.stage) if own else "",
                ways=(Way(act="grant-extension", told=grant), Way(act="deny-extension", told=told)),
            ),
        )


def _date(due: Due) -> Wait:
    clock = due.clock
    own = clock.runs_against == AGENCY
    says = WORDS.get(clock.kind, clock.kind.replace("-", " ").capitalize())
    return Wait(
        kind="agency-date" if own else "answer-date",
        about=clock.clock,
        says=f"{says} ({clock.letter})" if clock.letter else says,
        why=_stopped(clock) if due.state == "tolled" else _started(due),
        who=AGENCY if own else RESPONDENT,
        since=clock.tolled[-1].since if due.state == "tolled" and clock.tolled else None,
        due=clock.due,
        clock="running" if due.runs else due.state,
        ways=_ways(clock, due),
    )


def _stopped(clock: Clock) -> str:
    last = clock.tolled[-1] if clock.tolled else None
    return f"{last.why} ({last.authority})" if last and last.authority else last.why if last else ""


def _started(due: Due) -> str:
    if due.state == "not started":
        return "Delivery of the letter is not proven, so the date does not run."
    return due.clock.said[0] if due.clock.rule and due.clock.said else ""


def _ways(clock: Clock, due: Due) -> tuple[Way, ...]:
    told = {"clock": clock.clock}
    if due.state == "tolled":
        return (Way(act="end-tolling", told=told),)
    if due.state == "not started":
        return (Way(act="record-delivery", told={"letter": clock.letter or ""}),)
    if clock.runs_against == AGENCY:
        return (Way(act="meet-clock", told=told),)
    answers = Way(act="receive-response", told={"letter": clock.letter} if clock.letter else {})
    return (answers, Way(act="meet-clock", told=told))


# --- letters, proposals, reminders, contacts -------------------------------------------------


def _returned(standing: Standing) -> Iterator[Wait]:
    """The last letter, if it came back: later letters show that somebody has seen to it."""
    last = letters.latest(standing.letters)
    if last is None or last.service not in BACK:
        return
    contact = whose(last, standing)
    named = {"contact": contact.contact} if contact else {}
    ways = (Way(act="note-contact"), Way(act="supersede-contact", told=named))
    done = contact is not None and contact.superseded
    yield Wait(
        kind="letter-returned",
        about=last.letter,
        says=f"The letter {last.letter} {BACK[last.service]}: find out who answers now",
        why=f"It was addressed to {last.addressee} and starts no clock."
        + (" A successor is on record; the letter has not gone again." if done else ""),
        who=AGENCY,
        since=last.service_on,
        ways=(Way(act="send-letter"),) if done else ways,
    )


def _proposals(standing: Standing, on: date) -> Iterator[Wait]:
    """Binding acts that stand proposed: for a second person first, then for whoever does them."""
    for act, about, says, since in _proposed(standing, on):
        given = [one for one in standing.matter.approvals if one.act == act and not one.used]
        if given:
            yield Wait(
                kind="approved",
                about=about,
                act=act,
                says=f"Approved, not yet done: {says}",
                why=f"Approved on {day_said(given[-1].on)}. Another person does it.",
                who=AGENCY,
                since=given[-1].on,
            )
        else:
            yield Wait(
                kind="approval",
                about=about,
                act=act,
                says=f"Approve {says}",
                who=SECOND,
                since=since,
            )


def _proposed(standing: Standing, on: date) -> Iterator[tuple[str, str, str, date | None]]:
    """Each proposed act: its name at the gate, its id, what it is in words, since when it stands proposed."""
    proposed, ends = open_proposal(standing.findings), standing.remedies
    if proposed is not None:
        told = proposed.told
        yield "determine", told.determination, f"determination {told.determination}", proposed.on
    for name, one in ends.proposed.items():
        if name not in ends.imposed and one.kind in REMEDIES:
            yield REMEDIES[one.kind], name, f"{one.kind.replace('-', ' ')} ({name})", one.on
    if len(ends.repayments) < len(ends.disallowed) and any(repayable(ends).values()):
        last = ends.disallowed[-1]
        yield "require-repayment", last.award, f"repayment under {last.award}", last.on
    yield from _subpoena(standing, on)


def _subpoena(standing: Standing, on: date) -> Iterator[tuple[str, str, str, date | None]]:
    """A subpoena of which a letter has warned, where somebody has approved it."""
    given = [
        one for one in standing.matter.approvals if one.act == "issue-subpoena" and not one.used
    ]
    if given:
        yield "issue-subpoena", "", "a subpoena", given[-1].on


def _reminders(standing: Standing, terms: Terms, on: date) -> Iterator[Wait]:
    for one in reminders.owed(standing, days=terms.reminders, rule=terms.rule, on=on):
        if one.since is not None:
            yield Wait(
                kind="reminder",
                about=one.letter,
                says=f"Remind the respondent of {one.letter}",
                why=f"Its date is {day_said(one.due)}. Reminders go out as a round.",
                who=AGENCY,
                since=one.since,
            )


def _contacts(standing: Standing, terms: Terms) -> Iterator[Wait]:
    """Nobody to write to, or nobody whose address was checked lately; for a day on which that is so."""
    current = [one for one in standing.matter.contacts.values() if not one.superseded]
    if not terms.fresh or (standing.steps and standing.state in FINISHED):
        return
    checked = max((one.verified_on for one in current if one.verified_on), default=None)
    latest = max(current, key=lambda one: one.verified_on or date.min, default=None)
    yield Wait(
        kind="contact",
        about=latest.contact if latest else "",
        says="Check who answers, and where" if latest else "Note whom to write to",
        why=f"Last checked on {day_said(checked)}; a check is good for {terms.fresh} days."
        if checked
        else "Nobody has checked a contact in this matter."
        if latest
        else "No contact is on record.",
        who=AGENCY,
        since=checked + timedelta(days=terms.fresh + 1) if checked else None,
        ways=(Way(act="verify-contact", told={"contact": latest.contact}),)
        if latest
        else (Way(act="note-contact"),),
    )


FINISHED = frozenset({State.FINAL, State.LIFTED, State.RELEASED, State.SETTLED, State.CLEARED})
