"""Opens a round's file with the table of recipients and the enclosures it names. What they mean is letters/round_file."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from proviso.domain.refusals import Refusal
from proviso.letters.content import Enclosure
from proviso.letters.library import load
from proviso.letters.round_file import AUTHORITY, read_recipients, read_round
from proviso.letters.rounds import Choice, Override, RoundFile

LARGEST = 20_000_000
LARGEST_ENCLOSURE = 15_000_000


def round_file(path: Path, *, recipients: Path | None = None) -> RoundFile | Refusal:
    """The round told in this file; `recipients` is another table than the one it names."""
    text = _text(path)
    if isinstance(text, Refusal):
        return text
    told = read_round(text, name=path.name, vocabulary=load().vocabulary)
    if isinstance(told, Refusal):
        return told
    named = path.parent / told.recipients_file if told.recipients_file else None
    overrides = _overrides(recipients or named)
    if isinstance(overrides, Refusal):
        return overrides
    enclosed = _enclosed(path.parent, told.enclosures)
    if isinstance(enclosed, Refusal):
        return enclosed
    chosen = told.recipients or Choice(matters=tuple(overrides))
    paths = tuple(str(path.parent / name) for name in told.enclosures)
    return replace(
        told, overrides=overrides, enclosed=enclosed, enclosures=paths, recipients=chosen
    )


def _overrides(path: Path | None) -> Mapping[str, Override] | Refusal:
    if path is None:
        return {}
    text = _text(path)
    if isinstance(text, Refusal):
        return text
    return read_recipients(text, name=path.name, vocabulary=load().vocabulary)


def _enclosed(folder: Path, names: tuple[str, ...]) -> tuple[Enclosure, ...] | Refusal:
    found = []
    for name in names:
        content = read_bytes(folder / name, most=LARGEST_ENCLOSURE)
        if isinstance(content, Refusal):
            return content
        found.append(Enclosure(name=Path(name).name, sha256=sha256(content).hexdigest()))
    return tuple(found)


def _text(path: Path) -> str | Refusal:
    content = read_bytes(path, most=LARGEST)
    if isinstance(content, Refusal):
        return content
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _unread(path, f"it is not UTF-8 (byte {wrong.start})")


def read_bytes(path: Path, *, most: int) -> bytes | Refusal:
    """The bytes of a file, if it is not too large."""
    try:
        if path.stat().st_size > most:
            return _unread(path, f"it is larger than {most:,} bytes")
        return path.read_bytes()
    except OSError as trouble:
        return _unread(path, trouble.strerror or str(trouble))


def _unread(path: Path, why: str) -> Refusal:
    return Refusal(
        code="round.file",
        reason=f"{path} cannot be read: {why}.",
        cure="Put the file there, or correct its name. Nothing was recorded and nothing was sent.",
        authority=AUTHORITY,
    )
