"""Search: governments, matters, orders, cases, sources, statements, conflicts, by id or by words, ten of each at most. Training places are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from proviso.domain.facts.orders import CaseFiled
from proviso.queries.pages.docket import cases
from proviso.queries.pages.effects import effects_on
from proviso.queries.pages.governments import governments
from proviso.queries.pages.outlets import statement_lines
from proviso.queries.pages.plain import Place, name_of
from proviso.queries.pages.reading import Reading, days, reading
from proviso.queries.pages.sources import sources_on

MOST = 10
LONGEST = 200
ABOUT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing found: where it is told, and a line about it."""

    place: Place
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The things of one kind that were found, at most ten; `total` is how many fit."""

    kind: str
    results: tuple[Result, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was found, by kind; kinds with nothing are left out."""

    on: date
    known: date
    query: str
    groups: tuple[Group, ...]
    total: int
    says: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that may be found: its place, its id's own words, what else is said of it."""

    place: Place
    says: str
    words: str


def search(
    query: str, *, on: date | None = None, known: date | None = None, training: bool = False
) -> SearchPage:
    """Everything on record by the day whose id or words fit all the words asked for."""
    record = reading()
    day, seen = days(on, known)
    text = " ".join(query.split())[:LONGEST]
    if not text or not text.isprintable():
        return _page(query, day, seen, [])
    groups = [_governments(record, text, training)]
    for kind, things in record.once(
        ("search", day, seen, training), lambda: _things(record, day, seen, training)
    ):
        groups.append(_fitting(kind, things, text))
    return _page(query, day, seen, groups)


def _page(query: str, on: date, known: date, groups: list[Group]) -> SearchPage:
    found = tuple(one for one in groups if one.total)
    total = sum(one.total for one in found)
    nothing = "Nothing on record fits. Try fewer words, or an id."
    return SearchPage(
        on=on, known=known, query=query, groups=found, total=total, says="" if total else nothing
    )


def _governments(record: Reading, text: str, training: bool) -> Group:  # noqa: FBT001
    found = governments(text, training=training)
    results = tuple(
        Result(
            place=Place(kind="government", id=one.government.ocd_id, name=one.government.name),
            says=f"{one.government.type}, {one.government.state}"
            + (f"; matters {', '.join(one.matters)}" if one.matters else ""),
        )
        for one in found.rows[:MOST]
    )
    return Group(kind="governments", results=results, total=len(found.rows))


def _things(
    record: Reading,
    on: date,
    known: date,
    training: bool,  # noqa: FBT001
) -> tuple[tuple[str, tuple[_Thing, ...]], ...]:
    return (
        ("matters", tuple(_matters(record, training))),
        ("orders", tuple(_orders(record, on, known, training))),
        ("cases", tuple(_cases(record, on, known, training))),
        ("statements", tuple(_statements(record, on, known))),
        ("sources", tuple(_sources(record, on, known))),
    )


def _matters(record: Reading, training: bool) -> Iterable[_Thing]:  # noqa: FBT001
    for one in record.matters:
        if training or one.review not in record.training:
            name = name_of(record, one.respondent)
            says = f"{name}, fiscal year {one.year}, review {one.review}"
            yield _thing("matter", one.matter, name, says, f"{one.award or ''} {one.respondent}")


def _orders(record: Reading, on: date, known: date, training: bool) -> Iterable[_Thing]:  # noqa: FBT001
    for one in effects_on(record, on=on, known=known).orders():
        if not training and f"case:{one.case}" in record.training_streams:
            continue
        says = f"{one.kind}, {one.court}, {one.entered.said}: {one.regulates}"
        more = f"{one.citation} {one.docket} {one.outcome} {one.case}"
        yield _thing("order", one.order, f"{one.order} in {one.case}", says, more)


def _cases(record: Reading, on: date, known: date, training: bool) -> Iterable[_Thing]:  # noqa: FBT001
    for name, (fact, entry) in cases(record, known).items():
        shown = training or entry.stream not in record.training_streams
        if shown and (entry.on is None or entry.on <= on):
            yield _thing(
                "case", name, fact.title, f"{fact.court}, No. {fact.docket}", _who(record, fact)
            )


def _who(record: Reading, fact: CaseFiled) -> str:
    return " ".join(name_of(record, one) for one in fact.plaintiffs)


def _statements(record: Reading, on: date, known: date) -> Iterable[_Thing]:
    for one in statement_lines(record, on=on, known=known):
        more = f"{one.words} {one.venue} {one.about}"
        says = f"{one.role}, {one.on.said}: {one.words[:ABOUT]}"
        yield _thing("statement", one.statement, one.speaker, says, more)


def _sources(record: Reading, on: date, known: date) -> Iterable[_Thing]:
    for one in sources_on(record, on, known):
        says = f"{one.outlet}, {one.published.said}"
        yield _thing("source", one.source, one.title, says, one.author or "")


def _thing(kind: str, name: str, title: str, says: str, more: str) -> _Thing:
    return _Thing(
        Place(kind=kind, id=name, name=title), says, f"{name} {title} {says} {more}".casefold()
    )


def _fitting(kind: str, things: tuple[_Thing, ...], text: str) -> Group:
    """Those that have every word; the id itself first, then those whose name has them, then the rest."""
    wanted = text.casefold().split()
    found = [one for one in things if all(word in one.words for word in wanted)]
    whole = text.casefold()

    def rank(one: _Thing) -> tuple[bool, bool, bool]:
        own = one.place.id.casefold()
        named = one.place.name.casefold()
        return own != whole, not own.startswith(whole), not all(word in named for word in wanted)

    first = nsmallest(MOST, found, key=rank)
    results = tuple(Result(place=one.place, says=one.says) for one in first)
    return Group(kind=kind, results=results, total=len(found))
