"""`proviso import`: a folder of tables, brought in whole or not at all. The work is in acts/bring_in."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from proviso.acts.bring_in import BroughtIn, bring_in
from proviso.cli.app import app
from proviso.cli.asking import BAD_QUESTION, AsJson, err, out, show_json
from proviso.cli.installation import ready
from proviso.outside.clock import now

HELP = """Bring a review in from a folder: review.toml and one CSV file for each act.

Every row is an act, done in the order in which it happened, and all of it together: if anything is
wrong, every problem is listed with its file and line, and nothing is written. Rows that were
brought in before are left as they are. The format is described in docs/import.md.

Examples:

  proviso import my-review --dry-run

  proviso import my-review

Exit: 0 brought in (or it could be, with --dry-run); 2 there are problems."""

Folder = Annotated[
    Path, typer.Argument(help="The folder with review.toml and the CSV files.", show_default=False)
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what would be done, and every problem; write nothing."),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who records it, where the folder does not say."),
]


@app.command("import", help=HELP)
def import_command(
    folder: Folder, *, dry_run: DryRun = False, by: By = None, as_json: AsJson = False
) -> None:
    """Bring a folder in."""
    with ready(on_trial=dry_run), bar_of(quiet=as_json) as bar:
        task = bar.add_task("Reading", total=None)
        came = bring_in(
            folder,
            at=now(),
            by=by or os.environ.get("PROVISO_BY"),
            dry_run=dry_run,
            progress=lambda done, total: bar.update(
                task, completed=done, total=total, description="Bringing in"
            ),
        )
    if as_json:
        show_json({"dry_run": dry_run, **asdict(came)})
        raise typer.Exit(BAD_QUESTION if came.problems else 0)
    if came.problems:
        _say_problems(came)
    _say(came, dry_run=dry_run)


def bar_of(*, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=err, transient=True, disable=quiet)


def _say_problems(came: BroughtIn) -> NoReturn:
    for one in came.problems:
        err.print(escape(str(one)), soft_wrap=True)
    many = "1 problem" if len(came.problems) == 1 else f"{len(came.problems)} problems"
    err.print(f"[bold]{many}. Nothing was written.[/bold]")
    raise typer.Exit(BAD_QUESTION)


def _say(came: BroughtIn, *, dry_run: bool) -> None:
    if came.counts:
        table = Table("Act", "Rows", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for act, number in came.counts.items():
            table.add_row(act, f"{number:,}")
        out.print(table)
    rows = sum(came.counts.values())
    if dry_run:
        again = f"; {came.again:,} are there already" if came.again else ""
        out.print(f"{rows:,} rows could be brought in{again}. Nothing was written.")
        return
    again = f" {came.again:,} rows were there already." if came.again else ""
    out.print(f"{rows:,} rows brought in as {came.entries:,} entries.{again}")
    out.print(f"The ledger's head is now {came.head}.", soft_wrap=True)
