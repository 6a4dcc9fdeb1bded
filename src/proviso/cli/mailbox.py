"""`proviso mailbox`: what comes back by mail is taken, each message once; what waits for a person is listed and settled."""

import getpass
import os
from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts import arrivals, errands
from proviso.cli.app import App, app
from proviso.cli.asking import REFUSED, AsJson, bad, err, out, show_json
from proviso.cli.installation import ensure, there
from proviso.domain.arrivals import Arrival
from proviso.domain.refusals import Refusal
from proviso.outside import mailbox
from proviso.outside.folders import NotKept
from proviso.outside.mailbox import MailboxUnreachable, Place
from proviso.queries import arrivals as queries
from proviso.queries.record import Record

RUN = "mailbox"
mailbox_app = App(
    help="What comes back by mail: bounces, delivery notices, replies. See docs/mail.md.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(mailbox_app, name="mailbox")
Name = Annotated[
    str, typer.Argument(metavar="MESSAGE", help="Its name, as listed, or its beginning.")
]


@mailbox_app.command("poll")
def poll(
    *,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Another mailbox than PROVISO_MAILBOX_URL."),
    ] = None,
    every: Annotated[
        int,
        typer.Option(
            "--every",
            min=1,
            metavar="MINUTES",
            help="How often it is run; longer silence is reported as missed.",
        ),
    ] = 60,
    as_json: AsJson = False,
) -> None:
    """Take every message that came: bounces and deliveries go on the record of their letters, the rest waits for a person.

    The mailbox is a maildir folder (maildir:///srv/mail/returns) or one over IMAP
    (imaps://user:password@host/INBOX). Each message is taken once, kept, and then marked as seen;
    nothing is deleted. Whatever names no letter of ours or cannot be read is kept and listed.

    Exit: 0 taken, 2 no such mailbox, 3 the mailbox cannot be read now (what was taken stands).
    """
    place = _place(url)
    ensure()
    with errands.run(RUN, every=timedelta(minutes=every)) as says:
        new, again = _taken(place)
        says(f"{len(new)} messages taken.")
    if as_json:
        show_json({"taken": [_plain(one) for one in new], "again": again})
        return
    counts = Counter(one.kind for one in new)
    told = ", ".join(f"{many} {kind}" for kind, many in counts.items()) or "nothing new"
    out.print(f"Taken: {told}. Already known: {again}.")
    _list([one for one in new if one.open])


def _taken(place: Place) -> tuple[list[Arrival], int]:
    """What was taken now, and how many had been before. Ends the command with exit 3 if the mailbox is away."""
    new: list[Arrival] = []
    again = 0
    try:
        with mailbox.opened(place) as box:
            for one in arrivals.poll(box):
                again += one.again
                new += [] if one.again else [one.arrival]
    except (MailboxUnreachable, OSError) as trouble:
        says = f"{trouble} What was taken before stands; run it again."
        err.print(escape(says), soft_wrap=True)
        raise typer.Exit(REFUSED) from trouble
    return new, again


def _place(url: str | None) -> Place:
    found = mailbox.place(url) if url else mailbox.configured()
    if found is None:
        bad(
            "No mailbox is set. Set PROVISO_MAILBOX_URL, or give --url maildir:///srv/mail/returns."
        )
    if isinstance(found, Refusal):
        bad(f"{found.reason} {found.cure}")
    return found


@mailbox_app.command("list")
def listed(
    *,
    every: Annotated[bool, typer.Option("--all", help="Those that wait for nobody, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what came and waits for a person: replies, what names no letter of ours, what cannot be read.

    Exit: 0 nothing waits, 3 something does.
    """
    there()
    found = queries.came(Record(), every=every)
    waiting = [one for one in found if one.open]
    if as_json:
        show_json([_plain(one) for one in found])
    else:
        _list(found)
        out.print(f"Messages that wait for a person: {len(waiting):,}.")
    raise typer.Exit(REFUSED if waiting else 0)


@mailbox_app.command("show")
def show(name: Name, as_json: AsJson = False) -> None:
    """Show one message as it was understood, and where its bytes are kept. Nothing in it is opened or run."""
    there()
    try:
        found = queries.message(Record(), name)
    except NotKept as trouble:
        bad(str(trouble))
    if found is None:
        bad(
            f"No message begins with {name[:60]!r}, or several do. List them: proviso mailbox list --all"
        )
    arrival, content = found
    if as_json:
        show_json({**_plain(arrival), "bytes": len(content)})
        return
    for label, text in _plain(arrival).items():
        out.print(escape(f"{label}: {text or 'nothing'}"), soft_wrap=True)
    out.print(f"bytes: {len(content):,}, kept under its sha256")


@mailbox_app.command("settle")
def settle(
    name: Name,
    why: Annotated[str, typer.Option("--why", help="What was done about it; kept.")],
    by: Annotated[
        str | None,
        typer.Option("--by", help="Who says so. Default: PROVISO_BY, else the login."),
    ] = None,
) -> None:
    """Say what was done about a message that waits; on its matter's record, where it names a letter.

    Exit: 0 done, 3 refused with the reason.
    """
    there()
    who = by or os.environ.get("PROVISO_BY") or getpass.getuser()
    found = arrivals.settle(name, why=why, by=who)
    if isinstance(found, Refusal):
        err.print(f"[bold]Refused[/bold] ({escape(found.code)}).", soft_wrap=True)
        err.print(escape(f"{found.reason}\nWhat to do: {found.cure}"), soft_wrap=True)
        raise typer.Exit(REFUSED)
    out.print(f"The message {found.sha256[:12]} is settled.")


def _list(found: "list[Arrival] | tuple[Arrival, ...]") -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("message", "kind", "from", "letter", "waits because", "settled"):
        table.add_column(column, overflow="fold")
    for one in found:
        cells = (
            one.sha256[:12],
            one.kind,
            one.sender,
            one.letter or "none",
            one.waits,
            one.settled,
        )
        table.add_row(*(escape(cell) for cell in cells))
    if found:
        out.print(table)


def _plain(one: Arrival) -> dict[str, object]:
    return {**asdict(one), "waiting": one.open}
