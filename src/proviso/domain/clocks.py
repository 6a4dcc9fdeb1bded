"""The clocks of one matter: what is due, from whom, by when, and whether it was done. Counting is in counting.

A clock runs against the respondent (a request's due date, a cure period, the time to
object or to petition) or against the agency (its answer to an extension request, its
management decision). Its date was counted under a rule, or is stated in a letter and
stored as stated. Asking for more time starts the agency's own clock to answer; until
the answer nobody may escalate. A stopped clock is never overdue. A met clock stays
met; only a request for more time made before that can still be answered, and moves the
date if it is granted. Extensions are decided in extensions, stopping in tolling.

    running --toll--> tolled --end tolling--> running --meet--> met

Authority: the period is the procedure's, the count is the rule's, and both are kept
with the date, so that it can be counted again when a rule or a holiday changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, assert_never

from proviso.domain.calendar import in_words
from proviso.domain.counting import Counted, Tolled, explain
from proviso.domain.facts.clocks import (
    ClockFact,
    ClockMet,
    ClockStarted,
    ClockTolled,
    DueRecomputed,
    DueStated,
    ExtensionAsked,
    ExtensionDenied,
    ExtensionGranted,
    TollingEnded,
)
from proviso.domain.refusals import Refusal

Against = Literal["respondent", "agency"]


class ClockKind(StrEnum):
    """What a clock is for."""

    REQUEST_DUE = "request-due"
    EXTENSION_ANSWER = "extension-answer"
    CURE = "cure"
    OBJECTION = "objection"
    PART_18_REQUEST = "part18-request"
    PETITION = "petition"
    SUBPOENA_RETURN = "subpoena-return"
    AWARD_ACCEPTANCE = "award-acceptance"
    MANAGEMENT_DECISION = "management-decision"
    COLLECTION = "collection"
    RETENTION = "retention"


class Stage(StrEnum):
    """Where a clock is."""

    RUNNING = "running"
    TOLLED = "tolled"
    MET = "met"


TRANSITIONS: Mapping[tuple[Stage, type[ClockFact]], Stage] = MappingProxyType(
    {
        (Stage.RUNNING, ClockTolled): Stage.TOLLED,
        (Stage.TOLLED, TollingEnded): Stage.RUNNING,
        (Stage.RUNNING, ClockMet): Stage.MET,
        (Stage.TOLLED, ClockMet): Stage.MET,
        (Stage.RUNNING, DueStated): Stage.RUNNING,
        (Stage.RUNNING, DueRecomputed): Stage.RUNNING,
        (Stage.RUNNING, ExtensionAsked): Stage.RUNNING,
        (Stage.TOLLED, ExtensionAsked): Stage.TOLLED,
        (Stage.RUNNING, ExtensionGranted): Stage.RUNNING,
        (Stage.TOLLED, ExtensionGranted): Stage.TOLLED,
        (Stage.RUNNING, ExtensionDenied): Stage.RUNNING,
        (Stage.TOLLED, ExtensionDenied): Stage.TOLLED,
        # What was asked for while the clock ran may still be answered after it was met.
        (Stage.MET, ExtensionGranted): Stage.MET,
        (Stage.MET, ExtensionDenied): Stage.MET,
    }
)
ACTS: Mapping[type[ClockFact], str] = MappingProxyType(
    {
        ClockTolled: "stopped",
        TollingEnded: "started again",
        ClockMet: "met",
        DueStated: "given another stated date",
        ExtensionAsked: "extended",
        ExtensionGranted: "extended",
        ExtensionDenied: "refused more time",
    }
)
PROCEDURE = "The review's procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """A request for more time, and the answer once there is one."""

    asked: date | None
    until: date | None
    reason: str
    granted: date | None = None
    denied: str | None = None
    answered: date | None = None

    @property
    def unanswered(self) -> bool:
        """Whether the agency still owes an answer."""
        return self.granted is None and self.denied is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock. `rule` is "" for a stated date; `due_first` is the date before any change."""

    clock: str
    kind: str
    runs_against: str
    due: date
    due_first: date
    letter: str | None
    trigger: date | None
    stage: Stage = Stage.RUNNING
    period: int = 0
    unit: str = "stated"
    mail: bool = False
    rule: str = ""
    version: str = ""
    calendar: str = ""
    extensions: tuple[ExtensionRequest, ...] = ()
    tolled: tuple[Tolled, ...] = ()
    met: date | None = None
    said: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Whether what was due was done after the due date, extensions counted."""
        return self.met is not None and self.met > self.due

    def overdue_on(self, on: date) -> bool:
        """Whether it runs on that day, and its date has passed."""
        return self.stage is Stage.RUNNING and self.due < on

    def days_overdue(self, on: date) -> int:
        """How many days past the due date it is on that day; 0 if it is not overdue."""
        return (on - self.due).days if self.overdue_on(on) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks of one matter, by name."""

    named: Mapping[str, Clock] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, clock: str) -> Clock | None:
        """The clock of that name, if there is one."""
        return self.named.get(clock)

    def of_kind(self, kind: str) -> tuple[Clock, ...]:
        """The clocks of one kind, in the order in which they began."""
        return tuple(one for one in self.named.values() if one.kind == kind)


