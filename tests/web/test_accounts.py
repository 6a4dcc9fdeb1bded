"""Signing in and out, being locked out, proving again who is there; and the desk's first page."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from proviso.config.oidc import Oidc, read
from proviso.domain.roles import Role
from proviso.outside.clock import today
from proviso.people.models import User
from proviso.people.roles import give

pytestmark = pytest.mark.django_db
PASSWORD = "a long password of a test"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ruth() -> User:
    user = User.objects.create_user("ruth@town.example", PASSWORD, name="Ruth Ashgrove")
    give(
        user,
        Role.OWNER,
        "ocd-division/country:us/state:xx",
        first=date(2025, 1, 1),
        last=None,
        by="x",
    )
    return user


def sign_in(client: Client, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    told = {"login": "ruth@town.example", "password": password, **more}
    return client.post(reverse("account_login"), told)


def test_the_desk_of_nobody_is_the_sign_in_page(client: Client) -> None:
    answer = client.get("/desk/?on=2018-01-24")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in/?next=/desk/%3Fon%3D2018-01-24"


def test_signing_in_leads_to_the_desk_and_says_who_one_is(client: Client, ruth: User) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    said = client.get("/desk/account/")
    text = said.content.decode()
    assert "You are signed in as Ruth Ashgrove." in text
    assert "<strong>owner</strong> at ocd-division/country:us/state:xx" in text
    assert ruth.person in text
    assert said.headers["Cache-Control"] == "private, no-store"


def test_signing_in_goes_on_where_one_wanted_to_and_nowhere_else(
    client: Client, ruth: User
) -> None:
    assert sign_in(client, next="/desk/keys/").headers["Location"] == "/desk/keys/"
    client.logout()
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/desk/"


def test_signing_out_is_a_form_and_ends_the_session(client: Client, ruth: User) -> None:
    sign_in(client)
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/desk/account/").status_code == 200
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert client.get("/desk/").status_code == 302


def test_a_wrong_password_keeps_the_address_and_not_the_password(
    client: Client, ruth: User
) -> None:
    text = sign_in(client, "wrong-as-can-be").content.decode()
    assert 'value="ruth@town.example"' in text
    assert "wrong-as-can-be" not in text
    assert 'role="alert"' in text


def test_an_unknown_address_is_answered_like_a_wrong_password(client: Client, ruth: User) -> None:
    wrong = sign_in(client, "wrong").content.decode()
    unknown = client.post(
        reverse("account_login"), {"login": "nobody@town.example", "password": "wrong"}
    ).content.decode()
    start, end = 'role="alert"', "</form>"
    told = wrong[wrong.index(start) : wrong.index(end)].replace("ruth@", "nobody@")
    assert unknown[unknown.index(start) : unknown.index(end)] == told


def test_five_wrong_passwords_close_the_account_also_for_the_right_one(
    client: Client, ruth: User
) -> None:
    for _ in range(4):
        assert sign_in(client, "wrong").status_code == 200
    assert sign_in(client, "wrong").status_code == 429
    last = sign_in(client)
    assert last.status_code == 429
    assert b"15 minutes" in last.content
    assert client.get("/desk/").status_code == 302


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    assert client.get("/sign-in/elsewhere/new/").status_code == 302
    assert client.get("/signup/").status_code == 404


def test_an_account_that_was_closed_is_out_at_once(client: Client, ruth: User) -> None:
    sign_in(client)
    ruth.is_active = False
    ruth.save()
    assert client.get("/desk/").status_code == 302
    assert sign_in(client).headers["Location"] == "/sign-in/closed/"


def test_a_demonstrations_account_opens_nothing_elsewhere(
    client: Client, ruth: User, settings: Settings
) -> None:
    ruth.demo = True
    ruth.save()
    sign_in(client)
    assert client.get("/desk/account/").status_code == 200
    settings.SITE_KIND = "agency_gov"
    assert client.get("/desk/").status_code == 302
    assert sign_in(client).headers["Location"] == "/sign-in/closed/"


def test_the_desk_shows_roles_that_are_held_and_not_those_that_ended(
    client: Client, ruth: User
) -> None:
    ended = today() - timedelta(days=1)
    give(ruth, Role.AUDITOR, "us/x", first=date(2025, 1, 1), last=ended, by="x")
    client.force_login(ruth, backend="proviso.web.accounts.SignIn")
    text = client.get("/desk/account/").content.decode()
    assert "auditor" not in text
    assert "With them you see 0 matters." in text


def test_changing_keys_asks_again_who_is_there(client: Client, ruth: User) -> None:
    client.force_login(ruth, backend="proviso.web.accounts.SignIn")
    answer = client.get("/desk/keys/app/")
    assert answer.headers["Location"].startswith("/desk/again/?next=")
    assert b"Show again that it is you" in client.get("/desk/again/").content
    client.post("/desk/again/", {"password": PASSWORD, "next": "/desk/keys/app/"})
    text = client.get("/desk/keys/app/").content.decode()
    assert "data:image/svg+xml" in text


def test_with_an_authenticator_app_a_password_alone_opens_nothing(
    client: Client, ruth: User
) -> None:
    TOTP.activate(ruth, generate_totp_secret())
    assert sign_in(client).headers["Location"] == "/sign-in/code/"
    assert client.get("/desk/").status_code == 302
    assert b"Type the six digits that your authenticator app shows" in (
        client.get("/sign-in/code/").content
    )
    assert b"These digits do not fit." in client.post("/sign-in/code/", {"code": "12"}).content


def test_the_secret_of_an_app_is_not_kept_in_the_clear(ruth: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ruth, secret)
    kept = Authenticator.objects.get(user=ruth).data["secret"]
    assert secret not in kept
    assert len(kept) > 60


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "mfa_index",
        "mfa_list_webauthn",
        "account_change_password",
        "account_logout",
    ],
)
def test_no_page_of_accounts_has_anything_inline(client: Client, ruth: User, name: str) -> None:
    if name != "account_login":
        client.force_login(ruth, backend="proviso.web.accounts.SignIn")
    answer = client.get(reverse(name))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "style=" not in text
    assert " onclick" not in text
    assert text.count("<h1") == 1
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_form_without_its_mark_is_refused_on_a_page_of_ours(ruth: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict)
    assert answer.status_code == 403
    assert b"Nothing was done" in answer.content


def test_pages_of_accounts_bear_the_sites_name_and_strip(client: Client) -> None:
    text = client.get("/sign-in/").content.decode()
    assert "<title>Sign in \u2013 Proviso</title>" in text
    assert "Demonstration. Not a government website." in text


def test_a_readers_page_still_sets_no_cookie(client: Client) -> None:
    assert not client.get("/about/").cookies


def test_a_server_for_signing_in_is_named_whole_or_not_at_all() -> None:
    assert read({}) == Oidc()
    whole = {
        "PROVISO_OIDC_URL": "https://id.example/realm",
        "PROVISO_OIDC_CLIENT": "proviso",
        "PROVISO_OIDC_SECRET": "s",
    }
    found = read(whole)
    assert found.origins == ("https://id.example",)
    assert found.apps[0]["client_id"] == "proviso"
    with pytest.raises(ImproperlyConfigured, match="PROVISO_OIDC_SECRET"):
        read({**whole, "PROVISO_OIDC_SECRET": ""})
    with pytest.raises(ImproperlyConfigured, match="https"):
        read({**whole, "PROVISO_OIDC_URL": "http://id.example"})
