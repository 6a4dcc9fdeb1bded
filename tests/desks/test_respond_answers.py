"""Answers item by item and the files to them: kept until they are signed, whole or not at all, and never shown in the page."""

from datetime import date

import pytest
from django.test import Client

from proviso.outside import folders
from proviso.records import streams
from proviso.records.answer_drafts import draft_of
from proviso.web.respond import uploading
from tests.acts.village import MATTER, done, told
from tests.desks.respondents import (
    ANSWER,
    AT,
    owner,
    reader,
    save,
    staff,
    stranger,
    upload,
    waiting,
)
from tests.outside.handed import pdf
from tests.web.asking import source, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _waiting() -> None:
    waiting()


def held() -> "list[tuple[str, str]]":
    return [(one.item, one.name) for one in draft_of(MATTER, "L1").files]


def test_a_file_is_kept_by_its_hash_and_nothing_is_recorded() -> None:
    before = streams.count()
    status, led = upload(staff())
    assert (status, led) == (302, f"{ANSWER}#item-1")
    (file,) = draft_of(MATTER, "L1").files
    assert folders.kept(file.sha256)
    assert streams.count() == before
    text = words(owner(), ANSWER)
    assert file.sha256 in text
    assert "1 of 2 items prepared" in text
    assert "by Stella Staff" in text


def test_where_scripts_run_the_item_alone_comes_back() -> None:
    client = staff()
    upload(client)
    answer = client.post(f"{ANSWER}add/policies/", {"whole": "yes"}, headers={"X-Part": "item"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert "No file was chosen" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.pdf", b"", "The file is empty"),
        ("prog.exe", b"MZ", "Files of this kind are not taken"),
        ("none", b"text", "Files of this kind are not taken"),
        ("old.doc", b"\xd0\xcf", "Files of this kind are not taken"),
        ("page.html", b"<script>", "Files of this kind are not taken"),
        ("plan.pdf", b"<html>not a pdf</html>", "is not a pdf file that can be used"),
        ("locked.pdf", pdf(locked=True), "asks for a password"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_what_to_do(
    name: str, content: bytes, says: str
) -> None:
    status, text = upload(staff(), name, content)
    assert status == 422
    assert says in text
    assert name in text
    assert held() == []


def test_a_file_that_is_too_long_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "LONGEST", 100)
    status, text = upload(staff(), "long.txt", b"x" * 200_000)
    assert status == 422
    assert "longer than 50 MB" in text
    assert held() == []


def test_a_disk_that_takes_no_more_is_said_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "keep", full)
    status, text = upload(staff(), "a.txt", b"one")
    assert status == 422
    assert "the disk here takes no more" in text
    assert held() == []


def test_an_upload_that_was_cut_off_keeps_nothing() -> None:
    client = staff()
    client.get(ANSWER)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nthe first half of"
    )
    answer = client.generic(
        "POST", f"{ANSWER}add/policies/", body, content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code == 422
    assert "cut off" in answer.content.decode()
    assert held() == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\Users\\me\\plan.txt", "plan.txt"),
        ("pl\x00an\n\u202etxt.txt", "pl_an__txt.txt"),
        ("a" * 400 + ".txt", "a" * 140 + ".txt"),
        ("<b>.txt", "_b_.txt"),
    ],
)
def test_a_name_keeps_no_folder_and_no_control(name: str, kept: str) -> None:
    assert uploading.plain(name) == kept
    assert uploading.plain("...") == "file"
    assert uploading.plain("x" * 400) == "x" * 150


def test_the_same_file_twice_is_said_and_another_of_that_name_gets_a_number() -> None:
    client = staff()
    upload(client, "a.txt", b"one")
    status, text = upload(client, "b.txt", b"one")
    assert status == 422
    assert "The same file is there already, as a.txt" in text
    upload(client, "a.txt", b"two")
    upload(client, "a.txt", b"one", item="plan")
    assert held() == [("policies", "a.txt"), ("policies", "a (2).txt"), ("plan", "a (3).txt")]


def test_uploads_at_the_same_moment_keep_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MOST_FILES", 1)
    other = _at_the_same_moment(monkeypatch, "b.txt", b"two")
    status, text = upload(staff(), "a.txt", b"one")
    assert status == 422
    assert "There are 1 files in this answer" in text
    assert other == [302]
    assert held() == [("policies", "b.txt")]


