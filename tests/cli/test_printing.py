"""`proviso letters print` and `posted`: the print file of a round and its list, and the list given back."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import proviso.cli.letters
from proviso.cli.app import app
from proviso.cli.printing import _cell
from proviso.outside import folders
from tests.acts.rounds_village import file, ready, ready_to_go, released
from tests.acts.village import done

pytestmark = pytest.mark.django_db
COMMANDS = (proviso.cli.letters,)


@pytest.fixture(autouse=True)
def a_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    monkeypatch.setenv("PROVISO_BY", "Mo Mailroom")
    ready()
    ready_to_go(file())
    assert released(file()).sent == 3


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["letters", *(str(word) for word in words)])


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "Q1-list.csv").open(newline="") as rows:
        return list(csv.DictReader(rows))


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="") as told:
        writer = csv.DictWriter(told, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_round_is_printed_posted_and_printed_no_more(tmp_path: Path) -> None:
    out = tmp_path / "print"
    shown = run("print", "Q1", "--out", out)
    assert shown.exit_code == 0, shown.output
    assert "3 letters" in shown.stdout
    rows = listed(out)
    assert [(row["matter"], row["first_page"], row["last_page"]) for row in rows] == [
        ("V1", "1", "3"),
        ("V2", "4", "6"),
        ("V3", "7", "9"),
    ]
    assert {row["file"] for row in rows} == {"Q1-1.pdf"}
    rows[0]["tracking"], rows[1]["tracking"] = "9400 1", "9400 2"
    rows[1]["posted_on"] = "2018-01-26"
    write(out / "Q1-list.csv", rows)
    posted = run("posted", "--table", out / "Q1-list.csv", "--carrier", "USPS")
    assert posted.exit_code == 0, posted.output
    assert "recorded: 2" in posted.stdout
    again = run("posted", "--table", out / "Q1-list.csv", "--carrier", "USPS")
    assert again.exit_code == 0
    left = json.loads(run("print", "Q1", "--out", out, "--left", "--json").stdout)
    assert [row["matter"] for row in left] == ["V3"]
    whole = json.loads(run("print", "Q1", "--out", out, "--json").stdout)
    assert [row["tracking"] for row in whole] == ["9400 1", "9400 2", ""]


def test_more_letters_than_go_into_one_file_make_another(tmp_path: Path) -> None:
    rows = json.loads(run("print", "Q1", "--out", tmp_path / "p", "--at-most", 2, "--json").stdout)
    assert [(row["file"], row["first_page"]) for row in rows] == [
        ("Q1-1.pdf", 1),
        ("Q1-1.pdf", 4),
        ("Q1-2.pdf", 1),
    ]
    assert sorted(one.name for one in (tmp_path / "p").iterdir()) == [
        "Q1-1.pdf",
        "Q1-2.pdf",
        "Q1-list.csv",
    ]


def test_one_letter_is_posted_by_its_name() -> None:
    assert run("posted", "L-V1-2018-01-24", "--tracking", "9400 1").exit_code == 0
    told = json.loads(run("posted", "L-V1-2018-01-24", "--tracking", "9400 1", "--json").stdout)
    assert (told["recorded"], told["again"]) == (0, 1)
    refused = run("posted", "L-V9", "--tracking", "9400 1")
    assert refused.exit_code == 3
    assert "Nothing was recorded" in refused.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("letter,page\nL,1\n", "line 1: expected columns letter and tracking"),
        ("letter,tracking,posted_on\nL-V1-2018-01-24,1,soon\n", "line 2, posted_on"),
        ('letter,tracking\nL,"1\n', "cannot be read"),
        ("letter,tracking\nL-V1-2018-01-24,1\nL-X,2\n", "line 3: No letter 'L-X'"),
    ],
)
def test_a_list_that_cannot_be_read_records_nothing(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "list.csv").write_text(text)
    told = run("posted", "--table", tmp_path / "list.csv")
    assert told.exit_code in {2, 3}
    assert says in told.stderr
    assert "recorded: 1" in run("posted", "L-V1-2018-01-24", "--tracking", "1").stdout


def test_what_cannot_be_printed_or_posted_is_said(tmp_path: Path) -> None:
    assert run("posted").exit_code == 2
    assert run("posted", "L", "--table", tmp_path / "none.csv").exit_code == 2
    assert run("posted", "--table", tmp_path / "none.csv").exit_code == 2
    (tmp_path / "file").write_text("")
    assert run("print", "Q1", "--out", tmp_path / "file" / "x").exit_code == 2
    assert run("print", "Q9", "--out", tmp_path).exit_code == 2
    done("open-round", "review:R1", round="Q2", letter_kind="document-request")
    nothing = run("print", "Q2", "--out", tmp_path)
    assert nothing.exit_code == 2
    assert "no letter that goes by post" in nothing.stderr


def test_a_letter_whose_file_is_gone_is_not_printed(tmp_path: Path) -> None:
    for one in (folders.home() / "kept").rglob("*"):
        if one.is_file():
            one.unlink()
    told = run("print", "Q1", "--out", tmp_path / "p")
    assert told.exit_code == 3
    assert "Nothing more was printed" in told.stderr


def test_no_cell_of_the_list_is_a_formula() -> None:
    assert _cell("=1+1") == "'=1+1"
    assert (_cell(7), _cell("7")) == (7, "7")
