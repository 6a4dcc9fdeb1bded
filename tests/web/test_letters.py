"""A letter's own files: byte for byte what the ledger's hash says, under headers that let nothing in it run."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from proviso.domain.facts.letters import LetterFiled
from proviso.outside import folders
from tests.village import record
from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
MATTER, LETTER = "J18-FY2016", "L-J18-2018-01-24"
PDF, TWIN = b"%PDF-1.7 a letter", b"<!doctype html><title>A letter</title><p>The same.</p>"
PAGE = f"/matters/{MATTER}/?on=2018-03-01"


def at(form: str) -> str:
    return f"/matters/{MATTER}/letters/{LETTER}.{form}?on=2018-03-01"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation's folder of its own, in which nothing is kept yet."""
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    yield tmp_path


@pytest.fixture(autouse=True)
def _filed(home: Path) -> None:
    fact = LetterFiled(
        letter=LETTER, sha256=sha256(PDF).hexdigest(), html_sha256=sha256(TWIN).hexdigest(),
        text_sha256="cd" * 32, versions=(), clauses=(), channel="e-mail", to="joe@king.example",
    )  # fmt: skip
    record("file-letter", f"matter:{MATTER}", fact, on="2018-01-24")


def test_the_bytes_are_those_of_the_ledger(client: Client) -> None:
    folders.keep(PDF)
    folders.keep(TWIN)
    assert at("pdf").replace("&", "&amp;") in source(client, PAGE)
    for form, content, kind in (("pdf", PDF, "application/pdf"), ("html", TWIN, "text/html; charset=utf-8")):  # fmt: skip
        answer = client.get(at(form))
        assert (answer.status_code, answer.content) == (200, content)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"] == f'inline; filename="{LETTER}.{form}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_nothing_in_the_twin_runs_or_leads_elsewhere_by_itself(client: Client) -> None:
    folders.keep(TWIN)
    policy = client.get(at("html")).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert "script" not in policy


def test_a_file_that_is_not_held_says_so_and_gives_its_fingerprint(client: Client) -> None:
    said = words(client, PAGE)
    assert "files are not held here. Their fingerprints are on record" in said
    said = words(client, at("pdf"), status=404)
    assert f"PDF of letter {LETTER}: not held here" in said
    assert sha256(PDF).hexdigest() in said
    assert "joe@king.example" not in said


def test_a_file_that_was_changed_on_the_disk_is_not_shown(client: Client, home: Path) -> None:
    name = folders.keep(PDF)
    (home / "kept" / name[:2] / name).write_bytes(b"%PDF-1.7 another letter")
    answer = client.get(at("pdf"))
    assert answer.status_code == 404
    assert b"another letter" not in answer.content


@pytest.mark.parametrize("address", [
    f"/matters/{MATTER}/letters/L-NONE.pdf", f"/matters/J00-FY2016/letters/{LETTER}.pdf",
    f"/matters/{MATTER}/letters/{LETTER}.pdf?on=2017-01-01", f"/matters/{MATTER}/letters/..%2F..%2Fkept.pdf",
])  # fmt: skip
def test_what_was_not_on_file_by_the_day_is_not_there(client: Client, address: str) -> None:
    folders.keep(PDF)
    assert "Nothing is published at this address" in words(client, address, status=404)
