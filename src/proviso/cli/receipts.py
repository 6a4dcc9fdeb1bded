"""`proviso receipt`, `sign-receipt`, `verify-receipt`: what was handed over, provable elsewhere. Found in queries/receipts; the format is in docs/receipts.md."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import DatabaseError
from rich.markup import escape

from proviso.acts.perform import sitting
from proviso.cli.app import app
from proviso.cli.asking import AsJson, On, bad, counted, day, err, out, show_json
from proviso.cli.certificates import (
    DOES_NOT_HOLD,
    Letter,
    Matter,
    damaged,
    needs_ledger,
    printable,
)
from proviso.domain.encoding import Unreadable
from proviso.domain.inclusion import signed_in
from proviso.domain.manifests import Acknowledged, Handed, hand, hand_sealed
from proviso.domain.receipts import Checked, Receipt, countersign, receipt_from, statement
from proviso.domain.refusals import Refusal
from proviso.outside import keys, own_key
from proviso.outside.clock import now
from proviso.queries import receipts as queries
from proviso.queries.may import NotAsked
from proviso.queries.record import Record

DIGITS = re.compile("[0-9a-f]{64}")
LONGEST = 1 << 28
TOLD = ("about", "letter", "handed_over", "files", "acknowledged", "entries", "made")

Out = Annotated[
    Path, typer.Option("--out", help="Where to write; an existing file is not touched.")
]
Files = Annotated[
    list[str] | None,
    typer.Option("--file", metavar="NAME=PATH", help="A file, under its name in the receipt."),
]
Sealed = Annotated[
    list[Path] | None,
    typer.Option(help="A sealed file: the receipt holds its SHA-256 and nothing else."),
]
AcknowledgedBy = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who acknowledged the handing over.")
]
AcknowledgedOn = Annotated[
    str | None, typer.Option(metavar="DATE", help="On which day. Default: today.")
]
AcknowledgedHow = Annotated[str, typer.Option(metavar="TEXT", help="How it was acknowledged.")]
Sign = Annotated[
    bool,
    typer.Option("--sign/--no-sign", help="Sign a checkpoint first where entries need one."),
]


@app.command("receipt")
def receipt_command(
    matter: Matter,
    letter: Letter,
    to: Out,
    file: Files = None,
    sealed: Sealed = None,
    acknowledged_by: AcknowledgedBy = None,
    acknowledged_on: AcknowledgedOn = None,
    acknowledged_how: AcknowledgedHow = "by name",
    sign: Sign = True,
) -> None:
    """Write the receipt of one letter: a signed manifest that anyone can check with no database.

    It lists the files handed over by SHA-256, the letter's entries, and the proof that each of
    them stands in the signed ledger. Entries between them and the signed head go along, since the
    chain cannot be followed without them; they are named when the receipt is written.

    [bold]Example[/bold]

      proviso receipt J18-FY2016 L-J18-2018-01-24 --file letter.pdf=out/letter.pdf --out king.receipt

    Exit: 0 written, 3 refused (it says why), 2 there is no such letter or file.
    """
    needs_ledger()
    _not_there(to)
    said = _acknowledged(acknowledged_by, acknowledged_on, acknowledged_how)
    made = _made(matter, letter, _handed(file, sealed), said, sign=sign)
    _write(to, made.receipt)
    _say_made(to, made)


@app.command("sign-receipt")
def sign_receipt_command(
    file: Annotated[Path, typer.Argument(help="The receipt to sign.")],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who signs.")],
    key: Annotated[
        Path, typer.Option(help="Your own Ed25519 private key, PEM without a password.")
    ],
    to: Out,
    on: On = None,
) -> None:
    """Sign a receipt as the one who received: that you have what it lists. Needs no installation.

    A key of your own: openssl genpkey -algorithm ed25519 -out mine.pem

    Exit: 0 signed, 3 the receipt does not hold and was not signed, 2 a file cannot be read.
    """
    when = day(on, "on")
    _not_there(to)
    raw = _read(file)
    found = queries.check(raw)
    if found.problems:
        _say_checked(found, None)
        raise typer.Exit(DOES_NOT_HOLD)
    try:
        own = own_key.read(key)
    except keys.KeyUnusable as trouble:
        bad(escape(str(trouble)))
    receipt = receipt_from(raw)
    said = statement(receipt, by=name, on=when, key=own_key.public(own))
    _write(to, countersign(receipt, said, own.sign(said)))
    out.print(escape(f"Signed as {name} with the key {own_key.public(own)}: {to}"), soft_wrap=True)


@app.command("verify-receipt")
def verify_receipt_command(
    file: Annotated[Path, typer.Argument(help="The receipt.")],
    files: Files = None,
    key: Annotated[
        str | None,
        typer.Option(metavar="HEX", help="The agency's public key, as you hold it."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a receipt, with no database and no installation: signatures, proofs, entries, files.

    Without --key the receipt is checked against the key that it names itself: compare that key,
    or the tree head it shows, with what the agency has published.

    [bold]Example[/bold]

      proviso verify-receipt king.receipt --file letter.pdf=letter.pdf

    Exit: 0 it holds, 3 it does not, 2 a file cannot be read.
    """
    if key is not None and not DIGITS.fullmatch(key):
        bad(f"--key expects 64 hexadecimal digits in small letters, found {escape(key[:80])!r}.")
    content = {name: _read(path) for name, path in _named(files)}
    found = queries.check(_read(file), files=content, key=key)
    if as_json:
        show_json(checked_as_dict(found, key))
    else:
        _say_checked(found, key)
    raise typer.Exit(0 if found.holds else DOES_NOT_HOLD)


