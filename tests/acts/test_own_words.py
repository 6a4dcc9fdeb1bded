"""A review's own words: drafted by one, approved by another, then in the letters, which say so."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.acts import own_words
from proviso.acts.own_words import Recorded, keys_of
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.letters.library import load
from proviso.outside import folders
from proviso.queries.previews import shown
from proviso.queries.record import Record
from proviso.queries.words import words, words_file
from tests.acts.rounds_village import (
    ADA,
    BO,
    MATTERS,
    approved,
    codes,
    file,
    going,
    letters_filed,
    prepared,
    ready,
    ready_to_go,
    released,
)
from tests.acts.village import AT
from tests.letters.own_village import CLAUSE, WORDS, changed

pytestmark = pytest.mark.django_db
KIND = "document-request"


@pytest.fixture(autouse=True)
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    ready()


def review() -> Review:
    return Record().review("R1", known=AT.date())


def request() -> str:
    """The packaged request in our own words."""
    text = words_file(review(), KIND, None)
    assert isinstance(text, str)
    text = changed(text, "version: 1", "version: 2")
    return changed(text, "If you do not have what", "Should you lack what")


def draft(text: str, by: str = ADA, name: str = "ours.txt") -> Recorded | Refusal:
    return own_words.draft("R1", text.encode(), name=name, going=going(by))


def approve(*key: str, by: str = BO) -> Recorded | Refusal:
    return own_words.approve("R1", (key[0], key[1], key[2]), going(by))


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def said(name: str = "V1") -> str:
    return folders.kept(letters_filed(name)[0].text_sha256).decode()


def test_letters_are_made_from_approved_words_and_record_the_version() -> None:
    assert isinstance(draft(request()), Recorded)
    assert isinstance(approve("document_request", "2", KIND), Recorded)
    ready_to_go(file())
    assert released(file()).sent == 3
    assert "Should you lack what" in said()
    assert "words document_request 2" in letters_filed("V1")[0].versions


def test_a_draft_is_in_no_letter_before_it_is_approved() -> None:
    draft(request())
    ready_to_go(file())
    assert released(file()).sent == 3
    assert "Should you lack what" not in said()


def test_a_draft_that_the_round_names_is_looked_at_but_not_sent() -> None:
    draft(request())
    named = file(version="2")
    look = next(iter(shown(named, ("V1",), known=AT.date(), record=Record())))
    assert look.content
    assert look.content.template_version == "2"
    assert prepared(named).recorded
    assert codes(approved(named)) == ["letter.words-unapproved"] * 3


def test_who_wrote_words_does_not_approve_them() -> None:
    draft(request())
    assert code(approve("document_request", "2", KIND, by="ada author")) == "template.one-person"
    assert code(approve("document_request", "9", KIND)) == "words.unknown"


def test_a_version_is_drafted_once_and_packaged_words_are_approved_for_each_kind() -> None:
    text = request()
    draft(text)
    assert code(draft(changed(text, "Please", "Kindly"))) == "words.exists"
    assert isinstance(approve("document_request", "1", "validation-request"), Recorded)
    assert code(approve("document_request", "1", "validation-request")) == "template.exists"


def test_a_clause_of_ones_own_goes_into_letters_once_approved() -> None:
    draft(CLAUSE)
    with_it = file(clauses=("site_visit",))
    assert set(codes(prepared(with_it))) == {"letter.unknown"}
    approve("site_visit", "1", "clause")
    ready_to_go(with_it)
    assert released(with_it).sent == 3
    assert "We will visit you" in said()
    assert "clause site_visit 1" in letters_filed("V1")[0].versions


def test_a_clause_that_speaks_of_what_a_letter_lacks_is_refused_naming_the_field() -> None:
    draft(changed(CLAUSE, "{award}", "{appeal_by}"))
    approve("site_visit", "1", "clause")
    came = prepared(file(clauses=("site_visit",)))
    assert set(codes(came)) == {"letter.clause-field-missing"}
    assert "appeal_by" in came.problems[0].refusal.reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"x" * 200_001, "words.large"),
        (b"words: \xff\n---\n", "words.encoding"),
        (b"= A title", "words.wrong"),
        (changed(WORDS, "{award}", "{prize}").encode(), "words.wrong"),
    ],
)
def test_words_that_cannot_be_used_are_not_recorded(content: bytes, expected: str) -> None:
    found = own_words.draft("R1", content, name="ours.txt", going=going(ADA))
    assert code(found) == expected
    assert not review().drafts


def lose_words() -> None:
    (drafted,) = review().drafts.values()
    (folders.home() / "kept" / drafted.sha256[:2] / drafted.sha256).unlink()


def test_words_whose_file_is_gone_make_no_letter_and_are_not_approved() -> None:
    draft(request())
    lose_words()
    assert code(approve("document_request", "2", KIND)) == "words.not-kept"
    named = file(version="2")
    for came in (prepared(named),):
        assert codes(came) == ["words.not-kept"]
    look = next(iter(shown(named, ("V1",), known=AT.date(), record=Record())))
    assert code(look.refusal) == "words.not-kept"
    assert code(words_file(review(), KIND, "2")) == "words.not-kept"


def test_words_whose_file_goes_between_the_steps_stop_them() -> None:
    draft(request())
    approve("document_request", "2", KIND)
    prepared(file())
    path = next(iter(review().drafts.values())).sha256
    kept = folders.kept(path)
    lose_words()
    assert codes(approved(file())) == ["words.not-kept"]
    folders.keep(kept)
    assert approved(file()).recorded
    lose_words()
    assert codes(released(file())) == ["words.not-kept"]
    folders.keep(kept)
    assert released(file()).sent == len(MATTERS)


def test_words_that_a_newer_vocabulary_refuses_make_no_letter(monkeypatch: Any) -> None:
    draft(request())
    library = load()
    fields = {k: v for k, v in library.vocabulary.fields.items() if k != "applicants"}
    narrow = replace(library, vocabulary=replace(library.vocabulary, fields=fields))
    monkeypatch.setattr(own_words, "load", lambda: narrow)
    assert code(approve("document_request", "2", KIND)) == "words.wrong"


def test_words_are_found_by_the_kind_by_the_folder_and_by_the_clause() -> None:
    draft(request())
    draft(CLAUSE)
    assert keys_of(review(), KIND, "2") == (("document_request", "2", KIND),)
    assert keys_of(review(), "document_request", "2") == (("document_request", "2", KIND),)
    assert len(keys_of(review(), "document_request", "1")) == 3
    assert keys_of(review(), "site_visit", "1") == (("site_visit", "1", "clause"),)
    assert keys_of(review(), "ode", "1") == ()
    assert words_file(review(), "site_visit", "1") == CLAUSE
    assert str(words_file(review(), "keep_records", None)).startswith("clause: keep_records")
    assert code(words_file(review(), "ode", None)) == "words.unknown"
    assert code(words_file(review(), KIND, "9")) == "words.unknown"
    told = {(one.template, one.version, one.kind): one for one in words(review())}
    assert told["document_request", "1", KIND].approved_by == BO
    assert told["site_visit", "1", "clause"].approved_by is None
    assert told["keep_records", "1", "clause"].own is False


def test_a_draft_that_is_damaged_makes_no_letter(monkeypatch: Any) -> None:
    draft(request())
    real = folders.kept
    monkeypatch.setattr(folders, "kept", lambda name: real(name)[:200])
    assert codes(prepared(file(version="2"))) == ["words.wrong"]
