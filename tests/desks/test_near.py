"""Working days as a desk counts them, and what is kept of matters from day to day."""

from datetime import date, timedelta

import pytest

from proviso.outside.clock import today
from proviso.queries.desks.kept import kept
from proviso.queries.desks.matter import waits_of
from proviso.web.desk import near
from tests.acts.village import MATTER, done, matter, village
from tests.desks.test_work import lately, letter


def test_ten_working_days_leave_out_weekends_and_federal_holidays() -> None:
    assert near.after(date(2026, 11, 22)) == date(2026, 12, 7)  # Thanksgiving lies between
    assert near.after(date(2026, 11, 22), 1) == date(2026, 11, 23)


def test_working_days_between_two_days() -> None:
    assert near.between(date(2026, 11, 22), date(2026, 12, 4)) == 9
    assert near.between(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert near.between(date(2026, 11, 21), date(2026, 11, 20)) is None
    assert near.between(date(2020, 1, 1), date(2026, 1, 1)) is None


@pytest.mark.django_db
def test_a_matter_is_read_again_when_it_moved_when_it_is_new_and_when_a_day_has_come() -> None:
    village()
    matter("V2")
    on = today()
    before = kept(on)
    assert kept(on) is before
    letter(due=10)
    after = kept(on)
    assert after.rows["V2"] is before.rows["V2"]
    assert after.rows["V1"] is not before.rows["V1"]
    matter("V3")
    assert list(kept(on).rows) == ["V1", "V2", "V3"]
    later = kept(on + timedelta(days=1))
    assert later.rows["V2"] is after.rows["V2"], "nothing in it begins on that day"
    assert kept(on).rows["V2"] is not None, "an earlier day is read anew"


@pytest.mark.django_db
def test_what_is_told_for_a_later_day_waits_from_that_day_on() -> None:
    village()
    letter(due=10)
    on = today()
    soon = on + timedelta(days=2)
    done(
        "ask-extension",
        MATTER,
        envelope=lately(),
        clock="L1-due",
        until=on + timedelta(days=30),
        reason="Ill.",
    )
    assert "extension" in {one.kind for one in waits_of("V1", on)}
    assert (kept(soon).rows["V1"].until or date.max) > soon
    assert not list(waits_of("V9", on)), "a matter that is not there waits for nothing"
