"""`proviso contacts`: whether the officers on record can be reached, and bringing new ones in. Found in queries/contacts."""

import getpass
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts.contacts import Came, bring_in_contacts, said
from proviso.cli.app import App, app
from proviso.cli.asking import (
    BAD_QUESTION,
    REFUSED,
    AsJson,
    Known,
    On,
    Review,
    bad,
    day,
    err,
    out,
    show_json,
)
from proviso.cli.installation import ready
from proviso.outside.clock import now
from proviso.queries.contacts import Health, contacts_on
from proviso.queries.record import Record

contacts_app = App(
    help="Whether the officers on record can be reached, and bringing new ones in.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(contacts_app, name="contacts")


@contacts_app.command("check")
def check(
    *,
    review: Review = None,
    on: On = None,
    known: Known = None,
    every: Annotated[bool, typer.Option("--all", help="List those in good health, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List contacts that a letter may not reach, of open matters: never verified, stale, returned, no address, not an address, one address in two spellings or of two bodies, nobody on record.

    Exit: 0 all are in good health, 3 some are not.
    """
    record = Record()
    if review is not None and review not in record.reviews:
        bad(f"{review!r} is not a review on record.", record.reviews)
    found = contacts_on(record, on=day(on, "on"), known=day(known, "known"), review=review)
    ill = [one for one in found if one.ills]
    shown = found if every else ill
    if as_json:
        counts = Counter(each.code for one in ill for each in one.ills)
        contacts = [asdict(one) for one in shown]
        show_json({"contacts": contacts, "in_good_health": len(found) - len(ill), "ills": counts})
    else:
        _list(shown)
        _by_channel(found)
    raise typer.Exit(REFUSED if ill else 0)


def _list(found: Sequence[Health]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("matter", "contact", "channel", "verified", "last proven", "what is wrong"):
        table.add_column(column, overflow="fold")
    for one in found:
        cells = (
            one.matter,
            f"{one.contact}: {one.name or one.office}" if one.contact else "none",
            one.channel or "unknown",
            one.verified or "never",
            one.proven or "never",
            "; ".join(each.says for each in one.ills) or "nothing",
        )
        table.add_row(*(escape(str(cell)) for cell in cells))
    if found:
        out.print(table)
        out.print()
    cures = {each.code: each.cure for one in found for each in one.ills}
    for code, cure in cures.items():
        out.print(escape(f"{code}: {cure}"), soft_wrap=True)


def _by_channel(found: Sequence[Health]) -> None:
    """How many of each channel are in good health."""
    many = Counter(one.channel for one in found if one.contact)
    good = Counter(one.channel for one in found if not one.ills)
    for channel, number in many.items():
        out.print(escape(f"By {channel}: {good[channel]:,} of {number:,} in good health."))
    if nobody := sum(not one.contact for one in found):
        out.print(f"Matters with nobody on record to write to: {nobody:,}.")
    if not found:
        out.print("No open matter is on record.")


@contacts_app.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="A table in CSV.", show_default=False)],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and every problem.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", help="Who records it. Default: PROVISO_BY, the login."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring contacts in from a table: matter, contact, office, channel; name, address, on, verified_on, how, supersedes, why, note.

    Each is noted, verified where verified_on is told, and takes the place of the one named in
    supersedes. What is on record already is left as it is. If anything is wrong, every problem is
    listed with file, line, field, what was found and what is expected, and nothing is written.

    Exit: 0 brought in (or it could be, with --dry-run), 2 there are problems.
    """
    who = by or os.environ.get("PROVISO_BY") or getpass.getuser()
    with ready(on_trial=dry_run):
        came = bring_in_contacts(file, by=who, at=now(), dry_run=dry_run)
    if as_json:
        show_json({"dry_run": dry_run, **asdict(came)})
        raise typer.Exit(BAD_QUESTION if came.problems else 0)
    if came.problems:
        _problems(came)
    done = "could be" if dry_run else "were"
    out.print(
        f"Contacts that {done} noted: {came.noted:,}; verified: {came.verified:,}; "
        f"superseded: {came.superseded:,}; on record already: {came.known:,}.{' Nothing was written.' if dry_run else ''}",
        soft_wrap=True,
    )


def _problems(came: Came) -> NoReturn:
    for one in came.problems:
        err.print(escape(said(one)), soft_wrap=True)
    many = "1 problem" if len(came.problems) == 1 else f"{len(came.problems)} problems"
    err.print(f"[bold]{many}. Nothing was written.[/bold]")
    raise typer.Exit(BAD_QUESTION)
