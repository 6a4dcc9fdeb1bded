"""Reminders are owed on the procedure's days around the due date, once each; what is met, stopped or closed is not reminded of."""

from datetime import date, timedelta

from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.facts.clocks import ClockMet, ClockTolled, DueStated, ExtensionGranted
from proviso.domain.facts.findings import MatterCleared
from proviso.domain.facts.letters import LetterDelivered, LetterSent
from proviso.domain.facts.matters import MatterSettled
from proviso.domain.reminders import Reminder, owed
from proviso.domain.standing import stand
from tests.builders import a, entries

SENT, DUE = date(2026, 3, 9), date(2026, 4, 8)
WEEK_BEFORE, DAY_AFTER, FORTNIGHT = (DUE + timedelta(days=one) for one in (-7, 1, 14))
SERVED: tuple[tuple[Fact, date], ...] = (
    (a(LetterSent, letter="L1", kind="document-request", due=DUE), SENT),
    (a(DueStated, clock="L1-due", kind="request-due", runs_against="respondent", due=DUE, letter="L1"), SENT),
    (a(LetterDelivered, letter="L1"), SENT),
)  # fmt: skip


def told(*more: tuple[Fact, date]) -> tuple[Entry, ...]:
    return entries(*SERVED, *more)


def on(day: date, *more: tuple[Fact, date], days: tuple[int, ...] = (-7, 1, 14)) -> list[Reminder]:
    standing = stand(told(*more), on=day, known=day)
    return list(owed(standing, days=days, rule="delivered", on=day))


def reminder(day: date) -> tuple[Fact, date]:
    return a(LetterSent, letter=f"R-{day}", kind="reminder"), day


def test_nothing_is_owed_before_the_first_day() -> None:
    assert on(WEEK_BEFORE - timedelta(days=1)) == []
    assert on(WEEK_BEFORE) == [Reminder(letter="L1", clock="L1-due", due=DUE, since=WEEK_BEFORE)]


def test_before_on_and_after_each_is_owed_once() -> None:
    gone = [reminder(WEEK_BEFORE)]
    assert on(DUE, *gone) == []
    assert [one.since for one in on(DAY_AFTER, *gone)] == [DAY_AFTER]
    gone.append(reminder(DAY_AFTER))
    assert on(FORTNIGHT - timedelta(days=1), *gone) == []
    assert [one.since for one in on(FORTNIGHT, *gone)] == [FORTNIGHT]
    assert on(FORTNIGHT + timedelta(days=900), *gone, reminder(FORTNIGHT)) == []


def test_a_day_that_was_passed_over_is_missed_and_not_made_up_for() -> None:
    (late,) = on(DAY_AFTER)
    assert (late.since, late.missed) == (DAY_AFTER, (WEEK_BEFORE,))
    (too_late,) = on(FORTNIGHT + timedelta(days=15), reminder(WEEK_BEFORE))
    assert (too_late.since, too_late.missed) == (None, (DAY_AFTER, FORTNIGHT))


def test_what_is_met_stopped_closed_or_cleared_is_not_reminded_of() -> None:
    for fact in (
        a(ClockMet, clock="L1-due", met=SENT),
        a(ClockTolled, clock="L1-due", since=SENT),
        a(MatterSettled),
        a(MatterCleared),
    ):
        assert on(DAY_AFTER, (fact, SENT)) == []


def test_a_letter_that_was_not_shown_to_arrive_is_not_reminded_of() -> None:
    standing = stand(entries(*SERVED[:2]), on=DUE, known=DUE)
    assert owed(standing, days=(0,), rule="delivered", on=DUE) == ()
    assert owed(stand((), on=DUE, known=DUE), days=(0,), rule="delivered", on=DUE) == ()


def test_more_time_takes_the_reminders_along() -> None:
    later = DUE + timedelta(days=30)
    more = (a(ExtensionGranted, clock="L1-due", until=later), DUE)
    assert on(DAY_AFTER, more) == []
    assert [one.since for one in on(later, more)] == [later - timedelta(days=7)]


def test_a_procedure_without_reminders_and_days_before_the_letter_have_none() -> None:
    assert on(FORTNIGHT, days=()) == []
    assert on(SENT, days=(-30,)) == []
