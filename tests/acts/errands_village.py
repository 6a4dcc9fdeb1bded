"""Errands in the village: letters owed, workers that carry them, a mail server that says what it is told to say."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from proviso.acts import envelopes
from proviso.acts.errands import Worker, unnoticed
from proviso.acts.perform import sitting
from proviso.domain.addresses import Address
from proviso.domain.errands import Errand, Held, Kind
from proviso.domain.mail import Accepted, Handed, Message, Stage, write
from proviso.domain.refusals import Refusal
from proviso.records import errand_rows
from tests.acts.village import MATTER, deed, told

SENDER = Address(local="grants", domain="agency.example", name="The Agency")
CLERK = Address(local="clerk", domain="elder.example", name="Cleo")


class Server:
    """Takes what it is handed, or says what it was told to say."""

    def __init__(self, answer: Callable[[Message], Handed] | None = None) -> None:
        self.taken: list[str] = []
        self.answer = answer

    def send(self, message: Message, reached: Callable[[Stage], None]) -> Handed:
        reached(Stage.CONNECT)
        reached(Stage.FINAL_DOT)
        if self.answer:
            return self.answer(message)
        self.taken.append(message.id)
        return Accepted(message=message.id, recipient=str(message.to), reply="250 taken")


def worker(name: str = "w1", **changed: Any) -> Worker:
    return Worker(**{"name": name, "send": Server().send, "at": unnoticed, **changed})


def message(letter: str, key: str) -> Message:
    found = write(
        letter=letter,
        key=key,
        sender=SENDER,
        to=CLERK,
        subject="A request",
        text="Please send the policies.",
        written=datetime(2018, 1, 24, 12, tzinfo=UTC),
    )
    assert isinstance(found, Message)
    return found


def errand(letter: str | None = "L1", kind: Kind = Kind.PRINT, **changed: Any) -> Errand:
    """An errand that hands this letter over."""
    key = changed.pop("key", f"{MATTER}/{letter}/{kind}")
    stream = changed.pop("stream", MATTER)
    if kind is Kind.MAIL:
        return envelopes.mail_errand(
            message(letter or key, key), key=key, stream=stream, letter=letter
        )
    return envelopes.file_errand(
        kind,
        key=key,
        stream=stream,
        letter=letter,
        to="1 Square, Elder",
        content=changed.pop("content", f"The letter {letter}.".encode()),
        suffix=".pdf",
    )


def send(*errands: Errand, letter: str = "L1") -> list[Held]:
    """Record a letter as sent, owing these errands; they as they stand."""
    with sitting() as one:
        sent = deed(
            "send-letter", MATTER, letter=letter, kind="closing", addressee="Cleo", signed_by="A"
        )
        assert not isinstance(one.do(sent, told()), Refusal)
        assert one.owe(*errands) is None
    keys = {each.key for each in errands}
    return [held for held in errand_rows.every() if held.errand.key in keys]
