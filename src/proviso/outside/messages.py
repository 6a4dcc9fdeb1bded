"""A message's bytes, as RFC 5322 and MIME want them; the same message gives the same bytes. No sending, no checking of content.

They are written here and not by the standard library's `email`, whose folding differs from
one Python to the next, and has lost quotation marks in doing so. Everything but an address beyond ASCII is
seven-bit, each header stands once, and no line is longer than 998 octets, so that nothing
on the way has a reason to rewrite what a DKIM signature covers. There are no List- headers:
a letter to a respondent is no list mail.
"""

import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Iterator
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from proviso.domain.addresses import Address, beyond_ascii, unfit
from proviso.domain.mail import Attachment, Message

WIDE = 76
WORD = 45  # octets that fit one encoded word of at most 75 characters (RFC 2047 2)
PLAIN = re.compile(r"[ -~]*")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
FILE_NAME = re.compile(r"[A-Za-z0-9 ._()+,;=@#$&'{}~^-]{1,60}")


def to_bytes(message: Message) -> bytes:
    """The whole message; lines end in CR LF. Raises ValueError for a header that `write` would have refused."""
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(message))
    return head.encode() + _body(message)


def needs_utf8(message: Message) -> bool:
    """Whether only a server with SMTPUTF8 (RFC 6531) can carry this message."""
    every = (message.sender, message.to, message.reply_to, message.returns_to)
    return any(beyond_ascii(one) for one in every if one is not None)


# --- headers ---------------------------------------------------------------------------------


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    yield "Date", format_datetime(message.written)
    yield "From", _mailbox(message.sender)
    yield "To", _mailbox(message.to)
    if message.reply_to:
        yield "Reply-To", _mailbox(message.reply_to)
    yield "Subject", _folded(_unstructured(message.subject))
    yield "Message-ID", message.id
    if message.follows:
        yield "In-Reply-To", message.follows[-1]
        yield "References", _folded(list(message.follows))
    yield "Auto-Submitted", "auto-generated"  # RFC 3834 5.1: no vacation notice answers it
    if message.ask_display:
        yield "Disposition-Notification-To", _mailbox(message.reply_to or message.sender)
    yield "MIME-Version", "1.0"


def _mailbox(one: Address) -> str:
    _hold(str(one))
    return _folded([*_phrase(one.name), f"<{one}>"]) if one.name else str(one)


def _phrase(name: str) -> list[str]:
    """A name as a phrase: as it is, in quotes, or in encoded words."""
    _hold(name)
    if not _simple(name):
        return _encoded(name)
    if ATOMS.fullmatch(name):
        return name.split(" ")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{quoted}"']


def _unstructured(text: str) -> list[str]:
    _hold(text)
    return text.split(" ") if _simple(text) else _encoded(text)


def _simple(text: str) -> bool:
    """Whether text comes through unchanged as it is: plain ASCII, no odd spaces, nothing that looks encoded."""
    words = text.split(" ")
    fits = all(words) and max(map(len, words)) < WIDE - 16 and "=?" not in text
    return fits and bool(PLAIN.fullmatch(text))


def _encoded(text: str) -> list[str]:
    """RFC 2047 encoded words, none of which cuts a character in two."""
    stretches = [b""]
    for character in text:
        octets = character.encode()
        if len(stretches[-1]) + len(octets) > WORD:
            stretches.append(b"")
        stretches[-1] += octets
    return [f"=?utf-8?b?{b64encode(one).decode()}?=" for one in stretches]


def _folded(words: list[str]) -> str:
    """Words in lines of at most 76 columns, the first line shorter by the header's name."""
    lines, room = [words[0]], WIDE - 16
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
            room = WIDE - 1
        else:
            lines[-1] += f" {word}"
    return "\r\n ".join(lines)


def _hold(text: str) -> None:
    """The last guard: nothing that ends a line comes into a header, whoever made the message."""
    if bad := unfit("header", text):
        raise ValueError(bad.reason)


# --- body ------------------------------------------------------------------------------------


def _body(message: Message) -> bytes:
    words = _words(message)
    if not message.attachments:
        return words
    return _together("mixed", message, [words, *(_file(one) for one in message.attachments)])


def _words(message: Message) -> bytes:
    plain = _text(message.text, "plain")
    if message.html is None:
        return plain
    return _together("alternative", message, [plain, _text(message.html, "html")])


def _text(text: str, kind: str) -> bytes:
    lined = text if text.endswith("\n") else f"{text}\n"
    head = (
        f"Content-Type: text/{kind}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + _crlf(b2a_qp(lined.encode()))


def _file(one: Attachment) -> bytes:
    _hold(one.name + one.media)
    head = (
        f"Content-Type: {one.media}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {_file_name(one.name)}\r\n\r\n"
    )
    return head.encode() + _crlf(encodebytes(one.content))


def _file_name(name: str) -> str:
    """The name as a parameter; beyond ASCII, or when long, in the numbered pieces of RFC 2231."""
    if FILE_NAME.fullmatch(name):
        return f'filename="{name}"'
    told = "".join(quote(one, safe="") for one in name)
    pieces = re.findall(r"(?:%..|[^%]){1,15}", told)
    pieces[0] = f"utf-8''{pieces[0]}"
    return ";\r\n ".join(f"filename*{at}*={piece}" for at, piece in enumerate(pieces))


def _crlf(lines: bytes) -> bytes:
    return lines.replace(b"\n", b"\r\n")


def _together(kind: str, message: Message, parts: list[bytes]) -> bytes:
    """Parts under a boundary that no part can contain: neither encoding writes `=_`."""
    boundary = f"=_{kind}_{sha256(message.id.encode()).hexdigest()[:32]}"
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'
    between = f"--{boundary}\r\n".encode()
    inside = b"\r\n".join(between + part for part in parts)
    return head.encode() + inside + f"\r\n--{boundary}--\r\n".encode()
