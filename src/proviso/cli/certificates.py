"""`proviso certificate`: the service of one letter, certified. Found in queries/receipts; the words are in domain/certificates."""

from collections.abc import Iterator
from typing import Annotated, NoReturn

import typer
from django.db import DatabaseError
from rich.markup import escape

from proviso.cli.app import app
from proviso.cli.asking import AsJson, Known, On, bad, day, err, out, show_json
from proviso.domain import certificates
from proviso.domain.certificates import Certificate, Row
from proviso.domain.encoding import Unreadable
from proviso.queries import ledger, receipts
from proviso.queries.may import NotAsked
from proviso.queries.record import Record

DOES_NOT_HOLD = 3
Matter = Annotated[str, typer.Argument(help="The matter's id, such as J18-FY2016.")]
Letter = Annotated[str, typer.Argument(help="The letter's name in that matter.")]


@app.command("certificate")
def certificate(
    matter: Matter, letter: Letter, on: On = None, known: Known = None, as_json: AsJson = False
) -> None:
    """Certify the service of one letter: what was delivered, to whom, when, how, by which entries.

    It says as plainly that a letter was not received, and what is not known.

    [bold]Example[/bold]

      proviso certificate J18-FY2016 L-J18-2018-01-24 --on 2018-02-23

    Exit: 0 service is proven, 3 it is not (or is disputed), 2 there is no such letter.
    """
    when, seen = day(on, "on"), day(known, "known")
    needs_ledger()
    try:
        found = receipts.certificate_of(Record(), matter, letter, on=when, known=seen)
    except (DatabaseError, Unreadable, ValueError) as trouble:
        damaged(trouble)
    if isinstance(found, NotAsked):
        bad(escape(found.why), found.instead)
    if as_json:
        show_json(certificates.as_json(found))
    else:
        _say(found)
    raise typer.Exit(0 if found.holds else DOES_NOT_HOLD)


def needs_ledger() -> None:
    """End with exit 2 where there is no ledger to look at."""
    if why := ledger.why_no_ledger():
        bad(f"There is no ledger here: {escape(why)}. Set one up: proviso demo, or proviso import.")


def damaged(trouble: Exception) -> NoReturn:
    """End with exit 3: the ledger is there, and cannot be read."""
    err.print(escape(f"The ledger cannot be read: {trouble}."), soft_wrap=True)
    err.print("See all that is wrong: proviso ledger verify")
    raise typer.Exit(DOES_NOT_HOLD) from trouble


def printable(text: str) -> str:
    """What came from elsewhere may be anything: what would steer the terminal is shown escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _say(found: Certificate) -> None:
    for line in certificates.said(found):
        out.print(printable(line), soft_wrap=True, markup=False, emoji=False)
    for title, lines in _parts(found):
        if lines:
            out.print(f"\n[bold]{title}[/bold]")
        for line in lines:
            out.print(f"  {printable(line)}", soft_wrap=True, markup=False, emoji=False)


def _parts(found: Certificate) -> Iterator[tuple[str, list[str]]]:
    yield "What happened", [_step(one) for one in found.steps]
    yield "On a day that is not known", [_step(one) for one in found.undated]
    yield "Files", [f"{one.name}: SHA-256 {one.sha256}" for one in found.files]
    yield (
        "What it rests on",
        [
            f"{one.source}: {one.outlet}, {one.title}, {one.address} "
            f"({f'SHA-256 {one.sha256}' if one.sha256 else 'no copy is held'})"
            for one in found.sources
        ],
    )
    yield "Not known", list(certificates.not_known(found))


def _step(row: Row) -> str:
    entry = row.entry
    proof = f"checkpoint {row.checkpoint}" if row.checkpoint else "not signed yet"
    rests = f"; rests on {', '.join(entry.evidence)}" if entry.evidence else ""
    sure = f"; {entry.confidence} confidence" if entry.confidence != "unstated" else ""
    learned = f"; learned on {entry.learned}" if entry.learned != entry.on else ""
    return f"{certificates.step_said(row)} ({entry.ref}, {proof}{rests}{sure}{learned})"
