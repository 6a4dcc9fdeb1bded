"""The export of a ledger as lines of text, and reading it back. No file is opened here.

Line 1 tells the format. Then one canonical JSON object a line: every checkpoint, then every
entry, then a last line with the counts and the SHA-256 of all bytes before it. The
checkpoints come first so that a reader need not hold the entries, and because a ledger that
grows while it is exported then has every entry that they speak of. The whole format is told
in docs/ledger.md.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from proviso.domain.canonical import Json, canonical
from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept

FORMAT = "proviso.export/2"
BEFORE = "proviso.export/1"
LONGEST_LINE = 1 << 26
FIRST: Json = {"format": FORMAT}
CHECKPOINT = {"body": str, "checkpoint": int, "moved": str, "signature": str}
CHECKPOINT_BEFORE = {"body": str, "checkpoint": int, "signature": str}
ENTRY = {"body": str, "hash": str, "key": str, "number": int, "stream": str}
END = {"checkpoints": int, "end": str, "entries": int}
NAMED = re.compile(rb'"number":(\d{1,18}),"stream":("(?:[^"\\]|\\.)*")')
GZIP = b"\x1f\x8b"
SQLITE = b"SQLite format 3\0"


class Unexportable(Exception):
    """A stored entry or checkpoint that cannot stand in a line of text. Says which."""


def export(links: Iterable[Link], kept: Iterable[Kept]) -> Iterator[bytes]:
    """The lines of an export, each with its line feed. Raises Unexportable."""
    told, counts = hashlib.sha256(), {"checkpoints": 0, "entries": 0}
    for line in _lines(links, kept, counts):
        raw = canonical(line) + b"\n"
        told.update(raw)
        yield raw
    yield canonical({**counts, "end": told.hexdigest()}) + b"\n"


def _lines(
    links: Iterable[Link], kept: Iterable[Kept], counts: dict[str, int]
) -> Iterator[dict[str, Any]]:
    yield FIRST
    for one in kept:
        counts["checkpoints"] += 1
        yield {
            "body": _text(one.body, f"checkpoint {one.number}"),
            "checkpoint": one.number,
            "moved": _text(one.moved, f"checkpoint {one.number}"),
            "signature": one.signature.hex(),
        }
    for link in links:
        counts["entries"] += 1
        yield {
            "body": _text(link.body, f"stream {link.stream}, entry {link.number}"),
            "hash": link.hash,
            "key": link.key,
            "number": link.number,
            "stream": link.stream,
        }


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as trouble:
        message = f"{what}: its bytes are not text"
        raise Unexportable(message) from trouble


class Reader:
    """Reads an export line by line: first `checkpoints`, then `links`, then `problems` is complete.

    Damage is told with its line, and with the stream and entry where the line still names them.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.problems: list[str] = []
        self._told = hashlib.sha256()
        self._lines = self._numbered(lines)
        self._waiting: tuple[int, Json] | None = None
        self._counts = [0, 0]
        self._checkpoint = CHECKPOINT
        self._where = "before the first entry"

    def _numbered(self, lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
        for number, raw in enumerate(lines, start=1):
            yield number, raw
            self._told.update(raw)  # when the next is asked for: the digest is of the lines before

    def checkpoints(self) -> list[Kept]:
        """The checkpoints, up to the first entry or the end."""
        kept: list[Kept] = []
        if not self._begins():
            return kept
        for number, raw in self._lines:
            told = self._parsed(number, raw)
            if told is None:
                continue
            if _is(told, self._checkpoint) and _is_hex(told["signature"]):
                kept.append(_kept(told))
                continue
            self._waiting = (number, told)
            break
        self._counts[0] = len(kept)
        return kept

    def links(self) -> Iterator[Link]:
        """The entries, one at a time, up to the last line."""
        if self._waiting is None:
            self._cut_short()
            return
        number, told = self._waiting
        while not _is(told, END):
            if _is(told, ENTRY):
                self._counts[1] += 1
                self._where = f"after stream {told['stream']}, entry {told['number']}"
                yield _link(told)
            else:
                self._damaged(number, "not a line that an export has here")
            following = self._next()
            if following is None:
                self._cut_short()
                return
            number, told = following
        self._end(told)

    def _begins(self) -> bool:
        _, raw = next(self._lines, (1, b""))
        if raw == canonical(FIRST) + b"\n":
            return True
        if raw == canonical({"format": BEFORE}) + b"\n":
            self._checkpoint = CHECKPOINT_BEFORE
            return True
        if not raw:
            why = "it is empty"
        elif raw.startswith(GZIP):
            why = "it is compressed; unpack it first"
        elif raw.startswith(SQLITE):
            why = "it is a database; name the folder it is in as PROVISO_HOME, and no file"
        else:
            why = f"its first line is {raw[:40]!r}; expected {canonical(FIRST).decode()}"
        self.problems.append(f"line 1: this is not the export of a ledger: {why}")
        return False

    def _next(self) -> tuple[int, Json] | None:
        for number, raw in self._lines:
            told = self._parsed(number, raw)
            if told is not None:
                return number, told
        return None

    def _parsed(self, number: int, raw: bytes) -> Json | None:
        """The object that a line holds, if it is in canonical form; else the damage is remembered."""
        try:
            told = json.loads(raw)
            if type(told) is dict and canonical(told) + b"\n" == raw:
                return told
            why = "not in canonical form"
        except (ValueError, RecursionError) as trouble:
            why = f"{trouble}"
        self._damaged(number, why, raw)
        return None

    def _damaged(self, number: int, why: str, raw: bytes = b"") -> None:
        found = NAMED.search(raw)
        where = _named(found[1], found[2]) if found else None
        self.problems.append(f"line {number} ({where or self._where}): damaged: {why}")

    def _cut_short(self) -> None:
        if not self.problems or not self.problems[0].startswith("line 1:"):
            self.problems.append(f"the export has no last line: it was cut short {self._where}")

    def _end(self, told: Json) -> None:
        if told["end"] != self._told.hexdigest():
            self.problems.append("the bytes of the export do not give the digest in its last line")
        if [told["checkpoints"], told["entries"]] != self._counts:
            self.problems.append("the counts in the last line are not those of the lines read")
        if after := next(self._lines, None):
            self.problems.append(f"line {after[0]}: there is something after the last line")


def _is(told: Json, shape: dict[str, type]) -> bool:
    return told.keys() == shape.keys() and all(type(told[k]) is kind for k, kind in shape.items())


def _is_hex(text: str) -> bool:
    return re.fullmatch("(?:[0-9a-f]{2})*", text) is not None


def _kept(told: Json) -> Kept:
    body, moved = told["body"].encode("utf-8"), told.get("moved", "").encode("utf-8")
    return Kept(told["checkpoint"], body, bytes.fromhex(told["signature"]), moved)


def _link(told: Json) -> Link:
    return Link(
        told["stream"], told["number"], told["key"], told["body"].encode("utf-8"), told["hash"]
    )


def _named(number: bytes, stream: bytes) -> str | None:
    try:
        name = json.loads(stream).encode("utf-8", "backslashreplace").decode("utf-8")
        return f"stream {name}, entry {int(number)}"
    except ValueError:
        return None
