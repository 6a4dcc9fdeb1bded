"""Looks at a file from outside in a process of its own that can open nothing, write nothing and reach no network. What is looked at is in file_kinds.

Theory. Libraries that read strangers' files have had holes. The process gets the bytes by its
standard input, with an empty environment; it asks for what it needs, and then gives up, for good, the
right to open any file or socket, to write, to start processes, and to use more than its time and
memory. Its answer is one line; where there is none, the file counts as not checked, and is not taken.
"""

import subprocess
import sys
from pathlib import Path

from proviso.domain.refusals import Refusal

SECONDS, MEMORY = 30, 1 << 30
AUTHORITY = "The record's own rule of files: what is taken in is what its name says"
SO, NOT_SO = b"so", b"not so: "


def why_not_kind(path: Path, name: str, kind: str) -> Refusal | None:
    """Why the file at this path is not of that kind; None where it is."""
    # The program runs itself: no argument comes from outside, and `kind` is one of file_kinds' own words.
    command = [sys.executable, "-I", "-m", "proviso.outside.lockedly", kind]
    try:
        with path.open("rb") as file:
            ran = subprocess.run(  # noqa: S603
                command,
                stdin=file,
                capture_output=True,
                timeout=SECONDS,
                env={},
                cwd="/",
                check=False,
            )
    except (subprocess.TimeoutExpired, OSError):
        return _unchecked(name)
    said = ran.stdout.strip()
    if ran.returncode == 0 and said == SO:
        return None
    if ran.returncode == 0 and said.startswith(NOT_SO):
        return Refusal(
            code="file.not-what-it-says",
            reason=f"{name} is not a {kind} file that can be used. {said.removeprefix(NOT_SO).decode()}",
            cure="Open it where it was made, save it again as PDF or under the right ending, and choose that file.",
            authority=AUTHORITY,
        )
    return _unchecked(name)


def _unchecked(name: str) -> Refusal:
    return Refusal(
        code="file.not-checked",
        reason=f"{name} could not be looked at within {SECONDS} seconds and the memory that is given to it.",
        cure="Save it again as PDF, or in smaller files, and choose those.",
        authority=AUTHORITY,
    )


def _lock() -> None:
    """Give up what looking at bytes does not need. Nothing can be taken back."""
    import resource

    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),  # no file, no socket: neither can be had without a descriptor
    ):
        resource.setrlimit(limit, (value, value))


def main(kind: str) -> int:
    """Look at what stands on the standard input, and say what came of it."""
    import encodings.cp437
    import encodings.utf_16  # noqa: F401 - codecs are files too

    import pypdfium2.raw  # noqa: F401 - before the process is locked

    from proviso.outside.file_kinds import KINDS, NotSo

    _, look = KINDS[kind]
    _lock()
    content = sys.stdin.buffer.read()
    try:
        look(content)
    except NotSo as trouble:
        sys.stdout.buffer.write(NOT_SO + str(trouble).encode())
        return 0
    sys.stdout.buffer.write(SO)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
