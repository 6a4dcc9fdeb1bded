"""What an act is: a name, a fact, a room, and why it may be refused. The acts themselves are in one module per noun.

An act's parameters are exactly its fact's fields: one name for the command
(`proviso do send-letter`), the file (`send-letter.csv`) and the decision
(`why_not_send_letter`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from proviso.domain.cases import Cases
from proviso.domain.enrolment import Enrolled
from proviso.domain.entries import Confidence, Precision
from proviso.domain.facts import Fact
from proviso.domain.programmes import Award, Programmes
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure, RuleBook
from proviso.domain.sources import Sources
from proviso.domain.standing import Standing

ROOMS = ("register", "programme", "award", "source", "review", "case", "matter")


class Sight(Protocol):
    """What a decision may look at: the state of its own room, and of the rooms it refers to."""

    @property
    def stream(self) -> str: ...
    @property
    def on(self) -> date | None: ...
    @property
    def by(self) -> str: ...
    @property
    def brought_in(self) -> bool: ...
    @property
    def rulebook(self) -> RuleBook: ...
    @property
    def procedure(self) -> Procedure | None: ...
    @property
    def register(self) -> Enrolled: ...
    @property
    def associations(self) -> frozenset[str]: ...
    @property
    def programmes(self) -> Programmes: ...
    @property
    def award(self) -> Award: ...
    @property
    def sources(self) -> Sources: ...
    @property
    def review(self) -> Review: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def standing(self) -> Standing: ...


WhyNot = Callable[[Sight, Any], Refusal | None]
Then = Callable[[Sight, Any], tuple[Fact, ...] | Refusal]
Derive = Callable[[Mapping[str, Any]], Mapping[str, Any] | Refusal]


def freely(_: Sight, __: Any) -> None:
    """An act that its noun never refuses."""


def nothing(_: Sight, __: Any) -> tuple[Fact, ...]:
    """An act that brings no further fact."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the table.

    `says` is its help, one sentence. `then` gives further facts of the same stream
    that follow from this one (a due date stated in a letter is stated on the clock).
    `gate` names the gate's act, or is a function of the fact that does; None where
    the act has no gate. `opens` where the act begins its room's streams. The fields
    named in `derived` may be left out when the act is asked for in text: `derive`
    gives them from the others (the due date of a period that is counted).
    """

    name: str
    fact: type[Fact]
    room: str
    says: str
    why_not: WhyNot = freely
    then: Then = nothing
    gate: str | Callable[[Any], str | None] | None = None
    opens: bool = False
    derived: tuple[str, ...] = ()
    derive: Derive | None = None

    def gated_as(self, fact: Fact) -> str | None:
        """The gate's name for this act, if it has a gate."""
        return self.gate(fact) if callable(self.gate) else self.gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The envelope of an act: who, when, known since when, on what evidence. See Entry.

    `brought_in`: history that happened in the world; gates are evaluated and kept with
    it, and do not stop it.
    """

    by: str
    at: datetime
    on: date | None
    learned: date
    key: str
    precision: Precision = "day"
    confidence: Confidence = "unstated"
    evidence: tuple[str, ...] = ()
    note: str | None = None
    brought_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act about to be done: which, on which stream, with which fact."""

    act: Act
    stream: str
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An act that was done: where its entries stand. `again` when the key had been used before."""

    stream: str
    numbers: tuple[int, ...]
    head: str
    again: bool = False


Outcome = Receipt | Refusal
