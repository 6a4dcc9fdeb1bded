"""A real mail server in a process of its own: it notes each message it takes on, and after some of them it falls silent."""

import asyncio
import os
import signal
import socket
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

SILENT_AFTER = 25


class Notes:
    """Writes down the Message-ID of what it takes on, and cuts every so many after the final dot."""

    def __init__(self, place: Path) -> None:
        self.handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.taken = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        told = message_from_bytes(envelope.content)["Message-ID"]
        os.write(self.handle, f"{told}\n".encode())
        self.taken += 1
        if self.taken % SILENT_AFTER == 0:
            server.transport.abort()
        return "250 taken"


class Sink:
    """The server: `url` for PROVISO_SMTP_URL, `taken()` what it has."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "mail-taken"
        self.place.touch()
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{listening.getsockname()[1]}?starttls=never&timeout=20"
        self.child = os.fork()
        if self.child == 0:
            with suppress(BaseException):
                _serve(listening, self.place)
            os._exit(0)
        listening.close()

    def taken(self) -> list[str]:
        """The Message-IDs of all messages taken on, each as often as it was."""
        return self.place.read_text(encoding="ascii").split()

    def stop(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def _serve(listening: socket.socket, place: Path) -> None:
    async def serve() -> None:
        notes = Notes(place)
        loop = asyncio.get_running_loop()
        made = await loop.create_server(
            lambda: SMTP(notes, hostname="sink.example", loop=loop), sock=listening
        )
        await made.serve_forever()

    asyncio.run(serve())
