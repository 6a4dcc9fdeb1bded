"""A file is what its name says: each kind as it should be, and as it should not. And the process that looks can reach nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from proviso.outside import lockedly
from proviso.outside.file_kinds import KINDS, NotSo
from tests.outside.handed import packed, pdf, png, word

SHEET = packed(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})
MAIL = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: Plan\r\n\r\nHere.\r\n"
JPEG = b"\xff\xd8\xff\xe0abc\xff\xc0picture\xff\xd9"
GOOD = {
    "pdf": pdf(), "docx": word(), "xlsx": SHEET, "csv": b"a,b\n1,2\n", "txt": "Größe".encode(),
    "eml": MAIL, "zip": packed(a=b"1"), "png": png(), "jpg": JPEG, "jpeg": JPEG,
    "pptx": packed(**{"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
}  # fmt: skip
BAD = [
    ("pdf", b"%PDF-1.7 nothing more"), ("pdf", b"<html>"), ("pdf", pdf(locked=True)),
    ("docx", packed(a=b"1")), ("docx", b"\xd0\xcf\x11\xe0 an old one"), ("xlsx", word()),
    ("docx", word(vbaProject=b"x")), ("csv", b"a\0b"), ("txt", b"MZ\x90\x00"), ("txt", b"\xff\xfea"),
    ("eml", b"Dear office,\n\nHere."), ("zip", b"PK\x03\x04 cut"), ("zip", packed()),
    ("zip", packed(**{"../etc/passwd": b"x"})), ("zip", packed(**{"/etc/passwd": b"x"})),
    ("png", png()[:-3]), ("png", b"GIF89a"), ("png", png()[:20] + b"x" + png()[21:]),
    ("jpg", JPEG[:-2]), ("jpg", b"GIF89a"),
]  # fmt: skip


def test_every_kind_has_a_good_example() -> None:
    assert GOOD.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_what_it_says_is_taken(kind: str) -> None:
    KINDS[kind][1](GOOD[kind])


@pytest.mark.parametrize(("kind", "content"), BAD)
def test_a_file_that_is_something_else_is_not(kind: str, content: bytes) -> None:
    with pytest.raises(NotSo):
        KINDS[kind][1](content)


def test_an_archive_that_would_be_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.outside.file_kinds.MOST_UNPACKED", 3)
    with pytest.raises(NotSo, match="1 GB"):
        KINDS["zip"][1](packed(a=b"12345"))


@pytest.mark.parametrize("kind", ["pdf", "docx", "txt"])
def test_the_locked_process_says_so_or_why_not(kind: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(GOOD[kind])
    bad.write_bytes(b"\0nothing")
    assert lockedly.why_not_kind(good, "good", kind) is None
    refused = lockedly.why_not_kind(bad, "bad.file", kind)
    assert refused is not None
    assert refused.code == "file.not-what-it-says"
    assert "bad.file" in refused.reason


def test_what_cannot_be_looked_at_does_not_count_as_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x")
    monkeypatch.setattr(lockedly, "SECONDS", 0.001)
    found = lockedly.why_not_kind(file, "a", "pdf")
    assert found is not None
    assert found.code == "file.not-checked"
    monkeypatch.setattr(lockedly, "SECONDS", 30)
    unknown = lockedly.why_not_kind(file, "a", "exe")
    assert unknown is not None
    assert unknown.code == "file.not-checked"


@pytest.mark.parametrize(
    "what",
    ["open('/etc/hostname')", "socket.socket()", "os.fork()", "bytearray(1 << 31)"],
)
def test_the_locked_process_reaches_nothing(what: str) -> None:
    text = f"import os, socket\nfrom proviso.outside.lockedly import _lock\n_lock()\n{what}\nprint('done')"
    ran = subprocess.run([sys.executable, "-I", "-c", text], capture_output=True, check=False)
    if what == "os.fork()" and ran.returncode == 0:
        pytest.skip("whoever runs the tests is not bound by a limit on processes")
    assert ran.returncode != 0
    assert b"done" not in ran.stdout
