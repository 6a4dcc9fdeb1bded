"""The words of letters on the desk: shown as the letter they make, checked, drafted once, approved by another person who proved who they are."""

import re
from html import unescape

import pytest
from django.test import Client

from proviso.domain.facts.reviews import TemplateApproved, WordsDrafted
from proviso.domain.reviews import CLAUSE
from proviso.domain.roles import Role
from proviso.letters.library import load
from proviso.letters.own_words import read_words
from proviso.outside.clock import today
from proviso.queries.desks.templates import Specimen, owners, specimen, text_of
from proviso.queries.record import Record
from proviso.records import streams
from tests.acts.village import ELDER, last, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db
LIST = "/desk/templates/?review=R1"
ONE = "/desk/templates/R1/document-request/document_request/1/"
EDIT = f"{ONE}edit/"
NEW = "/desk/templates/R1/new/"
DRAFTED = "/desk/templates/R1/document-request/document_request/2/"


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.fixture
def ana() -> Client:
    return signed_in((Role.ANALYST, AGENCY))


@pytest.fixture
def petra() -> Client:
    return signed_in((Role.APPROVER, AGENCY), name="Petra Prover")


def form(client: Client, address: str) -> dict[str, str]:
    """The editor's form as it is first shown."""
    text = source(client, address)
    carried = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen")
    }
    area = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    return {**carried, **({"text": unescape(area[1])} if area else {})}


def sent(client: Client, address: str, step: str, fields: dict[str, str]) -> tuple[int, str]:
    answer = client.post(address, {**fields, "form-step": step})
    text = re.sub(r"<[^>]+>", "", answer.content.decode())
    return answer.status_code, " ".join(unescape(text).split())


def drafted(client: Client) -> None:
    assert sent(client, EDIT, "record", form(client, EDIT))[0] == 302


@pytest.mark.parametrize("owner", [*load().kinds, *load().clauses])
def test_of_all_packaged_words_a_specimen_can_be_made_that_says_what_is_required(
    owner: str,
) -> None:
    review = Record().review("R1", known=today())
    for one in owners(review, on=today()):
        for line in one.versions if owner in {one.kind, one.template} else ():
            text = text_of(review, line.key)
            assert isinstance(text, str)
            found = specimen(read_words(text, name="x"), on=today())  # type: ignore[arg-type]
            assert isinstance(found, Specimen)
            assert found.refusal is None
            assert found.content is not None
            assert all(each.said for each in found.needed)


def test_what_is_in_force_and_what_is_not_approved_is_listed(ana: Client) -> None:
    text = words(ana, LIST)
    assert "Document request Version 1 of Document request Not approved" in text
    assert "Records are to be kept while the matter is open" in text
    assert "In force" in text


