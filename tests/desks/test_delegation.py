"""An owner lets others of the same government in until a day, and ends it; nothing of another government, and no other owner."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proviso.domain.roles import Role
from proviso.outside.clock import now, today
from proviso.outside.own_address import VARIABLE
from proviso.people.models import Change, Membership, User
from proviso.people.reads import Shown, note
from proviso.people.roles import give
from tests.acts.village import ELDER, STOW, village
from tests.web.asking import source, words
from tests.web.signing_in import person, signed_in

pytestmark = pytest.mark.django_db
UNTIL = (today() + timedelta(days=60)).isoformat()
CLEO = {
    "name": "Cleo Counsel",
    "email": "cleo@law.example",
    "role": "respondent-counsel",
    "last": UNTIL,
}


@pytest.fixture(autouse=True)
def _village(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.delenv(VARIABLE, raising=False)
    village()


@pytest.fixture
def olive() -> Client:
    return signed_in((Role.OWNER, ELDER), name="Olive Owner")


def someone(email: str, role: Role, body: str) -> User:
    user = User.objects.create_user(email, "a password", name=email.partition("@")[0].title())
    give(user, role, body, first=date(2025, 1, 1), last=date(2099, 12, 31), by="x")
    return user


def test_someone_is_let_in_with_an_account_and_a_link(olive: Client) -> None:
    answer = olive.post("/respond/people/new/", CLEO)
    cleo = User.objects.get(email=CLEO["email"])
    where = f"/respond/people/{cleo.person}/link/"
    assert answer.headers["Location"] == where
    held = Membership.objects.get(user=cleo)
    assert (held.role, held.body, f"{held.last}") == ("respondent-counsel", ELDER, UNTIL)
    assert held.given_by == person(olive)
    shown = olive.post(where, {"how": "show"}).content.decode()
    assert "/sign-in/lost/" in shown
    told = list(Change.objects.order_by("id").values_list("did", "by"))
    assert told == [
        (did, person(olive)) for did in ("account made", "role given", "first link made")
    ]
    said = words(olive, "/respond/people/")
    assert "Cleo Counsel cleo@law.example" in said
    assert "Not opened yet" in said


def test_someone_with_an_account_is_let_in_with_it(olive: Client) -> None:
    sam = User.objects.create_user("sam@town.example", "a password", name="Sam Staff")
    told = {**CLEO, "email": "sam@town.example", "role": "respondent-staff"}
    assert olive.post("/respond/people/new/", told).headers["Location"] == "/respond/people/"
    assert Membership.objects.get(user=sam).role == "respondent-staff"
    assert olive.post(f"/respond/people/{sam.person}/link/", {"how": "show"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": "respondent-owner"}, "No role is chosen."),
        ({"role": "analyst"}, "No role is chosen."),
        ({"last": ""}, "has no last day"),
        ({"name": " "}, "Nothing is filled in."),
        ({"email": "no address"}, "is not an address"),
    ],
)
def test_what_an_owner_cannot_give_is_told(olive: Client, typed: dict[str, str], said: str) -> None:
    answer = olive.post("/respond/people/new/", {**CLEO, **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Membership.objects.exclude(user__person=person(olive)).exists()


def test_an_owner_of_two_governments_chooses_and_of_no_third(olive: Client) -> None:
    signed_in((Role.OWNER, STOW), name="Olive Owner")
    assert "Elder County" in source(olive, "/respond/people/new/")
    assert olive.post("/respond/people/new/", {**CLEO, "body": STOW}).status_code == 302
    assert Membership.objects.get(user__email=CLEO["email"]).body == STOW
    other = "ocd-division/country:zz/state:mv"
    assert olive.post("/respond/people/new/", {**CLEO, "body": other}).status_code == 404


def test_an_owner_lets_nobody_in_for_themselves(olive: Client) -> None:
    told = {**CLEO, "email": "olive@person.example"}
    answer = olive.post("/respond/people/new/", told)
    assert answer.status_code == 422
    assert b"Nobody gives a role to themselves" in answer.content


def test_an_owner_ends_what_is_theirs_to_give_and_nothing_else(olive: Client) -> None:
    staff = someone("sam@town.example", Role.STAFF, ELDER)
    owner = someone("oscar@town.example", Role.OWNER, ELDER)
    foreign = someone("flo@stow.example", Role.STAFF, STOW)
    held = {one: Membership.objects.get(user=one) for one in (staff, owner, foreign)}
    for one in (owner, foreign):
        assert olive.post(f"/respond/people/{held[one].pk}/end/").status_code == 404
    where = f"/respond/people/{held[staff].pk}/end/"
    assert olive.post(where, {"until": "soon"}).status_code == 422
    assert olive.post(where, {"until": f"{today()}"}).status_code == 302
    held[staff].refresh_from_db()
    assert held[staff].last == today()
    assert Change.objects.get().did == "role ended"


def test_the_list_tells_who_is_in_and_when_each_last_read_a_matter_of_this_government(
    olive: Client,
) -> None:
    staff = someone("sam@town.example", Role.STAFF, ELDER)
    someone("flo@stow.example", Role.STAFF, STOW)
    shown = {"by": staff.person, "at": now(), "page": "p", "address": "/"}
    note(Shown(matter="W9", **shown), reviews=["R9"])  # type: ignore[arg-type]
    said = words(olive, "/respond/people/")
    assert "Sam sam@town.example Staff of the governmentSince 1 January 2025" in said
    assert "Flo" not in said
    before = said.count("Never")
    note(Shown(matter="V1", **shown), reviews=["R1"])  # type: ignore[arg-type]
    assert words(olive, "/respond/people/").count("Never") == before - 1


@pytest.mark.parametrize("role", [Role.RESPONDENT_COUNSEL, Role.STAFF, Role.READER])
def test_nobody_else_of_a_government_lets_others_in(role: Role) -> None:
    other = signed_in((role, ELDER), name="Sam Staff")
    assert other.get("/respond/people/").status_code == 404
    assert other.post("/respond/people/new/", CLEO).status_code == 404


def test_no_link_is_made_for_an_account_that_holds_a_role_from_elsewhere(olive: Client) -> None:
    olive.post("/respond/people/new/", CLEO)
    cleo = User.objects.get(email=CLEO["email"])
    give(cleo, Role.ANALYST, "us/doj/ojp", first=today(), last=None, by="an admin")
    assert olive.get(f"/respond/people/{cleo.person}/link/").status_code == 404
