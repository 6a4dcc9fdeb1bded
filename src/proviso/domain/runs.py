"""Runs: work that is done again and again, and whether one was missed. Not the work, and not when it is started.

A run tells how often it means to come. It is missed when it has not ended for three times as
long: one late run is no news, silence is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

PATIENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The last time some work was done. `ended` is None while its first run goes on, or has died."""

    name: str
    every: timedelta
    began: datetime
    ended: datetime | None
    says: str = ""


def missed(run: Run, *, now: datetime) -> bool:
    """Whether the work has not been done for longer than it may take."""
    return now - (run.ended or run.began) > run.every * PATIENCE
