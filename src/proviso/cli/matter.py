"""`proviso matter`: one matter, its timeline, its dates, what may happen next. Found in queries/matter."""

from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding

from proviso.cli.app import app
from proviso.cli.asking import AsJson, Known, On, bad, counted, day, out, show_json
from proviso.cli.standing import STATES, explained, money
from proviso.cli.standing import as_dict as line_dict
from proviso.domain.encoding import fact_json
from proviso.domain.entries import Entry
from proviso.queries.answers import as_dict as answer_dict
from proviso.queries.matter import MatterOn, matter_on
from proviso.queries.may import MayAnswer, NotAsked
from proviso.queries.record import Record


@app.command("matter")
def command(
    matter: Annotated[
        str,
        typer.Argument(
            help="The matter's id, such as J13-FY2016; or a government that has one matter."
        ),
    ],
    on: On = None,
    known: Known = None,
    as_json: AsJson = False,
) -> None:
    """Show one matter on a day: timeline, dates explained, what may happen next and why.

    [bold]Example[/bold]

      proviso matter J17-FY2016 --on 2018-03-01
    """
    when, seen = day(on, "on"), day(known, "known")
    found = matter_on(Record(), matter, on=when, known=seen)
    if isinstance(found, NotAsked):
        bad(found.why, found.instead)
    if as_json:
        show_json(_dict(found))
        return
    _head(found)
    _timeline(found)
    _dates(found)
    _next(found)


def _dict(found: MatterOn) -> dict[str, Any]:
    return {
        **line_dict(found.line),
        "timeline": [_entry(one) for one in found.told],
        "undated": [_entry(one) for one in found.undated],
        "dates": [
            {
                "id": one.id,
                "clock": one.clock.clock,
                "kind": one.clock.kind,
                "against": one.clock.runs_against,
                "due": one.clock.due,
                "state": one.state,
                "overdue": one.overdue,
                "said": explained(one),
            }
            for one in found.dates
        ],
        "may": [answer_dict(one) for one in found.may],
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "at": one.ref,
        "on": one.on,
        "precision": one.precision,
        "learned": one.learned,
        "confidence": one.confidence,
        "evidence": list(one.evidence),
        "note": one.note,
        **fact_json(one.fact),
    }


def _head(found: MatterOn) -> None:
    line = found.line
    whose = escape(f"{line.name}  ({line.respondent})")
    out.print(f"[bold]{escape(line.matter)}[/bold]  {whose}", soft_wrap=True)
    award = line.award or "no award on record: an application"
    out.print(escape(f"{line.programme}, FY{line.year}, {award}; money: {money(line)}"))
    lasted = f", for {counted(line.age, 'day')}" if line.age is not None else ""
    out.print(f"State: [bold]{line.state}[/bold] since {line.since or 'a day not known'}{lasted}\n")


def _timeline(found: MatterOn) -> None:
    out.print("[bold]Timeline[/bold]")
    for one in (*found.told, *found.undated):
        when = str(one.on) if one.on else "day not known"
        about = "" if one.precision == "day" else f" (by then: {one.precision} known)"
        out.print(f"  {when}{about}  {told(one)}", soft_wrap=True)
    out.print()


def told(one: Entry) -> str:
    """An entry in one line, as markup: its kind, and what it tells that is not empty."""
    data = fact_json(one.fact)
    parts = [
        f"{name} {'; '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in data["told"].items()
        if value not in (None, [], "") and not isinstance(value, bool) and name != "matter"
    ]
    sure = f" [dim]({one.confidence} confidence)[/dim]" if one.confidence != "unstated" else ""
    return f"{data['kind'].replace('-', ' ')}: {escape(', '.join(parts))}{sure}"


def _dates(found: MatterOn) -> None:
    out.print("[bold]Dates[/bold]")
    if not found.dates:
        out.print("  None on record.")
    for one in found.dates:
        late = f", {counted(one.overdue, 'day')} over" if one.overdue else ""
        clock = one.clock
        state = STATES.get(one.state, one.state)
        out.print(
            f"  {clock.due}  {clock.kind}, against the {clock.runs_against} ({state}{late})  "
            f"[dim]{escape(one.id)}[/dim]",
            soft_wrap=True,
        )
        for line in explained(one):
            out.print(Padding(f"[dim]{escape(line)}[/dim]", (0, 0, 0, 14)))
    out.print()


def _next(found: MatterOn) -> None:
    conditions = dict.fromkeys(one.answer.question.condition for one in found.may)
    ground = ", ".join(escape(one) for one in conditions if one) or "no condition"
    out.print("[bold]What may happen next, and why[/bold]")
    out.print(f"  Each act is asked about with this condition as its stated ground: {ground}.")
    for one in sorted(found.may, key=lambda answer: not answer.answer.permitted):
        _may(one)
    name = escape(found.line.matter)
    out.print(
        f"\nAll grounds of one act: proviso may ACT --respondent {name} --on DATE\n"
        "On account of another condition: add --condition NAME",
        soft_wrap=True,
    )


def _may(one: MayAnswer) -> None:
    question = one.answer.question
    if one.answer.permitted:
        out.print(f"  [green]permitted[/green]  {question.act}")
        return
    first, *more = one.answer.against
    others = f" (and {counted(len(more), 'more ground', 'more grounds')})" if more else ""
    out.print(f"  [red]refused[/red]    {question.act}: {first.code}{others}")
    out.print(Padding(f"[dim]{escape(first.says)}[/dim]", (0, 0, 0, 13)))
