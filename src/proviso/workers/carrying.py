"""What every worker does: carries, sweeps, notes that it ran, and ends after the present errand when told to. Not where jobs come from."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, close_old_connections

from proviso.acts import errands, letter_codes
from proviso.acts.errands import Worker
from proviso.domain.errands import Held
from proviso.domain.mail import Handed, Later, Message, Stage
from proviso.domain.refusals import Refusal
from proviso.outside import mail
from proviso.outside.ids import new_key

RUN = "work"
EVERY = timedelta(minutes=1)
LOOK_AGAIN = 2.0
NO_SERVER = "No mail server is set. Set PROVISO_SMTP_URL, such as smtp://mail.example.gov:587."


class Stopping:
    """Whether this worker was told to end: SIGTERM or SIGINT."""

    def __init__(self) -> None:
        self._told = threading.Event()

    def listen(self) -> None:
        """Take the signals; the present errand is finished first."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: self._told.set())

    def told(self) -> bool:
        return self._told.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait, but not once told to end; whether it was told."""
        return self._told.wait(seconds)


def new_worker(at: Callable[[str, Held], None] = errands.unnoticed) -> Worker:
    """A worker of this process, with a name of its own."""
    name = f"{socket.gethostname()[:40]}:{os.getpid()}:{new_key()[:12]}"
    return Worker(name=name, send=send, at=at)


def send(message: Message, reached: Callable[[Stage], None]) -> Handed:
    """Hand a message to the server that the installation is set to; without one, it has to wait."""
    server = mail.configured()
    if server is None or isinstance(server, Refusal):
        return Later(
            message=message.id,
            recipient=str(message.to),
            stage=Stage.CONNECT,
            reply="",
            why=server.reason if server else NO_SERVER,
            settings=True,
        )
    return mail.hand_over(message, server, reached=reached)


def catch_up(worker: Worker, stopping: Stopping) -> int:
    """Carry what is due, until nothing is or the worker is told to end; how many errands it took up."""
    taken = 0
    while not stopping.told() and errands.carry_next(worker) is not None:
        taken += 1
    return taken


def once(worker: Worker, stopping: Stopping, *, every: timedelta) -> int:
    """One run: sweep, give the letters that went out their codes, then catch up."""
    with errands.run(RUN, every=every) as says:
        errands.sweep()
        letter_codes.index()
        taken = catch_up(worker, stopping)
        says(f"{taken} {'errand' if taken == 1 else 'errands'} taken up.")
    return taken


def loop(worker: Worker, stopping: Stopping, say: Callable[[str], None]) -> None:
    """Run again and again until told to end. A database that is full or away is waited for."""
    patience = LOOK_AGAIN
    while not stopping.told():
        try:
            once(worker, stopping, every=EVERY)
            patience = LOOK_AGAIN
        except DatabaseError as trouble:
            say(
                f"The database does not answer as it should; the next try is in {patience:.0f} s. {trouble}"
            )
            patience = min(patience * 2, EVERY.total_seconds())
        close_old_connections()
        stopping.wait(patience)
