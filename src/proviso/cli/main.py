"""The entry point: sets Django up, brings in the command asked for, runs the app. No command is here."""

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import django

import proviso.cli
from proviso.cli.app import app

NOT_COMMANDS = frozenset({"app", "asking", "installation", "main"})
# Which module has which command, so that a command does not wait for the imports of all others.
# What is not here (help, completion, a new command) brings in every module.
MODULES = {
    "certificate": "certificates",
    "changes": "sweep",
    "date": "dates",
    "demo": "demo",
    "do": "do",
    "doctor": "doctor",
    "due": "standing",
    "import": "bring_in",
    "ledger": "ledger",
    "matter": "matter",
    "may": "may",
    "orders": "sweep",
    "receipt": "receipts",
    "sign-receipt": "receipts",
    "standing": "standing",
    "sweep": "sweep",
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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.config.settings")
    django.setup()
    bring_in_commands(sys.argv[1] if len(sys.argv) > 1 else None)
    app(prog_name="proviso")


if __name__ == "__main__":
    main()
