"""The entry point: sets Django up, brings in the command asked for, runs the app. No command is here."""

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

import proviso.cli
from proviso.cli.app import app

NOT_COMMANDS = frozenset(
    {"app", "asking", "documents", "installation", "main", "named", "questions", "wording"}
)
WITH_PAGES = frozenset({"database", "demo", "people"})
# Which module has which command, so that a command does not wait for the imports of all others.
# What is not here (help, completion, a new command) brings in every module.
MODULES = {
    "certificate": "certificates",
    "changes": "sweep",
    "compare": "comparing",
    "contacts": "contacts",
    "database": "database",
    "date": "dates",
    "demo": "demo",
    "do": "do",
    "doctor": "doctor",
    "due": "standing",
    "errands": "errands",
    "ics": "ics",
    "import": "bring_in",
    "ledger": "ledger",
    "letters": "letters",
    "mailbox": "mailbox",
    "matter": "matter",
    "may": "may",
    "orders": "orders",
    "read": "reading",
    "people": "people",
    "receipt": "receipts",
    "round": "rounds",
    "serve": "serve",
    "sources": "sources",
    "sign-receipt": "receipts",
    "standing": "standing",
    "sweep": "sweep",
    "tasks": "tasks",
    "work": "work",
    "verify-receipt": "receipts",
}


def bring_in_commands(asked: str | None = None) -> None:
    """Import the module of one command, or all of them."""
    if asked in MODULES:
        import_module(f"proviso.cli.{MODULES[asked]}")
        return
    for module in iter_modules(proviso.cli.__path__, prefix="proviso.cli."):
        if module.name.rpartition(".")[2] not in NOT_COMMANDS:
            import_module(module.name)


def main() -> None:
    """Run `proviso`."""
    asked = sys.argv[1] if len(sys.argv) > 1 else None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_for(asked))
    try:
        django.setup()
    except ImproperlyConfigured as trouble:
        _end(f"{trouble}")
    bring_in_commands(asked)
    try:
        app(prog_name="proviso")
    except DatabaseError as trouble:
        _end(unusable(trouble))


def settings_for(asked: str | None) -> str:
    """The settings a command needs: the pages and their libraries only where pages are served or accounts kept."""
    if asked == "serve":
        return "proviso.config.serving"
    return f"proviso.config.{'web' if asked in WITH_PAGES else 'settings'}"


def _end(said: str) -> NoReturn:
    """Say the last word, and end with exit 2: the command was not carried out."""
    print(said, file=sys.stderr)  # noqa: T201 - there may be no console to say it with
    sys.exit(2)


def unusable(trouble: Exception) -> str:
    """What to say of a database that is not there, or cannot be used."""
    said = str(trouble).strip().splitlines()[0] if str(trouble).strip() else "no reason given"
    if settings.ROW_SECURITY:
        return (
            f"The database cannot be used as PROVISO_WEB_DATABASE_URL says: {said}. "
            "With PROVISO_DATABASE_URL as the tables' owner, run: proviso database roles"
        )
    if (
        "unable to open database file" in said
        or "no such table" in said
        or "does not exist" in said
    ):
        return (
            f"There is no installation in {settings.PROVISO_HOME} yet ({said}). "
            "Make one: proviso demo, or proviso import FOLDER. "
            "PROVISO_HOME names another folder, PROVISO_DATABASE_URL a PostgreSQL database."
        )
    return f"The database cannot be used: {said}. Look it over: proviso doctor"


if __name__ == "__main__":
    main()
