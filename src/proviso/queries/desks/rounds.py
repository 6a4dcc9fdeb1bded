"""Rounds on the agency's desk: the list, what a new one may name, its letters a page at a time, and how far sending has come."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.rounds import RoundPrepared
from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rounds import Sending, Stage
from proviso.letters.checking import slots_of
from proviso.letters.content import spoken
from proviso.letters.kind import Kind
from proviso.letters.library import in_force, load
from proviso.letters.rounds import Choice, RoundFile, content_hash
from proviso.letters.vocabulary import Holds
from proviso.letters.wording import Each, If, walk
from proviso.queries.previews import Part, Shown, Unlike, differences, shown
from proviso.queries.recipients import recipients
from proviso.queries.record import Record

AT_ONCE = 25
FROM_RECORD = frozenset(
    "letter kind dated agency desk code government award programme year prime applicants condition "
    "authority earlier earlier_title earlier_due answered due items accepted".split()
)
"""Fields of a letter that the record or the round's own form tells, so that they are not asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One round in the list of a desk. `letters` is 0 until it is prepared."""

    review: str
    review_title: str
    round: str
    title: str
    kind: str
    on: date | None
    due: date | None
    letters: int
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something that the letters of a kind say and a person fills in. `widget` is line, long, day or lines."""

    name: str
    says: str
    needed: bool
    authority: str
    widget: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One letter as it would read: each line in parts, those that most others do not say marked; what it lacks."""

    shown: Shown
    lines: tuple[tuple[Part, ...], ...]
    lacks: tuple[str, ...]
    same: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the letters of a round have come, by what became of the errands that carry them."""

    letters: int
    handed: int
    carried: int
    waiting: int
    stuck: int

    @property
    def percent(self) -> int:
        """How many in a hundred are recorded and handed to the workers."""
        return 100 * self.handed // self.letters if self.letters else 0

    @property
    def over(self) -> bool:
        """Whether nothing moves any more by itself."""
        return self.handed == self.letters and not self.waiting


def lines(record: Record, *, known: date) -> tuple[Line, ...]:
    """The rounds of the reader's reviews, the last first."""
    found = [one for name in record.desks for one in _lines(name, record.review(name, known=known))]
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.round), reverse=True))


def _lines(name: str, review: Review) -> Iterator[Line]:
    for one in review.rounds.values():
        held = review.sendings.named.get(one.round)
        yield Line(
            review=name,
            review_title=review.opened.title if review.opened else name,
            round=one.round,
            title=one.title,
            kind=one.letter_kind,
            on=one.on,
            due=one.due,
            letters=len(held.matters) if held else 0,
            stage=str(held.stage) if held else "",
        )


# --- what a new round may name ---------------------------------------------------------------


def blanks(kind: str, *, on: date) -> tuple[Blank, ...]:
    """What a person fills in for letters of this kind: what the law asks for first, then what the words can say."""
    library = load()
    one = library.kinds.get(kind)
    if one is None:
        return ()
    needed = {need.field: need.authority for need in one.requires if _asked_of(need.when, kind)}
    fields = library.vocabulary.fields
    names = [name for name in (*needed, *sorted(_said(one, on) - set(needed))) if name in fields]
    return tuple(
        Blank(
            name=name,
            says=fields[name].says,
            needed=name in needed,
            authority=needed.get(name, ""),
            widget=_widget(fields[name].holds),
            columns=tuple(fields[name].columns),
        )
        for name in names
        if name not in FROM_RECORD and not fields[name].given
    )


def _asked_of(when: tuple[str, str] | None, kind: str) -> bool:
    """Whether what is needed is needed in letters of this kind; what hangs on another field is left to the letter's own check."""
    return when is None or (when[0] == "kind" and when[1] == kind)


def _said(kind: Kind, on: date) -> set[str]:
    """The fields that the words in force name."""
    words = in_force(kind, on=on)
    if isinstance(words, Refusal):
        return set()
    nodes = list(walk(words.wording.nodes))
    found = {slot.path[0] for node in nodes for slot in slots_of(node)}
    found |= {node.many for node in nodes if isinstance(node, Each)}
    return found | {node.path[0] for node in nodes if isinstance(node, If)}


