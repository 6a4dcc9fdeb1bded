"""What a person may record when a proposal is accepted: acts, each with the cells that the proposal can fill. Nothing is recorded here.

A proposal fills what its passage says; what it cannot say (what a count is of, which case an order
belongs to) stays empty and is the person's to tell. Every entry that follows is tied to its passage
by the note that `tie` makes: source, characters, digest of the document, words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from proviso.domain.sources import Form
from proviso.reading.comparing.statements import form_of
from proviso.reading.proposal import Kind, Proposal, Value

MOST_WORDS = 240  # of a passage, kept in the note of an entry
TIE = re.compile(
    r"Passage: characters (\d{1,9})-(\d{1,9}) of (\S{1,200}), sha256 ([0-9a-f]{64}): “(.*)”",
    re.DOTALL,
)
WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
UNITS = {10: "day", 7: "month", 4: "year"}
ORDERS = frozenset({"ruling-in-an-order", "ruling-we-hold"})

# The cell of an act in which the value of the proposal stands.
VALUE_CELL: Mapping[str, str] = {"report-value": "value", "record-statement": "speaker"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The document that a proposal stands in, as the record knows it. `statements` are words on record, by their ids."""

    source: str
    sha256: str
    outlet: str = ""
    published: date | None = None
    statements: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An act that may follow, and its cells as text. `asks` are those that a person has to fill; `why` says when to take it."""

    act: str
    cells: Mapping[str, str]
    why: str

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(name for name, text in self.cells.items() if not text)


def options(one: Proposal, about: About) -> tuple[Option, ...]:
    """The acts that may follow from a proposal, the likeliest first; none where its value only serves other acts."""
    made = MAKERS.get(one.kind)
    if made is None:
        return ()
    found = list(made(one, about))
    return tuple(replace(each, cells={**_envelope(one, about), **each.cells}) for each in found)


def corrected(one: Proposal, value: Value) -> Proposal:
    """The proposal with the value that a person holds right. The losing value stays in sight as a competing reading."""
    return replace(one, value=value)


def tie(one: Proposal, about: About) -> str:
    """The words in an entry's note that tie it to its passage."""
    words = " ".join(one.text.split())
    short = words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"
    place = f"characters {one.start}-{one.end} of {about.source}, sha256 {about.sha256}"
    return f"Passage: {place}: “{short}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A passage that an entry is tied to."""

    source: str
    sha256: str
    start: int
    end: int
    words: str


def tied(note: str | None) -> Tied | None:
    """The passage that an entry's note names, if it names one."""
    found = TIE.search(note or "")
    if found is None:
        return None
    start, end, source, sha256, words = found.groups()
    return Tied(source=source, sha256=sha256, start=int(start), end=int(end), words=words)


def _envelope(one: Proposal, about: About) -> dict[str, str]:
    """What every act is told beside its fields; the day is the document's, where it is known."""
    made = {"evidence": about.source, "note": tie(one, about)}
    if about.published is not None:
        made["on"] = about.published.isoformat()
    return made


def _named(about: About, one: Proposal, letter: str) -> str:
    """A name for what is recorded: the source, and where in it the passage begins."""
    return f"{about.source}.{letter}{one.start}"


def _report(one: Proposal, about: About, value: str, unit: str, **beside: str) -> Option:
    cells = {
        "source": about.source, "report": _named(about, one, "r"), "subject": "", "value": value,
        "unit": unit, "scope": "", "partial": "false", "relies_on": "", **beside,
    }  # fmt: skip
    return Option(act="report-value", cells=cells, why="The source gives this value for a fact.")


def _count(one: Proposal, about: About) -> Iterable[Option]:
    check = one.fields.get("check") or {}
    partial = "true" if check.get("said_to_be_partial") else "false"
    yield _report(one, about, _text(one.value), str(one.fields.get("unit") or ""), partial=partial)


def _money(one: Proposal, about: About) -> Iterable[Option]:
    yield _report(
        one, about, _text(one.value), "dollars", scope=str(one.fields.get("of") or "")
    )  # fmt: skip


def _date(one: Proposal, about: About) -> Iterable[Option]:
    value = _text(one.value)
    yield _report(one, about, value, UNITS.get(len(value), "period"))
    if WHOLE.fullmatch(value):
        cells = dict.fromkeys(("matter", "letter", "kind", "addressee"), "")
        beside = {"signed_by": _signer(about), "authority": "", "on": value}
        yield Option(
            act="send-letter", cells={**cells, **beside},
            why="It is the day of a letter that the agency sent in a matter.",
        )  # fmt: skip


def _signer(about: About) -> str:
    """Who signs, where one person stands last in the document with a role."""
    last = max(about.people, key=lambda one: one.start, default=None)
    role = last.fields.get("role") if last else None
    return f"{last.value}, {role}" if last and role else ""


def _government(one: Proposal, about: About) -> Iterable[Option]:
    role = str(one.fields.get("role") or "")
    yield _report(one, about, _text(one.value), "government", scope=role, partial="true")


def _quotation(one: Proposal, about: About) -> Iterable[Option]:
    for name, words in about.statements.items():
        form = form_of(words, one.text)
        if form is not None:
            yield _carriage(about, statement=name, form=form)
    yield Option(
        act="record-statement",
        cells={
            "source": about.source, "statement": _named(about, one, "s"), "speaker": _text(one.value),
            "role": _role(one, about), "venue": about.outlet, "about": "", "stance": "", "words": one.text,
        },
        why="These words are not on record yet.",
    )  # fmt: skip


def _role(one: Proposal, about: About) -> str:
    """What the document says the speaker is; an anonymous speaker's role is the phrase itself."""
    if one.fields.get("anonymous"):
        return "not named"
    said = (each.fields.get("role") for each in about.people if each.value == one.value)
    return str(next((role for role in said if role), ""))


def _carriage(about: About, *, statement: str, form: Form | str, relies_on: str = "") -> Option:
    cells = {
        "statement": statement, "source": about.source, "form": str(form), "relies_on": relies_on,
    }  # fmt: skip
    return Option(
        act="carry-statement", cells=cells, why="The source carries a statement that is on record."
    )


def _outlet(one: Proposal, about: About) -> Iterable[Option]:
    yield _carriage(about, statement="", form="", relies_on=_text(one.value))


def _ruling(one: Proposal, about: About) -> Iterable[Option]:
    """A court's own order is an order; an account of one is a report, and bars nothing."""
    if one.rule == "case-by-reporter":
        return
    said = one.fields
    cells = {
        "order": "", "case": "", "court": str(said.get("court") or ""), "docket": "", "kind": _text(one.value),
        "regulates": str(said.get("what") or ""), "citation": "", "outcome": "",
    }  # fmt: skip
    if WHOLE.fullmatch(str(said.get("date") or "")):
        cells["on"] = str(said["date"])
    order = Option(act="enter-order", cells=cells, why="The document is the order itself.")
    report = _report(one, about, _text(one.value), "ruling", scope=str(said.get("court") or ""))
    yield from (order, report) if one.rule in ORDERS else (report, order)


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


MAKERS: Mapping[Kind, Callable[[Proposal, About], Iterable[Option]]] = {
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.GOVERNMENT: _government,
    Kind.QUOTATION: _quotation,
    Kind.OUTLET: _outlet,
    Kind.RULING: _ruling,
}
