"""A form that does an act: asked, checked, recorded once; refused with its cure; never on what its reader has not seen."""

import re
from html import unescape

import pytest
from django.test import Client

from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.permissions import BINDS, RIGHTS, may_do
from proviso.domain.roles import ALLOWS, Right, Role
from proviso.queries.desks.offers import NEW
from proviso.records import streams
from tests.acts.village import ELDER, MATTER, done, last, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
NOTE = "/desk/matters/V1/do/note-matter/"


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


def carried(client: Client, address: str) -> dict[str, str]:
    """What the form carries unseen."""
    text = source(client, address)
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen")
    }


def sent(
    client: Client, address: str, step: str, form: dict[str, str], **typed: str
) -> tuple[int, str]:
    answer = client.post(address, {**form, **typed, "form-step": step})
    return answer.status_code, unescape(answer.content.decode())


def test_every_act_has_a_row_that_says_which_right_it_needs() -> None:
    assert set(RIGHTS) == set(ALL)
    assert set(BINDS) <= set(ALL)
    assert not may_do("no-such-act", frozenset(Right))


def test_what_an_act_names_anew_is_one_of_its_fields() -> None:
    for act, field in NEW.items():
        assert field in {one.name for one in fields_of(ALL[act].fact)}, act


@pytest.mark.parametrize("role", Role)
def test_no_role_alone_may_both_do_what_binds_and_approve_it(role: Role) -> None:
    held = ALLOWS[role]
    assert not (may_do("approve-round", held) and may_do("prepare-round", held))


def test_an_act_is_asked_checked_and_recorded_under_the_account(ana: Client) -> None:
    before, form = streams.count(), carried(ana, NOTE)
    status, text = sent(ana, NOTE, "check", form, text="The clerk\r\ncalled back.")
    assert status == 200
    assert "The clerk called back." in text
    assert streams.count() == before, "a check writes nothing"
    status, _ = sent(ana, NOTE, "record", form, text="The clerk called back.")
    assert status == 302
    assert last().fact == MatterNoted(text="The clerk called back.")
    assert last().by == person(ana)
    assert "It is recorded. Entry matter:V1#" in words(ana, "/desk/matters/V1/")


def test_sent_twice_it_is_recorded_once(ana: Client) -> None:
    form = carried(ana, NOTE)
    for _ in range(2):
        assert sent(ana, NOTE, "record", form, text="Once.")[0] == 302
    assert [one.fact for one in streams.entries(MATTER)].count(MatterNoted(text="Once.")) == 1
    assert "Nothing was recorded twice" in words(ana, "/desk/matters/V1/")


def test_one_key_is_not_used_for_two_acts(ana: Client) -> None:
    form = carried(ana, NOTE)
    sent(ana, NOTE, "record", form, text="The first.")
    status, text = sent(ana, NOTE, "record", form, text="Another, after going back.")
    assert status == 422
    assert "This form was recorded already, as matter:V1#" in text
    assert "Another, after going back." in text
    key, seen = (
        re.search(rf'name="{name}" value="([^"]*)"', text) for name in ("form-key", "form-seen")
    )
    assert key
    assert seen
    assert key[1] != form["form-key"]
    fresh = {"form-key": key[1], "form-seen": seen[1]}
    assert sent(ana, NOTE, "record", fresh, text="Another, after going back.")[0] == 302
    assert last().fact == MatterNoted(text="Another, after going back.")


@pytest.mark.parametrize("step", ["check", "record"])
def test_where_an_act_is_done_and_by_whom_is_never_typed(ana: Client, step: str) -> None:
    """A form of one's own matter, sent with another matter's name in it, stays with one's own."""
    done(
        "open-matter",
        "matter:V8",
        matter="V8",
        review="R1",
        respondent=ELDER,
        role="direct",
        programme="16.738",
        year=2016,
        award="A1",
        conditions=("section-1373",),
    )
    before, form = len(streams.entries("matter:V8")), carried(ana, NOTE)
    smuggled = {
        "matter": "V8",
        "review": "R9",
        "by": "person-other",
        "learned": "2001-01-01",
        "confidence": "high",
    }
    status, _ = sent(ana, NOTE, step, form, text="Mine.", **smuggled)
    assert status == (302 if step == "record" else 200)
    assert len(streams.entries("matter:V8")) == before
    if step == "record":
        assert last().fact == MatterNoted(text="Mine.")
        assert (last().by, last().confidence) == (person(ana), "unstated")
        assert last().learned.year > 2001


