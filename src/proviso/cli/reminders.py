"""`proviso letters remind`: which reminders are owed, and a round of them prepared for people to approve. Found in queries/reminders."""

import tomllib
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts import rounds
from proviso.acts.errands import run
from proviso.acts.rounds import Done, Going
from proviso.cli.asking import REFUSED, AsJson, On, Review, bad, day, err, out, show_json
from proviso.cli.installation import there
from proviso.cli.named import review_named
from proviso.cli.rounds import By, Drafts, going, read
from proviso.domain.refusals import Refusal
from proviso.letters.reminder_file import reminder_file
from proviso.outside.clock import today
from proviso.queries.record import Record
from proviso.queries.reminders import Owed, reminders_on

RUN = "reminders"
DAILY = timedelta(days=1)
Made = tuple[Path, Done, tuple[str, ...]]

Prepare = Annotated[
    Path | None,
    typer.Option(
        "--prepare", metavar="FILE", help="Prepare a round of them from this file of the desk."
    ),
]


def remind(
    *,
    review: Review = None,
    prepare: Prepare = None,
    by: By = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """List the reminders that are owed, by the procedure's days before and after each due date.

    With --prepare, those that nothing holds back become a round, prepared under its own file beside
    FILE: another person approves it, and a third step releases it, as with every round. Nothing goes
    out by itself. FILE is a round's file of kind reminder without recipients. Run it daily: what is
    prepared is not prepared again, and a day that was passed over is told as missed.

    Exit: 0 nothing is owed, or all of it waits in a round; 3 some could not be prepared, or were not asked to be.
    """
    there()
    record = Record()
    name = review_named(record, review)
    who = going(by, on)
    told = _review_of(prepare) if prepare else name
    if name is not None and told != name:
        bad(f"{prepare} is for the review {told}, not {name}.")
    with run(RUN, every=DAILY) if prepare else nullcontext(_nobody) as says:
        found = reminders_on(record, on=day(on, "on"), known=today(), review=told)
        ready = [one for one in found if one.ready]
        made = _prepare(prepare, str(told), ready, who) if prepare and ready else None
        says(f"{sum(one.owed for one in found)} owed, {len(made[2]) if made else 0} prepared.")
    if as_json:
        show_json(_plain(found, made))
    else:
        _show(found, made)
    left = [one for one in found if _is_left(one, made)]
    raise typer.Exit(REFUSED if left else 0)


def _is_left(one: Owed, made: Made | None) -> bool:
    """Whether it is owed and stands in no round."""
    return one.owed and not one.waits and one.matter not in _prepared(made)


def _nobody(_: str) -> None:
    """Nobody asked for this run, so that none is noted."""


def _review_of(path: Path) -> str:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("review")
    except (OSError, ValueError) as trouble:
        bad(f"{path} cannot be read: {trouble}.")
    if not isinstance(found, str):
        bad(f'{path}: review: found nothing; write review = "ID".')
    return found


def _prepare(path: Path, review: str, ready: Sequence[Owed], who: Going) -> Made:
    """Write the round's file and prepare it; whoever has no letter is left out of it, and told."""
    matters = tuple(dict.fromkeys(one.matter for one in ready))
    own, done = _try(path, review, matters, who)
    without = {one.matter for one in done.problems}
    left = tuple(one for one in matters if one not in without)
    if done.problems and left and "" not in without and len(left) < len(matters):
        problems = done.problems
        own, done = _try(path, review, left, who)
        done = Done(
            digest=done.digest,
            letters=done.letters,
            recorded=done.recorded,
            problems=(*problems, *done.problems),
        )
    if not done.recorded:
        own.unlink(missing_ok=True)
    return own, done, left if done.recorded else ()


def _try(path: Path, review: str, matters: tuple[str, ...], who: Going) -> tuple[Path, Done]:
    round = _new_name(review, who.on)
    own = path.with_name(f"{round}.toml")
    text = reminder_file(
        path.read_text(encoding="utf-8"), name=path.name, round=round, on=who.on, matters=matters
    )
    if isinstance(text, Refusal):
        _unfit(text)
    try:
        own.write_text(text, encoding="utf-8")
    except OSError as trouble:
        bad(f"{own} cannot be written: {trouble.strerror or trouble}.")
    told = read(own)
    return own, rounds.prepare(told, matters, Drafts(told), who)


def _unfit(refusal: Refusal) -> NoReturn:
    bad(f"{refusal.reason} {refusal.cure}")


def _new_name(review: str, on: date) -> str:
    """A name that no round of the review has."""
    taken = Record().review(review, known=today()).rounds
    names = [f"reminders-{on}", *(f"reminders-{on}-{number}" for number in range(2, 100))]
    return next(one for one in names if one not in taken)


# --- what is said ----------------------------------------------------------------------------


def _prepared(made: Made | None) -> tuple[str, ...]:
    return made[2] if made else ()


def _show(found: Sequence[Owed], made: Made | None) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("matter", "letter", "due", "owed since", "missed", "where it stands"):
        table.add_column(column, overflow="fold")
    for one in found:
        told = one.reminder
        cells = (
            one.matter,
            told.letter,
            told.due,
            told.since or "too late",
            ", ".join(str(each) for each in told.missed) or "none",
            "prepared now" if one.matter in _prepared(made) else _stands(one),
        )
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table if found else "No reminder is owed.")
    for one in found:
        for reason in one.held:
            out.print(escape(f"{one.matter} is held back: {reason}"), soft_wrap=True)
    if made is not None:
        _say_made(made)


def _stands(one: Owed) -> str:
    if not one.owed:
        return "was not sent, and is not made up for"
    if one.waits:
        return f"waits in the round {one.waits}: approve it, release it, or run its release again"
    return "held back (see below)" if one.held else "to be prepared"


def _say_made(made: Made) -> None:
    own, done, matters = made
    for one in done.problems:
        says = f"{one.matter or 'the round'}: {one.refusal.reason} {one.refusal.cure}"
        err.print(escape(f"{says} ({one.refusal.code})"), soft_wrap=True)
    if done.recorded:
        says = f"Prepared: {len(matters)} in {own}. Another person approves: proviso round approve {own}"
        out.print(escape(says), soft_wrap=True)
    else:
        err.print("[bold]No round was prepared.[/bold]")


def _plain(found: Sequence[Owed], made: Made | None) -> dict[str, object]:
    return {
        "owed": [{**asdict(one), "owed": one.owed, "ready": one.ready} for one in found],
        "file": str(made[0]) if made and made[1].recorded else None,
        "prepared": list(made[2]) if made else [],
        "problems": [asdict(one) for one in made[1].problems] if made else [],
    }
