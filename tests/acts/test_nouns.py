"""Acts as adapters: each hands its fact to its noun's own decision, with the slices it needs, and both answers come back."""

from datetime import date

import pytest

from tests.acts.village import ELDER, JAN_24, MATTER, STOW, done, refused, request, told, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def test_programmes_and_awards() -> None:
    assert refused("note-programme", "programme:16.738", programme="16.738") == "programme.exists"
    published = {"programme": "16.738", "condition": "section-1373", "year": 2016}
    assert refused("publish-condition", "programme:16.738", **published) == "condition.exists"
    made = {"award": "A1", "programme": "16.738", "recipient": ELDER, "kind": "direct"}
    assert refused("make-award", "award:A1", **made) == "award.exists"
    unnamed = {**made, "award": "A2", "recipient": ""}
    assert refused("make-award", "award:A2", **unnamed) == "recipient.unknown"
    done("attach-condition", "award:A1", award="A1", condition="notice")
    done("remove-condition", "award:A1", award="A1", condition="notice")
    assert refused("remove-condition", "award:A1", award="A1", condition="notice")
    done("accept-award", "award:A1", award="A1")
    done("note-money", "award:A1", award="A1", kind="awarded", cents=100)
    assert refused("note-money", "award:A1", award="A1", kind="lost") == "money.kind"


def test_sources() -> None:
    done("note-source", "source:S1", source="S1")
    assert refused("note-source", "source:S1", source="S1") == "source.exists"
    done("record-statement", "source:S1", statement="T1")
    done("carry-statement", "source:S1", source="S1", statement="T1", form="whole")
    assert refused("carry-statement", "source:S1", source="S1", statement="T9", form="whole")
    done("report-value", "source:S1", report="V1")
    done("correct-report", "source:S1", report="V1")
    assert refused("correct-report", "source:S1", report="V9") == "report.unknown"


def test_reviews() -> None:
    room = "review:R1"
    opened = {"programme": "16.738", "condition": "section-1373"}
    other = {**opened, "review": "R2", "procedure": "of-our-own"}
    assert refused("open-review", "review:R2", **other) == "procedure.unknown"
    known = {**opened, "review": "R1", "procedure": "uniform-guidance-200"}
    assert refused("open-review", room, **known) == "review.exists"
    done("open-round", room, round="1")
    done("publish-criteria", room, version="1", compiled_by="Ann")
    done("list-respondent", room, respondent=STOW, criteria="1")
    assert refused("list-respondent", room, respondent=STOW) == "respondent.exists"
    done("record-authority", room, instrument="subpoena")
    done("note-event", room, event="E1")
    done("prefer-value", room, subject="count/letters")
    done("close-review", room)
    assert refused("close-review", room) == "review.closed"


def test_cases() -> None:
    done("file-case", "case:C1", case="C1", plaintiffs=(STOW,))
    done("file-case", "case:C2", case="C2")
    done("enter-order", "case:C1", case="C1", order="O1")
    read = {"effect": "O1.1", "order": "O1", "kind": "unknown"}
    assert refused("read-effect", "case:C2", **read) == "order.other-case"
    done("read-effect", "case:C1", **read)
    done("enter-order", "case:C2", case="C2", order="O2")
    change = {"change": "O2.a", "order": "O2", "kind": "lifts", "target": "O1.1"}
    since = {"covers": ("everyone",), "since": JAN_24}
    assert refused("change-order", "case:C1", **change, **since) == "order.other-case"
    assert refused("change-order", "case:C2", **{**change, "target": "O9.9"}) == "target.unknown"
    itself = {**change, "change": "O2.b", "target": "O2.b"}
    assert refused("change-order", "case:C2", **itself) == "order.circular"
    done("change-order", "case:C2", **change, **since)


def test_matters() -> None:
    assert refused("confirm-identity", MATTER, ids=("one",)) == "identity.one-id"
    assert refused("note-contact", MATTER, contact="clerk") == "contact.exists"
    assert refused("verify-contact", MATTER, contact="mayor") == "contact.unknown"
    assert refused("supersede-contact", MATTER, contact="mayor") == "contact.unknown"
    assert refused("override-fairness", MATTER, ground="") == "override.no-ground"
    assert refused("reopen-matter", MATTER) == "matter.not-ended"
    assert refused("settle-matter", MATTER, terms="a letter", case="C9") == "case.unknown"
    done("settle-matter", MATTER, terms="a letter", case=None)
    done("reopen-matter", MATTER)
    done("release-matter", MATTER)
    assert refused("open-matter", MATTER, matter="V1", review="R1", respondent=ELDER) == (
        "programme.unknown"
    )


def test_letters() -> None:
    request()
    assert refused("send-letter", MATTER, letter="L1", kind="receipt") == "letter.exists"
    for act in (
        "copy-letter",
        "attempt-service",
        "record-delivery",
        "record-receipt",
        "record-view",
        "record-bounce",
        "record-refusal",
        "record-misaddress",
        "report-non-receipt",
    ):
        assert refused(act, MATTER, letter="L9") == "letter.unknown"
        done(act, MATTER, letter="L1")


