"""What waits for a person, the most urgent first: found in the record and the errands each time it is asked, and kept nowhere.

A task is over when what it asks for is on record. The order: what may have gone wrong already
and only a person can find out, the agency's own overdue dates, requests for more time without
an answer, letters that came back, what could not be sent, mail to read, reminders, rounds
that wait.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from proviso.domain import clocks, letters
from proviso.domain.arrivals import Arrival
from proviso.domain.errands import METHODS, Held, State
from proviso.domain.rounds import Stage
from proviso.domain.runs import Run
from proviso.domain.standing import Standing
from proviso.queries.arrivals import came
from proviso.queries.contacts import BACK, whose
from proviso.queries.due import dues_of, rule_of
from proviso.queries.errands import missed_runs
from proviso.queries.record import Record
from proviso.queries.reminders import Owed, reminders_on
from proviso.records import errand_rows
from proviso.records.models import Matter

AT_ONCE = 500
ORDER = (
    "send-unclear",
    "run-missed",
    "agency-overdue",
    "extension-unanswered",
    "letter-returned",
    "send-failed",
    "mail",
    "reminder",
    "round-release",
    "round-approval",
    "send-by-hand",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that waits. `kind` is one of ORDER; `since` when it began to wait, `due` by when it is to be done.

    `history` is what is on record that helps to decide, `do` the commands that end it.
    """

    kind: str
    review: str = ""
    matter: str = ""
    about: str
    says: str
    since: date | None = None
    due: date | None = None
    history: tuple[str, ...] = field(default=())
    do: tuple[str, ...] = field(default=())


def tasks_on(
    record: Record, *, on: date, known: date, now: datetime, review: str | None = None
) -> tuple[Task, ...]:
    """Everything that waits, in the order of urgency, then of days. What is of no review is left out if one is asked for.

    It is the work of the agencies at whose desks the record's reader is: behind a tenant door, of
    no other agency, and nothing for a government, whose own dates are elsewhere.
    """
    desks = tuple(one for one in record.desks if review in (None, one))
    found = [*_of_matters(record, on=on, known=known, desks=desks)]
    found += _of_rounds(record, known=known, desks=desks)
    owed = reminders_on(record, on=on, known=known, review=review)
    found += _of_reminders(one for one in owed if one.review in desks)
    room = {f"matter:{one.matter}": one.review for one in record.matters if one.review in desks}
    states = [State.AMBIGUOUS, State.FAILED, State.OWED]
    found += _of_errands(errand_rows.every(states, rows=record.errands), room)
    found += _of_mail(came(record), room)
    if review is None:
        found += (_missed(run) for run in missed_runs(record.runs, now=now))
    else:
        found = [one for one in found if one.review == review]
    return tuple(sorted(found, key=_urgency))


def _urgency(one: Task) -> tuple[int, date, str, str]:
    return ORDER.index(one.kind), one.due or one.since or date.max, one.matter, one.about


# --- matters ---------------------------------------------------------------------------------


def _of_matters(record: Record, *, on: date, known: date, desks: Sequence[str]) -> Iterator[Task]:
    chosen = [one for one in record.matters if one.review in desks]
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        names = [f"matter:{one.matter}" for one in some]
        record.read(names)
        for one in some:
            standing = record.standing(one.matter, on=on, known=known)
            rule = rule_of(record, one.review, on=on, known=known)
            if standing.matter.opened is not None and standing.matter.ended is None:
                yield from _clocks(one, standing, rule, on)
                yield from _returned(one, standing)
        record.forget(names)


def _clocks(matter: Matter, standing: Standing, rule: str, on: date) -> Iterator[Task]:
    """The agency's own dates that have passed, and requests for more time without an answer."""
    for due in dues_of(matter.matter, standing, rule, on=on):
        if due.clock.runs_against == "agency" and due.state == "overdue":
            yield Task(
                kind="agency-overdue",
                review=matter.review,
                matter=matter.matter,
                about=due.clock.clock,
                says=f"The agency is {due.overdue} days late: {due.clock.kind} was due on {due.clock.due}.",
                due=due.clock.due,
                history=due.clock.said,
                do=(
                    f"proviso do meet-clock --matter {matter.matter} --clock {due.clock.clock} --met DATE",
                ),
            )
    for clock, ask in clocks.unanswered_extensions(standing.clocks, on):
        until = f" until {ask.until}" if ask.until else ""
        named = f"--matter {matter.matter} --clock {clock.clock}"
        yield Task(
            kind="extension-unanswered",
            review=matter.review,
            matter=matter.matter,
            about=clock.clock,
            says=f"More time was asked for{until} and not answered. Until it is, nobody may escalate.",
            since=ask.asked,
            history=(f"Asked on {ask.asked or 'a day not known'}: {ask.reason}",),
            do=(
                f"proviso do grant-extension {named} --until DATE",
                f"proviso do deny-extension {named} --reason WHY",
            ),
        )


