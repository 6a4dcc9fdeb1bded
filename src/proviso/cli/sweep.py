"""`proviso sweep`, `proviso changes`: the whole register at once, and over time. The docket itself is in orders."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import (
    AsJson,
    Known,
    On,
    Review,
    bad,
    counted,
    day,
    err,
    in_order,
    not_both,
    out,
    show_json,
)
from proviso.cli.named import review_named
from proviso.domain.changes import Change
from proviso.domain.questions import day_said
from proviso.domain.sweep import Asked, Reason
from proviso.outside.clock import today
from proviso.queries.record import Record
from proviso.queries.sweep import VERDICTS, Narrowed, Roster, frame, summary

WIDE = Console(highlight=False, soft_wrap=True)
ONE = timedelta(days=1)
EXPLAINED = (
    "O08.1 is the first effect of order O08; O13.a is the first thing that order O13 does to an earlier "
    "one. What an order says: proviso orders O08"
)
Act = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only this act, such as enforce-condition.")
]
Programme = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="Only this assistance listing, such as 16.738.")
]
Year = Annotated[int | None, typer.Option(metavar="YEAR", help="Only awards of this fiscal year.")]
Condition = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only this condition, such as notice.")
]


HELP = """Ask about every government of the register, every act, every condition, on one day.

Without --out it prints how many bodies are permitted, barred or not known by the orders in \
effect. With --out it writes a row for each government and question: the orders' verdict and \
its effects (O08.1 is the first effect of order O08), and whether all grounds permit it. For the whole register that is millions of rows: Parquet \
keeps them in about a megabyte, CSV takes about a gigabyte.

[bold]Examples[/bold]

  proviso sweep --on 2018-06-26 --condition notice --year 2017

  proviso sweep --on 2018-01-24 --out january.parquet"""

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write every answer to FILE.parquet or FILE.csv."),
]


@app.command("sweep", help=HELP)
def sweep(
    on: On = None,
    known: Known = None,
    review: Review = None,
    act: Act = None,
    programme: Programme = None,
    year: Year = None,
    condition: Condition = None,
    file: Out = None,
    as_json: AsJson = False,
) -> None:
    """Sweep, and print or write what came."""
    not_both(("--out", file is not None), ("--json", as_json), "the file has every answer.")
    when = day(on, "on")
    if file is not None:
        _writable(file)
    roster = _roster(
        Narrowed(act=act, programme=programme, year=year, condition=condition, review=review), known
    )
    if file is not None:
        _write(roster, when, file)
        return
    told = summary(roster, roster.sweep(when))
    if as_json:
        show_json([_asked(question) | counts for question, counts in told])
    else:
        out.print(
            _table(told, f"{counted(len(roster.bodies), 'government')} as of {when}, orders only")
        )
        out.print(
            "Permitted: no order bars it. What procedure, fairness and identity ask besides: "
            "proviso may ACT --respondent ID"
        )


def _table(told: list[tuple[Asked, dict[str, int]]], title: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for heading in ("Condition", "Year", "Act"):
        table.add_column(heading, overflow="fold")
    for heading in VERDICTS:
        table.add_column(heading.capitalize(), justify="right")
    for question, counts in told:
        numbers = [f"{counts[name]:,}" for name in VERDICTS]
        table.add_row(str(question.condition), str(question.year), question.act, *numbers)
    return table


def _roster(narrowed: Narrowed, known: str | None) -> Roster:
    record = Record()
    book = record.book
    if narrowed.act is not None and narrowed.act not in book.askable():
        bad(f"{narrowed.act!r} is not an act that is swept.", book.askable())
    if narrowed.condition is not None:
        stated = book.condition(narrowed.condition)
        if stated is None:
            bad(f"{narrowed.condition!r} is not a condition on record.", tuple(book.conditions))
        narrowed = replace(narrowed, condition=stated)
    narrowed = replace(narrowed, review=review_named(record, narrowed.review))
    roster = Roster(record, narrowed, known=day(known, "known"))
    if not roster.questions:
        bad(
            "No condition on record fits the question. Conditions are recorded by publish-condition."
        )
    return roster


def _writable(file: Path) -> None:
    """Say what is wrong with the file's name before anything is worked out."""
    if file.suffix.lower() not in {".parquet", ".csv"}:
        bad(f"{file} must end in .parquet or .csv.")
    if not file.parent.is_dir():
        bad(f"{file} cannot be written: there is no folder {file.parent}.")


