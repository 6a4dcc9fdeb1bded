"""Keeping accounts: nobody gives to themselves, who is from outside ends, an owner gives what is theirs to give, one keeper remains."""

from datetime import date, timedelta

import pytest

from proviso.domain.keeping import (
    DELEGATED,
    OUTSIDE,
    why_not_close,
    why_not_delegate,
    why_not_give_to,
    why_not_leave,
    why_not_until,
)
from proviso.domain.roles import Role

DAY = date(2025, 6, 2)


def test_nobody_gives_a_role_to_themselves() -> None:
    refusal = why_not_give_to("person-a", by="person-a")
    assert refusal is not None
    assert refusal.code == "role.oneself"
    assert why_not_give_to("person-a", by="person-b") is None


def test_who_is_from_outside_is_told_by_hand() -> None:
    assert {role.value for role in OUTSIDE} == {
        "counsel",
        "respondent-owner",
        "respondent-counsel",
        "respondent-staff",
        "respondent-reader",
        "letter-bearer",
    }


@pytest.mark.parametrize("role", sorted(OUTSIDE))
def test_a_role_from_outside_has_a_last_day(role: Role) -> None:
    refusal = why_not_until(role, first=DAY, last=None, on=DAY)
    assert refusal is not None
    assert refusal.code == "role.no-last"
    assert why_not_until(role, first=DAY, last=DAY, on=DAY) is None


def test_days_that_are_over_or_turned_are_refused() -> None:
    past, later = DAY - timedelta(days=1), DAY + timedelta(days=9)
    over = why_not_until(Role.ANALYST, first=past, last=past, on=DAY)
    turned = why_not_until(Role.ANALYST, first=later, last=DAY, on=DAY)
    assert over is not None
    assert turned is not None
    assert (over.code, turned.code) == ("role.over", "role.last")
    assert why_not_until(Role.ANALYST, first=DAY, last=None, on=DAY) is None


@pytest.mark.parametrize("role", Role)
def test_an_owner_lets_in_counsel_staff_and_readers_alone(role: Role) -> None:
    refusal = why_not_delegate(role)
    assert (refusal is None) == (role in DELEGATED)
    assert refusal is None or refusal.code == "role.not-delegated"


def test_the_last_keeper_stays() -> None:
    refusal = why_not_leave(Role.ADMIN, others=0)
    assert refusal is not None
    assert refusal.code == "role.last-admin"
    assert why_not_leave(Role.ADMIN, others=1) is None
    assert why_not_leave(Role.ANALYST, others=0) is None


def test_nobody_closes_their_own_account() -> None:
    refusal = why_not_close("person-a", by="person-a")
    assert refusal is not None
    assert refusal.code == "role.own-account"
    assert why_not_close("person-a", by="person-b") is None
