"""A message is one letter to one address, with an id of its own that no attempt changes."""

from datetime import datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.mail import (
    LARGEST,
    LARGEST_TEXT,
    Accepted,
    Ambiguous,
    Attachment,
    Later,
    Message,
    Refused,
    Stage,
    attachment,
    may_retry,
    message_id,
    write,
)
from proviso.domain.refusals import Refusal
from tests.domain.mails import SENDER, SHERIFF, WRITTEN, at, enclosed, message


def why(**told: object) -> Refusal:
    given: dict[str, object] = {"subject": "Request", "text": "Please.", "written": WRITTEN}
    refused = write(letter="L-7", key="k", sender=SENDER, to=SHERIFF, **{**given, **told})  # type: ignore[arg-type]
    assert isinstance(refused, Refusal), refused
    return refused


def test_two_attempts_at_one_letter_make_the_same_message() -> None:
    assert message() == message()
    assert message(subject="Mended subject").id == message().id


def test_the_case_of_an_address_makes_no_second_message() -> None:
    assert message(to=at("Sheriff@BROOK.example")).id == message().id


def test_another_letter_recipient_errand_or_domain_makes_another_message() -> None:
    ids = {
        message_id(letter=letter, recipient=at(recipient), key=key, domain=domain)
        for letter, recipient, key, domain in (
            ("L-7", "sheriff@brook.example", "k", "ashford.example"),
            ("L-8", "sheriff@brook.example", "k", "ashford.example"),
            ("L-7", "mayor@brook.example", "k", "ashford.example"),
            ("L-7", "sheriff@brook.example", "l", "ashford.example"),
            ("L-7", "sheriff@brook.example", "k", "elm.example"),
        )
    }
    assert len(ids) == 5


@given(st.text(), st.text(), st.text(), st.text())
def test_letter_and_key_never_run_into_each_other(a: str, b: str, c: str, d: str) -> None:
    one = message_id(letter=a, recipient=SHERIFF, key=b, domain="d.example")
    other = message_id(letter=c, recipient=SHERIFF, key=d, domain="d.example")
    assert (one == other) == ((a, b) == (c, d))


def test_the_id_is_of_the_senders_domain_and_tells_nothing_of_the_letter() -> None:
    made = message()
    assert made.id.endswith("@ashford.example>")
    assert "L-7" not in made.id


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"subject": "  "}, "mail.empty"),
        ({"text": "\n"}, "mail.empty"),
        ({"subject": "Request\r\nBcc: x@evil.example"}, "mail.unfit-character"),
        ({"subject": "s" * 10_000}, "mail.too-long"),
        ({"text": "a\x00b"}, "mail.unfit-character"),
        ({"text": "a\rb"}, "mail.unfit-character"),
        ({"text": "half \ud800"}, "mail.unfit-character"),
        ({"text": "t" * (LARGEST_TEXT + 1)}, "mail.too-long"),
        ({"html": "<p>\x1b</p>"}, "mail.unfit-character"),
        ({"written": datetime(2018, 1, 24, 15, 30)}, "mail.unfit-trail"),  # noqa: DTZ001
        ({"follows": ("<a@b>\r\nBcc: x",)}, "mail.unfit-trail"),
        ({"follows": ("a@b.example",)}, "mail.unfit-trail"),
    ],
)
def test_what_cannot_be_sent_is_refused(told: dict[str, object], code: str) -> None:
    assert why(**told).code == code


def test_attachments_have_a_size_that_common_servers_take() -> None:
    half = Attachment(name="a", media="a/b", content=bytes(LARGEST // 2 + 1), sha256="")
    assert why(attachments=(half, half)).code == "mail.too-large"


def test_an_enclosure_that_changed_after_approval_is_not_attached() -> None:
    approved = sha256(b"approved").hexdigest()
    refused = attachment(name="a.pdf", media="application/pdf", content=b"other", sha256=approved)
    assert isinstance(refused, Refusal)
    assert refused.code == "mail.attachment-changed"


@pytest.mark.parametrize(
    ("name", "media", "code"),
    [
        ("../x.pdf", "application/pdf", "mail.attachment-unnamed"),
        ("a\\b.pdf", "application/pdf", "mail.attachment-unnamed"),
        ("..", "application/pdf", "mail.attachment-unnamed"),
        ("", "application/pdf", "mail.attachment-unnamed"),
        ("a.pdf", "pdf", "mail.attachment-unnamed"),
        ("a.pdf", "text/html\r\nX: y", "mail.attachment-unnamed"),
        ("a\r\n.pdf", "application/pdf", "mail.unfit-character"),
        ("fdp.\u202eexe", "application/pdf", "mail.unfit-character"),
        ("n" * 10_000, "application/pdf", "mail.too-long"),
    ],
)
def test_an_attachment_has_a_name_that_is_a_file_name(name: str, media: str, code: str) -> None:
    refused = attachment(name=name, media=media, content=b"", sha256=sha256(b"").hexdigest())
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_an_attachment_of_the_approved_bytes_is_taken() -> None:
    made = message(attachments=(enclosed(),), follows=("<earlier@ashford.example>",))
    assert isinstance(made, Message)
    assert made.attachments[0].sha256 == sha256(made.attachments[0].content).hexdigest()


def test_a_machine_tries_again_only_where_nothing_was_handed_over() -> None:
    one, to = "<a@b>", "a@b.example"
    no = Refused(message=one, recipient=to, reply="550", stage=Stage.RECIPIENT, why="unknown")
    busy = Later(message=one, recipient=to, reply="", stage=Stage.CONNECT, why="no answer")
    assert may_retry(busy)
    assert not may_retry(no)
    assert not may_retry(Accepted(message=one, recipient=to, reply="250"))
    assert not may_retry(Ambiguous(message=one, recipient=to, reply="", why="cut"))
