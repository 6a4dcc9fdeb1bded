"""What a form asks: one Ask for each field of an act, with its words, its widget and what was typed. How a value is read is in acts/parsing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proviso.acts.act import Act
from proviso.acts.meanings import MEANS, OWN, words_of
from proviso.acts.parsing import Field, fields_of
from proviso.acts.references import GOVERNMENTS
from proviso.domain.rulebook import RuleBook
from proviso.queries.desks.offers import NEW, Offer, Offers
from proviso.web.problems import Problem

LONG = frozenset(
    "action asks basis contents nature note reason reconsideration says summary terms text what why words".split()
)
"""Fields of more than a line. Line breaks in them become spaces: an entry's text is one line."""
LABELS: Mapping[str, str] = {
    "on": "Day it happened",
    "learned": "Day it was learned, if later",
    "evidence": "What it rests on",
    "note": "Remark kept with the entry",
    "says": "What it says",
    "asks": "What is asked for",
    "why": "Why",
    "until": "Until",
    "met": "Day it was done",
    "signed_by": "Signed by",
    "with_authority": "With which authority",
    "cents": "Sum in dollars",
    "period": "How many",
    "unit": "Unit of time",
    "rule": "Counting rule",
    "mail": "Was it served by mail?",
    "said_by": "Said by",
    "heard_by": "Last day to be heard",
    "cites": "Documents and pages it rests on",
    "hearing_right": "Right to a hearing",
    "identity": "Identity",
    "ids": "Two ids that agree",
    "shown_by": "What shows it",
    "said": "How it was counted",
    "due": "Date",
    "version": "Version of the rule",
    "calendar": "Calendar",
    "was": "Date before",
}
OF_THE_ENTRY = (
    Field(name="on", kind="day", needed=False, absent=None),
    Field(name="evidence", kind="texts", needed=False, absent=()),
    Field(name="note", kind="text", needed=False, absent=None),
)
"""What is told of the entry itself, beside its fact."""
HINTS: Mapping[str, str] = {
    "on": "Today where it is left empty.",
    "evidence": "Ids of sources on record, or addresses; one on a line.",
    "note": "Leave it empty where there is nothing to add.",
}
YES_NO = (Offer(id="true", says="Yes"), Offer(id="false", says="No"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field of a form. `widget` is line, long, day, number, sum, one (of `options`) or several (of them)."""

    name: str
    label: str
    hint: str
    widget: str
    needed: bool
    value: str
    options: tuple[Offer, ...] = ()
    problem: Problem | None = None

    @property
    def apart(self) -> bool:
        """Whether it is one of the two that few entries need: what it rests on, and a remark."""
        return self.name in {"evidence", "note"}

    @property
    def chosen(self) -> frozenset[str]:
        """The options that are chosen."""
        return frozenset(part.strip() for part in self.value.split(";"))

    @property
    def lines(self) -> str:
        """The value of several, one on a line."""
        return "\n".join(part.strip() for part in self.value.split(";") if part.strip())

    @property
    def says(self) -> str:
        """The value as a reader is shown it before it is recorded; empty where nothing was filled in."""
        by_id = {one.id: one.says for one in self.options}
        return "; ".join(
            by_id.get(one, one) for one in map(str.strip, self.value.split(";")) if one
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one form words what it asks: labels and hints in place of the usual ones, which fields it leaves out or asks first.

    `quiet`: a field whose label stands here says enough, and has a hint only where one stands here too.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    quiet: bool = False


PLAIN = Wording()


def asks_of(
    act: Act,
    *,
    book: RuleBook,
    typed: Mapping[str, str],
    offers: Offers,
    fixed: Sequence[str] = (),
    wording: Wording = PLAIN,
    problems: Sequence[Problem] = (),
) -> tuple[Ask, ...]:
    """What the act's form asks: its fact's fields but those that are `fixed` or left out, then those of the entry."""
    wrong = {one.field: one for one in problems}
    gone = {*fixed, *wording.without}
    return tuple(
        _ask(
            act,
            one,
            _options(act, one, book, offers),
            typed=typed.get(one.name, ""),
            wording=wording,
            problem=wrong.get(one.name),
        )
        for one in (*_in_order(act, wording), *OF_THE_ENTRY)
        if one.name not in gone
    )


def _in_order(act: Act, wording: Wording) -> list[Field]:
    """The act's fields: first those that the wording names, in its order, then the others in the fact's own."""
    place = {name: at for at, name in enumerate(wording.order)}
    return sorted(fields_of(act.fact), key=lambda one: place.get(one.name, len(place)))


def label_of(name: str, wording: Wording = PLAIN) -> str:
    """The words above a field."""
    return wording.labels.get(name) or LABELS.get(name) or name.replace("_", " ").capitalize()


def _ask(
    act: Act,
    one: Field,
    options: tuple[Offer, ...],
    *,
    typed: str,
    wording: Wording,
    problem: Problem | None,
) -> Ask:
    return Ask(
        name=one.name,
        label=label_of(one.name, wording),
        hint=wording.hints.get(one.name) or HINTS.get(one.name) or _hint(act, one, wording),
        widget=_widget(one, options),
        needed=one.needed and one.name not in act.derived,
        value=typed,
        options=options,
        problem=problem,
    )


def _options(act: Act, one: Field, book: RuleBook, offers: Offers) -> tuple[Offer, ...]:
    if one.kind == "flag":
        return YES_NO
    if words := tuple(words_of(f"{act.name}.{one.name}", book)):
        return tuple(Offer(id=word, says=word.replace("-", " ")) for word in words)
    return () if NEW.get(act.name) == one.name else tuple(offers.get(one.name, ()))


def _widget(one: Field, options: tuple[Offer, ...]) -> str:
    if options:
        return "several" if one.kind.endswith("s") else "one"
    if one.kind.endswith("s"):
        return "lines"
    if one.kind == "text":
        return "long" if one.name in LONG else "line"
    return one.kind


def _hint(act: Act, one: Field, wording: Wording) -> str:
    quiet = wording.quiet and (one.name in wording.labels or one.name in LABELS)
    said = "" if quiet else OWN.get(f"{act.name}.{one.name}") or MEANS.get(one.name, "")
    if one.name in GOVERNMENTS:
        said += " An OCD id, or an id given to the government."
    if one.name in act.derived:
        said += " It is worked out from the others where you leave it empty."
    return said.strip()
