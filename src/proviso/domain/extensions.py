"""More time: asked for, granted, denied. The clocks themselves are in clocks, counting is in counting.

A request for more time starts the agency's own clock to answer; while a request waits,
nobody may escalate. A granted date takes the place of the due date as it stands. The
agency may also grant more time unasked, while the clock runs.
"""

from datetime import date

from proviso.domain.calendar import in_words
from proviso.domain.clocks import ClockKind, Clocks, no, start_clock, why_not
from proviso.domain.counting import Counted
from proviso.domain.facts.clocks import (
    ClockFact,
    ClockMet,
    ExtensionAsked,
    ExtensionDenied,
    ExtensionGranted,
)
from proviso.domain.refusals import Refusal


def answer_clock(clock: str, number: int) -> str:
    """The name of the agency's clock to answer request `number` (from 1) on `clock`."""
    return f"{clock}/extension-answer-{number}"


def why_not_later(clocks: Clocks, *, clock: str, until: date) -> Refusal | None:
    """Say why this date is no extension, or None if it is."""
    due = clocks.named[clock].due
    if until > due:
        return None
    return no(
        "not-later",
        f"{in_words(until)} is not later than the due date, {in_words(due)}.",
        "Check the date; an extension moves a date only forward.",
    )


def why_not_ask_extension(clocks: Clocks, *, clock: str, until: date | None) -> Refusal | None:
    """Say why more time cannot be asked for on this clock, or None if it can."""
    if refusal := why_not(clocks, clock=clock, fact=ExtensionAsked):
        return refusal
    return None if until is None else why_not_later(clocks, clock=clock, until=until)


def ask_extension(
    clocks: Clocks, *, clock: str, until: date | None, reason: str, answer_by: Counted | None = None
) -> tuple[ClockFact, ...] | Refusal:
    """Record that more time was asked for; `answer_by` starts the agency's clock to answer."""
    if refusal := why_not_ask_extension(clocks, clock=clock, until=until):
        return refusal
    asked: tuple[ClockFact, ...] = (ExtensionAsked(clock=clock, until=until, reason=reason),)
    if answer_by is None:
        return asked
    found = clocks.named[clock]
    started = start_clock(
        clocks,
        clock=answer_clock(clock, len(found.extensions) + 1),
        kind=ClockKind.EXTENSION_ANSWER,
        counted=answer_by,
        runs_against="agency",
        letter=found.letter,
    )
    return started if isinstance(started, Refusal) else asked + started


def _waiting(clocks: Clocks, clock: str) -> int | None:
    requests = clocks.named[clock].extensions
    return next((n for n, request in enumerate(requests, 1) if request.unanswered), None)


def _nothing_asked(clock: str) -> Refusal:
    return no(
        "nothing-asked",
        f"No request for more time on {clock} waits for an answer.",
        "Record the request first, with the day on which it was made.",
    )


def why_not_grant_extension(clocks: Clocks, *, clock: str, until: date) -> Refusal | None:
    """Say why more time cannot be granted; once the clock is met, only what was asked for can be."""
    if refusal := why_not(clocks, clock=clock, fact=ExtensionGranted):
        return refusal
    if clocks.named[clock].met is not None and _waiting(clocks, clock) is None:
        return _nothing_asked(clock)
    return why_not_later(clocks, clock=clock, until=until)


def why_not_deny_extension(clocks: Clocks, *, clock: str) -> Refusal | None:
    """Say why there is nothing to deny on this clock, or None if there is."""
    if refusal := why_not(clocks, clock=clock, fact=ExtensionDenied):
        return refusal
    return _nothing_asked(clock) if _waiting(clocks, clock) is None else None


def _answered(clocks: Clocks, clock: str, on: date) -> tuple[ClockFact, ...]:
    name = answer_clock(clock, _waiting(clocks, clock) or 0)
    answer = clocks.get(name)
    return (ClockMet(clock=name, met=on),) if answer and answer.met is None else ()


def grant_extension(
    clocks: Clocks, *, clock: str, until: date, on: date, letter: str | None = None
) -> tuple[ClockFact, ...] | Refusal:
    """Grant the oldest unanswered request, or more time unasked; the agency's clock to answer is met on `on`."""
    if refusal := why_not_grant_extension(clocks, clock=clock, until=until):
        return refusal
    granted = ExtensionGranted(clock=clock, until=until, letter=letter)
    return (granted, *_answered(clocks, clock, on))


def deny_extension(
    clocks: Clocks, *, clock: str, reason: str, on: date
) -> tuple[ClockFact, ...] | Refusal:
    """Deny the oldest unanswered request; the agency's clock to answer is met on `on`."""
    if refusal := why_not_deny_extension(clocks, clock=clock):
        return refusal
    return (ExtensionDenied(clock=clock, reason=reason), *_answered(clocks, clock, on))
