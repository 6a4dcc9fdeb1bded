"""Everything done and read in the matters of some reviews, newest first: acts of the ledger, pages shown, files given. For auditors.

Acts are found by the table of who recorded what and told from the entries themselves; reads by the log of reads. A page
of the list goes on from the last line of the one before, so that it takes as long at any length of the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from proviso.domain.encoding import entry_from
from proviso.domain.entries import Entry
from proviso.people import bearers
from proviso.people.models import Read, User
from proviso.queries.accounts import names
from proviso.records import models

ACT, PAGE, FILE = "act", "page", "file"
KINDS = (ACT, PAGE, FILE)
AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What of it is asked for: of which reviews; by whom, in which matter, from and through which day, of which kind."""

    reviews: tuple[str, ...]
    person: str = ""
    matter: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line's place in the list: its moment, its table, its row."""

    at: datetime
    table: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was done or shown. `ref` cites an entry; `sha256` is of a file."""

    place: Place
    kind: str
    by: str
    who: str
    review: str
    matter: str
    what: str
    ref: str = ""
    on: date | None = None
    gate: tuple[str, ...] = ()
    brought_in: bool = False
    address: str = ""
    sha256: str = ""

    @property
    def at(self) -> datetime:
        """When."""
        return self.place.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some lines, newest first, and the place to go on from; None at the end."""

    lines: tuple[Line, ...]
    further: Place | None
    unknown: str = ""


def audit(sought: Sought, *, before: Place | None = None, most: int = AT_ONCE) -> Found:
    """The newest lines, or those after a place of the list."""
    people = _people(sought.person)
    if people == ():
        return Found(lines=(), further=None, unknown=sought.person)
    rows: list[tuple[Place, Any]] = []
    for asked in _one_by_one(sought):
        for table, found in ((0, _acts(asked, people, before)), (1, _reads(asked, people, before))):
            some = found[: most + 1] if found is not None else ()
            rows += [(Place(at=one.at, table=table, row=one.pk), one) for one in some]
    rows.sort(key=lambda one: (one[0].at, -one[0].table, one[0].row), reverse=True)
    lines = _lines(rows[:most])
    return Found(lines=lines, further=lines[-1].place if len(rows) > most and lines else None)


def _one_by_one(sought: Sought) -> tuple[Sought, ...]:
    """The same of each review by itself, so that each is read off its index in order; of a matter, of its review alone."""
    chosen = sought.reviews
    if sought.matter:
        own = models.Matter.objects.filter(matter=sought.matter, review__in=chosen)
        chosen = tuple(own.values_list("review", flat=True))
    return tuple(replace(sought, reviews=(one,)) for one in chosen)


def _asks(sought: Sought, *kinds: str) -> bool:
    return sought.kind in ("", *kinds)


def _people(typed: str) -> "People":
    """The ids of whom a name, an address or an id means, and what entries say of themselves; None where nobody is asked for."""
    told = typed.strip()
    if not told:
        return None
    rows = User.objects.filter(
        Q(name__icontains=told) | Q(email__iexact=told) | Q(person=told.lower())
    )
    found = list(rows.values_list("person", flat=True)[:50])
    if models.Recorded.objects.filter(by=told).exists() or bearers.names({told}):
        found.append(told)
    return tuple(found)


People = tuple[str, ...] | None


def _acts(sought: Sought, people: People, before: Place | None) -> QuerySet[models.Recorded] | None:
    if not _asks(sought, ACT):
        return None
    rows = models.Recorded.objects.all()
    if sought.matter:
        rows = rows.filter(stream=f"matter:{sought.matter}")
    else:
        rows = rows.filter(review__in=sought.reviews)
    return rows.filter(_asked(sought, people, before, 0)).order_by("-at", "-id")


def _reads(sought: Sought, people: People, before: Place | None) -> QuerySet[Read] | None:
    if not _asks(sought, PAGE, FILE):
        return None
    rows = Read.objects.filter(review__in=sought.reviews)
    if sought.matter:
        rows = rows.filter(matter=sought.matter)
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    return rows.filter(_asked(sought, people, before, 1)).order_by("-at", "-id")


def _asked(sought: Sought, people: People, before: Place | None, table: int) -> Q:
    """By whom, on which days, and after which place of the list."""
    found = Q() if people is None else Q(by__in=people)
    if sought.first:
        found &= Q(at__gte=_begins(sought.first))
    if sought.last:
        found &= Q(at__lt=_begins(sought.last + timedelta(days=1)))
    return found & _after(before, table) if before else found


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _after(before: Place, table: int) -> Q:
    """What stands after a place: earlier; or of that moment, in a later table, or further down in the same."""
    same = Q(at=before.at, id__lt=before.row) if table == before.table else Q(at=before.at)
    return Q(at__lt=before.at) | (same if table >= before.table else Q(pk__in=[]))


# --- in words --------------------------------------------------------------------------------


def _lines(rows: Sequence[tuple[Place, Any]]) -> tuple[Line, ...]:
    called = names({one.by for _, one in rows})
    entries = _entries([one for place, one in rows if place.table == 0])
    return tuple(
        _act(place, one, entries.get((one.stream, one.number)), called)
        if place.table == 0
        else _shown(place, one, called)
        for place, one in rows
    )


def _entries(rows: Iterable[models.Recorded]) -> dict[tuple[str, int], Entry]:
    wanted = [Q(stream=one.stream, number=one.number) for one in rows]
    if not wanted:
        return {}
    found: dict[tuple[str, int], Entry] = {}
    for start in range(0, len(wanted), 200):
        some = models.Entry.objects.filter(reduce(or_, wanted[start : start + 200]))
        for stream, number, body in some.values_list("stream", "number", "body"):
            found[stream, number] = entry_from(bytes(body))
    return found


def _act(place: Place, row: models.Recorded, entry: Entry | None, called: dict[str, str]) -> Line:
    room, _, name = row.stream.partition(":")
    return Line(
        place=place,
        kind=ACT,
        by=row.by,
        who=called.get(row.by, row.by),
        review=row.review,
        matter=name if room == "matter" else "",
        what=row.fact.replace("-", " ").capitalize(),
        ref=f"{row.stream}#{row.number}",
        on=entry.on if entry else None,
        gate=entry.gate if entry else (),
        brought_in=bool(entry and entry.brought_in),
    )


def _shown(place: Place, row: Read, called: dict[str, str]) -> Line:
    return Line(
        place=place,
        kind=row.kind,
        by=row.by,
        who=called.get(row.by, row.by),
        review=row.review,
        matter=row.matter,
        what=row.given or _page_said(row.page),
        address=row.address,
        sha256=row.sha256,
    )


def _page_said(route: str) -> str:
    """A page by its route: `respond_matter` is the respondent desk's page of a matter."""
    side, _, name = route.partition("_")
    if side == "desk" and name.startswith("code"):
        return "a letter, by its code"
    of = {"desk": "agency desk", "respond": "respondent desk"}.get(side)
    return f"the {of}: {name.replace('_', ' ') or 'first page'}" if of else route.replace("_", " ")
