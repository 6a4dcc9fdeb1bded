"""Files under the names of their content: kept, handed over once, drafts cleared away."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from proviso.outside import folders

MANY = 16


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def test_what_is_kept_is_found_by_its_hash_and_kept_once() -> None:
    name = folders.keep(b"letter")
    assert folders.keep(b"letter") == name
    assert folders.kept(name) == b"letter"
    assert len([one for one in (folders.home() / "kept").rglob("*") if one.is_file()]) == 1


def test_a_draft_gets_its_name_once(tmp_path: Path) -> None:
    for expected in (True, False):
        drafted = folders.draft(tmp_path, "a.pdf", b"letter")
        assert folders.place(drafted, tmp_path / "a.pdf") is expected
        assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_of_many_who_place_the_same_file_one_does(tmp_path: Path) -> None:
    own = tmp_path / "own"
    for again in range(200):
        drafts = []
        for number in range(MANY):
            draft = tmp_path / f"d{number}"
            draft.write_bytes(b"letter")
            drafts.append(draft)
        with ThreadPoolExecutor(MANY) as pool:
            placed = list(pool.map(lambda one: folders.place(one, own), drafts))
        assert placed.count(True) == 1, again
        own.unlink()


def test_a_name_taken_between_the_look_and_the_link_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted = folders.draft(tmp_path, "a.pdf", b"letter")
    (tmp_path / "a.pdf").write_bytes(b"letter")
    monkeypatch.setattr(folders, "is_handed_over", lambda own: False)
    assert folders.place(drafted, tmp_path / "a.pdf") is False


def test_a_disk_that_will_not_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("proviso.outside.folders.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            folders.draft(tmp_path, "a.pdf", b"letter")
        with pytest.raises(OSError, match="No space"):
            folders.keep(b"letter")
    assert not list(tmp_path.glob(".draft*"))


def test_drafts_of_workers_that_died_are_cleared_away_and_younger_ones_stay() -> None:
    old = folders.draft(folders.outbox("print"), "old.pdf", b"letter")
    young = folders.draft(folders.outbox("print"), "young.pdf", b"letter")
    os.utime(old, (1000, 1000))
    assert folders.clear_drafts("print", before=2000) == 1
    assert not old.exists()
    assert young.exists()
    assert list(folders.handed_over("print")) == []
    assert folders.clear_drafts("portal", before=2000) == 0
