"""The role of the pages: made, made again, told where it is not as it should be; pages are not served then."""

from collections.abc import Iterator

import pytest
import typer
from django.conf import settings
from django.db import connection, transaction
from pytest_django import Settings

from proviso.cli import database as command
from proviso.cli.doctor import Unwell, _rows
from proviso.cli.serve import start
from proviso.config.databases import UnusableDatabaseUrl, pages_database
from proviso.records import security
from proviso.records.policies import GRANTS, POLICIES
from tests.records.tenants import NAME, OWNER, PAGES, PASSWORD, asked, connected, run

pytestmark = pytest.mark.database
NAMED = {"NAME": NAME, "USER": PAGES, "PASSWORD": PASSWORD}


@pytest.fixture
def owner(tenants: None) -> Iterator[None]:
    """Connected as the tables' owner; what is done to the database is undone."""
    with connected(OWNER), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_made_again_it_is_as_it_was(owner: None) -> None:
    said = security.secure(PAGES, PASSWORD)
    assert said[0] == f"The role {PAGES} was there; its password is as it was."
    assert list(security.wrong(PAGES)) == []


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("ALTER TABLE records_errand DISABLE ROW LEVEL SECURITY", "is not enabled on records_err"),
        ("ALTER TABLE records_entry NO FORCE ROW LEVEL SECURITY", "is not forced on records_entry"),
        ("DROP POLICY pages_select ON records_matter", "records_matter has no policy pages_select"),
        (
            "ALTER POLICY pages_select ON records_matter USING (true)",
            "is not as this program makes",
        ),
        (
            f"CREATE POLICY more ON records_matter FOR SELECT TO {PAGES} USING (true)",
            "records_matter has a policy more, which this program did not make",
        ),
        (f"GRANT DELETE ON records_errand TO {PAGES}", f"{PAGES} may DELETE on records_errand"),
        ("GRANT SELECT ON procrastinate_workers TO PUBLIC", "may SELECT on procrastinate_workers"),
        (f"REVOKE INSERT ON records_entry FROM {PAGES}", f"{PAGES} may not INSERT on records_ent"),
        (
            """CREATE OR REPLACE FUNCTION records_agency_in(body bytea)
            RETURNS text LANGUAGE sql AS $$ SELECT 'us/ours' $$""",
            "the function records_agency_in is not as this program makes it",
        ),
    ],
)
def test_whatever_is_not_as_it_was_made_is_told_and_made_again(
    owner: None, done: str, told: str
) -> None:
    asked(done)
    found = list(security.wrong(PAGES))
    assert len(found) == 1
    assert told in found[0]
    if "PUBLIC" not in done:
        security.secure(PAGES, PASSWORD)
        assert list(security.wrong(PAGES)) == []


@pytest.mark.parametrize(
    ("done", "undone", "told"),
    [
        ("ALTER ROLE {} BYPASSRLS", "ALTER ROLE {} NOBYPASSRLS", "no policy binds it"),
        ("ALTER ROLE {} SUPERUSER", "ALTER ROLE {} NOSUPERUSER", "no policy binds it"),
        ("ALTER ROLE {} CREATEROLE", "ALTER ROLE {} NOCREATEROLE", "may make roles"),
        ("GRANT pg_monitor TO {}", "REVOKE pg_monitor FROM {}", "is a member of pg_monitor"),
        (
            "ALTER ROLE {} SET proviso.word = 'public'",
            "ALTER ROLE {} RESET proviso.word",
            "is set for every connection",
        ),
    ],
)
def test_a_role_that_is_too_mighty_serves_nothing(
    tenants: None, done: str, undone: str, told: str
) -> None:
    run(done.format(PAGES))
    try:
        with connected(PAGES, guarded=True), pytest.raises(security.NotApart, match=told) as why:
            security.must_keep_apart()
        assert "run: proviso database roles" in str(why.value)
    finally:
        run(undone.format(PAGES))
    with connected(PAGES, guarded=True):
        security.must_keep_apart()
        command.must_be_ready()


