"""The requests of 24 January 2018, re-created: 23 letters, each with what the record knows, in files that can be used without sight."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import proviso
from tests.cli.on_the_review.asking import run

ROUND = Path(proviso.__file__).parent / "examples" / "rounds" / "january-2018.toml"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> dict[str, Any]:
    """Each letter's row, with the words of its pages."""
    folder = tmp_path_factory.mktemp("letters")
    with django_db_blocker.unblock():
        came = run("letters", "render", "--round", ROUND, "--out", folder, "--json")
    assert came.exit_code == 0, came.output
    rows = {row["matter"].partition("-")[0]: row for row in json.loads(came.stdout)}
    for row in rows.values():
        pages = pypdfium2.PdfDocument(folder / row["file"])
        row["words"] = " ".join(" ".join(p.get_textpage().get_text_range() for p in pages).split())
    return rows


def test_there_are_twenty_three_and_all_pass_the_checks(made: dict[str, Any]) -> None:
    assert len(made) == 23
    assert [row["wrong"] for row in made.values()] == [None] * 23


def test_each_states_its_award_condition_authority_item_and_day(made: dict[str, Any]) -> None:
    for name, row in made.items():
        words = row["words"]
        for said in (
            "Please answer by Friday, February 23, 2018",
            "Items asked for 1",
            "Document request: award",
            "The award carries this condition:",
            "We ask under 2 CFR 200.336, as adopted by 2 CFR 2800.101",
            "January 24, 2018",
            "in the relevant time frame (its definition was not found)",
            "Nobody sent this paper",
        ):
            assert said in words, (name, said)


def test_an_award_without_a_number_says_so(made: dict[str, Any]) -> None:
    unknown = [name for name, row in made.items() if "award.number-unknown" in row["cautions"]]
    for name in unknown:
        assert (
            "This letter is about award (number not on record), fiscal year 2016."
            in (made[name]["words"])
        )
    assert "This letter is about award 2016-DJ-BX-0488." in made["J13"]["words"]


def test_jackson_is_flagged_and_bernalillo_is_addressed_as_a_subrecipient(
    made: dict[str, Any],
) -> None:
    assert "letter.misaddressed" in made["J17"]["cautions"]
    assert "Chokwe Antar Lumumba Mayor City of Jackson, MS" in made["J17"]["words"]
    assert "We wrote to you" not in made["J17"]["words"]  # the letter of November went to another
    assert "We wrote to you" in made["J21"]["words"]
    bernalillo = made["J13"]["words"]
    assert "Steven Michael Quezada Chair of the County Commission" in bernalillo
    assert "has a part of it as a subrecipient" in bernalillo
    assert "Copies to: • City of Albuquerque, NM" in bernalillo