def test_one_version_shows_its_words_its_letter_and_its_pdf(ana: Client) -> None:
    text = words(ana, ONE)
    assert "Letters can be made from these words." in text
    assert "Specimen: these words, with invented values. Not a letter." in text
    assert source(ana, ONE).count("<h1") == 1
    answer = ana.get(f"{ONE}?as=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_editor_begins_with_a_version_and_a_day_of_its_own(ana: Client) -> None:
    text = form(ana, EDIT)["text"]
    assert "version: 2\n" in text
    assert f"since: {today()}\n" in text
    assert "about: Written by Ana Analyst.\n" in text


def test_a_preview_shows_letter_and_differences_and_writes_nothing(ana: Client) -> None:
    drafted(ana)
    approve(signed_in((Role.APPROVER, AGENCY), name="Petra Prover"))
    fields, count = form(ana, EDIT), streams.count()
    fields["text"] = fields["text"].replace("version: 2", "version: 3") + "\nAnother paragraph.\n"
    for step in ("look", "preview", "check"):
        status, text = sent(ana, EDIT, step, fields)
        assert status == 200
        assert "Letters can be made from these words." in text
        assert "Another paragraph." in text
    answer = ana.post(EDIT, {**fields, "form-step": "look"}).content.decode()
    assert "<ins>Another paragraph.</ins>" in answer
    pdf = ana.post(EDIT, {**fields, "form-step": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    assert streams.count() == count


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("{award}", "the award", "award"),
        ("{award}", "{awrad}", "awrad"),
        ("---", "--", "no line ---"),
        ("since: ", "since: x", "which is no day"),
    ],
)
def test_words_that_make_no_letter_say_where_and_keep_what_was_typed(
    ana: Client, was: str, becomes: str, told: str
) -> None:
    fields, count = form(ana, EDIT), streams.count()
    fields["text"] = fields["text"].replace(was, becomes)
    for step in ("check", "record"):
        status, text = sent(ana, EDIT, step, fields)
        assert status == 422
        assert told in text
        assert "No letter can be made from these words yet." in text
    kept = unescape(ana.post(EDIT, {**fields, "form-step": "check"}).content.decode())
    assert fields["text"].strip() in kept.replace("\r\n", "\n")
    assert streams.count() == count


def test_sent_twice_the_draft_is_recorded_once(ana: Client) -> None:
    fields, count = form(ana, EDIT), streams.count()
    assert sent(ana, EDIT, "record", fields)[0] == 302
    assert sent(ana, EDIT, "record", fields)[0] == 302
    assert streams.count() == count + 1
    fact = last("review:R1").fact
    assert isinstance(fact, WordsDrafted)
    assert (fact.version, fact.written_by) == ("2", person(ana))
    assert "1 version waits for a second person" in words(ana, LIST)


def test_a_version_that_is_there_is_not_written_again(ana: Client) -> None:
    drafted(ana)
    fields = form(ana, EDIT)
    fields["text"] = fields["text"].replace("version: 3", "version: 2")
    status, text = sent(ana, EDIT, "record", fields)
    assert status == 422
    assert "This cannot be done now" in text


def test_a_stock_reason_is_written_and_holds_once_approved(ana: Client, petra: Client) -> None:
    fields = form(ana, NEW)
    assert sent(ana, NEW, "record", fields)[0] == 302
    address = f"/desk/templates/R1/{CLAUSE}/name_of_the_clause/1/"
    assert "Waits for approval" in words(ana, address)
    approve(petra, address)
    assert "In force" in words(ana, address)


def approve(client: Client, address: str = DRAFTED) -> None:
    fields = form(client, f"{address}approve/")
    assert client.post(f"{address}approve/", fields).status_code == 302


def test_another_person_approves_and_letters_are_made_from_them(ana: Client, petra: Client) -> None:
    drafted(ana)
    assert "Read and approve" in words(petra, DRAFTED)
    count = streams.count()
    fields = form(petra, f"{DRAFTED}approve/")
    for _ in range(2):
        petra.post(f"{DRAFTED}approve/", fields)
    assert streams.count() == count + 1
    fact = last("review:R1").fact
    assert isinstance(fact, TemplateApproved)
    assert (fact.approved_by, fact.written_by) == (person(petra), person(ana))
    assert "In force" in words(ana, DRAFTED)


def test_the_author_cannot_approve() -> None:
    both = signed_in((Role.ANALYST, AGENCY), (Role.APPROVER, AGENCY), name="Bea Both")
    drafted(both)
    text = words(both, DRAFTED)
    assert "You wrote these words. Another person approves them." in text
    assert "Read and approve" not in text
    count = streams.count()
    status, text = sent(both, f"{DRAFTED}approve/", "", {"form-key": "0" * 32, "form-seen": "0"})
    assert status == 422
    assert "wrote and approved the template" in text
    assert streams.count() == count


def test_an_approval_asks_for_a_new_proof_of_who_is_there(ana: Client) -> None:
    drafted(ana)
    stale = signed_in((Role.APPROVER, AGENCY), name="Petra Prover", proven=False)
    answer = stale.get(f"{DRAFTED}approve/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/desk/again/")


@pytest.mark.parametrize(
    ("role", "body", "there"),
    [
        (Role.ANALYST, AGENCY, {LIST, ONE, EDIT, NEW}),
        (Role.APPROVER, AGENCY, {LIST, ONE, f"{ONE}approve/"}),
        (Role.COUNSEL, AGENCY, {LIST, ONE, f"{ONE}approve/"}),
        (Role.AUDITOR, AGENCY, {LIST, ONE}),
        (Role.OWNER, ELDER, set()),
        (Role.ANALYST, "zz/other", set()),
        (Role.APPROVER, "zz/other", set()),
    ],
)
def test_each_role_sees_what_it_may_do_and_no_more(role: Role, body: str, there: set[str]) -> None:
    client = signed_in((role, body), name="Otto Other")
    for address in (LIST, ONE, EDIT, NEW, f"{ONE}approve/"):
        wanted = 200 if address in there else 404
        assert client.get(address).status_code == wanted, address


def test_what_is_typed_into_words_is_never_taken_for_markup(ana: Client) -> None:
    fields = form(ana, EDIT)
    fields["text"] += "\nA <script>alert(1)</script> paragraph.\n"
    answer = ana.post(EDIT, {**fields, "form-step": "preview"}).content.decode()
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert" in answer
