"""What was read and what was changed about accounts stays: both databases refuse to change, remove or replace a row."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from proviso.people.guards import EXPECTED, missing
from proviso.people.models import Change, Read
from proviso.people.reads import Kind, Shown, note
from proviso.queries import ledger

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 2, 14, 5, tzinfo=UTC)
SHOWN = Shown(by="person-a", at=AT, page="respond_matter", address="/respond/V1/", matter="V1")


@pytest.fixture(autouse=True)
def _one_of_each() -> None:
    note(SHOWN, reviews=["R1"])
    Change.objects.create(at=AT, by="person-a", about="person-b", did="made")


@pytest.mark.parametrize("table", ["people_read", "people_change"])
@pytest.mark.parametrize(
    "sentence",
    [
        "UPDATE {table} SET at = '2020-01-01 00:00:00'",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "TRUNCATE {table}",
    ],
)
def test_the_database_refuses(table: str, sentence: str) -> None:
    theirs = {"INSERT OR REPLACE": "sqlite", "TRUNCATE": "postgresql"}
    only = next((one for word, one in theirs.items() if sentence.startswith(word)), None)
    if only not in (None, connection.vendor):
        return  # that database does not know the sentence
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        connection.cursor().execute(sentence.format(table=table))


def test_a_page_is_one_row_for_each_review_and_none_where_there_is_no_review() -> None:
    note(SHOWN, reviews=["R1", "R2"])
    note(SHOWN, reviews=[])
    assert list(Read.objects.order_by("id").values_list("review", "kind")) == [
        ("R1", "page"),
        ("R1", "page"),
        ("R2", "page"),
    ]


def test_a_file_is_told_with_its_hash() -> None:
    given = Shown(
        by="person-a", at=AT, page="roster", address="/x", given="roster.csv", sha256="0" * 64
    )
    assert given.kind is Kind.FILE
    note(given, reviews=["R1"])
    row = Read.objects.latest("id")
    assert (row.kind, row.given, row.sha256) == ("file", "roster.csv", "0" * 64)


def test_a_guard_that_is_gone_or_another_is_named_by_verify_and_doctor() -> None:
    assert not list(missing())
    with transaction.atomic():
        with connection.cursor() as cursor:
            for name in list(EXPECTED[connection.vendor]):
                table = name.partition("_no_")[0].removesuffix("_insert_only")
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")
        told = list(missing())
        assert len(told) == len(EXPECTED[connection.vendor])
        assert set(told) <= {f"{one}" for one in ledger.unguarded()}
        transaction.set_rollback(True)
    assert not list(missing())


def test_a_guard_that_does_something_else_is_named() -> None:
    if connection.vendor != "sqlite":
        return  # there its function is compared
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER people_read_no_delete")
            cursor.execute(
                "CREATE TRIGGER people_read_no_delete BEFORE DELETE ON people_read BEGIN SELECT 1; END"
            )
        assert list(missing()) == [
            "the trigger people_read_no_delete on a log is not as this program made it"
        ]
        transaction.set_rollback(True)
