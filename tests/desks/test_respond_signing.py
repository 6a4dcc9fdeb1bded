"""Certified and signed once: the whole answer on record in one sitting, its receipt, and everything to take away."""

import io
import zipfile

import pytest
from django.test import Client

from proviso.domain.facts.answers import (
    LetterAnswerCertified,
    LetterFileReceived,
    LetterItemAnswered,
)
from proviso.domain.facts.clocks import ClockMet
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.roles import Role
from proviso.outside import folders
from proviso.queries.receipts import check
from proviso.records import streams
from proviso.records.answer_drafts import draft_of
from tests.acts.village import ELDER, MATTER, done
from tests.desks.respondents import (
    ANSWER,
    AT,
    owner,
    reader,
    save,
    signature,
    staff,
    stranger,
    upload,
    waiting,
)
from tests.outside.handed import pdf
from tests.web.asking import words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
SIGN = f"{ANSWER}sign/"
RECEIPT = f"{AT}receipts/A1/"


@pytest.fixture(autouse=True)
def _prepared() -> None:
    """A letter waits, and staff have prepared a file for one item and words for the other."""
    waiting()
    upload(staff(), "Plan.pdf")
    save(staff(), "plan", "withheld", says="Notes of counsel.", basis="Attorney-client privilege")


def told(kind: type) -> list[object]:
    return [one.fact for one in streams.entries(MATTER) if isinstance(one.fact, kind)]


def signed() -> Client:
    client = owner()
    answer = client.post(SIGN, signature(client))
    assert answer.headers["Location"] == RECEIPT, answer.content.decode()[-3000:]
    return client


def test_the_whole_answer_is_recorded_under_the_account_that_signs() -> None:
    client = signed()
    (response,) = told(ResponseReceived)
    assert response.kind == "partial"  # type: ignore[attr-defined]
    assert response.summary == "2 of 2 items answered: 1 with documents, 1 withheld; 1 file."  # type: ignore[attr-defined]
    assert len(told(LetterItemAnswered)) == 2
    assert len(told(LetterFileReceived)) == len(told(ClockMet)) == 1
    (certified,) = told(LetterAnswerCertified)
    assert "true and complete" in certified.words  # type: ignore[attr-defined]
    by = {one.by for one in streams.entries(MATTER) if one.key.count(":")}
    assert by == {person(client)}
    assert draft_of(MATTER, "L1").typed == {}


def test_sent_twice_or_after_going_back_it_is_one_answer() -> None:
    client = owner()
    form = signature(client)
    for _ in range(3):
        assert client.post(SIGN, form).headers["Location"] == RECEIPT
    assert len(told(ResponseReceived)) == 1


def test_what_changed_since_it_was_shown_is_not_signed() -> None:
    client = owner()
    form = signature(client)
    upload(staff(), "More.pdf", pdf() + b"\n")
    answer = client.post(SIGN, form)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "has changed since your page was shown" in text
    assert "More.pdf" in text
    assert "Charter 4" in text
    assert told(ResponseReceived) == []


def test_what_is_saved_at_the_moment_of_signing_is_not_swallowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, kept = owner(), folders.kept
    form = signature(client)
    saved: list[int] = []

    def meanwhile(digest: str) -> bytes:
        if not saved:
            saved.append(save(staff(), "policies", "given", says="Saved at that moment."))
        return kept(digest)

    monkeypatch.setattr(folders, "kept", meanwhile)
    answer = client.post(SIGN, form)
    assert saved == [302]
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "has changed since your page was shown" in text
    assert "Saved at that moment." in text
    assert told(ResponseReceived) == []
    assert draft_of(MATTER, "L1").typed["policies"].says == "Saved at that moment."


def test_two_who_sign_the_same_draft_make_one_answer() -> None:
    first, second = owner(), signed_in((Role.OWNER, ELDER), name="Olga Owner")
    forms = signature(first), signature(second)
    assert first.post(SIGN, forms[0]).headers["Location"] == RECEIPT
    answer = second.post(SIGN, forms[1])
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "This answer is signed already" in text
    assert RECEIPT in text
    assert "Sign and send" not in text
    assert len(told(ResponseReceived)) == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "It is empty."),
        ("office", " ", "It is empty."),
        ("authority", "x" * 201, "more than 200"),
        ("agree", "", "It is not agreed to."),
    ],
)
def test_a_signature_that_lacks_something_is_not_taken(field: str, value: str, says: str) -> None:
    client = owner()
    answer = client.post(SIGN, {**signature(client), field: value})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert told(ResponseReceived) == []


