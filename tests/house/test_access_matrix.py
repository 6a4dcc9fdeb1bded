"""Route x role x relation: who sees a page, for whom it is not there, who is sent to sign in. A kind of page without a row fails.

The table below is told by hand and not read from domain/roles, so that a slip there is found here. A matter belongs to
one agency and one government; a role is held at that body (`own`) or at another (`other`).
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from proviso.domain.roles import GIVEN, Actor, Held, Right, Role
from proviso.people.models import User
from proviso.people.roles import give
from proviso.queries.door import Door
from proviso.web.signed_in import signed_in
from tests.acts.village import ELDER, STOW, village
from tests.house.layout import ROOT, SOURCE, imported_modules
from tests.house.route_rows import ROUTES

pytestmark = pytest.mark.django_db
AGENCY_ROLES = ("analyst", "approver", "counsel", "auditor")
SEES, NOT_THERE, SIGN_IN = "sees", "404", "sign-in"
FIRST = date(2020, 1, 1)
EVERYONE = frozenset(GIVEN)
# permission: the roles, held at the body of the matter, that see it. Any other is told it is not there.
AT_A_MATTER: dict[str, frozenset[str]] = {
    "see": frozenset(EVERYONE - {"admin"}),
    "see-audit": frozenset({"auditor"}),
    "acknowledge": frozenset({"respondent-owner", "respondent-counsel", "respondent-staff"}),
    "answer": frozenset({"respondent-owner", "respondent-counsel", "respondent-staff"}),
    "certify": frozenset({"respondent-owner"}),
    "delegate": frozenset({"respondent-owner"}),
    "prepare": frozenset({"analyst"}),
    "docket": frozenset({"counsel"}),
    "do": frozenset({"analyst", "approver"}),
    "approve": frozenset({"approver", "counsel"}),
    "keep-accounts": frozenset(),  # no matter is seen with it
}
# The same, held anywhere: for pages of no one matter, such as lists. They show what the door opens and nothing else.
ANYWHERE = {**AT_A_MATTER, "keep-accounts": frozenset({"admin"})}
BEARING = frozenset({"see", "acknowledge"})  # who bears a letter, in its matter alone
# permission: (nobody, someone without a role, each role)
WHOLE_SITE = {
    "public": (SEES, SEES, SEES),
    "entrance": (SEES, SEES, SEES),
    "signed-in": (SIGN_IN, SEES, SEES),
}
# Signed-in pages that answer some accounts with a way to another page: there is nothing there for them yet.
SENDS_ON = {
    "desk",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
NEEDS_ITS_OWN = {
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
ARGUMENTS = {"mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}
SIGNED_IN = sorted(name for name, row in ROUTES.items() if row[0] == "signed-in")


@pytest.fixture(autouse=True)
def _plain_and_quick(settings: Settings) -> None:
    """Files keep their names, and passwords cost nothing."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def one_matter(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """V1: a matter of Elder County in a review of us/doj/ojp."""
    with django_db_blocker.unblock(), transaction.atomic():
        village()
        yield
        transaction.set_rollback(True)


def person(role: str | None = None, body: str = "") -> User:
    user = User.objects.create_user("a@person.example", name="A person")
    if role:
        give(user, Role(role), body, first=FIRST, last=None, by="a test")
    return user


def body_of(role: str, *, own: bool) -> str:
    if role == "admin":
        return ""
    if role in AGENCY_ROLES:
        return "us/doj/ojp" if own else "us/other"
    return ELDER if own else STOW


def ask_matter(user: object, right: Right, name: str = "V1") -> str:
    """What a page of a matter, which asks for a right, answers."""

    @signed_in(right, matter="name")
    def view(_request: object, name: str) -> HttpResponse:
        return HttpResponse(name)

    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    try:
        return {200: SEES, 302: SIGN_IN}[view(request, name=name).status_code]
    except Http404:
        return NOT_THERE


def test_every_permission_that_a_route_asks_for_has_a_row() -> None:
    assert {permission for permission, _ in ROUTES.values()} <= {*WHOLE_SITE, *AT_A_MATTER}
    assert set(AT_A_MATTER) == {right.value for right in Right}


@pytest.mark.usefixtures("one_matter")
@pytest.mark.parametrize("role", [role.value for role in GIVEN])
@pytest.mark.parametrize("right", Right)
def test_a_matters_page_is_seen_with_the_right_role_at_the_right_body(
    role: str, right: Right
) -> None:
    expected = SEES if role in AT_A_MATTER[right.value] else NOT_THERE
    user = person(role, body_of(role, own=True))
    assert ask_matter(user, right) == expected
    assert ask_matter(user, right, "V9") == NOT_THERE, "no such matter"
    user.memberships.all().delete()
    assert ask_matter(user, right) == NOT_THERE, "the role was taken away"


@pytest.mark.usefixtures("one_matter")
@pytest.mark.parametrize("role", [role.value for role in GIVEN])
@pytest.mark.parametrize("right", Right)
def test_a_role_at_another_body_sees_no_matters_page(role: str, right: Right) -> None:
    assert ask_matter(person(role, body_of(role, own=False)), right) == NOT_THERE


@pytest.mark.usefixtures("one_matter")
@pytest.mark.parametrize("role", [None, *(role.value for role in GIVEN)])
@pytest.mark.parametrize("right", Right)
def test_a_page_of_no_one_matter_is_seen_with_the_right_role_at_some_body(
    role: str | None, right: Right
) -> None:
    @signed_in(right)
    def view(_request: object) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = person(role, body_of(role, own=False) if role else "")
    if role in ANYWHERE[right.value]:
        assert view(request).status_code == 200
        return
    with pytest.raises(Http404):
        view(request)


@pytest.mark.usefixtures("one_matter")
@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("matter", ["V1", "V9"])
def test_who_bears_a_letter_sees_its_matter_alone_and_acknowledges_there(
    right: Right, matter: str
) -> None:
    borne = Held(role=Role.BEARER, body=ELDER, first=FIRST, matter=matter, letter="L1")
    door = Door(Actor(id="bearer-x", name="A bearer", held=(borne,)), on=FIRST)
    seen = door.matter("V1", right)
    assert (seen is not None) == (matter == "V1" and right.value in BEARING)
    assert seen is None or seen.letter == "L1"


@pytest.mark.parametrize("route", SIGNED_IN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_sent_to_sign_in(client: Client, route: str, method: str) -> None:
    if method.upper() not in ROUTES[route][1]:
        return
    address = reverse(route, args=ARGUMENTS.get(route, []))
    answer = getattr(client, method)(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=/desk/")


@pytest.mark.parametrize("route", SIGNED_IN)
def test_own_pages_are_seen_in_every_role(client: Client, route: str) -> None:
    user = person()
    user.set_password("a password of a test")
    user.save()
    client.force_login(user, backend="proviso.web.accounts.SignIn")
    expected = (200, 302) if route in SENDS_ON else (200,)
    expected = (302, 404) if route in NEEDS_ITS_OWN else expected
    for role in (None, *(role.value for role in GIVEN)):
        user.memberships.all().delete()
        if role:
            give(user, Role(role), body_of(role, own=True), first=FIRST, last=None, by="a test")
        answer = client.get(reverse(route, args=ARGUMENTS.get(route, [])))
        assert answer.status_code in expected, role
        assert "/sign-in/" not in answer.headers.get("Location", ""), role
        assert answer.status_code != 200 or "no-store" in answer.headers["Cache-Control"], role


def test_signed_in_views_read_the_record_through_the_door_alone() -> None:
    rooms = ("views", "desk", "respond")
    for path in sorted(one for room in rooms for one in (SOURCE / "web" / room).rglob("*.py")):
        modules = imported_modules(path)
        if "proviso.web.signed_in" in modules:
            bad = modules & {"proviso.queries.record", "proviso.records.models"}
            assert not bad, f"{path.relative_to(ROOT)} imports {bad}: use request.door"
