"""One matter on the agency's desk: what is next, every act as a way in or with why not, and who recorded what."""

import re
from html import unescape

import pytest
from django.test import Client

from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.domain.facts.clocks import ClockStarted, TollingEnded
from proviso.domain.permissions import RIGHTS, may_do
from proviso.domain.roles import ALLOWS, Role
from proviso.outside.clock import today
from proviso.web.desk.act_list import GROUPS
from proviso.web.forms.words import WORDS
from tests.acts.village import MATTER, done, last, village
from tests.desks.test_forms import carried, sent
from tests.desks.test_work import lately, letter
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db
HERE = "/desk/matters/V1/"
ACTS = [name for name, act in ALL.items() if act.room == "matter" and not act.opens]


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def test_every_act_of_a_matter_has_words_and_a_place() -> None:
    assert set(WORDS) == set(ACTS)
    assert {name for names in GROUPS.values() for name in names} == set(ACTS)
    for name, told in WORDS.items():
        fields = {one.name for one in fields_of(ALL[name].fact)} | {"on", "evidence", "note"}
        asks = told.asks
        assert {*asks.labels, *asks.hints, *asks.order, *asks.without} <= fields, name
        assert not told.do.endswith("."), name


@pytest.mark.parametrize("act", ACTS)
def test_every_form_opens_for_who_may_do_the_act_and_for_no_one_else(act: str) -> None:
    letter(due=10)
    address = f"{HERE}do/{act}/"
    for role in (Role.ANALYST, Role.APPROVER, Role.COUNSEL, Role.AUDITOR):
        client = signed_in((role, AGENCY), name=f"{role.value.capitalize()} Person")
        status = 200 if may_do(act, ALLOWS[role]) and role is not Role.AUDITOR else 404
        answer = client.get(address)
        assert answer.status_code == status, role
        if status == 200:
            text = answer.content.decode()
            assert f"<h1>{WORDS[act].do}</h1>" in unescape(text)
            assert text.count('name="form-key"') == 1


def test_what_is_open_is_a_way_in_and_what_is_not_says_why_and_who(ana: Client) -> None:
    text = source(ana, HERE)
    assert f'href="{HERE}do/note-matter/"' in text
    assert f'href="{HERE}do/record-bounce/"' not in text
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    assert "Record that it came back. No letter is on record." in said
    assert "Approve as the second person : an approver or counsel." in said
    assert "No determination is proposed." in said
    letter(due=10)
    assert f'href="{HERE}do/record-bounce/"' in source(ana, HERE)


def test_every_act_stands_there_once_in_some_state(ana: Client) -> None:
    letter(due=10)
    text = unescape(source(ana, HERE))
    for name in ACTS:
        assert WORDS[name].do in text, name


def test_an_auditor_reads_and_is_offered_nothing() -> None:
    text = words(signed_in((Role.AUDITOR, AGENCY), name="Ada Auditor"), HERE)
    assert "Your role reads and changes nothing" in text
    assert "History, and who recorded it" in text


def test_who_recorded_what_and_when(ana: Client) -> None:
    form = carried(ana, f"{HERE}do/note-matter/")
    sent(ana, f"{HERE}do/note-matter/", "record", form, text="Called the clerk.")
    text = words(ana, HERE)
    assert "recorded by Ana Analyst, " in text
    assert "recorded by Clara Clerk, 1 June 2018, 12:00 UTC" in text


def test_a_counted_date_is_explained_before_it_is_recorded(ana: Client) -> None:
    letter(due=None)
    address = f"{HERE}do/start-clock/"
    typed = {
        "kind": "cure",
        "runs_against": "agency",
        "trigger": "2026-03-02",
        "period": "10",
        "unit": "business-days",
        "rule": "business-days",
        "clock": "K1",
    }
    text = source(ana, address)
    assert "Suggested" in text
    assert '<option value="business-days"' in text
    form = carried(ana, address)
    status, check = sent(ana, address, "check", form, **typed)
    assert status == 200, re.findall(r"<h2.*?</p>", check)
    assert "Worked out from it" in check
    assert "16 March 2026" in check
    assert "that day itself is not counted" in check
    assert sent(ana, address, "record", form, **typed)[0] == 302
    assert isinstance(last().fact, ClockStarted)


