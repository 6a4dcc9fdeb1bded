"""Reads what comes back by mail into domain.notices: never an error, in time that grows with the length. Fetching it is outside/mailbox.

Only what says plainly what it is is taken for it. A report that cannot be read, or that
contradicts itself ("delivered", with a code of failure), is Unreadable, and a person looks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from proviso.domain.notices import AutoReply, Displayed, Disposed, Notice, Reply, Trail, Unreadable
from proviso.outside.delivery import reports, told_in_words
from proviso.outside.parts import Part, fields, parse, text, tidy, unpacked, words

LONGEST = 1_000_000
LONGEST_SAID = 2000
LONGEST_ADDRESS = 320
MOST_IDS = 50

ID = re.compile(r"<[!-;=?-~]{3,250}>")
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
DISPOSITION = re.compile(
    r"([^;]{0,200});\s{0,20}([a-z-]{1,20})\s{0,20}(?:/\s{0,20}([a-z,\s-]{1,60}))?"
)
DISPOSALS = frozenset({"deleted", "dispatched", "processed", "denied", "failed"})
RETURNED = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
)
STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
DISPLAY = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
SERVERS = ("mailer-daemon@", "mail-daemon@", "postmaster@", "microsoftexchange")
MACHINES = frozenset({"bulk", "junk", "auto_reply"})
ANSWERING = ("automatic reply:", "out of office:", "autoreply:", "auto-reply:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One message that came: taken apart, and where it comes from."""

    whole: Part
    parts: tuple[Part, ...]
    trail: Trail

    def of_media(self, media: frozenset[str]) -> Part | None:
        return next((part for part in self.parts if part.media in media), None)


def read(content: bytes) -> tuple[Notice, ...]:
    """What one message says: one notice, or one for each recipient that it reports on. Of a long one, its beginning is read."""
    whole = parse(content[:LONGEST].lstrip(b"\r\n"))
    parts = tuple(whole.every())
    came = Came(whole=whole, parts=parts, trail=_trail(whole, parts, content))
    for reading in (_nothing, _delivery, _display, _in_words, _odd_report, _machine):
        if found := tuple(reading(came)):
            return found
    return (_reply(came),)


def said(came: Came) -> str:
    """What a person would read first."""
    for media in ("text/plain", "text/html"):
        for part in came.parts:
            if (
                part.media == media
                and not _is_file(part)
                and (found := tidy(text(part), LONGEST_SAID))
            ):
                return found
    return ""


# --- where it comes from ---------------------------------------------------------------------


def _trail(whole: Part, parts: tuple[Part, ...], content: bytes) -> Trail:
    return Trail(
        of=tuple(dict.fromkeys(_refers_to(whole, parts))),
        own=next(_ids(whole.header("message-id")), ""),
        sender=_sender(whole.header("from")),
        dated=tidy(whole.header("date"), 60),
        sha256=sha256(content).hexdigest(),
    )


def _refers_to(whole: Part, parts: tuple[Part, ...]) -> Iterator[str]:
    """The Message-IDs that it names: of the message returned, as reported, answered, referred to (the latest first)."""
    if _is_report(whole):
        for part in parts:
            if part.media in RETURNED:
                yield from _ids(parse(unpacked(part).lstrip(b"\r\n")).header("message-id"))
        for part in parts:
            if part.media in STATUS | DISPLAY:
                yield from _reported(unpacked(part))
    yield from _ids(whole.header("in-reply-to"))
    yield from reversed(list(_ids(whole.header("references"))))


def _reported(told: bytes) -> Iterator[str]:
    for name, value in fields(told.lstrip(b"\r\n")):
        if name == "original-message-id":
            yield from _ids(value)
        elif name == "original-envelope-id":
            plain = re.sub(r"\+([0-9A-F]{2})", lambda one: chr(int(one[1], 16)), value[:300])
            yield from _ids(f"<{plain.strip('<>')}>")


def _ids(value: str) -> Iterator[str]:
    yield from ID.findall(value)[-MOST_IDS:]


