"""`proviso letters print` and `posted`: one print file for the post room, its list, and what the carrier gave back."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from proviso.acts.perform import sitting
from proviso.acts.posting import Posting, Unposted, post
from proviso.cli.asking import REFUSED, AsJson, bad, err, out, show_json
from proviso.cli.rounds import By, On, going, named
from proviso.domain.facts.letters import LetterPosted
from proviso.domain.periods import parse_date
from proviso.domain.refusals import Refusal
from proviso.letters.print_file import Envelope, Pages, print_file
from proviso.outside import folders
from proviso.outside.clock import today
from proviso.queries.print_queue import Queued, piece_of, print_queue
from proviso.queries.record import Record

COLUMNS = (
    "file",
    "first_page",
    "last_page",
    "letter",
    "matter",
    "address",
    "letter_pages",
    "enclosures",
    "by_hand",
    "sha256",
    "errand",
    "posted_on",
    "carrier",
    "tracking",
)
FORMULA = tuple("=+-@")
LARGEST = 20_000_000


PRINT = """Write the letters of a round that go by post into one file to print, with a list of its pages.

The order is always the same. Nothing is recorded: the letters are in the queue since the round
was released. Fill the column `tracking` of the list, and give it to: proviso letters posted --table.

Exit: 0 written, 2 nothing to print or no place to write, 3 a letter's file is not there."""

Name = Annotated[str, typer.Argument(metavar="ROUND", help="The round's file or name.")]
Folder = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the files go.")]
InReview = Annotated[str | None, typer.Option("--review", metavar="ID")]
Window = Annotated[Envelope, typer.Option("--envelope", help="Where the envelope's window is.")]
Sheets = Annotated[
    bool, typer.Option("--sheets/--no-sheets", help="A sheet with the address before each.")
]
BothSides = Annotated[
    bool, typer.Option("--both-sides", help="Begin each letter on the front of a sheet.")
]
Left = Annotated[bool, typer.Option("--left", help="Only those that have not been posted.")]
Most = Annotated[
    int, typer.Option("--at-most", min=1, help="Letters in one file; more make another.")
]


def print_letters(
    name: Name,
    folder: Folder,
    *,
    review: InReview = None,
    envelope: Window = Envelope.US_10,
    sheets: Sheets = True,
    both_sides: BothSides = False,
    left: Left = False,
    most: Most = 500,
    as_json: AsJson = False,
) -> None:
    """Write the files and the list."""
    where = named(name, review)
    how = {"envelope": envelope, "sheets": sheets, "both_sides": both_sides}
    queued = print_queue(Record(), *where, known=today())
    chosen = (one for one in queued if not (left and one.posted))
    stem = re.sub(r"[^\w.-]+", "-", where[1])
    rows: list[dict[str, Any]] = []
    while some := list(islice(chosen, most)):
        number = len(rows) // most + 1
        file = folder / f"{stem}-{number}.pdf"
        pages = _printed(some, file, title=f"{where[1]}, {number}", **how)
        rows += [_row(one, each, file.name) for one, each in zip(some, pages, strict=True)]
    if not rows:
        bad(f"The round {where[1]} has no letter {'left ' if left else ''}that goes by post.")
    listed = folder / f"{stem}-list.csv"
    _write_list(listed, rows)
    _say(rows, folder, listed, as_json=as_json)


def _printed(some: Sequence[Queued], file: Path, **how: Any) -> tuple[Pages, ...]:
    try:
        made = print_file([piece_of(one) for one in some], **how)
        if isinstance(made, Refusal):
            err.print(escape(f"{made.reason} {made.cure} ({made.code})"), soft_wrap=True)
            raise typer.Exit(REFUSED)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made.pdf)
    except folders.NotKept as trouble:
        err.print(escape(f"{trouble} Nothing more was printed."), soft_wrap=True)
        raise typer.Exit(REFUSED) from trouble
    except OSError as trouble:
        bad(f"{file} cannot be written: {trouble.strerror or trouble}.")
    return made.pages


def _row(one: Queued, pages: Pages, file: str) -> dict[str, Any]:
    last = one.posted[-1] if one.posted else None
    return {
        "file": file,
        "first_page": pages.first,
        "last_page": pages.last,
        "letter": one.letter,
        "matter": one.matter,
        "address": "; ".join(one.address),
        "letter_pages": pages.of_letter,
        "enclosures": "; ".join(name for name, _ in one.enclosures),
        "by_hand": "; ".join(pages.by_hand),
        "sha256": one.sha256,
        "errand": one.number,
        "posted_on": "",
        "carrier": last.carrier if last else "",
        "tracking": (last.tracking or "") if last else "",
    }