def _write(roster: Roster, when: Any, file: Path) -> None:
    told = frame(roster, when)
    draft = file.with_name(f".{file.name}.part")
    try:
        if file.suffix.lower() == ".csv":
            told.write_csv(draft)
        else:
            told.write_parquet(draft)
        draft.replace(file)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        bad(f"{file} cannot be written: {trouble.strerror or trouble}.")
    size = f"{file.stat().st_size / 1e6:,.1f} MB"
    err.print(
        f"{counted(len(told), 'answer')} written to {escape(str(file))} ({size})", soft_wrap=True
    )


def _asked(question: Asked) -> dict[str, Any]:
    return {
        "act": question.act,
        "programme": question.programme,
        "year": question.year,
        "condition": question.condition,
    }


Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="From this day. Default: the first of all."),
]
Until = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="To this day. Default: today.")
]
Reasons = Annotated[
    bool,
    typer.Option("--reasons", help="Also where the answer stays and only its reason changes."),
]


@app.command("changes")
def changes(
    since: Since = None,
    until: Until = None,
    known: Known = None,
    review: Review = None,
    act: Act = None,
    programme: Programme = None,
    year: Year = None,
    condition: Condition = None,
    reasons: Reasons = False,
    as_json: AsJson = False,
) -> None:
    """Every day on which an answer changes: for whom, from what to what, because of what.

    By orders alone. O08.1 is the first effect of O08, O13.a what O13 does to an earlier one.

    [bold]Example[/bold]

      proviso changes --from 2018-06-01 --to 2018-08-31 --act enforce-condition --condition notice
    """
    first = day(since, "from") if since else None
    last = day(until, "to") if until else today()
    in_order(first, last, ("from", "to"))
    narrowed = Narrowed(act=act, programme=programme, year=year, condition=condition, review=review)
    roster = _roster(narrowed, known)
    found = roster.changes(first, last, reasons=reasons)
    if as_json:
        show_json([_change(roster, one) for one in found])
        return
    if not found:
        out.print("No answer changes in that time.")
        return
    for one in _grouped(roster, found):
        WIDE.print(one)
    out.print(f"\n{EXPLAINED}")


def _change(roster: Roster, one: Change) -> dict[str, Any]:
    return {
        "day": one.day,
        **_asked(one.question),
        "before": _said(roster, one.before, one.day - ONE),
        "after": _said(roster, one.after, one.day),
        "bodies": one.bodies,
        "named": roster.named(one.classes),
        "because": list(one.because),
    }


def _grouped(roster: Roster, found: list[Change]) -> list[str]:
    """Lines for people: a heading per day, and acts that change alike told together."""
    alike: dict[Any, list[str]] = {}
    for one in found:
        question = one.question
        key = (
            one.day,
            one.because,
            question.condition,
            question.year,
            one.before,
            one.after,
            one.classes,
            one.bodies,
        )
        alike.setdefault(key, []).append(question.act)
    lines, last = [], None
    for (when, because, condition, year, before, after, classes, bodies), acts in alike.items():
        if when != last:
            moved = ", ".join(roster.moved(one) for one in because) or "a membership"
            lines.append(f"\n[bold]{day_said(when)}[/bold]  because of {escape(moved)}")
            last = when
        named = roster.named(list(classes))
        whom = escape(", ".join(named)) if named else counted(bodies, "government")
        was, became = _said(roster, before, when - ONE), _said(roster, after, when)
        lines.append(f"  {condition} FY{year}, {', '.join(acts)}: {was} -> {became}, for {whom}")
    return lines


def _said(roster: Roster, reason: Reason, when: date) -> str:
    """The answer in words: what bars it, and of what may bar it, what is not known."""
    told = [f"barred by {', '.join(reason.bars)}"] if reason.bars else []
    if reason.may_bar:
        why = ", ".join(f"{one}: {roster.doubt(one, when)}" for one in reason.may_bar)
        told.append(f"not known ({why})")
    return ", ".join(told) or "permitted"
