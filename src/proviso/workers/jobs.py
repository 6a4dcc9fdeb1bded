"""Procrastinate's side: the task that looks at one errand, and a worker process for PostgreSQL. The errand's row is the truth."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app as django_app

from proviso.acts import errands, letter_codes
from proviso.acts.errands import Worker
from proviso.workers.carrying import EVERY, RUN

TASK = "carry"  # as records/jobs.py calls it
QUEUE = "errands"
HEARTBEAT = 10.0
STALLED = 30.0
KEPT_HOURS = 24


def _carry(worker: Worker, number: int) -> None:
    try:
        errands.carry(number, worker)
    finally:
        close_old_connections()


def application(worker: Worker) -> Any:
    """Procrastinate's app for one worker process, with the task that this worker carries errands by."""
    connector: Any = django_app.connector
    app = App(connector=connector.get_worker_connector())

    @app.task(name=TASK, queue=QUEUE)
    async def carry(errand: int) -> None:
        await sync_to_async(partial(_carry, worker, errand), thread_sensitive=True)()

    return app


async def look_after(
    app: Any, *, every: timedelta, say: Callable[[str], None], beat: float, stalled: float
) -> None:
    """Again and again: note the run, take back jobs of workers that died, add jobs where none looks."""
    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled):
                await app.job_manager.retry_job(job)
            await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, queue=QUEUE)
            await sync_to_async(partial(note, every), thread_sensitive=False)()
        except DatabaseError as trouble:
            say(f"The database does not answer as it should; looking again later. {trouble}")
        await asyncio.sleep(beat)


def note(every: timedelta) -> None:
    """Sweep, give the letters that went out their codes, and note that this was done."""
    try:
        with errands.run(RUN, every=every) as says:
            says(f"{errands.sweep()} errands given to a person, or to a new job.")
            letter_codes.index()
    finally:
        close_old_connections()


async def serve(
    worker: Worker,
    say: Callable[[str], None],
    *,
    wait: bool = True,
    beat: float = HEARTBEAT,
    stalled: float = STALLED,
) -> None:
    """Work through jobs as they come until told to end; without `wait`, until none is left."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    app = application(worker)
    async with app.open_async():
        looking = asyncio.create_task(
            look_after(app, every=EVERY, say=say, beat=beat, stalled=stalled)
        )
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                name=worker.name,
                concurrency=1,
                wait=wait,
                install_signal_handlers=True,
                update_heartbeat_interval=beat,
                stalled_worker_timeout=stalled,
                delete_jobs="successful",
            )
        finally:
            looking.cancel()
