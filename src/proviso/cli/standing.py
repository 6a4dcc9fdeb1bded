"""`proviso standing` and `proviso due`: one line per matter, one line per clock. Found in queries/standing."""

import csv
import sys
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import (
    AsJson,
    Known,
    On,
    Respondent,
    Review,
    bad,
    counted,
    day,
    not_both,
    out,
    show_json,
)
from proviso.cli.named import government_named, review_named
from proviso.queries.due import Due, dues, meant
from proviso.queries.record import Record
from proviso.queries.standing import Line, standing_of

COLUMNS = (
    "matter",
    "respondent",
    "name",
    "review",
    "programme",
    "year",
    "award",
    "state",
    "since",
    "age",
    "due",
    "due_for",
    "started",
    "overdue",
    "agency_overdue",
)
UNKNOWN = "not known"
ROOMY = Console(highlight=False, width=240)  # one line for one matter, however narrow the window
STATES = {"not started": "clock not started"}
LEGEND = (
    "",
    "Since, Days: when the matter came into its state, and how long ago that is.",
    (
        "Due: the respondent's next date; - is none. Nothing is overdue while its clock has not started: "
        "service of the letter that states it is not proven."
    ),
    (
        "Barred: the conditions on whose account orders bar some act; with “not known”, those on whose account "
        "it is not known whether orders bar one. Which acts, and why: proviso matter ID"
    ),
)
WHY = {
    "not started": "The clock has not started: service of the letter that states the date is not proven.",
    "closed": "It does not run: the matter is closed.",
    "tolled": "It stands still.",
}


@app.command("standing")
def standing(
    on: On = None,
    known: Known = None,
    review: Review = None,
    respondent: Respondent = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
    count: Annotated[
        bool, typer.Option("--count", help="Only how many matters are in each state.")
    ] = False,
) -> None:
    """Where every matter stands on a day: state, since when, what is due, money, what orders bar.

    [bold]Examples[/bold]

      proviso standing --on 2018-03-01

      proviso standing --on 2018-03-01 --known 2018-01-31   (what was known in January of that day)

      proviso standing --on 2018-03-01 --count
    """
    not_both(("--json", as_json), ("--csv", as_csv), "they are two forms of one answer.")
    not_both(
        ("--count", count),
        ("--respondent", respondent is not None),
        "--count is for all matters of a review.",
    )
    record = Record()
    chosen, whose = review_named(record, review), government_named(respondent)
    when, seen = day(on, "on"), day(known, "known")
    if count:
        _count(when, seen, chosen, as_json=as_json, as_csv=as_csv)
        return
    lines = standing_of(record, on=when, known=seen, review=chosen, respondent=whose)
    if as_json:
        show_json([as_dict(one) for one in lines])
    elif as_csv:
        _csv(lines)
    else:
        _show(lines, f"{counted(len(lines), 'matter')} as of {when}, as known on {seen}")


def _count(on: date, known: date, review: str | None, *, as_json: bool, as_csv: bool) -> None:
    """How many matters are in each state, in the order of the course; states with none are left out."""
    from proviso.queries.whole import counts, whole  # numpy, which only this needs

    told = counts(whole(), on=on, known=known, review=review)
    rows = [(str(state), number) for state, number in told.items()]
    if as_json:
        show_json(dict(rows))
    elif as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([("state", "matters"), *rows])
    else:
        table = Table("State", pad_edge=False)
        table.add_column("Matters", justify="right")
        for state, number in (*rows, ("in all", sum(told.values()))):
            table.add_row(state, f"{number:,}")
        out.print(table)


def as_dict(one: Line) -> dict[str, Any]:
    """A line as JSON values; null is not known."""
    told = {name: getattr(one, name) for name in COLUMNS}
    money = {kind: None if cents is None else cents / 100 for kind, cents in one.money.items()}
    return told | {"money": money, "barred": dict(one.barred), "not_known": dict(one.not_known)}


def _csv(lines: list[Line]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((*COLUMNS, "at_stake", "barred", "not_known"))
    for one in lines:
        told = ["" if getattr(one, name) is None else getattr(one, name) for name in COLUMNS]
        writer.writerow((*told, money(one), _acts(one.barred), _acts(one.not_known)))


def money(one: Line) -> str:
    """What is at stake, else what was awarded or allocated; "not known" where no sum is on record."""
    for kind in ("at-stake", "awarded", "allocated"):
        cents = one.money.get(kind)
        if cents is not None:
            return f"${cents / 100:,.0f} {kind}"
    return UNKNOWN


def barred(one: Line) -> str:
    """The conditions on whose account orders bar some act, and those of which that is not known."""
    sure, unsure = ", ".join(one.barred), ", ".join(one.not_known)
    return "; ".join(filter(None, (sure, f"{UNKNOWN}: {unsure}" if unsure else ""))) or "-"


def _acts(told: Any) -> str:
    return "; ".join(f"{name}: {', '.join(acts)}" for name, acts in told.items())


def _show(lines: list[Line], title: str) -> None:
    if not lines:
        out.print(
            "No matter was open on that day, as known then. "
            "Try a later day, or load a review: proviso import FOLDER"
        )
        return
    out.print(f"[bold]{title}[/bold]\n")
    table = Table(box=None, pad_edge=False)
    for heading in ("Matter", "Respondent", "State", "Since", "Days", "Due", "Money", "Barred"):
        table.add_column(heading, no_wrap=True)
    for one in lines:
        table.add_row(
            escape(one.matter),
            escape(one.name),
            one.state,
            str(one.since or UNKNOWN),
            "" if one.age is None else str(one.age),
            _due(one),
            money(one),
            barred(one),
        )
    ROOMY.print(table)
    for line in LEGEND:
        out.print(line)


def _due(one: Line) -> str:
    if one.due is None:
        return "-"
    if not one.started:
        return f"{one.due} clock not started"
    late = f" [red]{counted(one.overdue, 'day')} over[/red]" if one.overdue else ""
    return f"{one.due}{late}"


Explain = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="Say why one date is what it is: its id as listed (MATTER/CLOCK), or the clock alone.",
    ),
]


