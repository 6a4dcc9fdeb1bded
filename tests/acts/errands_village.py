"""Errands in the village: letters owed, workers that carry them, a mail server that says what it is told to say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from proviso.acts import envelopes, errands
from proviso.acts.errands import Worker, unnoticed
from proviso.acts.perform import sitting
from proviso.domain.addresses import Address
from proviso.domain.errands import Errand, Held, Kind
from proviso.domain.mail import Accepted, Handed, Later, Message, Refused, Stage, write
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.records import errand_rows, models
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


# --- what a test does and looks at -------------------------------------------------------------


def now_held(number: int) -> Held:
    found = errand_rows.get(number)
    assert found is not None
    return found


def change(number: int, **fields: Any) -> None:
    """What time or another worker would have done to the row."""
    models.Errand.objects.filter(number=number).update(**fields)


def due(number: int) -> None:
    change(number, due_at=now_held(number).owed_at)


def handed_over() -> list[str]:
    return list(folders.handed_over("print"))


def dies(at: str) -> errands.Worker:
    """A worker that comes to its end at this step."""

    class Died(BaseException):
        pass

    def step(phase: str, _: Held) -> None:
        if phase == at:
            raise Died

    return worker("dying", at=step, lease=timedelta(0))


def die(number: int, at: str, server: Server | None = None) -> None:
    doomed = dies(at)
    if server:
        doomed = replace(doomed, send=server.send)
    with pytest.raises(BaseException) as died:
        errands.carry(number, doomed)
    assert type(died.value).__name__ == "Died"


def said(kind: type[Handed]) -> Any:
    """A mail server that says this of every message."""
    more: dict[str, Any] = {"why": "So it said."}
    if kind in {Refused, Later}:
        more["stage"] = Stage.RECIPIENT

    def answer(message: Message) -> Any:
        return kind(message=message.id, recipient=str(message.to), reply="550 no", **more)

    return Server(answer)