def test_clocks() -> None:
    for act in ("ask-extension", "grant-extension", "deny-extension", "toll-clock", "meet-clock"):
        assert refused(act, MATTER, clock="C9") == "clock.unknown"
    assert refused("state-due", MATTER, clock="C1", kind="tea") == "clock.kind"


def test_responses() -> None:
    done("receive-response", MATTER, response="A1", kind="partial")
    done("receive-production", MATTER, production="P1", response="A1")
    assert refused("receive-production", MATTER, production="P2", response="A9")
    done("claim-withholding", MATTER, withholding="W1", response="A1")
    done("challenge-withholding", MATTER, withholding="W1")
    done("rule-withholding", MATTER, withholding="W1")
    assert refused("rule-withholding", MATTER, withholding="W1") == "withholding.ruled"
    done("note-policy", MATTER, policy="ordinance")
    assert refused("note-policy", MATTER, policy="ordinance") == "policy.exists"
    assert refused("receive-response", MATTER, response="A2", letter="L9", kind="full")


def test_findings() -> None:
    found = {"item": "policies", "level": "absent", "evaluated_by": "Ann"}
    done("evaluate-item", MATTER, **found)
    assert refused("evaluate-item", MATTER, **{**found, "item": "other"}) == "item.unknown"
    assert refused("concur-evaluation", MATTER, item="policies", concurred_by="Ann")
    done("concur-evaluation", MATTER, item="policies", concurred_by="Bo")
    done("raise-concern", MATTER, concern="K1")
    assert refused("answer-concern", MATTER, concern="K9") == "concern.unknown"
    done("answer-concern", MATTER, concern="K1")
    assert refused("give-notice", MATTER, notice="N1", heard_by=JAN_24) == "notice.no-time"
    done("give-notice", MATTER, notice="N1", heard_by=date(2018, 3, 1))
    done("file-objection", MATTER, notice="N1")
    done("request-hearing", MATTER, notice="N1")
    assert refused("hold-hearing", MATTER, notice="N9") == "notice.unknown"
    history = told(brought_in=True)
    done("propose-determination", MATTER, envelope=history, determination="D1")
    done("withdraw-determination", MATTER, determination="D1")
    done("clear-matter", MATTER)
    assert refused("clear-matter", MATTER) == "clearance.exists"


def test_subpoenas() -> None:
    assert refused("threaten-subpoena", MATTER, letter="L9") == "letter.unknown"
    issued = {"subpoena": "S1", "trigger": "late", "issued_by": "Ann", "approved_by": "Bo"}
    assert refused("issue-subpoena", MATTER, **{**issued, "trigger": "boredom"})
    done("issue-subpoena", MATTER, envelope=told(brought_in=True), **issued)
    done("serve-subpoena", MATTER, subpoena="S1")
    assert refused("move-to-quash", MATTER, subpoena="S1", case="C1") == "case.unknown"
    done("file-case", "case:C1", case="C1")
    done("move-to-quash", MATTER, subpoena="S1", case="C1")
    done("seek-enforcement", MATTER, subpoena="S1", case="C1")
    done("return-subpoena", MATTER, subpoena="S1")
    assert refused("withdraw-subpoena", MATTER, subpoena="S1") == "subpoena.returned"


def test_remedies() -> None:
    done("impose-specific-conditions", MATTER, conditions="SC1")
    done("lift-specific-conditions", MATTER, conditions="SC1")
    assert refused("lift-specific-conditions", MATTER, conditions="SC1")
    done("find-cure-impossible", MATTER)
    proposed = {"remedy": "R1", "kind": "withhold-cash", "award": "A1", "cents": 100}
    assert refused("propose-remedy", MATTER, **{**proposed, "award": "A9"}) == "award.unknown"
    done("propose-remedy", MATTER, **proposed)
    imposed = {**proposed, "imposed_by": "Ann", "approved_by": "Bo"}
    assert refused("impose-remedy", MATTER, **{**imposed, "cents": 200}) == "remedy.not-as-proposed"
    done("impose-remedy", MATTER, envelope=told(brought_in=True), **imposed)
    done("lift-remedy", MATTER, remedy="R1")
    done("disallow-sum", MATTER, award="A1", cents=100)
    repaid = {"repayment": "P1", "award": "A1", "cents": 0, "required_by": "Ann"}
    assert refused("require-repayment", MATTER, **repaid, approved_by="Bo") == "repayment.sum"
    done("file-appeal", MATTER, appeal="X1")
    done("decide-appeal", MATTER, appeal="X1", outcome="affirmed")
    assert refused("decide-appeal", MATTER, appeal="X1", outcome="reversed") == "appeal.decided"
