"""Setting an installation up where there is none: its folder, its tables, the register. No command is here."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from proviso.acts.register import load_register
from proviso.cli.asking import bad
from proviso.outside.clock import now
from proviso.queries import ledger
from proviso.records import streams


@contextmanager
def ready(*, on_trial: bool) -> Iterator[None]:
    """An installation to work in. On trial, where there is none, one that is gone afterwards."""
    name = connection.settings_dict["NAME"]
    there = connection.vendor != "sqlite" or connection.connection or Path(str(name)).exists()
    if there or not on_trial:
        ensure()
        yield
        return
    home = settings.PROVISO_HOME
    with tempfile.TemporaryDirectory(prefix="proviso-trial-") as folder:
        settings.PROVISO_HOME = Path(folder)
        connection.settings_dict["NAME"] = Path(folder) / "proviso.sqlite3"
        try:
            ensure()
            yield
        finally:
            connection.close()
            settings.PROVISO_HOME, connection.settings_dict["NAME"] = home, name


def ensure() -> bool:
    """Make what is missing, quietly; whether anything was. An installation that is there costs a look."""
    home = settings.PROVISO_HOME
    fresh = not home.is_dir()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        bad(
            f"PROVISO_HOME names {home}, where no folder can be made: {trouble.strerror}. "
            "Name a folder that you may write to."
        )
    executor = MigrationExecutor(connection)
    planned = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if planned:
        call_command("migrate", verbosity=0, interactive=False)
    if planned:  # what is sealed from now on must open again in the next process
        settings.SECRET_KEY = settings.KEPT_SECRET_KEY()
    empty = streams.head("register") is None
    if empty:
        load_register(by=os.environ.get("PROVISO_BY") or "proviso", at=now())
    return fresh or bool(planned) or empty


def there() -> None:
    """Bring the installation that is there up to date. Ends the command with exit 2 where there is none."""
    if why := ledger.why_no_ledger():
        bad(
            f"There is nothing to look at: {why}. Set the installation up: proviso demo, or proviso import."
        )
    ensure()
