"""Fetches what came to the agency's mailbox, from a maildir folder or over IMAP, one message at a time. What it says is outside/notices.

A message stays unseen until the caller says that it is kept; whoever stops before that
finds it again. So one may be fetched twice, and is known by its `key`. Nothing is ever
deleted.
"""

import imaplib
import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from proviso.domain.refusals import Refusal
from proviso.outside import endpoints
from proviso.outside.endpoints import Endpoint, Kind, seconds
from proviso.outside.parts import tidy

LARGEST = 30_000_000
SEEN = "S"
BOXES = Kind(
    variable="PROVISO_MAILBOX_URL",
    example="imaps://user:password@mail.example.gov/INBOX or maildir:///srv/mail/returns",
    ports={"maildir": 0, "imaps": 993},
    options={"ca": ("file",), "timeout": ("seconds",)},
)
CREATE = "Make a maildir with the folders new, cur and tmp in it, or correct PROVISO_MAILBOX_URL."


class MailboxUnreachable(Exception):
    """The mailbox cannot be opened or read now. What was fetched before this stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the mailbox is: a maildir if `host` is empty, else a folder of an IMAP account."""

    folder: str
    host: str = ""
    port: int = 993
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One message as it came; of one larger than 30 MB, the beginning, and `whole` is False.

    `name` is the mailbox's name for it; `key` that of its bytes, the same wherever it is
    fetched from.
    """

    name: str
    content: bytes = field(repr=False)
    whole: bool = True

    @property
    def key(self) -> str:
        return sha256(self.content).hexdigest()


class Mailbox(Protocol):
    """An open mailbox."""

    def unseen(self) -> Iterator[Arrived]:
        """Each message that is not marked as seen, the oldest first. Raises MailboxUnreachable."""
        ...

    def kept(self, arrived: Arrived) -> None:
        """Mark a message as seen, once what it says is on record. Raises MailboxUnreachable."""
        ...


def place(url: str) -> Place | Refusal:
    """Read a place from a URL: maildir:///path, or imaps://user:password@host/folder."""
    found = endpoints.endpoint(url, BOXES)
    return found if isinstance(found, Refusal) else _place(found)


def configured(environ: Mapping[str, str] = os.environ) -> Place | Refusal | None:
    """The mailbox that PROVISO_MAILBOX_URL names; None if it names none."""
    found = endpoints.configured(BOXES, environ)
    return _place(found) if isinstance(found, Endpoint) else found


def _place(found: Endpoint) -> Place:
    if found.scheme == "maildir":
        return Place(folder=found.path)
    return Place(
        folder=found.path.strip("/") or "INBOX",
        host=found.host,
        port=found.port,
        user=found.user,
        password=found.password,
        tls={name: value for name, value in found.options.items() if name == "ca"},
        timeout=seconds(found.options, "timeout", 60.0),
    )


@contextmanager
def opened(place: Place) -> Iterator[Mailbox]:
    """Open the mailbox for as long as the block lasts. Raises MailboxUnreachable."""
    if not place.host:
        yield Maildir(Path(place.folder))
        return
    box = Imap(place)
    try:
        yield box
    finally:
        box.close()


# --- maildir ---------------------------------------------------------------------------------


class Maildir:
    """A folder with new/ and cur/ in it; a message is seen when it is in cur/ with the flag S."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, Path] = {}
        if not ((folder / "new").is_dir() and (folder / "cur").is_dir()):
            message = f"{folder} is not a maildir. {CREATE}"
            raise MailboxUnreachable(message)

    def unseen(self) -> Iterator[Arrived]:
        self._look()
        for name, path in sorted(self.found.items()):
            try:
                content, whole = _beginning(path)
            except OSError:  # another program took it, or it is no file
                continue
            yield Arrived(name=name, content=content, whole=whole)

    def kept(self, arrived: Arrived) -> None:
        """Move it to cur/ with the flag S; its other flags stay. Whoever took it away has seen it."""
        if arrived.name not in self.found or not self.found[arrived.name].exists():
            self._look()
        path = self.found.pop(arrived.name, None)
        if path is None:
            return
        flags = "".join(sorted({*path.name.partition(":2,")[2], SEEN}))
        try:
            path.rename(self.folder / "cur" / f"{arrived.name}:2,{flags}")
        except OSError as trouble:
            message = f"{path} could not be marked as seen: {trouble.strerror}."
            raise MailboxUnreachable(message) from trouble

    def _look(self) -> None:
        try:
            self.found = {
                path.name.partition(":")[0]: path
                for part in ("new", "cur")
                for path in (self.folder / part).iterdir()
                if not path.name.startswith(".") and SEEN not in path.name.partition(":2,")[2]
            }
        except OSError as trouble:
            message = f"{self.folder} cannot be read: {trouble.strerror}."
            raise MailboxUnreachable(message) from trouble


def _beginning(path: Path) -> tuple[bytes, bool]:
    """A file's bytes up to the limit, and whether that is all. Links are not followed."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        content = file.read(LARGEST + 1)
    return content[:LARGEST], len(content) <= LARGEST


