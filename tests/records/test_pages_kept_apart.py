"""Pages served as the role that row-level security binds: whole for whom they are, and nothing more where the door is forgotten."""

import re
from typing import Any

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.db.models import QuerySet
from django.test import Client
from pytest_django import Settings

from proviso.domain.roles import Role
from proviso.queries.door import Door
from proviso.queries.record import Record
from proviso.records import models
from tests.acts.two_agencies import OTHERS, OURS
from tests.acts.village import ELDER
from tests.records.tenants import OWNER, asked, connected
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.database
PUBLIC = (
    "/",
    "/reviews/",
    "/reviews/w-1/",
    "/reviews/w-1/roster/",
    "/reviews/w-1/roster.csv",
    "/reviews/w-1/roster.json",
    "/matters/W1/",
    "/matters/W3/",
    "/governments/",
    "/orders/",
    "/sources/",
    "/search/?q=elder",
    "/due/",
    "/may/",
    "/data/",
    "/verify/",
    "/corrections/",
)
NOTE = "/desk/matters/W1/do/note-matter/"


@pytest.fixture(autouse=True)
def _plain_names(settings: Settings) -> None:
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    path = f"{StaticFilesStorage.__module__}.{StaticFilesStorage.__name__}"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": path}}


@pytest.fixture
def ana(pages: None) -> Client:
    """An analyst of one of the two agencies."""
    return signed_in((Role.ANALYST, OURS))


def content(address: str) -> tuple[int, bytes]:
    answer: Any = Client().get(address)
    return answer.status_code, answer.getvalue()


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_that_anyone_may_read_is_the_same_as_over_the_owners_connection(
    pages: None, address: str
) -> None:
    apart = content(address)
    assert apart[0] == 200
    with connected(OWNER):
        assert apart == content(address)


def test_a_person_has_their_own_desk_and_acts_there(ana: Client) -> None:
    assert ana.get("/desk/matters/W1/").status_code == 200
    assert ana.get("/desk/matters/W3/").status_code == 404
    shown = ana.get(NOTE).content.decode()
    form = {
        name: re.findall(rf'name="{name}" value="([^"]*)"', shown)[0]
        for name in ("form-key", "form-seen")
    }
    for step, status in (("check", 200), ("record", 302)):
        answer = ana.post(NOTE, {**form, "text": "They called.", "form-step": step})
        assert answer.status_code == status
    assert "It is recorded." in ana.get("/desk/matters/W1/").content.decode()
    with connected(OWNER):
        assert asked("SELECT count(*) FROM records_checkpoint") == [(1,)]
        heads = len(asked("SELECT DISTINCT stream FROM records_entry"))
        assert models.Entry.objects.values("stream").distinct().count() == heads


def test_a_governments_people_see_their_matters_of_both_agencies(pages: None) -> None:
    elder = signed_in((Role.OWNER, ELDER), name="Olga Owner")
    door = Door(_actor(elder), on=_today())
    from proviso.records.rows import seen

    with seen(door.sight):
        assert {one.matter for one in door.record().matters} == {"V1", "W1", "W3"}
        assert {one.matter for one in Record().matters} == {"V1", "W1", "W3"}


class Stopped(Exception):
    """The page is left once it has asked."""


def _forgotten(door: Door, *_: object) -> QuerySet[models.Matter]:
    return models.Matter.objects.order_by("matter")


@pytest.mark.parametrize(("agency", "own"), [(OURS, {"W1", "W2"}), (OTHERS, {"W3", "W4"})])
def test_a_query_that_forgets_the_door_is_still_shown_nothing_foreign(
    pages: None, monkeypatch: pytest.MonkeyPatch, agency: str, own: set[str]
) -> None:
    """The control arm is the same forgetful query over the owner's connection: it must leak."""
    client = signed_in((Role.ANALYST, agency), name=f"{agency.title()[3:]} Analyst")
    found: list[set[str]] = []

    def forgetful(_: Door) -> Record:
        found.append({one.matter for one in Record().matters})
        found.append({one.partition(":")[2] for one in _streams()})
        raise Stopped

    monkeypatch.setattr(Door, "matters", _forgotten)
    monkeypatch.setattr(Door, "record", forgetful)
    with pytest.raises(Stopped):
        client.get(f"/desk/matters/{min(own)}/do/note-matter/")
    assert found == [own, own]
    found.clear()
    every = {"V1", "W1", "W2", "W3", "W4"}
    with connected(OWNER), pytest.raises(Stopped):
        client.get(f"/desk/matters/{min(own)}/do/note-matter/")
    assert found == [every, every]


def _streams() -> set[str]:
    rows = models.Entry.objects.filter(stream__startswith="matter:")
    return set(rows.values_list("stream", flat=True))


def _actor(client: Client) -> Any:
    from proviso.people.models import User
    from proviso.people.roles import actor_of

    return actor_of(User.objects.get(pk=client.session["_auth_user_id"]))


def _today() -> Any:
    from proviso.outside.clock import today

    return today()
