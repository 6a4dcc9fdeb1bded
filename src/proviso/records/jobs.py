"""Jobs on PostgreSQL: which errand a worker should look at. The errand's row is the truth; on SQLite there are none."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

TASK = "carry"
QUEUE = "errands"
WAITING = """
    SELECT (args->>'errand')::bigint FROM procrastinate_jobs
    WHERE queue_name = %s AND status IN ('todo', 'doing')
"""


def defer(numbers: Sequence[int], *, at: datetime | None = None) -> None:
    """Add a job for each of these errands, in the present transaction: now, or at a time."""
    if connection.vendor != "postgresql" or not numbers:
        return
    from procrastinate.contrib.django import app

    options: dict[str, Any] = {"schedule_at": at} if at else {}
    task = app.configure_task(TASK, queue=QUEUE, **options)
    for start in range(0, len(numbers), 1000):
        told: list[dict[str, Any]] = [{"errand": one} for one in numbers[start : start + 1000]]
        task.batch_defer(*told)


def without(numbers: Iterable[int]) -> list[int]:
    """Those of these errands that no job will look at."""
    wanted = set(numbers)
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [QUEUE])
        return sorted(wanted - {number for (number,) in cursor.fetchall()})
