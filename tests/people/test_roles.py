"""Giving roles and ending them, and who an account is."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from proviso.domain.refusals import Refusal
from proviso.domain.roles import Role
from proviso.people.models import Membership, User
from proviso.people.roles import actor_of, end, give

pytestmark = pytest.mark.django_db
TOWN = "ocd-division/country:zz/state:mv/place:elder_falls"
FIRST = date(2025, 3, 3)


@pytest.fixture
def ruth() -> User:
    return User.objects.create_user("ruth@town.example", name="Ruth Ashgrove")


def given(user: User, role: Role = Role.OWNER, body: str = TOWN, **told: date | None) -> Membership:
    found = give(user, role, body, first=FIRST, last=told.get("last"), by="an admin")
    assert isinstance(found, Membership)
    return found


def test_an_account_acts_under_an_id_that_is_given_once(ruth: User) -> None:
    other = User.objects.create_user("other@town.example", name="Ruth Ashgrove")
    assert actor_of(ruth).id != actor_of(other).id
    assert actor_of(ruth).id.startswith("person-")
    assert actor_of(ruth).held == ()


def test_a_role_that_was_given_is_held(ruth: User) -> None:
    given(ruth, last=date(2025, 6, 30))
    (held,) = actor_of(ruth).held
    assert (held.role, held.body, held.first, held.last) == (
        Role.OWNER,
        TOWN,
        FIRST,
        date(2025, 6, 30),
    )


def test_a_role_given_again_has_its_last_day_set_anew(ruth: User) -> None:
    given(ruth, last=date(2025, 6, 30))
    given(ruth)
    assert [one.last for one in actor_of(ruth).held] == [None]


@pytest.mark.parametrize(
    ("role", "body", "last", "code"),
    [
        (Role.OWNER, " ", None, "role.no-body"),
        (Role.ADMIN, TOWN, None, "role.body"),
        (Role.OWNER, TOWN, date(2025, 3, 2), "role.last"),
    ],
)
def test_a_role_that_cannot_be_held_is_refused(
    ruth: User, role: Role, body: str, last: date | None, code: str
) -> None:
    found = give(ruth, role, body, first=FIRST, last=last, by="an admin")
    assert isinstance(found, Refusal)
    assert found.code == code
    assert not Membership.objects.exists()


def test_the_database_refuses_a_role_without_a_body(ruth: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=ruth, role=Role.OWNER, body="", first=FIRST, given_by="x")


def test_an_ended_role_is_kept_with_its_last_day(ruth: User) -> None:
    given(ruth)
    assert end(ruth, role=Role.OWNER, body=TOWN, on=date(2025, 5, 1), by="an admin") == 1
    (held,) = actor_of(ruth).held
    assert held.last == date(2025, 4, 30)
    assert end(ruth, role=None, body=None, on=date(2025, 5, 1), by="an admin") == 0


def test_a_role_that_has_not_begun_is_taken_back(ruth: User) -> None:
    given(ruth)
    assert end(ruth, role=None, body=None, on=FIRST, by="an admin") == 1
    assert actor_of(ruth).held == ()
