"""`proviso ics`: due dates as a calendar that others subscribe to. Found in queries/calendars."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from proviso.cli.app import app
from proviso.cli.asking import BAD_QUESTION, Known, On, Review, bad, day, err
from proviso.cli.installation import there
from proviso.cli.named import government_named, review_named
from proviso.domain.addresses import Address, address
from proviso.domain.refusals import Refusal
from proviso.outside.clock import today
from proviso.people.roles import account, actor_of
from proviso.queries.calendars import Asked, calendar
from proviso.queries.door import Door
from proviso.queries.record import Record

Respondent = Annotated[
    str | None,
    typer.Option(
        "--respondent", metavar="ID", help="One government: an OCD id, or an id such as J17."
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="EMAIL",
        help="The matters that this account may see today: its e-mail address or its id.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write it there, at once. Default: print it."),
]
Tasks = Annotated[bool, typer.Option("--tasks", help="As tasks. Default: as all-day events.")]
Organizer = Annotated[
    str | None,
    typer.Option("--organizer", metavar="ADDRESS", help="The agency's address for mail."),
]


@app.command("ics")
def ics(
    *,
    review: Review = None,
    respondent: Respondent = None,
    person: Person = None,
    out: Out = None,
    tasks: Tasks = False,
    organizer: Organizer = None,
    on: On = None,
    known: Known = None,
) -> None:
    """Write the due dates of a review, of one respondent or for one person, as an iCalendar feed (RFC 5545).

    Each date is a day without a time, says how it was counted, and keeps its name for life; a
    change is counted, so that every program takes the later one. A date that was met, or whose
    matter is closed, stays in the feed and is cancelled. The same record gives the same bytes.

      proviso ics --respondent J17 --out j17.ics

      proviso ics --person ada@demo.example --out ada.ics

    Exit: 0 written, 2 no such review, respondent or account, or the file cannot be written.
    """
    there()
    record = _seen_by(person) if person is not None else Record()
    asked = Asked(
        on=day(on, "on"),
        known=day(known, "known"),
        review=review_named(record, review),
        respondent=government_named(respondent),
    )
    sender = _sender(organizer)
    made = calendar(record, asked, organizer=sender, shape="tasks" if tasks else "events")
    if isinstance(made, Refusal):
        err.print(f"{made.reason} {made.cure}", soft_wrap=True)
        raise typer.Exit(BAD_QUESTION)
    if out is None:
        sys.stdout.buffer.write(made)
        return
    _write(out, made)


def _sender(organizer: str | None) -> Address | None:
    sender = address(organizer) if organizer else None
    if isinstance(sender, Refusal):
        bad(f"--organizer: {sender.reason} {sender.cure}")
    return sender


def _seen_by(person: str) -> Record:
    """What the person may see today, whatever day is asked about: a role that has ended shows nothing."""
    user = account(person)
    if user is None:
        bad(f"No account has the address or id {person!r}.", ("proviso people list",))
    if not user.is_active:
        bad(f"The account of {user.name} is closed, so there is no calendar for it.")
    return Door(actor_of(user), on=today()).record()


def _write(path: Path, content: bytes) -> None:
    """Put the file there at once: who reads it meanwhile has the one before, or this one, whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        bad(f"{path} cannot be written: {trouble.strerror or trouble}.")
