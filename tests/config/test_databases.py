"""Which database an installation uses."""

from pathlib import Path

import pytest
from django.db import connection

from proviso.config.databases import UnusableDatabaseUrl, database

HOME = Path("somewhere")


def test_without_an_address_an_installation_uses_sqlite_in_its_home() -> None:
    assert database(HOME, None)["NAME"] == HOME / "proviso.sqlite3"


def test_a_postgresql_address_is_taken_apart() -> None:
    found = database(HOME, "postgresql://ann:p%40ss@db.example:5433/grants?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ann", "p@ss", "db.example", "5433", "grants",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_an_address_may_name_the_folder_of_a_unix_socket() -> None:
    assert database(HOME, "postgresql:///grants?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://h/n",
        "postgresql://h",
        "grants",
        "postgresql://a:secret@h",
        "postgresql://a:secret@h:p/n",
        "postgresql://[h/n",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(UnusableDatabaseUrl, match="names no PostgreSQL database") as refused:
        database(HOME, url)
    assert "secret" not in str(refused.value)


@pytest.mark.django_db
def test_sqlite_enforces_foreign_keys_and_waits_for_the_disk() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("This is about SQLite.")
    with connection.cursor() as cursor:
        answers = [
            cursor.execute(f"PRAGMA {word}").fetchone()[0]
            for word in ("foreign_keys", "synchronous")
        ]
    assert answers == [1, 2]