def _returned(matter: Matter, standing: Standing) -> Iterator[Task]:
    """The last letter, if it came back: later letters show that somebody has seen to it."""
    last = letters.latest(standing.letters)
    if last is None or last.service not in BACK:
        return
    contact = whose(last, standing)
    name = contact.contact if contact else "CONTACT"
    done = contact is not None and contact.superseded
    steps = (
        f"proviso do note-contact --matter {matter.matter} --contact NEW --office OFFICE --channel CHANNEL",
        f"proviso do verify-contact --matter {matter.matter} --contact NEW --how HOW",
        f"proviso do supersede-contact --matter {matter.matter} --contact {name} --successor NEW --why WHY",
    )
    again = "Send it again to who answers now, in a round of one: proviso round prepare FILE"
    yield Task(
        kind="letter-returned",
        review=matter.review,
        matter=matter.matter,
        about=last.letter,
        says=f"{last.letter} to {last.addressee} {BACK[last.service]}; it starts no clock."
        + (" A successor is on record; the letter has not gone again." if done else ""),
        since=last.service_on,
        history=tuple(_history(standing)),
        do=(again,) if done else (*steps, again),
    )


def _history(standing: Standing) -> Iterator[str]:
    """Each contact, what is known of it, and what became of the letters to it."""
    told: dict[str, list[str]] = {}
    for letter in standing.letters.sent.values():
        if contact := whose(letter, standing):
            told.setdefault(contact.contact, []).append(f"{letter.letter} {letter.service}")
    for one in standing.matter.contacts.values():
        verified = f"verified {one.verified_on}" if one.verified_on else "never verified"
        ended = f", superseded by {one.successor or 'nobody'}" if one.superseded else ""
        where = f" at {one.address}" if one.address else ""
        its = told.get(one.contact, [])
        sent = f"; letters: {', '.join(its)}" if its else "; no letter"
        who = f"{one.name}, {one.office}" if one.name else one.office
        yield f"{one.contact}: {who}, by {one.channel}{where}; {verified}{ended}{sent}"


# --- rounds, errands, mail, runs -------------------------------------------------------------


def _of_rounds(record: Record, *, known: date, desks: Sequence[str]) -> Iterator[Task]:
    for name in desks:
        held = record.review(name, known=known)
        for one in held.sendings.named.values():
            opened = held.rounds.get(one.round)
            many = "1 letter" if len(one.matters) == 1 else f"{len(one.matters):,} letters"
            if one.stage is Stage.PREPARED:
                kind, says = (
                    "round-approval",
                    f"was prepared by {one.prepared_by}; another person approves",
                )
                do = "proviso round approve FILE --by NAME"
            elif one.stage is Stage.APPROVED:
                kind, says = (
                    "round-release",
                    f"was approved by {one.approved_by}; another person releases",
                )
                do = "proviso round release FILE --by NAME"
            else:
                continue
            yield Task(
                kind=kind,
                review=name,
                about=one.round,
                says=f"The round {one.round} ({many}, {one.letter_kind}) {says}.",
                since=opened.on if opened else None,
                due=opened.due if opened else None,
                do=(do,),
            )


def _of_reminders(owed: Iterable[Owed]) -> Iterator[Task]:
    """Reminders that nothing holds back and that stand in no round yet."""
    for one in owed:
        told = one.reminder
        if one.ready:
            missed = (
                f"; missed: {', '.join(str(day) for day in told.missed)}" if told.missed else ""
            )
            yield Task(
                kind="reminder",
                review=one.review,
                matter=one.matter,
                about=told.letter,
                says=f"A reminder of {told.letter}, due {told.due}, is owed{missed}.",
                since=told.since,
                do=("proviso letters remind --prepare FILE",),
            )


def _of_errands(errands: Iterable[Held], room: Mapping[str, str]) -> Iterator[Task]:
    for one in errands:
        number = one.number
        if one.state is State.AMBIGUOUS:
            kind, says = "send-unclear", "Nobody knows whether it went out."
            do = f"proviso errands settle {number} --as sent|not-sent --why WHY"
        elif one.state is State.FAILED:
            kind, says = "send-failed", "It was not handed over."
            do = f"proviso errands retry {number}"
        elif not one.errand.carried:
            kind, says = "send-by-hand", f"A person sees to it, by {METHODS[one.errand.kind]}."
            do = f"proviso errands settle {number} --as sent|not-sent --why WHY"
        else:
            continue
        what = one.errand.letter or "a notice"
        yield Task(
            kind=kind,
            review=room.get(one.errand.stream, ""),
            matter=_matter(one.errand.stream),
            about=f"errand {number}",
            says=f"{what} to {one.errand.to}: {says} {one.why}".strip(),
            since=one.owed_at.date(),
            do=(do,),
        )


def _of_mail(messages: Iterable[Arrival], room: Mapping[str, str]) -> Iterator[Task]:
    for one in messages:
        about = f" about {one.letter}" if one.letter else ""
        short = one.sha256[:12]
        yield Task(
            kind="mail",
            review=room.get(one.stream, ""),
            matter=_matter(one.stream),
            about=short,
            says=f"{one.kind} from {one.sender or 'nobody named'}{about}: {one.waits}",
            history=(one.says,) if one.says else (),
            do=(f"proviso mailbox show {short}", f"proviso mailbox settle {short} --why WHY"),
        )


def _matter(stream: str) -> str:
    room, _, name = stream.partition(":")
    return name if room == "matter" else ""


def _missed(run: Run) -> Task:
    ended = f"last ended {run.ended:%Y-%m-%d %H:%M} UTC" if run.ended else "never ended"
    return Task(
        kind="run-missed",
        about=run.name,
        says=f"{run.name} should run every {run.every.total_seconds() / 60:g} minutes; it {ended}.",
        since=(run.ended or run.began).date(),
        do=("proviso errands",),
    )
