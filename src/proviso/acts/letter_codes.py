"""Codes of letters at work: finding their letters, sending the second code, and recording that a letter was seen. Not who is let in.

Whoever types a letter's code has the letter before them. Once they have confirmed it at the address on record, that is
recorded as a view, once for a letter.
"""

from datetime import datetime

from proviso.acts.act import Deed, Told
from proviso.acts.notes import write
from proviso.acts.perform import perform
from proviso.acts.table import ALL
from proviso.domain.addresses import Address, address
from proviso.domain.confirming import HOLDS
from proviso.domain.facts.letters import LetterViewed
from proviso.domain.refusals import Refusal
from proviso.outside.desk_codes import desk_code, kept_as
from proviso.records import desk_codes, errand_rows

SUBJECT = "Your code for the desk"
TEXT = """Your code is {{code}}.

Someone typed the code of letter {letter} on the desk at which it is answered, on {at:%d %B %Y} at {at:%H:%M} UTC. \
If that was you, type these six digits where you typed the letter's code. They hold until {until:%H:%M} UTC and work once.

If it was not you, do nothing: without these digits nobody is let in. Give them to nobody, also not to someone who \
says that they call from the agency.
"""


def index() -> int:
    """Give each letter that has gone out a row under its code, if it has none yet; how many were added."""
    added = 0
    while rows := desk_codes.without():
        desk_codes.add(
            (kept_as(desk_code(stream.partition(":")[2], letter)), errand, stream, letter)
            for errand, stream, letter in rows
        )
        added += len(rows)
    return added


def send(
    *, person: str, code: str, matter: str, letter: str, to: str, at: datetime
) -> Refusal | None:
    """Owe the message with the second code of one confirmation."""
    return write(
        to=to,
        subject=SUBJECT,
        text=TEXT.format(letter=letter, at=at, until=at + HOLDS),
        key=f"code/{person}",
        at=at,
        stream=f"matter:{matter}",
        sealed={"code": code},
        otherwise_from=_sender(matter, letter),
    )


def _sender(matter: str, letter: str) -> Address | None:
    """Whoever mailed the letter."""
    for one in errand_rows.of_letters([letter]).get(letter, []):
        told = one.errand.told.get("sender")
        if told and one.errand.stream == f"matter:{matter}":
            found = address(told)
            return None if isinstance(found, Refusal) else found
    return None


def record_view(*, person: str, matter: str, letter: str, address: str, at: datetime) -> bool:
    """Record that the letter was seen, unless that is on record; whether it was recorded now."""
    viewer = f"who typed its code and one that was sent to {address}"
    done = perform(
        Deed(
            act=ALL["record-view"],
            stream=f"matter:{matter}",
            fact=LetterViewed(letter=letter, viewer=viewer),
        ),
        Told(
            by=person,
            at=at,
            on=at.date(),
            learned=at.date(),
            key=f"letter-seen/{matter}/{letter}",
            note="Typed on the desk: the code that is printed on the letter, then the one that was sent.",
        ),
    )
    return not isinstance(done, Refusal) and not done.again
