"""`proviso ledger`: verify, export, head. What it means is in queries/ledger."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from proviso.cli.app import app
from proviso.cli.asking import BAD_QUESTION, AsJson, bad, err, out, show_json
from proviso.domain.verifying import Verdict
from proviso.queries import ledger

BROKEN = 3
group = typer.Typer(no_args_is_help=True, help="Verify, export and show the head of the ledger.")
app.add_typer(group, name="ledger")


@group.command("verify")
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(help="An export to verify; without it, the installation's database."),
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="The public key you hold: checkpoints must be signed by it.")
    ] = None,
    held: Annotated[
        str | None,
        typer.Option(metavar="ROOT", help="A tree head you hold: some checkpoint must carry it."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every entry, every chain, every signed checkpoint.

    A byte changed anywhere is named by stream and entry. Someone who holds the signing key and
    the database could rewrite both: against that, compare with a head that is held elsewhere
    (--key, --held).

    Exit: 0 it holds, 3 it does not, 2 there is nothing to verify.
    """
    found = _of_file(file) if file else ledger.verify_database()
    problems = [f"stream {one.stream}, entry {one.number}: {one.why}" for one in found.breaks]
    problems += found.problems
    problems += _held(found, key, held)
    if as_json:
        show_json({"holds": not problems, "problems": problems, **_counts(found)})
    else:
        _show(found, problems)
    raise typer.Exit(BROKEN if problems else 0)


def _of_file(file: Path) -> Verdict:
    try:
        with file.open("rb") as lines:
            return ledger.verify_export(lines)
    except OSError as trouble:
        bad(f"{file} cannot be read: {trouble.strerror}.")


def _held(found: Verdict, key: str | None, held: str | None) -> list[str]:
    problems = []
    if key is not None and found.key != key:
        problems.append(f"the checkpoints are signed by {found.key}, not by the key you hold")
    if held is not None and held not in found.roots:
        problems.append("no checkpoint carries the tree head you hold: the history was rewritten")
    return problems


def _counts(found: Verdict) -> dict[str, object]:
    return {
        "entries": found.entries,
        "streams": found.streams,
        "checkpoints": found.checkpoints,
        "unsigned": found.unsigned,
        "root": found.root,
        "key": found.key,
    }


def _show(found: Verdict, problems: list[str]) -> None:
    if problems:
        err.print(f"[red][bold]The ledger does not hold:[/bold][/red] {len(problems)} found.")
        for one in problems[:50]:
            err.print(f"  {one}", soft_wrap=True)
        return
    out.print(
        f"[green][bold]The ledger holds.[/bold][/green] {found.entries:,} entries in "
        f"{found.streams:,} streams, {found.checkpoints} signed checkpoints, "
        f"{found.unsigned} entries since the last."
    )
    out.print(f"Tree head {found.root}\nSigned by {found.key or 'nobody yet'}", soft_wrap=True)


@group.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write; an existing file is not touched.")],
) -> None:
    """Write the whole ledger to one file that anyone can verify without a database."""
    if file.exists():
        bad(f"{file} exists already. Name another file, or move it away.")
    total = ledger.head().entries
    draft = file.with_name(f".{file.name}.part")
    try:
        with Progress(console=err, transient=True) as progress, draft.open("wb") as to:
            task = progress.add_task("Exporting", total=total)
            for line in ledger.export_lines():
                to.write(line)
                progress.advance(task)
        draft.rename(file)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        err.print(f"{file} cannot be written: {trouble.strerror}. Nothing was left behind.")
        raise typer.Exit(BAD_QUESTION) from trouble
    out.print(f"{total:,} entries written to {file}. Check it: proviso ledger verify {file}")


@group.command("head")
def head(as_json: AsJson = False) -> None:
    """Show the tree head over all streams, and the last one that was signed."""
    found = ledger.head()
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
    out.print(f"{found.entries:,} entries in {found.streams:,} streams\nTree head {found.root}")
    if found.checkpoint is None:
        out.print("Not signed yet.")
        return
    same = "the same" if found.signed_root == found.root else found.signed_root
    out.print(f"Checkpoint {found.checkpoint}, signed at {found.signed_at}: {same}")
    out.print(f"Signed by {found.key}", soft_wrap=True)