def overdue(clocks: Clocks, on: date, against: Against | None = None) -> tuple[Clock, ...]:
    """The clocks whose date has passed by `on`, for one side or both, the oldest first."""
    found = (
        one
        for one in clocks.named.values()
        if one.overdue_on(on) and against in (None, one.runs_against)
    )
    return tuple(sorted(found, key=lambda one: (one.due, one.clock)))


def unanswered_extensions(
    clocks: Clocks, on: date | None = None
) -> tuple[tuple[Clock, ExtensionRequest], ...]:
    """The requests for more time that the agency has not answered, of those asked by `on`."""
    return tuple(
        (one, request)
        for one in clocks.named.values()
        for request in one.extensions
        if request.unanswered and (on is None or request.asked is None or request.asked <= on)
    )


def no(code: str, reason: str, cure: str, authority: str = PROCEDURE) -> Refusal:
    """A refusal about a clock."""
    return Refusal(code=f"clock.{code}", reason=reason, cure=cure, authority=authority)


def why_not_begin(clocks: Clocks, *, clock: str, kind: str) -> Refusal | None:
    """Say why a clock of this name and kind cannot begin, or None if it can."""
    if kind not in set(ClockKind):
        return no("kind", f"{kind} is no kind of clock.", f"Use one of: {', '.join(ClockKind)}.")
    if clock in clocks.named:
        return no(
            "exists",
            f"The clock {clock} has begun already.",
            "Give the new clock a name of its own, or extend the one there is.",
        )
    return None


def why_not(clocks: Clocks, *, clock: str, fact: type[ClockFact]) -> Refusal | None:
    """Say why a clock cannot be stopped, met, extended, or None if it can."""
    found = clocks.get(clock)
    if found is None:
        known = ", ".join(clocks.named) or "none"
        return no(
            "unknown",
            f"This matter has no clock called {clock}; it has: {known}.",
            "Start the clock first, or check its name.",
        )
    if (found.stage, fact) not in TRANSITIONS:
        return no(
            found.stage,
            f"The clock {clock} is {found.stage}, and cannot be {ACTS[fact]}.",
            "Look at the clock's history: the act may have been recorded already.",
        )
    return None


def start_clock(
    clocks: Clocks,
    *,
    clock: str,
    kind: str,
    counted: Counted,
    runs_against: Against = "respondent",
    letter: str | None = None,
) -> tuple[ClockFact, ...] | Refusal:
    """Start a clock whose date was counted."""
    if refusal := why_not_begin(clocks, clock=clock, kind=kind):
        return refusal
    return (
        ClockStarted(
            clock=clock,
            kind=kind,
            letter=letter,
            trigger=counted.trigger,
            period=counted.number,
            unit=counted.unit,
            mail=counted.mail,
            rule=counted.rule,
            version=counted.version,
            calendar=counted.calendar,
            runs_against=runs_against,
            due=counted.due,
            said=explain(counted),
        ),
    )


def why_not_state_due(clocks: Clocks, *, clock: str, kind: str) -> Refusal | None:
    """Say why a date cannot be stated for this clock; a running clock may be given another stated date."""
    found = clocks.get(clock)
    if found is None or found.kind != kind:
        return why_not_begin(clocks, clock=clock, kind=kind)
    return why_not(clocks, clock=clock, fact=DueStated)


def state_due(
    clocks: Clocks,
    *,
    clock: str,
    kind: str,
    due: date,
    runs_against: Against = "respondent",
    letter: str | None = None,
    said: tuple[str, ...] = (),
) -> tuple[ClockFact, ...] | Refusal:
    """Record a date that a letter states, as stated; it begins the clock, or replaces its date."""
    if refusal := why_not_state_due(clocks, clock=clock, kind=kind):
        return refusal
    words = said or (f"{in_words(due)} is stated, and is kept as stated.",)
    return (
        DueStated(
            clock=clock, kind=kind, letter=letter, runs_against=runs_against, due=due, said=words
        ),
    )