@app.command("due")
def due(
    on: On = None,
    known: Known = None,
    review: Review = None,
    respondent: Respondent = None,
    explain: Explain = None,
    as_json: AsJson = False,
) -> None:
    """What is due, to whom, by when: the respondents' clocks and the agency's own.

    [bold]Examples[/bold]

      proviso due --on 2018-02-01

      proviso due --on 2018-02-01 --explain J21-FY2016/L-J21-2018-01-24-due
    """
    record = Record()
    found = dues(
        record,
        on=day(on, "on"),
        known=day(known, "known"),
        review=review_named(record, review),
        respondent=government_named(respondent),
    )
    if explain is not None:
        found = [_one(found, explain)]
    whom = _whom(record, found)
    if as_json:
        show_json([_due_dict(one, whom[one.matter]) for one in found])
    elif explain is not None:
        _explain(found[0], whom[found[0].matter])
    else:
        _list(found, whom)


class Whom(NamedTuple):
    """The respondent of a matter: its name, and its id."""

    name: str
    id: str


def _whom(record: Record, found: list[Due]) -> dict[str, Whom]:
    """The respondent of each matter that has a date."""
    dated = {one.matter for one in found}
    of = {one.matter: one.respondent for one in record.matters if one.matter in dated}
    bodies = {ocd_id: record.body(ocd_id) for ocd_id in set(of.values())}
    return {
        matter: Whom(body.title if (body := bodies[ocd_id]) else "name not known", ocd_id)
        for matter, ocd_id in of.items()
    }


def _one(found: list[Due], name: str) -> Due:
    """The one date that a name means; exit 2 where it means none, or several."""
    fits = meant(found, name)
    if not fits:
        bad(
            f"{name!r} is no date on record as of that day. They are listed by: proviso due --on DATE"
        )
    if len(fits) > 1:
        bad(f"{name!r} is the clock of several matters. Name one of them:", _ids(fits))
    return fits[0]


def _ids(found: list[Due]) -> tuple[str, ...]:
    return tuple(one.id for one in found)


def _due_dict(one: Due, whom: Whom) -> dict[str, Any]:
    clock = one.clock
    return {
        "id": one.id,
        "respondent": whom.id,
        "name": whom.name,
        "kind": clock.kind,
        "against": clock.runs_against,
        "due": clock.due,
        "state": one.state,
        "met": clock.met,
        "overdue": one.overdue,
        "letter": clock.letter,
        "rule": clock.rule or "stated in the letter",
        "said": list(clock.said),
    }


def _list(found: list[Due], whom: dict[str, Whom]) -> None:
    if not found:
        out.print("Nothing is due on record as of that day.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Date", "Id", "Respondent", "What", "State"):
        folds = heading in {"Respondent", "What"}
        table.add_column(heading, no_wrap=not folds, overflow="fold")
    for one in found:
        state = STATES.get(one.state, one.state)
        if one.overdue:
            state = f"[red]{counted(one.overdue, 'day')} over[/red]"
        clock = one.clock
        whose = "" if clock.runs_against == "respondent" else f" ({clock.runs_against})"
        name = escape(whom[one.matter].name)
        table.add_row(str(clock.due), escape(one.id), name, f"{clock.kind}{whose}", state)
    ROOMY.print(table)
    out.print("\nWhy a date is what it is, and whether its clock runs: proviso due --explain ID")


def _explain(one: Due, whom: Whom) -> None:
    clock = one.clock
    out.print(
        f"[bold]{clock.kind}[/bold] in {escape(one.id)}: due {clock.due}, "
        f"against the {clock.runs_against}. Respondent: {escape(f'{whom.name} ({whom.id})')}",
        soft_wrap=True,
    )
    for line in explained(one):
        out.print(f"  {escape(line)}", soft_wrap=True)


def explained(one: Due) -> tuple[str, ...]:
    """Why the date is what it is, and whether it runs."""
    clock = one.clock
    told = list(clock.said) or ["The date stands as the letter states it; nothing was counted."]
    if clock.due != clock.due_first:
        told.append(f"First it was {clock.due_first}; it was changed since.")
    for asked in clock.extensions:
        answer = "not answered yet"
        if asked.granted:
            answer = f"granted, until {asked.granted}"
        elif asked.denied:
            answer = f"denied: {asked.denied}"
        asked_on = f" on {asked.asked}" if asked.asked else ""
        told.append(f"More time was asked for{asked_on}: {answer}.")
    return (*told, *(line for line in (WHY.get(one.state),) if line))
