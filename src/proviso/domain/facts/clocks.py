"""What the ledger can say of clocks: started, stated, extended, stopped, met, recomputed. Counting is not here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """A period began to run and was counted. What it was counted with is kept, so that it can be counted again.

    `runs_against` is respondent or agency: who has to act.
    """

    clock: str
    kind: str
    letter: str | None
    trigger: date
    period: int
    unit: str
    mail: bool
    rule: str
    version: str
    calendar: str
    runs_against: str
    due: date
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStated:
    """A letter, an award or an order names the date itself. It is stored as stated."""

    clock: str
    kind: str
    letter: str | None
    runs_against: str
    due: date
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked:
    """More time was asked for; `until` is None when no date was named."""

    clock: str
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted:
    clock: str
    until: date
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDenied:
    clock: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTolled:
    """The clock stands still from `since` on."""

    clock: str
    since: date
    reason: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TollingEnded:
    """The clock runs again; `ended` is the first day that counts, `due` the date that follows."""

    clock: str
    ended: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMet:
    """What was due was done, on `met`, in time or late."""

    clock: str
    met: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecomputed:
    """The date changed because something that it rests on did: a rule, a holiday, a closure."""

    clock: str
    was: date
    due: date
    why: str


ClockFact = (
    ClockStarted
    | DueStated
    | ExtensionAsked
    | ExtensionGranted
    | ExtensionDenied
    | ClockTolled
    | TollingEnded
    | ClockMet
    | DueRecomputed
)
