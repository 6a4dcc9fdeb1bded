"""Confirming who bears a letter: where the second code goes, how long it holds, how often it may be tried. Not the codes themselves.

Authority: NIST SP 800-63A (an address is confirmed by a code of at least six digits; by e-mail it may hold a day, here a
quarter of an hour); the record's own rule of service. It confirms an address and is no proof of who a person is, so what
it opens is little: one matter, one letter, one hour; nothing is answered, certified or signed.

Theory. The code that is printed on a letter tells which letter someone holds, and lets nobody in: a letter
passes through many hands. So a second code goes to the address to which the letter was mailed, or, where it
went on paper, to the e-mail address of the contact that it went to, if that address was verified. Where the
record has no such address nothing is sent, and nobody is let in by the letter alone: a second code printed in the same
letter would prove no more than the first. A letter that came back or went to the wrong body opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from proviso.domain.contacts import by_mail
from proviso.domain.errands import Kind
from proviso.domain.letters import Letter, Service
from proviso.domain.matters import Contact
from proviso.domain.refusals import Refusal

HOLDS = timedelta(minutes=15)
LASTS = timedelta(minutes=60)
TRIES = 5
AT_A_PLACE = 10  # codes of letters typed at one place within HOLDS
SENT_AN_HOUR = 5  # second codes for one letter
NOT_HERE = frozenset({Service.BOUNCED, Service.REFUSED, Service.MISADDRESSED})
RULE = "The record's own rule: who bears a letter confirms it at the address on record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """One confirmation: when its code was sent, how often a code was tried, when the right one came, when it was ended."""

    made_at: datetime
    tries: int = 0
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None


def reached_at(letter: Letter, contact: Contact | None) -> str | None:
    """The e-mail address on record at which the letter's recipient is reached; None where there is none to rely on.

    `contact` is the one that the letter went to, as far as the record tells.
    """
    if letter.service in NOT_HERE or (contact is not None and contact.superseded):
        return None
    if letter.filed is not None and letter.filed.channel == Kind.MAIL:
        return letter.filed.to
    if contact is None or not by_mail(contact.channel) or contact.verified_on is None:
        return None
    return contact.address


def why_not_begin(*, typed_here: int) -> Refusal | None:
    """Refuse another letter's code from a place where many were typed."""
    if typed_here < AT_A_PLACE:
        return None
    return _refused(
        "too-many",
        f"{AT_A_PLACE} codes were typed here within {_minutes(HOLDS)} minutes.",
        f"Wait {_minutes(HOLDS)} minutes, then type the code of your letter again.",
    )


def why_not_try(one: Confirming, *, now: datetime) -> Refusal | None:
    """Refuse a code that was used, has ended, or was tried too often."""
    if one.confirmed_at is not None or one.ended_at is not None:
        return _refused("used", "This code has been used.", AGAIN)
    if now >= one.made_at + HOLDS:
        return _refused(
            "ended", f"The code held for {_minutes(HOLDS)} minutes, which are over.", AGAIN
        )
    if one.tries >= TRIES:
        return _refused("tried", f"A code was tried {TRIES} times, so this one is closed.", AGAIN)
    return None


def wrong(one: Confirming) -> Refusal:
    """The refusal of a code that is not the one that was sent; `one` has this try counted."""
    left = TRIES - one.tries
    if left < 1:
        return _refused("tried", f"A code was tried {TRIES} times, so this one is closed.", AGAIN)
    more = "one more time" if left == 1 else f"{left} more times"
    return _refused(
        "wrong",
        "That is not the code that was sent.",
        f"Look at the newest message, and type its six digits. You can try {more}.",
    )


def ends_at(one: Confirming) -> datetime | None:
    """When the session ends that this confirmation began; None where none began, or it was ended."""
    if one.confirmed_at is None or one.ended_at is not None:
        return None
    return one.confirmed_at + LASTS


AGAIN = "Type the code of your letter again; a new code is then sent."


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _refused(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"confirm.{what}", reason=reason, cure=cure, authority=RULE)
