"""Which bodies an order covers: the words of the cover language, and what is not known."""

from datetime import date

import pytest

from proviso.domain.cover import (
    NOBODY,
    Body,
    Crowd,
    Membership,
    Truth,
    cover_of,
    is_member,
    why_not_term,
)

STATE, OTHER = "ocd-division/country:us/state:xa", "ocd-division/country:us/state:xb"
CITY, TOWN = f"{STATE}/place:ash", f"{STATE}/place:elm"
DAY = date(2018, 8, 9)
ELIGIBLE = {"mayors": frozenset({"city"})}


def member(*, is_one: bool, since: date | None = None, until: date | None = None) -> Membership:
    return Membership("mayors", is_one, since, until)


BODIES = (
    Body(STATE, STATE, "state"),
    Body(CITY, STATE, "city", (member(is_one=True, since=DAY),)),
    Body(TOWN, STATE, "town", (), frozenset({OTHER})),
    Body(OTHER, OTHER, "state"),
    Body("ocd-division/country:us/state:xb/place:fir", OTHER, "city"),
)
CROWD = Crowd(BODIES, ELIGIBLE)


def told(bits: int) -> list[int]:
    return [at for at in range(len(BODIES)) if bits >> at & 1]


def covered(*terms: str, day: date = DAY) -> tuple[list[int], list[int]]:
    """Whom the terms cover for sure, and whom perhaps."""
    certain, possible = CROWD.truth(cover_of(terms), day)
    return told(certain), told(possible & ~certain)


@pytest.mark.parametrize(
    ("terms", "sure"),
    [
        (("everyone",), [0, 1, 2, 3, 4]),
        ((CITY,), [1]),
        ((f"{STATE}/place:nowhere",), []),
        ((f"within:{STATE}",), [0, 1, 2]),
        ((f"subdivisions:{STATE}",), [1, 2]),
        (("subdivisions:ocd-division/country:us/state:none",), []),
        ((f"subrecipients:{OTHER}",), [2]),
        ((f"subrecipients:{STATE}",), []),
        ((CITY, f"within:{OTHER}"), [1, 3, 4]),
        (("everyone", f"-{CITY}", f"-within:{OTHER}"), [0, 2]),
        ((f"-{CITY}",), []),
        (("members:mayors@2018-08-09",), [1]),
    ],
    ids=str,
)
def test_a_term_covers(terms: tuple[str, ...], sure: list[int]) -> None:
    assert covered(*terms)[0] == sure


def test_a_body_that_could_be_a_member_and_has_no_record_is_not_known() -> None:
    assert covered("members:mayors") == ([1], [4])


def test_a_membership_counts_from_its_day_and_not_before() -> None:
    before = date(2018, 8, 8)
    assert covered("members:mayors", day=before) == ([], [1, 4])
    assert covered("members:mayors@2018-08-09", day=before) == ([1], [4])


def test_what_may_be_taken_out_is_not_sure_to_be_in() -> None:
    assert covered("everyone", "-members:mayors") == ([0, 2, 3], [4])


def test_of_an_association_that_nobody_has_told_of_nothing_is_known() -> None:
    assert covered("members:unheard-of") == ([], [0, 1, 2, 3, 4])


def test_who_is_on_record_as_no_member_is_none() -> None:
    body = Body(CITY, STATE, "city", (member(is_one=False),))
    assert is_member(body, "mayors", DAY, ELIGIBLE) is False
    assert Crowd((body,), ELIGIBLE).truth(cover_of(["members:mayors"]), DAY) == NOBODY


def test_the_record_of_another_association_says_nothing() -> None:
    body = Body(TOWN, STATE, "town", (Membership("growers", True, None, None),))
    assert is_member(body, "mayors", DAY, ELIGIBLE) is False
    assert is_member(body, "unheard-of", DAY, ELIGIBLE) is None


def test_a_membership_lasts_up_to_its_last_day() -> None:
    body = Body(CITY, STATE, "city", (member(is_one=True, until=DAY),))
    assert is_member(body, "mayors", date(2018, 8, 8), ELIGIBLE) is True
    assert is_member(body, "mayors", DAY, ELIGIBLE) is None


def test_bodies_outside_every_state_are_in_none() -> None:
    nation = Crowd((Body("ocd-division/country:us", None, "nation"),), ELIGIBLE)
    assert nation.truth(cover_of([f"within:{STATE}"]), DAY) == NOBODY


def test_sure_is_always_within_perhaps() -> None:
    one, other = Truth(0b001, 0b011), Truth(0b010, 0b110)
    assert one.but_not(other) == Truth(0b001, 0b001)


@pytest.mark.parametrize(
    "text",
    [
        "everyone",
        "-everyone",
        CITY,
        f"within:{STATE}",
        f"-subdivisions:{STATE}",
        f"subrecipients:{CITY}",
        "members:USCM",
        "members:us-conference_of_mayors@2018-08-09",
    ],
)
def test_these_are_terms(text: str) -> None:
    assert why_not_term(text) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a cover term"),
        ("all", "is not a cover term"),
        ("within:texas", "is not a cover term"),
        ("members:", "is not a cover term"),
        (f"near:{STATE}", "is not a cover term"),
        (f" {CITY}", "is not a cover term"),
        ("members:mayors@2018-02-30", "2018-02-30 in 'members:mayors@2018-02-30'"),
    ],
)
def test_these_are_none(text: str, says: str) -> None:
    assert says in str(why_not_term(text))
    with pytest.raises(ValueError, match="is not a"):
        cover_of([text])
