"""Notices: what comes back after a letter was mailed, as values, and which letter each is about. Not their bytes, not what to do.

A server or a person may answer: it bounced, it is delayed, it was delivered, it was passed
on to where nobody tells (relayed), it was displayed, it was done away with unseen, an
answering machine speaks, a person replies. What cannot be read as one of these is
Unreadable and waits for a person: nothing that came back is lost, and nothing is guessed.

Anyone can write such a notice. One counts for a letter only if it names the letter's
Message-ID, which cannot be guessed without having had the message; what it is worth as
proof is for the procedure to say.

Authority: RFC 3464 (delivery), 8098 (display), 3834 (answering machines), 3463 (status codes).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from proviso.domain.addresses import same_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where a notice comes from and what it refers to.

    `of` are the Message-IDs it names, the surest first; `own` is its own; `sha256` that of
    its bytes, by which it can be found again. `sender` and `dated` are as it says itself.

    In a notice of delivery, `recipient` is whom the message came to in the end, `meant`
    whom we sent it to, "" where the server does not repeat it.
    """

    of: tuple[str, ...]
    own: str
    sender: str
    dated: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """The message will not reach this recipient. `status` is "5.1.1" or the like, "" if none is told."""

    trail: Trail
    recipient: str
    meant: str
    status: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed:
    """The message has not reached this recipient yet; the server goes on trying, `until` then if it says so."""

    trail: Trail
    recipient: str
    meant: str
    status: str
    said: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The recipient's server put the message into the mailbox."""

    trail: Trail
    recipient: str
    meant: str
    status: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """The message was passed on, or spread over a list, and nothing more will be heard. This is no delivery."""

    trail: Trail
    recipient: str
    meant: str
    status: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Displayed:
    """The recipient's program showed the message. `by_hand`: a person let it say so."""

    trail: Trail
    recipient: str
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """The recipient's program did something else with the message: "deleted", "dispatched", "processed", "denied", "failed"."""

    trail: Trail
    recipient: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoReply:
    """An answering machine spoke."""

    trail: Trail
    subject: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A person wrote, as far as can be seen. `files` is how many files came with it."""

    trail: Trail
    subject: str
    said: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Something came that is none of these, or contradicts itself; `why` says in what way."""

    trail: Trail
    why: str
    said: str


Notice = (
    Bounce | Delayed | Delivered | Relayed | Displayed | Disposed | AutoReply | Reply | Unreadable
)


def named(notice: Notice, sent: Mapping[str, str]) -> str | None:
    """Which of the messages sent the notice is about: the first it names; None if it names none of ours.

    `sent` has the letters by Message-ID in lower case, since servers change the case on the way.
    """
    return next((sent[one.lower()] for one in notice.trail.of if one.lower() in sent), None)


def about(notice: Notice, recipient: str) -> bool | None:
    """Whether the notice speaks of this recipient; None if it names nobody. An address may have been forwarded."""
    told = [getattr(notice, name, "") for name in ("recipient", "meant")]
    if not any(told):
        return None
    return any(same_address(one, recipient) for one in told)
