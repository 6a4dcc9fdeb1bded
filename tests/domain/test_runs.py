"""Runs: one late run is no news, silence is."""

from datetime import UTC, datetime, timedelta

from proviso.domain.runs import Run, missed

NOON = datetime(2018, 1, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_run_is_missed_after_three_times_as_long_as_it_may_take() -> None:
    run = Run(name="work", every=MINUTE, began=NOON - MINUTE, ended=NOON)
    assert not missed(run, now=NOON + 3 * MINUTE)
    assert missed(run, now=NOON + 4 * MINUTE)


def test_a_first_run_that_never_ended_is_missed_too() -> None:
    run = Run(name="work", every=MINUTE, began=NOON, ended=None)
    assert not missed(run, now=NOON)
    assert missed(run, now=NOON + 4 * MINUTE)