# --- making ----------------------------------------------------------------------------------


def _made(
    matter: str,
    letter: str,
    files: Sequence[Handed],
    said: Sequence[Acknowledged],
    *,
    sign: bool,
) -> queries.Made:
    """The receipt; ends the command where there is none. Signs a checkpoint first if one is needed."""
    try:
        if sign and queries.unsigned(matter, letter):
            with sitting() as one:
                one.checkpoint()
        made = queries.receipt_of(
            Record(), matter, letter, files=files, acknowledged=said, at=now()
        )
    except (DatabaseError, Unreadable, ValueError, keys.KeyUnusable) as trouble:
        damaged(trouble)
    if isinstance(made, NotAsked):
        bad(escape(made.why), made.instead)
    if isinstance(made, Refusal):
        err.print(escape(f"{made.reason} {made.cure}"), soft_wrap=True)
        raise typer.Exit(DOES_NOT_HOLD)
    return made


# --- what was asked --------------------------------------------------------------------------


def _not_there(to: Path) -> None:
    if to.exists():
        bad(f"{escape(str(to))} exists already. Name another file, or move it away.")


def _named(files: Sequence[str] | None) -> list[tuple[str, Path]]:
    found: dict[str, Path] = {}
    for one in files or ():
        name, sign, path = one.partition("=")
        if not (name and sign and path):
            bad(f"--file expects NAME=PATH, found {escape(one[:80])!r}.")
        if name in found:
            bad(f"--file names {escape(name)!r} twice.")
        found[name] = Path(path)
    return list(found.items())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LONGEST:
            bad(
                f"{escape(str(path))} is longer than {LONGEST:,} bytes, and no file of a letter is."
            )
        return path.read_bytes()
    except OSError as trouble:
        bad(f"{escape(str(path))} cannot be read: {trouble.strerror}.")


def _handed(files: Sequence[str] | None, sealed: Sequence[Path] | None) -> list[Handed]:
    found = [hand(name, _read(path)) for name, path in _named(files)]
    return found + [hand_sealed(at, _read(path)) for at, path in enumerate(sealed or (), start=1)]


def _acknowledged(by: str | None, on: str | None, how: str) -> list[Acknowledged]:
    if by is None:
        return []
    return [Acknowledged(by=by, on=day(on, "acknowledged-on"), how=how)]


def _write(to: Path, content: bytes) -> None:
    draft = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(to)
    except OSError as trouble:
        bad(f"{escape(str(to))} cannot be written: {trouble.strerror}. Nothing was left behind.")
    finally:
        draft.unlink(missing_ok=True)


# --- what is said ----------------------------------------------------------------------------


