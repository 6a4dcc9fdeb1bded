"""Who bears a letter, in this browser: which confirmation is pending, and whom it lets act. When a code holds is in domain/confirming.

The session holds the id of a confirmation and nothing else; what it opens, and until when, is looked up with each request.
"""

from typing import Any

from proviso.outside.clock import now
from proviso.people import bearers
from proviso.people.bearers import Bearer

PENDING, BORNE = "letter-code-pending", "letter-borne"


def wait_for(request: Any, person: str) -> None:
    """Remember which confirmation this browser waits for. Only here can its code be typed."""
    request.session[PENDING] = person


def pending(request: Any) -> str | None:
    """The confirmation that this browser waits for."""
    found: str | None = request.session.get(PENDING)
    return found


def begin(request: Any, person: str) -> None:
    """Let who bears the letter act from here on, in a session of their own. An account that was signed in is signed out."""
    request.session.flush()
    request.session[BORNE] = person
    request.session.set_expiry(0)


def leave(request: Any) -> None:
    """End it, here and wherever its session might have been copied to."""
    if person := request.session.get(BORNE):
        bearers.end(person, at=now())
    request.session.flush()


def bearer_of(request: Any) -> Bearer | None:
    """Who bears a letter in this browser; None where nobody does, or the hour is over."""
    session = getattr(request, "session", None)
    person = session.get(BORNE) if session is not None else None
    return bearers.bearer(person, at=now()) if person else None
