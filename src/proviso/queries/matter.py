"""One matter on a day: its timeline, its dates explained, and what may happen next and why."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.standing import Standing, timeline
from proviso.queries import naming
from proviso.queries.due import Due, dues_of, rule_of
from proviso.queries.may import Asked, MayAnswer, NotAsked, may
from proviso.queries.record import Record
from proviso.queries.standing import Line, standing_of
from proviso.records.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOn:
    """`told` are the entries that had happened and were known; `undated` those whose day is not known."""

    line: Line
    standing: Standing
    told: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    dates: tuple[Due, ...]
    may: tuple[MayAnswer, ...]


def matter_on(record: Record, matter: str, *, on: date, known: date) -> MatterOn | NotAsked:
    """Everything about one matter on a day; NotAsked where there is no such matter then."""
    found = _meant(record, matter)
    if isinstance(found, NotAsked):
        return found
    matter = found.matter
    lines = standing_of(record, on=on, known=known, matter=matter)
    if not lines:
        return NotAsked(
            code="matter.not-yet", why=f"{matter} had not been opened by {on}, as known on {known}."
        )
    entries = [one for one in record.entries(f"matter:{matter}") if one.learned <= known]
    standing = record.standing(matter, on=on, known=known)
    rule = rule_of(record, found.review, on=on, known=known)
    return MatterOn(
        line=lines[0],
        standing=standing,
        told=timeline(one for one in entries if one.on is not None and one.on <= on),
        undated=tuple(one for one in entries if one.on is None),
        dates=tuple(dues_of(matter, standing, rule, on=on)),
        may=_next_acts(record, lines[0], on=on, known=known),
    )


def _meant(record: Record, name: str) -> Matter | NotAsked:
    """The matter of that id, or the only one of the government that is named."""
    if found := naming.matter(record, name):
        return found
    ocd_id = naming.government(name)
    its_own = [one for one in record.matters if one.respondent == ocd_id]
    if len(its_own) == 1:
        return its_own[0]
    if its_own:
        return NotAsked(
            code="matter.several",
            why=f"{name} has several matters. Name one of them:",
            instead=tuple(one.matter for one in its_own),
        )
    near = name.strip().casefold()[:3]
    return NotAsked(
        code="matter.unknown",
        why=f"{name!r} is no matter on record, nor a government that has one.",
        instead=tuple(
            one.matter for one in record.matters if one.matter.casefold().startswith(near)
        )[:12],
    )


def _next_acts(record: Record, line: Line, *, on: date, known: date) -> tuple[MayAnswer, ...]:
    """The gate's answer for every act of the rule book, under the review's condition."""
    found = []
    for act in record.book.acts:
        asked = Asked(
            act=act,
            respondent=line.respondent,
            on=on,
            known=known,
            review=line.review,
            programme=line.programme,
            year=line.year,
        )
        answer = may(record, asked)
        if isinstance(answer, MayAnswer):
            found.append(answer)
    return tuple(found)
