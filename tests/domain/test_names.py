"""Names as people write them: which spellings are one, and what the words around a name say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.names import (
    Reading,
    county_around,
    keys,
    readings,
    second_readings,
    spelled,
)

STATES = {"vermont": "VT", "vt": "VT", "washington": "WA", "new york": "NY", "ny": "NY"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "saint louis"),
        ("Doña Ana County", "DONA ANA COUNTY"),
        ("Miami-Dade", "Miami Dade"),
        ("Coeur d\u2019Alene", "Coeur d'Alene"),
        ("Ft. Wayne", "Fort Wayne"),
        ("N.Y.C.", "nyc"),
        ("King & Queen", "King and Queen"),
        ("Louisville/Jefferson  County", "louisville jefferson county"),
        ("Hawai\u02bbi", "Hawaii"),
    ],
)
def test_case_accents_stops_and_saints_make_no_difference(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@given(st.text(max_size=40))
def test_spelling_twice_changes_nothing(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)


def test_a_name_in_brackets_is_a_name_of_its_own() -> None:
    assert keys("San Buenaventura (Ventura)") == {
        "san buenaventura ventura",
        "san buenaventura",
        "ventura",
    }
    assert keys("Odd (", "") == {"odd"}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Burlington, Vt.", Reading(key="burlington", state="VT", within=True)),
        ("Burlington (Vermont)", Reading(key="burlington", state="VT", within=True)),
        ("City of Burlington", Reading(key="burlington", roles=frozenset({"city"}))),
        ("The Town of Stowe", Reading(key="stowe", roles=frozenset({"town"}))),
        ("Washington state", Reading(key="washington", roles=frozenset({"state"}))),
        ("Nashville Metro", Reading(key="nashville", roles=frozenset({"city", "county"}))),
        ("Cook Co.", Reading(key="cook county")),
        ("Cook County government", Reading(key="cook county")),
        (
            "City and County of Denver",
            Reading(key="denver", roles=frozenset({"city", "county"})),
        ),
    ],
)
def test_the_words_around_a_name_say_where_and_what(text: str, reading: Reading) -> None:
    assert reading in readings(text, STATES)


@pytest.mark.parametrize("text", ["Burlington, Ruritania", ", Vt.", "Burlington (the town)", ""])
def test_what_follows_a_comma_is_a_state_only_if_it_is_one(text: str) -> None:
    assert all(reading.state is None for reading in readings(text, STATES))


def test_last_words_may_be_a_state_at_second_sight() -> None:
    located = Reading(key="albany", state="NY", within=True)
    assert located in second_readings("Albany New York", STATES)
    assert second_readings("Albany", STATES) == ()
    assert second_readings("New York", STATES) == ()
    assert second_readings("Port of Somewhere Else Entirely", STATES) == ()


def test_a_county_may_be_told_by_a_city_in_it() -> None:
    told = county_around("the Washington state county that includes Seattle", STATES)
    assert told == Reading(key="seattle", state="WA", within=True)
    assert county_around("county that contains Seattle", STATES) == Reading(key="seattle")
    assert county_around("the Ruritania county that includes Seattle", STATES) is None
    assert county_around("King County", STATES) is None
