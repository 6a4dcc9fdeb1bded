"""Where a matter stands: all its slices together, folded from its entries as of a day and as known on a day. Decides nothing.

Theory. `stand` reads the entries that had happened by `on` and had been learned by
`known`, in the order in which they happened (those of one day in the order in which
they were written), and folds each into its slice and into the course (see course for
the table of states). An entry whose day is not known is on record and in no standing.
A reopening withdraws a clearance, which is the findings' own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, get_args

from proviso.domain import (
    answers,
    clocks,
    course,
    findings,
    letters,
    matters,
    remedies,
    responses,
    subpoenas,
)
from proviso.domain.answers import Answers
from proviso.domain.binding import act_of, proposal_for
from proviso.domain.clocks import Clocks
from proviso.domain.course import START, STATES, TRANSITIONS, State, code_of
from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.facts.answers import AnswerFact
from proviso.domain.facts.clocks import ClockFact
from proviso.domain.facts.findings import FindingFact
from proviso.domain.facts.letters import LetterFact
from proviso.domain.facts.matters import MatterFact, MatterReopened
from proviso.domain.facts.remedies import RemedyFact
from proviso.domain.facts.responses import ResponseFact
from proviso.domain.facts.subpoenas import SubpoenaFact
from proviso.domain.findings import Findings
from proviso.domain.letters import Letters
from proviso.domain.matters import Matter
from proviso.domain.remedies import Remedies
from proviso.domain.responses import Responses
from proviso.domain.subpoenas import Subpoenas

__all__ = [
    "STATES",
    "TRANSITIONS",
    "Standing",
    "State",
    "Step",
    "after",
    "age",
    "code_of",
    "stand",
    "timeline",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A state the matter came to: on which day (None: not known), by which entry."""

    state: State
    since: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The slices of a matter, and the steps of its course, the latest last."""

    matter: Matter = field(default_factory=Matter)
    letters: Letters = field(default_factory=Letters)
    clocks: Clocks = field(default_factory=Clocks)
    responses: Responses = field(default_factory=Responses)
    answers: Answers = field(default_factory=Answers)
    findings: Findings = field(default_factory=Findings)
    subpoenas: Subpoenas = field(default_factory=Subpoenas)
    remedies: Remedies = field(default_factory=Remedies)
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands; noticed before anything was done."""
        return self.steps[-1].state if self.steps else START

    @property
    def since(self) -> date | None:
        """The day on which this state began; None if nothing is on record, or the day is not known."""
        return self.steps[-1].since if self.steps else None

    @property
    def ref(self) -> str | None:
        """The entry that brought it here."""
        return self.steps[-1].ref if self.steps else None


def stand(entries: Iterable[Entry], *, on: date, known: date) -> Standing:
    """Where the matter of these entries stood on `on`, by what was known on `known`."""
    standing = Standing()
    for entry in timeline(entry for entry in entries if entry.told_by(on=on, known=known)):
        standing = after(standing, entry)
    return standing


def timeline(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in the order in which they happened; those with no known day come last."""
    return tuple(sorted(entries, key=lambda one: (one.on is None, one.on or date.max, one.number)))


def age(standing: Standing, on: date) -> int | None:
    """How many days the present state has lasted by `on`; None where its first day is not known."""
    return None if standing.since is None else (on - standing.since).days


# --- after -----------------------------------------------------------------------------------


def after(standing: Standing, entry: Entry) -> Standing:
    """The standing once `entry` is on record. Total: what is not of a matter changes nothing."""
    fold = FOLDS.get(type(entry.fact))
    if fold is None:
        return standing
    told = _coursed(fold(standing, entry.fact, entry.on, entry.ref), entry)
    over = act_of(entry.fact) or proposal_for(entry.fact)
    return replace(told, matter=matters.spent(told.matter, over)) if over else told


def _coursed(standing: Standing, entry: Entry) -> Standing:
    """Move by the table. The first entry of a matter is its first step, whatever it is."""
    moved = course.next_state(standing.state, code_of(entry.fact))
    if standing.steps and moved is standing.state:
        return standing
    step = Step(state=moved, since=entry.on, ref=entry.ref)
    return replace(standing, steps=(*standing.steps, step))


def _of_matter(standing: Standing, fact: MatterFact, on: date | None, ref: str) -> Standing:
    matter = matters.after(standing.matter, fact, on=on, ref=ref)
    if isinstance(fact, MatterReopened):
        found = replace(standing.findings, clearance=None)
        return replace(standing, matter=matter, findings=found)
    return replace(standing, matter=matter)


def _of_letters(standing: Standing, fact: LetterFact, on: date | None, ref: str) -> Standing:
    return replace(standing, letters=letters.after(standing.letters, fact, on=on, ref=ref))


def _of_clocks(standing: Standing, fact: ClockFact, on: date | None, _: str) -> Standing:
    """A clock fact told before the clock it is about leaves the clocks as they are."""
    try:
        told = clocks.after(standing.clocks, fact, on=on)
    except LookupError:
        return standing
    return replace(standing, clocks=told)


def _of_responses(standing: Standing, fact: ResponseFact, on: date | None, ref: str) -> Standing:
    return replace(standing, responses=responses.after(standing.responses, fact, on=on, ref=ref))


def _of_answers(standing: Standing, fact: AnswerFact, on: date | None, ref: str) -> Standing:
    return replace(standing, answers=answers.after(standing.answers, fact, on=on, ref=ref))


def _of_findings(standing: Standing, fact: FindingFact, on: date | None, ref: str) -> Standing:
    return replace(standing, findings=findings.after(standing.findings, fact, on=on, ref=ref))


def _of_subpoenas(standing: Standing, fact: SubpoenaFact, on: date | None, ref: str) -> Standing:
    return replace(standing, subpoenas=subpoenas.after(standing.subpoenas, fact, on=on, ref=ref))


def _of_remedies(standing: Standing, fact: RemedyFact, on: date | None, ref: str) -> Standing:
    return replace(standing, remedies=remedies.after(standing.remedies, fact, on=on, ref=ref))


# A fact's class says which slice it belongs to; looking it up is what makes a roster quick to fold.
FOLDS: Mapping[type[Fact], Callable[[Standing, Any, date | None, str], Standing]] = {
    **dict.fromkeys(get_args(MatterFact), _of_matter),
    **dict.fromkeys(get_args(LetterFact), _of_letters),
    **dict.fromkeys(get_args(ClockFact), _of_clocks),
    **dict.fromkeys(get_args(ResponseFact), _of_responses),
    **dict.fromkeys(get_args(AnswerFact), _of_answers),
    **dict.fromkeys(get_args(FindingFact), _of_findings),
    **dict.fromkeys(get_args(SubpoenaFact), _of_subpoenas),
    **dict.fromkeys(get_args(RemedyFact), _of_remedies),
}
