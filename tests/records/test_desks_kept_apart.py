"""Every page of the desks where the database keeps people apart: answered as over the owner's connection, and no other agency's name in it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from proviso.domain.roles import Role
from proviso.web.urls import urlpatterns
from tests.acts.two_agencies import OURS
from tests.acts.village import ELDER
from tests.records.tenants import OWNER, PAGES, connected
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.database
# What each asking changes: a log of what was asked, a packed file with its moment, a challenge.
OWN_TIME = ("/desk/audit", "/desk/keys", "/respond/W1/everything.zip")
STAFF = (Role.ANALYST, Role.APPROVER, Role.COUNSEL, Role.AUDITOR)
OF_A_MATTER = {"name": "W1", "matter": "W1", "act": "note-matter", "letter": "L1", "review": "w-1"}
OF_A_REVIEW = {**OF_A_MATTER, "name": "w-1", "act": "open-round", "round": "Q1"}
CHANGING = re.compile(
    rb'name="(csrfmiddlewaretoken|form-key)" value="[^"]*"|hx-headers=\S+|\d\d:\d\d(:\d\d)?'
)


def addresses(prefix: str) -> set[str]:
    """Every address of these rooms that can be made for a matter or a review of ours."""
    found = set()
    for route in urlpatterns:
        if not str(route.pattern).startswith(prefix):
            continue
        for words in (OF_A_MATTER, OF_A_REVIEW):
            names = route.pattern.converters
            try:
                found.add(reverse(str(route.name), kwargs={one: words[one] for one in names}))
            except (KeyError, NoReverseMatch):
                continue
    return found


@pytest.fixture
def _plain_names(settings: Settings) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT.mkdir(exist_ok=True)


def told(client: Client, address: str) -> tuple[int, bytes]:
    answer: Any = client.get(address)
    return answer.status_code, CHANGING.sub(b"", answer.getvalue())


@pytest.mark.usefixtures("tenants", "_plain_names")
@pytest.mark.parametrize(
    ("prefix", "roles", "foreign"),
    [
        ("desk/", tuple((role, OURS) for role in STAFF), rb"\b(W3|W4|w-2)\b"),
        ("respond/", ((Role.OWNER, ELDER),), rb"\b(W2|W4)\b"),
    ],
)
def test_a_page_of_a_desk_is_answered_as_over_the_owners_connection(
    prefix: str, roles: tuple[tuple[Role, str], ...], foreign: bytes
) -> None:
    with connected(OWNER):
        client = signed_in(*roles, name=f"{prefix.title()[:4]} Person")
        whole = {address: told(client, address) for address in sorted(addresses(prefix))}
    assert sum(status == 200 for status, _ in whole.values()) > 3
    with connected(PAGES, guarded=True):
        apart = {address: told(client, address) for address in whole}
    assert {one: apart[one][0] for one in whole} == {one: whole[one][0] for one in whole}
    same = {one: text for one, (_, text) in apart.items() if not one.startswith(OWN_TIME)}
    shown = [one for one, text in same.items() if re.search(foreign, text)]
    assert shown == []
    differ = [one for one, text in same.items() if text != whole[one][1]]
    assert differ == []
