"""A PostgreSQL database of its own whose owner is no superuser, and who connects to it as whom. No tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

NAME, OWNER, PAGES, PASSWORD = "proviso_rows", "proviso_rows_owner", "proviso_rows_pages", "p-9x"


@contextmanager
def connected(user: str, *, guarded: bool = False) -> Iterator[None]:
    """Be connected to that database as this role; `guarded` as who serves the pages is."""
    kept: dict[str, Any] = dict(connection.settings_dict)
    was = settings.ROW_SECURITY
    connection.close()
    connection.settings_dict.update(NAME=NAME, USER=user, PASSWORD=PASSWORD)
    settings.ROW_SECURITY = guarded
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
        settings.ROW_SECURITY = was


@contextmanager
def database() -> Iterator[None]:
    """Make the database and its owner, with tables and a register of nobody; gone at the end."""
    if connection.vendor != "postgresql":
        pytest.skip("Row-level security is PostgreSQL's: pytest --database=postgresql -m database")
    connection.close()
    drop()
    run(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}' NOSUPERUSER CREATEROLE")
    run(f"CREATE DATABASE {NAME} OWNER {OWNER}")
    try:
        with connected(OWNER):
            call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connection.close()
        drop()


def drop() -> None:
    """Leave nothing of it on the server."""
    run(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    for role in (PAGES, OWNER):
        run(f"DROP ROLE IF EXISTS {role}")


def run(statement: str) -> None:
    """Do this as who looks after the server."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def asked(statement: str, *values: str | int) -> list[Any]:
    """Ask the database directly, with no Django between."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall()) if cursor.description else []
