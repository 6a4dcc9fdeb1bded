"""How an errand is carried, step by step, and what a person decides of it. Queuing is perform; how often to look is the workers'.

What came of an errand is another act: an entry on the matter's stream, in one transaction
with settling the errand. A file is handed over inside that transaction, while the errand's
row is locked, so that no second worker hands it over meanwhile. Mail takes longer than
anybody should wait for a lock; just before the final dot it is noted as begun, by one worker.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from proviso.acts.act import Deed, Outcome, Receipt, Told
from proviso.acts.envelopes import Unfit, file_of, message_of
from proviso.acts.perform import Sitting, sitting
from proviso.acts.table import ALL
from proviso.domain import errands as nouns
from proviso.domain.errands import (
    FOUND_BY,
    LEASE,
    TRANSITIONS,
    FoundBy,
    Held,
    Move,
    State,
    content_name,
    entry_key,
    result,
    why_not_decide,
    why_not_retry,
    why_not_settle,
)
from proviso.domain.mail import Accepted, Ambiguous, Handed, Later, Message, Refused, Stage
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.outside.clock import now
from proviso.records import errand_rows, errands

PHASES = ("claimed", "loaded", "ready", "handed", "recording", "recorded")
SILENT = (
    "The worker fell silent after it had begun to hand this over; nobody can know whether it did."
)
Send = Callable[[Message, Callable[[Stage], None]], Handed]


class NotOurs(Exception):
    """Another worker has claimed the errand since: nothing may leave."""


def unnoticed(_: str, __: Held) -> None:
    """Nobody watches the steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Who carries, with what, and who is told of each step. `name` is its own: no two workers share one."""

    name: str
    send: Send
    lease: timedelta = LEASE
    at: Callable[[str, Held], None] = unnoticed
    by: str = "proviso work"


def carry(number: int, worker: Worker) -> State | None:
    """Carry one errand, if it can be taken up now. What it came to; None where that is another's to say."""
    held = errands.claim(number, by=worker.name, now=now(), lease=worker.lease)
    return _carry(held, worker) if held else None


def carry_next(worker: Worker) -> tuple[Held, State | None] | None:
    """Carry the errand that has been due longest. None where nothing is due."""
    held = errands.claim_next(by=worker.name, now=now(), lease=worker.lease)
    return (held, _carry(held, worker)) if held else None


def sweep() -> int:
    """Give to a person what a silent worker had begun; on PostgreSQL find errands that no job will look at."""
    moment = now()
    for kind, found in FOUND_BY.items():
        if found is FoundBy.CONTENT:
            folders.clear_drafts(kind, before=(moment - LEASE).timestamp())
    return errands.lapse(now=moment, why=SILENT) + errands.defer_again(now=moment)


# --- by machine ------------------------------------------------------------------------------


def _carry(held: Held, worker: Worker) -> State | None:
    worker.at("claimed", held)
    try:
        if FOUND_BY[held.errand.kind] is FoundBy.CONTENT:
            return _by_file(held, worker)
        return _by_mail(held, worker)
    except Unfit as unfit:
        return _settled(held, Move.GIVE_UP, worker, why=str(unfit))
    except (OSError, folders.NotKept) as trouble:
        return _put_off(held, worker, why=str(trouble))


def _by_file(held: Held, worker: Worker) -> State | None:
    """Hand a file over: its link, its entry and its settling stand or fall together; the link alone may stay."""
    content, suffix = file_of(held.errand)
    worker.at("loaded", held)
    name = content_name(held.errand.key, content) + suffix
    own = folders.outbox(held.errand.kind) / name
    drafted = folders.draft(own.parent, name, content)
    worker.at("ready", held)

    def hand_over() -> None:
        folders.place(drafted, own)
        worker.at("handed", held)

    try:
        return _settled(held, Move.HAND_OVER, worker, proof=name, hand_over=hand_over)
    finally:
        folders.discard(drafted)


def _by_mail(held: Held, worker: Worker) -> State | None:
    message = message_of(held.errand)
    worker.at("loaded", held)

    def reached(stage: Stage) -> None:
        if stage is Stage.FINAL_DOT:
            if not errands.begin(held, until=now() + worker.lease):
                raise NotOurs
            worker.at("ready", held)

    try:
        handed = worker.send(message, reached)
    except NotOurs:
        return None
    worker.at("handed", held)
    return _answered(held, handed, worker)


