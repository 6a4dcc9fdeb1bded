"""`proviso database`: the role that serves the pages of a PostgreSQL installation, with its policies and grants. What they are is in records/policies."""

from typing import NoReturn

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.markup import escape

from proviso.cli.app import App, app
from proviso.cli.asking import bad, out
from proviso.cli.installation import ensure
from proviso.records import security, streams
from proviso.records.rows import EVERYONES, seen

UNSET = (
    "PROVISO_WEB_DATABASE_URL is not set. Let it name this database as the role that is to serve the pages: "
    "postgresql://proviso_web:PASSWORD@HOST:PORT/NAME. The role is made if there is none."
)
database = App(
    name="database",
    help="The role that serves the pages of a PostgreSQL installation. See docs/running/row-security.md.",
    no_args_is_help=True,
)
app.add_typer(database)


@database.callback()
def _group() -> None:
    """The role that serves the pages of a PostgreSQL installation."""


@database.command("roles")
def roles() -> None:
    """Make the role that serves the pages, so that the database keeps people apart too: row-level security.

    Set PROVISO_DATABASE_URL to the database as the tables' owner, and PROVISO_WEB_DATABASE_URL to the same
    database as the role that serves the pages. The tables are brought up to date, the role is made if there
    is none, and policies and grants are made anew. Run it again after each new version; it changes no row.

    Exit: 0 made, 2 it cannot be done (it says why; nothing was changed).
    """
    if connection.vendor != "postgresql":
        bad(
            "Row-level security is PostgreSQL's. PROVISO_DATABASE_URL names no database; this is SQLite."
        )
    pages = settings.PAGES_DATABASE
    if pages is None or not pages["USER"]:
        bad(UNSET)
    if pages["NAME"] != connection.settings_dict["NAME"]:
        own = connection.settings_dict["NAME"]
        bad(
            f"PROVISO_WEB_DATABASE_URL names {pages['NAME']}, and PROVISO_DATABASE_URL {own}. Name one database."
        )
    ensure()
    try:
        done = security.secure(pages["USER"], pages["PASSWORD"])
    except security.NotMade as trouble:
        bad(f"{trouble}")
    for line in done:
        out.print(escape(line), soft_wrap=True)
    if left := list(security.wrong(pages["USER"])):
        _not_whole(left)
    out.print("Now: proviso serve, and proviso doctor.")


def must_be_ready() -> None:
    """Before pages are served as a role of their own, which makes nothing. Ends the command with exit 2 where it cannot be."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        bad(f"The tables are not as this version has them. {security.CURE}")
    try:
        security.must_keep_apart()
    except security.NotApart as trouble:
        bad(f"{trouble}")
    with seen(EVERYONES):
        empty = streams.head("register") is None
    if empty:
        bad(f"The register has not been loaded. {security.CURE}")


def _not_whole(left: list[str]) -> NoReturn:
    told = "; ".join(left)
    bad(
        f"It is not whole: {told}. Let whoever looks after the database server see to it, then run this again."
    )
