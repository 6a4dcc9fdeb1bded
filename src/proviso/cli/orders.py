"""`proviso orders`: the docket on a day, or one order of it. Found in queries/orders."""

from datetime import date
from typing import Annotated, Any

import typer
from rich.markup import escape

from proviso.cli.app import app
from proviso.cli.asking import AsJson, Known, On, bad, counted, day, out, show_json
from proviso.domain.questions import day_said
from proviso.queries.naming import one_of
from proviso.queries.orders import ChangeOn, EffectOn, OrderOn, orders_on
from proviso.queries.record import Record

EXPLAINED = (
    "O08.1 is the first effect of order O08, as the order was read. O13.a is the first thing that "
    "order O13 does to what an earlier one did: it stays, narrows, ends or affirms it."
)


@app.command("orders")
def orders(
    order: Annotated[
        str | None, typer.Argument(help="Only this order, by its id, such as O08.")
    ] = None,
    on: On = None,
    known: Known = None,
    as_json: AsJson = False,
) -> None:
    """The docket on a day: orders in effect, stayed, superseded, not known; what each bars, for whom.

    [bold]Examples[/bold]

      proviso orders --on 2018-01-24

      proviso orders O08 --on 2018-06-26
    """
    when = day(on, "on")
    found = orders_on(Record(), on=when, known=day(known, "known"))
    if order is not None:
        found = [_named(found, order, when)]
    if as_json:
        show_json([_order(one) for one in found])
        return
    if order is None:
        entered = counted(len(found), "order")
        out.print(f"[bold]{entered} entered by {day_said(when)}, or on a day not found[/bold]")
    for one in found:
        _show(one)
    if order is not None:
        _details(found[0])
    out.print(f"\n{EXPLAINED}")


def _named(found: list[OrderOn], name: str, when: date) -> OrderOn:
    """The order of that id; exit 2 where the docket of that day has none."""
    ids = tuple(one.order.told.order for one in found)
    wanted = one_of(name, ids)
    if wanted is None:
        bad(f"The docket of {day_said(when)}, as known then, has no order {name!r}. It has:", ids)
    return next(one for one in found if one.order.told.order == wanted)


def _show(one: OrderOn) -> None:
    told = one.order.told
    out.print(
        f"\n[bold]{escape(told.order)}[/bold] "
        f"{escape(f'{told.kind}; {told.court}')}; {day_said(one.order.on)}: [bold]{one.state}[/bold]",
        soft_wrap=True,
    )
    for effect in one.effects:
        out.print(f"    {escape(_effect_line(effect))}", soft_wrap=True)
    for change in one.changes:
        out.print(f"    {escape(_change_line(change))}", soft_wrap=True)


def _details(one: OrderOn) -> None:
    """What the docket holds of an order besides: where it stands in print, and what its effects name."""
    told = one.order.told
    cited = told.citation or f"No. {told.docket}"
    out.print(f"\nCase {escape(told.case)}, {escape(cited)}. Outcome: {escape(told.outcome)}")
    for each in one.effects:
        effect = each.effect
        parts = {
            "acts": effect.acts,
            "conditions": effect.conditions,
            "programmes": effect.programmes,
            "fiscal years": tuple(map(str, effect.years)),
            "covers": effect.covers,
        }
        named = "; ".join(f"{name}: {', '.join(some)}" for name, some in parts.items() if some)
        sure = "" if effect.since_certain else " (not certain)"
        since = f"{effect.since or 'a day not known'}{sure}"
        until = f" until {effect.until}" if effect.until else ""
        out.print(escape(f"{effect.effect}: {named}; from {since}{until}"), soft_wrap=True)
        if effect.flag:
            out.print(f"    {escape(effect.flag)}", soft_wrap=True)


def _effect_line(one: EffectOn) -> str:
    effect = one.effect
    acted = "".join(f"; {order} {kind} it" for kind, order, _ in one.acted_on_by)
    return f"{effect.effect} {effect.kind}, {one.state}{_reach(one)}{acted}. {effect.says}"


def _change_line(one: ChangeOn) -> str:
    """What it does to which effect, in words: O13.a stays O08.1, in effect. What it says."""
    change = one.change
    does = change.kind if change.certain else f"perhaps {change.kind}"
    until = f" until {change.until}" if change.until else ""
    lasts = f"from {change.since or 'a day not known'}{until}"
    return f"{change.change} {does} {change.target} {lasts}, {one.state}. {change.says}"


def _reach(one: EffectOn) -> str:
    if not one.reaches:
        return f", perhaps for {counted(one.may_reach, 'government')}" if one.may_reach else ""
    whom = ", ".join(one.named) if one.named else counted(one.reaches, "government")
    return f" for {whom}" + (f" and perhaps {one.may_reach:,} more" if one.may_reach else "")


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
        "changes": [_change(each) for each in one.changes],
    }


def _change(one: ChangeOn) -> dict[str, Any]:
    change = one.change
    return {
        "change": change.change,
        "kind": change.kind,
        "target": change.target,
        "state": one.state,
        "certain": change.certain,
        "covers": list(change.covers),
        "since": change.since,
        "until": change.until,
        "says": change.says,
        "flag": change.flag,
    }
