"""What came to the mailbox is taken, each message once: facts for the letters it names, and what waits for a person. Fetching is outside/mailbox.

The message is kept by its content first. Its facts and its own row are one transaction, under
keys made of its hash: whoever stops anywhere takes it again, and finds what was done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError

from proviso.acts.act import Deed, Told
from proviso.acts.perform import Sitting, sitting
from proviso.acts.table import ALL
from proviso.domain import arrivals as nouns
from proviso.domain.addresses import address
from proviso.domain.arrivals import Arrival, Mailed, Meaning, kind_of, meaning
from proviso.domain.errands import Held
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.mail import message_id
from proviso.domain.notices import Notice
from proviso.domain.refusals import Refusal
from proviso.outside import folders, notices
from proviso.outside.clock import now
from proviso.outside.mailbox import Arrived, Mailbox
from proviso.records import arrivals

BY = "proviso mailbox"
LONGEST = 1000
CUT = "It is larger than what is read; its beginning was kept."


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message as it was taken; `again` where that had been done before."""

    arrival: Arrival
    again: bool = False


def poll(box: Mailbox) -> Iterator[Taken]:
    """Take every message that is not marked as seen, then mark it. Raises MailboxUnreachable, OSError."""
    for arrived in box.unseen():
        yield take(arrived)
        box.kept(arrived)


def take(arrived: Arrived) -> Taken:
    """Take one message. Raises OSError where the disk will not keep it."""
    folders.keep(arrived.content)
    try:
        with sitting() as one:
            if held := arrivals.named(arrived.key):
                return Taken(arrival=held, again=True)
            taken = _taken(one, arrived)
            arrivals.keep(taken, at=now())
            return Taken(arrival=taken)
    except IntegrityError:  # another process took it at the same moment
        held = arrivals.named(arrived.key)
        if held is None:
            raise
        return Taken(arrival=held, again=True)


def _taken(one: Sitting, arrived: Arrived) -> Arrival:
    found = notices.read(arrived.content)
    mailed = _mailed(found[0].trail.of)  # the same for all that one message tells
    waits = [] if arrived.whole else [CUT]
    for number, notice in enumerate(found):
        meant = meaning(notice, mailed)
        waits += [_record(one, meant, mailed, key=f"mail/{arrived.key}/{number}") or meant.waits]
    return Arrival(
        sha256=arrived.key,
        kind=kind_of(found[0]),
        sender=found[0].trail.sender,
        dated=found[0].trail.dated,
        stream=mailed.stream if mailed else "",
        letter=(mailed.letter or "") if mailed else "",
        says=" / ".join(dict.fromkeys(_says(notice) for notice in found))[:LONGEST],
        waits=" ".join(dict.fromkeys(each for each in waits if each)),
    )


def _record(one: Sitting, meant: Meaning, mailed: Mailed | None, *, key: str) -> str:
    """Record what the notice means; why it could not be, "" if it was or there is nothing to record."""
    if meant.fact is None or mailed is None:
        return ""
    moment = now()
    told = Told(
        by=BY,
        at=moment,
        on=moment.date(),
        learned=moment.date(),
        key=key,
        note=f"The message is kept as {key.split('/')[1]}.",
    )
    outcome = one.do(Deed(act=ALL[meant.act], stream=mailed.stream, fact=meant.fact), told)
    if isinstance(outcome, Refusal):
        return f"The record does not take it: {outcome.reason} {outcome.cure}"
    return ""


def _says(notice: Notice) -> str:
    subject, said = (str(getattr(notice, name, "")) for name in ("subject", "said"))
    return ": ".join(part for part in (subject, said) if part)


# --- which message it names ------------------------------------------------------------------


def _mailed(named: Sequence[str]) -> Mailed | None:
    """The message that went out under one of these ids, the surest first."""
    proven = (arrivals.handed_over_as(one) for one in named)
    held = next((one for one in proven if one), None) or _found({one.lower() for one in named})
    if held is None:
        return None
    return Mailed(stream=held.errand.stream, letter=held.errand.letter, to=held.errand.to)


def _found(named: set[str]) -> Held | None:
    """Among mail whose errand does not tell its message's id: its id is made anew."""
    if not named:
        return None
    return next((held for held in arrivals.without_proof() if _id_of(held) in named), None)


def _id_of(held: Held) -> str | None:
    errand = held.errand
    to, sender = address(errand.to), address(str(errand.told.get("sender", "")))
    if isinstance(to, Refusal) or isinstance(sender, Refusal):
        return None
    letter = errand.letter or errand.key
    return message_id(letter=letter, recipient=to, key=errand.key, domain=sender.domain).lower()


# --- by a person -----------------------------------------------------------------------------


def settle(named: str, *, why: str, by: str) -> Arrival | Refusal:
    """A person says what was done about a message; on its matter's record, where it names a letter."""
    with sitting() as one:
        held = arrivals.named(named)
        if refusal := nouns.why_not_settle(held, named=named, why=why, by=by):
            return refusal
        assert held is not None  # noqa: S101 - refused above
        if held.stream.startswith("matter:") and isinstance(
            refusal := _note(one, held, why, by), Refusal
        ):
            return refusal
        arrivals.settle(held.sha256, why=why, by=by)
        return replace(held, settled=why, settled_by=by)


def _note(one: Sitting, held: Arrival, why: str, by: str) -> Refusal | None:
    moment = now()
    text = f"Mail about letter {held.letter}, kept as {held.sha256}, was dealt with: {why}"
    told = Told(
        by=by,
        at=moment,
        on=moment.date(),
        learned=moment.date(),
        key=f"mail/{held.sha256}/settled",
    )
    fact = MatterNoted(text=text)
    outcome = one.do(Deed(act=ALL["note-matter"], stream=held.stream, fact=fact), told)
    return outcome if isinstance(outcome, Refusal) else None