def test_uploads_at_the_same_moment_are_not_one_file_or_one_name_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _at_the_same_moment(monkeypatch, "a.txt", b"one")
    status, text = upload(staff(), "b.txt", b"one")
    assert status == 422
    assert "The same file is there already, as a.txt" in text
    _at_the_same_moment(monkeypatch, "c.txt", b"three")
    assert upload(staff(), "c.txt", b"four")[0] == 302
    assert held() == [("policies", "a.txt"), ("policies", "c.txt"), ("policies", "c (2).txt")]


def _at_the_same_moment(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> list[int]:
    """Another upload is done whole while the next one is looked at; its status."""
    keep, done_so = folders.keep, list[int]()

    def meanwhile(taken: bytes) -> str:
        monkeypatch.setattr(folders, "keep", keep)
        done_so.append(upload(owner(), name, content)[0])
        return keep(taken)

    monkeypatch.setattr(folders, "keep", meanwhile)
    return done_so


def test_a_file_is_taken_out_before_it_is_signed() -> None:
    client = staff()
    upload(client, "a.txt", b"one")
    (file,) = draft_of(MATTER, "L1").files
    address = f"{ANSWER}take-out/{file.id}/"
    assert client.get(address).status_code == 405
    assert stranger().post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert held() == []
    assert client.post(address).status_code == 404


def test_a_file_is_given_back_and_never_shown() -> None:
    upload(staff(), "a.txt", b"one")
    (file,) = draft_of(MATTER, "L1").files
    answer = reader().get(f"{AT}files/{file.sha256}/")
    assert answer.content == b"one"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert stranger().get(f"{AT}files/{file.sha256}/").status_code == 404
    assert owner().get(f"{AT}files/{'0' * 64}/").status_code == 404


@pytest.mark.parametrize(
    ("answer", "more", "says"),
    [
        ("", {}, "No answer is chosen"),
        ("shrug", {}, "No answer is chosen"),
        ("withheld", {"says": "Notes."}, "on which law or privilege"),
        ("withheld", {"basis": "Privilege"}, "Say what is kept back"),
        ("objected", {}, "Nothing is said"),
        ("already-given", {"given_on": "soon"}, "expected a day"),
        ("already-given", {}, "expected a day"),
        ("already-given", {"given_on": "2999-01-01"}, "still to come"),
        ("given", {"says": "x" * 10_001}, "at most 10,000"),
    ],
)
def test_an_answer_that_lacks_something_is_not_kept_and_what_was_typed_is(
    answer: str, more: dict[str, str], says: str
) -> None:
    client = staff()
    found = client.post(ANSWER, {"item": "plan", "answer": answer, **more})
    assert found.status_code == 422
    assert says in found.content.decode()
    assert more.get("says", "")[:20] in found.content.decode()
    assert draft_of(MATTER, "L1").typed == {}


def test_the_check_is_honest_about_what_is_answered() -> None:
    client = staff()
    assert "No item is answered yet" in words(client, f"{ANSWER}check/")
    assert save(client, "plan", "none-held") == 302
    text = words(client, f"{ANSWER}check/")
    assert "Check: 1 of 2 items answered" in text
    assert "It answers a part of what is asked" in text
    assert "Not answered. The receipt says so." in text
    assert "Somebody who certifies for your government signs them" in text
    assert "Go on to certify" in words(owner(), f"{ANSWER}check/")


def test_an_answer_that_contradicts_its_files_cannot_be_signed() -> None:
    client = owner()
    upload(client, "a.txt", b"one", item="plan")
    save(client, "plan", "none-held")
    assert "This has to be put right first" in words(client, f"{ANSWER}check/")
    assert "Item 2: It says that there are no documents" in words(
        client, f"{ANSWER}sign/", status=422
    )
    save(client, "policies", "given")
    assert "no file was added" in words(client, f"{ANSWER}check/")


def test_what_is_prepared_is_seen_by_nobody_else() -> None:
    save(staff(), "plan", "objected", says="Beyond what the award allows.")
    for client in (Client(), stranger()):
        assert "Beyond what" not in client.get("/matters/V1/").content.decode()
    assert "Beyond what" in source(owner(), ANSWER)


@pytest.mark.parametrize("address", [f"{AT}answer/L9/", f"{AT}answer/L9/check/"])
def test_a_letter_that_asks_for_nothing_cannot_be_answered(address: str) -> None:
    assert owner().get(address).status_code == 404
    assert save(owner(), "no-such-item", "given") == 404
    assert upload(owner(), item="no-such-item")[0] == 404


def test_a_matter_that_is_over_takes_no_answer() -> None:
    on = date(2018, 2, 1)
    done("settle-matter", MATTER, envelope=told(on=on, learned=on), terms="Agreed.")
    assert owner().get(ANSWER).status_code == 404
    assert "nothing more is asked" in words(owner(), AT)
