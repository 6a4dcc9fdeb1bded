"""What a government's people see: their matters in one place, one matter as the agency sees it, and single acts. Nobody else's."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.answers import ReplyFiled
from proviso.domain.facts.clocks import ExtensionAsked
from proviso.domain.facts.letters import LetterReceived
from proviso.domain.roles import Right, Role
from proviso.outside.clock import now
from proviso.people.bearers import Begun, Borne, begin, confirm
from proviso.records import streams
from proviso.web.bearing import BORNE
from proviso.web.respond.acts import WAYS
from tests.acts.village import ELDER, MATTER, STOW, done, last, matter, told
from tests.desks.respondents import (
    ANSWER,
    AT,
    carried,
    owner,
    reader,
    save,
    sent,
    staff,
    stranger,
    waiting,
)
from tests.web.asking import words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _waiting() -> None:
    waiting()


def test_the_list_says_what_is_asked_by_when_and_who_acts_next() -> None:
    text = words(owner(), "/respond/")
    assert "One matter waits for you" in text
    assert "A plan for each finding" in text
    assert "Answer letter L1." in text
    assert "days left" in text
    assert "Why this date" in text
    assert "2 CFR 200.337" in text
    assert "A1, programme 16.738" in text


def test_a_counsel_sees_all_clients_and_a_stranger_none_of_them() -> None:
    both = signed_in(
        (Role.RESPONDENT_COUNSEL, ELDER), (Role.RESPONDENT_COUNSEL, STOW), name="Cora Counsel"
    )
    assert "Elder" in words(both, "/respond/")
    assert "No matter is open to you" in words(stranger(), "/respond/")


def test_an_agencys_role_is_no_way_onto_this_desk() -> None:
    ana = signed_in((Role.ANALYST, AGENCY))
    assert "No matter is open to you" in words(ana, "/respond/")
    for address in (AT, f"{AT}dates.ics", f"{AT}everything.zip", ANSWER):
        assert ana.get(address).status_code == 404


def test_one_matter_shows_the_same_reasons_as_everyone_sees() -> None:
    text = words(owner(), AT)
    assert "0 of 2 items answered" in text
    assert "What the agency may do next, and why" in text
    public = words(Client(), "/matters/V1/")
    grounds = [line for line in public.split(". ") if "second person" in line]
    assert grounds
    assert all(line in text for line in grounds[:3])
    assert "See exactly what the agency and everyone sees" in text


@pytest.mark.parametrize(
    "page",
    ["", "dates.ics", "everything.zip", "answer/L1/", "answer/L1/check/", "answer/L1/sign/",
     "ask/ask-extension/", "do/file-appeal/", "receipts/A1/", "files/" + "0" * 64 + "/"],
)  # fmt: skip
def test_another_governments_matter_is_not_there(page: str) -> None:
    assert stranger().get(AT + page).status_code == 404
    assert stranger().get(f"/respond/V9/{page}").status_code == 404


@pytest.mark.parametrize("page", ["answer/L1/", "answer/L1/check/", "ask/ask-extension/"])
def test_a_reader_reads_and_changes_nothing(page: str) -> None:
    text = words(reader(), AT)
    assert "You read this matter" in text
    assert "Ask for more time Add" not in text or "Answer item by item" not in text
    assert reader().get(AT + page).status_code == 404


def test_the_calendar_holds_the_date() -> None:
    answer = owner().get(f"{AT}dates.ics")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"BEGIN:VEVENT" in answer.content


def test_a_letter_is_acknowledged_by_the_account() -> None:
    client, address = staff(), f"{AT}ask/record-receipt/"
    status, _ = sent(client, address, "record", carried(client, address), letter="L1")
    assert status == 302
    fact = last().fact
    assert isinstance(fact, LetterReceived)
    assert "Stella Staff" in fact.shown_by


def test_more_time_is_asked_for_on_an_own_date_only() -> None:
    client, address = staff(), f"{AT}ask/ask-extension/"
    clock = next(iter(streams_clock()))
    form = carried(client, f"{address}?clock={clock}")
    status, _ = sent(
        client, address, "record", form, clock=clock, until="2099-01-04", reason="Staff is away"
    )
    assert status == 302
    assert any(isinstance(one.fact, ExtensionAsked) for one in streams.entries(MATTER))
    assert "More time was asked for" in words(client, AT)
    done("state-due", MATTER, clock="K9", kind="management-decision", runs_against="agency")
    assert sent(client, address, "check", form, clock="K9", until="2099-01-04")[0] == 404


def streams_clock() -> list[str]:
    told = (getattr(one.fact, "clock", None) for one in streams.entries(MATTER))
    return [one for one in told if one]


@pytest.mark.parametrize("act", ["determine", "note-contact", "record-receipt", "no-such-act"])
def test_acts_that_are_not_of_this_desk_are_not_there(act: str) -> None:
    assert owner().get(f"{AT}do/{act}/").status_code == 404
    assert owner().get(f"{AT}ask/file-appeal/").status_code == 404


def test_a_reply_stands_beside_the_claim_on_the_public_page() -> None:
    done("raise-concern", MATTER, concern="CN1", says="The plan may lack a date.", letter=None)
    client, address = staff(), f"{AT}reply/concern/CN1/"
    status, _ = sent(
        client, address, "record", carried(client, address), says="The plan has dates."
    )
    assert status == 302
    fact = last().fact
    assert isinstance(fact, ReplyFiled)
    assert (fact.to, fact.about, fact.signed_by) == ("concern", "CN1", "Stella Staff")
    public = words(Client(), "/matters/V1/")
    assert "The plan has dates." in public
    assert client.get(f"{AT}reply/weather/x/").status_code == 404
    assert reader().get(address).status_code == 404


@pytest.mark.parametrize("address", ["concern/CN9", "entry/matter:V1%23999", "report/RP1"])
def test_a_reply_to_what_does_not_stand_on_the_page_is_not_there(address: str) -> None:
    assert staff().get(f"{AT}reply/{address}/").status_code == 404
    assert "The agency sent letter L1" in words(staff(), f"{AT}reply/entry/matter:V1%23{LETTER}/")


LETTER = 5  # the number of the entry by which the letter was sent


def test_each_act_of_this_desk_has_a_form_and_names_what_it_is_about() -> None:
    done("receive-response", MATTER, response="A1", letter="L1", kind="partial")
    done("raise-concern", MATTER, concern="CN1", letter=None)
    done("give-notice", MATTER, notice="N1", about="a finding", contents=("facts",))
    text = words(owner(), AT)
    for act, way in WAYS.items():
        address = f"{AT}{'ask' if way.right is Right.ACKNOWLEDGE else 'do'}/{act}/"
        assert way.title in words(owner(), address)
        if act not in {"file-appeal", "ask-extension"}:
            assert way.title in text
    assert "N1, of a finding" in words(owner(), f"{AT}do/file-objection/")


def test_who_bears_a_letter_acknowledges_it_and_sees_nothing_that_is_prepared() -> None:
    save(staff(), "plan", "objected", says="Beyond what the award allows.")
    client = bearer("L1")
    text = words(client, AT)
    assert "A plan for each finding" in text
    assert "Beyond what" not in text
    assert "In preparation" not in text
    for page in ("answer/L1/", "everything.zip", "do/file-appeal/"):
        assert client.get(AT + page).status_code in {302, 404}
    address = f"{AT}ask/record-receipt/"
    form = carried(client, address)
    assert sent(client, address, "record", form, letter="L1")[0] == 302
    assert sent(client, address, "record", form, letter="L2")[0] == 404


def bearer(letter: str) -> Client:
    """A browser in which that letter is borne."""
    borne = Borne(matter="V1", letter=letter, respondent=ELDER, address="clerk@elder.example")
    begun = begin(borne, place="here", at=now())
    assert isinstance(begun, Begun)
    confirm(begun.person, begun.code, at=now())
    client = Client()
    session = client.session
    session[BORNE] = begun.person
    session.save()
    return client


def test_a_longer_list_asks_the_database_no_more_often() -> None:
    client, counted = owner(), []
    for names in ((), ("V2", "V3", "V4", "V5")):
        for name in names:
            matter(name)
        client.get("/respond/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/respond/").status_code == 200
        counted.append(len(asked))
    assert counted[1] <= counted[0]


def test_a_date_that_passed_is_said_while_it_runs_and_an_answer_still_comes_in() -> None:
    on = date(2018, 1, 26)
    for clock in streams_clock():
        done("meet-clock", MATTER, envelope=told(on=on, learned=on), clock=clock, met=on)
    late = {"clock": "K7", "kind": "request-due", "runs_against": "respondent", "letter": "L1"}
    done("state-due", MATTER, envelope=told(on=on, learned=on), **late, due=date(2018, 2, 1))
    text = words(owner(), AT)
    assert "It passed, and what was due is not on record. You can still answer." in text
    assert "The day was 1 February 2018." in words(owner(), "/respond/")
