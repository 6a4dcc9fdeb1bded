"""The wire to a mail server: lines sent, replies read, each with an end in length and time. What they mean is not here.

The standard library's smtplib is not used: it sends the last dot together with the text, so
that nobody can tell whether the dot left, and it waits without end for a reply that never
ends. Neither will do where a letter may be sent twice or never.
"""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

MOST_LINES = 100
LONGEST_LINE = 4096
LONGEST_SHOWN = 1000
AT_ONCE = 4096


class Lost(Exception):
    """The connection ended, or nothing that is a reply came in time; `said` is what came of one."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered: three digits and its lines, fit to be shown."""

    code: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {' / '.join(self.lines)}".strip()[:LONGEST_SHOWN]


class Wire:
    """One connection. Every wait is bounded by `timeout`, or by the patience given."""

    def __init__(self, host: str, port: int, *, timeout: float) -> None:
        self.timeout = timeout
        self.unread = b""
        self.secure = False
        self.ended = False
        self.socket = socket.create_connection((host, port), timeout)

    def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Speak TLS from here on. What came before it in the open is not believed (RFC 3207 6)."""
        if self.unread:
            raise Lost("the server spoke in the open after it had agreed to TLS")
        self.socket.settimeout(self.timeout)
        self.socket = context.wrap_socket(self.socket, server_hostname=host)
        self.secure = True

    def send(self, content: bytes) -> None:
        self.socket.settimeout(self.timeout)
        self.socket.sendall(content)

    def ask(self, line: str) -> Reply:
        """Send one line and read the reply. Raises ValueError for a line that is more than one."""
        if set(line) & set("\r\n\0"):
            message = "a command to a mail server is one line"
            raise ValueError(message)
        self.send(f"{line}\r\n".encode())
        return self.reply()

    def reply(self, patience: float | None = None) -> Reply:
        """Read one reply. Raises Lost, with what came, if none comes whole within the time."""
        until = monotonic() + (patience or self.timeout)
        lines: list[str] = []
        while len(lines) < MOST_LINES:
            line = self._line(until, lines)
            code, more = line[:3], line[3:4]
            if not (code.isascii() and code.isdigit() and more in {"", " ", "-"}):
                raise Lost("the server answered with something that is no reply", _clean(line))
            lines.append(_clean(line[4:]))
            if more != "-":
                return Reply(code=int(code), lines=tuple(lines))
        raise Lost("the server's reply has no end", lines[0])

    def spoke_out_of_turn(self) -> bool:
        """Whether the server has said something, or has gone, without being asked."""
        if self.unread or self.ended:
            return True
        self.socket.settimeout(0)
        try:
            self._take()
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            self.ended = True
        return bool(self.unread) or self.ended

    def close(self) -> None:
        with suppress(OSError):
            self.socket.close()

    def _line(self, until: float, before: list[str]) -> str:
        while b"\n" not in self.unread:
            left = until - monotonic()
            said = " / ".join([*before, _clean(self.unread.decode("utf-8", "replace"))])
            if self.ended:
                raise Lost("the server closed the connection", said)
            if len(self.unread) > LONGEST_LINE:
                raise Lost("the server's reply has no end", said[:LONGEST_SHOWN])
            if left <= 0:
                raise Lost("the server did not answer in time", said)
            self.socket.settimeout(left)
            try:
                self._take()
            except TimeoutError:
                continue
            except OSError as trouble:
                raise Lost(
                    f"the connection was lost ({trouble.strerror or trouble})", said
                ) from trouble
        line, _, self.unread = self.unread.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")

    def _take(self) -> None:
        content = self.socket.recv(AT_ONCE)
        self.unread += content
        self.ended = not content


def _clean(said: str) -> str:
    """What a server said, without anything that moves the cursor or turns the line."""
    return "".join(one if one.isprintable() else "\ufffd" for one in said)[:LONGEST_SHOWN]
