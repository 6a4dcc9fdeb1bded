"""`proviso round`: a round of letters prepared, looked at, approved, released, followed. The work is in acts/rounds and acts/releases."""

import getpass
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from django.db import DatabaseError
from rich.markup import escape
from rich.table import Table

from proviso.acts import releases, rounds
from proviso.acts.perform import sitting
from proviso.acts.rounds import Done, Going, Progress
from proviso.cli.app import App, app
from proviso.cli.asking import REFUSED, AsJson, bad, counted, day, err, out, show_json
from proviso.cli.bring_in import bar_of
from proviso.cli.installation import ensure
from proviso.domain.refusals import Refusal
from proviso.letters.rounds import Choice, Planned, RoundFile
from proviso.outside.clock import now, today
from proviso.queries.drafts import Drafting
from proviso.queries.may import NotAsked
from proviso.queries.previews import Shown, Unlike, differences, shown
from proviso.queries.recipients import recipients
from proviso.queries.record import Record
from proviso.queries.round_files import round_file
from proviso.queries.round_status import RoundStatus, counts, review_with, round_status

HELP = """Send a round of letters: prepare, preview, approve, release, follow.

A round is told in a file (TOML): kind, day, due date, signer, items, clauses, channel, recipients.
One person prepares it; another, who has read the letters, approves them to the word; who approved
does not release. A release that was stopped is run again and goes on: no letter goes twice.

  proviso round prepare may.toml --by "Ines Calloway"

  proviso round preview may.toml

  proviso round approve may.toml --by "Ben Tarrant"

  proviso round release may.toml --by "Ines Calloway"

  proviso round status may.toml

Exit: 0 done; 3 refused, or some letters did not go (it says which and why); 2 the file cannot be read."""

round_app = App(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
app.add_typer(round_app, name="round")

File = Annotated[Path, typer.Argument(help="The round's file.", show_default=False)]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who does it. Default: PROVISO_BY, else the login."),
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it is done. Default: today.")
]
Table_ = Annotated[
    Path | None,
    typer.Option("--recipients", metavar="CSV", help="A table of recipients: matter, and more."),
]
Like = Annotated[
    str | None, typer.Option("--like", metavar="ROUND", help="Those an earlier round went to.")
]
InState = Annotated[
    str | None, typer.Option("--state", metavar="XX", help="Those in this state, of the rest.")
]
Standing = Annotated[
    str | None, typer.Option("--standing", metavar="STATE", help="Those that stand so.")
]


class Drafts:
    """The letters of a round, drafted anew from the record each time they are asked for."""

    def __init__(self, file: RoundFile) -> None:
        self.file = file

    def __call__(self, matters: Sequence[str]) -> Iterable[tuple[str, Planned | Refusal]]:
        return Drafting(self.file, known=today(), record=Record()).drafts(matters)


# --- the commands ----------------------------------------------------------------------------


