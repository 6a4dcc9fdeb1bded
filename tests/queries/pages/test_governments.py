"""Governments: across reviews, any of the register, and found by name with its namesakes told apart."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proviso.queries.may import NotAsked
from proviso.queries.pages.governments import GovernmentPage, government_page, governments
from tests.village import EVERYTHING, HOUSTON, US

pytestmark = pytest.mark.django_db


def page(name: str, on: str) -> GovernmentPage:
    found = government_page(name, on=date.fromisoformat(on), known=EVERYTHING)
    assert isinstance(found, GovernmentPage), found
    return found


def test_a_government_has_its_matters_orders_lawsuits_and_ids() -> None:
    found = page("J02", "2018-01-24")
    assert found.government.ids == ("J02",)
    assert [one.matter for one in found.matters] == ["J02-FY2016", "J02-FY2017"]
    assert found.lawsuits == ("C05",)
    assert {one.order: one.years for one in found.reached}["O08"] == (2017,)


def test_a_government_without_a_matter_is_reached_by_orders_too() -> None:
    january, june = page(HOUSTON, "2018-01-24"), page(HOUSTON, "2018-06-26")
    assert january.matters == ()
    assert january.matters_say
    assert "O08" in {one.order for one in january.reached}
    assert "O08" not in {one.order for one in june.reached}


def test_who_may_be_covered_is_shown_as_not_known() -> None:
    found = {one.order: one.certain for one in page(HOUSTON, "2018-08-29").reached}
    assert found["O18"] is False


def test_namesakes_are_told_apart() -> None:
    found = governments("Middlesex")
    assert found.rows[0].government.name == "Middlesex County, NJ"
    assert found.rows[0].matters == ("J31-FY2016", "J31-FY2017")
    assert all(one.same_name for one in found.rows[:4])
    assert {one.government.state for one in found.rows} >= {"NJ", "MA", "CT", "VA"}
    assert found.says.startswith("Several governments share a name.")
    towns = [one.government for one in found.rows if len(one.government.geoid) == 10]
    assert all(one.county for one in towns)


def test_a_search_shows_at_most_25_and_says_so() -> None:
    found = governments("spring")
    assert len(found.rows) == 25
    assert found.more


def test_a_state_narrows_it_and_an_id_finds_it() -> None:
    assert [one.government.name for one in governments("Cook County, IL").rows] == [
        "Cook County, IL"
    ]
    assert governments("j37").rows[0].government.name == "City of Seattle, WA"
    assert governments("New York").rows[0].matters


def test_the_search_does_not_read_the_register_row_by_row() -> None:
    governments("spring")
    with CaptureQueriesContext(connection) as asked:
        governments("field")
    assert len(asked) <= 8


def test_nothing_found_says_so() -> None:
    assert governments("zzzz").rows == ()
    assert governments("   ").says == "Give at least one letter of a name."
    found = government_page(f"{US}/state:tx/place:nowhere")
    assert isinstance(found, NotAsked)
    assert found.code == "government.unknown"