# --- IMAP ------------------------------------------------------------------------------------

UID = re.compile(rb"[1-9][0-9]{0,9}")
SHORT = re.compile(rb'BODY\[\]\S* "((?:[^"\\]|\\.)*)"')  # a message of one line may come in quotes


class _Bounded(imaplib.IMAP4_SSL):
    """The standard client, which does not take more than a message may have."""

    def read(self, size: int) -> bytes:
        if size > LARGEST + 1:
            raise imaplib.IMAP4.abort("the server announces more than was asked for")
        return super().read(size)


class Imap:
    """A folder of an IMAP account, over TLS; looking at a message does not mark it as seen."""

    def __init__(self, place: Place) -> None:
        self.host = place.host
        with self._telling():
            self.server = _Bounded(
                place.host,
                place.port,
                ssl_context=endpoints.tls(place.tls),
                timeout=place.timeout,
            )
        try:
            with self._telling():
                self._sign_in(place)
                self._good(self.server.select(_quoted(_utf7(place.folder))))
        except MailboxUnreachable:
            self.close()
            raise
        self.valid = _joined(self.server.response("UIDVALIDITY")[1]).decode("ascii", "replace")

    def unseen(self) -> Iterator[Arrived]:
        with self._telling():
            found = self._good(self.server.uid("SEARCH", "UNSEEN"))
        for uid in UID.findall(_joined(found)):
            content = self._fetched(uid.decode())
            if content is not None:  # else it is gone since
                yield Arrived(
                    name=f"{self.valid}/{uid.decode()}",
                    content=content[:LARGEST],
                    whole=len(content) <= LARGEST,
                )

    def kept(self, arrived: Arrived) -> None:
        with self._telling():
            uid = arrived.name.partition("/")[2]
            self._good(self.server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))

    def close(self) -> None:
        try:
            self.server.logout()
        except (OSError, imaplib.IMAP4.error):
            with suppress(OSError):
                self.server.shutdown()

    def _sign_in(self, place: Place) -> None:
        if "AUTH=PLAIN" in self.server.capabilities:
            told = f"\0{place.user}\0{place.password}".encode()
            self.server.authenticate("PLAIN", lambda challenge: told)
        else:
            self.server.login(_quoted(place.user), place.password)

    def _fetched(self, uid: str) -> bytes | None:
        with self._telling():
            told = self._good(self.server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST + 1}>)"))
        for part in told:
            if isinstance(part, tuple):
                return bytes(part[1])
        short = SHORT.search(_joined(told))
        return re.sub(rb"\\(.)", rb"\1", short[1]) if short else None

    def _good(self, answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise imaplib.IMAP4.error(_joined(answer[1]))
        return answer[1]

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (OSError, UnicodeError, imaplib.IMAP4.error) as trouble:
            told = trouble.args[-1] if trouble.args else type(trouble).__name__
            said = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
            message = f"The mailbox at {self.host} cannot be read now: {tidy(said, 200)}."
            raise MailboxUnreachable(message) from trouble


def _joined(told: list[Any]) -> bytes:
    return b" ".join(part for part in told if isinstance(part, bytes))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _utf7(folder: str) -> str:
    """A folder's name as IMAP writes it (RFC 3501 5.1.3)."""
    return "".join(
        run.replace("&", "&-") if run.isascii() else f"&{_base64(run)}-"
        for run in re.findall(r"[ -~]+|[^ -~]+", folder)
    )


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
