"""A document of the archive with its proposals, as a person reviews it: what is open, what was decided, how often each rule was right.

For a page or a command: `review` gives the text with every proposal, the verdict on it and the acts that
may follow; `next_open` the one to look at next; acts.judging.judge records one decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from proviso.domain import verdicts as nouns
from proviso.domain.facts.sources import SourceNoted
from proviso.domain.refusals import Refusal
from proviso.domain.verdicts import Kind, Verdict
from proviso.outside import folders
from proviso.queries import naming
from proviso.queries.documents import document_of, is_message, reading_of
from proviso.queries.may import NotAsked
from proviso.queries.pages.reading import days
from proviso.queries.pages.reading import reading as record_now
from proviso.reading import proposal as proposals
from proviso.reading.proposal import Proposal
from proviso.reading.rates import Rates, rules
from proviso.reading.read import Asked, Reading
from proviso.reading.recording import About, Option, options
from proviso.reading.take_in.document import Document
from proviso.records import verdicts

MESSAGE = "message.eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One proposal under review. `name` finds it again; `verdict` is the one that counts, None while it is open."""

    name: str
    proposal: Proposal
    verdict: Verdict | None
    options: tuple[Option, ...]

    @property
    def open(self) -> bool:
        return self.verdict is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A document with its proposals in order of place. Offsets count in `document.text`."""

    source: SourceNoted
    document: Document
    reading: Reading
    about: About
    items: tuple[Item, ...]
    gone: tuple[Verdict, ...] = ()

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def open(self) -> int:
        return sum(one.open for one in self.items)

    def item(self, name: str) -> Item | None:
        return next((one for one in self.items if one.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """How often a rule was right here: shown, what was decided, and the rate that proposals carry."""

    name: str
    kind: str
    says: str
    shown: int
    decided: Mapping[Kind, int]
    prior: float
    rate: float


def review(name: str, *, home_state: str = "") -> Review | NotAsked:
    """The document of a source, read afresh, with what was decided on it. NotAsked says why there is none to review."""
    _, known = days(None, None)
    sources = record_now().sources(known)
    found = naming.one_of(name, sources.noted)
    if found is None:
        return NotAsked(code="source.unknown", why=f"{name!r} is no source on record.")
    noted = sources.noted[found]
    document = _document(noted)
    if isinstance(document, NotAsked):
        return document
    asked = Asked(published=noted.published, outlet=noted.outlet, home_state=home_state)
    read = reading_of(document, asked, rates_here())
    said = {one.statement: one.words for one in sources.statements.values()}
    people = tuple(one for one in read.proposals if one.kind is proposals.Kind.PEOPLE)
    about = About(
        source=noted.source, sha256=document.sha256, outlet=noted.outlet,
        published=read.published.on, statements=said, people=people,
    )  # fmt: skip
    return _reviewed(noted, document, read, about)


def _document(noted: SourceNoted) -> Document | NotAsked:
    """The text of the copy that is held."""
    if noted.sha256 is None:
        why = f"No copy of {noted.source} is held; only where it was published."
        instead = ("Take it in under an id of its own: proviso sources add FILE.",)
        return NotAsked(code="source.no-copy", why=why, instead=instead)
    return document_held(noted.source, noted.sha256)


def document_held(name: str, sha256: str) -> Document | NotAsked:
    """The document whose bytes are kept under this digest."""
    try:
        content = folders.kept(sha256)
    except folders.NotKept as trouble:
        return NotAsked(code="source.not-kept", why=str(trouble))
    made = document_of(MESSAGE if is_message(content) else name, content)
    if isinstance(made, Refusal):
        return NotAsked(code=made.code, why=made.reason, instead=(made.cure,))
    return made


def _reviewed(noted: SourceNoted, document: Document, read: Reading, about: About) -> Review:
    decided = nouns.latest(verdicts.of_document(document.sha256))
    items, seen = [], set()
    for one in read.proposals:
        place = (str(one.kind), one.start, one.end)
        if place in seen:
            continue
        seen.add(place)
        held = decided.get(place)
        name = f"{one.kind}-{one.start}-{one.end}"
        items.append(Item(name=name, proposal=one, verdict=held, options=options(one, about)))
    gone = tuple(one for place, one in decided.items() if place not in seen)
    return Review(
        source=noted, document=document, reading=read, about=about, items=tuple(items), gone=gone
    )


def next_open(found: Review, after: str = "") -> Item | None:
    """The next proposal without a verdict, behind the one of that name; from the beginning where there is none behind."""
    names = [one.name for one in found.items]
    at = names.index(after) + 1 if after in names else 0
    return next((one for one in (*found.items[at:], *found.items[:at]) if one.open), None)


def rates_here() -> Rates:
    """The rules' accept rates from the verdicts of this installation; of each proposal the latest counts."""
    counted = nouns.tally(_latest())
    return Rates(
        reviewed={
            rule: (decided[Kind.ACCEPTED], sum(decided.values()))
            for rule, decided in counted.items()
            if rule in rules()
        }
    )


def rule_lines() -> tuple[RuleLine, ...]:
    """Every rule with what was decided on its proposals here, in the order of the table."""
    counted, rates = nouns.tally(_latest()), rates_here()
    nothing = dict.fromkeys(Kind, 0)
    return tuple(
        RuleLine(
            name=name, kind=str(rule.kind), says=rule.says, shown=rates.shown(name),
            decided=counted.get(name, nothing), prior=rule.prior, rate=rates.of(name),
        )
        for name, rule in rules().items()
    )  # fmt: skip


def _latest() -> tuple[Verdict, ...]:
    held = {(one.sha256, *one.place): one for one in verdicts.every()}
    return tuple(held.values())


def of_alternative(item: Item, number: int) -> Proposal | None:
    """The proposal as one of its competing readings has it, by its number from 1."""
    offered = item.proposal.alternatives
    if not 1 <= number <= len(offered):
        return None
    return replace(item.proposal, value=offered[number - 1].value)
