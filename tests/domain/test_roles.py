"""What each role may see and do: the table whole, default-deny, and no role that reaches across bodies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.roles import (
    ALLOWS,
    GIVEN,
    SAYS,
    SIDES,
    Actor,
    Held,
    Right,
    Role,
    Side,
    bodies_seen,
    letter_of,
    matters_seen,
    may_keep_accounts,
    rights_at,
    roles_at,
)

DAY = date(2025, 6, 2)
AGENCY, OTHER_AGENCY = "zz/mv/grants", "zz/mv/roads"
TOWN, OTHER_TOWN = "country:zz/place:elder_falls", "country:zz/place:moss"
OF_AGENCY = [role for role in Role if SIDES[role] is Side.AGENCY]
OF_RESPONDENT = [role for role in GIVEN if SIDES[role] is Side.RESPONDENT]


def held(role: Role, body: str, *, last: date | None = None) -> Held:
    return Held(role=role, body=body, first=date(2025, 1, 1), last=last)


def rights(*roles: Held, on: date = DAY) -> frozenset[Right]:
    return rights_at(roles, agency=AGENCY, respondent=TOWN, on=on)


def test_every_role_has_a_side_rights_and_words() -> None:
    assert set(SIDES) == set(ALLOWS) == set(SAYS) == set(Role)


def test_nobody_without_a_role_may_do_anything() -> None:
    assert rights() == frozenset()
    assert not may_keep_accounts((), on=DAY)


@pytest.mark.parametrize("role", OF_AGENCY)
def test_an_agency_role_counts_at_the_reviewing_agency_alone(role: Role) -> None:
    assert rights(held(role, AGENCY)) == ALLOWS[role]
    assert rights(held(role, OTHER_AGENCY)) == rights(held(role, TOWN)) == frozenset()


@pytest.mark.parametrize("role", OF_RESPONDENT)
def test_a_respondents_role_counts_at_the_government_itself_alone(role: Role) -> None:
    assert rights(held(role, TOWN)) == ALLOWS[role]
    assert rights(held(role, OTHER_TOWN)) == rights(held(role, AGENCY)) == frozenset()


@pytest.mark.parametrize("body", ["", AGENCY, TOWN])
def test_who_keeps_accounts_sees_no_matter(body: str) -> None:
    assert rights(held(Role.ADMIN, body)) == frozenset()
    assert may_keep_accounts([held(Role.ADMIN, body)], on=DAY)


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMIN])
def test_no_other_role_keeps_accounts(role: Role) -> None:
    assert not may_keep_accounts([held(role, AGENCY)], on=DAY)


def test_no_role_both_prepares_and_approves() -> None:
    assert not [role for role in Role if {Right.PREPARE, Right.APPROVE} <= ALLOWS[role]]


def test_only_the_owner_certifies_and_lets_others_in() -> None:
    assert [role for role in Role if Right.CERTIFY in ALLOWS[role]] == [Role.OWNER]
    assert [role for role in Role if Right.DELEGATE in ALLOWS[role]] == [Role.OWNER]


def test_reading_roles_change_nothing() -> None:
    assert ALLOWS[Role.READER] == {Right.SEE}
    assert ALLOWS[Role.AUDITOR] == {Right.SEE, Right.SEE_AUDIT}


def test_a_role_counts_from_its_first_day_through_its_last() -> None:
    until = held(Role.STAFF, TOWN, last=DAY)
    assert rights(until)
    assert not rights(until, on=date(2025, 6, 3))
    assert not rights(until, on=date(2024, 12, 31))
    assert Actor(id="1", name="A", held=(until,)).on(DAY) == (until,)


def test_the_bodies_of_a_right_are_those_of_its_side() -> None:
    roles = (held(Role.ANALYST, AGENCY), held(Role.OWNER, TOWN), held(Role.READER, OTHER_TOWN))
    assert bodies_seen(roles, Side.AGENCY, Right.SEE, on=DAY) == {AGENCY}
    assert bodies_seen(roles, Side.RESPONDENT, Right.SEE, on=DAY) == {TOWN, OTHER_TOWN}
    assert bodies_seen(roles, Side.RESPONDENT, Right.CERTIFY, on=DAY) == {TOWN}
    assert bodies_seen([held(Role.ANALYST, "")], Side.AGENCY, Right.SEE, on=DAY) == frozenset()


def bearing(matter: str | None, letter: str | None = "L1", body: str = TOWN) -> Held:
    first = date(2025, 6, 2)
    return Held(role=Role.BEARER, body=body, first=first, last=first, matter=matter, letter=letter)


def at_matter(*roles: Held, matter: str = "M1") -> frozenset[Right]:
    return rights_at(roles, agency=AGENCY, respondent=TOWN, on=DAY, matter=matter)


def test_who_bears_a_letter_acknowledges_it_and_asks_for_time_in_that_matter_alone() -> None:
    assert at_matter(bearing("M1")) == {Right.SEE, Right.ACKNOWLEDGE}
    assert at_matter(bearing("M2")) == frozenset()
    assert at_matter(bearing("M1", body=OTHER_TOWN)) == frozenset()
    assert rights(bearing("M1")) == frozenset(), "no matter was named"
    assert bodies_seen([bearing("M1")], Side.RESPONDENT, Right.SEE, on=DAY) == frozenset()
    assert matters_seen([bearing("M1")], Side.RESPONDENT, Right.SEE, on=DAY) == {("M1", TOWN)}
    assert not matters_seen([bearing("M1")], Side.RESPONDENT, Right.ANSWER, on=DAY)
    assert not matters_seen([bearing("M1")], Side.AGENCY, Right.SEE, on=DAY)


def test_who_bears_a_letter_of_no_matter_sees_nothing() -> None:
    assert at_matter(bearing(None)) == frozenset()
    assert bodies_seen([bearing(None)], Side.RESPONDENT, Right.SEE, on=DAY) == frozenset()


def test_nobody_gives_the_role_of_who_bears_a_letter() -> None:
    assert set(Role) - set(GIVEN) == {Role.BEARER}


def test_only_the_letter_that_one_bears_is_open_unless_a_role_opens_all() -> None:
    def opened(*roles: Held) -> str | None:
        return letter_of(roles_at(roles, agency=AGENCY, respondent=TOWN, on=DAY, matter="M1"))

    assert opened(bearing("M1")) == "L1"
    assert opened(bearing("M2")) is None, "nothing is open at all"
    assert opened(bearing("M1"), held(Role.STAFF, TOWN)) is None
    assert opened(bearing("M1"), held(Role.STAFF, OTHER_TOWN)) == "L1"


HELD = st.builds(
    Held,
    role=st.sampled_from(Role),
    body=st.sampled_from(["", AGENCY, OTHER_AGENCY, TOWN, OTHER_TOWN]),
    first=st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    last=st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    matter=st.sampled_from([None, "M1", "M2"]),
)


@given(st.lists(HELD), st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.sampled_from(Right))
def test_the_list_of_bodies_and_the_single_matter_agree(
    roles: list[Held], on: date, right: Right
) -> None:
    listed = AGENCY in bodies_seen(roles, Side.AGENCY, right, on=on)
    listed = listed or TOWN in bodies_seen(roles, Side.RESPONDENT, right, on=on)
    single = matters_seen(roles, Side.AGENCY, right, on=on) & {("M1", AGENCY)}
    single |= matters_seen(roles, Side.RESPONDENT, right, on=on) & {("M1", TOWN)}
    found = rights_at(roles, agency=AGENCY, respondent=TOWN, on=on, matter="M1")
    assert (listed or bool(single)) == (right in found)
