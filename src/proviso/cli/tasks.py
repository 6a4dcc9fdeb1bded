"""`proviso tasks`: what waits for a person, the most urgent first. Found in queries/tasks."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated

import typer
from rich.markup import escape

from proviso.cli.app import app
from proviso.cli.asking import REFUSED, AsJson, Known, On, Review, bad, day, out, show_json
from proviso.cli.installation import there
from proviso.outside.clock import now
from proviso.queries.record import Record
from proviso.queries.tasks import ORDER, Task, tasks_on

TITLES = {
    "send-unclear": "May have gone out: find out, and say so",
    "run-missed": "Work that should run, and did not",
    "agency-overdue": "The agency's own dates that have passed",
    "extension-unanswered": "Requests for more time without an answer",
    "letter-returned": "Letters that came back",
    "send-failed": "Could not be sent",
    "mail": "Mail to read",
    "reminder": "Reminders to prepare",
    "round-release": "Rounds to release",
    "round-approval": "Rounds to approve",
    "send-by-hand": "To be carried by hand",
}


@app.command("tasks")
def tasks(
    *,
    review: Review = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help=f"One of: {', '.join(ORDER)}.")
    ] = None,
    on: On = None,
    known: Known = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for a person, the most urgent first, with what to do about each.

    A task is nowhere kept: it is found in the record, and gone once what it asks for is on record.
    Errands, mail and missed runs are as of now, whatever the day.

    Exit: 0 nothing waits, 3 something does.
    """
    there()
    record = Record()
    if kind is not None and kind not in ORDER:
        bad(f"--kind: found {kind}; expected one of {', '.join(ORDER)}.")
    if review is not None and review not in record.reviews:
        bad(f"{review!r} is not a review on record.", record.reviews)
    found = tasks_on(record, on=day(on, "on"), known=day(known, "known"), now=now(), review=review)
    found = tuple(one for one in found if kind in (None, one.kind))
    if as_json:
        show_json([asdict(one) for one in found])
    else:
        _show(found)
    raise typer.Exit(REFUSED if found else 0)


def _show(found: Sequence[Task]) -> None:
    for kind, some in groupby(found, key=lambda one: one.kind):
        out.print(f"[bold]{TITLES[kind]}[/bold]")
        for one in some:
            when = f"due {one.due}" if one.due else f"since {one.since or 'a day not known'}"
            where = " ".join(part for part in (one.matter, one.about) if part)
            out.print(escape(f"  {where} ({when}): {one.says}"), soft_wrap=True)
            for line in one.history:
                out.print(escape(f"      {line}"), soft_wrap=True)
            for line in one.do:
                out.print(escape(f"    > {line}"), soft_wrap=True)
        out.print()
    many = "1 task waits." if len(found) == 1 else f"{len(found):,} tasks wait."
    out.print(many if found else "Nothing waits for a person.")