def test_only_who_certifies_signs_and_with_a_fresh_proof_of_who_is_there() -> None:
    assert staff().get(SIGN).status_code == 404
    assert reader().get(SIGN).status_code == 404
    assert staff().post(SIGN, {"agree": "yes"}).status_code == 404
    stale = signed_in((Role.OWNER, ELDER), name="Olga Owner", proven=False)
    assert stale.get(SIGN).status_code == 302
    assert told(ResponseReceived) == []


def test_the_receipt_says_who_what_when_and_what_next() -> None:
    client = signed()
    text = words(client, RECEIPT)
    (file,) = told(LetterFileReceived)
    for said in (
        "Received: 2 of 2 items answered", "V1/A1", "UTC", "Otto Owner, Clerk", "Charter 4", "Withheld",
        "Attorney-client privilege", file.sha256, "What happens next", "is met",  # type: ignore[attr-defined]
    ):  # fmt: skip
        assert said in text
    assert words(reader(), RECEIPT)
    assert stranger().get(RECEIPT).status_code == 404
    assert client.get(f"{AT}receipts/A9/").status_code == 404


def test_the_receipt_is_paper_too_and_a_file_that_can_be_checked_elsewhere() -> None:
    client = signed()
    paper = client.get(f"{AT}receipts/A1.pdf")
    assert paper.content.startswith(b"%PDF-")
    raw = client.get(f"{AT}receipts/A1.receipt")
    assert raw.headers["Content-Disposition"] == 'attachment; filename="V1-A1.receipt"'
    (file,) = told(LetterFileReceived)
    given = client.get(f"{AT}files/{file.sha256}/").content  # type: ignore[attr-defined]
    found = check(raw.content, files={"Plan.pdf": given})
    assert found.problems == ()
    assert found.compared == ("Plan.pdf",)
    assert check(raw.content, files={"Plan.pdf": given + b"x"}).problems
    kinds = {one["kind"] for one in found.receipt.told["entries"]}  # type: ignore[union-attr]
    assert {"letter-item-answered", "letter-file-received", "letter-answer-certified"} <= kinds


def test_another_answer_to_the_same_letter_is_a_response_of_its_own() -> None:
    client = signed()
    save(client, "plan", "none-held")
    answer = client.post(SIGN, signature(client))
    assert answer.headers["Location"] == f"{AT}receipts/A2/"
    text = words(client, f"{AT}receipts/A2/")
    assert "1 of 2 items answered" in text
    assert "Not answered" in text
    assert "No file came with this answer" in text


def test_an_answer_that_came_by_post_has_a_page_without_a_signature() -> None:
    done("receive-response", MATTER, response="P1", letter="L1", kind="full", summary="By post.")
    text = words(owner(), f"{AT}receipts/P1/")
    assert "was not signed on this desk" in text
    assert "By post." in text


def test_everything_can_be_taken_away_and_nothing_of_others() -> None:
    client = signed()
    answer = client.get(f"{AT}everything.zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    names = packed.namelist()
    assert {"README.txt", "entries.json", "entries.csv", "answers/A1/receipt"} <= set(names)
    assert packed.read("answers/A1/files/Plan.pdf").startswith(b"%PDF")
    assert b"Notes of counsel" in packed.read("entries.json")
    assert b"verify-receipt" in packed.read("README.txt")
    assert check(packed.read("answers/A1/receipt")).holds
    assert stranger().get(f"{AT}everything.zip").status_code == 404


def test_what_is_said_of_an_item_and_what_files_are_called_is_not_public() -> None:
    signed()
    public = Client().get("/matters/V1/").content.decode()
    assert "2 of 2 items answered" in public
    for secret in ("Notes of counsel", "Plan.pdf", "Attorney-client"):
        assert secret not in public


def test_the_agency_reads_each_item_and_takes_each_file_and_others_do_not() -> None:
    owners = signed()
    ana = signed_in((Role.ANALYST, AGENCY))
    assert "Item by item, with its files" in words(ana, "/desk/matters/V1/")
    address = "/desk/matters/V1/answers/A1/"
    text = words(ana, address)
    for said in (
        "Notes of counsel.",
        "Plan.pdf",
        "Otto Owner, Clerk",
        "1 with documents, 1 withheld",
    ):
        assert said in text
    (file,) = told(LetterFileReceived)
    given = ana.get(f"{address}files/{file.sha256}/")  # type: ignore[attr-defined]
    assert given.content.startswith(b"%PDF")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert ana.get(f"{address}files/{'0' * 64}/").status_code == 404
    assert ana.get("/desk/matters/V1/answers/A9/").status_code == 404
    for client in (owners, stranger(), signed_in((Role.ANALYST, "us/other"), name="Other Analyst")):
        assert client.get(address).status_code == 404
