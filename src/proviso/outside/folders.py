"""Files under names that their content gives them: kept, and handed over once. What is in them is decided elsewhere.

A file is written under a draft's name, brought to the disk, and then linked to its own name:
the link is the moment, it happens or it does not, and a second one finds the first. Kept files
are in PROVISO_HOME/kept. A folder of PROVISO_HOME/outbox is read by whoever prints or posts; they
move what they have taken into its folder `taken`, and change no name.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

DRAFT = ".draft-"
TAKEN = "taken"


class NotKept(Exception):
    """There is no kept file of this content, or it is not what its name says."""


def home() -> Path:
    """The installation's folder."""
    return Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()


def outbox(kind: str) -> Path:
    """The folder in which things of one kind are handed over."""
    return home() / "outbox" / kind


# --- kept ------------------------------------------------------------------------------------


def keep(content: bytes) -> str:
    """Keep these bytes; returns their SHA-256, which is their name. Raises OSError where the disk will not."""
    name = sha256(content).hexdigest()
    folder = home() / "kept" / name[:2]
    if not (folder / name).exists():
        place(draft(folder, name, content), folder / name)
    return name


def kept(name: str) -> bytes:
    """The bytes kept under this SHA-256. Raises NotKept."""
    path = home() / "kept" / name[:2] / name
    try:
        content = path.read_bytes()
    except OSError as trouble:
        message = f"The file {name} cannot be read from {path.parent.parent}: {trouble.strerror}."
        raise NotKept(message) from trouble
    if sha256(content).hexdigest() != name:
        message = f"The file {name} in {path.parent.parent} is not what its name says; put the right one back."
        raise NotKept(message)
    return content


def is_kept(name: str) -> bool:
    """Whether a file of this name is kept. Whether it is what its name says is seen when it is read."""
    return (home() / "kept" / name[:2] / name).is_file()


# --- handed over -----------------------------------------------------------------------------


def draft(folder: Path, name: str, content: bytes) -> Path:
    """Write a file under a draft's name, down to the disk. Raises OSError, leaving nothing behind."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{DRAFT}{name}.{os.getpid()}"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        discard(path)
        raise
    return path


def place(drafted: Path, own: Path) -> bool:
    """Give a draft its own name, once: False where the name was taken. Raises OSError; the draft is gone either way."""
    try:
        if is_handed_over(own):
            return False
        os.link(drafted, own)
        _to_disk(own.parent)
    except FileExistsError:
        return False
    finally:
        discard(drafted)
    return True


def discard(drafted: Path) -> None:
    """Remove a draft, if it is still there."""
    with suppress(OSError):
        drafted.unlink(missing_ok=True)


def is_handed_over(own: Path) -> bool:
    """Whether a file of this name has been handed over, taken from the folder since or not."""
    return own.exists() or (own.parent / TAKEN / own.name).exists()


def handed_over(kind: str) -> Iterator[str]:
    """The names of all that was handed over in one folder of the outbox."""
    folder = outbox(kind)
    for place_ in (folder, folder / TAKEN):
        if place_.is_dir():
            yield from (
                one.name for one in place_.iterdir() if one.is_file() and DRAFT not in one.name
            )


def clear_drafts(kind: str, *, before: float) -> int:
    """Remove drafts last written before this moment (seconds since 1970) by workers that died; how many."""
    removed = 0
    for path in outbox(kind).glob(f"{DRAFT}*"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
