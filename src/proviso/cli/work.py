"""`proviso work`: starts worker processes, passes on the signal to end, and waits for them. What a worker does is in workers."""

import signal
import subprocess
import sys
from typing import Annotated

import typer
from django.db import connection

from proviso.cli.app import app
from proviso.cli.asking import bad, err
from proviso.cli.installation import ensure

ENDED_BY_US = {0, -signal.SIGTERM, -signal.SIGINT}


@app.command("work")
def work(
    once: Annotated[
        bool, typer.Option("--once", help="Carry what is due now, then end. For a timetable.")
    ] = False,
    every: Annotated[
        int,
        typer.Option(
            "--every",
            min=1,
            metavar="MINUTES",
            help="With --once: how often it is run; longer silence is reported as missed.",
        ),
    ] = 60,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="How many workers. SQLite takes one.")
    ] = 1,
) -> None:
    """Carry errands: hand letters over to print, portal and mail, and record what came of it.

    Run it on as many hosts as you like on PostgreSQL; on SQLite one worker does all. It ends after
    the present errand on SIGTERM or Ctrl-C. Killed at any moment it loses and doubles nothing: what
    cannot be known after that waits for a person (proviso errands --state ambiguous).

    Exit: 0 ended as told, 1 a worker ended by itself.
    """
    if processes > 1 and (once or connection.vendor == "sqlite"):
        bad("Several workers need PostgreSQL, and run until they are told to end.")
    ensure()
    connection.close()
    arguments = ["--once", str(every)] if once else []
    command = [sys.executable, "-m", "proviso.workers", *arguments]
    workers = [subprocess.Popen(command) for _ in range(processes)]  # noqa: S603 - our own program
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: _end(workers))
    ended = [one.wait() for one in workers]
    if not set(ended) <= ENDED_BY_US:
        err.print("A worker ended by itself; what it carried will be taken up again.")
        raise typer.Exit(1)


def _end(workers: "list[subprocess.Popen[bytes]]") -> None:
    for one in workers:
        one.send_signal(signal.SIGTERM)
