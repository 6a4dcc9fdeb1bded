"""An entry of the ledger: one fact with its envelope. Not how it is hashed (chain) nor written as bytes (encoding)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from proviso.domain.facts import Fact

Precision = Literal["day", "month", "year", "unknown"]
Confidence = Literal["high", "medium", "low", "unstated"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact on one stream.

    `on` is the day it happened in the world, None where that is not known; with
    `precision` month or year it is the last day by which it had happened.
    `learned` is the day the agency learned of it (the source's date for history
    brought in), `recorded_at` when it was written here, in UTC.
    `relied_on` holds (stream, head) pairs: what was read to decide.
    `gate` holds the codes of the grounds when the act has a gate.
    """

    stream: str
    number: int
    fact: Fact
    on: date | None
    learned: date
    recorded_at: datetime
    by: str
    key: str
    precision: Precision = "day"
    confidence: Confidence = "unstated"
    evidence: tuple[str, ...] = ()
    note: str | None = None
    brought_in: bool = False
    gate: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    relied_on: tuple[tuple[str, str], ...] = ()

    @property
    def ref(self) -> str:
        """How grounds and pages cite this entry: stream#number."""
        return f"{self.stream}#{self.number}"

    def told_by(self, *, on: date, known: date) -> bool:
        """Whether this had happened by `on` and had been learned by `known`."""
        return self.on is not None and self.on <= on and self.learned <= known
