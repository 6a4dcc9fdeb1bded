"""A document taken in: its text, what its markup says of it, and in which text offsets are counted. Files are opened by a door."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from proviso.domain.refusals import Refusal

LONGEST = 4_000_000  # characters of text that are read; more is no article
LARGEST = 64_000_000  # bytes of a file that are looked at
OWN = "the file's own text"
MAGIC = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"PK\x03\x04", "a ZIP archive, or a document of Word, Excel or the like"),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word or Excel"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a recording"),
    (b"RIFF", "a recording or a film"),
)
CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
LOOKED_AT = 65_536
MARKED_UP = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is read. `of` says in which text offsets count; `blocks` are block quotations that the markup shows."""

    name: str
    sha256: str
    text: str
    how: str = "text"
    of: str = OWN
    title: str = ""
    author: str = ""
    outlet: str = ""
    address: str = ""
    day: date | None = None
    day_from: str = "page metadata"
    blocks: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


def refused(name: str, code: str, reason: str, cure: str) -> Refusal:
    """A refusal to take a file in."""
    return Refusal(
        code=f"reading.{code}",
        reason=f"{name}: {reason}",
        cure=cure,
        authority="What can be read is text, HTML, PDF with text, and e-mail (docs/reading.md).",
    )


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def why_not_bytes(name: str, content: bytes) -> Refusal | None:
    """Refuse what cannot be a document: empty, too large, or no text."""
    if not content.strip():
        return refused(name, "empty", "the file is empty.", "Give a file with the text in it.")
    if len(content) > LARGEST:
        found = f"{len(content) / 1e6:,.0f} MB"
        return refused(
            name,
            "too-large",
            f"the file has {found}; at most {LARGEST // 10**6} MB are taken in.",
            "Give the article or letter alone.",
        )
    for magic, what in MAGIC:
        if content.startswith(magic):
            return refused(
                name,
                "no-text",
                f"this is {what}, not text.",
                "Save or print it as text, HTML or PDF with text, and read that.",
            )
    return None


def why_not_text(name: str, text: str) -> Refusal | None:
    """Refuse a text that is too long to be read."""
    if len(text) > LONGEST:
        return refused(
            name, "too-long", f"the text has {len(text):,} characters; at most {LONGEST:,} are read at once.",
            "Split it, and read the parts.",
        )  # fmt: skip
    return None


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text: many control characters, or zero bytes that no UTF-16 explains."""
    head = content[:LOOKED_AT]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    odd = len(head) - len(head.translate(None, CONTROLS))
    return odd * 50 > len(head)


def is_marked_up(name: str, content: bytes) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(
        MARKED_UP.match(content[:2_000])
    )


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters: UTF-8 or UTF-16; what is neither is read line by line, as Windows-1252 where it must be."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), ("The file is in UTF-16.",)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lines, odd = [], 0
    for line in content.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
            odd += 1
    return "\n".join(lines), (
        f"{odd:,} of {len(lines):,} lines are not UTF-8; they were read as Windows-1252.",
    )


def from_text(name: str, content: bytes) -> Document | Refusal:
    """A plain text file: its characters as they are, so that offsets are the file's own."""
    if is_binary(content):
        return refused(
            name,
            "no-text",
            "this is not text.",
            "Give a text file, HTML, a PDF with text, or an e-mail.",
        )
    text, notes = decoded(content)
    return why_not_text(name, text) or Document(
        name=name, sha256=digest(content), text=text, notes=notes
    )
