"""The page on which a receipt is checked: what is said of one that holds, one that does not, and of what is none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from proviso.web.receipt_words import plain
from proviso.web.views.verify import LONGEST
from tests.domain.handings import a_receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]


def sent(client: Client, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("king.receipt", content)
    return client.post("/verify/", {"receipt": file})  # type: ignore[return-value]


def test_the_page_says_where_the_ledger_stands_and_how_to_check_it(client: Client) -> None:
    said = client.get("/verify/").content.decode()
    assert "The ledger holds 1," in said
    assert "proviso ledger verify FILE" in said
    assert "Checkpoint 1" in said


def test_a_receipt_that_holds_is_told_with_the_key_that_signed_it(client: Client) -> None:
    answer = sent(client, a_receipt())
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>This receipt holds</h1>" in said
    assert "by another key than the one this site publishes" in said


def test_a_receipt_that_was_changed_does_not_hold(client: Client) -> None:
    raw = a_receipt()
    at = raw.index(b'"agency":"') + len(b'"agency":"')
    changed = raw[:at] + (b"0" if raw[at : at + 1] != b"0" else b"1") + raw[at + 1 :]
    said = sent(client, changed).content.decode()
    assert "<h1>This receipt does not hold</h1>" in said
    assert "signature" in said


@pytest.mark.parametrize(
    "content", [b"\x00\xff", b"{}\n", b"[" * 100_000, b"<script>alert(1)</script>"]
)
def test_what_is_no_receipt_is_called_so(client: Client, content: bytes) -> None:
    said = sent(client, content).content.decode()
    assert "<h1>This file is no receipt that can be read</h1>" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "The file is empty."), (b"x" * (LONGEST + 1), "is longer than 500,000 bytes")],
)
def test_a_file_that_cannot_be_one_is_refused_unread(
    client: Client, content: bytes, says: str
) -> None:
    answer = sent(client, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_form_without_a_file_says_what_to_do(client: Client) -> None:
    answer = client.post("/verify/", {"receipt": "not a file"})
    assert answer.status_code == 422
    assert "No file was chosen. Choose the receipt" in answer.content.decode()


def test_an_answer_to_a_form_is_not_kept_by_anyone(client: Client) -> None:
    answer = sent(client, a_receipt())
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "ETag" not in answer.headers


def test_a_form_with_a_bad_day_is_answered_400(client: Client) -> None:
    assert client.post("/verify/?on=soon").status_code == 400


def test_words_from_outside_are_cleaned_and_cut() -> None:
    assert plain("a\u202eb\nc") == "a\ufffdb\ufffdc"
    assert len(plain("x" * 5000)) < 310
