"""Mail servers for the tests: a real one (aiosmtpd), and one that does what it is told, however rude. No tests."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from proviso.domain.mail import Handed, Message
from proviso.outside import clock
from proviso.outside.mail import Server, hand_over
from tests.domain.mails import message

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate that a server made for itself, and the key to it."""

    file: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def certificate(folder: Path, *, host: str = HERE) -> Certificate:
    """Make a certificate for one host, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server in the tests")])
    known = x509.IPAddress(IPv4Address(host))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    both = Certificate(file=folder / f"{host}.pem", key=folder / f"{host}.key")
    both.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    both.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return both


# --- a real server ---------------------------------------------------------------------------


class Kept:
    """Keeps what a real server was given."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.secure: list[bool] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        self.secure.append(session.ssl is not None)
        return f"250 2.0.0 kept as number {len(self.envelopes)}"


def _knows(server: SMTP, session: Session, envelope: Envelope, how: str, told: Any) -> AuthResult:
    right = isinstance(told, LoginPassword) and (told.login, told.password) == (b"clerk", b"p@ss")
    return AuthResult(success=right, handled=False)


@contextmanager
def real_server(*, tls: Certificate | None = None, **more: Any) -> Iterator[tuple[Kept, int]]:
    """A real server on a port of its own; what it takes is kept."""
    kept = Kept()
    control = Controller(
        kept,
        hostname=HERE,
        port=free_port(),
        tls_context=tls.context() if tls else None,
        authenticator=_knows,
        **more,
    )
    control.start()
    try:
        yield kept, control.port
    finally:
        control.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HERE, 0))
        port: int = one.getsockname()[1]
        return port


# --- a server that does what it is told ------------------------------------------------------

CUT = "cut the connection"
SILENCE = "say nothing"
POLITE = {
    "connect": "220 brook.example ready",
    "EHLO": "250-brook.example\r\n250-DSN\r\n250 SIZE 20000000",
    "HELO": "250 brook.example",
    "STARTTLS": "220 go on",
    "AUTH": "235 welcome",
    "MAIL": "250 sender ok",
    "RCPT": "250 recipient ok",
    "DATA": "354 go on",
    ".": "250 2.0.0 queued as B7",
    "QUIT": "221 bye",
}


@dataclass(slots=True, kw_only=True)
class Scripted:
    """What a server was told to answer, and what it heard. An answer may be words, CUT, SILENCE, or a function of the connection."""

    answers: Mapping[str, str | Callable[[socket.socket], None]]
    tls: ssl.SSLContext | None = None
    text_cut_after: int | None = None
    heard: list[str] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def converse(self, line: socket.socket) -> None:
        """Talk to one client; within TLS, once that has begun."""
        self.answer("connect", line)
        if not self.listen(line) or not self.tls:
            return
        with self.tls.wrap_socket(line, server_side=True) as inner:
            self.listen(inner)

    def listen(self, line: socket.socket) -> bool:
        """Hear one command after another; whether TLS begins now."""
        lines = line.makefile("rb")
        while told := lines.readline():
            said = told.decode().rstrip("\r\n")
            self.heard.append(said)
            verb = said.split(" ")[0].upper()
            self.answer(verb if verb in POLITE else "AUTH", line)
            if verb == "STARTTLS" and self.tls:
                return True
            if verb == "DATA" and str(self.answers.get("DATA", "354"))[:3] == "354":
                self.take_text(lines, line)
            if verb == "QUIT":
                return False
        return False

    def take_text(self, lines: Any, line: socket.socket) -> None:
        text = b""
        while (told := lines.readline()) != b".\r\n":
            text += told
            if not told or len(text) > (self.text_cut_after or 10**9):
                self.texts.append(text)
                raise ConnectionAbortedError
        self.texts.append(text)
        self.heard.append(".")
        self.answer(".", line)

    def answer(self, verb: str, line: socket.socket) -> None:
        said = self.answers.get(verb, POLITE[verb])
        if callable(said):
            said(line)
        elif said == CUT:
            raise ConnectionAbortedError
        elif said == SILENCE:
            self.done.wait(10)
        else:
            line.sendall(f"{said}\r\n".encode())


@contextmanager
def scripted_server(script: Scripted) -> Iterator[int]:
    """Serve one script to whoever connects, one after the other."""
    with socket.create_server((HERE, 0)) as door:
        thread = threading.Thread(target=_serve, args=(door, script), daemon=True)
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            script.done.set()
            with suppress(OSError), socket.create_connection(door.getsockname()):
                pass
            thread.join(10)


def _serve(door: socket.socket, script: Scripted) -> None:
    while not script.done.is_set():
        line, _ = door.accept()
        with line, suppress(OSError, ValueError):
            script.converse(line)


# --- handing over to it ----------------------------------------------------------------------


def at_port(port: int) -> Server:
    return Server(host=HERE, port=port, starttls="never", timeout=5.0, patience=5.0)


def to_script(script: Scripted, made: Message | None = None, **more: Any) -> Handed:
    with scripted_server(script) as port:
        return hand_over(made or message(), replace(at_port(port), **more))


def answering(**answers: str | Callable[[socket.socket], None]) -> Scripted:
    return Scripted(answers={name.replace("dot", "."): said for name, said in answers.items()})
