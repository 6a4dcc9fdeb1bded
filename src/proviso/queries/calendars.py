"""The due dates of a review or of a respondent as a calendar others subscribe to: each with how it came about, its changes counted. The format is outside/calendars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from proviso.domain.addresses import Address
from proviso.domain.calendar import in_words
from proviso.domain.clocks import Clock
from proviso.domain.entries import Entry
from proviso.domain.facts.clocks import ClockFact
from proviso.domain.facts.findings import MatterCleared
from proviso.domain.facts.letters import LetterFact, LetterSent
from proviso.domain.facts.matters import MatterReleased, MatterReopened, MatterSettled
from proviso.domain.refusals import Refusal
from proviso.domain.standing import Standing
from proviso.outside.calendars import Dated, Shape, Status, feed
from proviso.queries.due import Due, dues_of, rule_of
from proviso.queries.record import Record
from proviso.records.models import Matter

ENDINGS = (MatterSettled, MatterReleased, MatterReopened, MatterCleared)
AT_ONCE = 500
STATUS: dict[str, Status] = {
    "met": "done",
    "closed": "withdrawn",
    "tolled": "unsure",
    "not started": "unsure",
}
SAID = {
    "closed": "The matter is closed, and nothing is due any more.",
    "tolled": "The clock stands still, so the day may change.",
    "not started": "Stated in the letter. That the letter arrived is not proven, so the clock has not started.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which dates: of one review, of one respondent (by OCD id), or all; as of a day, as known on a day."""

    on: date
    known: date
    review: str | None = None
    respondent: str | None = None


def calendar(
    record: Record,
    asked: Asked,
    *,
    organizer: Address | None = None,
    shape: Shape = "events",
) -> bytes | Refusal:
    """The feed. The same record gives the same bytes."""
    chosen = [
        one
        for one in record.matters
        if asked.review in (None, one.review) and asked.respondent in (None, one.respondent)
    ]
    dates: list[Dated] = []
    changed: datetime | None = None
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        names = [f"matter:{one.matter}" for one in some]
        record.read(names)
        for one in some:
            told = _told(record, one, asked)
            dates += _of_matter(record, one, asked, told)
            changed = max(
                filter(None, (changed, *(each.recorded_at for each in told))), default=None
            )
        record.forget(names)
    since = changed or datetime(asked.known.year, asked.known.month, asked.known.day, tzinfo=UTC)
    name = _name(record, asked)
    return feed(dates, name=name, changed=since, organizer=organizer, shape=shape)


def _name(record: Record, asked: Asked) -> str:
    body = record.body(asked.respondent) if asked.respondent else None
    parts = (asked.review, body.title if body else asked.respondent)
    return "Due dates" + "".join(f", {part}" for part in parts if part)


def _told(record: Record, matter: Matter, asked: Asked) -> list[Entry]:
    entries = record.entries(f"matter:{matter.matter}")
    return [one for one in entries if one.told_by(on=asked.on, known=asked.known)]


# --- one matter ------------------------------------------------------------------------------


def _of_matter(
    record: Record, matter: Matter, asked: Asked, told: Sequence[Entry]
) -> Iterator[Dated]:
    standing = record.standing(matter.matter, on=asked.on, known=asked.known)
    rule = rule_of(record, matter.review, on=asked.on, known=asked.known)
    opened = record.review(matter.review, known=asked.known).opened
    body = record.body(matter.respondent)
    whose = body.title if body else matter.respondent
    for due in dues_of(matter.matter, standing, rule, on=asked.on):
        place = f"{opened.actor if opened else ''}/{matter.review}/{due.id}"
        yield Dated(
            uid=f"{sha256(place.encode()).hexdigest()[:40]}@proviso",
            summary=_summary(due, whose),
            due=due.clock.due,
            said="\n".join(_said(due, matter, standing)),
            sequence=_changes(due.clock, told),
            status=STATUS.get(due.state, "stands"),
        )


def _summary(due: Due, whose: str) -> str:
    what = due.clock.kind.replace("-", " ")
    over = {"met": "Done: ", "closed": "Withdrawn: "}.get(due.state, "")
    who = f"{whose}" if due.clock.runs_against == "respondent" else f"the agency, to {whose}"
    return f"{over}{what}: {who} ({due.matter})"


def _said(due: Due, matter: Matter, standing: Standing) -> Iterator[str]:
    clock = due.clock
    yield from clock.said
    letter = standing.letters.sent.get(clock.letter or "")
    if letter is not None and letter.on is not None:
        yield f"Letter {letter.letter} of {in_words(letter.on)}."
    for ask in clock.extensions:
        if ask.granted:
            yield f"More time was granted, until {in_words(ask.granted)}."
        elif ask.denied:
            yield f"More time was asked for and not granted: {ask.denied}"
        else:
            yield "More time was asked for; the agency has not answered."
    if clock.met:
        late = ", late" if clock.late else ""
        yield f"Done on {in_words(clock.met)}{late}."
    elif says := SAID.get(due.state):
        yield says
    yield f"Matter {matter.matter}, review {matter.review}."


def _changes(clock: Clock, told: Sequence[Entry]) -> int:
    """How many entries after its first concern the date, its letter's service, or the matter's end: it only grows."""
    return max(0, sum(_concerns(one, clock) for one in told) - 1)


def _concerns(entry: Entry, clock: Clock) -> bool:
    fact = entry.fact
    if isinstance(fact, ClockFact):
        return fact.clock == clock.clock
    if isinstance(fact, LetterFact):
        return fact.letter == clock.letter and not isinstance(fact, LetterSent)
    return isinstance(fact, ENDINGS)
