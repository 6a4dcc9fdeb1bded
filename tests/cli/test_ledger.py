"""`proviso ledger` and `proviso doctor` on whole, absent, foreign and damaged installations and files: calm, exact, with the right exit."""

import gzip
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from typer.testing import CliRunner, Result

import proviso.cli.doctor
import proviso.cli.ledger  # noqa: F401 - the commands
from proviso.cli.app import app
from proviso.outside import keys
from tests import second_verifier
from tests.ledger_files import FILE, make, using

HOLDS, NOTHING, BROKEN = 0, 2, 3
SEEN = "The ledger does not hold:"


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """An installation, with a key of its own."""
    home = tmp_path_factory.mktemp("ledger") / "home"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROVISO_HOME", str(home))
        make(home, matters=40)
        yield home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it for one test."""
    place = tmp_path / "home"
    shutil.copytree(made, place)
    monkeypatch.setenv("PROVISO_HOME", str(place))
    return place


def run(home: Path, *words: str) -> Result:
    with using(home):
        done = CliRunner().invoke(app, list(words))
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def said(done: Result) -> str:
    return " ".join(done.output.split())


def told(done: Result) -> str:
    return "\n".join(json.loads(done.stdout)["problems"])


def alone(*words: str, cwd: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """The program as a user runs it, in a process of its own."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")}
    return subprocess.run(
        [sys.executable, "-m", "proviso.cli.main", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=rest | {"COLUMNS": "200"} | environ,
    )


# a whole installation


def test_a_whole_ledger_holds_and_says_what_it_holds(home: Path) -> None:
    done = run(home, "ledger", "verify")
    assert done.exit_code == HOLDS, done.output
    assert "The ledger holds." in done.output
    assert "2 signed checkpoints, 0 entries since the last." in said(done)
    assert f"Signed by {keys.held()}" in said(done)
    found = json.loads(run(home, "ledger", "verify", "--json").stdout)
    assert found["holds"] is True
    assert found["problems"] == found["breaks"] == []


def test_verifying_changes_nothing(home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert run(home, "ledger", "verify").exit_code == HOLDS
    assert run(home, "ledger", "head").exit_code == HOLDS
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_the_head_is_shown_and_can_be_held_against_the_ledger(home: Path) -> None:
    head = json.loads(run(home, "ledger", "head", "--json").stdout)
    assert head["root"] == head["signed_root"]
    assert head["checkpoint"] == 2
    shown = said(run(home, "ledger", "head"))
    assert (
        f"Tree head {head['root']} Checkpoint 2, signed at {head['signed_at']}: the same" in shown
    )
    held = ("--held", head["root"], "--key", head["key"])
    assert run(home, "ledger", "verify", *held).exit_code == HOLDS


def test_another_key_or_head_than_the_ledgers_is_told(home: Path) -> None:
    other = run(home, "ledger", "verify", "--key", "ab" * 32, "--held", "cd" * 32)
    assert other.exit_code == BROKEN
    assert "and not by the key you hold" in said(other)
    assert "the tree head you hold is that of no checkpoint" in said(other)


@pytest.mark.parametrize("option", ["--key", "--held"])
@pytest.mark.parametrize("given", ["", "abc", "AB" * 32, "0x" + "ab" * 31, "ab" * 33])
def test_a_key_or_head_that_is_none_is_a_bad_question(home: Path, option: str, given: str) -> None:
    done = run(home, "ledger", "verify", option, given)
    assert done.exit_code == NOTHING
    assert f"{option} expects 64 hexadecimal digits in small letters" in said(done)


def test_an_earlier_head_shows_that_history_was_cut_back(home: Path) -> None:
    head = json.loads(run(home, "ledger", "head", "--json").stdout)["root"]
    with closing(sqlite3.connect(home / FILE)) as opened:
        triggers = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        listed = triggers.fetchall()
        for name, _ in listed:
            opened.execute(f"DROP TRIGGER {name}")
        opened.execute("DELETE FROM records_checkpoint WHERE number = 2")
        for table in ("records_entry", "records_recorded"):
            opened.execute(f"DELETE FROM {table} WHERE stream = 'matter:V1' AND number > 4")
        for _, sql in listed:
            opened.execute(sql)
        opened.commit()
    assert run(home, "ledger", "verify").exit_code == HOLDS, "nothing in it can tell"
    assert run(home, "ledger", "verify", "--held", head).exit_code == BROKEN


# what is not a ledger


def test_where_there_is_no_database_there_is_nothing_to_verify_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    home = tmp_path / "nowhere"
    monkeypatch.setenv("PROVISO_HOME", str(home))
    with django_db_blocker.unblock():
        for words in (("verify",), ("head",), ("export", str(tmp_path / "x"))):
            done = run(home, "ledger", *words)
            assert done.exit_code == NOTHING
            assert "There is no ledger here: there is no database at" in said(done)
        done = run(home, "doctor")
        assert done.exit_code == BROKEN
        assert "there is no database at" in said(done)
    assert not list(tmp_path.iterdir())


def test_an_empty_database_is_nothing_to_verify(home: Path) -> None:
    (home / FILE).write_bytes(b"")
    done = run(home, "ledger", "verify")
    assert done.exit_code == NOTHING
    assert "is empty" in said(done)
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
    assert run(home, "ledger", "verify").exit_code == NOTHING


@pytest.mark.parametrize(
    "content",
    [b"x", b"ledger,export\n" * 500, bytes(8192), b"SQLite format 3\0" + bytes(8192)],
    ids=["a letter", "text", "zeros", "a beginning"],
)
def test_a_file_that_is_no_database_does_not_hold(home: Path, content: bytes) -> None:
    (home / FILE).write_bytes(content)
    done = run(home, "ledger", "verify", "--json")
    assert done.exit_code == BROKEN
    assert "cannot be read" in told(done)
    assert (home / FILE).read_bytes() == content, "what is found is not touched"
    assert run(home, "doctor").exit_code == BROKEN
    assert run(home, "ledger", "head").exit_code == BROKEN
    assert run(home, "ledger", "export", str(home / "x")).exit_code == BROKEN
    assert not (home / "x").exists()


def test_a_database_of_something_else_does_not_hold(home: Path) -> None:
    (home / FILE).unlink()
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("CREATE TABLE recipes (name)")
    done = run(home, "ledger", "verify", "--json")
    assert done.exit_code == BROKEN
    assert "no such table" in told(done)


def test_a_folder_in_place_of_the_database_does_not_hold(home: Path) -> None:
    (home / FILE).unlink()
    (home / FILE).mkdir()
    done = run(home, "ledger", "verify", "--json")
    assert done.exit_code == BROKEN
    assert "cannot be read" in told(done)


# damage


def test_damage_is_shown_with_stream_and_entry_whatever_its_bytes_are(home: Path) -> None:
    whole = (home / FILE).read_bytes()
    assert whole.count(b"A long remark. A") > 3
    at = whole.rindex(b"County Clerk")
    (home / FILE).write_bytes(whole[:at] + b"\x1b[31m" + whole[at + 5 :])
    done = run(home, "ledger", "verify")
    assert done.exit_code == BROKEN
    assert SEEN in said(done)
    assert "stream matter:V" in said(done)
    assert "\x1b[31m" not in done.output, "what is stored does not steer the terminal"
    found = json.loads(run(home, "ledger", "verify", "--json").stdout)
    assert found["holds"] is False
    assert {"stream", "entry", "why"} == set(found["breaks"][0])


def test_many_problems_are_counted_and_the_first_are_shown(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("DELETE FROM records_matter")
        opened.executemany(
            "INSERT INTO records_matter SELECT ?, 'R', 'x', 'p', 1, NULL",
            [(f"[bold]:smile: {n}",) for n in range(80)],
        )
        opened.commit()
    done = run(home, "ledger", "verify")
    assert f"{SEEN} 120 problems found." in said(done)
    assert "has [bold]:smile: 7, which no entry opens" in said(done)
    assert "And 70 more. All of them: --json" in said(done)


def test_a_trigger_that_is_gone_is_told_by_the_doctor_too(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("DROP TRIGGER records_entry_no_update")
    done = run(home, "ledger", "verify")
    assert done.exit_code == BROKEN
    assert "the trigger records_entry_no_update, which keeps the ledger insert-only" in said(done)
    told_by_doctor = said(run(home, "doctor"))
    assert "not well insert only: the trigger records_entry_no_update" in told_by_doctor
    assert "not well ledger: it does not hold. Run: proviso ledger verify" in told_by_doctor


# the doctor and the key


def test_the_doctor_finds_a_whole_installation_well(home: Path) -> None:
    done = run(home, "doctor", "--json")
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert [name for name, one in found.items() if not one["well"]] == []
    assert done.exit_code == HOLDS
    assert "Keep a copy" in found["signing key"]["says"]


def test_the_doctor_makes_no_key_and_tells_of_one_that_others_can_read(home: Path) -> None:
    keys.place().chmod(0o644)
    assert "Run: chmod 600" in said(run(home, "doctor"))
    keys.place().unlink()
    assert "none yet; it is made when the ledger is first signed" in said(run(home, "doctor"))
    assert not keys.place().exists()


@pytest.mark.parametrize("content", ["", "no key", "-----BEGIN PUBLIC KEY-----\n"])
def test_a_key_that_cannot_be_read_is_told(home: Path, content: str) -> None:
    keys.place().write_text(content)
    assert "signing key: the signing key in" in said(run(home, "doctor"))
    done = run(home, "ledger", "verify")
    assert done.exit_code == BROKEN
    assert "Put your copy of it back." in said(done)


# exports


def test_an_export_holds_here_and_by_the_second_verifier_and_is_the_same_each_time(
    home: Path,
) -> None:
    file = home / "ledger.export"
    done = run(home, "ledger", "export", str(file))
    assert done.exit_code == HOLDS, done.output
    assert "entries written to" in said(done)
    assert list(home.glob("*.part")) == list(home.glob(".*")) == []
    head = json.loads(run(home, "ledger", "head", "--json").stdout)
    held = ("--held", head["root"], "--key", head["key"])
    assert run(home, "ledger", "verify", str(file), *held).exit_code == HOLDS
    assert second_verifier.verify(file.read_bytes(), head["key"], head["root"]) == head["root"]
    run(home, "ledger", "export", str(home / "again"))
    assert (home / "again").read_bytes() == file.read_bytes()


def test_an_export_is_verified_on_a_machine_with_nothing_else(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.export"
    run(home, "ledger", "export", str(file))
    empty = tmp_path / "empty"
    empty.mkdir()
    done = alone("ledger", "verify", str(file), cwd=empty)
    assert done.returncode == HOLDS, done.stderr
    assert "The ledger holds." in done.stdout
    nowhere = str(empty / "home")
    gone = "postgresql://nobody@127.0.0.1:1/none"
    done = alone(
        "ledger", "verify", str(file), cwd=empty, PROVISO_HOME=nowhere, PROVISO_DATABASE_URL=gone
    )
    assert done.returncode == HOLDS, done.stderr
    file.write_bytes(file.read_bytes().replace(b"A long remark", b"A loud remark", 1))
    done = alone("ledger", "verify", str(file), cwd=empty, PROVISO_HOME=nowhere)
    assert done.returncode == BROKEN
    assert "stream matter:V1, entry " in done.stderr
    assert not list(empty.iterdir())


def test_a_database_that_does_not_answer_is_nothing_to_verify(tmp_path: Path) -> None:
    gone = "postgresql://nobody@127.0.0.1:1/none"
    for words in (("ledger", "verify"), ("ledger", "head"), ("ledger", "export", "x")):
        done = alone(*words, cwd=tmp_path, PROVISO_DATABASE_URL=gone)
        assert done.returncode == NOTHING, done.stderr
        assert "the database does not answer" in done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (gzip.compress(b"ledger"), "it is compressed; unpack it first"),
        (b"SQLite format 3\0", "it is a database; name the folder it is in as PROVISO_HOME"),
        (os.urandom(100_000), "this is not the export of a ledger"),
        (b"\x1b]0;title\x07\n", "this is not the export of a ledger"),
    ],
    ids=["nothing", "gzip", "database", "chance", "control characters"],
)
def test_a_file_that_is_no_export_is_told_to_be_none(home: Path, content: bytes, says: str) -> None:
    (home / "file").write_bytes(content)
    done = run(home, "ledger", "verify", str(home / "file"))
    assert done.exit_code == BROKEN
    assert says in said(done)
    assert "\x1b" not in done.output


def test_a_file_that_cannot_be_opened_is_a_bad_question(home: Path) -> None:
    for name, says in (("none", "No such file"), ("keys", "Is a directory")):
        done = run(home, "ledger", "verify", str(home / name))
        assert done.exit_code == NOTHING
        assert says in said(done)


def test_an_export_goes_to_no_file_that_is_there_and_to_no_folder_that_is_not(home: Path) -> None:
    (home / "there").write_bytes(b"mine")
    for name, says in (
        ("there", "exists already. Name another file"),
        ("keys", "exists already. Name another file"),
        ("no/such/folder", "cannot be written: No such file or directory. Nothing was left"),
        ("there/below", "cannot be written: Not a directory"),
    ):
        done = run(home, "ledger", "export", str(home / name))
        assert done.exit_code == NOTHING
        assert says in said(done)
    assert (home / "there").read_bytes() == b"mine"
    assert not list(home.glob(".*"))


def test_an_export_to_a_full_device_says_so(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("This system has no /dev/full.")
    done = run(home, "ledger", "export", "/dev/full")
    assert done.exit_code == NOTHING
    assert "/dev/full cannot be written: No space left on device." in said(done)
    assert Path("/dev/full").exists()


def test_an_export_that_finds_the_disk_full_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, limit[1]))
    try:
        done = run(home, "ledger", "export", str(home / "large"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert done.exit_code == NOTHING, done.output
    assert "cannot be written: File too large. Nothing was left behind." in said(done)
    assert not (home / "large").exists()
    assert not list(home.glob(".*"))


def test_an_export_can_go_to_a_pipe(home: Path) -> None:
    done = alone("ledger", "export", "/dev/stdout", cwd=home, PROVISO_HOME=str(home))
    assert done.returncode == HOLDS, done.stderr
    assert done.stdout.startswith('{"format":"proviso.export/2"}\n')
    assert "entries written." in done.stderr
    second_verifier.verify(done.stdout.encode())


def test_an_export_is_verified_where_there_is_nothing_else(home: Path, tmp_path: Path) -> None:
    file, bare, empty = tmp_path / "a.export", tmp_path / "bare", tmp_path / "empty"
    assert run(home, "ledger", "export", str(file)).exit_code == HOLDS
    whole = file.read_bytes()
    bare.mkdir()
    empty.mkdir()
    places: tuple[dict[str, str], ...] = (
        {},
        {"PROVISO_HOME": str(empty)},
        {"PROVISO_HOME": str(bare / "none")},
    )
    for environ in places:
        done = alone("ledger", "verify", str(file), cwd=bare, **environ)
        assert done.returncode == HOLDS, done.stderr
        assert "The ledger holds." in done.stdout
    file.write_bytes(whole.replace(b"A long remark", b"A lang remark", 1))
    done = alone("ledger", "verify", str(file), cwd=bare, PROVISO_HOME=str(empty))
    assert done.returncode == BROKEN
    assert "stream matter:V1, entry " in done.stderr
    assert not [*bare.iterdir(), *empty.iterdir()], "nothing is written anywhere"


def test_what_is_merely_counted_otherwise_in_the_header_is_noted_and_no_more(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("VACUUM")
    done = run(home, "ledger", "verify")
    assert done.exit_code == HOLDS, done.output
    assert "Noted: the database file, header, bytes 40 to 43: the count of changes" in said(done)
    noted = json.loads(run(home, "ledger", "verify", "--json").stdout)
    assert noted["holds"] is True
    assert len(noted["notes"]) == 1


def test_a_row_that_cannot_be_exported_is_named_and_nothing_is_written(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("DROP TRIGGER records_entry_no_update")
        opened.execute(
            "UPDATE records_entry SET body = x'FF' WHERE stream = 'matter:V2' AND number = 3"
        )
        opened.commit()
    done = run(home, "ledger", "export", str(home / "x"))
    assert done.exit_code == BROKEN
    assert "The ledger is damaged: stream matter:V2, entry 3: its bytes are not text." in said(done)
    assert not (home / "x").exists()
    with closing(sqlite3.connect(home / FILE)) as opened:
        opened.execute("DROP TRIGGER records_checkpoint_no_update")
        opened.execute("UPDATE records_checkpoint SET body = x'FF'")
        opened.commit()
    assert run(home, "ledger", "head").exit_code == BROKEN
