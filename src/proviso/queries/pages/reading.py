"""The record as pages read it: read once for each state of the ledger and kept. What is asked of it is elsewhere.

Theory. Entries are never changed, so what was read for one state of the ledger holds until
the next entry. Streams, bodies and whole answers are kept under that state's word
(records/version). When it changes, answers are let go, and of what was read only that which
the streams that moved are part of. What depends on a day that anyone may ask for is kept
within bounds: pages and lists on shelves, from which the one asked for longest ago goes first. Where
only matters moved, a list over all of them is mended and not made anew (`earlier`).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TypeVar, cast

from proviso.domain.entries import Entry
from proviso.domain.facts.governments import AssociationNoted, MembershipNoted
from proviso.domain.facts.orders import CaseFiled
from proviso.domain.reviews import Review
from proviso.domain.sources import Sources, fold
from proviso.outside.clock import today
from proviso.queries.pages.shelf import NONE, Shelf
from proviso.queries.record import AROUND, Record
from proviso.records import models, streams
from proviso.records.register import COLUMNS, Body
from proviso.records.rows import Sight, sight
from proviso.records.version import Mark, mark, moved

A = TypeVar("A")
NOWHERE = ("ocd-division/country:zz", "zz/")  # its governments, its agencies
ASSOCIATED = (AssociationNoted, MembershipNoted)
MOST_DAYS = 12
MOST_STANDINGS = 50_000
MOST_ANSWERS = 5_000
MOST_PAGES = 100
MOST_LISTS = 24  # each over the whole roster
MOST_SIGHTS = 4


class Reading(Record):
    """A record that many pages share. It is replaced, never emptied, so that a page being made keeps its own."""

    def __init__(
        self, now: Mark, before: "Reading | None" = None, moved: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self.now = now
        self._answers: dict[Hashable, object] = {}
        self._pages, self._lists = Shelf(MOST_PAGES), Shelf(MOST_LISTS)
        self._earlier: dict[Hashable, tuple[object, frozenset[str]]] = {}
        if before is not None:  # the same state of the ledger, other days; or but for what moved
            self._entries, self._bodies = before._entries, before._bodies
            self.__dict__.update(before.lasting(moved))
            if moved:
                self._take_over(before, moved)
            else:
                self._pages, self._lists = before._pages, before._lists
                self._earlier = before._earlier

    @property
    def state(self) -> str:
        """The word of the ledger's state."""
        return self.now.state

    def lasting(self, moved: frozenset[str]) -> dict[str, object]:
        """What has been read and still holds once these streams have moved."""
        held = self.__dict__
        new = (
            any(name.startswith("matter:") and name[7:] not in self.by_id for name in moved)
            if (moved and "matters" in held)
            else False
        )
        return {
            name: held[name]
            for name, parts in LASTING.items()
            if name in held
            and not any(one.startswith(parts) for one in moved)
            and not (new and name in OF_MATTERS)
        }

    def _take_over(self, before: "Reading", moved: frozenset[str]) -> None:
        """Streams, bodies and standings as they were read, but for those that moved."""
        self._entries = {name: told for name, told in before._entries.items() if name not in moved}
        names = {name.partition(":")[2] for name in moved if name.startswith("matter:")}
        self._standings = {at: one for at, one in before._standings.items() if at[0] not in names}
        self._bodies = {} if "register" in moved else dict(before._bodies)
        if not any(name.startswith(AROUND) for name in moved):
            self._around = dict(before._around)
        if names <= self.by_id.keys() and len(names) == len(moved):
            self._mendable(before, frozenset(names))

    def _mendable(self, before: "Reading", names: frozenset[str]) -> None:
        """The rosters made before these matters moved: all their other lines still hold."""
        for key, (old, stale) in before._earlier.items():
            self._earlier[key] = (old, stale | names)
        for key, made in before._lists.under("lines"):
            self._earlier[key] = (made, names)

    def earlier(self, key: Hashable) -> tuple[object, frozenset[str]] | None:
        """A roster as it was made before, and the matters that moved since; None where it has to be made anew."""
        return self._earlier.get(key)

    @property
    def full(self) -> bool:
        """Whether it holds answers for more days than it should."""
        held = (
            (len(self._around), MOST_DAYS),
            (len(self._standings), max(MOST_STANDINGS, 3 * len(self.__dict__.get("matters", ())))),
            (len(self._answers), MOST_ANSWERS + 2 * len(self.__dict__.get("matters", ()))),
        )
        return any(number > most for number, most in held)

    def once(self, key: Hashable, make: Callable[[], A]) -> A:
        """What many pages need, under this key; made where there is none yet."""
        return _once(self._answers, key, make)

    def page(self, key: Hashable, make: Callable[[], A]) -> A:
        """A whole page's answer under this key; made where there is none yet."""
        return self._pages.get(key, make)

    def list(self, key: Hashable, make: Callable[[], A]) -> A:
        """An answer about a whole roster under this key; few are kept, for they are large."""
        return self._lists.get(key, make)

    def review(self, name: str, *, known: date) -> Review:
        return self.once(("review", name, known), lambda: Record.review(self, name, known=known))

    def entries(self, stream: str) -> Sequence[Entry]:
        """The entries of one stream; those that every answer relies on are read together."""
        if stream not in self._entries and stream.startswith(AROUND):
            return self._rooms.get(stream, ())
        return super().entries(stream)

    @cached_property
    def _rooms(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for one in self.surrounding:
            found.setdefault(one.stream, []).append(one)
        return {name: tuple(told) for name, told in found.items()}

    def read(self, names: Sequence[str]) -> None:
        """Read many streams at once, but for those read before."""
        missing = [
            name for name in names if name not in self._entries and not name.startswith(AROUND)
        ]
        if missing:
            super().read(missing)

    def forget(self, names: Sequence[str]) -> None:
        """Nothing is let go: others may be reading it."""

    @cached_property
    def of_review(self) -> dict[str, tuple[models.Matter, ...]]:
        """The matters of each review, in order of id."""
        found: dict[str, list[models.Matter]] = {}
        for one in self.matters:
            found.setdefault(one.review, []).append(one)
        return {name: tuple(matters) for name, matters in found.items()}

    @cached_property
    def of_respondent(self) -> dict[str, tuple[models.Matter, ...]]:
        """The matters of each government, in order of id."""
        found: dict[str, list[models.Matter]] = {}
        for one in self.matters:
            found.setdefault(one.respondent, []).append(one)
        return {name: tuple(matters) for name, matters in found.items()}

    @cached_property
    def by_id(self) -> dict[str, models.Matter]:
        """Every matter by its id."""
        return {one.matter: one for one in self.matters}

    @cached_property
    def respondents(self) -> dict[str, Body]:
        """The bodies that have a matter, by id; one read for all of them."""
        having = models.Matter.objects.values("respondent")
        rows = models.Government.objects.filter(ocd_id__in=having).values_list(*COLUMNS)
        return {row[0]: Body(*row) for row in rows}

    def body(self, ocd_id: str) -> Body | None:
        return self.respondents.get(ocd_id) or super().body(ocd_id)

    @cached_property
    def source_entries(self) -> tuple[Entry, ...]:
        """The entries of every source's stream."""
        return streams.entries_under("source:")

    @cached_property
    def of_source(self) -> dict[str, Entry]:
        """The same, by how they are cited."""
        return {one.ref: one for one in self.source_entries}

    @cached_property
    def surrounding(self) -> tuple[Entry, ...]:
        """The entries of the register, programmes, awards and cases."""
        return self._surrounding_entries

    @cached_property
    def training(self) -> frozenset[str]:
        """The reviews that hold invented places only."""
        opened = ((name, self.review(name, known=date.max).opened) for name in self.reviews)
        return frozenset(name for name, one in opened if one and one.training)

    @cached_property
    def training_programmes(self) -> frozenset[str]:
        """The programmes under which training reviews are held, and no other."""
        under: dict[bool, set[str]] = {True: set(), False: set()}
        for name in self.reviews:
            if opened := self.review(name, known=date.max).opened:
                under[opened.training].add(opened.programme)
        return frozenset(under[True] - under[False])

    @cached_property
    def training_streams(self) -> frozenset[str]:
        """The streams of training reviews, their matters and awards: never in a feed, nor found by searching."""
        found = {f"review:{name}" for name in self.training}
        found |= {f"programme:{name}" for name in self.training_programmes}
        for name in self.training:
            for one in self.of_review.get(name, ()):
                found |= {f"matter:{one.matter}", f"award:{one.award}"}
        for entry in self.surrounding:
            fact = entry.fact
            if (
                isinstance(fact, CaseFiled)
                and fact.plaintiffs
                and all(map(invented, fact.plaintiffs))
            ):
                found.add(entry.stream)
        return frozenset(found | self._training_sources(found))

    @cached_property
    def _invented_in_the_register(self) -> frozenset[str]:
        """The register's entries about invented bodies, and about associations that have such members only."""
        told = self.entries("register")
        bodies = {one.ref for one in told if invented(getattr(one.fact, "ocd_id", ""))}
        members = [one for one in told if isinstance(one.fact, MembershipNoted)]
        theirs = {_association(one) for one in members if one.ref in bodies}
        theirs -= {_association(one) for one in members if one.ref not in bodies}
        return frozenset(bodies | {one.ref for one in told if _association(one) in theirs - {""}})

    def _training_sources(self, rooms: set[str]) -> set[str]:
        """The sources on which entries of these rooms rest, and no other's."""
        theirs: set[str] = set()
        others: set[str] = set()
        for one in self.everything:
            if not one.stream.startswith("source:"):
                own = one.stream in rooms or one.ref in self._invented_in_the_register
                (theirs if own else others).update(one.evidence)
        return {f"source:{name}" for name in theirs - others}

    @cached_property
    def cited(self) -> dict[str, Entry]:
        """The same, by how they are cited."""
        return {one.ref: one for one in self.surrounding}

    @cached_property
    def everything(self) -> tuple[Entry, ...]:
        """Every entry, the last written first; for what changed lately and for searching statements of all kinds."""
        told = list(self.surrounding) + list(self.source_entries)
        names = [f"review:{one}" for one in self.reviews]
        names += [f"matter:{one.matter}" for one in self.matters]
        self.read(names)
        told += [entry for name in names for entry in self.entries(name)]
        return tuple(sorted(told, key=lambda one: one.recorded_at, reverse=True))

    def sources(self, known: date) -> Sources:
        """All sources, with what they carry and report, as known on `known`."""
        told = (one for one in self.source_entries if one.learned <= known)
        return self.once(("sources", known), lambda: fold(told))


EVERY = ("",)
LASTING: Mapping[str, tuple[str, ...]] = {
    "matters": (),
    "programmes": ("programme:",),
    "reviews": ("review:",),
    "heads": AROUND,
    "_surrounding_entries": AROUND,
    "of_review": (),
    "of_respondent": (),
    "by_id": (),
    "respondents": ("register",),
    "source_entries": ("source:",),
    "of_source": ("source:",),
    "cited": AROUND,
    "_rooms": AROUND,
    "training": ("review:",),
    "training_programmes": ("review:",),
    "training_streams": EVERY,
    "everything": EVERY,
}
"""What is kept of a reading, and the streams (their names begin so) whose moving ends it."""
OF_MATTERS = frozenset(
    {"matters", "of_review", "of_respondent", "by_id", "respondents"}
)  # a new matter ends them
_kept: dict[Sight | None, Reading] = {}
_lock = Lock()


def reading() -> Reading:
    """The record as the ledger stands now. One small question to the database where it has not changed.

    One for all; where the database itself keeps people apart, one for each of those who asked last.
    """
    now, whose = mark(), sight()
    with _lock:
        held = _kept.pop(whose, None)
        if held is not None and held.state == now.state:
            held = Reading(now, held) if held.full else held
        else:
            since = moved(held.now, now) if held is not None and not held.full else None
            held = Reading(now) if since is None else Reading(now, held, since)
        _kept[whose] = held  # the last to have been asked
        for least in list(_kept)[:-MOST_SIGHTS]:
            del _kept[least]
        return held


def forget() -> None:
    """Let go of all that was read, so that the next page reads anew."""
    with _lock:
        _kept.clear()


def invented(ocd_id: str) -> bool:
    """Whether a body is of the country that does not exist, where training reviews are held."""
    return ocd_id.startswith(NOWHERE)


def training(stream: str) -> bool:
    """Whether a stream (`case:…`, `source:…`) is of a training review."""
    return stream in reading().training_streams


def _association(entry: Entry) -> str:
    return entry.fact.association if isinstance(entry.fact, ASSOCIATED) else ""


def _once(held: dict[Hashable, object], key: Hashable, make: Callable[[], A]) -> A:
    found = held.get(key, NONE)
    if found is NONE:
        found = held[key] = make()
    return cast("A", found)


def days(on: date | None, known: date | None) -> tuple[date, date]:
    """The days asked about: today where none is given."""
    return on or today(), known or today()
