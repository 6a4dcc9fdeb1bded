"""What comes back to the village by mail: letters mailed through a real server, reports about them, a maildir. No tests."""

from functools import partial
from pathlib import Path

from proviso.acts import errands
from proviso.acts.arrivals import Taken, poll
from proviso.domain.errands import Kind, State
from proviso.outside.mail import hand_over
from proviso.outside.mailbox import Place, opened
from tests.acts.errands_village import errand, send, worker
from tests.outside.mail_servers import at_port, real_server

TO = "clerk@elder.example"


def mailed(letter: str = "L1") -> str:
    """Mail a letter through a real server; the Message-ID under which the server got it."""
    (held,) = send(errand(letter, Kind.MAIL), letter=letter)
    with real_server() as (kept, port):
        carrier = worker(send=partial(_through, port))
        assert errands.carry(held.number, carrier) is State.DONE
        content = kept.envelopes[-1].original_content
    assert isinstance(content, bytes)
    line = next(one for one in content.splitlines() if one.lower().startswith(b"message-id:"))
    return line.partition(b":")[2].strip().decode()


def _through(port: int, message, reached):  # type: ignore[no-untyped-def]
    return hand_over(message, at_port(port), reached=reached)


def report(
    of: str, *, action: str = "failed", status: str = "5.1.1", to: str = TO, number: int = 1
) -> bytes:
    """A delivery status notification as RFC 3464 has it, about the message of this id."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.elder.example
To: grants@agency.example
Subject: Delivery Status Notification
Message-ID: <report-{number}@mx.elder.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=us-ascii

About the message to {to}: the mailbox is closed.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.elder.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} the mailbox is closed

--cut
Content-Type: text/rfc822-headers

From: grants@agency.example
To: {to}
Message-ID: {of}

--cut--
""".replace("\n", "\r\n").encode()


def reply(to: str, *, says: str = "We need more time.") -> bytes:
    return f"""From: Cleo <{TO}>
To: grants@agency.example
Subject: Re: A request
Message-ID: <reply-1@elder.example>
In-Reply-To: {to}
Content-Type: text/plain; charset=utf-8

{says}
""".encode()


def maildir(at: Path, *messages: bytes) -> Path:
    """A maildir with these messages as new ones."""
    folder = at / "returns"
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    already = len(list((folder / "cur").iterdir()))
    for number, content in enumerate(messages, start=already):
        (folder / "new" / f"15168078{number:02}.m.host").write_bytes(content)
    return folder


def polled(at: Path, *messages: bytes) -> list[Taken]:
    """Put these messages into the mailbox and take what is there."""
    with opened(Place(folder=str(maildir(at, *messages)))) as box:
        return list(poll(box))