def meet(clocks: Clocks, *, clock: str, met: date) -> tuple[ClockFact, ...] | Refusal:
    """Record that what was due was done, and on which day."""
    return why_not(clocks, clock=clock, fact=ClockMet) or (ClockMet(clock=clock, met=met),)


def after(clocks: Clocks, fact: ClockFact, *, on: date | None) -> Clocks:
    """Return the clocks as they stand after `fact`, which happened on `on`.

    Raises LookupError for a fact that no decision could have made: a fault of ours.
    """
    match fact:
        case ClockStarted() if fact.clock not in clocks.named:
            return _with(clocks, _started(fact))
        case DueStated() if fact.clock not in clocks.named:
            return _with(clocks, _stated(fact))
        case _:
            return _with(clocks, _changed(_moved(clocks, fact), fact, on))


def _with(clocks: Clocks, clock: Clock) -> Clocks:
    return Clocks(named=MappingProxyType({**clocks.named, clock.clock: clock}))


def _moved(clocks: Clocks, fact: ClockFact) -> Clock:
    found = clocks.named.get(fact.clock)
    if found is None or (found.stage, type(fact)) not in TRANSITIONS:
        raise LookupError(f"{type(fact).__name__} cannot follow on the clock {fact.clock}")
    return replace(found, stage=TRANSITIONS[found.stage, type(fact)])


def _started(fact: ClockStarted) -> Clock:
    return Clock(
        clock=fact.clock,
        kind=fact.kind,
        runs_against=fact.runs_against,
        due=fact.due,
        due_first=fact.due,
        letter=fact.letter,
        trigger=fact.trigger,
        period=fact.period,
        unit=fact.unit,
        mail=fact.mail,
        rule=fact.rule,
        version=fact.version,
        calendar=fact.calendar,
        said=fact.said,
    )


def _stated(fact: DueStated) -> Clock:
    return Clock(
        clock=fact.clock,
        kind=fact.kind,
        runs_against=fact.runs_against,
        due=fact.due,
        due_first=fact.due,
        letter=fact.letter,
        trigger=None,
        said=fact.said,
    )


def _changed(clock: Clock, fact: ClockFact, on: date | None) -> Clock:
    match fact:
        case ExtensionAsked():
            return _asked(clock, fact, on)
        case ExtensionGranted() | ExtensionDenied():
            return _answered(clock, fact, on)
        case ClockTolled() | TollingEnded():
            return _tolled(clock, fact)
        case ClockMet():
            return replace(clock, met=fact.met)
        case DueRecomputed():
            return replace(clock, due=fact.due, said=(*clock.said, fact.why))
        case DueStated() | ClockStarted():
            return replace(
                clock, due=fact.due, letter=fact.letter, said=fact.said, rule="", unit="stated"
            )
        case _:
            assert_never(fact)


def _tolled(clock: Clock, fact: ClockTolled | TollingEnded) -> Clock:
    if isinstance(fact, ClockTolled):
        span = Tolled(since=fact.since, until=None, why=fact.reason, authority=fact.authority)
        return replace(clock, tolled=(*clock.tolled, span))
    ended = replace(clock.tolled[-1], until=fact.ended)
    return replace(clock, due=fact.due, tolled=(*clock.tolled[:-1], ended))


def _asked(clock: Clock, fact: ExtensionAsked, on: date | None) -> Clock:
    request = ExtensionRequest(asked=on, until=fact.until, reason=fact.reason)
    return replace(clock, extensions=(*clock.extensions, request))


def _answered(clock: Clock, fact: ExtensionGranted | ExtensionDenied, on: date | None) -> Clock:
    """The answer to the oldest request that waits for one, or more time granted unasked."""
    known = clock.extensions
    at = next((n for n, one in enumerate(known) if one.unanswered), len(known))
    unasked = ExtensionRequest(asked=None, until=None, reason="")
    request = replace((*known, unasked)[at], answered=on)
    if isinstance(fact, ExtensionGranted):
        request, due = replace(request, granted=fact.until), fact.until
    else:
        request, due = replace(request, denied=fact.reason), clock.due
    return replace(clock, due=due, extensions=(*known[:at], request, *known[at + 1 :]))
