"""Rounds that cannot go as they are: a full disk, an enclosure that is gone, names that nobody should be misled by."""

import errno
import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import OperationalError

from proviso.domain.rounds import Stage
from proviso.letters.content import Enclosure
from proviso.letters.rounds import Override
from proviso.outside import folders
from proviso.queries.record import Record
from proviso.records import ledger, streams
from tests.acts.rounds_village import (
    MATTERS,
    approved,
    codes,
    file,
    letters_filed,
    letters_sent,
    owed,
    prepared,
    ready,
    ready_to_go,
    released,
)
from tests.acts.village import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    ready()


def stage() -> Stage:
    return Record().review("R1", known=AT.date()).sendings.named["Q1"].stage


class Disk:
    """A disk that takes so many more files, and then none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
        self.room, self.draft = room, folders.draft
        monkeypatch.setattr(folders, "draft", self.write)

    def write(self, folder: Path, name: str, content: bytes) -> Path:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.draft(folder, name, content)


def test_a_round_is_not_prepared_on_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    before = streams.count()
    disk = Disk(monkeypatch, 0)
    came = prepared(file())
    assert (came.recorded, codes(came)) == (False, ["round.disk"])
    assert "No space left on device" in came.problems[0].refusal.reason
    assert streams.count() == before
    disk.room = 100
    assert prepared(file()).recorded


@pytest.mark.parametrize("room", [0, 1, 5, 8])
def test_a_disk_that_fills_up_while_letters_are_printed_lets_none_go(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    ready_to_go(file())
    disk = Disk(monkeypatch, room)
    came = released(file())
    assert (came.recorded, came.sent, codes(came)) == (False, 0, ["round.disk"])
    assert "run the same command again" in came.problems[0].refusal.cure
    assert (stage(), owed()) == (Stage.APPROVED, [])
    disk.room = 100
    assert released(file()).sent == 3
    assert [len(letters_sent(name)) for name in MATTERS] == [1, 1, 1]


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_a_database_that_fills_up_while_letters_go_keeps_those_that_went(
    monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    ready_to_go(file())
    write, left = ledger.append, [batches]

    def append(*told: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OperationalError("database or disk is full") from sqlite3.OperationalError()
        write(*told)

    monkeypatch.setattr(ledger, "append", append)
    came = released(file(), batch=1)
    assert (came.recorded, came.sent, codes(came)) == (True, batches - 1, ["round.disk"])
    assert len(owed()) == batches - 1
    left[0] = 100
    again = released(file(), batch=1)
    assert (again.sent, again.before, again.problems) == (4 - batches, batches - 1, ())
    assert [len(letters_sent(name)) for name in MATTERS] == [1, 1, 1]
    assert len({one.key for one in owed()}) == len(owed()) == 3


def test_an_approval_that_cannot_be_written_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(file())

    def append(*_: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as full:
        full.setattr(ledger, "append", append)
        assert codes(approved(file())) == ["round.disk"]
    assert stage() is Stage.PREPARED
    assert approved(file()).recorded


def test_an_enclosure_that_is_gone_stops_the_release() -> None:
    path = folders.home() / "form.pdf"
    path.write_bytes(b"a form")
    held = Enclosure(name="form.pdf", sha256=sha256(b"a form").hexdigest())
    told = file(enclosures=(str(path),), enclosed=(held,))
    ready_to_go(told)
    path.unlink()
    came = released(told)
    assert codes(came) == ["round.changed"]
    assert "cannot be read any more" in came.problems[0].refusal.reason
    assert stage() is Stage.APPROVED


NAMES = {
    "right to left": "דוד בן-גוריון",
    "right to left, joined": "محمد علي",
    "combining": "Nguye\u0302\u0303n Va\u0306n",
    "both": "José שלום",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_stands_in_the_letter_the_page_and_the_text_as_it_is_written(name: str) -> None:
    told = file(overrides={"V2": Override(matter="V2", name=name)})
    ready_to_go(told)
    assert released(told).sent == 3
    (filed,) = letters_filed("V2")
    page = pypdfium2.PdfDocument(folders.kept(filed.sha256))[0].get_textpage()
    assert set(name) <= set(page.get_text_range())
    assert name in folders.kept(filed.html_sha256).decode()
    assert name in folders.kept(filed.text_sha256).decode()


BAD_NAMES = {
    "a header": "Cleo\r\nBcc: all@example.org",
    "a header in one line": "Cleo\nSubject: paid",
    "10,000 characters": "x" * 10_000,
    "10,000 marks": "x" + "\u0301" * 10_000,
    "turned around": "Cleo \u202eyoJ",
    "no glyph": "王小明",
}


@pytest.mark.parametrize("field", ["name", "office", "salutation", "lines"])
@pytest.mark.parametrize("text", BAD_NAMES.values(), ids=BAD_NAMES.keys())
def test_a_name_that_cannot_be_printed_keeps_the_round_back(field: str, text: str) -> None:
    told: Any = (text,) if field == "lines" else text
    change = file(overrides={"V2": replace(Override(matter="V2"), **{field: told})})
    before = streams.count()
    came = prepared(change)
    if came.recorded:  # a character without a glyph shows when it is printed
        approved(change)
        came, before = released(change), streams.count()
        assert codes(came) == ["letter.characters-unshown"]
        assert stage() is Stage.APPROVED
    else:
        assert [(one.matter, one.refusal.code) for one in came.problems] == [
            ("V2", "letter.value-wrong")
        ]
    assert streams.count() == before
    assert owed() == []