@round_app.command("prepare")
def prepare(
    file: File,
    *,
    table: Table_ = None,
    like: Like = None,
    state: InState = None,
    standing: Standing = None,
    by: By = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Compose and check every letter, and record who is to be written to."""
    told = read(file, table)
    matters = chosen(told, like=like, state=state, standing=standing)
    with bar_of(quiet=as_json) as bar:
        done = rounds.prepare(told, matters, Drafts(told), going(by, on), progress=_on(bar))
    end(done, "prepared", as_json=as_json)


@round_app.command("approve")
def approve(
    file: File, *, table: Table_ = None, by: By = None, on: On = None, as_json: AsJson = False
) -> None:
    """Approve the letters as prepared; who prepared them cannot."""
    told = read(file, table)
    with bar_of(quiet=as_json) as bar:
        done = rounds.approve(told, Drafts(told), going(by, on), progress=_on(bar))
    end(done, "approved", as_json=as_json)


@round_app.command("release")
def release(
    file: File,
    *,
    table: Table_ = None,
    by: By = None,
    on: On = None,
    override: Annotated[
        bool,
        typer.Option("--override", help="Send also where fairness was set aside on record."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print every letter, then record and hand them over. Stopped, it is run again and goes on."""
    told = read(file, table)
    send(told, going(by, on), override=override, as_json=as_json)


def send(told: RoundFile, who: Going, *, override: bool, as_json: bool) -> None:
    """Release a round with a bar, and say what came of it."""
    with bar_of(quiet=as_json) as bar:
        done = releases.release(told, Drafts(told), who, override=override, progress=_on(bar))
    end(done, "released", as_json=as_json)


@round_app.command("preview")
def preview(
    file: File,
    *,
    table: Table_ = None,
    like: Like = None,
    state: InState = None,
    standing: Standing = None,
    as_json: AsJson = False,
) -> None:
    """List every letter with its clauses, what to look at, and what it says that others do not."""
    told = read(file, table)
    matters = chosen(told, like=like, state=state, standing=standing)
    letters = list(shown(told, matters, known=today(), record=Record()))
    unlike = differences(letters)
    if as_json:
        show_json([_as_dict(one, unlike.get(one.matter)) for one in letters])
    else:
        _list(told, letters, unlike)
    raise typer.Exit(REFUSED if any(one.refusal for one in letters) else 0)


@round_app.command("status")
def status(
    file: Annotated[str, typer.Argument(help="The round's file or name.", show_default=False)],
    *,
    review: Annotated[str | None, typer.Option("--review", metavar="ID")] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Show how far each recipient's letter has come."""
    show_status(*named(file, review), on=day(on, "on"), as_json=as_json)


# --- shared with `proviso letters` -----------------------------------------------------------


def read(path: Path, table: Path | None = None) -> RoundFile:
    """The round that the file tells. Ends the command with exit 2 if it cannot be read."""
    ensure()
    found = round_file(path, recipients=table)
    return found if not isinstance(found, Refusal) else _unread(found)


def _unread(refusal: Refusal) -> NoReturn:
    bad(f"{refusal.reason} {refusal.cure}")


def chosen(
    told: RoundFile,
    *,
    like: str | None = None,
    state: str | None = None,
    standing: str | None = None,
) -> tuple[str, ...]:
    """The matters: as asked on the command line, else as the file says, else as prepared."""
    asked = Choice(like=like, state=state, standing=standing)
    record = Record()
    if asked:
        told = replace(told, recipients=asked)
    elif not told.recipients:
        held = record.review(told.review, known=today()).sendings.named.get(told.round)
        if held is not None:
            return held.matters
    found = recipients(record, told, known=today())
    return found if not isinstance(found, Refusal) else _unread(found)


def going(by: str | None, on: str | None) -> Going:
    name = by or os.environ.get("PROVISO_BY") or getpass.getuser()
    return Going(by=name, at=now(), on=day(on, "on"))


def _on(bar) -> Progress:  # type: ignore[no-untyped-def]
    names = {"compose": "Composing", "print": "Printing", "send": "Sending"}
    tasks: dict[str, int] = {}

    def progress(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(names[step], total=total)
        bar.update(tasks[step], completed=done, total=total)

    return progress


def end(done: Done, what: str, *, as_json: bool) -> None:
    """Sign the ledger's head, and say what was done and what was not."""
    if done.recorded:
        _sign()
    if as_json:
        show_json(asdict(done))
    else:
        _say(done, what)
    raise typer.Exit(REFUSED if done.problems else 0)


def _sign() -> None:
    """Sign the ledger's head; what was recorded stands where that cannot be written."""
    try:
        with sitting() as one:
            one.checkpoint()
    except (OSError, DatabaseError) as trouble:
        said = f"The ledger's head could not be signed: {trouble}. The next thing that is recorded signs it."
        err.print(escape(said), soft_wrap=True)


def _say(done: Done, what: str) -> None:
    for one in done.problems:
        where = f"{one.matter}: " if one.matter else ""
        said = f"{where}{one.refusal.reason} {one.refusal.cure} ({one.refusal.code})"
        err.print(escape(said), soft_wrap=True)
    if not done.recorded:
        err.print("[bold]Refused. Nothing was recorded and nothing was sent.[/bold]")
        return
    of = counted(done.letters, "letter")
    began = f"Round {what}" if what != "released" or done.sent or done.before else "Not released"
    out.print(f"{began}: {of}, digest {done.digest}.", soft_wrap=True)
    if what == "released":
        before = f" {done.before:,} had gone before." if done.before else ""
        left = f" {len(done.problems):,} did not go." if done.problems else ""
        were = "was" if done.sent == 1 else "were"
        sent = f"{counted(done.sent, 'letter')} {were} recorded and handed to the workers."
        out.print(f"{sent}{before}{left}")


def show_status(review: str, name: str, *, on: date, as_json: bool) -> None:
    found = round_status(Record(), review, name, on=on, known=today())
    if isinstance(found, NotAsked):
        bad(found.why, found.instead)
    if as_json:
        show_json({**asdict(found), "counts": counts(found.recipients)})
        return
    _status(found)


def named(file: str, review: str | None) -> tuple[str, str]:
    """The review and the name of a round, from its file or its name. Ends the command with exit 2 if there is none."""
    if file.endswith(".toml"):
        told = read(Path(file))
        return told.review, told.round
    ensure()
    found = review or review_with(Record(), file, known=today())
    if isinstance(found, NotAsked):
        bad(found.why, found.instead)
    return found, file


def _status(found: RoundStatus) -> None:
    held = found.sending
    out.print(f"[bold]{escape(found.round)}[/bold]  {escape(found.title)}", soft_wrap=True)
    if held:
        out.print(
            f"{held.stage}: prepared by {escape(held.prepared_by)}, approved by "
            f"{escape(held.approved_by or 'nobody yet')}, released by "
            f"{escape(held.released_by or 'nobody yet')}",
            soft_wrap=True,
        )
    told = ", ".join(f"{many} {state}" for state, many in counts(found.recipients).items())
    out.print(f"{len(found.recipients):,} recipients: {told or 'none'}\n")
    table = Table("matter", "recipient", "state", "since", "errand", "to", box=None, pad_edge=False)
    for one in found.recipients:
        doubt = " (says it did not get it)" if one.non_receipt else ""
        cells = (
            one.matter,
            one.name,
            f"{one.state}{doubt}",
            one.since or "",
            one.errand or "",
            one.to,
        )
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)


# --- the preview -----------------------------------------------------------------------------


def _as_dict(one: Shown, unlike: Unlike | None) -> dict[str, object]:
    planned = one.planned
    return {
        "matter": one.matter,
        "name": one.name,
        "letter": planned.letter if planned else None,
        "addressee": planned.addressee if planned else None,
        "channel": str(planned.channel) if planned else None,
        "to": planned.to if planned else None,
        "due": planned.due if planned else None,
        "clauses": list(planned.draft.clauses) if planned else [],
        "cautions": [asdict(caution) for caution in one.cautions],
        "refusal": asdict(one.refusal) if one.refusal else None,
        "says": ["".join(f"{part.text} " for part in line).strip() for line in unlike.says]
        if unlike
        else [],
        "lacks": list(unlike.lacks) if unlike else [],
    }


def _list(told: RoundFile, letters: Sequence[Shown], unlike: dict[str, Unlike]) -> None:
    out.print(
        f"[bold]{escape(told.round)}[/bold]: {escape(told.kind)} of {told.on}, "
        f"{len(letters):,} letters, due {told.due or 'no day'}\n"
    )
    for one in letters:
        _letter(one, unlike.get(one.matter))
    look = sum(bool(one.cautions) for one in letters)
    wrong = sum(one.refusal is not None for one in letters)
    out.print(f"{look:,} letters to look at, {wrong:,} that cannot be made.")


def _letter(one: Shown, unlike: Unlike | None) -> None:
    out.print(f"[bold]{escape(one.matter)}[/bold]  {escape(one.name)}", soft_wrap=True)
    if one.refusal is not None:
        said = f"  cannot be made: {one.refusal.reason} {one.refusal.cure}"
        out.print(f"[red]{escape(said)}[/red]", soft_wrap=True)
    if one.planned is not None:
        to = f"  to {one.planned.addressee} by {one.planned.channel}"
        out.print(escape(to), soft_wrap=True)
        out.print(escape(f"  clauses: {', '.join(one.planned.draft.clauses) or 'none'}"))
    for caution in one.cautions:
        said = f"  look: {caution.says} ({caution.code})"
        out.print(f"[yellow]{escape(said)}[/yellow]", soft_wrap=True)
    for line in unlike.says if unlike else ():
        told = " ".join(
            f"[reverse]{escape(part.text)}[/reverse]" if part.differs else escape(part.text)
            for part in line
        )
        out.print(f"  [green]+[/green] {told}", soft_wrap=True)
    for lack in unlike.lacks if unlike else ():
        out.print(f"  [red]-[/red] [dim]{escape(lack)}[/dim]", soft_wrap=True)
    out.print()
