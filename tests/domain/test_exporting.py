"""An export: the same ledger comes back, and every byte of it that is changed is found and named."""

import gzip
import hashlib
import io
import itertools
import json
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.canonical import canonical
from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept
from proviso.domain.exporting import Reader, Unexportable, export
from proviso.domain.verifying import Verdict, verify
from proviso.outside.keys import signed_by
from tests.domain.ledgers import a_ledger, any_entry, chained, signed

LEDGER = a_ledger()
SIGNED = signed(LEDGER[:3], LEDGER)
LINES = list(export(LEDGER, SIGNED))
WHOLE = b"".join(LINES)


def read(lines: Iterable[bytes]) -> tuple[Verdict, list[str]]:
    """The verdict on an export, and all that is wrong with it."""
    reader = Reader(lines)
    found = verify(reader.links(), reader.checkpoints(), signed_by)
    return found, [*map(str, found.breaks), *reader.problems, *found.problems]


def wrong(lines: Iterable[bytes]) -> str:
    found = read(lines)[1]
    assert found
    return "\n".join(found)


def lines_of(whole: bytes) -> list[bytes]:
    return io.BytesIO(whole).readlines()


def ended(lines: list[bytes]) -> list[bytes]:
    """The lines with a last line that fits them, as who forges an export would make it."""
    body = b"".join(lines)
    counts = {
        "checkpoints": sum(b'"checkpoint":' in one for one in lines),
        "entries": sum(b'"stream":' in one for one in lines),
    }
    return [*lines, canonical({**counts, "end": hashlib.sha256(body).hexdigest()}) + b"\n"]


def changed(line: bytes, **told: object) -> bytes:
    return canonical(json.loads(line) | told) + b"\n"


def before() -> list[bytes]:
    """The same ledger as it was exported when checkpoints listed the heads that moved themselves."""
    of = list(export(LEDGER, signed(LEDGER[:3], LEDGER, listing=2)))
    without = (
        {name: value for name, value in json.loads(line).items() if name != "moved"}
        for line in of[1:-1]
    )
    first = b'{"format":"proviso.export/1"}\n'
    return ended([first, *(canonical(one) + b"\n" for one in without)])


OLD = before()
BEFORE = b"".join(OLD)


def test_an_export_holds_and_gives_the_same_rows_back() -> None:
    reader = Reader(LINES)
    assert reader.checkpoints() == SIGNED
    assert list(reader.links()) == LEDGER
    assert reader.problems == []
    found, problems = read(LINES)
    assert not problems
    assert (found.entries, found.checkpoints) == (6, 2)


def test_an_export_of_nothing_holds() -> None:
    lines = list(export([], []))
    assert len(lines) == 2
    assert not read(lines)[1]


def test_an_export_has_golden_bytes() -> None:
    body = '{"text":"Cañon \\"x\\""}'
    link = Link("matter:J13", 1, "key", body.encode(), "ab" * 32)
    lines = list(export([link], [Kept(1, b"{}", b"\x01\xff", b"[]")]))
    first = (
        b'{"format":"proviso.export/2"}\n'
        b'{"body":"{}","checkpoint":1,"moved":"[]","signature":"01ff"}\n'
        b'{"body":"{\\"text\\":\\"Ca\xc3\xb1on \\\\\\"x\\\\\\"\\"}","hash":"' + b"ab" * 32 + b'",'
        b'"key":"key","number":1,"stream":"matter:J13"}\n'
    )
    last = (
        b'{"checkpoints":1,"end":"' + hashlib.sha256(first).hexdigest().encode() + b'","entries":1}'
    )
    assert b"".join(lines) == first + last + b"\n"


@given(st.lists(any_entry(), max_size=3))
def test_any_entries_come_back_as_they_were(entries: list[object]) -> None:
    rows = chained(entries)  # type: ignore[arg-type]
    reader = Reader(export(rows, []))
    assert reader.checkpoints() == []
    assert list(reader.links()) == rows
    assert reader.problems == []


def test_bytes_that_are_not_text_cannot_be_exported_and_are_named() -> None:
    broken = Link("matter:J13", 4, "key", b"\xff\xfe", "ab" * 32)
    with pytest.raises(Unexportable, match="stream matter:J13, entry 4: its bytes are not text"):
        list(export([broken], []))
    with pytest.raises(Unexportable, match="checkpoint 2: its bytes are not text"):
        list(export([], [Kept(2, b"\xff", b"")]))


# every byte


@pytest.mark.parametrize("sound", [WHOLE, BEFORE], ids=["now", "before"])
def test_every_byte_changed_is_found(sound: bytes) -> None:
    """All bytes of a small export, each with one bit turned and each replaced by a line feed."""
    missed = []
    for at, byte in enumerate(sound):
        for put in (byte ^ (1 << at % 8), 10):
            if put != byte:
                whole = sound[:at] + bytes([put]) + sound[at + 1 :]
                if not read(lines_of(whole))[1]:
                    missed.append((at, put))
    assert missed == []


def test_an_export_of_the_format_before_holds_and_tells_the_same() -> None:
    found, problems = read(lines_of(BEFORE))
    assert not problems
    assert found == read(LINES)[0]


def test_an_export_of_one_format_has_no_checkpoints_of_the_other() -> None:
    for first, rest in ((LINES[:1], OLD[1:-1]), (OLD[:1], LINES[1:-1])):
        assert "line 2 (before the first entry): damaged" in wrong(ended([*first, *rest]))


