"""What "End a role" cannot do, and to whom a link for a password goes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proviso.domain.roles import Role
from proviso.outside.clock import today
from proviso.outside.own_address import VARIABLE
from proviso.people.models import Change, Membership, User
from proviso.people.roles import give
from proviso.records import errand_rows
from tests.acts.village import ELDER, village
from tests.web.asking import words
from tests.web.signing_in import person, signed_in

pytestmark = pytest.mark.django_db
LAST = today() + timedelta(days=30)


@pytest.fixture(autouse=True)
def _village(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    village()


@pytest.fixture
def ada() -> Client:
    return signed_in((Role.ADMIN, ""), name="Ada Admin")


@pytest.fixture
def sam() -> User:
    user = User.objects.create_user("sam@town.example", "a password", name="Sam Staff")
    give(user, Role.STAFF, ELDER, first=date(2025, 1, 1), last=LAST, by="x")
    return user


LATER = [
    (f"{LAST + timedelta(days=1)}", "would not shorten that"),
    (f"{LAST}", "would not shorten that"),
    ("9999-12-31", "too far off to be meant"),
    ("0001-01-01", "too far off to be meant"),
    ("2025-02-01", "has passed"),
]


@pytest.mark.parametrize(("until", "said"), LATER)
@pytest.mark.parametrize("desk", ["agency", "owner"])
def test_an_ending_that_does_not_shorten_is_told_beside_its_field(
    ada: Client, sam: User, desk: str, until: str, said: str
) -> None:
    held = Membership.objects.get(user=sam)
    owner = signed_in((Role.OWNER, ELDER), name="Olive Owner")
    client, where = {
        "agency": (ada, f"/desk/people/{sam.person}/role/{held.pk}/end/"),
        "owner": (owner, f"/respond/people/{held.pk}/end/"),
    }[desk]
    answer = client.post(where, {"until": until})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    held.refresh_from_db()
    assert held.last == LAST
    assert not Change.objects.exists()


def test_a_role_that_is_over_is_not_revived_by_ending_it(ada: Client, sam: User) -> None:
    held = Membership.objects.get(user=sam)
    Membership.objects.filter(pk=held.pk).update(last=today() - timedelta(days=5))
    where = f"/desk/people/{sam.person}/role/{held.pk}/end/"
    assert b"It ended on" in ada.post(where, {"until": f"{LAST}"}).content
    held.refresh_from_db()
    assert held.last == today() - timedelta(days=5)


def test_an_admin_does_not_lengthen_a_role_of_their_own(ada: Client) -> None:
    signed_in((Role.ADMIN, ""), name="Bo Admin")
    held = Membership.objects.get(user__person=person(ada))
    where = f"/desk/people/{person(ada)}/role/{held.pk}/end/"
    assert b"a role of their own" in ada.post(where, {"until": f"{LAST}"}).content
    assert ada.post(where, {"until": f"{today()}"}).status_code == 302


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["show", "", "other"])
def test_where_mail_is_set_up_the_link_of_an_opened_account_is_shown_to_nobody(
    ada: Client, sam: User, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv(VARIABLE, "desk@agency.example")
    where = f"/desk/people/{sam.person}/link/"
    assert "Show it once" not in words(ada, where)
    answer = ada.post(where, {"how": how})
    assert answer.status_code == 422
    assert "goes to its own address" in answer.content.decode()
    assert "/sign-in/lost/" not in answer.content.decode()
    assert not Change.objects.exists()
    assert ada.post(where, {"how": "mail"}).status_code == 302
    assert [one.errand.to for one in errand_rows.every()] == ["sam@town.example"]
    assert Change.objects.get().says.endswith("the account had been opened before")


def test_an_account_opened_by_another_server_is_an_opened_one(
    ada: Client, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "desk@agency.example")
    sam.set_unusable_password()
    sam.last_login = "2026-01-01T00:00:00Z"
    sam.save()
    assert ada.post(f"/desk/people/{sam.person}/link/", {"how": "show"}).status_code == 422


@pytest.mark.parametrize("account", ["opened, no mail", "not opened"])
def test_where_no_mail_is_sent_or_nobody_has_opened_it_the_link_is_handed_over(
    ada: Client, sam: User, monkeypatch: pytest.MonkeyPatch, account: str
) -> None:
    if account == "not opened":
        monkeypatch.setenv(VARIABLE, "desk@agency.example")
        sam.set_unusable_password()
        sam.save()
    answer: Any = ada.post(f"/desk/people/{sam.person}/link/", {"how": "show"})
    assert answer.status_code == 200
    assert "/sign-in/lost/" in answer.content.decode()