def test_an_approval_that_is_sent_twice_is_given_once_and_said_so() -> None:
    address = "/desk/matters/V1/do/approve/"
    bo = signed_in((Role.APPROVER, AGENCY), name="Bo Approver")
    form = carried(bo, address)
    for _ in range(2):
        assert sent(bo, address, "record", form, act="issue-subpoena")[0] == 302
    given = [
        one for one in streams.entries(MATTER) if getattr(one.fact, "act", "") == "issue-subpoena"
    ]
    assert len(given) == 1


def test_a_page_that_was_overtaken_says_by_what_and_keeps_what_was_typed(ana: Client) -> None:
    form = carried(ana, NOTE)
    done("note-matter", MATTER, text="Meanwhile.")
    status, text = sent(ana, NOTE, "record", form, text="On what I saw.")
    assert status == 409
    assert "1 entry was made meanwhile" in text
    assert "On what I saw." in text
    assert last().fact == MatterNoted(text="Meanwhile.")
    fresh = {"form-key": form["form-key"], "form-seen": str(last().number)}
    assert sent(ana, NOTE, "record", fresh, text="On what I saw.")[0] == 302


def test_a_field_that_cannot_be_used_is_named_with_what_was_typed(ana: Client) -> None:
    address = "/desk/matters/V1/do/meet-clock/"
    form = carried(ana, address)
    status, text = sent(ana, address, "check", form, clock="K1", met="soon")
    assert status == 422
    assert 'href="#field-met"' in text
    assert re.search(r"Found .?soon.?; expected a day such as 2018-01-24", text)
    assert 'value="soon"' in text


def test_a_refusal_gives_reason_cure_and_authority_and_records_nothing(ana: Client) -> None:
    address = "/desk/matters/V1/do/verify-contact/"
    before, form = streams.count(), carried(ana, address)
    status, text = sent(ana, address, "record", form, contact="nobody", how="telephone")
    assert status == 422
    assert "This cannot be done now" in text
    assert "What would change it" in text
    assert "Authority" in text
    assert streams.count() == before


def test_a_lost_key_and_a_forged_count_are_taken_for_a_new_form(ana: Client) -> None:
    status, _ = sent(ana, NOTE, "record", {"form-key": "x", "form-seen": "-1"}, text="Still.")
    assert status == 302
    assert last().fact == MatterNoted(text="Still.")


def test_the_only_one_of_a_sort_is_chosen_and_one_of_several_is_not(ana: Client) -> None:
    address = "/desk/matters/V1/do/verify-contact/"
    assert '<option value="clerk" selected' in source(ana, address)
    done("note-contact", MATTER, contact="mayor", office="Mayor", channel="letter")
    assert "selected" not in source(ana, address)


@pytest.mark.parametrize("act", ["determine", "approve", "open-matter", "no-such-act", "file-case"])
def test_what_a_role_may_not_do_is_not_there(ana: Client, act: str) -> None:
    status = 200 if may_do(act, ALLOWS[Role.ANALYST]) and act != "open-matter" else 404
    assert ana.get(f"/desk/matters/V1/do/{act}/").status_code in {status, 302}


def test_the_agencys_desk_is_not_the_respondents(ana: Client) -> None:
    owner = signed_in((Role.OWNER, ELDER), name="Otto Owner")
    for address in ("/desk/matters/V1/", NOTE, "/desk/matters/V1/do/ask-extension/"):
        assert owner.get(address).status_code == 404
    assert ana.get("/desk/matters/V9/").status_code == 404


def test_an_approval_asks_for_a_new_proof_of_who_is_there() -> None:
    address = "/desk/matters/V1/do/approve/"
    stale = signed_in((Role.APPROVER, AGENCY), name="Petra", proven=False)
    assert stale.get(address).status_code == 302
    fresh = signed_in((Role.APPROVER, AGENCY), name="Petra")
    form = carried(fresh, address)
    assert sent(fresh, address, "record", form, act="issue-subpoena")[0] == 302
    assert last().fact.approved_by == person(fresh)  # type: ignore[union-attr]
