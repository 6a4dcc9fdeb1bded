"""Where Django's secret key is kept. The ledger's signing keys are not here, but in outside/keys."""

import os
from contextlib import suppress
from pathlib import Path

from proviso.outside.ids import new_secret


def secret_key(home: Path) -> str:
    """Read the installation's secret key, making it on first use.

    Where there is no installation yet (no such folder, or an empty one and no database named), the
    key is good for this process only, so that asking for help or verifying a file leaves nothing
    behind.
    """
    kept = home / "keys" / "django"
    if kept.is_file():
        return kept.read_text(encoding="ascii")
    if not _installed(home):
        return new_secret()
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    return keep(kept, new_secret())


def _installed(home: Path) -> bool:
    return home.is_dir() and (any(home.iterdir()) or bool(os.environ.get("PROVISO_DATABASE_URL")))


def keep(place: Path, secret: str) -> str:
    """Write the secret where only its owner reads it; if another process was first, take theirs."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    with suppress(FileExistsError):
        os.link(draft, place)
    draft.unlink()
    return place.read_text(encoding="ascii")