def _write_list(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    except OSError as trouble:
        bad(f"{path} cannot be written: {trouble.strerror or trouble}.")


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _say(rows: Sequence[dict[str, Any]], folder: Path, listed: Path, *, as_json: bool) -> None:
    if as_json:
        show_json(rows)
        return
    names = list(dict.fromkeys(row["file"] for row in rows))
    out.print(
        f"{len(rows):,} letters in {', '.join(names)} in {escape(str(folder))}.", soft_wrap=True
    )
    by_hand = sum(bool(row["by_hand"]) for row in rows)
    if by_hand:
        out.print(f"{by_hand:,} letters have enclosures to put in by hand; the list names them.")
    out.print(f"The list of pages is {escape(str(listed))}. Nothing was recorded.", soft_wrap=True)
    out.print(
        f"Once posted: proviso letters posted --table {escape(str(listed))} --carrier NAME",
        soft_wrap=True,
    )


# --- posted ----------------------------------------------------------------------------------


POSTED = """Record that letters were given to the post, with their tracking numbers.

One letter by name, or the list that `letters print` wrote: each of its rows that has a tracking
number. All of it is recorded, or nothing. Given again, what is on record is left as it is.

Exit: 0 recorded, 2 the command or the list cannot be read, 3 refused with the reason."""

Letter = Annotated[str | None, typer.Argument(help="The letter's name.", show_default=False)]
Tracking = Annotated[
    str | None, typer.Option("--tracking", metavar="NUMBER", help="As the carrier gave it.")
]
Carrier = Annotated[str, typer.Option("--carrier", metavar="NAME", help="To whom it was given.")]
List = Annotated[
    Path | None,
    typer.Option("--table", metavar="CSV", help="The list, with its tracking numbers."),
]


def posted(
    letter: Letter = None,
    *,
    tracking: Tracking = None,
    carrier: Carrier = "the post",
    table: List = None,
    on: On = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record one posting, or those of a list."""
    who = going(by, on)
    if (letter is None) == (table is None):
        bad("Name one letter, or give a list with --table.")
    if table is not None:
        postings = tuple(_listed(table, carrier=carrier, on=who.on))
    else:
        fact = LetterPosted(letter=letter or "", carrier=carrier, tracking=tracking)
        postings = (Posting(fact=fact, on=who.on),)
    came = post(postings, by=who.by, at=who.at)
    if came.recorded:
        with sitting() as one:
            one.checkpoint()
    if as_json:
        show_json(asdict(came))
    else:
        _said(came.problems)
    if came.problems:
        raise typer.Exit(REFUSED)
    if not as_json:
        before = f"; on record before: {came.again:,}" if came.again else ""
        out.print(f"Postings recorded: {came.recorded:,}{before}.")


def _listed(path: Path, *, carrier: str, on: date) -> Iterator[Posting]:
    """The rows of the list that have a tracking number."""
    try:
        if path.stat().st_size > LARGEST:
            bad(f"{path} is larger than {LARGEST:,} bytes.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if not {"letter", "tracking"} <= set(rows.fieldnames or ()):
                bad(f"{path}, line 1: expected columns letter and tracking.")
            found = [(rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        bad(f"{path} cannot be read: {trouble}.")
    for line, row in found:
        told = {key: (text or "").strip() for key, text in row.items() if isinstance(text, str)}
        if told.get("tracking"):
            yield _posting(told, f"{path.name}, line {line}", line, carrier=carrier, on=on)


def _posting(told: dict[str, str], where: str, line: int, *, carrier: str, on: date) -> Posting:
    when: date | Refusal = parse_date(told["posted_on"]) if told.get("posted_on") else on
    if isinstance(when, Refusal):
        bad(f"{where}, posted_on: {when.reason} {when.cure}")
    fact = LetterPosted(
        letter=told.get("letter", ""),
        carrier=told.get("carrier") or carrier,
        tracking=told["tracking"],
    )
    return Posting(fact=fact, on=when, line=line)


def _said(problems: Sequence[Unposted]) -> None:
    for one in problems:
        where = f"line {one.posting.line}: " if one.posting.line else ""
        said = f"{where}{one.refusal.reason} {one.refusal.cure} ({one.refusal.code})"
        err.print(escape(said), soft_wrap=True)
    if problems:
        err.print("[bold]Refused. Nothing was recorded.[/bold]")
