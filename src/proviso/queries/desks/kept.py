"""What waits in every matter, kept in memory and brought up to date with the streams that moved. What one matter waits for is in_matter.

Reading 39,000 matters takes long, and most of them do not change from one page to the next. Each is read when it
is first asked about, and again once it has got an entry, its review's procedure has changed, or a day has come on which
something in it begins. Nothing here looks at who asks: `queue` and `matters` choose by the reader's own reviews.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from proviso.queries.desks.in_matter import InMatter, Terms, in_matter
from proviso.queries.pages.reading import Reading, reading
from proviso.queries.record import AROUND
from proviso.records import streams
from proviso.records.models import Matter
from proviso.records.rows import Sight, sight
from proviso.records.version import Mark, moved

AT_ONCE = 500


class Kept:
    """Each matter with what waits in it, as of one state of the ledger and one day. Replaced, never emptied.

    `answers` are what was made of all rows together; they are let go with every new entry. `made` is what was made of
    single matters; it holds for each as long as the matter does, and is let go when cases, the register or a review move.
    """

    def __init__(self, now: Mark, day: date) -> None:
        self.now, self.day = now, day
        self.terms: dict[str, Terms] = {}
        self.rows: dict[str, InMatter] = {}
        self.answers: dict[Hashable, Any] = {}
        self.made: dict[Hashable, dict[str, Any]] = {}


_held: dict[Sight | None, Kept] = {}
_lock = Lock()
MOST_SIGHTS = 4


def kept(day: date) -> Kept:
    """What waits as the ledger stands now, on a day. One for all; where the database keeps people apart, one for each."""
    record, whose = reading(), sight()
    with _lock:
        held = _held.pop(whose, None)
        if held is None or held.now.state != record.state or held.day != day:
            held = _brought_up(held, record, day)
        _held[whose] = held  # the last to have been asked
        for least in list(_held)[:-MOST_SIGHTS]:
            del _held[least]
        return held


def _brought_up(held: Kept | None, record: Reading, day: date) -> Kept:
    new = Kept(record.now, day)
    new.terms = {name: terms_of(record, name, day) for name in record.reviews}
    since = None if held is None or held.day > day else moved(held.now, record.now)
    if held is None or since is None:
        stale: Iterable[Matter] = record.matters
    else:
        new.rows = dict(held.rows)
        if not any(name.startswith((*AROUND, "review:")) for name in since):
            new.made = held.made
        stale = _stale(held, new, record, since)
    known = len(new.rows)
    _read(new, list(stale))
    if len(new.rows) != known:
        new.rows = {name: new.rows[name] for name in sorted(new.rows)}
    return new


def _stale(held: Kept, new: Kept, record: Reading, since: frozenset[str]) -> list[Matter]:
    """The matters that are to be read again."""
    names = {name[7:] for name in since if name.startswith("matter:")}
    other = {name for name, terms in new.terms.items() if held.terms.get(name) != terms}
    if held.day != new.day or other:
        names |= {
            name
            for name, one in held.rows.items()
            if one.matter.review in other or (one.until is not None and one.until <= new.day)
        }
    return [record.by_id[name] for name in sorted(names) if name in record.by_id]


def _read(new: Kept, stale: list[Matter]) -> None:
    for start in range(0, len(stale), AT_ONCE):
        some = stale[start : start + AT_ONCE]
        told = streams.entries_of(f"matter:{one.matter}" for one in some)
        for one in some:
            terms = new.terms.get(one.review, Terms())
            new.rows[one.matter] = in_matter(one, told[f"matter:{one.matter}"], terms, on=new.day)


def terms_of(record: Reading, review: str, day: date) -> Terms:
    """What a review's procedure sets on a day; the usual where it has none."""
    procedure = record.procedure(record.review(review, known=day), day)
    if procedure is None:
        return Terms()
    return Terms(
        rule=procedure.clock_starts_on,
        fresh=procedure.contact_fresh_days,
        reminders=tuple(procedure.reminders.days),
    )


def rows_of(held: Kept, reviews: Iterable[str]) -> Mapping[str, tuple[InMatter, ...]]:
    """The matters of these reviews, each review's in order of id."""
    if "by review" not in held.answers:
        found: dict[str, list[InMatter]] = {}
        for one in held.rows.values():
            found.setdefault(one.matter.review, []).append(one)
        held.answers["by review"] = {name: tuple(told) for name, told in found.items()}
    every = held.answers["by review"]
    return {name: every.get(name, ()) for name in reviews}
