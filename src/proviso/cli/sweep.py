"""`proviso sweep`, `proviso changes`, `proviso orders`: the whole register at once, over time, and what the docket does."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import AsJson, Known, On, Review, bad, day, err, out, show_json
from proviso.domain.changes import Change
from proviso.domain.questions import day_said
from proviso.domain.sweep import Asked, Reason
from proviso.outside.clock import today
from proviso.queries.orders import EffectOn, OrderOn, orders_on
from proviso.queries.record import Record
from proviso.queries.sweep import VERDICTS, Narrowed, Roster, frame, summary

WIDE = Console(highlight=False, soft_wrap=True)
Act = Annotated[str | None, typer.Option(help="Only this act.")]
Programme = Annotated[str | None, typer.Option(help="Only this assistance listing.")]
Year = Annotated[int | None, typer.Option(help="Only this fiscal year.")]
Condition = Annotated[str | None, typer.Option(help="Only this condition.")]


HELP = """Ask about every government of the register, every act, every condition, on one day.

Without --out it prints how many bodies are permitted, barred or not known by the orders in
effect. With --out it writes a row for each government and question: the orders' verdict and
its effects, and whether all grounds permit it.

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
        out.print(_table(told, f"{len(roster.bodies):,} governments as of {when}, orders only"))


def _table(told: list[tuple[Asked, dict[str, int]]], title: str) -> Table:
    table = Table(title=title, title_justify="left", pad_edge=False)
    for heading in ("Condition", "Year", "Act"):
        table.add_column(heading)
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
    if narrowed.review is not None and narrowed.review not in record.reviews:
        bad(f"{narrowed.review!r} is not a review on record.", record.reviews)
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
    err.print(f"{len(told):,} answers written to {escape(str(file))}", soft_wrap=True)


def _asked(question: Asked) -> dict[str, Any]:
    return {
        "act": question.act,
        "programme": question.programme,
        "year": question.year,
        "condition": question.condition,
    }


@app.command("changes")
def changes(
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From this day.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day.")] = None,
    known: Known = None,
    review: Review = None,
    act: Act = None,
    programme: Programme = None,
    year: Year = None,
    condition: Condition = None,
    reasons: Annotated[
        bool,
        typer.Option("--reasons", help="Also where the answer stays and only its reason changes."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Every day on which an answer changes: for whom, from what to what, because of what.

    [bold]Example[/bold]

      proviso changes --from 2018-06-01 --to 2018-08-31 --act enforce-condition --condition notice
    """
    narrowed = Narrowed(act=act, programme=programme, year=year, condition=condition, review=review)
    roster = _roster(narrowed, known)
    first = day(since, "from") if since else None
    last = day(until, "to") if until else today()
    found = roster.changes(first, last, reasons=reasons)
    if as_json:
        show_json([_change(roster, one) for one in found])
        return
    if not found:
        out.print("No answer changes in that time.")
    for one in _grouped(roster, found):
        WIDE.print(one)


def _change(roster: Roster, one: Change) -> dict[str, Any]:
    return {
        "day": one.day,
        **_asked(one.question),
        "before": _said(one.before),
        "after": _said(one.after),
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
            lines.append(
                f"\n[bold]{day_said(when)}[/bold]  because of {', '.join(because) or 'a membership'}"
            )
            last = when
        named = roster.named(list(classes))
        whom = escape(", ".join(named)) if named else f"{bodies:,} governments"
        lines.append(
            f"  {condition} FY{year}, {', '.join(acts)}: {_said(before)} -> {_said(after)}, for {whom}"
        )
    return lines


def _said(reason: Reason) -> str:
    perhaps = f"not known ({', '.join(reason.may_bar)})" if reason.may_bar else ""
    if reason.bars:
        return f"barred by {', '.join(reason.bars)}" + (f", {perhaps}" if perhaps else "")
    return perhaps or "permitted"


@app.command("orders")
def orders(on: On = None, known: Known = None, as_json: AsJson = False) -> None:
    """The docket on a day: orders in effect, stayed, superseded, not known; what each bars, for whom.

    [bold]Example[/bold]

      proviso orders --on 2018-01-24
    """
    when = day(on, "on")
    found = orders_on(Record(), on=when, known=day(known, "known"))
    if as_json:
        show_json([_order(one) for one in found])
        return
    out.print(
        f"[bold]{len(found)} orders entered by {day_said(when)}, or on a day not found[/bold]"
    )
    for one in found:
        told = one.order.told
        out.print(
            f"\n[bold]{escape(told.order)}[/bold] "
            f"{escape(f'{told.kind}; {told.court}')}; {day_said(one.order.on)}: "
            f"[bold]{one.state}[/bold]",
            soft_wrap=True,
        )
        for effect in one.effects:
            out.print(f"    {escape(_effect_line(effect))}", soft_wrap=True)


def _effect_line(one: EffectOn) -> str:
    effect = one.effect
    whom = ", ".join(one.named) if one.named else f"{one.reaches:,} governments"
    perhaps = f" and perhaps {one.may_reach:,} more" if one.may_reach else ""
    acted = "".join(f"; {order} {kind} it" for kind, order, _ in one.acted_on_by)
    reach = f" for {whom}{perhaps}" if one.reaches or one.may_reach else ""
    return f"{effect.effect} {effect.kind}, {one.state}{reach}{acted}. {effect.says}"


def _order(one: OrderOn) -> dict[str, Any]:
    told = one.order.told
    return {
        "order": told.order,
        "case": told.case,
        "court": told.court,
        "docket": told.docket,
        "kind": told.kind,
        "on": one.order.on,
        "citation": told.citation,
        "state": one.state,
        "note": one.order.note,
        "effects": [
            {
                "effect": effect.effect.effect,
                "kind": effect.effect.kind,
                "state": effect.state,
                "acts": list(effect.effect.acts),
                "conditions": list(effect.effect.conditions),
                "programmes": list(effect.effect.programmes),
                "years": list(effect.effect.years),
                "covers": list(effect.effect.covers),
                "since": effect.effect.since,
                "until": effect.effect.until,
                "reaches": effect.reaches,
                "may_reach": effect.may_reach,
                "named": effect.named,
                "acted_on_by": [list(change) for change in effect.acted_on_by],
                "says": effect.effect.says,
                "flag": effect.effect.flag,
            }
            for effect in one.effects
        ],
    }