def _widget(holds: Holds) -> str:
    return {Holds.ROWS: "lines", Holds.PROSE: "long", Holds.DATE: "day"}.get(holds, "line")


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of letter that a round can be of, each with its title. A receipt is given, not sent in rounds."""
    titles = load().kinds
    return tuple((str(one), titles[str(one)].title) for one in LetterKind if str(one) != "receipt")


def clauses(kind: str) -> tuple[tuple[str, str, str], ...]:
    """The clauses that letters of this kind may carry: name, title, authority."""
    found = load().clauses.values()
    return tuple((one.name, one.title, one.authority) for one in found if kind in one.kinds)


def letterheads(*, invented: bool) -> tuple[str, ...]:
    """The letterheads there are: those of invented offices for an invented agency, the others for any other."""
    return tuple(name for name in load().letterheads if name.startswith("zz-") == invented)


def open_matters(record: Record, file: RoundFile, *, known: date) -> tuple[str, ...]:
    """Every matter of the review that has not ended."""
    mine = [one.matter for one in record.matters if one.review == file.review]
    record.read([f"matter:{one}" for one in mine])
    standing = ((one, record.standing(one, on=file.on, known=known)) for one in mine)
    return tuple(
        name for name, one in standing if one.matter.opened and not one.matter.ended and not one.findings.clearance
    )  # fmt: skip


def chosen(
    record: Record, file: RoundFile, choice: Choice, *, known: date
) -> tuple[str, ...] | Refusal:
    """The matters that fit an earlier round, a state or a standing; all that are open where nothing narrows them."""
    if not choice:
        found = open_matters(record, file, known=known)
        return found or recipients(record, file, known=known)
    asked = replace(file, recipients=choice)
    return recipients(record, asked, known=known)


# --- its letters -----------------------------------------------------------------------------


def letters(
    record: Record,
    file: RoundFile,
    matters: Sequence[str],
    *,
    page: int,
    known: date,
    held: Mapping[str, str] | None = None,
) -> tuple[Read, ...]:
    """A page of a round's letters, compared with the others of the page; `held` are the hashes that were prepared."""
    some = matters[(page - 1) * AT_ONCE : page * AT_ONCE]
    read = list(shown(file, some, known=known, record=record))
    unlike = differences(read)
    return tuple(_read(one, unlike.get(one.matter), held) for one in read)


def _read(one: Shown, unlike: Unlike | None, held: Mapping[str, str] | None) -> Read:
    own = {" ".join(part.text for part in line): line for line in unlike.says} if unlike else {}
    told = spoken(one.content) if one.content else ()
    return Read(
        shown=one,
        lines=tuple(own.get(line, (Part(line, differs=False),)) for line in told),
        lacks=unlike.lacks if unlike else (),
        same=_same(one, held),
    )


def _same(one: Shown, held: Mapping[str, str] | None) -> bool | None:
    """Whether the letter is, to the word, the one that was prepared; None where none was."""
    if held is None or one.content is None or one.planned is None:
        return None
    return held.get(one.planned.letter) == content_hash(one.content, one.planned)


def prepared(entries: Sequence[Entry], sending: Sending) -> Entry | None:
    """The entry that prepared a round as it stands."""
    for entry in reversed(entries):
        fact = entry.fact
        if isinstance(fact, RoundPrepared) and fact.round == sending.round:
            return entry if fact.digest == sending.digest else None
    return None


# --- how far sending has come ----------------------------------------------------------------


def progress(record: Record, review: str, sending: Sending) -> Progress:
    """Counts by the errands' own keys: one question, whatever the size of the round."""
    total = len(sending.matters)
    if sending.stage is not Stage.RELEASED:
        return Progress(letters=total, handed=0, carried=0, waiting=0, stuck=0)
    own = record.errands.filter(key__startswith=f"{review}/{sending.round}/", letter__isnull=False)
    many = Counter(str(state) for state in own.values_list("state", flat=True))
    stuck = many["ambiguous"] + many["failed"]
    handed = sum(many.values())
    return Progress(
        letters=total,
        handed=min(handed, total),
        carried=many["done"],
        waiting=handed - many["done"] - stuck,
        stuck=stuck,
    )
