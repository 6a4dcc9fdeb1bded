"""Setting an installation up where there is none: its folder, its tables, the register. No command is here."""

import os

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from proviso.acts.register import load_register
from proviso.outside.clock import now
from proviso.records import streams


def ensure() -> bool:
    """Make what is missing, quietly; whether anything was. An installation that is there costs a look."""
    home = settings.PROVISO_HOME
    fresh = not home.is_dir()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    planned = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if planned:
        call_command("migrate", verbosity=0, interactive=False)
    empty = streams.head("register") is None
    if empty:
        load_register(by=os.environ.get("PROVISO_BY") or "proviso", at=now())
    return fresh or bool(planned) or empty
