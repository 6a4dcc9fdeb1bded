"""`proviso receipt`, `sign-receipt`, `verify-receipt`: written from the ledger, signed by both, checked where there is none."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519

from proviso.domain.facts.letters import LetterFact, LetterFiled, LetterViewed
from proviso.domain.receipts import receipt_from
from proviso.outside import folders, keys
from proviso.records import streams
from tests import second_receipt_verifier as second
from tests.cli.on_the_review.asking import refused, run

pytestmark = pytest.mark.django_db
MATTER, LETTER = "J18-FY2016", "L-J18-2018-01-24"
KING = ("receipt", MATTER, LETTER)
PLAIN = serialization.NoEncryption()
FORMS = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, PLAIN)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF the letter")
    (tmp_path / "plan.txt").write_bytes(b"a plan")
    yield tmp_path


def written(folder: Path, *words: object, name: str = "king.receipt") -> Path:
    """A receipt with one file, written to the folder."""
    to = folder / name
    file = f"letter.pdf={folder / 'letter.pdf'}"
    found = run(*KING, "--file", file, "--out", to, *words)
    assert found.exit_code == 0, found.output
    return to


def verified(to: Path, *words: object, exits: int = 0) -> Any:
    found = run("verify-receipt", to, "--json", *words)
    assert found.exit_code == exits, found.output
    return json.loads(found.stdout)


def record_on_file(fact: LetterFact, act: str) -> None:
    """Record a fact of the letter through its act; no checkpoint is signed."""
    from tests.village import record

    record(act, f"matter:{MATTER}", fact, on="2018-01-24")


def test_a_receipt_is_written_and_checked_back(folder: Path) -> None:
    to = written(folder)
    told = verified(to, "--file", f"letter.pdf={folder / 'letter.pdf'}", "--key", keys.public_key())
    assert told["holds"] is True
    assert told["key_held"] is True
    assert told["compared"] == ["letter.pdf"]
    assert told["letter"]["to"] == "Joe McDermott, Chair of the County Council"
    assert (told["handed_over"]["how"], told["handed_over"]["on"]) == ("e-mail", "2018-01-24")
    assert told["about"]["respondent_name"] == "King County, WA"
    assert told["checkpoints"][0]["number"] == 1
    assert second.holds(to.read_bytes())


def test_what_goes_along_is_named_when_it_is_written(folder: Path) -> None:
    found = run(*KING, "--out", folder / "a.receipt")
    assert "5 entries of the letter, under checkpoint 1." in found.stdout
    assert "other entries of the matter go along as links: 1 due stated" in found.stdout
    assert "It lists no file" in found.stdout


def test_it_is_said_in_words_what_holds_and_what_was_compared(folder: Path) -> None:
    to = written(folder, "--sealed", folder / "plan.txt", "--acknowledged-by", "Jo [red]Hill")
    found = run("verify-receipt", to, "--file", f"letter.pdf={folder / 'letter.pdf'}")
    assert found.stdout.startswith("The receipt holds.\n")
    assert "Handed over by e-mail, on 2018-01-24 (matter:J18-FY2016#17)." in found.stdout
    assert ": the same bytes." in found.stdout
    assert "File sealed file 1, SHA-256" in found.stdout
    assert ": not compared." in found.stdout
    assert "Acknowledged by Jo [red]Hill on" in found.stdout
    assert b"a plan" not in to.read_bytes()
    assert b"plan.txt" not in to.read_bytes()


def test_a_file_swapped_or_changed_is_found(folder: Path) -> None:
    to = written(folder)
    told = verified(to, "--file", f"letter.pdf={folder / 'plan.txt'}", exits=3)
    assert "'letter.pdf' is another file" in told["problems"][0]
    found = run("verify-receipt", to, "--file", f"plan.txt={folder / 'plan.txt'}")
    assert found.exit_code == 3
    assert "the receipt lists no file named 'plan.txt'" in found.stderr


def test_a_receipt_changed_or_by_another_key_does_not_hold(folder: Path) -> None:
    to = written(folder)
    assert verified(to, "--key", "ab" * 32, exits=3)["key_held"] is False
    to.write_bytes(to.read_bytes().replace(b"e-mail", b"e-mall"))
    found = run("verify-receipt", to)
    assert found.exit_code == 3
    assert "The receipt does not hold:" in found.stderr
    assert found.stdout == ""
    to.write_bytes(b"no receipt\x1b[31m")
    told = verified(to, exits=3)
    assert (told["key"], told["key_held"], told["letter"]) == (None, None, None)


def test_a_receipt_holds_while_the_ledger_grows(folder: Path) -> None:
    older = written(folder)
    note = ("do", "note-matter", "--matter", MATTER, "--text", "later", "--by", "Ann")
    assert run(*note).exit_code == 0
    later = written(folder, name="later.receipt")
    assert verified(older)["checkpoints"] == verified(later)["checkpoints"]


def test_an_entry_since_the_last_checkpoint_has_one_signed_first(folder: Path) -> None:
    record_on_file(LetterViewed(letter=LETTER, viewer="Joe McDermott"), "record-view")
    found = run(*KING, "--out", folder / "a.receipt", "--no-sign")
    assert found.exit_code == 3
    assert "No signed checkpoint is over matter:J18-FY2016#" in found.stderr
    before = len(streams.checkpoints())
    told = verified(written(folder))
    assert len(streams.checkpoints()) == before + 1
    assert [one["number"] for one in told["checkpoints"]] == [1, before + 1]
    assert told["entries"][-1]["kind"] == "letter-viewed"


def test_the_letters_bytes_on_file_are_listed_where_they_are_kept(folder: Path) -> None:
    paper = folders.keep(b"%PDF on file")
    fact = LetterFiled(
        letter=LETTER, sha256=paper, html_sha256="ab" * 32, text_sha256="cd" * 32,
        versions=(), clauses=(), channel="e-mail", to="joe@king.example",
    )  # fmt: skip
    record_on_file(fact, "file-letter")
    to = written(folder)
    told = verified(to)
    assert [one["name"] for one in told["files"]] == [f"{LETTER}.pdf", "letter.pdf"]
    found = run("verify-receipt", to)
    assert f"{paper}: not compared, as filed in matter:J18-FY2016#" in found.stdout
    other = f"{LETTER}.pdf={folder / 'plan.txt'}"
    refusal = run(*KING, "--file", other, "--out", folder / "b.receipt")
    assert refusal.exit_code == 3
    assert f"and on file is {paper}" in refusal.stderr
    assert not (folder / "b.receipt").exists()


def test_without_the_key_that_signed_no_receipt_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "held", lambda: None)
    found = run(*KING, "--out", folder / "a.receipt")
    assert found.exit_code == 3
    assert "signed by another key" in found.stderr


# signed by the one who received


def pem(to: Path, content: bytes) -> Path:
    to.write_bytes(content)
    return to


def test_the_one_who_received_signs_with_a_key_of_its_own(folder: Path) -> None:
    own = ed25519.Ed25519PrivateKey.generate()
    key = pem(folder / "mine.pem", own.private_bytes(*FORMS))
    to = folder / "both.receipt"
    words = ("--as", "King County", "--on", "2018-01-26", "--key", key, "--out", to)
    found = run("sign-receipt", written(folder), *words)
    assert found.exit_code == 0, found.output
    told = verified(to)
    assert told["countersigned"] == [
        {"by": "King County", "on": "2018-01-26", "key": own.public_key().public_bytes_raw().hex()}
    ]
    assert "Signed by King County on 2018-01-26" in run("verify-receipt", to).stdout
    assert second.holds(to.read_bytes())
    assert receipt_from(to.read_bytes()).countersigned[0].on == date(2018, 1, 26)


def test_what_does_not_hold_is_not_signed(folder: Path) -> None:
    to = written(folder)
    to.write_bytes(to.read_bytes()[:-2])
    words = ("--as", "King County", "--key", folder / "none.pem", "--out", folder / "x")
    found = run("sign-receipt", to, *words)
    assert found.exit_code == 3
    assert not (folder / "x").exists()


def test_a_key_that_cannot_sign_is_said_to_be_none(folder: Path) -> None:
    to = written(folder)
    words = ("--as", "King County", "--out", folder / "x")
    other = pem(folder / "x.pem", x25519.X25519PrivateKey.generate().private_bytes(*FORMS))
    bad = pem(folder / "bad.pem", b"no key")
    assert "another kind of key" in refused("sign-receipt", to, *words, "--key", other)
    assert "is not a private key in PEM" in refused("sign-receipt", to, *words, "--key", bad)
    missing = refused("sign-receipt", to, *words, "--key", folder / "none.pem")
    assert "cannot be read: No such file" in missing


# questions that cannot be answered


def test_what_is_not_there_is_told(folder: Path) -> None:
    out = ("--out", folder / "a.receipt")
    assert "holds no letter named 'L9'." in refused("receipt", MATTER, "L9", *out)
    assert "is no matter on record" in refused("receipt", "J99", LETTER, *out)
    assert "cannot be read" in refused(*KING, *out, "--file", f"a={folder / 'none'}")
    assert "expects NAME=PATH" in refused(*KING, *out, "--file", "letter.pdf")
    twice = ("--file", f"a={folder / 'plan.txt'}") * 2
    assert "names 'a' twice" in refused(*KING, *out, *twice)
    assert "cannot be read" in refused("verify-receipt", folder / "none")
    assert "--key expects 64" in refused("verify-receipt", folder / "plan.txt", "--key", "AB")
    assert not (folder / "a.receipt").exists()


def test_two_files_of_one_name_make_no_receipt(folder: Path) -> None:
    file = ("--file", f"sealed file 1={folder / 'plan.txt'}", "--sealed", folder / "letter.pdf")
    found = run(*KING, *file, "--out", folder / "a.receipt")
    assert found.exit_code == 3
    assert "two files in the receipt have the same name" in found.stderr


def test_an_existing_file_is_not_touched(folder: Path) -> None:
    assert "exists already" in refused(*KING, "--out", folder / "plan.txt")
    assert (folder / "plan.txt").read_bytes() == b"a plan"


def test_a_place_that_cannot_be_written_leaves_nothing(folder: Path) -> None:
    told = refused(*KING, "--out", folder / "none" / "a.receipt")
    assert "cannot be written" in told
    assert sorted(one.name for one in folder.iterdir()) == ["letter.pdf", "plan.txt"]


# with no database and no installation


def test_a_receipt_is_checked_where_there_is_nothing_else(folder: Path) -> None:
    to = written(folder)
    bare = folder / "bare"
    bare.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")}
    command = [sys.executable, "-m", "proviso.cli.main", "verify-receipt", str(to)]
    empty = folder / "empty"
    empty.mkdir()
    for home in (None, bare / "none", empty):
        environment = kept | ({"PROVISO_HOME": str(home)} if home else {})
        found = subprocess.run(
            command, cwd=bare, env=environment, capture_output=True, text=True, check=False
        )
        assert found.returncode == 0, found.stderr
        assert "The receipt holds." in found.stdout
    asked = subprocess.run(
        [*command[:3], "certificate", MATTER, LETTER],
        cwd=bare,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 2
    assert "There is no ledger here" in asked.stderr
    assert [*bare.iterdir(), *empty.iterdir()] == [], "nothing is written anywhere"
