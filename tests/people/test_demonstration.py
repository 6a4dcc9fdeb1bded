"""The sign-ins of a demonstration: made there only, the same each time, and of this installation alone."""

import pytest
from pytest_django import Settings

from proviso.domain.roles import Role
from proviso.people.demonstration import NoDemonstration, password_of, sign_ins
from proviso.people.models import Membership, User

pytestmark = pytest.mark.django_db
TOWN = "ocd-division/country:zz/state:mv/place:a"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_three_people_are_made_who_open_their_accounts_with_what_is_printed() -> None:
    found = sign_ins(TOWN)
    assert [one.role for one in found] == [Role.ANALYST, Role.APPROVER, Role.OWNER]
    for one in found:
        user = User.objects.get(email=one.email)
        assert user.demo
        assert user.check_password(one.password)


def test_again_is_the_same_again() -> None:
    assert sign_ins(TOWN) == sign_ins(TOWN)
    assert (User.objects.count(), Membership.objects.count()) == (3, 3)


def test_what_is_printed_opens_an_account_whose_password_was_changed() -> None:
    one = sign_ins(TOWN)[0]
    user = User.objects.get(email=one.email)
    user.set_password("another")
    user.save()
    assert sign_ins(TOWN)[0] == one
    assert User.objects.get(email=one.email).check_password(one.password)


def test_another_installation_has_other_passwords(settings: Settings) -> None:
    before = password_of("ada@demo.example")
    another = "another installation's"
    settings.SECRET_KEY = another
    assert password_of("ada@demo.example") != before


@pytest.mark.parametrize("kind", ["independent", "agency_gov", "agency_other"])
def test_none_is_made_elsewhere(settings: Settings, kind: str) -> None:
    settings.SITE_KIND = kind
    with pytest.raises(NoDemonstration, match=kind):
        sign_ins(TOWN)
    assert not User.objects.exists()
