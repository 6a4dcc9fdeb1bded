"""The files that a command reads: found, opened, taken in, read; what could not be read is told. No command is here."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import DatabaseError
from rich.markup import escape

from proviso.cli.asking import REFUSED, bad, day, err
from proviso.domain.refusals import Refusal
from proviso.outside.clock import today
from proviso.queries.documents import document_of, reading_of
from proviso.queries.ledger import why_no_ledger
from proviso.queries.reading_review import rates_here
from proviso.reading.rates import UNREVIEWED, Rates
from proviso.reading.read import Asked, Reading
from proviso.reading.take_in.document import LARGEST, Document, refused

Files = Annotated[
    list[Path],
    typer.Argument(
        help="Files or folders: text, HTML, PDF with text, e-mail (.eml); @LIST names a file with one path a line.",
        show_default=False,
    ),
]
PublishedOn = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="The day of publication, where the document does not say it.",
    ),
]
Outlet = Annotated[
    str, typer.Option("--outlet", metavar="NAME", help="Whose document it is.", show_default=False)
]
HomeState = Annotated[
    str,
    typer.Option(
        "--home-state",
        metavar="XX",
        help="The outlet's home state, for names of places without one.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document with its reading, or why there is none."""

    file: str
    document: Document | None = None
    reading: Reading | None = None
    refusal: Refusal | None = None
    asked: Asked | None = None


def asked_for(published: str | None, outlet: str, home_state: str) -> Asked:
    on = day(published, "published") if published else None
    if on is not None and on > today():
        err.print(
            f"[bold]Note:[/bold] {on.isoformat()} is in the future; it is taken as given.",
            soft_wrap=True,
        )
    state = home_state.strip().upper()
    if state and (len(state) != 2 or not state.isalpha()):
        bad(f"{home_state!r} is not a state.", ("Give its two letters, as in --home-state VT.",))
    return Asked(published=on, outlet=outlet, home_state=state)


def paths(files: list[Path]) -> list[Path]:
    """The files meant: each by itself, those in a folder, those that a list (`@list.txt`) names."""
    found: list[Path] = []
    for path in files:
        if str(path).startswith("@") and not path.exists():
            found.extend(paths(_listed(Path(str(path)[1:]))))
        elif path.is_dir():
            found.extend(_inside(path))
        elif path.is_file():
            found.append(path)
        else:
            bad(f"There is no file {path}.")
    return found


def _inside(folder: Path) -> list[Path]:
    inside = [
        each
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not each.name.startswith(".")
    ]
    return inside or bad(f"There are no files in {folder}.")


def _listed(place: Path) -> list[Path]:
    """The files that a list names, one a line, from the list's own folder; `#` begins a remark."""
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        bad(f"The list {place} cannot be read ({trouble}).")
    names = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not names or any(name.startswith("@") for name in names):
        bad(f"The list {place} names no files, or another list.")
    return [place.parent / name for name in names]


def taken(path: Path) -> Read:
    name = str(path)
    try:
        if path.stat().st_size > LARGEST:
            size = path.stat().st_size / 1e6
            why = f"the file has {size:,.0f} MB; at most {LARGEST // 10**6} MB are taken in."
            return Read(
                file=name,
                refusal=refused(name, "too-large", why, "Give the article or letter alone."),
            )
        content = path.read_bytes()
    except OSError as trouble:
        why = f"the file cannot be opened ({trouble.strerror or trouble})."
        return Read(
            file=name, refusal=refused(name, "unreadable", why, "Look whether you may read it.")
        )
    made = document_of(name, content)
    return (
        Read(file=name, refusal=made)
        if isinstance(made, Refusal)
        else Read(file=name, document=made)
    )


def read_one(one: Read, asked: Asked, rates: Rates = UNREVIEWED) -> Read:
    """The same with its reading, where there is a document."""
    if one.document is None:
        return one
    return replace(one, reading=reading_of(one.document, asked, rates), asked=asked)


def rates_held() -> Rates:
    """The rules' accept rates of the installation, where there is one; none is needed."""
    try:
        return rates_here() if why_no_ledger() is None else UNREVIEWED
    except DatabaseError:  # one that an earlier version made, and that has no verdicts
        return UNREVIEWED


def refusal_of(one: Read) -> dict[str, Any]:
    why = one.refusal
    return {
        "file": one.file,
        "error": {"code": why.code, "reason": why.reason, "cure": why.cure} if why else None,
    }


def tell_refusals(found: list[Read]) -> None:
    for one in found:
        if one.refusal is not None:
            err.print(
                f"[bold]Not read.[/bold] {escape(one.refusal.reason)} {escape(one.refusal.cure)}",
                soft_wrap=True,
            )


def end(found: list[Read]) -> None:
    if any(one.refusal is not None for one in found):
        raise typer.Exit(REFUSED)