def test_every_byte_changed_in_an_entry_names_its_stream_and_entry() -> None:
    at, unnamed = len(b"".join(LINES[:3])), []
    for row, line in zip(LEDGER, LINES[3:], strict=False):
        body = line.index(b'"hash"')
        for place in range(10, body - 3):  # in the quotes of the entry's bytes
            whole = bytearray(WHOLE)
            whole[at + place] ^= 1
            told = wrong(lines_of(bytes(whole)))
            if f"stream {row.stream}, entry {row.number}" not in told:
                unnamed.append((row.stream, row.number, place, told))
        at += len(line)
    assert unnamed == []


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_byte_put_in_place_of_any_other_is_found(at: int, flip: int) -> None:
    whole = WHOLE[:at] + bytes([WHOLE[at] ^ flip]) + WHOLE[at + 1 :]
    assert read(lines_of(whole))[1]


def test_an_export_cut_anywhere_is_found() -> None:
    for left in range(len(WHOLE)):
        assert read(lines_of(WHOLE[:left]))[1], left


# whole lines, also where the last line is made to fit


@pytest.mark.parametrize("at", range(1, len(LINES) - 1))
def test_a_line_removed_is_found(at: int) -> None:
    assert read(LINES[:at] + LINES[at + 1 :])[1]
    last_checkpoint = at == len(SIGNED)  # without it, what it signed is merely not signed yet
    assert last_checkpoint or read(ended(LINES[:at] + LINES[at + 1 : -1]))[1]


@pytest.mark.parametrize("at", range(1, len(LINES) - 1))
def test_a_line_doubled_is_found(at: int) -> None:
    assert read(LINES[: at + 1] + LINES[at:])[1]
    assert read(ended(LINES[: at + 1] + LINES[at:-1]))[1]


def test_two_lines_swapped_are_found() -> None:
    for one, other in itertools.combinations(range(1, len(LINES) - 1), 2):
        lines = LINES[:-1]
        lines[one], lines[other] = lines[other], lines[one]
        assert read([*lines, LINES[-1]])[1], "the digest is of the lines in their order"
    for one, other in ((1, 2), (3, 4), (3, 5), (4, 5), (6, 7), (2, 3)):
        lines = LINES[:-1]
        lines[one], lines[other] = lines[other], lines[one]
        assert read(ended(lines))[1], "and a stream's entries have theirs"


@pytest.mark.parametrize(
    "told",
    [
        {"stream": "matter:X"},
        {"number": 9},
        {"number": True},
        {"number": 1.0},
        {"number": "1"},
        {"key": "x"},
        {"key": None},
        {"hash": "ab"},
        {"body": ""},
        {"seal": 1},
    ],
)
def test_an_entry_that_tells_something_else_is_found(told: dict[str, object]) -> None:
    assert read(ended([*LINES[:3], changed(LINES[3], **told), *LINES[4:-1]]))[1]


@pytest.mark.parametrize(
    "told",
    [
        {"checkpoint": 2},
        {"checkpoint": True},
        {"body": "{}"},
        {"signature": "00" * 64},
        {"signature": "0"},
        {"signature": "AB"},
        {"signature": "ab cd"},
        {"signature": 5},
    ],
)
def test_a_checkpoint_that_tells_something_else_is_found(told: dict[str, object]) -> None:
    assert read(ended([LINES[0], changed(LINES[1], **told), *LINES[2:-1]]))[1]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"entries": 5}, "the counts in the last line"),
        ({"checkpoints": 1}, "the counts in the last line"),
        ({"end": "ab" * 32}, "do not give the digest"),
        ({"end": None}, "it was cut short after stream register, entry 1"),
        ({"entries": True}, "it was cut short"),
    ],
)
def test_a_last_line_that_does_not_fit_is_found(told: dict[str, object], says: str) -> None:
    assert says in wrong([*LINES[:-1], changed(LINES[-1], **told)])


def test_something_after_the_last_line_is_found() -> None:
    assert "line 11: there is something after the last line" in wrong([*LINES, b"{}\n", b"{}\n"])


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"{}\n",
        b"7\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"number":' + b"9" * 5000 + b"}\n",
        b'{"format":"proviso.export/1"}\n',
        b'{"number":1,"stream":"\\x"',
        LINES[3].replace(b'"number":1', b'"number": 1'),
        LINES[3].replace(b'"key"', b'"key":"","key"'),
        LINES[3].replace(b"case", b"ca\\u0073e"),
        LINES[3].replace(b"case", b"ca\\ud800se"),
        LINES[1],
    ],
)
def test_a_line_that_is_none_is_told_with_its_place(line: bytes) -> None:
    told = wrong([*LINES[:4], line, *LINES[4:]])
    assert "line 5 (" in told
    assert re.search(r"stream ca.*se:C05, entry 1\): damaged: ", told)
    assert told.encode("utf-8"), "it can be printed"
    assert wrong([LINES[0], line, *LINES[1:]])


# other files


@pytest.mark.parametrize(
    ("whole", "says"),
    [
        (b"", "it is empty"),
        (gzip.compress(WHOLE), "it is compressed; unpack it first"),
        (b"SQLite format 3\0" + bytes(100), "it is a database"),
        (bytes(range(256)) * 40, "its first line is b'\\x00\\x01"),
        (b"ledger,export\n" * 3, "expected {\"format\":\"proviso.export/2\"}"),
        (WHOLE.replace(b"export/2", b"export/3"), "its first line is"),
        (WHOLE.replace(b"\n", b"\r\n"), "its first line is"),
        (b"\xef\xbb\xbf" + WHOLE, "its first line is"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_export_is_told_to_be_none(whole: bytes, says: str) -> None:
    found, problems = read(lines_of(whole))
    assert len(problems) == 1
    assert "line 1: this is not the export of a ledger: " in problems[0]
    assert says in problems[0]
    assert found.entries == 0
