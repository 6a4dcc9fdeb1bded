"""Acts on clocks: started, stated, extended, stopped, met. Asking for more time starts the agency's own clock to answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from proviso.acts.act import Act, Sight
from proviso.domain import clocks, extensions, tolling
from proviso.domain.calendar import in_words
from proviso.domain.counting import Counted, count, explain
from proviso.domain.facts import Fact
from proviso.domain.facts.clocks import (
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
from proviso.domain.periods import UNITS
from proviso.domain.refusals import Refusal
from proviso.domain.rules import in_force
from proviso.outside.counting import load_rules

ANSWER = "extension-answer"


def counted(trigger: date, number: int, unit: str, rule: str, *, mail: bool) -> Counted | Refusal:
    """Count a period by the version of the rule in force on the trigger, with the federal calendar."""
    # Read when it is first needed: the holidays of the world take half a second to load.
    from proviso.outside.holidays import calendar_for

    found = in_force(load_rules(), code=rule, on=trigger)
    if isinstance(found, Refusal):
        return found
    calendar = calendar_for(found)
    of_unit = next((one for one in UNITS if one == unit), None)
    if isinstance(calendar, Refusal) or of_unit is None:
        return calendar if isinstance(calendar, Refusal) else _no_unit(unit)
    return count(trigger, number, of_unit, found, calendar, mail=mail)


def _no_unit(unit: str) -> Refusal:
    return clocks.no("unit", f"{unit!r} is no unit of time.", f"Use one of: {', '.join(UNITS)}.")


def _why_not_start(see: Sight, fact: ClockStarted) -> Refusal | None:
    """A date said to be counted must be what the count gives."""
    refused = clocks.why_not_begin(see.standing.clocks, clock=fact.clock, kind=fact.kind)
    if refused:
        return refused
    found = counted(fact.trigger, fact.period, fact.unit, fact.rule, mail=fact.mail)
    if isinstance(found, Refusal):
        return found
    return None if see.brought_in else _not_as_counted(fact.due, found.due)


def _not_as_counted(told: date, due: date) -> Refusal | None:
    if told == due:
        return None
    return clocks.no(
        "not-as-counted",
        f"The date is said to be {in_words(told)}; counted by the rule it is {in_words(due)}.",
        "Correct the date or the rule, or state the date (state-due) if a letter states it.",
    )


def _gated_start(fact: ClockStarted) -> str | None:
    against_them = fact.runs_against == "respondent" and fact.letter is not None
    return "start-clock" if against_them else None


def _why_not_ask(see: Sight, fact: ExtensionAsked) -> Refusal | None:
    return extensions.why_not_ask_extension(see.standing.clocks, clock=fact.clock, until=fact.until)


def _start_the_answer(see: Sight, fact: ExtensionAsked) -> tuple[Fact, ...] | Refusal:
    """The agency's own clock to answer, where the procedure has a period for it and the day is known."""
    period = see.procedure.periods.get(ANSWER) if see.procedure else None
    if period is None or see.on is None:
        return ()
    by = counted(see.on, period.number, period.unit, period.rule, mail=False)
    if isinstance(by, Refusal):
        return by
    asked = extensions.ask_extension(
        see.standing.clocks,
        clock=fact.clock,
        until=fact.until,
        reason=fact.reason,
        answer_by=by,
    )
    return asked if isinstance(asked, Refusal) else asked[1:]


def _why_not_grant(see: Sight, fact: ExtensionGranted) -> Refusal | None:
    return extensions.why_not_grant_extension(
        see.standing.clocks, clock=fact.clock, until=fact.until
    )


def _meet_by_granting(see: Sight, fact: ExtensionGranted) -> tuple[Fact, ...] | Refusal:
    if see.on is None:
        return ()
    told = extensions.grant_extension(
        see.standing.clocks, clock=fact.clock, until=fact.until, on=see.on, letter=fact.letter
    )
    return told if isinstance(told, Refusal) else told[1:]


