"""The reference review's own files, read as rows: counts, references, evidence. How they are brought in is tested elsewhere."""

from collections import Counter

import pytest

from proviso.domain.identity import kind_of
from proviso.domain.letters import LetterKind
from proviso.domain.register import Register
from proviso.outside.gazetteer import load_register
from tests.examples.folders import Row, acts, parts, rows

FOLDER = "section_1373"
ACTS = acts(FOLDER)


def table(act: str) -> list[Row]:
    return rows(FOLDER, act)


def external() -> dict[str, str]:
    return {row["external_id"]: row["ocd_id"] for row in table("give-external-id")}


def asked(round_: str) -> set[str]:
    """The bodies asked for something in a round, by external id."""
    return {
        row["matter"][:3]
        for row in table("send-letter")
        if row["round"] == round_ and row["kind"] != LetterKind.CLEARANCE
    }


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_forty_external_ids_resolve_each_to_a_body_of_its_own(register: Register) -> None:
    found = external()
    assert sorted(found) == [f"J{number:02}" for number in range(1, 41)]
    assert len(set(found.values())) == 40
    for external_id, ocd_id in found.items():
        body = register.get(ocd_id)
        assert body is not None, external_id
        assert body.ocd_id == ocd_id, external_id


def test_every_government_named_is_in_the_register(register: Register) -> None:
    named = {
        one
        for act in ACTS
        for row in table(act)
        for column in ("respondent", "recipient", "applicants", "subrecipients", "plaintiffs")
        for one in parts(row.get(column, ""))
    }
    for one in named:
        assert register.get(external().get(one, one)) is not None, one


def test_identity_is_confirmed_by_two_ids_of_one_body_except_middlesex(register: Register) -> None:
    matters = {row["matter"]: row["respondent"] for row in table("open-matter")}
    confirmed = {row["matter"]: parts(row["ids"]) for row in table("confirm-identity")}
    questioned = {row["matter"] for row in table("question-identity")}
    assert {matters[name] for name in questioned} == {"J31"}
    assert confirmed.keys() | questioned == matters.keys()
    for name, (ocd_id, geoid) in confirmed.items():
        assert ocd_id == external()[matters[name]]
        body = register.by_geoid(geoid)
        assert body is not None, name
        assert body.ocd_id == ocd_id, name


def test_thirty_eight_bodies_were_written_to_nine_and_then_twenty_nine() -> None:
    april, november = asked("R1"), asked("R3")
    assert (len(april), len(november), len(april | november)) == (9, 29, 38)


def test_twenty_three_were_asked_in_january_four_of_april_and_nineteen_of_november() -> None:
    january = asked("R4")
    assert len(january) == 23
    assert len(january & asked("R1")) == 4
    assert len(january & asked("R3")) == 19


def test_the_january_recipients_are_three_states_six_counties_and_fourteen_cities(
    register: Register,
) -> None:
    bodies = (register.get(external()[name]) for name in asked("R4"))
    kinds = Counter(kind_of(body) for body in bodies if body is not None)
    assert kinds["state"] == 3
    assert kinds["county"] == 6
    assert kinds["city"] + kinds["city-county"] == 14


def test_five_were_assessed_two_cleared_beside_them_and_three_asked_in_april_2018() -> None:
    assert len(asked("R2")) == 5
    beside = [r for r in table("send-letter") if r["round"] == "R2" and r["kind"] == "clearance"]
    assert {row["matter"] for row in beside} == {"J09-FY2016", "J10-FY2016"}
    assert asked("R5") == {"J37", "J39", "J40"}


def test_sources_are_noted_once_and_the_court_rows_cite_addresses_that_are_noted() -> None:
    sources = [row["source"] for row in table("note-source")]
    assert len(sources) == len(set(sources))
    addresses = Counter(row["address"] for row in table("note-source") if "://" in row["address"])
    assert max(addresses.values()) == 1


def test_there_are_seventy_four_matters_forty_awards_and_thirty_four_applications() -> None:
    years = Counter(row["year"] for row in table("open-matter"))
    assert years == {"2016": 40, "2017": 34}


def test_an_award_sum_is_stated_only_where_a_source_gives_the_award_itself() -> None:
    stated = {row["award"] for row in table("make-award") if row["cents"]}
    assert stated == {"A-J07-FY2016", "A-J17-FY2016", "A-J19-FY2016", "A-J25-FY2016"}
    numbered = {row["award"]: row["number"] for row in table("make-award") if row["number"]}
    assert numbered == {"A-J13-FY2016": "2016-DJ-BX-0488", "A-J21-FY2016": "2016-DJ-BX-0217"}


def test_the_number_of_a_condition_is_stated_only_on_the_two_awards_that_were_read() -> None:
    numbered = {(r["award"], r["numbered"]) for r in table("attach-condition") if r["numbered"]}
    assert numbered == {("A-J13-FY2016", "23"), ("A-J21-FY2016", "23")}


def test_the_time_the_january_letter_reaches_back_is_left_empty() -> None:
    frames = {row["item"]: row["time_frame"] for row in table("define-item")}
    assert frames["directives"] == ""


def test_jacksons_november_letter_is_misaddressed_and_nothing_shows_that_it_was_received() -> None:
    letter = "L-J17-2017-11-15"
    assert [row["letter"] for row in table("record-misaddress")] == [letter]
    for act in ("record-receipt", "record-delivery", "receive-response"):
        assert letter not in {row["letter"] for row in table(act)}
