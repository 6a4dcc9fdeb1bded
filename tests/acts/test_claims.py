"""Claims: of many who want one errand, one has it; a claim that ran out is free again."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from proviso.acts import errands as acts
from proviso.acts.perform import sitting
from proviso.domain.errands import FOUND_BY, FoundBy, Kind, State, why_not_claim
from proviso.outside.clock import now
from proviso.records import errand_rows, errands, models
from tests.acts.errands_village import errand, worker
from tests.acts.village import village

MANY = 16
T = TypeVar("T")
ROUNDS = 60


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def owe(many: int, round_: int) -> list[int]:
    keys = [f"{round_}/{number}" for number in range(many)]
    with sitting() as one:
        one.owe(*(errand(None, key=key) for key in keys))
    return [held.number for held in errand_rows.every() if held.errand.key in keys]


def claim(number: int | None, by: str) -> int | None:
    found = (
        errands.claim_next(by=by, now=now())
        if number is None
        else errands.claim(number, by=by, now=now())
    )
    return found.number if found else None


class Sixteen:
    """Sixteen claimers, each on a connection of its own, who begin at the same moment."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(MANY)
        self.start = Barrier(MANY)

    def claim(self, number: int | None) -> list[int]:
        """What they got."""

        def begin(by: int) -> int | None:
            connection.ensure_connection()
            self.start.wait(timeout=20)
            return claim(number, f"w{by}")

        return [got for got in self.pool.map(begin, range(MANY)) if got is not None]

    def alone(self, work: Callable[[], T]) -> T:
        """Do it on one of their connections, where it is committed."""
        return self.pool.submit(work).result()

    def leave(self) -> None:
        """Take out what was committed, and go."""
        self.alone(_clear)

        def close(_: int) -> None:
            self.start.wait(timeout=20)
            connection.close()

        list(self.pool.map(close, range(MANY)))
        self.pool.shutdown()


def _clear() -> None:
    models.Errand.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def sixteen(db: None) -> Iterator[Sixteen]:
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite a writer holds the whole file, so there is nothing to race for.")
    claimers = Sixteen()
    yield claimers
    claimers.leave()


def test_of_sixteen_claimers_one_has_the_errand(sixteen: Sixteen) -> None:
    for round_ in range(ROUNDS):
        (number,) = sixteen.alone(partial(owe, 1, round_))
        assert sixteen.claim(number) == [number]


def test_sixteen_claimers_of_whatever_is_due_never_have_the_same(sixteen: Sixteen) -> None:
    for round_ in range(ROUNDS // 6):
        numbers = sixteen.alone(partial(owe, MANY, round_))
        got = sixteen.claim(None)
        assert sorted(got) == sorted(numbers)


@pytest.mark.django_db
def test_a_claim_lasts_until_it_runs_out() -> None:
    (number,) = owe(1, 0)
    moment = now()
    first = errands.claim(number, by="w1", now=moment)
    assert first is not None
    assert (first.state, first.attempts) == (State.CLAIMED, 1)
    assert errands.claim(number, by="w2", now=moment) is None
    later = moment + timedelta(hours=1)
    second = errands.claim_next(by="w2", now=later)
    assert second is not None
    assert (second.claimed_by, second.attempts) == ("w2", 2)
    assert errands.begin(first, until=later) is False
    assert errands.begin(second, until=later) is True
    assert errands.begin(second, until=later) is False


@pytest.mark.django_db
def test_the_rows_that_can_be_claimed_are_those_the_domain_lets_be_claimed() -> None:
    (number,) = owe(1, 0)
    moment = now()
    hours = (-timedelta(hours=1), timedelta(hours=1))
    for kind in Kind:
        for state in State:
            for due in hours:
                for until in hours:
                    for begun in (False, True):
                        rows = models.Errand.objects.filter(number=number)
                        rows.update(
                            kind=kind,
                            state=state,
                            due_at=moment + (due if state is not State.CLAIMED else hours[0]),
                            claimed_by="w0",
                            claimed_until=moment + until if state is State.CLAIMED else None,
                            begun=begun and state is State.CLAIMED,
                        )
                        held = errand_rows.get(number)
                        assert held is not None
                        free = why_not_claim(held, now=moment) is None
                        claimed = errands.claim(number, by="w1", now=moment) is not None
                        assert free == claimed, held
    assert {kind for kind in Kind if FOUND_BY[kind] is FoundBy.PERSON}


@pytest.mark.django_db
def test_errands_are_found_by_a_sweep_once_their_jobs_are_gone() -> None:
    village()
    owe(3, 0)
    if connection.vendor != "postgresql":
        assert acts.sweep() == 0
        return
    assert acts.sweep() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone() == (3,)
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert acts.sweep() == 3
    assert acts.sweep() == 0
    assert acts.carry_next(worker()) is not None
