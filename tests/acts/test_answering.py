"""A prepared answer is signed in one sitting: whole, once, with every file's bytes, or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.acts.answering import Names, Signature, Signed, kind_of_answer, sign, summary_of
from proviso.domain.facts.answers import LetterAnswerCertified, LetterFileReceived
from proviso.domain.facts.responses import ResponseReceived, WithholdingClaimed
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.records import answer_drafts, streams
from proviso.records.answer_drafts import Added, Draft, Typed, draft_of
from tests.acts.village import AT, JAN_24, MATTER, request, village

ASKED = ("policies", "plan")
NAMES = Names(response="A1", production="P1", withholdings=())
BY = Signature(
    by="u-1", name="Otto", office="Clerk", with_authority="Charter 4", words="True and whole.",
    on=JAN_24, at=AT, key="k" * 32,
)  # fmt: skip


def typed(item: str, answer: str, **more: str) -> Typed:
    basis = more.get("basis", "")
    return Typed(
        item=item, answer=answer, says="Words.", basis=basis, given_on=date(2018, 1, 2), by="u-1", at=AT
    )  # fmt: skip


def draft(*items: Typed) -> Draft:
    return Draft(typed={one.item: one for one in items}, files=())


@pytest.mark.parametrize(
    ("said", "kind", "summary"),
    [
        (("given", "already-given"), "full", "2 of 2 items answered: 1 with documents, 1 given before."),
        (("given", None), "partial", "1 of 2 items answered: 1 with documents."),
        (("none-held", "none-held"), "no-responsive-documents", "2 of 2 items answered: 2 none held."),
        (("objected", "objected"), "objection-only", "2 of 2 items answered: 2 objected."),
        (("given", "withheld"), "partial", "2 of 2 items answered: 1 with documents, 1 withheld."),
    ],
)  # fmt: skip
def test_what_sort_of_answer_it_is(said: tuple[str | None, ...], kind: str, summary: str) -> None:
    made = draft(*(typed(name, one) for name, one in zip(ASKED, said, strict=True) if one))
    assert kind_of_answer(made, ASKED) == kind
    assert summary_of(made, ASKED) == summary


@pytest.fixture
def prepared() -> Draft:
    """An answer with a file, prepared in a matter in which it was asked for."""
    village()
    request()
    item = replace(typed("policies", "given"), basis="Trade secrets, 5 U.S.C. 552(b)(4)")
    answer_drafts.keep_typed(MATTER, "L1", item)
    file = Added(
        id=0, item="policies", name="a.txt", size=4, sha256=folders.keep(b"text"), media="text/plain",
        by="u-1", at=AT,
    )  # fmt: skip
    answer_drafts.add_file(MATTER, "L1", file)
    return draft_of(MATTER, "L1")


KEPT = replace(NAMES, withholdings=("W1",))


@pytest.mark.django_db
def test_it_is_recorded_whole_and_once(prepared: Draft) -> None:
    assert sign("V1", "L1", prepared, asked=("policies",), names=KEPT, one=BY) == Signed(
        response="A1"
    )
    told = [type(one.fact) for one in streams.entries(MATTER)]
    for kind in (ResponseReceived, WithholdingClaimed, LetterFileReceived, LetterAnswerCertified):
        assert told.count(kind) == 1
    assert draft_of(MATTER, "L1") == Draft(typed={}, files=())
    again = sign("V1", "L1", prepared, asked=("policies",), names=KEPT, one=BY)
    assert again == Signed(response="A1", again=True)
    assert [type(one.fact) for one in streams.entries(MATTER)] == told


@pytest.mark.django_db
def test_an_answer_without_files_has_no_volume(prepared: Draft) -> None:
    answer_drafts.take_out(MATTER, "L1", prepared.files[0].id, by="u-1", at=AT)
    bare = draft_of(MATTER, "L1")
    assert bare == replace(prepared, files=())
    assert sign("V1", "L1", bare, asked=("policies",), names=KEPT, one=BY) == Signed(response="A1")
    assert not [one for one in streams.entries(MATTER) if hasattr(one.fact, "production")]


@pytest.mark.django_db
def test_one_refusal_and_nothing_is_recorded(prepared: Draft) -> None:
    before = streams.count()
    refused = sign(
        "V1", "L1", prepared, asked=("policies",), names=KEPT, one=replace(BY, office="")
    )
    assert isinstance(refused, Refusal)
    assert streams.count() == before
    assert draft_of(MATTER, "L1") == prepared


@pytest.mark.django_db
def test_what_was_saved_while_somebody_signs_is_not_swallowed(prepared: Draft) -> None:
    answer_drafts.keep_typed(MATTER, "L1", typed("plan", "none-held"))
    before = streams.count()
    refused = sign("V1", "L1", prepared, asked=ASKED, names=KEPT, one=BY)
    assert isinstance(refused, Refusal)
    assert refused.code == "answer.moved"
    assert "Somebody saved an item" in refused.reason
    assert streams.count() == before
    assert set(draft_of(MATTER, "L1").typed) == set(ASKED)


@pytest.mark.django_db
def test_two_people_do_not_sign_one_draft_into_two_responses(prepared: Draft) -> None:
    sign("V1", "L1", prepared, asked=ASKED, names=KEPT, one=BY)
    other = replace(NAMES, response="A2", production="P2", withholdings=("W2",))
    refused = sign(
        "V1", "L1", prepared, asked=ASKED, names=other, one=replace(BY, by="u-2", key="m" * 32)
    )
    assert isinstance(refused, Refusal)
    assert refused.code == "answer.moved"
    assert "signed this answer at the same moment, as response A1" in refused.reason
    told = [one.fact for one in streams.entries(MATTER) if isinstance(one.fact, ResponseReceived)]
    assert [one.response for one in told] == ["A1"]


@pytest.mark.django_db
def test_rows_that_came_after_what_was_signed_stay_a_draft(prepared: Draft) -> None:
    answer_drafts.keep_typed(MATTER, "L1", typed("plan", "none-held"))
    answer_drafts.add_file(MATTER, "L1", replace(prepared.files[0], name="later.txt"))
    answer_drafts.signed(MATTER, "L1", prepared, "A1")
    left = draft_of(MATTER, "L1")
    assert set(left.typed) == {"plan"}
    assert [one.name for one in left.files] == ["later.txt"]
    assert left.signed_as == "A1"


@pytest.mark.django_db
def test_no_file_is_recorded_whose_bytes_are_gone(prepared: Draft) -> None:
    lost = replace(prepared.files[0], sha256="0" * 64)
    refused = sign(
        "V1", "L1", replace(prepared, files=(lost,)), asked=("policies",), names=KEPT, one=BY
    )
    assert isinstance(refused, Refusal)
    assert refused.code == "file.not-kept"


@pytest.mark.django_db
def test_who_typed_what_is_kept_beside_it(prepared: Draft) -> None:
    (file,) = prepared.files
    assert answer_drafts.take_out(MATTER, "L1", file.id, by="u-2", at=AT) == "a.txt"
    assert answer_drafts.take_out(MATTER, "L1", file.id, by="u-2", at=AT) is None
    done = {(by, what) for _, by, _, what in answer_drafts.history_of(MATTER, "L1")}
    assert done == {("u-1", "wrote"), ("u-1", "added a.txt"), ("u-2", "took out a.txt")}
    assert draft_of(MATTER, "L1").files_of("policies") == ()
