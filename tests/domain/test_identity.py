"""Who is meant, what kind of body it is, and when its identity is confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.identity import (
    Ambiguous,
    Government,
    Unknown,
    canonical,
    counted_as,
    is_state,
    is_subdivision_of,
    kind_of,
    roles_of,
    state_of,
    why_not_confirm,
)
from tests.domain.places import US, the, whole_register


@pytest.mark.parametrize(
    ("ocd_id", "kind", "counted"),
    [
        ("state:ca", "state", "state"),
        ("state:ca/county:sacramento", "county", "county"),
        ("state:la/parish:caddo", "county", "county"),
        ("state:vt/place:burlington", "city", "city"),
        ("state:nj/place:middlesex", "town", "town"),
        ("state:co/county:denver", "city-county", "city"),
        ("state:ca/county:san_francisco", "city-county", "city"),
        ("state:ky/county:jefferson", "city-county", "city"),
        ("state:pa/place:philadelphia", "city-county", "city"),
        ("state:la/parish:orleans", "city-county", "city"),
        ("state:ny/place:new_york", "city", "city"),
        ("state:ma/county:nantucket", "city-county", "town"),
        ("district:dc", "district", "district"),
        ("territory:pr", "territory", "territory"),
    ],
)
def test_a_body_is_counted_once_and_a_city_county_as_a_city(
    ocd_id: str, kind: str, counted: str
) -> None:
    assert (kind_of(the(ocd_id)), counted_as(the(ocd_id))) == (kind, counted)


def test_the_twenty_three_are_three_states_six_counties_and_fourteen_cities() -> None:
    asked = (
        "state:ca state:il state:or state:il/county:cook state:nm/county:bernalillo "
        "state:wa/county:king state:ca/county:monterey state:ca/county:sacramento "
        "state:ca/county:sonoma state:il/place:chicago state:ny/place:new_york "
        "state:ny/place:albany state:ca/place:berkeley state:vt/place:burlington "
        "state:co/place:denver state:ca/place:fremont state:ms/place:jackson "
        "state:ma/place:lawrence state:ca/place:los_angeles state:ky/place:louisville "
        "state:ca/place:san_francisco state:ca/place:watsonville state:fl/place:west_palm_beach"
    ).split()
    kinds = [counted_as(the(ocd_id)) for ocd_id in asked]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {"state": 3, "county": 6, "city": 14}


def test_a_special_district_is_neither_city_nor_county() -> None:
    ocd_id = "ocd-division/country:zz/state:mv/special_district:tarnside"
    assert roles_of(ocd_id, "special_district") == ("special-district",)


def test_a_body_listed_as_consolidated_is_city_and_county() -> None:
    ocd_id = "ocd-division/country:zz/state:mv/county:emberwick"
    assert roles_of(ocd_id, "consolidated") == ("city", "county")


@pytest.mark.parametrize(
    ("ocd_id", "state"),
    [
        (f"{US}/state:ky/county:jefferson", f"{US}/state:ky"),
        (f"{US}/state:ky", f"{US}/state:ky"),
        (f"{US}/district:dc", f"{US}/district:dc"),
        (f"{US}/territory:pr/municipio:ponce", f"{US}/territory:pr"),
        ("ocd-division/country:zz/state:mv/county:x", "ocd-division/country:zz/state:mv"),
        (US, None),
        (f"{US}/place:x", None),
        ("somewhere/country:us/state:ky", None),
    ],
)
def test_the_state_of_an_id_is_read_from_the_id(ocd_id: str, state: str | None) -> None:
    assert state_of(ocd_id) == state


def test_the_district_and_the_territories_are_states_in_the_sense_of_the_statute() -> None:
    assert is_state(f"{US}/district:dc")
    assert is_state(f"{US}/territory:gu")
    assert not is_state(f"{US}/state:ca/county:cook")


def test_a_county_is_a_subdivision_of_its_state_and_of_no_other() -> None:
    cook = f"{US}/state:il/county:cook"
    assert is_subdivision_of(cook, f"{US}/state:il")
    assert not is_subdivision_of(cook, f"{US}/state:in")
    assert not is_subdivision_of(f"{US}/state:il", f"{US}/state:il")
    assert not is_subdivision_of(f"{cook}/place:x", cook)


LETTERS = st.sampled_from("abcdefghij")


@given(st.dictionaries(LETTERS, LETTERS), LETTERS)
def test_resolving_an_id_twice_changes_nothing(arrows: dict[str, str], start: str) -> None:
    aliases = {alias: onto for alias, onto in arrows.items() if alias < onto}
    end = canonical(start, aliases)
    assert canonical(end, aliases) == end
    assert end not in aliases


def test_aliases_that_run_in_a_circle_are_a_fault_of_the_table() -> None:
    with pytest.raises(ValueError, match="circle"):
        canonical("a", {"a": "b", "b": "a"})


@pytest.mark.parametrize(
    ("ocd_id", "title"),
    [
        ("state:ny", "New York"),
        ("state:vt/place:burlington", "City of Burlington, VT"),
        ("state:nj/place:middlesex", "Borough of Middlesex, NJ"),
        ("state:ca/county:sacramento", "Sacramento County, CA"),
        ("state:co/county:denver", "City and County of Denver, CO"),
    ],
)
def test_a_title_says_which_body_is_meant(ocd_id: str, title: str) -> None:
    assert the(ocd_id).title == title


# --- the identity guard ---


def code(government: Government | Ambiguous | Unknown, *ids: str) -> str | None:
    refusal = why_not_confirm(government, ids)
    return None if refusal is None else refusal.code


def test_two_ids_that_agree_confirm_an_identity() -> None:
    assert (
        code(the("state:ca/county:sacramento"), f"{US}/state:ca/county:sacramento", "06067") is None
    )


def test_any_id_that_a_consolidated_body_is_listed_under_confirms_it() -> None:
    denver = the("state:co/county:denver")
    assert code(denver, f"{US}/state:co/place:denver", "0820000") is None
    assert code(denver, f"{US}/state:co/county:denver", "08031") is None
    louisville = the("state:ky/county:jefferson")
    assert code(louisville, f"{US}/state:ky/place:louisville", "21111") is None
    assert code(the("district:dc"), f"{US}/state:dc", "1150000") is None


def test_an_independent_city_is_confirmed_by_its_county_equivalent() -> None:
    assert (
        code(the("state:va/place:alexandria"), f"{US}/state:va/county:alexandria", "51510") is None
    )


def test_the_city_and_the_county_of_one_name_are_told_apart() -> None:
    refusal = why_not_confirm(
        the("state:ca/county:sacramento"), (f"{US}/state:ca/county:sacramento", "0664000")
    )
    assert refusal is not None
    assert refusal.code == "identity.ids-disagree"
    assert "0664000" in refusal.reason
    assert refusal.authority == "2 CFR 200.211(b)(1)"


@pytest.mark.parametrize(
    ("ids", "lacking"),
    [
        ((), "the OCD id and the GEOID was"),
        ((f"{US}/state:vt/place:burlington",), "the GEOID was"),
        (("5010675",), "the OCD id was"),
    ],
)
def test_one_id_alone_confirms_nothing(ids: tuple[str, ...], lacking: str) -> None:
    refusal = why_not_confirm(the("state:vt/place:burlington"), ids)
    assert refusal is not None
    assert refusal.code == "identity.unknown"
    assert lacking.removesuffix(" was") in refusal.reason


def test_an_ambiguous_name_lists_who_may_be_meant() -> None:
    asked = whole_register().resolve("Franklin County")
    refusal = why_not_confirm(asked, (f"{US}/state:oh/county:franklin", "39049"))
    assert refusal is not None
    assert refusal.code == "identity.ambiguous"
    assert "Franklin County, OH (county)" in refusal.reason
    assert "more" in refusal.reason


def test_a_short_list_of_candidates_is_given_whole() -> None:
    refusal = why_not_confirm(whole_register().resolve("Las Vegas"), ())
    assert refusal is not None
    assert "may mean 2 governments" in refusal.reason
    assert "more" not in refusal.reason


def test_an_unknown_name_says_what_else_bears_it() -> None:
    nothing = why_not_confirm(whole_register().resolve("Nowhere at all"), ())
    assert nothing is not None
    assert nothing.reason == 'The register has no government "Nowhere at all".'
    near = why_not_confirm(whole_register().resolve("County of Watsonville"), ())
    assert near is not None
    assert near.code == "identity.unknown"
    assert "City of Watsonville, CA (city)" in near.reason
