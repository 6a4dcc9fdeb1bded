"""The files that a command reads: found, opened, taken in, read; what could not be read is told. No command is here."""

from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from proviso.cli.asking import REFUSED, bad, day, err
from proviso.domain.refusals import Refusal
from proviso.outside.clock import today
from proviso.outside.gazetteer import rows
from proviso.outside.parts import parse
from proviso.outside.parts import text as text_of
from proviso.outside.parts import words as words_of
from proviso.reading.governments.places import Places
from proviso.reading.read import Asked, Reading
from proviso.reading.read import read as read_text
from proviso.reading.take_in.document import LARGEST, Document, refused
from proviso.reading.take_in.taking import from_message, take_in

Files = Annotated[
    list[Path],
    typer.Argument(
        help="Files or folders: text, HTML, PDF with text, e-mail (.eml).", show_default=False
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


@cache
def register() -> Places:
    """The register's names, made ready once."""
    return Places(rows())


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
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = [
                each
                for each in sorted(path.rglob("*"))
                if each.is_file() and not each.name.startswith(".")
            ]
            if not inside:
                bad(f"There are no files in {path}.")
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            bad(f"There is no file {path}.")
    return found


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
    made = _message(name, content) if path.suffix.lower() == ".eml" else take_in(name, content)
    return (
        Read(file=name, refusal=made)
        if isinstance(made, Refusal)
        else Read(file=name, document=made)
    )


def _message(name: str, content: bytes) -> Document | Refusal:
    """An e-mail: its parts are read as any stranger's are; the text part is the document."""
    part = parse(content)
    sent = part.header("date")
    try:
        on = parsedate_to_datetime(sent).date() if sent else None
    except (ValueError, TypeError):
        on = None
    return from_message(
        name, content, text=_body(part), subject=words_of(part.header("subject")), sender=words_of(part.header("from")), day=on
    )  # fmt: skip


def _body(part: Any) -> str:
    plain = [
        text_of(each)
        for each in part.every()
        if not each.parts and each.media in ("text/plain", "")
    ]
    marked = [
        text_of(each) for each in part.every() if not each.parts and each.media == "text/html"
    ]
    return "\n\n".join(plain or marked).replace("\r\n", "\n")


def reading_of(one: Read, places: Places, asked: Asked) -> Read:
    """The reading of a document; its own date and blocks are given to the rules."""
    document = one.document
    if document is None:
        return one
    known = replace(asked, day=document.day, day_from=document.day_from, blocks=document.blocks)
    return replace(one, reading=read_text(document.text, places, known), asked=known)


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
