"""The export of a ledger as lines of text, and reading it back. No file is opened here.

Line 1 tells the format. Then one canonical JSON object a line: every entry by
stream and number, every checkpoint, and a last line with the counts and the
SHA-256 of all bytes before it. A line that is not in canonical form is damage.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from proviso.domain.chain import Link
from proviso.domain.encoding import canonical

FORMAT = "proviso.export/1"
Kept = tuple[int, bytes, bytes]


def export(links: Iterable[Link], kept: Iterable[Kept]) -> Iterator[bytes]:
    """The lines of an export, each with its line feed."""
    told, entries, checkpoints = hashlib.sha256(), 0, 0
    for line in _lines(links, kept):
        entries += "stream" in line
        checkpoints += "checkpoint" in line
        raw = canonical(line) + b"\n"
        told.update(raw)
        yield raw
    end = {"checkpoints": checkpoints, "end": told.hexdigest(), "entries": entries}
    yield canonical(end) + b"\n"


def _lines(links: Iterable[Link], kept: Iterable[Kept]) -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT}
    for link in links:
        yield {
            "body": link.body.decode("utf-8"),
            "hash": link.hash,
            "key": link.key,
            "number": link.number,
            "stream": link.stream,
        }
    for number, body, signature in kept:
        yield {
            "body": body.decode("utf-8"),
            "checkpoint": number,
            "signature": signature.hex(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What an export held, and what was wrong with it as a file."""

    links: tuple[Link, ...]
    kept: tuple[Kept, ...]
    problems: tuple[str, ...]


class Reader:
    """Reads an export line by line; damage is told with the line and the entry it is at."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.kept: list[Kept] = []
        self.problems: list[str] = []
        self._told = hashlib.sha256()
        self._ended = False

    def read(self, lines: Iterable[bytes]) -> Export:
        """Take in all lines."""
        for number, raw in enumerate(lines, start=1):
            self._line(number, raw)
        if not self._ended:
            self.problems.append("the export has no last line: it was cut short")
        return Export(links=tuple(self.links), kept=tuple(self.kept), problems=tuple(self.problems))

    def _line(self, number: int, raw: bytes) -> None:
        try:
            told = json.loads(raw)
            if not isinstance(told, dict) or canonical(told) + b"\n" != raw:
                message = "not in canonical form"
                raise ValueError(message)
            self._take(number, told)
        except (ValueError, KeyError, TypeError, AttributeError) as trouble:
            self.problems.append(f"line {number} ({self._where()}): damaged: {trouble}")
        self._told.update(raw)

    def _where(self) -> str:
        if not self.links:
            return "before the first entry"
        last = self.links[-1]
        return f"after stream {last.stream}, entry {last.number}"

    def _take(self, number: int, told: dict[str, Any]) -> None:
        if self._ended:
            message = "there is something after the last line"
            raise ValueError(message)
        if "stream" in told:
            body = told["body"].encode("utf-8")
            self.links.append(Link(told["stream"], told["number"], told["key"], body, told["hash"]))
        elif "checkpoint" in told:
            signature = bytes.fromhex(told["signature"])
            self.kept.append((told["checkpoint"], told["body"].encode("utf-8"), signature))
        elif "end" in told:
            self._end(told)
        elif told != {"format": FORMAT} or number != 1:
            message = f"expected the first line to say {FORMAT}"
            raise ValueError(message)

    def _end(self, told: dict[str, Any]) -> None:
        self._ended = True
        if told["end"] != self._told.hexdigest():
            self.problems.append("the bytes of the export do not give the digest in its last line")
        if (told["entries"], told["checkpoints"]) != (len(self.links), len(self.kept)):
            self.problems.append("the counts in the last line are not those of the lines read")