def test_the_owner_serves_nothing_as_the_role_of_the_pages(tenants: None) -> None:
    with connected(OWNER, guarded=True), pytest.raises(security.NotApart, match="owns"):
        security.must_keep_apart()
    with connected(OWNER), pytest.raises(security.NotMade, match=f"{OWNER} owns the tables"):
        security.secure(OWNER, "")
    with connected(PAGES), pytest.raises(security.NotMade, match=f"belong to {OWNER}"):
        security.secure("another", "")


def test_where_nothing_is_kept_apart_nothing_is_asked(owner: None) -> None:
    asked("DROP POLICY pages_select ON records_matter")
    security.must_keep_apart()


def test_the_command_makes_it_and_says_what_it_did(
    tenants: None, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PAGES_DATABASE = NAMED
    with connected(OWNER):
        command.roles()
        said = capsys.readouterr().out
        assert f"{PAGES} may use" in said
        assert f"{OWNER}, who owns the tables, sees every row by a policy that names it." in said
        assert _rows().startswith(f"on: the pages are served as {PAGES}, who owns no table")
        with transaction.atomic():
            asked("ALTER TABLE records_errand DISABLE ROW LEVEL SECURITY")
            with pytest.raises(Unwell, match="1 thing wrong: row-level security is not enabled"):
                _rows()
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (None, "PROVISO_WEB_DATABASE_URL is not set"),
        ({**NAMED, "USER": ""}, "PROVISO_WEB_DATABASE_URL is not set"),
        ({**NAMED, "NAME": "another"}, "Name one database"),
        ({**NAMED, "USER": OWNER}, "owns the tables, so no policy would keep anything from it"),
    ],
)
def test_a_role_that_cannot_be_made_is_told(
    tenants: None,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    pages: dict[str, str] | None,
    told: str,
) -> None:
    settings.PAGES_DATABASE = pages
    with connected(OWNER), pytest.raises(typer.Exit) as end:
        command.roles()
    assert end.value.exit_code == 2
    assert told in " ".join(capsys.readouterr().err.split())


# --- on either database --------------------------------------------------------------------------


@pytest.mark.django_db
def test_where_it_is_off_doctor_says_so_and_why(settings: Settings) -> None:
    settings.PAGES_DATABASE = None
    why = (
        "SQLite has none"
        if connection.vendor == "sqlite"
        else "the pages are served over the owner's connection, for PROVISO_WEB_DATABASE_URL is not set"
    )
    assert _rows() == f"off: {why}. The tenant door alone keeps people apart"


@pytest.mark.django_db
def test_on_sqlite_there_is_none_to_be_had(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("This is about SQLite.")
    settings.PAGES_DATABASE = NAMED
    with pytest.raises(Unwell, match="PROVISO_DATABASE_URL is not"):
        _rows()
    with pytest.raises(typer.Exit):
        command.roles()
    assert "Row-level security is PostgreSQL's." in capsys.readouterr().err


def test_pages_are_not_served_over_the_owners_connection_where_a_role_is_named(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PAGES_DATABASE = NAMED
    with pytest.raises(typer.Exit):
        start("127.0.0.1", 0)
    assert "Nothing is served." in " ".join(capsys.readouterr().err.split())


def test_the_address_of_the_pages_role_is_told_by_its_own_name() -> None:
    assert pages_database(None) is None
    found = pages_database("postgresql://web:w@db.example/grants")
    assert found is not None
    assert (found["USER"], found["NAME"]) == ("web", "grants")
    with pytest.raises(UnusableDatabaseUrl, match=r"^PROVISO_WEB_DATABASE_URL names no") as refused:
        pages_database("mysql://web:secret@h/n")
    assert "secret" not in str(refused.value)
    assert "over the connection of the tables' owner" in str(refused.value)


def test_every_table_that_has_a_stream_is_kept_apart_or_decided_on() -> None:
    """A new table is closed to the pages' role until it is named; one about a matter must follow it."""
    from django.apps import apps

    streamed = {
        model._meta.db_table
        for model in apps.get_models()
        if any(one.name == "stream" for one in model._meta.get_fields())
    }
    assert streamed <= POLICIES.keys()
    assert POLICIES.keys() <= GRANTS.keys()
    assert settings.ROW_SECURITY is False
