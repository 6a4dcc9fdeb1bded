"""`proviso errands`: what is owed to the outside, what waits for a person, and whether all of it fits together."""

import getpass
import os
from datetime import timedelta
from typing import Annotated, Any, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts import errands as acts
from proviso.acts import heartbeats
from proviso.cli.app import App, app
from proviso.cli.asking import REFUSED, AsJson, bad, err, out, show_json
from proviso.domain.errands import Held, State
from proviso.domain.refusals import Refusal
from proviso.domain.runs import Run
from proviso.outside.clock import now
from proviso.queries import errands as queries
from proviso.queries import ledger
from proviso.queries.record import Record

DAILY = timedelta(days=1)
errands_app = App(rich_markup_mode="rich")
app.add_typer(errands_app, name="errands")
Number = Annotated[int, typer.Argument(metavar="ERRAND", help="The errand's number, as listed.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Who says so. Default: PROVISO_BY, else the name you are logged in with."
    ),
]


@errands_app.callback(invoke_without_command=True)
def errands(
    context: typer.Context,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help=f"One of: {', '.join(State)}.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what is owed to the outside: letters to print, post on the portal or mail, and how far each has come.

    Exit: 0; 3 if work that should run has been missed.
    """
    if context.invoked_subcommand:
        return
    _there()
    if state is not None and state not in set(State):
        bad(f"--state: found {state}; expected one of {', '.join(State)}.")
    found = queries.owed(Record(), [State(state)] if state else None, now=now())
    if as_json:
        show_json(
            {
                "counts": {str(name): many for name, many in found.counts.items()},
                "errands": [_plain(one) for one in found.errands],
                "runs": [_plain_run(one, one in found.missed) for one in found.runs],
            }
        )
    else:
        _show(found)
    raise typer.Exit(REFUSED if found.missed else 0)


def _show(found: queries.Owed) -> None:
    told = ", ".join(f"{many} {name}" for name, many in found.counts.items() if many)
    out.print(f"[bold]Errands[/bold]: {told or 'none'}")
    table = Table(box=None, pad_edge=False)
    for column in ("errand", "state", "way", "letter", "to", "tried", "why"):
        table.add_column(column, overflow="fold")
    for one in found.errands:
        table.add_row(
            str(one.number),
            one.state.value,
            one.errand.kind.value,
            escape(f"{one.errand.stream} {one.errand.letter or ''}".strip()),
            escape(one.errand.to),
            str(one.attempts),
            escape(one.why),
        )
    if found.errands:
        out.print(table)
    for run in found.runs:
        late = "[red]missed[/red]" if run in found.missed else "ran"
        out.print(f"{late} {run.name}: {_last(run)}. {escape(run.says)}", soft_wrap=True)


def _last(run: Run) -> str:
    ended = f"last ended {run.ended:%Y-%m-%d %H:%M:%S} UTC" if run.ended else "never ended"
    minutes = run.every.total_seconds() / 60
    return f"{ended}, meant to run every {minutes:g} minutes"


@errands_app.command("settle")
def settle(
    number: Number,
    said: Annotated[str, typer.Option("--as", metavar="sent|not-sent", help="What you found out.")],
    why: Annotated[str, typer.Option("--why", help="What shows it; kept on the matter's record.")],
    by: By = None,
) -> None:
    """Say what became of an errand that nobody else can know of, or that is carried by hand.

    Exit: 0 done, 2 the command cannot be read, 3 refused with the reason.
    """
    _there()
    if said not in {"sent", "not-sent"}:
        bad(f"--as: found {said}; expected sent or not-sent.")
    _told(number, acts.settle(number, sent=said == "sent", why=why, by=_by(by)))


@errands_app.command("retry")
def retry(number: Number, by: By = None) -> None:
    """Try an errand again now: one that failed, or that was put off.

    Exit: 0 done, 3 refused with the reason.
    """
    _there()
    _told(number, acts.retry(number, by=_by(by)))


@errands_app.command("reconcile")
def reconcile(as_json: AsJson = False) -> None:
    """Compare letters, errands, entries and the outbox; list whatever does not fit. Run it daily.

    Exit: 0 all fits, 3 something does not (it says what to do).
    """
    _there()
    with acts.run("reconcile", every=DAILY) as says:
        found = queries.reconcile(now=now())
        says(f"{len(found)} differences.")
    if as_json:
        names = ("code", "where", "says", "cure")
        show_json([{name: getattr(one, name) for name in names} for one in found])
    elif not found:
        out.print(
            "All fits: each letter that was sent has its hand-off, and each hand-off its letter."
        )
    for one in () if as_json else found:
        out.print(
            f"[bold]{escape(one.where)}[/bold] ({one.code}): {escape(one.says)}", soft_wrap=True
        )
        out.print(f"  What to do: {escape(one.cure)}", soft_wrap=True)
    raise typer.Exit(REFUSED if found else 0)


@errands_app.command("heartbeat")
def heartbeat(
    to: Annotated[str, typer.Option("--to", help="The address that is told.")],
    sender: Annotated[str, typer.Option("--from", help="The address it comes from.")],
) -> None:
    """Owe someone a notice that all is as it was, or what changed: so that silence means something is wrong.

    Run it daily; the same day, address and sender are told once.

    Exit: 0 owed, 3 refused with the reason.
    """
    _there()
    with acts.run("heartbeat", every=DAILY) as says:
        found = heartbeats.notify(to=to, sender=sender, at=now())
        says("refused." if isinstance(found, Refusal) else found)
    if isinstance(found, Refusal):
        _refused(found)
    out.print(escape(found), soft_wrap=True)


def _there() -> None:
    if why := ledger.why_no_ledger():
        bad(
            f"There is nothing to look at: {why}. Set the installation up: proviso demo, or proviso import."
        )


def _by(told: str | None) -> str:
    return told or os.environ.get("PROVISO_BY") or getpass.getuser()


def _told(number: int, found: State | Refusal) -> None:
    if isinstance(found, Refusal):
        _refused(found)
    out.print(f"Errand {number} is {found}.")


def _refused(refusal: Refusal) -> NoReturn:
    err.print(f"[bold]Refused[/bold] ({escape(refusal.code)}).", soft_wrap=True)
    err.print(escape(refusal.reason), soft_wrap=True)
    err.print(f"What to do: {escape(refusal.cure)}", soft_wrap=True)
    raise typer.Exit(REFUSED)


def _plain(one: Held) -> dict[str, Any]:
    return {
        "errand": one.number,
        "key": one.errand.key,
        "state": one.state.value,
        "way": one.errand.kind.value,
        "stream": one.errand.stream,
        "letter": one.errand.letter,
        "to": one.errand.to,
        "tried": one.attempts,
        "owed_at": one.owed_at.isoformat(),
        "due_at": one.due_at.isoformat(),
        "settled_at": one.settled_at.isoformat() if one.settled_at else None,
        "proof": one.proof,
        "why": one.why,
    }


def _plain_run(run: Run, missed: bool) -> dict[str, Any]:  # noqa: FBT001 - a field of the answer
    return {
        "run": run.name,
        "every_minutes": run.every.total_seconds() / 60,
        "ended": run.ended.isoformat() if run.ended else None,
        "missed": missed,
        "says": run.says,
    }
