"""Signing in with an organisation's own account, against a real OpenID Connect server in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.people.models import User
from tests.house.layout import ROOT

pytestmark = pytest.mark.django_db
BEGIN = "/sign-in/with/organisation/"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    command = [sys.executable, "-m", "tests.web.oidc_server"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


@pytest.fixture(autouse=True)
def _known_here(server: str, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    app = {
        "provider_id": "organisation",
        "name": "the city's account",
        "client_id": "proviso-under-test",
        "secret": "shared-with-the-client",
        "settings": {"server_url": server, "email_authentication": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


@pytest.fixture
def ruth() -> User:
    return User.objects.create_user("ruth@town.example", "a password", name="Ruth Ashgrove")


def sent_to(client: Client, process: str = "login") -> str:
    """Where the button leads."""
    answer = client.post(f"{BEGIN}?process={process}")
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


def back_from(address: str, who: str) -> str:
    """What the server sends this person back with: path and query of the callback."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}&as={who}")
    answer = connection.getresponse()
    found = urlsplit(str(answer.headers["Location"]))
    answer.close()
    connection.close()
    assert found.path == f"{BEGIN}back/"
    return f"{found.path}?{found.query}"


def sign_in(client: Client, who: str, process: str = "login") -> Any:
    return client.get(back_from(sent_to(client, process), who))


def test_the_server_is_asked_with_a_state_and_a_challenge(client: Client, server: str) -> None:
    parts = urlsplit(sent_to(client))
    asked = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{server}/authorize"
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert "email" in asked["scope"][0]


def test_who_has_an_account_with_the_verified_address_is_signed_in(
    client: Client, ruth: User
) -> None:
    answer = sign_in(client, "ruth")
    assert answer.headers["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(ruth.pk)
    again = Client()
    sign_in(again, "ruth")
    assert again.session["_auth_user_id"] == str(ruth.pk)


@pytest.mark.parametrize("who", ["stranger", "unproven"])
def test_nobody_else_is_and_no_account_is_made(client: Client, ruth: User, who: str) -> None:
    answer = sign_in(client, who)
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1
    assert b"There is no account for you here" in answer.content


def test_who_cancels_there_is_told_and_not_signed_in(client: Client, ruth: User) -> None:
    answer = sign_in(client, "nobody")
    assert answer.headers["Location"] == "/sign-in/elsewhere/cancelled/"
    assert "_auth_user_id" not in client.session
    assert client.get("/sign-in/elsewhere/cancelled/").status_code == 200


def test_what_another_browser_began_is_not_ended_here(client: Client, ruth: User) -> None:
    begun = back_from(sent_to(client), "ruth")
    other = Client()
    answer = other.get(begun)
    assert "_auth_user_id" not in other.session
    assert answer.status_code in (200, 401, 403)


def test_a_code_opens_nothing_twice(client: Client, ruth: User) -> None:
    begun = back_from(sent_to(client), "ruth")
    client.get(begun)
    client.post("/sign-out/")
    client.get(begun)
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_not_opened_from_there(client: Client, ruth: User) -> None:
    ruth.is_active = False
    ruth.save()
    sign_in(client, "ruth")
    assert "_auth_user_id" not in client.session


def test_an_account_is_connected_by_who_is_signed_in(client: Client, ruth: User) -> None:
    client.force_login(ruth, backend="proviso.web.accounts.SignIn")
    ruth.email = "another@town.example"
    ruth.save()
    address = sent_to(client, "connect")
    answer = client.get(back_from(address, "stranger"))
    assert answer.headers["Location"] == "/desk/elsewhere/"
    other = Client()
    sign_in(other, "stranger")
    assert other.session["_auth_user_id"] == str(ruth.pk)


def test_another_organisations_server_is_not_there(client: Client) -> None:
    assert client.get("/sign-in/with/someone-else/").status_code == 404
