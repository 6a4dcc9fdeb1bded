"""A sending or a message that waits for a person: seen at its own desk only, settled once, with what shows it on record."""

import re
from pathlib import Path

import pytest
from django.test import Client

from proviso.domain.errands import State
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.roles import Right, Role
from proviso.queries.desks.in_matter import Wait
from proviso.queries.desks.rows import Row
from proviso.records import models, streams
from proviso.web.desk import queue
from tests.acts.two_agencies import OTHERS, OURS, two_agencies
from tests.acts.village import ELDER
from tests.web.asking import source, words
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
WHY = "The carrier's receipt 7012."


@pytest.fixture(autouse=True)
def _agencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    two_agencies()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, OURS))


def sending(stream: str = "matter:W1", state: State = State.AMBIGUOUS) -> str:
    """The address of a matter's sending, which is now in that state."""
    models.Errand.objects.filter(stream=stream).update(state=state, why="The line was cut.")
    return f"/desk/sendings/{models.Errand.objects.get(stream=stream).number}/"


def mail(name: str) -> str:
    return f"/desk/mail/{name.encode().hex().ljust(64, '0')}/"


def test_a_sending_that_nobody_knows_of_is_settled_once_with_what_shows_it(ana: Client) -> None:
    address = sending()
    text = words(ana, "/desk/")
    assert "Find out whether L1 to" in text
    assert "Say what became of it" in text
    assert "The line was cut." in words(ana, address)
    answer = ana.post(address, {"said": "", "why": ""})
    assert answer.status_code == 422
    assert 'href="#field-said"' in answer.content.decode()
    assert 'href="#field-why"' in answer.content.decode()
    assert ana.post(address, {"said": "sent", "why": WHY}).status_code == 302
    entries = streams.entries("matter:W1")
    assert entries[-1].note == WHY
    assert ana.post(address, {"said": "not-sent", "why": WHY}).status_code == 302
    assert "settled already" in words(ana, "/desk/")
    assert streams.entries("matter:W1") == entries
    assert "It does not wait for a person" in words(ana, address)


def test_a_sending_that_failed_is_tried_again(ana: Client) -> None:
    address = sending(state=State.FAILED)
    assert "Try again" in words(ana, address)
    assert ana.post(address).status_code == 302
    assert models.Errand.objects.get(stream="matter:W1").state == State.OWED.value
    assert "It is tried again" in words(ana, "/desk/")


def test_a_sending_that_a_worker_carries_waits_for_nobody(ana: Client) -> None:
    address = sending(state=State.OWED)
    assert "It does not wait for a person" in words(ana, address)
    assert ana.post(address, {"said": "sent", "why": WHY}).status_code == 302


def test_a_message_is_settled_once_with_what_was_done(ana: Client) -> None:
    assert "Read the reply from clerk@elder.example about L1" in words(ana, "/desk/")
    assert "says W1" in words(ana, mail("W1"))
    assert ana.post(mail("W1"), {"why": " "}).status_code == 422
    assert ana.post(mail("W1"), {"why": "Answered by telephone."}).status_code == 302
    fact = streams.entries("matter:W1")[-1].fact
    assert isinstance(fact, MatterNoted)
    assert "Answered by telephone." in fact.text
    assert ana.post(mail("W1"), {"why": "Again."}).status_code == 302
    assert "settled already" in words(ana, "/desk/")
    assert "Settled by Ana Analyst" in words(ana, mail("W1"))


def test_others_sendings_and_mail_are_not_there(ana: Client) -> None:
    ours, others = sending(), sending("matter:W3")
    other = signed_in((Role.ANALYST, OTHERS), name="Otto")
    owner = signed_in((Role.OWNER, ELDER), name="Olive")
    auditor = signed_in((Role.AUDITOR, OURS), name="Ada Auditor")
    for client, addresses in (
        (ana, (others, mail("W3"), mail("nobody"), "/desk/sendings/999999/", "/desk/mail/abc/")),
        (other, (ours, mail("W1"))),
        (owner, (ours, mail("W1"))),
        (auditor, (ours, mail("W1"))),
    ):
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address, {"said": "sent", "why": WHY}).status_code == 404
    text = words(ana, "/desk/")
    assert "W3" not in text


def test_the_way_to_a_sending_is_shown_to_who_may_prepare_in_its_own_review() -> None:
    sending()
    both = signed_in((Role.APPROVER, OURS), (Role.ANALYST, OTHERS), name="Petra")
    text = words(both, "/desk/")
    assert "Find out whether L1 to" in text
    shown = re.findall(r'href="(/desk/sendings/[^"]*)"', source(both, "/desk/"))
    assert sending() not in shown
    assert both.get(sending()).status_code == 404


@pytest.mark.parametrize(("right", "links"), [(Right.PREPARE, 1), (Right.DO, 0)])
def test_a_round_is_offered_to_who_may_prepare_one(right: Right, links: int) -> None:
    wait = Wait(kind="reminder", about="R1", says="Many have not answered.", who="agency")
    row = Row(wait=wait, group="now", review="R1", matters=9)
    steps = queue._steps(row, frozenset({Right.SEE, right}))
    assert [one.words for one in steps] == ["Prepare a round"] * links
