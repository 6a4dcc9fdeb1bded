"""Workers on PostgreSQL: jobs bring the errands; a job that comes twice, or of a worker that died, does its errand once."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import connection

from proviso.acts.perform import sitting
from proviso.domain.errands import State
from proviso.outside import folders
from proviso.records import errand_rows, jobs, models
from tests.acts.errands_village import errand, worker

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """Do it on a connection of its own, where it is committed."""

    def alone() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def clear() -> None:
    models.Errand.objects.all().delete()
    models.Run.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")


@pytest.fixture(autouse=True)
def _installation(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("Jobs are PostgreSQL's; on SQLite one loop claims the errands.")
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    apart(clear)
    yield
    apart(clear)


def owe(many: int) -> list[int]:
    with sitting() as one:
        one.owe(*(errand(None, key=f"k{number}") for number in range(many)))
    return [held.number for held in errand_rows.every()]


def serve(**told: Any) -> None:
    """One worker, until no job is left."""
    from proviso.workers.jobs import serve as serve_

    apart(lambda: asyncio.run(serve_(worker(), lambda said: None, wait=False, **told)))


def states() -> list[State]:
    return apart(lambda: [held.state for held in errand_rows.every()])


def execute(statement: str) -> list[Any]:
    def work() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    return apart(work)


def test_what_is_owed_brings_its_job_and_the_job_its_worker() -> None:
    apart(lambda: owe(3))
    serve()
    assert states() == [State.DONE] * 3
    assert execute("SELECT id FROM procrastinate_jobs") == []


def test_an_act_that_is_undone_leaves_no_job() -> None:
    def undone() -> None:
        with sitting() as one:
            one.owe(errand(None, key="k"))
            one.write()
            one.undo()

    apart(undone)
    assert execute("SELECT id FROM procrastinate_jobs") == []


def test_a_job_that_comes_twice_does_its_errand_once() -> None:
    numbers = apart(lambda: owe(2))
    apart(lambda: jobs.defer([*numbers, *numbers]))
    serve()
    assert states() == [State.DONE] * 2
    assert len(list(folders.handed_over("print"))) == 2


def test_the_job_of_a_worker_that_died_is_taken_up_again() -> None:
    apart(lambda: owe(1))
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
    execute(
        "UPDATE procrastinate_jobs SET status = 'doing', "
        "worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    for _ in range(3):
        serve(stalled=1.0)
        if states() == [State.DONE]:
            break
    assert states() == [State.DONE]
    assert [one.name for one in apart(errand_rows.runs)] == ["work"]
