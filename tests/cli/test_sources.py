"""Specification of `proviso sources`: taken in, listed, shown, looked over; and how often rules were right."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from proviso.acts.judging import Judged, Judgement, judge
from proviso.cli import sources
from proviso.cli.app import app
from proviso.domain.verdicts import Kind as Said
from proviso.queries.reading_review import Review, review
from proviso.reading.proposal import Kind

pytestmark = pytest.mark.django_db
ARTICLES = Path(__file__).parents[1] / "reading" / "articles"
LETTER, WIRE = (str(ARTICLES / f"{name}.txt") for name in ("letter", "wire"))
COMMANDS = (sources,)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("proviso.cli.sources.ensure", lambda: True)
    monkeypatch.setattr("proviso.cli.sources.there", lambda: None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sources", *arguments])


def answer(*arguments: str, code: int = 0) -> Any:
    found = run(*arguments, "--json")
    assert found.exit_code == code, found.output
    return json.loads(found.stdout)


def added(file: str, *options: str) -> Any:
    return answer("add", file, "--outlet", "The Roof", "--by", "ada", *options)


def accepted(source: str) -> Judged:
    found = review(source)
    assert isinstance(found, Review)
    one = next(each for each in found.items if each.proposal.kind is Kind.MONEY)
    cells = {**one.options[0].cells, "subject": "money/roofs", "scope": "roofs", "relies_on": "AP"}
    made = judge(
        Judgement(proposal=one.proposal, about=found.about, verdict=Said.ACCEPTED, act="report-value",
                  cells=cells, by="ada")
    )  # fmt: skip
    assert isinstance(made, Judged)
    return made


def test_a_document_is_taken_in_with_what_it_says_of_itself() -> None:
    made = added(LETTER)
    assert (made["published"], made["published_from"]) == ("2021-01-08", "line of its own")
    assert made["source"].startswith("S-THE-ROOF-20210108-")
    again = answer("add", LETTER, "--outlet", "The Roof", code=3)
    assert again["done"] is False
    assert made["source"] in again["reason"]
    told = added(WIRE, "--source", "S-WIRE", "--published", "2021-03-10", "--title", "Roofs")
    assert (told["source"], told["title"], told["author"]) == ("S-WIRE", "Roofs", "Lena Ostrowick")
    listed = answer("list")["sources"]
    assert [one["copy"] for one in listed] == ["held", "held"]
    assert all(one["rights"].startswith("private copy") for one in listed)


def test_what_cannot_be_taken_in_says_why(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" ")
    assert "empty" in answer("add", str(empty), code=3)["reason"]
    assert "--outlet" in answer("add", WIRE, code=3)["cure"]
    assert run("add", WIRE, LETTER, "--source", "S-1").exit_code == 2
    later = answer("add", WIRE, "--outlet", "The Roof", "--published", "2031-01-01", code=3)
    assert "which is to come" in later["reason"]
    added(WIRE, "--source", "S-1")
    found = answer("add", LETTER, "--outlet", "The Roof", "--source", "S-1", code=3)
    assert "S-1" in found["reason"]
    bad = answer("add", LETTER, "--outlet", "The Roof", "--source", "S 1\x07", code=3)
    assert "source" in bad["reason"]


def test_a_source_is_shown_with_the_passages_that_entries_are_tied_to() -> None:
    added(WIRE, "--source", "S-WIRE", "--published", "2021-03-10")
    accepted("S-WIRE")
    shown = answer("show", "s-wire")
    (passage,) = shown["passages"]
    text = Path(WIRE).read_text(encoding="utf-8")
    assert text[passage["start"] : passage["end"]] == passage["words"] == "$4.2 million"
    assert shown["reports"][0]["value"] == "4200000"
    assert shown["relies_on"] == ["AP"]
    told = run("show", "S-WIRE").stdout
    assert "“$4.2 million”: ValueReported, source:S-WIRE#2" in told
    assert "Relies on: AP" in told
    unknown = run("show", "wire")
    assert unknown.exit_code == 2
    assert "S-WIRE" in run("list").stdout
    rule = next(one for one in answer("rates")["rules"] if one["shown"])
    assert (rule["shown"], rule["decided"]["accepted"]) == (1, 1)
    assert "1 rule reviewed" in run("rates").stdout


def test_looking_over_finds_changed_and_missing_copies_days_doubles_and_moved_passages(
    tmp_path: Path,
) -> None:
    assert run("check").exit_code == 0
    added(WIRE, "--source", "S-WIRE", "--published", "2021-03-10", "--address", "https://a.example")
    copy = tmp_path / "copy.txt"
    text = Path(WIRE).read_text(encoding="utf-8")
    copy.write_text(text[: len(text) * 3 // 4], encoding="utf-8")
    added(str(copy), "--source", "S-COPY", "--address", "https://a.example")
    added(LETTER, "--source", "S-LETTER", "--published", "2021-02-01")
    found = answer("check", code=3)
    codes = {(one["source"], one["code"]) for one in found["troubles"]}
    assert codes == {
        ("S-COPY", "no-day"), ("S-LETTER", "day-differs"),
        ("S-WIRE", "same-address"),
    }  # fmt: skip
    assert (found["clusters"], found["independent"]) == ([["S-COPY", "S-WIRE"]], 2)
    kept = sorted(one for one in (tmp_path / "home" / "kept").rglob("*") if one.is_file())
    kept[0].write_bytes(b"changed")
    kept[1].unlink()
    codes = {one["code"] for one in answer("check", code=3)["troubles"]}
    assert {"copy-changed", "copy-missing"} <= codes
    told = run("check")
    assert "(copy-missing)" in told.stdout
    assert "3 sources looked over, 1 with a copy" in told.stdout


def test_a_message_is_known_by_its_header_when_it_comes_out_of_the_archive(tmp_path: Path) -> None:
    message = tmp_path / "answer.eml"
    message.write_text(
        "From: Tobias <t@agency.example>\nDate: Wed, 10 Mar 2021 09:00:00 -0500\nSubject: Roofs\n\n"
        "The City of Boise, Idaho, answered yesterday about $85,000.\n",
        encoding="utf-8",
    )
    made = added(str(message), "--source", "S-MAIL")
    assert (made["published"], made["title"]) == ("2021-03-10", "Roofs")
    found = review("S-MAIL")
    assert isinstance(found, Review)
    assert found.document.how == "e-mail"
    assert found.text.startswith("The City of Boise")
