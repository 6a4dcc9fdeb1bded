"""A whole matter run on pages by two people: from a letter to a remedy, an appeal and the end, each step through its form."""

import re
from datetime import timedelta
from html import escape

import pytest
from django.test import Client

from proviso.domain.course import State
from proviso.domain.roles import Role
from proviso.outside.clock import today
from proviso.queries.record import Record
from tests.acts.village import ELDER, done, village
from tests.desks.test_forms import carried, sent
from tests.desks.test_work import lately
from tests.web.asking import words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db
HERE = "/desk/matters/V1/"


def ago(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


def ahead(days: int) -> str:
    return ago(-days)


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def does(client: Client, act: str, **typed: str) -> None:
    """Fill in a form, check it and record it."""
    where = f"{HERE}do/{act}/"
    form = {**carried(client, where), **typed}
    checked = client.post(where, {**form, "form-step": "check"})
    text = checked.content.decode()
    assert checked.status_code == 200, (
        act,
        re.findall(r"Not met|Not known.*?</p>|<p>[^<]*</p>", text)[:60],
    )
    for name, value in typed.items():
        shown = "; ".join(value.splitlines())
        assert f'name="{name}" value="{escape(shown)}"' in text, (act, name)
    assert client.post(where, {**form, "form-step": "record"}).status_code == 302, act


def approves(client: Client, act: str) -> None:
    address = f"{HERE}approvals/{act}/approve/"
    form = carried(client, address)
    assert sent(client, address, "check", form)[0] == 200
    assert sent(client, address, "record", form)[0] == 302, act


def state() -> State:
    on = today()
    return Record().standing("V1", on=on, known=on).state


def refuses(client: Client, act: str, **typed: str) -> str:
    address = f"{HERE}do/{act}/"
    status, text = sent(client, address, "check", carried(client, address), **typed)
    assert status == 422, act
    return text


def contents() -> str:
    """What the review's procedure wants a notice to say, one on a line."""
    procedure = Record().book.procedure("byrne-jag-1373-2018", today())
    assert procedure
    return "\n".join(procedure.notice_contents)


def asked_and_answered(ana: Client) -> None:
    does(ana, "note-contact", office="County Counsel", name="Cora", channel="e-mail", address="cora@elder.example", contact="counsel")  # fmt: skip
    does(ana, "verify-contact", contact="counsel", how="By telephone with the clerk.")
    does(ana, "verify-contact", contact="clerk", how="By telephone with the clerk.")
    does(ana, "supersede-contact", contact="counsel", successor="clerk", why="One officer answers.")
    does(ana, "send-letter", on=ago(40), kind="document-request", addressee="Cleo, County Clerk", signed_by="Ann Sender", authority="2 CFR 200.337", items="policies", due=ago(5), template="request/1", letter="L1")  # fmt: skip
    assert state() is State.REQUESTED
    does(ana, "record-delivery", on=ago(38), letter="L1", method="post", proof="Receipt 7012")
    assert state() is State.SERVED
    does(
        ana,
        "ask-extension",
        on=ago(10),
        clock="L1-due",
        until=ahead(20),
        reason="A change of clerk.",
    )
    does(ana, "grant-extension", clock="L1-due", until=ahead(20))
    does(ana, "receive-response", letter="L1", kind="partial", signed_by="Cleo", with_authority="County ordinance 2", summary="Two policies of three.", response="A1")  # fmt: skip
    does(ana, "receive-production", response="A1", volume="1", documents="12", production="P1")
    does(ana, "claim-withholding", response="A1", covers="Three memoranda", basis="Attorney-client", withholding="W1")  # fmt: skip
    does(ana, "challenge-withholding", withholding="W1", why="No log was given.")


def heard_and_determined(ana: Client, petra: Client) -> None:
    does(ana, "evaluate-item", item="policies", level="absent", cites="Volume 1, page 2: none", missing="The third policy")  # fmt: skip
    does(petra, "concur-evaluation", item="policies")
    does(ana, "raise-concern", provision="Ordinance 4", limb="sharing", says="It may forbid sharing.", letter="L1", concern="CN1")  # fmt: skip
    does(ana, "answer-concern", concern="CN1", says="It does not, they say.")
    does(ana, "propose-determination", says="One policy was not handed over.", determination="D1")

    does(ana, "give-notice", on=ago(3), about="determination", contents=contents(), heard_by=ago(1), letter="L1", notice="N1")  # fmt: skip
    does(ana, "request-hearing", notice="N1")
    does(ana, "hold-hearing", notice="N1", before="Judge Hale")
    finding = {"determination": "D1", "outcome": "not-compliant", "says": "One policy is missing."}
    assert "No second person has approved it" in refuses(ana, "determine", **finding)
    approves(petra, "determine")
    assert "Approved, not yet done" in words(ana, "/desk/")
    does(ana, "determine", **finding)
    assert state() is State.DETERMINED


def remedied(ana: Client, ben: Client, petra: Client) -> None:
    does(ana, "impose-specific-conditions", nature="Quarterly reports", reason="One policy is missing.", action="Report each quarter.", until=ahead(90), reconsideration="Write to the Director.", conditions="SC1")  # fmt: skip
    does(ana, "find-cure-impossible", why="Reports cannot replace the policy.")
    does(ana, "propose-remedy", kind="withhold-cash", award="A1", cents="$1,200.00", since=ahead(1), until=ahead(60), remedy="R1")  # fmt: skip
    does(ana, "give-notice", on=ago(2), about="remedy", contents=contents(), heard_by=ago(1), letter="L1", notice="N2")  # fmt: skip
    approves(petra, "withhold-cash")
    assert "both" in refuses(petra, "impose-remedy", remedy="R1", kind="withhold-cash", award="A1", cents="1200.00")  # fmt: skip
    does(ben, "impose-remedy", remedy="R1", kind="withhold-cash", award="A1", cents="1200.00")
    assert state() is State.REMEDY


def appealed_and_ended(ana: Client) -> None:
    does(ana, "file-appeal", route="28 CFR part 18", against="R1", appeal="AP1")
    does(ana, "decide-appeal", appeal="AP1", outcome="affirmed", says="The remedy stands.")
    does(ana, "lift-remedy", remedy="R1", why="The policy came.")
    does(ana, "lift-specific-conditions", conditions="SC1", why="The policy came.")
    does(ana, "settle-matter", terms="The policy is kept in force for two years.")
    assert "Nothing waits in this matter today" in words(ana, HERE)
    does(ana, "reopen-matter", why="It was repealed.")
    does(ana, "note-matter", text="Taken up again.")


def test_a_matter_is_run_on_pages_from_its_first_letter_to_its_end() -> None:
    ana = signed_in((Role.ANALYST, AGENCY), name="Ana Analyst")
    ben = signed_in((Role.ANALYST, AGENCY), name="Ben Analyst")
    petra = signed_in((Role.APPROVER, AGENCY), name="Petra Second")
    asked_and_answered(ana)
    heard_and_determined(ana, petra)
    remedied(ana, ben, petra)
    appealed_and_ended(ana)


def test_a_subpoena_is_issued_served_and_answered_on_pages() -> None:
    ana = signed_in((Role.ANALYST, AGENCY), name="Ana Analyst")
    petra = signed_in((Role.APPROVER, AGENCY), name="Petra Second")
    counsel = signed_in((Role.COUNSEL, AGENCY), name="Cory Counsel")
    named = {"authority": "34 U.S.C. 10225", "issuer": "The Director", "forum": "D. Marrovale"}
    done("record-authority", "review:R1", envelope=lately(), instrument="subpoena", **named)
    done("file-case", "case:C1", envelope=lately(), case="C1", title="Elder v. Grants", plaintiffs=(ELDER,))  # fmt: skip
    does(ana, "verify-contact", contact="clerk", how="By telephone.")
    does(ana, "send-letter", on=ago(40), kind="document-request", addressee="Cleo, County Clerk", signed_by="Ann Sender", authority="2 CFR 200.337", items="policies", due=ago(5), template="request/1", letter="L1")  # fmt: skip
    does(ana, "record-receipt", on=ago(38), letter="L1", shown_by="A signature")
    does(ana, "threaten-subpoena", letter="L1", authority="34 U.S.C. 10225")
    approves(petra, "issue-subpoena")
    does(ana, "issue-subpoena", trigger="nothing-received", returnable=ahead(30), subpoena="S1", **named)  # fmt: skip
    assert state() is State.SUBPOENA
    does(
        ana,
        "serve-subpoena",
        subpoena="S1",
        method="personal service",
        proof="The marshal's return",
    )
    does(counsel, "move-to-quash", subpoena="S1", case="C1")
    does(counsel, "seek-enforcement", subpoena="S1", case="C1")
    does(ana, "return-subpoena", subpoena="S1")
    does(ana, "clear-matter", says="All was handed over.", published="https://grants.example/elder")
    assert state() is State.CLEARED
