"""The bytes of a message are the same each time, and every mail program reads out what was put in."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.addresses import Address, unfit
from proviso.domain.mail import Message
from proviso.outside.messages import needs_utf8, to_bytes
from tests.domain.mails import SENDER, at, enclosed, message

HEADER_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200
).filter(lambda text: text.strip() == text and unfit("text", text) is None)
BODY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=400
).filter(lambda text: not re.search("[\x00-\x08\x0b-\x1f\x7f]", text))


def read(made: Message) -> EmailMessage:
    return message_from_bytes(to_bytes(made), policy=policy.default)


def shown_to(made: Message) -> tuple[str, str]:
    """The addressee as the older reader has it; the newer one sets spaces between encoded words."""
    raw = message_from_bytes(to_bytes(made))["To"]
    name, where = parseaddr(raw.replace("\r\n", ""))
    return str(make_header(decode_header(name))), where


def in_full() -> Message:
    return message(
        html="<p>The letter is attached.</p>\n",
        attachments=(enclosed(), enclosed("Anlage № 4 שלום.pdf", b"\x00\xff" * 99)),
        follows=("<one@ashford.example>", "<two@ashford.example>"),
        reply_to=at("desk@ashford.example", "Desk"),
        ask_display=True,
    )


def test_the_same_message_gives_the_same_bytes() -> None:
    told = to_bytes(in_full())
    assert told == to_bytes(in_full())
    assert (
        sha256(told).hexdigest()
        == "12f632e1a92166d2cfdbfb3b30b759dd60d396cca3c4523e8aea8cccdad11bce"
    )


def test_lines_end_in_cr_lf_and_none_is_long_or_beyond_ascii() -> None:
    told = to_bytes(in_full())
    assert told.isascii()
    assert told.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]", told)
    assert max(len(line) for line in told.split(b"\r\n")) <= 78


def test_each_header_stands_once_and_none_makes_it_list_mail() -> None:
    told = read(in_full())
    assert list(told) == [
        *("Date From To Reply-To Subject Message-ID In-Reply-To References".split()),
        *("Auto-Submitted Disposition-Notification-To MIME-Version Content-Type".split()),
    ]
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["Date"] == "Wed, 24 Jan 2018 15:30:00 +0000"
    assert told["Message-ID"] == in_full().id
    assert told["References"].split() == ["<one@ashford.example>", "<two@ashford.example>"]


def test_text_page_and_files_come_out_as_they_went_in() -> None:
    told = read(in_full())
    plain, page = told.get_body(("plain",)), told.get_body(("html",))
    assert plain is not None and page is not None
    assert plain.get_content().replace("\r\n", "\n") == in_full().text
    assert page.get_content().replace("\r\n", "\n") == in_full().html
    files = {one.get_filename(): one.get_content() for one in told.iter_attachments()}
    assert files == {"request.pdf": enclosed().content, "Anlage № 4 שלום.pdf": b"\x00\xff" * 99}
    assert not told.defects


@given(name=HEADER_TEXT, subject=HEADER_TEXT)
def test_names_and_subjects_in_any_script_come_out_whole(name: str, subject: str) -> None:
    made = message(to=at("sheriff@brook.example", name), subject=subject)
    told = read(made)
    assert told["Subject"] == subject
    assert shown_to(made) == (name, "sheriff@brook.example")
    head = to_bytes(made).split(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 250
    assert len(told.keys()) == 9


@given(text=BODY.filter(str.strip), name=HEADER_TEXT)
def test_every_text_and_file_name_comes_out_whole(text: str, name: str) -> None:
    tidy = re.sub(r"[/\\]", "-", name[:90])
    if not tidy.strip(". "):
        tidy = "x"
    told = read(message(text=text, html=text, attachments=(enclosed(tidy),)))
    plain = told.get_body(("plain",))
    assert plain is not None
    payload = plain.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    (file,) = told.iter_attachments()
    assert file.get_filename() == tidy


def test_only_letters_before_the_at_sign_leave_ascii() -> None:
    made = message(to=at("клерк@bücher.example", "Клерк"))
    assert needs_utf8(made)
    assert "<клерк@xn--bcher-kva.example>".encode() in to_bytes(made)
    assert not needs_utf8(message(to=at("clerk@bücher.example", "Клерк")))
    assert needs_utf8(message(returns_to=at("ответ@ashford.example")))


@pytest.mark.parametrize("name", ["A\r\nBcc: x@evil.example", "A\nB", "A\x00B"])
def test_a_message_made_past_the_checks_still_breaks_no_line(name: str) -> None:
    forged = Address(local="a", domain="b.example", name=name)
    with pytest.raises(ValueError, match="does not belong on one line"):
        to_bytes(message(to=forged))
    with pytest.raises(ValueError, match="does not belong on one line"):
        to_bytes(message(sender=SENDER, reply_to=Address(local=f"a{name}", domain="b.example")))
