"""Hands one message to a mail server, and says exactly what came of it. Never tries twice; who tries again is decided elsewhere.

The dot that ends a message is sent by itself. Lost before it: nothing was handed over
(Later). Lost after it and before the reply: nobody can know (Ambiguous, RFC 1047), and no
machine sends it again. `reached` is told each stage before it begins; whoever carries an
errand writes down there that the final dot is about to be sent, so that a process killed at
that point leaves an errand that is known to be ambiguous.
"""

import os
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from proviso.domain.addresses import beyond_ascii
from proviso.domain.mail import Accepted, Ambiguous, Handed, Later, Message, Refused, Stage
from proviso.domain.refusals import Refusal
from proviso.outside import endpoints
from proviso.outside.endpoints import Endpoint, Kind, seconds
from proviso.outside.messages import needs_utf8, to_bytes
from proviso.outside.wire import Lost, Reply, Wire

AT_ONCE = 65_536
FAREWELL = 2.0
OURS = frozenset({530, 534, 535, 538})  # RFC 4954 6: who signs in, or how, must change first
OPTIONS = {
    "starttls": ("required", "optional", "never"),
    "ca": ("file",),
    "timeout": ("seconds",),
    "patience": ("seconds",),
    "hello": ("name",),
    "notify": ("yes", "no"),
}
SMTP = Kind(
    variable="PROVISO_SMTP_URL",
    example="smtp://user:password@mail.example.gov:587?starttls=required",
    ports={"smtp": 587, "smtps": 465},
    options=OPTIONS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The agency's own mail server. `patience` is how long the reply to the final dot may take (RFC 5321 4.5.3.2.6).

    `starttls`: "required" (the default), "optional" (if it is offered; no password without
    it) or "never"; "implicit" for smtps. A certificate is always checked.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: str = "required"
    tls: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 60.0
    patience: float = 600.0
    hello: str = ""
    notify: bool = True


def server(url: str) -> Server | Refusal:
    """Read a server from a URL: smtp://user:password@host:port?starttls=required."""
    found = endpoints.endpoint(url, SMTP)
    return found if isinstance(found, Refusal) else _server(found)


def configured(environ: Mapping[str, str] = os.environ) -> Server | Refusal | None:
    """The server that PROVISO_SMTP_URL names; None if it names none."""
    found = endpoints.configured(SMTP, environ)
    return _server(found) if isinstance(found, Endpoint) else found


def _server(found: Endpoint) -> Server:
    options = found.options
    return Server(
        host=found.host,
        port=found.port,
        user=found.user,
        password=found.password,
        starttls="implicit" if found.scheme == "smtps" else options.get("starttls", "required"),
        tls={name: value for name, value in options.items() if name == "ca"},
        timeout=seconds(options, "timeout", 60.0),
        patience=seconds(options, "patience", 600.0),
        hello=options.get("hello", ""),
        notify=options.get("notify", "yes") == "yes",
    )


def hand_over(
    message: Message, server: Server, *, reached: Callable[[Stage], None] = lambda stage: None
) -> Handed:
    """Hand one message to the server, once. Raises only what `reached` raises, then before the final dot."""
    handing = _Handing(message, server, to_bytes(message))
    try:
        for stage, step in handing.steps():
            reached(stage)
            if (ended := handing.take(stage, step)) is not None:
                return ended
        reached(Stage.FINAL_DOT)
        return handing.finish()
    finally:
        handing.leave()


class _Handing:
    """One handing over: the wire, what the server offers, and how far it came."""

    def __init__(self, message: Message, server: Server, content: bytes) -> None:
        self.message = message
        self.server = server
        self.content = content
        self.wire: Wire | None = None
        self.stage = Stage.CONNECT
        self.offers: dict[str, str] = {}
        self.within = (
            False  # between DATA and the answer to the final dot, where no command may stand
        )

    def steps(self) -> Iterator[tuple[Stage, Callable[[], Handed | None]]]:
        yield Stage.CONNECT, self.connect
        yield Stage.GREETING, self.greet
        yield Stage.TLS, self.encrypt
        yield Stage.SIGN_IN, self.sign_in
        yield Stage.SENDER, self.name_sender
        yield Stage.RECIPIENT, self.name_recipient
        yield Stage.DATA, self.announce
        yield Stage.BODY, self.send_body

    def take(self, stage: Stage, step: Callable[[], Handed | None]) -> Handed | None:
        """Take one step; None to go on. Whatever is lost here is lost before the final dot."""
        self.stage = stage
        try:
            return step()
        except ssl.SSLCertVerificationError as trouble:
            why = f"The server's certificate does not hold: {trouble.verify_message}."
            return self.later(why, settings=True)
        except Lost as trouble:
            return self.later(_sentence(trouble), said=trouble.said)
        except OSError as trouble:
            return self.later(_sentence(trouble))

    # the steps

    def connect(self) -> Handed | None:
        self.wire = Wire(self.server.host, self.server.port, timeout=self.server.timeout)
        if self.server.starttls == "implicit":
            self.start_tls()
        return None

    def greet(self) -> Handed | None:
        return self.unless_good(self.line.reply()) or self.say_hello()

    def say_hello(self) -> Handed | None:
        """Say who speaks, and hear what the server offers."""
        name = self.server.hello or self.message.sender.domain
        reply = self.line.ask(f"EHLO {name}")
        if reply.code // 100 == 5:  # a server from before 1995 knows only this
            return self.unless_good(self.line.ask(f"HELO {name}"))
        offered = [line.upper().partition(" ") for line in reply.lines[1:]]
        self.offers = {word: rest for word, _, rest in offered}
        return self.unless_good(reply)

    def encrypt(self) -> Handed | None:
        wanted = self.server.starttls
        if wanted in {"never", "implicit"}:
            return None
        if "STARTTLS" not in self.offers:
            why = "The server offers no TLS, and the settings require it."
            return self.later(why, settings=True) if wanted == "required" else None
        if ended := self.unless_good(self.line.ask("STARTTLS")):
            return ended
        self.start_tls()
        return self.say_hello()

    def start_tls(self) -> None:
        self.line.start_tls(endpoints.tls(self.server.tls), self.server.host)

    def sign_in(self) -> Handed | None:
        if not self.server.user:
            return None
        if not self.line.secure and self.server.starttls != "never":
            why = "The server offers no TLS, and a password is not sent in the open."
            return self.later(why, settings=True)
        ways = self.offers.get("AUTH", "").split()
        user, password = self.server.user, self.server.password
        if "PLAIN" in ways:
            both = _base64(f"\0{user}\0{password}")
            return self.unless_good(self.line.ask(f"AUTH PLAIN {both}"))
        if "LOGIN" not in ways:
            why = "The server offers no way of signing in that is known here (PLAIN, LOGIN)."
            return self.later(why, settings=True)
        reply = self.line.ask("AUTH LOGIN")
        for word in (user, password):
            if reply.code == 334:
                reply = self.line.ask(_base64(word))
        return self.unless_good(reply)

    def name_sender(self) -> Handed | None:
        if why := self.cannot_carry():
            return self.refused(why)
        sender = self.message.returns_to or self.message.sender
        words = [f"MAIL FROM:<{sender}>"]
        if "SIZE" in self.offers:
            words.append(f"SIZE={len(self.content)}")
        if needs_utf8(self.message):
            words.append("BODY=8BITMIME SMTPUTF8")
        if self.notifies:  # RFC 3461 4.3 and 4.4
            words.append(f"RET=HDRS ENVID={_xtext(self.message.id.strip('<>'))}")
        return self.unless_good(self.line.ask(" ".join(words)))

    def cannot_carry(self) -> str | None:
        """Why this server can carry this message to nobody; None if it can."""
        size = self.offers.get("SIZE", "").strip()
        if size.isdecimal() and 0 < int(size[:15]) < len(self.content):
            return f"The message has {len(self.content):,} octets, and the server takes {int(size[:15]):,}."
        if needs_utf8(self.message) and "SMTPUTF8" not in self.offers:
            return "The server does not take addresses beyond ASCII (SMTPUTF8)."
        return None

    def name_recipient(self) -> Handed | None:
        to = self.message.to
        words = [f"RCPT TO:<{to}>"]
        if self.notifies:
            words.append("NOTIFY=SUCCESS,FAILURE,DELAY")
            if not beyond_ascii(to):
                words.append(f"ORCPT=rfc822;{_xtext(str(to))}")
        return self.unless_good(self.line.ask(" ".join(words)))

    def announce(self) -> Handed | None:
        reply = self.line.ask("DATA")
        self.within = reply.code == 354
        return None if self.within else self.bad(reply)

    def send_body(self) -> Handed | None:
        """The text with its dots doubled (RFC 5321 4.5.2), but not the dot that ends it."""
        content = re.sub(rb"(?m)^\.", b"..", self.content)
        for start in range(0, len(content), AT_ONCE):
            if ended := self.interrupted():
                return ended
            self.line.send(content[start : start + AT_ONCE])
        return self.interrupted()

    def interrupted(self) -> Handed | None:
        """A server that speaks or goes before the final dot has taken nothing on."""
        return self.bad(self.line.reply()) if self.line.spoke_out_of_turn() else None

    def finish(self) -> Handed:
        """Send the final dot and hear the answer. From here on, silence means that nobody knows."""
        if ended := self.take(Stage.FINAL_DOT, self.interrupted):
            return ended
        try:
            self.line.send(b".\r\n")
            reply = self.line.reply(self.server.patience)
        except (OSError, Lost) as trouble:
            said = trouble.said if isinstance(trouble, Lost) else ""
            return self.ambiguous(_sentence(trouble), said)
        self.within = reply.code // 100 not in {2, 4, 5}
        if reply.code // 100 == 2:
            return Accepted(
                message=self.message.id, recipient=str(self.message.to), reply=str(reply)
            )
        if reply.code // 100 in {4, 5}:
            return self.bad(reply)
        return self.ambiguous(
            "The server answered the final dot with neither yes nor no.", str(reply)
        )

    def leave(self) -> None:
        """Say goodbye, if that is quick; nothing depends on it."""
        if self.wire is None:
            return
        with suppress(OSError, Lost):
            if not (self.within or self.wire.ended):
                self.wire.timeout = min(self.wire.timeout, FAREWELL)
                self.wire.ask("QUIT")
        self.wire.close()

    # what may come of a step

    @property
    def line(self) -> Wire:
        if self.wire is None:
            message = "no step but the first comes without a connection"
            raise ValueError(message)
        return self.wire

    @property
    def notifies(self) -> bool:
        return self.server.notify and "DSN" in self.offers

    def unless_good(self, reply: Reply) -> Handed | None:
        return None if reply.code // 100 == 2 else self.bad(reply)

    def bad(self, reply: Reply) -> Handed:
        """What a reply means that is not the hoped one. Before anyone is named, no refusal is the recipient's."""
        firm = reply.code // 100 == 5
        named = self.stage in {
            Stage.SENDER,
            Stage.RECIPIENT,
            Stage.DATA,
            Stage.BODY,
            Stage.FINAL_DOT,
        }
        if firm and named and reply.code not in OURS:
            return self.refused("The server refused the message.", str(reply))
        return self.later("The server did not take the message.", settings=firm, said=str(reply))

    def refused(self, why: str, reply: str = "") -> Refused:
        return Refused(
            message=self.message.id,
            recipient=str(self.message.to),
            stage=self.stage,
            reply=reply,
            why=why,
        )

    def later(self, why: str, *, settings: bool = False, said: str = "") -> Later:
        return Later(
            message=self.message.id,
            recipient=str(self.message.to),
            stage=self.stage,
            reply=said,
            why=why,
            settings=settings,
        )

    def ambiguous(self, why: str, said: str) -> Ambiguous:
        return Ambiguous(
            message=self.message.id, recipient=str(self.message.to), reply=said, why=why
        )


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _xtext(text: str) -> str:
    """RFC 3461 4: a value that may stand in a parameter."""
    return "".join(
        one if "!" <= one <= "~" and one not in "+=" else f"+{ord(one):02X}" for one in text
    )


def _sentence(trouble: Exception) -> str:
    """What the system said of a failure, as a sentence."""
    said = (getattr(trouble, "strerror", None) or str(trouble) or type(trouble).__name__).strip()
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."
