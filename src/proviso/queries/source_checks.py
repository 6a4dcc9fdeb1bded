"""The sources on record looked over: what each gives, the passages that entries are tied to, and what is wrong with any. Pages of sources are in pages/sources."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from proviso.domain import sources as nouns
from proviso.domain.entries import Entry
from proviso.domain.facts.sources import SourceNoted, StatementRecorded
from proviso.outside import folders
from proviso.queries.documents import reading_of
from proviso.queries.may import NotAsked
from proviso.queries.pages.reading import days
from proviso.queries.pages.reading import reading as record_now
from proviso.queries.reading_review import document_held
from proviso.reading.comparing.copies import clusters, copies
from proviso.reading.comparing.shelf import Account
from proviso.reading.read import Asked
from proviso.reading.recording import Tied, tied

HELD, NONE, GONE, CHANGED = "held", "none", "missing", "changed"
LINKS = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that an entry is tied to."""

    ref: str
    fact: str
    tie: Tied


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source in the list. `copy` says whether its bytes are held; `rests` is how many entries rest on it."""

    source: str
    outlet: str
    title: str
    author: str | None
    published: date | None
    address: str
    rights: str
    sha256: str | None
    copy: str
    passages: tuple[Passage, ...]
    reports: tuple[nouns.Report, ...]
    statements: tuple[StatementRecorded, ...]
    relies_on: tuple[str, ...]
    relied_on_by: tuple[str, ...]
    rests: int
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something wrong with a source: a stable code, what was found, what to do."""

    source: str
    code: str
    says: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, what is wrong, and which sources are copies of one another."""

    looked_at: int
    copies_held: int
    troubles: tuple[Trouble, ...]
    clusters: tuple[tuple[str, ...], ...]

    @property
    def independent(self) -> int:
        """How many sources there are when each cluster counts as one."""
        return self.looked_at - sum(len(one) - 1 for one in self.clusters)


def lines(known: date | None = None) -> tuple[Line, ...]:
    """Every source known by the day, by id."""
    _, seen = days(None, known)
    record = record_now()
    state = record.sources(seen)
    entries = [one for one in record.everything if one.learned <= seen]
    passages, rests = _passages(entries), Counter(chain.from_iterable(one.evidence for one in entries))  # fmt: skip
    relies = _reliances(state)
    told = {one.fact.source: one for one in entries if isinstance(one.fact, SourceNoted)}
    spoken = _spoken(entries)
    return tuple(
        Line(
            source=name, outlet=one.outlet, title=one.title, author=one.author, published=one.published,
            address=one.address, rights=one.rights, sha256=one.sha256, copy=copy_of(one),
            passages=passages.get(name, ()), statements=tuple(spoken.get(name, ())),
            reports=tuple(each for each in state.reports.values() if each.source == name),
            relies_on=tuple(relies.get(name, ())), rests=rests[name],
            relied_on_by=tuple(each for each, above in relies.items() if name in above),
            note=told[name].note if name in told else None,
        )
        for name, one in sorted(state.noted.items())
    )  # fmt: skip


def line(name: str, known: date | None = None) -> Line | NotAsked:
    """The source of that id, in any letter case."""
    every = {one.source: one for one in lines(known)}
    found = [one for key, one in every.items() if key.casefold() == name.strip().casefold()]
    if name in every:
        return every[name]
    if len(found) == 1:
        return found[0]
    near = tuple(key for key in every if name.strip().casefold() in key.casefold())
    return NotAsked(
        code="source.unknown", why=f"{name!r} is no source on record.", instead=near[:8]
    )


def _passages(entries: list[Entry]) -> Mapping[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for one in entries:
        place = tied(one.note) if one.note and "Passage:" in one.note else None
        if place is not None:
            found[place.source].append(
                Passage(ref=one.ref, fact=type(one.fact).__name__, tie=place)
            )
    return {
        name: tuple(sorted(held, key=lambda one: one.tie.start)) for name, held in found.items()
    }


def _reliances(state: nouns.Sources) -> Mapping[str, list[str]]:
    """Whom each source relies on, by its reports and carriages; each once."""
    found: dict[str, list[str]] = defaultdict(list)
    told = [(one.source, one.relies_on) for one in state.reports.values()]
    told += [(one.source, one.relies_on) for one in state.carriages]
    for source, above in told:
        if above and above not in found[source]:
            found[source].append(above)
    return {name: above for name, above in found.items() if above}


def _spoken(entries: list[Entry]) -> Mapping[str, list[StatementRecorded]]:
    found: dict[str, list[StatementRecorded]] = defaultdict(list)
    for one in entries:
        if isinstance(one.fact, StatementRecorded):
            found[one.stream.partition(":")[2]].append(one.fact)
    return found


def copy_of(one: SourceNoted) -> str:
    """Whether the bytes are held, and are those that were noted."""
    if one.sha256 is None:
        return NONE
    try:
        folders.kept(one.sha256)
    except folders.NotKept as trouble:
        return GONE if isinstance(trouble.__cause__, OSError) else CHANGED
    return HELD


# --- looking over ----------------------------------------------------------------------------


def check(known: date | None = None) -> Checked:
    """Look every source over: bytes, day, rights, doubles, passages; and find the clusters of copies."""
    today, _ = days(None, None)
    every = lines(known)
    accounts = {one.source: made for one in every if (made := _account(one)) is not None}
    troubles = [
        *chain.from_iterable(_wrong(one, today, accounts.get(one.source)) for one in every),
        *_doubles(every),
    ]
    held = list(accounts.values())
    groups = clusters((one.file for one in held), copies(held))
    return Checked(
        looked_at=len(every),
        copies_held=sum(one.copy == HELD for one in every),
        troubles=tuple(troubles),
        clusters=tuple(tuple(sorted(group)) for group in groups if len(group) > 1),
    )


def _account(one: Line) -> Account | None:
    """The held copy of a source, read; None where there is none that can be."""
    if one.copy != HELD or one.sha256 is None:
        return None
    document = document_held(one.source, one.sha256)
    if isinstance(document, NotAsked):
        return None
    reading = reading_of(document, Asked(published=one.published, found_first=True))
    return Account(file=one.source, reading=reading, outlet=one.outlet)


def _wrong(one: Line, today: date, account: Account | None) -> Iterator[Trouble]:
    def trouble(code: str, says: str, cure: str) -> Trouble:
        return Trouble(source=one.source, code=code, says=says, cure=cure)

    if one.copy == CHANGED:
        yield trouble("copy-changed", f"The bytes kept under {one.sha256} have another SHA-256 now.", "Put the copy back as it was; entries rest on it.")  # fmt: skip
    if one.copy == GONE:
        yield trouble("copy-missing", f"No file is kept under {one.sha256}.", "Put the copy back in the folder of kept files.")  # fmt: skip
    if not one.rights.strip():
        yield trouble("no-rights", "No rights note is on record.", "State what may be shown of it.")
    yield from _wrong_days(one, today, account)
    text = account.page.text if account else None
    for each in one.passages if text is not None else ():
        here = " ".join((text or "")[each.tie.start : each.tie.end].split())
        if not here.startswith(each.tie.words.rstrip("…")):
            yield trouble("passage-moved", f"{each.ref} is tied to {each.tie.start}-{each.tie.end}, where other words stand.", "Look whether the text is taken out as it was then.")  # fmt: skip


def _wrong_days(one: Line, today: date, account: Account | None) -> Iterator[Trouble]:
    if one.published is None:
        yield Trouble(source=one.source, code="no-day", says="The day of publication is not known.", cure="Find it; days such as “Wednesday” stay open without it.")  # fmt: skip
    elif one.published > today:
        yield Trouble(source=one.source, code="day-in-future", says=f"It is noted as published on {one.published.isoformat()}, which is to come.", cure="Look at the day again.")  # fmt: skip
    found = account.reading.published if account else None
    if found and found.on and one.published and found.source != "given" and found.on != one.published:  # fmt: skip
        yield Trouble(source=one.source, code="day-differs", says=f"It is noted as published on {one.published.isoformat()}; the document says {found.on.isoformat()} ({found.source}).", cure="Look which is right; a repost has a day of its own.")  # fmt: skip


def _doubles(every: tuple[Line, ...]) -> Iterator[Trouble]:
    """Sources noted twice: the same bytes, or the same address."""
    by_bytes: dict[str, str] = {}
    by_address: dict[str, str] = {}
    for one in every:
        if one.sha256 and (first := by_bytes.setdefault(one.sha256, one.source)) != one.source:
            yield Trouble(source=one.source, code="same-bytes", says=f"It has the same bytes as {first}.", cure="They are one source: rest entries on one of them.")  # fmt: skip
        if not one.address.startswith(LINKS):
            continue
        if (first := by_address.setdefault(one.address, one.source)) != one.source:
            yield Trouble(source=one.source, code="same-address", says=f"It has the same address as {first}: {one.address}", cure="Look whether they are one source.")  # fmt: skip
