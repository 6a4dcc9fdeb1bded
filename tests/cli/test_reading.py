"""Specification of `proviso read` and `proviso compare`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from proviso.cli import comparing, reading
from proviso.cli.app import app

ARTICLES = Path(__file__).parents[1] / "reading" / "articles"
WIRE, BRIEF, RELEASE = (
    str(ARTICLES / f"{name}.txt") for name in ("wire", "brief", "press_release")
)
pytestmark = pytest.mark.django_db  # accept rates are looked up where there is an installation
COMMANDS = (reading, comparing)  # the commands are there once their modules are
MESSAGE = (
    "From: Tobias Engelhardt <t@agency.example>\nDate: Wed, 10 Mar 2021 09:00:00 -0500\nSubject: Roofs\n"
    "Content-Type: text/plain; charset=utf-8\n\nThe City of Burlington, Vt., answered yesterday.\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def answer(*arguments: str) -> Any:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_one_file_is_one_object_with_its_proposals() -> None:
    told = answer("read", WIRE, "--published", "2021-03-10")
    assert (told["file"], told["published"], told["published_from"]) == (
        WIRE,
        "2021-03-10",
        "given",
    )
    text = Path(WIRE).read_text(encoding="utf-8")
    assert all(one["text"] == text[one["start"] : one["end"]] for one in told["proposals"])
    first = {"kind", "start", "end", "text", "value", "rule", "confidence", "alternatives"}
    assert all(first <= one.keys() for one in told["proposals"])


def test_several_files_are_a_list_and_what_they_say_of_their_day_goes_first() -> None:
    told = answer("read", WIRE, RELEASE, "--published", "2021-03-10")
    assert [one["published"] for one in told] == ["2021-03-10", "2020-03-06"]


def test_one_kind_can_be_asked_for() -> None:
    told = answer("read", WIRE, "--kind", "money")
    assert {one["kind"] for one in told["proposals"]} == {"money"}


def test_a_kind_that_is_none_is_refused_with_the_kinds() -> None:
    found = run("read", WIRE, "--kind", "sums")
    assert found.exit_code == 2
    assert "quotation" in found.output


def test_for_people_there_is_a_table_and_a_word_on_confidence() -> None:
    found = run("read", WIRE)
    assert found.exit_code == 0
    assert "Published: not known (not found: give it with --published)" in found.stdout
    assert "until someone has reviewed, a stated prior" in " ".join(found.stdout.split())


def test_the_text_that_offsets_count_in_is_printed_as_it_is() -> None:
    assert run("read", WIRE, "--text").stdout == Path(WIRE).read_text(encoding="utf-8")


def test_a_message_has_the_day_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    path.write_text(MESSAGE, encoding="utf-8")
    told = answer("read", str(path))
    assert (told["published"], told["published_from"]) == (
        "2021-03-10",
        "the message's Date header",
    )
    values = {one["text"]: one["value"] for one in told["proposals"]}
    assert values["yesterday"] == "2021-03-09"
    assert values["Burlington"] == "ocd-division/country:us/state:vt/place:burlington"


def test_a_folder_is_read_file_by_file_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It wrote to nine cities.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    found = run("read", str(tmp_path), "--json")
    assert found.exit_code == 3
    good, bad = json.loads(found.stdout)
    assert good["proposals"]
    assert bad["error"]["code"] == "reading.empty"


def test_a_list_names_files_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It wrote to nine cities.", encoding="utf-8")
    (tmp_path / "list.txt").write_text("# two of them\na.txt\n\na.txt\n", encoding="utf-8")
    told = answer("read", f"@{tmp_path / 'list.txt'}")
    assert [Path(one["file"]).name for one in told] == ["a.txt", "a.txt"]
    (tmp_path / "list.txt").write_text("@list.txt", encoding="utf-8")
    assert run("read", f"@{tmp_path / 'list.txt'}").exit_code == 2
    assert run("read", f"@{tmp_path / 'none.txt'}").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "no-such-file.txt"),
        ("read", WIRE, "--published", "someday"),
        ("read", WIRE, "--home-state", "Vermont"),
        ("compare", WIRE),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_day_in_the_future_is_taken_and_pointed_out() -> None:
    found = run("read", WIRE, "--published", "2099-03-10")
    assert found.exit_code == 0
    assert "is in the future" in " ".join(found.output.split())


def test_comparing_shows_carriages_outcomes_and_passages() -> None:
    found = run("compare", WIRE, BRIEF, "--published", "2021-03-11")
    assert found.exit_code == 0
    assert "2 documents, 2 sources (copies count as one)" in found.stdout
    assert "Harold Whitcombe" in found.stdout
    assert "on Associated Press: wire dateline (1), contributed (1)" in found.stdout


def test_a_comparison_in_json_has_every_part() -> None:
    told = answer("compare", WIRE, BRIEF)
    assert told.keys() == {
        "files",
        "sources",
        "copies",
        "statements",
        "relies_on",
        "facts",
        "refused",
    }