def _sender(value: str) -> str:
    found = ADDRESS.findall(value[:2000])
    return tidy(found[-1], LONGEST_ADDRESS) if found else ""


def _is_report(whole: Part) -> bool:
    """Whether a mail server wrote it. What people send on of such reports is theirs, not a report."""
    return whole.media == "multipart/report" or _is_server(whole)


def _is_server(whole: Part) -> bool:
    sender = _sender(whole.header("from")).lower()
    return whole.header("return-path").replace(" ", "") == "<>" or sender.startswith(SERVERS)


# --- the readings, each of which may find nothing ------------------------------------------------


def _nothing(came: Came) -> Iterator[Notice]:
    if not came.whole.headers:
        yield _unreadable(came, "It has no headers, so nothing tells where it comes from.")


def _delivery(came: Came) -> Iterator[Notice]:
    part = came.of_media(STATUS)
    if part is None or not _is_report(came.whole):
        return
    found = tuple(reports(came.trail, unpacked(part), said(came)))
    yield from found or (_unreadable(came, "It reports on a delivery, and names no recipient."),)


def _display(came: Came) -> Iterator[Notice]:
    part = came.of_media(DISPLAY)
    if part is None or came.whole.media != "multipart/report":
        return
    told = dict(reversed(fields(unpacked(part).lstrip(b"\r\n"))))
    recipient = _sender(told.get("final-recipient", "").partition(";")[2])
    how = DISPOSITION.match(told.get("disposition", "").lower())
    if how is None or how[2] not in DISPOSALS | {"displayed"}:
        yield _unreadable(came, "It reports on a display, and does not say what was done.")
    elif how[2] == "displayed" and not how[3]:
        by_hand = "mdn-sent-manually" in how[1]
        yield Displayed(trail=came.trail, recipient=recipient, by_hand=by_hand)
    else:
        done = "failed" if how[2] == "displayed" else how[2]
        yield Disposed(trail=came.trail, recipient=recipient, how=done)


def _in_words(came: Came) -> Iterator[Notice]:
    """Servers that report in words of a fixed form, and not as RFC 3464 has it."""
    if _is_server(came.whole):
        first = next((part for part in came.parts if part.media == "text/plain"), None)
        told = text(first) if first else ""
        yield from told_in_words(came.trail, came.whole.header("x-failed-recipients"), told)


def _odd_report(came: Came) -> Iterator[Notice]:
    answers = bool(came.whole.header("in-reply-to"))  # a postmaster is a person too
    if came.whole.media == "multipart/report" or (_is_server(came.whole) and not answers):
        kind = tidy(came.whole.options.get("report-type", ""), 40) or "no kind that is known here"
        yield _unreadable(came, f"A mail server reports something that cannot be read ({kind}).")


def _machine(came: Came) -> Iterator[Notice]:
    header = came.whole.header
    subject = tidy(words(header("subject")), LONGEST_SAID)
    submitted = header("auto-submitted").partition(";")[0].strip().lower()
    marked = any(header(name) for name in ("x-autoreply", "x-autorespond", "x-autogenerated"))
    if (
        submitted not in {"", "no"}
        or marked
        or header("precedence").lower() in MACHINES
        or subject.lower().startswith(ANSWERING)
    ):
        yield AutoReply(trail=came.trail, subject=subject, said=said(came))


def _reply(came: Came) -> Notice:
    subject = tidy(words(came.whole.header("subject")), LONGEST_SAID)
    files = sum(1 for part in came.parts if _is_file(part))
    return Reply(trail=came.trail, subject=subject, said=said(came), files=files)


def _is_file(part: Part) -> bool:
    told = part.header("content-disposition").lower()
    leaf = not part.media.startswith(("text/", "multipart/"))
    return told.startswith("attachment") or (leaf and not told.startswith("inline"))


def _unreadable(came: Came, why: str) -> Unreadable:
    return Unreadable(trail=came.trail, why=why, said=said(came))
