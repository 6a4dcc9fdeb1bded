"""Accounts."""

import pytest
from django.db import connection

from proviso.people.models import User

pytestmark = pytest.mark.django_db


def test_an_account_is_known_by_its_address_whatever_its_case() -> None:
    User.objects.create_user("Mary.Dale@Agency.Example", name="Mary Dale")
    assert User.objects.get(email="mary.dale@agency.example").name == "Mary Dale"


def test_an_account_without_a_password_is_opened_by_none() -> None:
    user = User.objects.create_user("reviewer@agency.example", name="A reviewer")
    assert not user.has_usable_password()


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="none was given"):
        User.objects.create_user("", name="Nobody")


def test_the_run_uses_the_database_that_was_asked_for(pytestconfig: pytest.Config) -> None:
    assert connection.vendor == pytestconfig.getoption("--database")
