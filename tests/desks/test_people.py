"""Users and roles: accounts made with a link that ends, roles given with their days and ended, each change told, nobody serving themselves."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proviso.acts.envelopes import message_of
from proviso.domain.roles import Role
from proviso.outside.clock import today
from proviso.outside.own_address import VARIABLE
from proviso.people.models import Change, Membership, Read, User
from proviso.people.roles import give
from proviso.records import errand_rows
from tests.acts.village import ELDER, village
from tests.web.asking import words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
UNTIL = (today() + timedelta(days=90)).isoformat()
PASSWORD = "several plain words in a row"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _village(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.delenv(VARIABLE, raising=False)
    village()


@pytest.fixture
def ada() -> Client:
    return signed_in((Role.ADMIN, ""), name="Ada Admin")


@pytest.fixture
def ruth() -> User:
    return User.objects.create_user("ruth@town.example", name="Ruth Ashgrove")


def given(client: Client, to: User, **typed: str) -> Any:
    told = {"role": "respondent-owner", "body": "E1", "first": "", "last": UNTIL, **typed}
    return client.post(f"/desk/people/{to.person}/role/", told)


def test_the_list_tells_who_holds_what_until_when(ada: Client, ruth: User) -> None:
    give(ruth, Role.OWNER, ELDER, first=date(2025, 1, 1), last=date(2099, 12, 31), by="x")
    said = words(ada, "/desk/people/")
    assert (
        "Ruth Ashgrove ruth@town.example Owner at Elder County Through 31 December 2099 Last signed in: Never"
        in said
    )
    assert "Ruth" not in words(ada, "/desk/people/?q=ada").partition("Accounts and the roles")[2]
    assert "No account has these words" in words(ada, "/desk/people/?q=nobody-at-all")


def test_an_account_is_made_and_opened_with_a_link_that_works_once(ada: Client) -> None:
    made = ada.post("/desk/people/new/", {"name": "Cleo Clerk", "email": "cleo@elder.example"})
    cleo = User.objects.get(email="cleo@elder.example")
    assert made.headers["Location"] == f"/desk/people/{cleo.person}/link/"
    shown = ada.post(f"/desk/people/{cleo.person}/link/", {"how": "show"}).content.decode()
    found = re.search(r"http://testserver(/sign-in/lost/\S+?/)<", shown)
    assert found is not None
    other = Client()
    form = other.get(found[1], follow=True)
    assert b"Set a password" in form.content
    where = form.redirect_chain[-1][0]
    short = other.post(where, {"password1": "short", "password2": "short"})
    assert b"at least 12 characters" in short.content
    done = other.post(where, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.headers["Location"] == "/sign-in/lost/done/"
    assert b"no longer works" in Client().get(found[1]).content
    assert found[1] not in ada.get(f"/desk/people/{cleo.person}/link/").content.decode()
    assert [one.did for one in Change.objects.order_by("id")] == ["account made", "first link made"]


def test_where_mail_is_set_up_the_link_is_sent_sealed(
    ada: Client, ruth: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "desk@agency.example")
    answer = ada.post(f"/desk/people/{ruth.person}/link/", {"how": "mail"})
    assert answer.headers["Location"] == f"/desk/people/{ruth.person}/"
    held = errand_rows.latest("account/")
    assert held is not None
    assert b"/sign-in/lost/" not in held.errand.payload
    message = message_of(held.errand)
    assert "Ada Admin has made an account for you" in message.text
    assert "http://testserver/sign-in/lost/" in message.text


def test_a_role_is_given_with_its_days_and_told(ada: Client, ruth: User) -> None:
    assert given(ada, ruth).status_code == 302
    held = Membership.objects.get(user=ruth)
    assert (held.role, held.body, f"{held.last}") == ("respondent-owner", ELDER, UNTIL)
    assert held.given_by == person(ada)
    said = words(ada, f"/desk/people/{ruth.person}/")
    assert "Given by Ada Admin" in said
    assert "Role given: owner at Elder County" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": ""}, "No role is chosen."),
        ({"role": "letter-bearer"}, "No role is chosen."),
        ({"last": ""}, "has no last day"),
        ({"last": "2020-01-01"}, "has passed"),
        ({"last": "soon"}, "is no day"),
        ({"body": ""}, "is held at a body, and none is named"),
        ({"body": "Stow"}, "Write one of: ocd-division/country:zz/state:mv/place:stow (Stow)"),
        ({"body": "Nowhere"}, "No government has the id"),
        ({"role": "admin", "last": ""}, "is for the installation"),
    ],
)
def test_a_role_that_cannot_be_given_is_told_beside_its_field(
    ada: Client, ruth: User, typed: dict[str, str], said: str
) -> None:
    answer = given(ada, ruth, **typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text.replace("&#x27;", "'")
    assert not Membership.objects.filter(user=ruth).exists()


def test_nobody_gives_a_role_to_themselves(ada: Client) -> None:
    own = User.objects.get(person=person(ada))
    answer = given(ada, own, role="analyst", body=AGENCY)
    assert answer.status_code == 422
    assert b"Nobody gives a role to themselves" in answer.content
    assert "Give a role" not in words(ada, f"/desk/people/{own.person}/")


def test_a_role_is_ended_now_or_after_a_day_and_is_over_with_the_next_request(
    ada: Client, ruth: User
) -> None:
    give(ruth, Role.OWNER, ELDER, first=date(2025, 1, 1), last=None, by="x")
    held = Membership.objects.get(user=ruth)
    client = Client()
    client.force_login(ruth, backend="proviso.web.accounts.SignIn")
    assert client.get("/respond/people/").status_code == 200
    where = f"/desk/people/{ruth.person}/role/{held.pk}/end/"
    assert ada.post(where, {"until": "soon"}).status_code == 422
    assert ada.post(where, {"until": f"{today() - timedelta(days=1)}"}).status_code == 302
    assert client.get("/respond/people/").status_code == 404
    assert "Ended" in words(ada, f"/desk/people/{ruth.person}/")
    other = f"/desk/people/{person(ada)}/role/{held.pk}/end/"
    assert ada.get(other).status_code == 404, "a role of someone else"


def test_the_last_admin_cannot_leave(ada: Client) -> None:
    own = person(ada)
    held = Membership.objects.get(user__person=own)
    answer = ada.post(f"/desk/people/{own}/role/{held.pk}/end/", {"until": f"{today()}"})
    assert answer.status_code == 422
    assert b"the last person who keeps the accounts" in answer.content
    assert ada.post(f"/desk/people/{own}/close/").status_code == 422


def test_an_account_is_closed_and_opened_again(ada: Client, ruth: User) -> None:
    where = f"/desk/people/{ruth.person}/close/"
    assert ada.post(where).status_code == 302
    assert "Closed" in words(ada, f"/desk/people/{ruth.person}/")
    assert ada.post(where).status_code == 302
    ruth.refresh_from_db()
    assert ruth.is_active


def test_changes_ask_again_who_is_there_and_reading_does_not(ruth: User) -> None:
    unproven = signed_in((Role.ADMIN, ""), name="Una Proven", proven=False)
    assert unproven.get(f"/desk/people/{ruth.person}/").status_code == 200
    for where in ("new/", f"{ruth.person}/role/", f"{ruth.person}/link/", f"{ruth.person}/close/"):
        answer = unproven.post(f"/desk/people/{where}")
        assert answer.headers["Location"].startswith("/desk/again/"), where


def test_what_keeps_accounts_shows_no_matter_and_leaves_no_row_of_one(ada: Client) -> None:
    words(ada, "/desk/people/")
    assert not Read.objects.exists()
    assert ada.get("/desk/matters/V1/").status_code == 404


def test_a_problem_with_a_new_account_is_told_and_what_was_typed_kept(
    ada: Client, ruth: User
) -> None:
    for typed, said in (
        ({"name": "", "email": "x@y.example"}, "Nothing is filled in."),
        ({"name": "X", "email": "no address"}, "is not an address"),
        ({"name": "X", "email": "ruth@town.example"}, "There is an account with the address"),
    ):
        answer = ada.post("/desk/people/new/", typed)
        assert answer.status_code == 422
        text = answer.content.decode()
        assert said in text
        assert f'value="{typed["email"]}"' in text


# --- who has lost a password -----------------------------------------------------------------


def test_where_no_mail_is_sent_a_lost_password_is_asked_of_a_person(client: Client) -> None:
    assert "This installation sends no mail" in words(client, "/sign-in/lost/")


def test_a_link_for_a_lost_password_is_sent_to_an_account_and_to_no_other_address(
    client: Client, ruth: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "desk@agency.example")
    answers = [
        client.post("/sign-in/lost/", {"email": email})
        for email in ("ruth@town.example", "nobody@town.example")
    ]
    assert {one.headers["Location"] for one in answers} == {"/sign-in/lost/sent/"}
    assert "does not say whether" in words(client, "/sign-in/lost/sent/")
    every = list(errand_rows.every())
    assert [one.errand.to for one in every] == ["ruth@town.example"]
    assert "http://testserver/sign-in/lost/" in message_of(every[0].errand).text
    assert Change.objects.get().did == "reset link sent"


def test_a_closed_account_gets_no_link(
    client: Client, ruth: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "desk@agency.example")
    User.objects.filter(pk=ruth.pk).update(is_active=False)
    client.post("/sign-in/lost/", {"email": "ruth@town.example"})
    assert not list(errand_rows.every())
