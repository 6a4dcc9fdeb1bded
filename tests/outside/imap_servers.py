"""A small IMAP server over TLS for the tests, with one folder; it may be told to misbehave. No tests."""

import re
import socket
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from tests.outside.mail_servers import HERE, Certificate

VALID = 7
LINE = re.compile(rb"(\S+) (UID )?(\S+) ?(.*)\r\n")


@dataclass(slots=True, kw_only=True)
class Folder:
    """Messages by UID, those seen, and how the server is to behave."""

    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    name: bytes = b'"INBOX"'
    plain: bool = True
    quoted: bool = False
    announced: int = 0
    cut_at: bytes = b""
    refuse: bytes = b""
    heard: list[bytes] = field(default_factory=list)

    def answer(self, verb: bytes, rest: bytes) -> list[bytes]:
        """What stands before the tagged OK."""
        match verb:
            case b"CAPABILITY":
                return [b"CAPABILITY IMAP4rev1" + (b" AUTH=PLAIN" if self.plain else b"")]
            case b"SELECT":
                return [b"%d EXISTS" % len(self.messages), b"OK [UIDVALIDITY %d] ok" % VALID]
            case b"SEARCH":
                unseen = sorted(set(self.messages) - self.seen)
                return [b"SEARCH " + b" ".join(b"%d" % uid for uid in unseen)]
            case b"FETCH":
                return self.fetched(int(rest.split()[0]), int(rest.rstrip(b">)").split(b".")[-1]))
            case b"STORE":
                self.seen.add(int(rest.split()[0]))
                return []
            case _:
                return []

    def fetched(self, uid: int, most: int) -> list[bytes]:
        noise = [b"9 FETCH (FLAGS (\\Answered))"]
        if uid not in self.messages:
            return noise
        content = self.messages[uid][:most]
        told = b"{%d}\r\n%b" % (self.announced or len(content), content)
        if self.quoted:
            told = b'"%b"' % content.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
        return [*noise, b"1 FETCH (UID %d BODY[]<0> %b)" % (uid, told)]

    def converse(self, wire: BinaryIO, line: socket.socket) -> None:
        line.sendall(b"* OK ready\r\n")
        while found := LINE.match(wire.readline()):
            tag, _, verb, rest = found.groups()
            verb = verb.upper()
            self.heard.append(b"%b %b" % (verb, rest))
            if verb == self.cut_at:
                return
            if verb == b"AUTHENTICATE":
                line.sendall(b"+ \r\n")
                self.heard.append(b64decode(wire.readline()))
            wrong = verb == b"SELECT" and rest != self.name
            line.sendall(b"".join(b"* %b\r\n" % one for one in self.answer(verb, rest)))
            good = b"NO no such thing" if wrong or verb == self.refuse else b"OK done"
            line.sendall(b"%b %b\r\n" % (tag, good))
            if verb == b"LOGOUT":
                return


@contextmanager
def imap_server(folder: Folder, own: Certificate) -> Iterator[int]:
    """Serve one folder to whoever connects, one after the other."""
    stop = threading.Event()

    def serve() -> None:
        context = own.context()
        while not stop.is_set():
            line, _ = door.accept()
            line.settimeout(10)
            with line, suppress(OSError, ssl.SSLError):
                inner = context.wrap_socket(line, server_side=True)
                with inner, inner.makefile("rb") as wire:
                    folder.converse(wire, inner)

    with socket.create_server((HERE, 0)) as door:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            stop.set()
            with suppress(OSError), socket.create_connection(door.getsockname()):
                pass
            thread.join(10)
