"""Counting all matters by state: the same as standing them one by one, on SQLite and on PostgreSQL."""

import json
from collections import Counter
from datetime import date

import pytest
from typer.testing import CliRunner

import proviso.cli.standing  # noqa: F401 - the command
from proviso.cli.app import app
from proviso.domain.course import State
from proviso.queries.record import Record
from proviso.queries.standing import standing_of
from proviso.queries.whole import counts, whole
from tests.acts.village import JAN_24, done, matter, request, told, village

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = date(2018, 2, 1), date(2018, 3, 1)
DAYS = (date(2017, 1, 1), JAN_24, FEBRUARY, MARCH)


@pytest.fixture(autouse=True)
def _three_matters() -> None:
    village()
    matter("V2")
    matter("V3")
    request()
    late = told(on=FEBRUARY)
    done("release-matter", "matter:V2", envelope=late, why="The award was accepted.")


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("known", DAYS)
def test_the_counts_are_those_of_the_lines(on: date, known: date) -> None:
    lines = standing_of(Record(), on=on, known=known)
    assert {str(state): n for state, n in counts(whole(), on=on, known=known).items()} == Counter(
        line.state for line in lines
    )


def test_one_review_is_counted_by_itself() -> None:
    assert counts(whole(), on=MARCH, known=MARCH, review="R1") == {
        State.NOTICED: 1,
        State.REQUESTED: 1,
        State.RELEASED: 1,
    }
    assert counts(whole(), on=MARCH, known=MARCH, review="R2") == {}


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("--json", {"noticed": 1, "requested": 1, "released": 1}),
        ("--csv", "state,matters\nnoticed,1\nrequested,1\nreleased,1\n"),
        (None, "in all"),
    ],
)
def test_standing_can_be_asked_for_the_counts_alone(option: str | None, expected: object) -> None:
    asked = ["standing", "--count", "--on", "2018-03-01", *([option] if option else [])]
    found = CliRunner().invoke(app, asked)
    assert found.exit_code == 0, found.output
    if option == "--json":
        assert json.loads(found.output) == expected
    else:
        assert str(expected) in found.output
