"""A message from a stranger is taken apart as far as it goes, whatever is wrong with it."""

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.outside.messages import to_bytes
from proviso.outside.parts import (
    DEEPEST,
    LONGEST_TEXT,
    MOST_HEADERS,
    MOST_PARTS,
    fields,
    parse,
    text,
    tidy,
    unpacked,
    words,
)
from tests.domain.mails import enclosed, message


def test_what_we_send_is_taken_apart_as_it_was_put_together() -> None:
    made = message(html="<p>Attached.</p>\n", attachments=(enclosed(),))
    whole = parse(to_bytes(made))
    media = [part.media for part in whole.every()]
    assert media == [part.get_content_type() for part in message_from_bytes(to_bytes(made)).walk()]
    plain, page, file = (part for part in whole.every() if not part.parts)
    assert text(plain) == made.text
    assert text(page).strip() == "Attached."
    assert unpacked(file) == enclosed().content


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120)
)
def test_encoded_words_are_read_out(told: str) -> None:
    if told.strip():
        header = parse(to_bytes(message(subject=f"x{told}x"))).header("subject")
        assert words(header) == f"x{told}x"


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (b"A: b\nC:d", (("a", "b"), ("c", "d"))),
        (b"A: b\n\tc\n d", (("a", "b c d"),)),
        (b"no field\nA : b\n: c\nB\xc3\xa9: d", (("a", "b"),)),
        (b"", ()),
    ],
)
def test_lines_that_are_no_header_are_left_out(
    head: bytes, read: tuple[tuple[str, str], ...]
) -> None:
    assert fields(head) == read


@pytest.mark.parametrize(
    ("way", "body", "read"),
    [
        ("base64", b"aGVsbG8=", b"hello"),
        ("base64", b"aGVs\r\nbG8", b"hello"),
        ("base64", b"aGVsb*G8=x=", b"hello1"),
        ("base64", b"a", b""),
        ("BASE64", b"", b""),
        ("quoted-printable", b"h=C3=A9=\r\nllo=", b"h\xc3\xa9llo"),
        ("quoted-printable", b"=ZZ", b"=ZZ"),
        ("8bit", b"\xff", b"\xff"),
        ("invented", b"as it is", b"as it is"),
    ],
)
def test_a_body_is_unpacked_as_far_as_it_can_be(way: str, body: bytes, read: bytes) -> None:
    part = parse(f"Content-Transfer-Encoding: {way}\n\n".encode() + body)
    assert unpacked(part) == read


@pytest.mark.parametrize(
    ("charset", "body", "read"),
    [
        ("iso-8859-1", b"Ren\xe9", "René"),
        ('"Windows-1252"', b"\x93yes\x94", "“yes”"),
        ("utf-8", b"Ren\xe9", "Ren\ufffd"),
        ("iso-2022-jp", b"\x1b$B%a\x1b(B", "メ"),
        ("punycode", b"abc", "abc"),
        ("zlib", b"abc", "abc"),
        ("no-such", b"abc", "abc"),
        ("idna", b"xn--a", "xn--a"),
    ],
)
def test_only_charsets_are_taken_for_charsets(charset: str, body: bytes, read: str) -> None:
    part = parse(f"Content-Type: text/plain; charset={charset}\n\n".encode() + body)
    assert text(part) == read


def test_there_is_a_limit_to_everything() -> None:
    assert len(parse(b"A: b\n" * 9999).headers) == MOST_HEADERS
    many = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhi\n" * 999
    assert len(parse(many).parts) == MOST_PARTS
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(50)
    )
    assert len(list(parse(deep).every())) == DEEPEST + 1
    assert len(unpacked(parse(b"A: b\n\n" + b"x" * 10**6))) == LONGEST_TEXT


def test_a_part_without_an_end_ends_with_the_message() -> None:
    whole = parse(b"Content-Type: multipart/mixed; boundary=x\n\nbefore\n--x\n\nfirst\n--x\n\nlast")
    assert [part.body for part in whole.parts] == [b"first", b"last"]
    cut = parse(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nfirst\n--x")
    assert [part.body for part in cut.parts] == [b"first"]


def test_a_boundary_that_another_one_begins_with_is_not_taken_for_it() -> None:
    whole = parse(
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--xy\nb\n c--x\n--x--\nafter"
    )
    assert [part.body for part in whole.parts] == [b"a\n--xy\nb\n c--x"]


def test_a_line_of_an_mbox_file_may_stand_before_the_headers() -> None:
    assert parse(b"From clerk Wed Jan 24\nSubject: x\n\ny").header("subject") == "x"


def test_what_is_shown_is_one_line_and_turns_nothing() -> None:
    assert tidy(" a\r\n\tb\x00c\u202ed\u2028e ", 99) == "a bcd e"
    assert tidy("क्\u200dष", 9) == "क्\u200dष"
    assert tidy("x" * 99, 9) == "x" * 9
