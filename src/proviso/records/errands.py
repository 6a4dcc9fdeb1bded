"""Moving errands on: claims, settling, lapsed claims, and when work was last done. Only acts.errands does; queuing is owing.py.

Every change is conditional on what the row said when it was read: of many who try the same
one, one changes it.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from proviso.domain.errands import FOUND_BY, LEASE, TRANSITIONS, FoundBy, Held, Move, State
from proviso.records import errand_rows, jobs, models

CARRIED = [kind.value for kind, found in FOUND_BY.items() if found is not FoundBy.PERSON]
FROM = {move: [state.value for state, told in TRANSITIONS if told is move] for move in Move}


def _claimable(now: datetime) -> Q:
    """What why_not_claim of the domain lets a worker take up, as a condition on rows."""
    waiting = Q(state__in=[State.OWED, State.LATER], due_at__lte=now)
    lapsed = Q(state=State.CLAIMED, claimed_until__lte=now, begun=False)
    return Q(kind__in=CARRIED) & (waiting | lapsed)


def claim(number: int, *, by: str, now: datetime, lease: timedelta = LEASE) -> Held | None:
    """Claim one errand. None where another was first, or it cannot be taken up now."""
    rows = models.Errand.objects.filter(_claimable(now), number=number)
    return _claimed(rows, number, by, now, lease)


def claim_next(*, by: str, now: datetime, lease: timedelta = LEASE) -> Held | None:
    """Claim the errand that has been due longest. None where there is none to claim."""
    with transaction.atomic():
        rows = models.Errand.objects.filter(_claimable(now)).order_by("due_at", "number")
        if connection.vendor == "postgresql":
            rows = rows.select_for_update(skip_locked=True)
        number = rows.values_list("number", flat=True).first()
        if number is None:
            return None
        return _claimed(models.Errand.objects.filter(number=number), number, by, now, lease)


def _claimed(
    rows: "QuerySet[models.Errand]", number: int, by: str, now: datetime, lease: timedelta
) -> Held | None:
    changed = rows.update(
        state=State.CLAIMED,
        claimed_by=by,
        claimed_until=now + lease,
        attempts=F("attempts") + 1,
        begun=False,
        why="",
    )
    return errand_rows.get(number) if changed else None


def begin(held: Held, *, until: datetime) -> bool:
    """Note that something is about to leave which cannot be found again; the claim then lasts until then. False where the claim is lost."""
    rows = models.Errand.objects.filter(
        number=held.number, state=State.CLAIMED, claimed_by=held.claimed_by, begun=False
    )
    return bool(rows.update(begun=True, claimed_until=until))


def locked(number: int) -> Held | None:
    """The errand as it stands, kept from others until the transaction ends."""
    row = models.Errand.objects.select_for_update().filter(number=number).first()
    return errand_rows.held(row) if row else None


def settle(held: Held, move: Move, *, at: datetime, proof: str = "", why: str = "") -> bool:
    """Record a move that ends the errand or makes it wait. False where it has moved on since it was read."""
    settled = TRANSITIONS[held.state, move]
    return bool(
        _as_read(held, move).update(
            state=settled, claimed_until=None, settled_at=at, proof=proof[:1000], why=why
        )
    )


def owe_again(held: Held, move: Move, *, at: datetime, why: str) -> bool:
    """Let the errand be taken up from `at` on. False where it has moved on since it was read."""
    with transaction.atomic():
        changed = _as_read(held, move).update(
            state=TRANSITIONS[held.state, move],
            claimed_by=None,
            claimed_until=None,
            begun=False,
            settled_at=None,
            due_at=at,
            why=why,
        )
        if changed:
            jobs.defer([held.number], at=at)
    return bool(changed)


def _as_read(held: Held, move: Move) -> "QuerySet[models.Errand]":
    rows = models.Errand.objects.filter(number=held.number, state__in=FROM[move])
    return rows.filter(state=held.state, claimed_by=held.claimed_by, attempts=held.attempts)


def lapse(*, now: datetime, why: str) -> int:
    """Give to a person what had begun when its claim ran out; how many errands that were."""
    rows = models.Errand.objects.filter(state=State.CLAIMED, begun=True, claimed_until__lte=now)
    return rows.update(state=State.AMBIGUOUS, claimed_until=None, why=why)


def defer_again(*, now: datetime) -> int:
    """On PostgreSQL: add jobs for errands that are due and that no job will look at; how many."""
    if connection.vendor != "postgresql":
        return 0
    with transaction.atomic():
        due = models.Errand.objects.filter(_claimable(now)).values_list("number", flat=True)
        left = jobs.without(due)
        jobs.defer(left)
    return len(left)


def begin_run(name: str, *, every: timedelta, at: datetime) -> None:
    """Note that this work begins."""
    known = {"every": every, "began": at}
    models.Run.objects.update_or_create(name=name, defaults=known)


def end_run(name: str, *, at: datetime, says: str) -> None:
    """Note that this work was done, and what came of it."""
    models.Run.objects.filter(name=name).update(ended=at, says=says)
