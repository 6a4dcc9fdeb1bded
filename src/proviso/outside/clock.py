"""The only clock in the house. What a date means is not decided here."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Tell the time in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Tell the date in UTC."""
    return now().date()
