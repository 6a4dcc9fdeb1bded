"""Which database an installation uses, as Django wants it said. Opens no connection."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Readers never wait for the writer (WAL), a commit is on the disk before it is answered (FULL),
# and a writer takes its lock when its transaction begins (IMMEDIATE), so none is refused half-way.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
}
SCHEMES = ("postgresql", "postgres")
OWNERS, PAGES = "PROVISO_DATABASE_URL", "PROVISO_WEB_DATABASE_URL"


class UnusableDatabaseUrl(ImproperlyConfigured):
    """A setting that should name a PostgreSQL database names none."""

    def __init__(self, found: str, setting: str) -> None:
        otherwise = {
            OWNERS: "Unset it to use SQLite in PROVISO_HOME.",
            PAGES: "Unset it to serve the pages over the connection of the tables' owner.",
        }
        super().__init__(
            f"{setting} names no PostgreSQL database (found {found}). "
            f"Expected: postgresql://USER:PASSWORD@HOST:PORT/NAME. {otherwise[setting]}"
        )


def database(home: Path, url: str | None) -> dict[str, Any]:
    """Give Django's description of the PostgreSQL database at `url`, else of SQLite in `home`."""
    if url:
        return postgresql(url)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "proviso.sqlite3",
        "OPTIONS": dict(SQLITE),
    }


def pages_database(url: str | None) -> dict[str, Any] | None:
    """Give Django's description of the database as the role that serves the pages; None where there is no such role."""
    return postgresql(url, PAGES) if url else None


def postgresql(url: str, setting: str = OWNERS) -> dict[str, Any]:
    """Take a `postgresql://` address apart; `?host=` may name the folder of a Unix socket."""
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as trouble:  # a bracket that is not closed, a port that is no number
        message = "an address that cannot be taken apart, at its host or port"
        raise UnusableDatabaseUrl(message, setting) from trouble
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        found = f"{parts.scheme}://…{parts.path}" if parts.scheme else "no scheme"
        raise UnusableDatabaseUrl(found, setting)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", port),
        "OPTIONS": options,
    }
