"""One matter on an agency's desk: where it stands, what waits, its dates, letters, contacts, items, answers, approvals, and who recorded what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from proviso.domain.entries import Entry
from proviso.domain.facts.matters import ApprovalGiven, MatterNoted
from proviso.domain.matters import Contact
from proviso.domain.standing import Standing, age, timeline
from proviso.queries.contacts import whose
from proviso.queries.desks.in_matter import InMatter, Wait
from proviso.queries.desks.kept import kept
from proviso.queries.pages.dates import Dated, dates
from proviso.queries.pages.lines import STATES_SAID
from proviso.queries.pages.matter import (
    AnswerOn,
    Claim,
    LetterOn,
    PolicyOn,
    answers_on,
    claims_on,
    letters_on,
    policies_on,
)
from proviso.queries.pages.next_acts import Next, next_acts
from proviso.queries.pages.plain import Day, Government, government, the_day
from proviso.queries.pages.reading import Reading, reading
from proviso.queries.pages.review import ReviewHead, head
from proviso.queries.pages.telling import Told, tell
from proviso.records.models import Matter

DECLINED = "Approval declined: "


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOn:
    """A contact with the letters that went to it."""

    contact: Contact
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOn:
    """An item of the review: in which letters it was asked for, and what the agency makes of what came."""

    item: str
    asks: str
    letters: tuple[str, ...]
    level: str
    by: str
    cites: tuple[str, ...]
    missing: str | None
    concurred_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An entry of the history with who recorded it and when. `told` is None for what pages for everyone leave out."""

    entry: Entry
    told: Told | None
    on: Day
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMatter:
    """Everything an agency's people see of one matter today."""

    matter: Matter
    government: Government
    head: ReviewHead
    standing: Standing
    stage_said: str
    since: Day
    age: int | None
    waits: tuple[Wait, ...]
    next: Next
    dates: tuple[Dated, ...]
    letters: tuple[LetterOn, ...]
    contacts: tuple[ContactOn, ...]
    items: tuple[ItemOn, ...]
    answers: tuple[AnswerOn, ...]
    claims: tuple[Claim, ...]
    policies: tuple[PolicyOn, ...]
    history: tuple[Recorded, ...]


def desk_matter_on(record: Reading, one: Matter, *, on: date) -> DeskMatter:
    """The matter as it stands on a day, as known on that day."""
    stream = f"matter:{one.matter}"
    told = [each for each in record.entries(stream) if each.learned <= on]
    standing = record.standing(one.matter, on=on, known=on)
    happened = [each for each in told if each.on is not None and each.on <= on]
    return DeskMatter(
        matter=one,
        government=government(record, one.respondent),
        head=head(record, one.review, on),
        standing=standing,
        stage_said=STATES_SAID[standing.state],
        since=the_day(standing.since),
        age=age(standing, on),
        waits=tuple(waits_of(one.matter, on)),
        next=next_acts(record, one, on=on, known=on),
        dates=dates(record, one, on=on, known=on),
        letters=tuple(letters_on(record, one, standing, on)),
        contacts=tuple(_contacts(standing)),
        items=tuple(_items(record, one, standing, on)),
        answers=tuple(answers_on(record, stream, happened)),
        claims=tuple(claims_on(record, stream, happened)),
        policies=tuple(policies_on(happened)),
        history=tuple(_history(told)),
    )


def waits_of(matter: str, on: date) -> Iterator[Wait]:
    """What waits in a matter on a day."""
    held: InMatter | None = kept(on).rows.get(matter)
    return (one for one in (held.waits if held else ()) if one.since is None or one.since <= on)


def declined(entries: tuple[Entry, ...], act: str) -> tuple[Entry, ...]:
    """The remarks by which a second person declined to approve an act, since it was last approved."""
    found: list[Entry] = []
    for one in entries:
        if isinstance(one.fact, ApprovalGiven) and one.fact.act == act:
            found = []
        elif isinstance(one.fact, MatterNoted) and one.fact.text.startswith(f"{DECLINED}{act}. "):
            found.append(one)
    return tuple(found)


def _contacts(standing: Standing) -> Iterator[ContactOn]:
    its: dict[str, list[str]] = {}
    for letter in standing.letters.sent.values():
        if contact := whose(letter, standing):
            its.setdefault(contact.contact, []).append(letter.letter)
    for name, one in standing.matter.contacts.items():
        yield ContactOn(contact=one, letters=tuple(its.get(name, ())))


def _items(record: Reading, one: Matter, standing: Standing, on: date) -> Iterator[ItemOn]:
    """The review's items: those that a letter asked for or that were evaluated, in the review's order."""
    for name, item in record.review(one.review, known=on).items.items():
        asked = tuple(each.letter for each in standing.letters.sent.values() if name in each.items)
        found = standing.findings.items.get(name)
        yield ItemOn(
            item=name,
            asks=item.asks,
            letters=asked,
            level=str(found.level) if found else "",
            by=found.by if found else "",
            cites=found.cites if found else (),
            missing=found.missing if found else None,
            concurred_by=found.concurred_by if found else None,
        )


def _history(entries: list[Entry]) -> Iterator[Recorded]:
    """Every entry, the last that happened first; those without a day at the end."""
    in_order = [each for each in reversed(timeline(entries)) if each.on is not None]
    in_order += [each for each in entries if each.on is None]
    # What lies behind a link is looked up among all matters, which are not read again for each reader.
    said = {each.ref: each for each in tell(reading(), in_order)}
    for each in in_order:
        yield Recorded(
            entry=each,
            told=said.get(each.ref),
            on=the_day(each.on, each.precision),
            by=each.by,
            at=each.recorded_at,
        )
