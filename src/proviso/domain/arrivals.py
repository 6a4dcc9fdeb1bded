"""Arrivals: what a notice that came by mail means for the letter it names, and whether a person has to look. Reading bytes is outside/notices.

Theory. A notice counts for a letter only if it names the letter's Message-ID. A bounce becomes
a bounce on record, a delivery a delivery, a display a view. What proves nothing (delayed, passed
on, deleted unread) becomes a remark. What a person or an answering machine writes becomes a
remark and waits for a person. What names no letter of ours, speaks of another address, or cannot
be read, waits for a person too, and nothing is recorded of it: no guess becomes a fact.

Authority: RFC 3464 (delivery), 8098 (display), 3834 (answering machines); the record's own rule:
what came is taken once, and kept.
"""

from dataclasses import dataclass

from proviso.domain.addresses import shown
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import LetterBounced, LetterDelivered, LetterViewed
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.knowing import why_not_stated
from proviso.domain.notices import (
    AutoReply,
    Bounce,
    Delayed,
    Delivered,
    Displayed,
    Disposed,
    Notice,
    Relayed,
    Reply,
    Unreadable,
    about,
)
from proviso.domain.refusals import Refusal

LONGEST = 500
NOT_OURS = "It names no letter that was mailed from here."
NO_LETTER = "It is about a notice that is no letter."
ELSEWHERE = "It speaks of an address that the letter did not go to."
KEPT = "The record's own rule: what came is taken once, and kept until a person has looked"
KINDS = {
    Bounce: "bounce",
    Delayed: "delayed",
    Delivered: "delivered",
    Relayed: "relayed",
    Displayed: "displayed",
    Disposed: "disposed",
    AutoReply: "auto-reply",
    Reply: "reply",
    Unreadable: "unreadable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """A message that went out: on which stream, with which letter (None: it was no letter), to which address."""

    stream: str
    letter: str | None
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a notice comes to: the act with its fact, if any; why a person has to look, "" if nobody has."""

    act: str = ""
    fact: Fact | None = None
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that came, as it is kept: `kind` is that of its notice, `waits` why a person has to look.

    `says` is what it says, shortened; the message itself is kept under `sha256`. `settled` is
    what the person found, with `settled_by`.
    """

    sha256: str
    kind: str
    sender: str
    dated: str
    stream: str
    letter: str
    says: str
    waits: str
    settled: str = ""
    settled_by: str = ""

    @property
    def open(self) -> bool:
        """Whether a person has still to look."""
        return bool(self.waits) and not self.settled


def kind_of(notice: Notice) -> str:
    """The word for what came."""
    return KINDS[type(notice)]


def meaning(notice: Notice, mailed: Mailed | None) -> Meaning:
    """What the notice comes to; `mailed` is the message it names, None if it names none of ours."""
    if isinstance(notice, Unreadable):
        return Meaning(waits=notice.why)
    if mailed is None:
        return Meaning(waits=NOT_OURS)
    if mailed.letter is None:
        waits = isinstance(notice, Bounce | Reply | AutoReply)
        return Meaning(waits=NO_LETTER if waits else "")
    if isinstance(notice, Bounce | Delivered | Displayed) and about(notice, mailed.to) is False:
        return Meaning(waits=ELSEWHERE)
    return _of_letter(notice, mailed.letter)


def _of_letter(
    notice: Bounce | Delayed | Delivered | Relayed | Displayed | Disposed | AutoReply | Reply,
    letter: str,
) -> Meaning:
    match notice:
        case Bounce():
            why = ": ".join(one for one in (notice.status, notice.said) if one)
            fact = LetterBounced(letter=letter, why=why[:LONGEST] or "no reason is told")
            return Meaning(act="record-bounce", fact=fact)
        case Delivered():
            proof = f"delivery notice {notice.trail.sha256}, {notice.status or 'no status'}"
            delivered = LetterDelivered(letter=letter, method="e-mail", proof=proof)
            return Meaning(act="record-delivery", fact=delivered)
        case Displayed():
            hand = "a person let it be told" if notice.by_hand else "told by the program itself"
            viewer = f"{notice.recipient or 'the recipient'} ({hand}; it proves no reading)"
            return Meaning(act="record-view", fact=LetterViewed(letter=letter, viewer=viewer))
        case Delayed() | Relayed() | Disposed():
            return _remark(letter, _fate(notice))
        case AutoReply() | Reply():  # pragma: no branch
            who = shown(notice.trail.sender) or "somebody"
            what = "A reply" if isinstance(notice, Reply) else "An automatic reply"
            return _remark(letter, f"was answered: {what.lower()} from {who} came", waits=what)


def _fate(notice: Delayed | Relayed | Disposed) -> str:
    """What happened to a message that is neither delivered nor back."""
    match notice:
        case Delayed(until=until):
            later = f" until {until}" if until else ""
            return f"has not arrived yet; the server goes on trying{later}"
        case Relayed():
            return "was passed on, and nothing more will be heard; no delivery"
        case Disposed(how=how):  # pragma: no branch
            return f"was {how} by the recipient's program, unseen"


def _remark(letter: str, says: str, *, waits: str = "") -> Meaning:
    fact = MatterNoted(text=f"Mail about letter {letter}: it {says}.")
    return Meaning(act="note-matter", fact=fact, waits=f"{waits} is to be read." if waits else "")


def why_not_settle(arrival: Arrival | None, *, named: str, why: str, by: str) -> Refusal | None:
    """Why a person may not say that this was dealt with."""
    if arrival is None:
        return Refusal(
            code="mail.unknown",
            reason=f"No message that came begins with {shown(named)}, or several do.",
            cure="Give more of the name that is listed: proviso mailbox list.",
            authority=KEPT,
        )
    if not arrival.open:
        return Refusal(
            code="mail.not-waiting",
            reason=f"The message {arrival.sha256[:12]} does not wait for a person.",
            cure="Look at what was said of it: proviso mailbox list --all.",
            authority=KEPT,
        )
    return why_not_stated("mail", "why", why) or why_not_stated("mail", "by", by)
