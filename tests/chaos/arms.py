"""The ways of carrying that are compared: the product's, and two that must fail, so that the check is known to see it."""

import os
from collections.abc import Callable
from itertools import count

from proviso.acts import errands
from proviso.acts.envelopes import file_of
from proviso.acts.errands import Worker
from proviso.acts.perform import sitting
from proviso.domain.errands import Held, Kind, Move, State, content_name
from proviso.outside import folders
from proviso.outside.clock import now
from proviso.records import errands as rows

Carry = Callable[[Worker], tuple[Held, State | None] | None]
TIMES = count()


def as_built(worker: Worker) -> tuple[Held, State | None] | None:
    """As the product carries."""
    return errands.carry_next(worker)


def settle_first(worker: Worker) -> tuple[Held, State | None] | None:
    """Says that it was handed over, and then hands it over: what dies between is lost."""
    return _otherwise(worker, _settle_first)


def any_name(worker: Worker) -> tuple[Held, State | None] | None:
    """Hands over under a name made anew each time: what dies after is handed over again."""
    return _otherwise(worker, _any_name)


def _otherwise(
    worker: Worker, carry: Callable[[Held, Worker], None]
) -> tuple[Held, State | None] | None:
    held = rows.claim_next(by=worker.name, now=now(), lease=worker.lease)
    if held is None:
        return None
    worker.at("claimed", held)
    carry(held, worker)
    return held, None


def _settle_first(held: Held, worker: Worker) -> None:
    content, suffix = file_of(held.errand)
    worker.at("loaded", held)
    name = content_name(held.errand.key, content) + suffix
    own = folders.outbox(Kind.PRINT) / name
    drafted = folders.draft(own.parent, name, content)
    _tell(held, worker, name)
    worker.at("ready", held)
    folders.place(drafted, own)
    worker.at("handed", held)


def _any_name(held: Held, worker: Worker) -> None:
    content, suffix = file_of(held.errand)
    worker.at("loaded", held)
    folder = folders.outbox(Kind.PRINT)
    name = f"{content_name(held.errand.key, content)}.{os.getpid()}.{next(TIMES)}{suffix}"
    drafted = folders.draft(folder, name, content)
    worker.at("ready", held)
    folders.place(drafted, folder / name)
    worker.at("handed", held)
    _tell(held, worker, name)


def _tell(held: Held, worker: Worker, name: str) -> None:
    with sitting() as one:
        found = rows.locked(held.number)
        if found is None or found.claimed_by != held.claimed_by or found.state is State.DONE:
            one.undo()
            return
        errands._tell(one, found, Move.HAND_OVER, by=worker.by, why="", note=name)
        rows.settle(found, Move.HAND_OVER, at=now(), proof=name)
        one.write()
        worker.at("recording", held)
    worker.at("recorded", held)


ARMS: dict[str, Carry] = {
    "as built": as_built,
    "settled before it is handed over": settle_first,
    "handed over under any name": any_name,
}
