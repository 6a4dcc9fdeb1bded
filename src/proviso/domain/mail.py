"""Mail: one message to one address, checked, as a value; and what came of handing it over. Not its bytes, not the sending.

A message has one recipient, so that nothing is ever half sent. Its Message-ID follows from
the letter, the recipient and the errand's key, and from nothing that differs between two
attempts: a second attempt is recognised as the same message by whoever has the first.

Authority: RFC 5321 and 5322 (mail), 1047 (a cut after the last dot: nobody can know, so a
person decides).
"""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from proviso.domain.addresses import Address, shown, too_long, unfit
from proviso.domain.refusals import Refusal

LONGEST_SUBJECT = 250
LONGEST_FILE_NAME = 100
LARGEST_TEXT = 2_000_000
LARGEST = 18_000_000  # in base64 within the 25 MB that common servers take

MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
ID = re.compile(r"<[!-;=?-~]{3,240}>")
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the message; `sha256` is the hash that was approved, in hex."""

    name: str
    media: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address. `written` is when it was decided, not when it is sent; made by `write`.

    Bounces go to `returns_to` (the sender, if None), answers to `reply_to` (likewise);
    `follows` are the Message-IDs of earlier messages on the same matter, oldest first.
    """

    id: str
    letter: str
    sender: Address
    to: Address
    subject: str
    text: str = field(repr=False)
    html: str | None = field(repr=False)
    attachments: tuple[Attachment, ...]
    written: datetime
    reply_to: Address | None
    returns_to: Address | None
    follows: tuple[str, ...]
    ask_display: bool


class Stage(StrEnum):
    """How far the conversation with a mail server came."""

    CONNECT = "connect"
    GREETING = "greeting"
    TLS = "tls"
    SIGN_IN = "sign-in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    BODY = "body"
    FINAL_DOT = "final-dot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The server took the message on; `reply` is its last word. This is no delivery."""

    message: str
    recipient: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The server will not take this message for this recipient. Trying again changes nothing."""

    message: str
    recipient: str
    stage: Stage
    reply: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Nothing was handed over, and the same message may be tried again.

    With `settings`, time alone will not help: someone has to change the settings or the
    server first.
    """

    message: str
    recipient: str
    stage: Stage
    reply: str
    why: str
    settings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """The connection was lost after the final dot: the server may have the message. A person decides."""

    message: str
    recipient: str
    reply: str
    why: str


Handed = Accepted | Refused | Later | Ambiguous


def may_retry(handed: Handed) -> bool:
    """Whether a machine may try again by itself: only where nothing can have been handed over."""
    return isinstance(handed, Later)


# --- messages --------------------------------------------------------------------------------


def message_id(*, letter: str, recipient: Address, key: str, domain: str) -> str:
    """The one Message-ID of this letter to this recipient under this errand's key. The case of the address does not count."""
    told = json.dumps([letter, str(recipient).casefold(), key])
    return f"<{sha256(told.encode()).hexdigest()[:40]}@{domain}>"


def attachment(*, name: str, media: str, content: bytes, sha256: str) -> Attachment | Refusal:
    """Make an attachment of the bytes that were approved, and of no others."""
    return why_not_attach(name=name, media=media, content=content, approved=sha256) or Attachment(
        name=name, media=media, content=content, sha256=sha256
    )


def why_not_attach(*, name: str, media: str, content: bytes, approved: str) -> Refusal | None:
    """Why this file may not go with a message."""
    if len(name) > LONGEST_FILE_NAME:
        return too_long("attachment's name", name, LONGEST_FILE_NAME)
    if bad := unfit("attachment's name", name):
        return bad
    if not name.strip(". ") or set(name) & set("/\\") or not MEDIA.fullmatch(media):
        return Refusal(
            code="mail.attachment-unnamed",
            reason=f"{shown(name) or 'An empty name'} ({shown(media)}) does not name a file and its kind.",
            cure="Give a file name without slashes, and a kind such as application/pdf.",
            authority="RFC 2183 2.3 and 2045 5.1",
        )
    if sha256(content).hexdigest() != approved:
        return Refusal(
            code="mail.attachment-changed",
            reason=f"{shown(name)} is not the file that was approved: its SHA-256 differs.",
            cure="Put the approved file back, or have the new one approved.",
            authority="The record's own rule: what was approved is what is sent",
        )
    return None


def write(
    *,
    letter: str,
    key: str,
    sender: Address,
    to: Address,
    subject: str,
    text: str,
    written: datetime,
    html: str | None = None,
    attachments: tuple[Attachment, ...] = (),
    reply_to: Address | None = None,
    returns_to: Address | None = None,
    follows: tuple[str, ...] = (),
    ask_display: bool = False,
) -> Message | Refusal:
    """Make the message of one letter to one address; `key` is the errand's, the same in every attempt."""
    if bad := why_not_write(subject, text, html, attachments) or _unfit_trail(written, follows):
        return bad
    return Message(
        id=message_id(letter=letter, recipient=to, key=key, domain=sender.domain),
        letter=letter,
        sender=sender,
        to=to,
        subject=subject,
        text=text,
        html=html,
        attachments=attachments,
        written=written,
        reply_to=reply_to,
        returns_to=returns_to,
        follows=follows,
        ask_display=ask_display,
    )


def why_not_write(
    subject: str, text: str, html: str | None, attachments: tuple[Attachment, ...]
) -> Refusal | None:
    """Why a message of this content cannot be sent."""
    if not subject.strip() or not text.strip():
        return Refusal(
            code="mail.empty",
            reason="The message has no subject or no text.",
            cure="Give it both; a message without them is taken for rubbish.",
            authority="The record's own rule: every message says what it is",
        )
    if len(subject) > LONGEST_SUBJECT:
        return too_long("subject", subject, LONGEST_SUBJECT)
    size = sum(len(one.content) for one in attachments)
    return (
        unfit("subject", subject)
        or _unfit_body("text", text)
        or _unfit_body("page", html or "")
        or (_too_large(size) if size > LARGEST else None)
    )


def _unfit_body(where: str, text: str) -> Refusal | None:
    if len(text) > LARGEST_TEXT:
        return too_long(where, text, LARGEST_TEXT)
    odd = NOT_TEXT.search(text)
    if odd is None:
        return None
    return Refusal(
        code="mail.unfit-character",
        reason=f"The {where} has U+{ord(odd[0]):04X} as character {odd.start() + 1}, which is not text.",
        cure="Remove that character; lines end in a line feed alone.",
        authority="RFC 5322 2.3: the body of a message is lines of text",
    )


def _too_large(size: int) -> Refusal:
    return Refusal(
        code="mail.too-large",
        reason=f"The attachments have {size:,} bytes together; at most {LARGEST:,} are sent by mail.",
        cure="Leave the large files at the respondent's desk, and name them in the letter.",
        authority="The record's own rule: what common servers take",
    )


def _unfit_trail(written: datetime, follows: tuple[str, ...]) -> Refusal | None:
    odd = next((one for one in follows if not ID.fullmatch(one)), None)
    if odd is None and written.tzinfo is not None:
        return None
    what = "the time without a zone" if odd is None else shown(odd)
    return Refusal(
        code="mail.unfit-trail",
        reason=f"The message refers to {what}, which cannot stand in its headers.",
        cure="Give the time in UTC, and earlier messages by their Message-ID in angle brackets.",
        authority="RFC 5322 3.3 and 3.6.4",
    )
