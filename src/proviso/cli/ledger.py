"""`proviso ledger`: verify, export, head. What it means is in queries/ledger."""

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Annotated, NoReturn

import typer
from django.db import DatabaseError
from rich.progress import Progress

from proviso.cli.app import App, app
from proviso.cli.asking import BAD_QUESTION, AsJson, bad, counted, err, out, show_json
from proviso.domain.exporting import LONGEST_LINE, Unexportable
from proviso.domain.verifying import Verdict
from proviso.queries import ledger

BROKEN = 3
SHOWN = 50
DIGITS = re.compile("[0-9a-f]{64}")
group = App(no_args_is_help=True, help="Verify, export and show the head of the ledger.")
app.add_typer(group, name="ledger")


@group.command("verify")
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(help="An export to verify; without it, the installation's database."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            metavar="KEY", help="The public key you hold: checkpoints must be signed by it."
        ),
    ] = None,
    held: Annotated[
        str | None,
        typer.Option(metavar="ROOT", help="A tree head you hold: the ledger must have had it."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every entry, every chain, every signed checkpoint.

    A byte changed in an entry is named by stream and entry, one elsewhere by its part of the
    file; free space in the database file, which nothing reads, is not looked at. Someone who holds
    the signing key and the database could rewrite both, and entries since the last checkpoint are
    not signed yet: against that, compare with a head that is held elsewhere (--key, --held).

    Exit: 0 it holds, 3 it does not, 2 there is nothing to verify.
    """
    _digits(key, "--key")
    _digits(held, "--held")
    found = _of_file(file) if file else _of_database()
    problems = [*map(str, found.breaks), *found.problems, *_held(found, key, held)]
    if as_json:
        notes = list(found.notes)
        show_json({"holds": not problems, "problems": problems, "notes": notes, **_counts(found)})
    else:
        _show(found, problems)
    raise typer.Exit(BROKEN if problems else 0)


def _digits(given: str | None, option: str) -> None:
    if given is not None and not DIGITS.fullmatch(given):
        bad(f"{option} expects 64 hexadecimal digits in small letters, found {given[:80]!r}.")


def _of_database() -> Verdict:
    _there()
    with err.status("Verifying"):
        return ledger.verify_database()


def _of_file(file: Path) -> Verdict:
    try:
        with file.open("rb") as lines, err.status("Verifying"):
            return ledger.verify_export(iter(partial(lines.readline, LONGEST_LINE), b""))
    except OSError as trouble:
        bad(f"{file} cannot be read: {trouble.strerror}.")


def _held(found: Verdict, key: str | None, held: str | None) -> Iterator[str]:
    if key is not None and found.key != key:
        signed = f"the checkpoints are signed by {found.key}" if found.key else "nothing is signed"
        yield f"{signed}, and not by the key you hold"
    if held is not None and held not in (*found.roots, found.root):
        yield (
            "the tree head you hold is that of no checkpoint, and not that of the ledger as it "
            "stands: history was rewritten or cut off, or this is another ledger"
        )


def _counts(found: Verdict) -> dict[str, object]:
    return {
        "breaks": [
            {"stream": one.stream, "entry": one.number, "why": one.why} for one in found.breaks
        ],
        "entries": found.entries,
        "streams": found.streams,
        "checkpoints": found.checkpoints,
        "unsigned": found.unsigned,
        "root": found.root,
        "key": found.key,
    }


def _show(found: Verdict, problems: list[str]) -> None:
    if problems:
        many = counted(len(problems), "problem")
        err.print(f"[red][bold]The ledger does not hold:[/bold][/red] {many} found.")
        for one in problems[:SHOWN]:
            err.print(f"  {_printable(one)}", soft_wrap=True, markup=False, emoji=False)
        if len(problems) > SHOWN:
            err.print(f"  And {len(problems) - SHOWN} more. All of them: --json")
        return
    out.print(
        f"[green][bold]The ledger holds.[/bold][/green] "
        f"{counted(found.entries, 'entry', 'entries')} in {counted(found.streams, 'stream')}, "
        f"{counted(found.checkpoints, 'signed checkpoint')}, "
        f"{counted(found.unsigned, 'entry', 'entries')} since the last."
    )
    for one in found.notes:
        out.print(f"Noted: {_printable(one)}.", soft_wrap=True, markup=False, emoji=False)
    out.print(f"Tree head {found.root}\nSigned by {found.key or 'nobody yet'}", soft_wrap=True)


def _printable(text: str) -> str:
    """Damaged bytes may be anything: what would steer the terminal is shown escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


@group.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write; an existing file is not touched.")],
) -> None:
    """Write the whole ledger to one file that anyone can verify without a database."""
    device = file.exists() and not (file.is_file() or file.is_dir())
    if file.exists() and not device:
        bad(f"{file} exists already. Name another file, or move it away.")
    _there()
    if why := ledger.why_no_database():
        _damaged(why)
    draft = file if device else file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with draft.open("wb" if device else "xb") as to:
            total = _write(to)
        if not device:
            draft.rename(file)
    except OSError as trouble:
        err.print(f"{file} cannot be written: {trouble.strerror}. Nothing was left behind.")
        raise typer.Exit(BAD_QUESTION) from trouble
    except (Unexportable, DatabaseError) as trouble:
        _damaged(f"{trouble}")
    finally:
        if not device:
            with suppress(OSError):
                draft.unlink()
    many = counted(total, "entry", "entries")
    if device:  # what goes there is the export, and nothing else
        err.print(f"{many} written.")
    else:
        out.print(f"{many} written to {file}. Check it: proviso ledger verify {file}")


def _there() -> None:
    if why := ledger.why_no_ledger():
        bad(f"There is no ledger here: {why}. Set one up: proviso demo, or proviso import.")


def _damaged(why: str) -> NoReturn:
    err.print(f"The ledger is damaged: {_printable(why)}.", markup=False, soft_wrap=True)
    err.print("Nothing was written. See all that is wrong: proviso ledger verify")
    raise typer.Exit(BROKEN)


def _write(to: IO[bytes]) -> int:
    """Write all lines; how many of them are entries, as the last line says."""
    line = b""
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("Exporting", total=ledger.count())
        for line in ledger.export_lines():
            to.write(line)
            progress.advance(task)
    to.flush()
    if stat.S_ISREG(os.fstat(to.fileno()).st_mode):
        os.fsync(to.fileno())
    return int(json.loads(line)["entries"])


@group.command("head")
def head(as_json: AsJson = False) -> None:
    """Show the tree head over all streams, and the last one that was signed."""
    _there()
    if why := ledger.why_no_database():
        _damaged(why)
    try:
        found = ledger.head()
    except (DatabaseError, ValueError) as trouble:
        _damaged(f"{trouble}")
    if as_json:
        show_json(
            {
                "entries": found.entries,
                "streams": found.streams,
                "root": found.root,
                "checkpoint": found.checkpoint,
                "signed_root": found.signed_root,
                "signed_at": found.signed_at,
                "key": found.key,
            }
        )
        return
    entries, streams = counted(found.entries, "entry", "entries"), counted(found.streams, "stream")
    out.print(f"{entries} in {streams}\nTree head {found.root}")
    if found.checkpoint is None:
        out.print("Not signed yet.")
        return
    same = "the same" if found.signed_root == found.root else found.signed_root
    out.print(f"Checkpoint {found.checkpoint}, signed at {found.signed_at}: {same}")
    out.print(f"Signed by {found.key}", soft_wrap=True)