def _say_made(to: Path, made: queries.Made) -> None:
    numbers = ", ".join(map(str, made.checkpoints))
    entries = counted(len(made.entries), "entry", "entries")
    checkpoints = "checkpoint" if len(made.checkpoints) == 1 else "checkpoints"
    out.print(
        escape(f"{to}: {entries} of the letter, under {checkpoints} {numbers}."),
        soft_wrap=True,
    )
    for one in made.files:
        size = "sealed" if one.size is None else f"{one.size:,} bytes"
        out.print(escape(f"  {one.name} ({size}): SHA-256 {one.sha256}"), soft_wrap=True)
    if not made.files:
        out.print("It lists no file: name what was handed over with --file.")
    if made.along:
        kinds = Counter(kind.replace("-", " ") for _, kind in made.along)
        listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        go = "entry of the matter goes" if len(made.along) == 1 else "entries of the matter go"
        out.print(
            f"{len(made.along)} other {go} along as links: {listed}. "
            "Whoever has the receipt can read them.",
            soft_wrap=True,
        )
    out.print(escape(f"Check it: proviso verify-receipt {to}"), soft_wrap=True)


def checked_as_dict(found: Checked, key: str | None) -> dict[str, Any]:
    """What a check found, as JSON values. `key_held` is null where no key to compare with was given."""
    receipt = found.receipt
    told = receipt.told if receipt else {}
    return {
        "holds": found.holds,
        "problems": list(found.problems),
        "key": receipt.key if receipt else None,
        "key_held": None if key is None or receipt is None else receipt.key == key,
        **{name: told.get(name) for name in TOLD},
        "checkpoints": [
            {"number": one.number, "at": one.at, "root": one.root}
            for proof in (receipt.proofs if receipt else ())
            if (one := signed_in(proof))
        ],
        "countersigned": [
            {"by": one.by, "on": one.on.isoformat(), "key": one.key}
            for one in (receipt.countersigned if receipt else ())
        ],
        "compared": list(found.compared),
        "not_compared": list(found.left),
    }


def _say_checked(found: Checked, key: str | None) -> None:
    receipt = found.receipt
    if found.problems or receipt is None:
        err.print(
            f"[red][bold]The receipt does not hold:[/bold][/red] {len(found.problems)} found."
        )
        for one in found.problems:
            err.print(f"  {printable(one)}", soft_wrap=True, markup=False, emoji=False)
        return
    out.print("[green][bold]The receipt holds.[/bold][/green]")
    for line in _lines(receipt, found):
        out.print(f"  {printable(line)}", soft_wrap=True, markup=False, emoji=False)
    against = "the key you hold" if key else "the key it names itself; compare it with a held one"
    out.print(f"Signed by {receipt.key}: {against}.", soft_wrap=True)


def _lines(receipt: Receipt, found: Checked) -> Iterator[str]:
    letter, how, about = (receipt.told[name] for name in ("letter", "handed_over", "about"))
    yield f"Letter {letter['id']}, matter {about['matter']}, from {letter['from']} to {letter['to']}."
    if how["entry"]:
        yield f"Handed over by {how['how']}, on {how['on']} ({how['entry']})."
    for one in receipt.told["entries"]:
        yield f"{one['on'] or 'day not known'}  {one['kind'].replace('-', ' ')}  ({one['entry']})"
    for file in receipt.files:
        compared = "the same bytes" if file.name in found.compared else "not compared"
        on_file = _filed_in(receipt, file)
        yield f"File {file.name}, SHA-256 {file.sha256}: {compared}{on_file}."
    for said in receipt.told["acknowledged"]:
        yield f"Acknowledged by {said['by']} on {said['on']} ({said['how']}), as the agency says."
    for signed in receipt.countersigned:
        yield f"Signed by {signed.by} on {signed.on} with the key {signed.key}."
    for proof in receipt.proofs:
        if one := signed_in(proof):
            yield f"Checkpoint {one.number}, signed at {one.at}: tree head {one.root}."


def _filed_in(receipt: Receipt, file: Handed) -> str:
    """By which entry the file's bytes are in the ledger; empty where that is the agency's word only."""
    for one in receipt.told["entries"]:
        if one["kind"] == "letter-filed" and file.sha256 in one["told"].values():
            return f", as filed in {one['entry']}"
    return ""
