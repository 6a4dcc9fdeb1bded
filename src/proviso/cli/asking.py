"""How a question is put on the command line, and how answers are printed: dates, JSON, exit codes. No command is here."""

import json
from datetime import date
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from proviso.domain.periods import parse_date
from proviso.domain.questions import EARLIEST, LATEST
from proviso.domain.refusals import Refusal
from proviso.outside.clock import today

PERMITTED, BAD_QUESTION, REFUSED = 0, 2, 3
A_DAY = "Write a day as 2018-01-24, 24 January 2018 or January 24, 2018."
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="As of this day, as 2018-01-24. Default: today."),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--known",
        metavar="DATE",
        help="Only what the agency had learned by this day. Default: all that is known now.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Review = Annotated[
    str | None,
    typer.Option("--review", metavar="ID", help="Only this review, by its id."),
]

Respondent = Annotated[
    str | None,
    typer.Option(
        "--respondent", metavar="ID", help="Only this government: an OCD id or an id given to it."
    ),
]


def day(text: str | None, name: str) -> date:
    """Read a day; None is today. Ends the command with exit 2 if it is none that can be asked about."""
    if text is None:
        return today()
    found = read_day(text)
    if isinstance(found, str):
        bad(f"--{name}: {found}")
    return found


def read_day(text: str) -> date | str:
    """The day, or what is wrong with it: not a day, or one so far off that it must be a slip."""
    found = parse_date(text)
    if isinstance(found, Refusal):
        return f"{found.reason} {A_DAY}"
    if not EARLIEST <= found <= LATEST:
        return f"{found} is too far off to be meant. Days from {EARLIEST} to {LATEST} can be asked about."
    return found


def in_order(first: date | None, last: date, names: tuple[str, str]) -> None:
    """End with exit 2 where the first of two days is later than the last."""
    if first is not None and first > last:
        bad(f"--{names[0]} {first} is later than --{names[1]} {last}. Put the earlier day first.")


def not_both(one: tuple[str, bool], other: tuple[str, bool], why: str) -> None:
    """End with exit 2 where two options are given that exclude each other."""
    if one[1] and other[1]:
        bad(f"{one[0]} and {other[0]} cannot be given together: {why}")


def counted(number: int, one: str, many: str = "") -> str:
    """1 matter; 73 matters."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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
