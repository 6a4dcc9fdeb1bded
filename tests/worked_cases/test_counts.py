"""Counts that are derived from letters and orders, and typed in nowhere."""

from collections import Counter
from datetime import date

import pytest

from proviso.queries.orders import orders_on
from proviso.queries.record import Record
from proviso.queries.summary import RoundOf, conflicts_of, rounds_of
from tests.village import EVERYTHING, US

pytestmark = pytest.mark.django_db
CONNECTICUT = f"{US}/state:ct"


def rounds() -> dict[str, RoundOf]:
    return {one.round: one for one in rounds_of(Record(), "jag-1373", known=EVERYTHING)}


def test_thirty_eight_were_written_to_nine_and_twenty_nine() -> None:
    """Nine in April 2017 and twenty-nine in November, all different."""
    april, november = rounds()["R1"], rounds()["R3"]
    assert (len(april.asked), len(november.asked)) == (9, 29)
    assert len({*april.asked, *november.asked}) == 38


def test_connecticut_is_not_among_the_thirty_eight() -> None:
    """It was in the Inspector General's sample, and in October 2017 it was told that there is no evidence against
    it. It was asked for nothing, in no round.
    """
    found = rounds()
    assert not any(CONNECTICUT in one.asked for one in found.values())
    assert [one.round for one in found.values() if CONNECTICUT in one.respondents] == ["R2"]


def test_twenty_three_were_asked_in_january() -> None:
    """Three states, six counties and fourteen cities; four had first been asked in April, nineteen in November."""
    january = rounds()["R4"]
    assert len(january.asked) == 23
    assert dict(january.kinds) == {"state": 3, "county": 6, "city": 14}
    assert dict(january.before) == {"R1": 4, "R3": 19}


def test_fifteen_were_written_to_before_and_not_in_january() -> None:
    """Thirty-eight less the twenty-three; two of them were asked in April 2018, with Oakland, which is new."""
    found = rounds()
    before = {*found["R1"].asked, *found["R3"].asked}
    left = before - set(found["R4"].asked)
    assert len(left) == 15
    assert set(found["R5"].asked) & left == {f"{US}/state:wa/place:seattle", f"{US}/state:vt"}
    assert set(found["R5"].asked) - before == {f"{US}/state:ca/place:oakland"}


def test_in_january_the_count_was_thirty_eight_too() -> None:
    """By what was known on 24 January 2018 the count is the same, and nothing of April is in it."""
    found = rounds_of(Record(), "jag-1373", known=date(2018, 1, 24))
    assert [one.round for one in found] == ["R1", "R2", "R3", "R4"]
    assert len({body for one in found for body in one.asked}) == 38


def test_all_forty_four_court_rows_are_on_the_docket() -> None:
    """Each once; those that have no effect of their own, such as an affirmance, say so."""
    found = orders_on(Record(), on=EVERYTHING, known=EVERYTHING)
    assert sorted(one.order.told.order for one in found) == [
        f"O{number:02}" for number in range(1, 45)
    ]
    states = Counter(one.state for one in found)
    assert states["no effect of its own"] == sum(not one.effects for one in found)
    affirmed = {one.order.told.order: one.state for one in found}
    assert {affirmed[name] for name in ("O11", "O16", "O29", "O32", "O41")} == {
        "no effect of its own"
    }


@pytest.mark.parametrize(
    ("day", "in_effect", "stayed", "superseded", "ended"),
    [
        ("2018-01-24", "O03 O08 O27", "", "O01", ""),
        ("2018-06-26", "O03 O08 O28 O30 O38", "", "O01 O27", ""),
        ("2018-07-27", "O03 O14 O28 O30 O38", "", "O01 O08 O27", ""),
        ("2018-08-09", "O03 O14 O18 O28 O30 O38", "", "O01 O08 O27", ""),
        (
            "2020-02-26",
            "O03 O14 O17 O20 O24 O28 O31 O38 O39 O40 O21",
            "",
            "O01 O08 O18 O27",
            "O30 O34",
        ),
    ],
)
def test_the_orders_in_effect_on_a_day(
    day: str, in_effect: str, stayed: str, superseded: str, ended: str
) -> None:
    """In effect for somebody at least; a later order may have narrowed or stayed the rest."""
    found: dict[str, set[str]] = {}
    for one in orders_on(Record(), on=date.fromisoformat(day), known=EVERYTHING):
        found.setdefault(one.state.removesuffix(" in part"), set()).add(one.order.told.order)
    assert found.get("in effect") == set(in_effect.split())
    assert found.get("stayed", set()) == set(stayed.split())
    assert found.get("superseded", set()) == set(superseded.split())
    assert found.get("ended", set()) == set(ended.split())


def test_reports_of_the_count_stay_side_by_side() -> None:
    """Papers printed 19, 28, 29 and 30 for the letters of November. All stay; the record prefers one and says why."""
    (found,) = (
        one
        for one in conflicts_of(Record(), "jag-1373", known=EVERYTHING)
        if one.subject == "count/november-2017-letters" and len(one.values) > 1
    )
    assert {value for value, _ in found.values} >= {"19", "28", "29", "30"}
    assert (found.outcome, found.preferred) == ("conflict", "29")
    assert found.why
