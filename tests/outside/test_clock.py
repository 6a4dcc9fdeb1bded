"""The only clock."""

from datetime import timedelta

from proviso.outside import clock


def test_the_clock_tells_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_today_is_the_date_of_now() -> None:
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)