def test_what_cannot_be_counted_is_said_at_the_rule(ana: Client) -> None:
    address = f"{HERE}do/start-clock/"
    typed = {"kind": "cure", "runs_against": "agency", "trigger": "2026-03-02", "period": "10"}
    form = carried(ana, address)
    more = {"unit": "calendar-days", "rule": "business-days", "clock": "K1"}
    status, text = sent(ana, address, "check", form, **typed, **more)
    assert status == 422
    assert 'href="#field-rule"' in text
    assert "cannot count calendar days" in text


def test_a_stopped_date_runs_again_on_the_day_that_follows(ana: Client) -> None:
    letter(due=30)
    done(
        "toll-clock",
        MATTER,
        envelope=lately(),
        clock="L1-due",
        since=today(),
        reason="Stayed.",
        authority="O1",
    )
    address = f"{HERE}do/end-tolling/"
    assert 'id="field-due"' not in source(ana, address)
    form = carried(ana, address)
    status, check = sent(ana, address, "check", form, clock="L1-due", ended=today().isoformat())
    assert status == 200, check[check.find("<h1") : check.find("<form")]
    assert "Worked out from it" in check
    assert sent(ana, address, "record", form, clock="L1-due", ended=today().isoformat())[0] == 302
    assert isinstance(last().fact, TollingEnded)


def test_what_is_left_empty_is_named_and_what_was_typed_is_kept(ana: Client) -> None:
    letter(due=10)
    address = f"{HERE}do/record-delivery/"
    form = carried(ana, address)
    status, text = sent(ana, address, "check", form, letter="L1", method="", proof="")
    assert status == 422
    assert 'href="#field-method"' in text
    assert 'href="#field-proof"' in text
    assert 'value="L1" selected' in text


def test_the_only_letter_is_chosen_and_the_address_may_choose(ana: Client) -> None:
    letter(due=10)
    assert 'value="L1" selected' in source(ana, f"{HERE}do/record-bounce/")
    letter("L2", due=20)
    assert 'value="L2" selected' in source(ana, f"{HERE}do/record-bounce/?letter=L2")
    assert 'value="L2" selected' not in source(ana, f"{HERE}do/record-bounce/")


def test_the_gates_grounds_stand_on_the_check_page(ana: Client) -> None:
    letter(due=10)
    address = f"{HERE}do/propose-determination/"
    form = carried(ana, address)
    status, text = sent(ana, address, "check", form, determination="D1", says="No records.")
    assert "What has to be true first" in text
    assert ("You cannot propose a determination today" in text) is (status == 422)


def test_the_list_finds_by_name_id_and_state(ana: Client) -> None:
    assert "1 matter fits" in words(ana, "/desk/matters/?name=elder")
    assert "1 matter fits" in words(ana, "/desk/matters/?name=v1&course=open")
    assert "No matter fits" in words(ana, "/desk/matters/?name=nowhere")
    assert "nowhere" in source(ana, "/desk/matters/?name=nowhere")
    assert "is not a choice" in words(ana, "/desk/matters/?stage=haste", status=400)
    done("release-matter", MATTER, envelope=lately(), why="Paid.")
    assert "1 matter fits" in words(ana, "/desk/matters/?course=ended")
    assert "1 matter fits" in words(ana, "/desk/matters/?stage=released")


def test_every_right_that_an_act_of_a_matter_needs_is_some_roles() -> None:
    for name in ACTS:
        assert any(ALLOWS[role] & RIGHTS[name] for role in Role), name