def _meet_by_denying(see: Sight, fact: ExtensionDenied) -> tuple[Fact, ...] | Refusal:
    if see.on is None:
        return ()
    told = extensions.deny_extension(
        see.standing.clocks, clock=fact.clock, reason=fact.reason, on=see.on
    )
    return told if isinstance(told, Refusal) else told[1:]


def _why_not_end(see: Sight, fact: TollingEnded) -> Refusal | None:
    """The date told must be what follows from the days on which the clock stood still."""
    from proviso.outside.holidays import federal_calendar

    told = tolling.end_tolling(
        see.standing.clocks,
        clock=fact.clock,
        ended=fact.ended,
        rules=load_rules(),
        calendar=federal_calendar(),
    )
    if isinstance(told, Refusal):
        return told
    due = next(one.due for one in told if isinstance(one, TollingEnded))
    return None if see.brought_in else _not_as_counted(fact.due, due)


def _why_not_recompute(see: Sight, fact: DueRecomputed) -> Refusal | None:
    """As for another stated date: only of a clock that runs; and what it was must be what it is."""
    refused = clocks.why_not(see.standing.clocks, clock=fact.clock, fact=DueStated)
    if refused:
        return refused
    return _not_as_counted(fact.was, see.standing.clocks.named[fact.clock].due)


def _count(told: Mapping[str, Any]) -> Mapping[str, Any] | Refusal:
    """The due date of a period, how it was counted, and in which words."""
    mail = bool(told.get("mail"))
    found = counted(told["trigger"], told["period"], told["unit"], told["rule"], mail=mail)
    if isinstance(found, Refusal):
        return found
    return {
        "mail": mail,
        "version": found.version,
        "calendar": found.calendar,
        "due": found.due,
        "said": explain(found),
    }


def _stated(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"said": (f"{in_words(told['due'])} is stated, and is kept as stated.",)}


ACTS = (
    Act(
        name="start-clock",
        fact=ClockStarted,
        room="matter",
        says="Start a clock whose date is counted from a day by a rule.",
        why_not=_why_not_start,
        gate=_gated_start,
        derived=("mail", "version", "calendar", "due", "said"),
        derive=_count,
    ),
    Act(
        name="state-due",
        fact=DueStated,
        room="matter",
        says="Record a date that a letter, an award or an order states, as it is stated.",
        why_not=lambda see, fact: clocks.why_not_state_due(
            see.standing.clocks, clock=fact.clock, kind=fact.kind
        ),
        derived=("said",),
        derive=_stated,
    ),
    Act(
        name="ask-extension",
        fact=ExtensionAsked,
        room="matter",
        says="Record that more time was asked for; the agency's own clock to answer starts.",
        why_not=_why_not_ask,
        then=_start_the_answer,
    ),
    Act(
        name="grant-extension",
        fact=ExtensionGranted,
        room="matter",
        says="Grant more time.",
        why_not=_why_not_grant,
        then=_meet_by_granting,
    ),
    Act(
        name="deny-extension",
        fact=ExtensionDenied,
        room="matter",
        says="Deny more time, with the reason.",
        why_not=lambda see, fact: extensions.why_not_deny_extension(
            see.standing.clocks, clock=fact.clock
        ),
        then=_meet_by_denying,
    ),
    Act(
        name="toll-clock",
        fact=ClockTolled,
        room="matter",
        says="Stop a clock from a day on.",
        why_not=lambda see, fact: tolling.why_not_toll(
            see.standing.clocks, clock=fact.clock, since=fact.since
        ),
    ),
    Act(
        name="end-tolling",
        fact=TollingEnded,
        room="matter",
        says="Let a stopped clock run again.",
        why_not=_why_not_end,
    ),
    Act(
        name="meet-clock",
        fact=ClockMet,
        room="matter",
        says="Record that what was due was done, in time or late.",
        why_not=lambda see, fact: clocks.why_not(
            see.standing.clocks, clock=fact.clock, fact=ClockMet
        ),
    ),
    Act(
        name="recompute-due",
        fact=DueRecomputed,
        room="matter",
        says="Record that a date changed because a rule, a holiday or a closure did.",
        why_not=_why_not_recompute,
    ),
)
