"""The two-person rule: who approves is not who does, whichever way round it is told."""

from datetime import date

import pytest

from proviso.acts.act import Told
from proviso.acts.two_people import why_not_alone
from proviso.domain.refusals import Refusal
from proviso.outside import rulebook
from proviso.records import streams
from tests.acts.village import MATTER, deed, do, done, refused, told, village

pytestmark = pytest.mark.django_db
DETERMINE = {"determination": "D1", "outcome": "violates", "made_by": "Ann", "approved_by": "Bo"}


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def by(name: str) -> Told:
    return told(by=name)


def approve(approved_by: str, recorded_by: str, act: str = "determine") -> None:
    done("approve", MATTER, envelope=by(recorded_by), act=act, approved_by=approved_by)


def determine(recorded_by: str, **changed: str) -> str:
    return refused("determine", MATTER, envelope=by(recorded_by), **{**DETERMINE, **changed})


def test_one_person_cannot_make_and_approve_a_determination() -> None:
    assert determine("Ann", approved_by="ann ") == "determination.one-person"


def test_who_records_the_act_is_not_its_approver() -> None:
    approve("Bo", "Bo")
    assert determine("Bo") == "approval.same-person"
    assert determine(" BO\u200b") == "approval.same-person"


def test_who_gave_the_approval_on_record_cannot_do_the_act() -> None:
    approve("Ann", "Ann")
    assert determine("Cy", approved_by="Ann", made_by="Cy") != "approval.same-person"
    assert determine("Ann", approved_by="Ann", made_by="Cy") == "approval.same-person"
    assert determine("Cy", approved_by="Cy", made_by="Ann") == "approval.same-person"


def test_who_recorded_the_approval_cannot_do_the_act_either() -> None:
    approve("Bo", "Ann")
    assert determine("Ann") == "approval.same-person"
    assert determine("Cy") == "approval.same-person"


def test_an_approval_by_another_person_than_the_one_named_does_not_count() -> None:
    approve("Dee", "Dee")
    assert determine("Ann") == "approval.other-person"


def test_an_independent_approval_passes_on_to_the_gate() -> None:
    approve("Bo", "Ann")
    approve("Bo", "Bo")
    outcome = do("determine", MATTER, envelope=by("Ann"), **DETERMINE)
    assert isinstance(outcome, Refusal)
    assert not outcome.code.startswith("approval.")


def test_without_any_approval_the_gate_says_that_it_is_missing() -> None:
    outcome = do("determine", MATTER, envelope=by("Ann"), **DETERMINE)
    assert isinstance(outcome, Refusal)
    assert "approval.missing" in outcome.reason


def test_an_act_that_one_person_may_do_asks_for_no_second() -> None:
    book, entries = rulebook.load(), streams.entries(MATTER)
    letter = deed("send-letter", MATTER, kind="document-request")
    assert why_not_alone(book, "send-request", letter, by("Ann"), entries) is None


def test_an_act_that_names_no_approver_rests_on_the_approval_on_record() -> None:
    approve("Ann", "Ann", act="propose-determination")
    book, entries = rulebook.load(), streams.entries(MATTER)
    proposal = deed("propose-determination", MATTER, determination="D1")
    assert why_not_alone(book, "determine", proposal, by("Ann"), entries) is None
    approve("Ann", "Ann")
    entries = streams.entries(MATTER)
    alone = why_not_alone(book, "determine", proposal, by("Ann"), entries)
    assert alone
    assert alone.code == "approval.same-person"
    assert why_not_alone(book, "determine", proposal, by("Bo"), entries) is None


def test_only_an_act_that_has_a_gate_can_be_approved() -> None:
    assert refused("approve", MATTER, act="dance", approved_by="Bo") == "approval.act"
    assert refused("approve", MATTER, act=" ", approved_by="Bo") == "approval.no-act"


def test_history_that_names_two_people_is_brought_in_whoever_records_it() -> None:
    history = told(by="Bo", brought_in=True)
    done("determine", MATTER, envelope=history, **DETERMINE)


WORDS = {"template": "ours", "version": "9", "letter_kind": "document-request"}


def test_one_person_does_not_record_both_who_wrote_words_and_who_approved_them() -> None:
    named = {**WORDS, "written_by": "Ada", "approved_by": "Bo"}
    for recorder in ("Ada", "Cy"):
        told_by = refused("approve-template", "review:R1", envelope=by(recorder), **named)
        assert told_by == "template.not-own"
    alone = {**named, "approved_by": "Ada"}
    assert refused("approve-template", "review:R1", envelope=by("Ada"), **alone) == (
        "template.one-person"
    )
    done("approve-template", "review:R1", envelope=by(" bo"), **named)


def test_history_of_approved_words_is_brought_in_whoever_records_it() -> None:
    named = {**WORDS, "written_by": "Ada", "approved_by": "Bo"}
    done("approve-template", "review:R1", envelope=told(by="Cy", brought_in=True), **named)


def test_an_approval_serves_once() -> None:
    approve("Bo", "Bo")
    history = told(by="Cy", brought_in=True)
    done("determine", MATTER, envelope=history, **DETERMINE)
    proposal = deed("propose-determination", MATTER, determination="D2")
    entries = streams.entries(MATTER)
    assert why_not_alone(rulebook.load(), "determine", proposal, by("Bo"), entries) is None


def proposed(name: str) -> None:
    envelope = told(by="Cy", brought_in=True)
    done("propose-determination", MATTER, envelope=envelope, determination=name)


def test_an_approval_is_of_what_stood_proposed() -> None:
    proposed("D0")
    approve("Bo", "Bo")
    proposed("D1")
    assert determine("Ann") == "approval.overtaken"
    approve("Dee", "Dee")
    assert determine("Ann") == "approval.other-person"
    approve("Bo", "Bo")
    assert not determine("Ann").startswith("approval.")


def test_a_proposal_told_for_an_earlier_day_does_not_slip_under_an_approval() -> None:
    sums = {"award": "A1", "cents": 100}
    done("disallow-sum", MATTER, **sums)
    given = told(by="Bo", on=date(2018, 1, 26))
    done("approve", MATTER, envelope=given, act="require-repayment", approved_by="Bo")
    done("disallow-sum", MATTER, envelope=told(on=date(2018, 1, 25)), **sums)
    code = refused(
        "require-repayment",
        MATTER,
        envelope=told(by="Ann", on=date(2018, 1, 27)),
        repayment="Y1",
        required_by="Ann",
        approved_by="Bo",
        award="A1",
        cents=200,
    )
    assert code == "approval.overtaken"
