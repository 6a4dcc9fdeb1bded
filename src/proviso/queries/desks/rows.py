"""A row of the work queue: what waits, in which group, where it is done. Which rows there are is in queue and around."""

from collections.abc import Mapping
from dataclasses import dataclass

from proviso.queries.desks.in_matter import Wait

NOW, OVERDUE, SOON, LATER, WAITING, PAUSED = (
    "now",
    "overdue",
    "soon",
    "later",
    "waiting",
    "paused",
)
GROUPS = (NOW, OVERDUE, SOON, LATER, WAITING, PAUSED)
KINDS: Mapping[str, str] = {
    "send-unclear": "Nobody knows whether it went out",
    "run-missed": "Work that was not done",
    "letter-returned": "Letter came back",
    "extension": "More time asked for",
    "send-failed": "Could not be sent",
    "mail": "Mail to read",
    "approved": "Approved, not yet done",
    "round-release": "Round to release",
    "round-approval": "Round to approve",
    "approval": "Second person to approve",
    "send-by-hand": "To be carried by hand",
    "reminder": "Reminder owed",
    "agency-date": "The agency's own date",
    "answer-date": "The government's date",
    "contact": "Contact to check",
}
ORDER = {kind: at for at, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the queue. `matter` is "" where it is about none, or about `matters` of them together.

    `urgency` orders the rows of a group. `days` are left until its date, below nought once that has passed; `place` is where it is done, where that is
    no act of a matter: errand and number, mail and name, round and review and name.
    """

    wait: Wait
    group: str
    review: str
    matter: str = ""
    matters: int = 1
    respondent: str = ""
    government: str = ""
    days: int | None = None
    place: tuple[str, ...] = ()
    urgency: tuple[object, ...] = ()
