"""Two people for what binds, on pages: one approves, another does it; whoever proposed cannot; declining approves nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from proviso.domain.facts.matters import ApprovalGiven, MatterNoted
from proviso.domain.roles import Role
from proviso.outside.clock import today
from proviso.records import streams
from tests.acts.village import ELDER, MATTER, done, last, village
from tests.desks.test_forms import carried, sent
from tests.desks.test_work import lately, letter
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
APPROVE = "/desk/matters/V1/approvals/issue-subpoena/approve/"
DECLINE = "/desk/matters/V1/approvals/issue-subpoena/decline/"
HERE = "/desk/matters/V1/approvals/issue-subpoena/"
SUBPOENA = "/desk/matters/V1/do/issue-subpoena/"
TOLD = {
    "subpoena": "S1",
    "authority": "34 U.S.C. 10225",
    "issuer": "The Director",
    "forum": "D. Marrovale",
    "trigger": "nothing-received",
}


@pytest.fixture(autouse=True)
def _due_for_a_subpoena() -> None:
    """A request that was delivered, its date passed, its officer verified lately."""
    village()
    letter(due=-2)
    done(
        "record-authority",
        "review:R1",
        instrument="subpoena",
        authority="34 U.S.C. 10225",
        issuer="The Director",
        forum="D. Marrovale",
    )


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


@pytest.fixture
def petra() -> Client:
    return signed_in((Role.APPROVER, AGENCY), name="Petra Second")


def issued(client: Client, **changed: Any) -> tuple[int, str]:
    form = carried(client, SUBPOENA)
    return sent(client, SUBPOENA, "record", form, **{**TOLD, **changed})


def test_an_approval_is_missing_until_a_second_person_gave_it_and_another_uses_it(
    ana: Client, petra: Client
) -> None:
    status, text = issued(ana)
    assert status == 422
    assert "You cannot issue a subpoena today" in text
    assert "No second person's approval is on record" in text
    assert "What has to be true first" in text
    assert "Bo Approver" not in words(ana, HERE)
    assert "address to Petra Second" in words(ana, HERE)
    form = carried(petra, APPROVE)
    status, check = sent(petra, APPROVE, "check", form)
    assert status == 200
    assert "34 U.S.C. 10225" in check, "what exactly is approved stands on the check page"
    assert sent(petra, APPROVE, "record", form)[0] == 302
    assert last().fact == ApprovalGiven(act="issue-subpoena", approved_by=person(petra))
    assert "Approved, not yet done" in words(ana, "/desk/approvals/")
    assert issued(ana)[0] == 302
    assert last().by == person(ana)
    assert issued(ana, subpoena="S2")[0] == 422, "one approval is for one doing"


def test_who_approved_does_not_do_it(petra: Client) -> None:
    assert sent(petra, APPROVE, "record", carried(petra, APPROVE))[0] == 302
    status, text = issued(petra)
    assert status == 422
    assert "You cannot issue a subpoena today" in text
    said = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert "This cannot be done now Petra Second" in said
    assert "person-" not in said, "people are told by name"


def test_one_person_with_both_roles_is_still_one_person() -> None:
    both = signed_in((Role.ANALYST, AGENCY), (Role.APPROVER, AGENCY), name="Bea Both")
    assert sent(both, APPROVE, "record", carried(both, APPROVE))[0] == 302
    before = streams.count()
    assert issued(both)[0] == 422
    counsel = signed_in((Role.COUNSEL, AGENCY), name="Bea Both")
    assert person(counsel) == person(both)
    assert issued(both)[0] == 422
    assert streams.count() == before


def test_an_approval_recorded_for_somebody_else_counts_for_neither(ana: Client) -> None:
    done(
        "approve",
        MATTER,
        envelope=lately(by=person(ana)),
        act="issue-subpoena",
        approved_by="Petra Second",
    )
    status, text = issued(ana)
    assert status == 422
    assert "two different people must" in text


def test_whoever_proposed_is_told_that_another_approves() -> None:
    both = signed_in((Role.ANALYST, AGENCY), (Role.APPROVER, AGENCY), name="Bea Both")
    done(
        "propose-determination",
        MATTER,
        envelope=lately(by=person(both), brought_in=True),
        determination="D1",
        says="No records.",
    )
    text = words(both, "/desk/matters/V1/approvals/determine/")
    assert "You proposed it, so you cannot be the second person" in text
    assert "Nobody else here holds a role that may" in text
    assert "The outcome (compliant or not) is not part of a proposal" in text
    assert "OutcomeNot stated" in text


def test_an_approval_of_a_repayment_shows_every_sum_that_can_be_asked_back(petra: Client) -> None:
    for cents, why in ((150_00, "No invoice."), (50_00, "Paid twice.")):
        done("disallow-sum", MATTER, envelope=lately(), award="A1", cents=cents, why=why)
    text = words(petra, "/desk/matters/V1/approvals/require-repayment/")
    assert "Sum, at most$200" in text
    assert "No invoice." in text
    assert "Paid twice." in text
    assert "never more" in text


def test_declining_is_a_remark_and_approves_nothing(ana: Client, petra: Client) -> None:
    form = carried(petra, DECLINE)
    status, text = sent(petra, DECLINE, "record", form, text="  ")
    assert status == 422
    assert 'href="#field-text"' in text
    assert sent(petra, DECLINE, "record", form, text="The log is missing.")[0] == 302
    fact = last().fact
    assert fact == MatterNoted(text="Approval declined: issue-subpoena. The log is missing.")
    assert "Petra Second declined it" in words(ana, HERE)
    assert "The log is missing." in words(ana, HERE)
    assert issued(ana)[0] == 422


def test_twice_sent_or_overtaken_it_is_approved_once(petra: Client) -> None:
    form = carried(petra, APPROVE)
    assert [sent(petra, APPROVE, "record", form)[0] for _ in range(2)] == [302, 302]
    given = [one for one in streams.entries(MATTER) if isinstance(one.fact, ApprovalGiven)]
    assert len(given) == 1
    stale = carried(petra, DECLINE)
    done("note-matter", MATTER, envelope=lately(), text="Something new.")
    status, text = sent(petra, DECLINE, "record", stale, text="No.")
    assert status == 409
    assert "1 entry was made meanwhile" in text


@pytest.mark.parametrize("address", [APPROVE, DECLINE])
def test_who_may_not_approve_finds_no_form(ana: Client, address: str) -> None:
    assert ana.get(address).status_code == 404
    assert ana.post(address, {}).status_code == 404
    owner = signed_in((Role.OWNER, ELDER), name="Otto Owner")
    assert owner.get(HERE).status_code == 404
    assert owner.get("/desk/approvals/").status_code == 404


def test_an_act_that_needs_no_second_person_has_no_page(petra: Client) -> None:
    assert petra.get("/desk/matters/V1/approvals/send-request/").status_code == 404
    assert petra.get("/desk/matters/V1/approvals/no-such-act/").status_code == 404


def test_a_stale_sign_in_is_asked_again_before_approving() -> None:
    stale = signed_in((Role.APPROVER, AGENCY), name="Petra Second", proven=False)
    assert "/desk/again/" in stale.get(APPROVE).headers["Location"]


def test_rounds_and_words_wait_with_who_made_them(ana: Client, petra: Client) -> None:
    done(
        "draft-words",
        "review:R1",
        envelope=lately(by=person(ana)),
        template="request",
        version="9",
        letter_kind="document-request",
        since=today(),
        until=None,
        sha256="a" * 64,
        written_by=person(ana),
    )
    assert "You wrote it, so another person approves" in words(ana, "/desk/approvals/")
    assert "Ana Analyst" in words(petra, "/desk/approvals/")
    assert source(petra, "/desk/approvals/").count("<h1>") == 1
