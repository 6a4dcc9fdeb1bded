"""Where marks stand on the map: every government that has a place, none on top of another."""

from dataclasses import replace
from itertools import combinations

from proviso.queries.pages.plain import Government
from proviso.web.marks import APART, MOST, chart


def body(geoid: str, name: str, kind: str = "city") -> Government:
    return Government(
        ocd_id=name, name=name, kind=kind, type=kind, state="CA", geoid=geoid, population=None
    )


BERKELEY, FREMONT, OAKLAND = (
    body("0606000", "Berkeley"),
    body("0626000", "Fremont"),
    body("0653000", "Oakland"),
)


def test_three_cities_of_one_county_stand_beside_each_other() -> None:
    marks = chart([BERKELEY, FREMONT, OAKLAND])["marks"]
    assert [one.number for one in marks] == [1, 2, 3]
    for one, other in combinations(marks, 2):
        assert ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 >= APART - 0.2


def test_a_mark_that_was_moved_points_to_its_place() -> None:
    alone, *_ = chart([BERKELEY])["marks"]
    assert alone.at is None
    assert all(one.at == (alone.x, alone.y) for one in chart([BERKELEY, OAKLAND])["marks"])


def test_a_state_is_shaded() -> None:
    shaded = [whole for whole, _ in chart([body("06", "California", "state")])["states"]]
    assert (shaded.count(True), len(shaded)) == (1, 51)


def test_what_has_no_place_on_the_map_is_still_in_the_list() -> None:
    village = body("9999999", "A village that does not exist")
    found = chart([village])
    assert (found["marks"], found["unplaced"], found["rows"]) == ([], [village], [(1, village)])


def test_more_governments_than_marks_fit_are_counted_by_state() -> None:
    several = [body(f"06{at:05d}", f"City {at}") for at in range(MOST)]
    found = chart([*several, replace(body("48201", "Harris", "county"), state="TX")])
    assert found["by_state"] == [("CA", MOST), ("TX", 1)]
    assert [(one["state"], one["number"]) for one in found["many"]] == [("CA", MOST), ("TX", 1)]
    assert found["rows"] == []
