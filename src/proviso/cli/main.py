"""The entry point: sets Django up, brings in every command module, runs the app. No command is here."""

import os
from importlib import import_module
from pkgutil import iter_modules

import django

import proviso.cli
from proviso.cli.app import app

NOT_COMMANDS = frozenset({"app", "main"})


def bring_in_commands() -> None:
    """Import every module of this floor, so that a new file is all that a new command needs."""
    for module in iter_modules(proviso.cli.__path__, prefix="proviso.cli."):
        if module.name.rpartition(".")[2] not in NOT_COMMANDS:
            import_module(module.name)


def main() -> None:
    """Run `proviso`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.config.settings")
    django.setup()
    bring_in_commands()
    app(prog_name="proviso")


if __name__ == "__main__":
    main()
