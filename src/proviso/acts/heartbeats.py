"""Notices that all is as it was: silence then means that something is wrong. When they are owed is decided by whoever runs it."""

from datetime import datetime

from proviso.acts.envelopes import mail_errand
from proviso.acts.perform import sitting
from proviso.domain.addresses import address
from proviso.domain.calendar import in_words
from proviso.domain.errands import State
from proviso.domain.mail import write
from proviso.domain.refusals import Refusal
from proviso.records import errand_rows, streams

STREAM = "register"


def notify(*, to: str, sender: str, at: datetime) -> str | Refusal:
    """Owe one address a notice of this day. What it says; the same day is told once."""
    reader, writer = address(to), address(sender, name="Proviso")
    if isinstance(reader, Refusal):
        return reader
    if isinstance(writer, Refusal):
        return writer
    before = f"heartbeat/{str(reader).casefold()[:100]}/"
    key = f"{before}{at.date()}"
    last = errand_rows.latest(before)
    if last is not None and last.errand.key == key:
        return str(last.errand.told["subject"])
    entries = streams.count()
    subject = _subject(int(last.errand.told["entries"]) if last else None, entries, at)
    message = write(
        letter=key,
        key=key,
        sender=writer,
        to=reader,
        subject=subject,
        text=f"{subject}.\n\n{_state(entries)}\n",
        written=at,
    )
    if isinstance(message, Refusal):
        return message
    owed = mail_errand(message, key=key, stream=STREAM, letter=None, entries=entries)
    with sitting() as one:
        refusal = one.owe(owed)
    return refusal or subject


def _subject(before: int | None, entries: int, at: datetime) -> str:
    day = in_words(at.date())
    if before == entries:
        return f"Nothing changed on the record up to {day}"
    more = entries - (before or 0)
    added = "1 entry was" if more == 1 else f"{more:,} entries were"
    return f"{added} added to the record up to {day}"


def _state(entries: int) -> str:
    counts = errand_rows.counts()
    waiting = counts[State.AMBIGUOUS] + counts[State.FAILED]
    return (
        f"The record has {entries:,} entries. {counts[State.OWED] + counts[State.LATER]} errands are owed, "
        f"{waiting} wait for a person.\nThis notice comes every day. A day without it means that something is wrong."
    )