def _answered(held: Held, handed: Handed, worker: Worker) -> State | None:
    """What comes of what the mail server said."""
    match handed:
        case Accepted():
            proof = f"{handed.message} {handed.reply}"
            return _settled(held, Move.HAND_OVER, worker, proof=proof)
        case Refused():
            return _settled(held, Move.REFUSE, worker, why=handed.why)
        case Later():
            return _put_off(held, worker, why=handed.why)
        case Ambiguous():  # pragma: no branch
            return _settled(held, Move.LOSE, worker, why=handed.why)


def _settled(  # noqa: PLR0917
    held: Held,
    move: Move,
    worker: Worker,
    proof: str = "",
    why: str = "",
    hand_over: Callable[[], None] | None = None,
) -> State | None:
    """Tell what came of it and settle it, in one transaction. None where it is no longer this worker's."""
    with sitting() as one:
        found = errands.locked(held.number)
        if found is None or why_not_settle(found, move, by=held.claimed_by):
            one.undo()
            return None
        told = _tell(one, found, move, by=worker.by, why=why, note=proof or why)
        if isinstance(told, Refusal):
            move, why = _without_entry(move, told, why, handed=hand_over is None)
            if (found.state, move) not in TRANSITIONS:
                one.undo()
                return None
        elif hand_over and not (told and told.again):
            hand_over()
        errands.settle(found, move, at=now(), proof=proof, why=why)
        one.write()
        worker.at("recording", held)
    worker.at("recorded", held)
    return TRANSITIONS[found.state, move]


def _without_entry(move: Move, refusal: Refusal, why: str, *, handed: bool) -> tuple[Move, str]:
    """What becomes of an errand whose entry the record refuses: a person looks where something went out."""
    why = f"{why} The record takes no entry of it ({refusal.code}): {refusal.reason}".strip()
    if move in {Move.HAND_OVER, Move.REFUSE} and handed:
        return Move.LOSE, why
    return Move.GIVE_UP, why


def _put_off(held: Held, worker: Worker, *, why: str) -> State | None:
    until = nouns.put_off(held.attempts, now=now())
    if until is None:
        return _settled(held, Move.GIVE_UP, worker, why=f"Tried {held.attempts} times. {why}")
    changed = errands.owe_again(held, Move.PUT_OFF, at=until, why=why)
    return State.LATER if changed else None


def _tell(  # noqa: PLR0917
    one: Sitting, held: Held, move: Move, by: str, why: str, note: str
) -> Receipt | Refusal | None:
    """Decide the entry that tells this move; None where no entry does."""
    told_by = None if move is Move.LOSE else result(held.errand, move, why=why)
    if told_by is None:
        return None
    act, fact = told_by
    moment = now()
    today = moment.date()
    outcome: Outcome = one.do(
        Deed(act=ALL[act], stream=held.errand.stream, fact=fact),
        Told(
            by=by,
            at=moment,
            on=today,
            learned=today,
            key=entry_key(held, move),
            note=note or None,
        ),
    )
    return outcome


# --- by a person -----------------------------------------------------------------------------


def settle(number: int, *, sent: bool, why: str, by: str) -> State | Refusal:
    """A person says what became of an errand that nobody else can know of, or that is carried by hand."""
    move = Move.SAY_SENT if sent else Move.SAY_NOT_SENT
    with sitting() as one:
        held = errands.locked(number)
        if held is None:
            return unknown(number)
        if refusal := why_not_decide(held, move, why=why, by=by):
            return refusal
        told = _tell(one, held, move, by=by, why=why, note=why)
        if isinstance(told, Refusal):
            return told
        errands.settle(held, move, at=now(), why=why)
    return TRANSITIONS[held.state, move]


def retry(number: int, *, by: str) -> State | Refusal:
    """A person lets an errand be tried again now: one that failed, or that was put off."""
    held = errand_rows.get(number)
    if held is None:
        return unknown(number)
    if refusal := why_not_retry(held):
        return refusal
    errands.owe_again(held, Move.RETRY, at=now(), why=f"To be tried again, said {by}.")
    return State.OWED


def unknown(number: int) -> Refusal:
    """The refusal of a number that no errand has."""
    return Refusal(
        code="errand.unknown",
        reason=f"There is no errand {number}.",
        cure="Give the number of an errand that is listed: proviso errands.",
        authority=nouns.ONCE,
    )


# --- when it was last done -------------------------------------------------------------------


@contextmanager
def run(name: str, *, every: timedelta) -> Iterator[Callable[[str], None]]:
    """Note when this work was last done, so that silence is noticed. Give what came of it to what this yields."""
    errands.begin_run(name, every=every, at=now())
    says: list[str] = []
    yield says.append
    errands.end_run(name, at=now(), says=" ".join(says))
