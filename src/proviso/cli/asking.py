"""How a question is put on the command line, and how answers are printed: dates, JSON, exit codes. No command is here."""

import json
from datetime import date
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from proviso.domain.periods import parse_date
from proviso.domain.refusals import Refusal
from proviso.outside.clock import today

PERMITTED, BAD_QUESTION, REFUSED = 0, 2, 3
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="As of this day (YYYY-MM-DD). Default: today."),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--known", metavar="DATE", help="As known on this day. Default: all that is known now."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Review = Annotated[
    str | None,
    typer.Option("--review", metavar="ID", help="Which review, where there are several."),
]


def day(text: str | None, name: str) -> date:
    """Read a day; None is today. Ends the command with exit 2 if it is none."""
    if text is None:
        return today()
    found = parse_date(text)
    if isinstance(found, Refusal):
        bad(f"--{name}: {found.reason} {found.cure}")
    return found


def bad(why: str, instead: tuple[str, ...] = ()) -> NoReturn:
    """End with exit 2: what is wrong with the question, and what may be put instead."""
    said = f"[bold]This cannot be answered as asked.[/bold] {escape(why)}"
    err.print(said, soft_wrap=True)
    for one in instead:
        err.print(f"  {escape(one)}", soft_wrap=True)
    raise typer.Exit(BAD_QUESTION)


def show_json(value: Any) -> None:
    """Print JSON, keys as given, one object."""
    typer.echo(_plain(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def show_line(value: Any) -> None:
    """Print JSON in one line."""
    typer.echo(_plain(json.dumps(value, ensure_ascii=False, default=str)))


def _plain(text: str) -> str:
    """Text that can be written as UTF-8, whatever was asked."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
