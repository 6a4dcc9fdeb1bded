"""Acts that bind, from the web: proof of who is there, not long ago, and two accounts that are two people."""

import time

import pytest
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from proviso.people.models import User
from proviso.people.roles import actor_of
from proviso.web.signed_in import ACTING, signed_in
from tests.acts.village import MATTER, done, refused, told, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@signed_in(methods=ACTING, binds=True)
def binding(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def asked(user: User, *, proven: float | None = None) -> HttpRequest:
    """A form that was sent, from a session that was proven so many seconds ago."""
    request = RequestFactory().post("/")
    request.user, request.session = user, SessionStore()
    if proven is not None:
        record_authentication(request, user, "password", reauthenticated=True)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = time.time() - proven
    return request


def test_what_binds_asks_again_who_is_there() -> None:
    user = User.objects.create_user("a@agency.example", "a password", name="Ada")
    with pytest.raises(ReauthenticationRequired):
        binding(asked(user))
    with pytest.raises(ReauthenticationRequired):
        binding(asked(user, proven=301))
    assert binding(asked(user, proven=10)).status_code == 200


def test_who_has_nothing_to_prove_it_with_is_led_to_add_a_key() -> None:
    user = User.objects.create_user("b@agency.example", name="Bo")
    answer = binding(asked(user))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/keys/")


def test_one_account_cannot_approve_and_do_and_two_of_one_name_can() -> None:
    village()
    one, other = (
        actor_of(User.objects.create_user(f"{name}@agency.example", name="Ann Same"))
        for name in ("ann", "ann.the.second")
    )
    done("approve", MATTER, envelope=told(by=one.id), act="determine", approved_by=one.id)
    fields = {"determination": "D1", "outcome": "violates", "approved_by": one.id}
    alone = refused("determine", MATTER, envelope=told(by=one.id), made_by=other.id, **fields)
    both = refused("determine", MATTER, envelope=told(by=other.id), made_by=other.id, **fields)
    assert alone == "approval.same-person"
    assert both != "approval.same-person", "refused by the gate alone: nothing was found yet"
