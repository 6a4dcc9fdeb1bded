"""Finding a government: by any of its ids, by GEOID, by the names people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.editions import AliasRow, BodyRow, SurfaceRow
from proviso.domain.facts.governments import (
    AliasNoted,
    AssociationNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.identity import Ambiguous, Government, Unknown, canonical
from tests.domain.places import US, register, row, the, whole_register

MV = "ocd-division/country:zz/state:mv"
ROWS = whole_register().rows


def found(name: str, state: str | None = None, kind: str | None = None) -> list[str]:
    candidates = whole_register().find(name, state, kind)
    return [each.government.ocd_id.removeprefix(f"{US}/") for each in candidates]


# --- by id ---


@pytest.mark.parametrize(
    ("given_id", "own"),
    [
        ("state:ky/place:louisville", "state:ky/county:jefferson"),
        ("state:co/place:denver", "state:co/county:denver"),
        ("state:ca/place:san_francisco", "state:ca/county:san_francisco"),
        ("state:la/place:new_orleans", "state:la/parish:orleans"),
        ("state:pa/county:philadelphia", "state:pa/place:philadelphia"),
        ("state:dc", "district:dc"),
        ("state:fl/county:dade", "state:fl/county:miami-dade"),
        ("state:pr/municipio:ponce", "territory:pr/municipio:ponce"),
        ("STATE:VT/place:Burlington ", "state:vt/place:burlington"),
    ],
)
def test_every_id_a_body_is_listed_under_leads_to_its_own(given_id: str, own: str) -> None:
    assert whole_register().canonical(f"{US}/{given_id}") == f"{US}/{own}"


@pytest.mark.parametrize(
    "nobody", ["", "Denver", f"{US}/state:co/place:atlantis", f"{US}/state:zz"]
)
def test_an_id_that_no_body_has_leads_nowhere(nobody: str) -> None:
    assert whole_register().canonical(nobody) is None
    assert whole_register().get(nobody) is None


@given(
    st.sampled_from(ROWS.aliases + tuple(AliasRow(r[0], r[1], (), "") for r in ROWS.governments))
)
def test_every_alias_ends_at_a_government_and_stays_there(alias: AliasRow) -> None:
    end = whole_register().canonical(alias.alias)
    assert end is not None
    assert canonical(end, whole_register().aliases) == end
    government = whole_register().get(end)
    assert government is not None
    assert government.ocd_id == end


def test_every_alias_of_the_register_is_an_other_id_of_its_government() -> None:
    for alias in ROWS.aliases:
        government = whole_register().get(alias.alias)
        assert government is not None
        assert alias.alias in government.other_ids
        assert set(alias.geoids) <= {government.geoid, *government.other_geoids}


def test_two_rows_of_one_body_are_one_government_with_all_their_names() -> None:
    denver = the("state:co/county:denver")
    assert denver.name == "City and County of Denver"
    assert denver.geoid == "08031"
    assert denver.other_geoids == ("0820000",)
    assert denver.other_names == ("Denver County", "Denver city")
    assert whole_register().by_geoid("0820000") == denver


def test_a_government_is_found_by_its_geoid() -> None:
    assert whole_register().by_geoid("5010675") == the("state:vt/place:burlington")
    assert whole_register().by_geoid("ZZ1") is None


def test_las_vegas_lies_in_clark_county_and_is_not_the_county() -> None:
    las_vegas = the("state:nv/place:las_vegas")
    assert whole_register().county_of(las_vegas) == the("state:nv/county:clark")
    assert the("state:nv/county:clark").ocd_id not in found("Las Vegas, Nev.")
    assert whole_register().county_of(the("state:ny/place:new_york")) is None


def test_the_register_counts_governments_and_not_rows() -> None:
    governments = list(whole_register())
    assert len(governments) == len(whole_register()) == len({each.ocd_id for each in governments})
    assert len(governments) < len(ROWS.governments)


# --- by name ---


@pytest.mark.parametrize(
    ("name", "only"),
    [
        ("Sacramento County", "state:ca/county:sacramento"),
        ("Louisville Metro", "state:ky/county:jefferson"),
        ("Louisville/Jefferson County Metro Government", "state:ky/county:jefferson"),
        ("Jefferson County, Ky.", "state:ky/county:jefferson"),
        ("Cook County, Ill.", "state:il/county:cook"),
        ("cook co., illinois", "state:il/county:cook"),
        ("Cook County Illinois", "state:il/county:cook"),
        ("Burlington, Vt.", "state:vt/place:burlington"),
        ("Burlington, Vt", "state:vt/place:burlington"),
        ("City and County of Denver, Colorado", "state:co/county:denver"),
        ("San Francisco County", "state:ca/county:san_francisco"),
        ("Washington, District of Columbia", "district:dc"),
        ("Washington, D.C.", "district:dc"),
        ("City of Jackson, Mississippi", "state:ms/place:jackson"),
        ("State of Illinois", "state:il"),
        ("Washington state", "state:wa"),
        ("New York City", "state:ny/place:new_york"),
        ("City of New York", "state:ny/place:new_york"),
        ("the Washington state county that includes Seattle", "state:wa/county:king"),
        ("Las Vegas, Nev.", "state:nv/place:las_vegas"),
        ("Dona Ana County", "state:nm/county:doña_ana"),
        ("Philadelphia County", "state:pa/place:philadelphia"),
        (f"{US}/state:co/place:denver", "state:co/county:denver"),
    ],
)
def test_a_name_that_says_enough_finds_one_government(name: str, only: str) -> None:
    assert found(name) == [only]
    one = whole_register().resolve(name)
    assert isinstance(one, Government)


def test_new_york_may_be_the_state_the_city_or_the_county() -> None:
    asked = whole_register().resolve("New York")
    assert isinstance(asked, Ambiguous)
    assert found("New York")[:3] == [
        "state:ny",
        "state:ny/place:new_york",
        "state:ny/county:new_york",
    ]
    assert found("New York", kind="state") == ["state:ny"]
    assert found("New York", kind="city") == ["state:ny/place:new_york"]
    assert "state:ny" not in found("New York, N.Y.")


def test_a_county_and_a_borough_of_one_state_may_share_a_name() -> None:
    assert set(found("Middlesex, New Jersey")) == {
        "state:nj/county:middlesex",
        "state:nj/place:middlesex",
    }
    assert found("Middlesex, New Jersey", kind="county") == ["state:nj/county:middlesex"]


@pytest.mark.parametrize(
    ("name", "at_least"),
    [("Franklin County", 20), ("Montgomery County", 15), ("Middlesex County", 4)],
)
def test_a_name_of_many_states_stays_ambiguous(name: str, at_least: int) -> None:
    asked = whole_register().resolve(name)
    assert isinstance(asked, Ambiguous)
    assert len(asked.candidates) >= at_least


@pytest.mark.parametrize("state", ["OH", "ohio", "Ohio", f"{US}/state:oh"])
def test_the_state_may_be_given_in_any_form(state: str) -> None:
    assert found("Franklin County", state) == ["state:oh/county:franklin"]


def test_a_state_that_is_none_finds_nothing() -> None:
    assert found("Franklin County", "Ruritania") == []


def test_a_city_county_is_found_as_a_county_too() -> None:
    assert found("San Francisco", kind="county") == ["state:ca/county:san_francisco"]
    assert found("San Francisco", state="CA", kind="city-county") == [
        "state:ca/county:san_francisco"
    ]


def test_a_name_given_to_the_wrong_kind_is_unknown_and_says_what_is_near() -> None:
    asked = whole_register().resolve("County of Watsonville, Calif.")
    assert isinstance(asked, Unknown)
    assert [each.government.ocd_id for each in asked.near] == [f"{US}/state:ca/place:watsonville"]


def test_a_county_told_by_a_place_nobody_knows_is_unknown() -> None:
    assert found("the county that includes Nowhere at All") == []
    assert found("the county that includes New York City") == []


def test_renamed_counties_are_found_by_both_names() -> None:
    assert "state:fl/county:miami-dade" in found("Dade County")
    assert "state:sd/county:oglala_lakota" in found("Shannon County", state="SD")


@given(st.sampled_from(ROWS.governments))
def test_every_name_of_the_register_finds_its_own_government(
    row: tuple[str, str, str, str, str, str, str],
) -> None:
    ocd_id, _, _, name, short, _, state = row[:7]
    own = whole_register().canonical(ocd_id)
    assert own is not None
    for asked in (name, short, name.upper(), short.replace("St.", "Saint")):
        assert own.removeprefix(f"{US}/") in found(asked)
        assert own.removeprefix(f"{US}/") in found(asked, state=state)


def test_those_who_share_a_name_are_listed_for_a_warning() -> None:
    others = {each.ocd_id for each in whole_register().same_name(the("state:ny/place:new_york"))}
    assert {f"{US}/state:ny", f"{US}/state:ny/county:new_york"} <= others
    assert f"{US}/state:ny/place:new_york" not in others
    assert whole_register().same_name(the("state:ca/place:watsonville")) == ()


# --- with facts ---


def village() -> list[GovernmentNoted]:
    return [
        GovernmentNoted(
            ocd_id=MV,
            geoid="ZZ90",
            name="Marrovale",
            short_name="Marrovale",
            type="state",
            state="MV",
        ),
        GovernmentNoted(
            ocd_id=f"{MV}/county:emberwick",
            geoid="ZZ90007",
            name="City and County of Emberwick",
            short_name="Emberwick",
            type="consolidated",
            state="MV",
            population=312_600,
            roles=("city", "county"),
        ),
    ]


def test_a_body_that_was_noted_is_found_like_any_other() -> None:
    after = whole_register().after(village())
    assert len(after) == len(whole_register()) + 2
    emberwick = after.get(f"{MV}/county:emberwick")
    assert emberwick is not None
    assert emberwick.roles == ("city", "county")
    assert after.resolve("City of Emberwick, Marrovale") == emberwick
    assert after.by_geoid("ZZ90007") == emberwick
    assert whole_register().get(MV) is None


def test_a_renamed_body_is_found_by_both_names_and_keeps_its_parts() -> None:
    renamed = GovernmentRenamed(
        ocd_id=f"{MV}/county:emberwick", name="Greater Emberwick", why="Vote"
    )
    after = register().after([*village(), renamed])
    emberwick = after.get(f"{MV}/county:emberwick")
    assert emberwick is not None
    assert emberwick.name == "Greater Emberwick"
    assert emberwick.roles == ("city", "county")
    assert emberwick.type == "consolidated"
    assert after.resolve("Emberwick") == after.resolve("Greater Emberwick") == emberwick


def test_an_alias_and_an_external_id_lead_to_the_body() -> None:
    after = register().after(
        [
            *village(),
            AliasNoted(
                alias=f"{MV}/place:emberwick_quay", ocd_id=f"{MV}/county:emberwick", why="Old"
            ),
            ExternalIdGiven(external_id="T05", ocd_id=f"{MV}/place:emberwick_quay"),
        ]
    )
    emberwick = after.get("T05")
    assert emberwick is not None
    assert emberwick.other_ids == (f"{MV}/place:emberwick_quay",)
    assert after.resolve("Emberwick Quay") == emberwick


def test_a_fact_about_associations_changes_no_name() -> None:
    before = whole_register()
    fact = AssociationNoted(association="league", name="League of Towns", eligible_types=("town",))
    assert before.after([fact]) is before


def test_a_body_without_other_rows_has_no_other_ids() -> None:
    one = register(row(f"{MV}/place:lone", "ZZ1", "Lone", "city")).get(f"{MV}/place:lone")
    assert one is not None
    assert (one.other_ids, one.other_geoids, one.other_names) == ((), (), ())


def test_an_alias_of_a_state_needs_no_name_and_a_form_of_words_finds_its_body() -> None:
    small = register(
        row(MV, "ZZ90", "Marrovale", "state"),
        row(f"{MV}/place:lone", "ZZ1", "Lone", "city"),
        aliases=(AliasRow("ocd-division/country:zz/territory:mv", MV, (), "Once a territory"),),
        surfaces=(SurfaceRow("The Solitary", f"{MV}/place:lone"),),
        bodies=(BodyRow(f"{MV}/place:lone", "Free City of Lone", "Lone", ("city",), "Charter"),),
    )
    assert [each.how for each in small.find("the solitary")] == ["alias"]
    assert small.canonical("ocd-division/country:zz/territory:mv/place:lone") == f"{MV}/place:lone"
    assert small.resolve("Free City of Lone") == small.get(f"{MV}/place:lone")
