"""The ledger in a database: it refuses to be changed, and what is changed behind its back is found and named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from proviso.acts.perform import sitting
from proviso.acts.register import load_register
from proviso.domain.chain import Link, hash_of
from proviso.domain.verifying import Verdict
from proviso.outside import gazetteer, keys
from proviso.queries import ledger
from proviso.records import guards, streams
from tests.acts.village import AT, ELDER, MV, done, matter, request, village
from tests.outside.test_gazetteer import folder

pytestmark = pytest.mark.django_db
TABLES = ("records_entry", "records_checkpoint")


WEIR, OLD_WEIR = f"{MV}/place:weir", f"{MV}/place:old_weir"
EDITION: dict[str, list[str] | bytes] = {
    "states": [],
    "counties": [],
    "towns": [],
    "places": [f"{WEIR},,ZZ71,Weir city,Weir,city,MV,,5,2019,"],
    "aliases": [f"{OLD_WEIR},{WEIR},,Old name"],
    "own_aliases": [],
    "surface_aliases": [],
    "own_names": [],
    "consolidated": [],
}


@pytest.fixture(autouse=True)
def _signed_village(tmp_path: Any) -> None:
    """A register of one, a village with two matters, a checkpoint over them, and one more over a request."""
    load_register(folder(tmp_path, **EDITION), by="Clara Clerk", at=AT)
    village()
    matter("V2")
    done("note-alias", "register", alias=f"{MV}/county:eldre", ocd_id=ELDER, why="Spelling")
    done("rename-government", "register", ocd_id=ELDER, name="Elder", why="Charter")
    checkpoint()
    request()
    checkpoint()


def checkpoint() -> None:
    with sitting() as one:
        one.checkpoint()


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@contextmanager
def behind_its_back() -> Iterator[None]:
    """The triggers gone while something is done, and there again after it."""
    if connection.vendor == "postgresql":
        for table in TABLES:
            execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    else:
        for name in guards.EXPECTED["sqlite"]:
            execute(f"DROP TRIGGER {name}")
        yield
        for sql in guards.EXPECTED["sqlite"].values():
            execute(sql)


def tampered(*statements: tuple[Any, ...]) -> Verdict:
    """The verdict after these statements; they are undone."""
    with transaction.atomic():
        with behind_its_back():
            for statement, *values in statements:
                assert execute(statement, *values) >= 1, statement
        found = ledger.verify_database()
        transaction.set_rollback(True)
    return found


def named(found: Verdict) -> str:
    return "\n".join([*map(str, found.breaks), *found.problems])


def rows() -> list[Link]:
    return list(streams.links())


def test_a_ledger_that_nobody_touched_holds() -> None:
    found = ledger.verify_database()
    assert found.holds, named(found)
    assert found.entries == len(rows()) > 20
    assert (found.checkpoints, found.unsigned, found.key) == (2, 0, keys.held())
    head = ledger.head()
    assert (head.root, head.signed_root, head.checkpoint) == (found.root, found.roots[-1], 2)


# the database refuses


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET body = body",
        "UPDATE {} SET number = number + 1000",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_row(table: str, statement: str) -> None:
    before = rows(), streams.checkpoints()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        execute(statement.format(table))
    assert (rows(), streams.checkpoints()) == before


@pytest.mark.parametrize("table", TABLES)
def test_postgresql_refuses_to_empty_a_table(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE.")
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        execute(f"TRUNCATE {table} CASCADE")


REPLACING = {
    "sqlite": (
        "INSERT OR REPLACE INTO records_entry SELECT stream, number, 'other', body, hash FROM records_entry",
        "REPLACE INTO records_entry SELECT 'other', number, key, body, hash FROM records_entry",
        (
            "INSERT OR REPLACE INTO records_checkpoint "
            "SELECT number, body, body, moved FROM records_checkpoint"
        ),
        "UPDATE OR REPLACE records_entry SET number = 1",
    ),
    "postgresql": (
        (
            "INSERT INTO records_entry SELECT * FROM records_entry ON CONFLICT (stream, number) "
            "DO UPDATE SET hash = ''"
        ),
        (
            "INSERT INTO records_checkpoint SELECT * FROM records_checkpoint ON CONFLICT (number) "
            "DO UPDATE SET signature = ''"
        ),
    ),
}


@pytest.mark.parametrize("which", range(4))
def test_the_database_refuses_to_put_a_row_in_the_place_of_another(which: int) -> None:
    statements = REPLACING[connection.vendor]
    before = rows(), streams.checkpoints()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        execute(statements[which % len(statements)])
    assert (rows(), streams.checkpoints()) == before


@pytest.mark.parametrize("same", ["stream, number, 'another key'", "stream, number + 1000, key"])
def test_the_database_refuses_two_rows_in_one_place_or_with_one_key(same: str) -> None:
    insert = f"INSERT INTO records_entry (stream, number, key, body, hash) SELECT {same}, body, hash FROM records_entry"
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(insert)
    with pytest.raises(DatabaseError), transaction.atomic(), behind_its_back():
        execute(insert)  # by the unique indexes alone


# rows changed behind its back

CHANGES: dict[str, Callable[[Link], object]] = {
    "stream": lambda row: f"{row.stream}x",
    "number": lambda row: row.number + 5000,
    "key": lambda row: f"{row.key}x",
    "body": lambda row: row.body.replace(b"2018", b"2017", 1) + b" ",
    "hash": lambda row: hash_of(row.body + b" "),
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_of_any_column_of_any_entry_is_named(column: str) -> None:
    missed = []
    for row in rows():
        found = tampered(
            (
                f"UPDATE records_entry SET {column} = %s WHERE stream = %s AND number = %s",
                CHANGES[column](row),
                row.stream,
                row.number,
            )
        )
        if f"stream {row.stream}, entry {row.number}: " not in named(found):
            missed.append((row.stream, row.number, named(found)))
    assert missed == []


def test_a_deleted_entry_is_named() -> None:
    missed = []
    for row in rows():
        found = tampered(
            (
                "DELETE FROM records_entry WHERE stream = %s AND number = %s",
                row.stream,
                row.number,
            )
        )
        if f"stream {row.stream}, entry {row.number}: " not in named(found):
            missed.append((row.stream, row.number))
    assert missed == []


def test_two_entries_swapped_are_named() -> None:
    put = "UPDATE records_entry SET number = %s WHERE stream = %s AND number = %s"
    for first, second in zip(rows(), rows()[1:], strict=False):
        if first.stream == second.stream:
            found = tampered(
                (put, 9999, first.stream, first.number),
                (put, first.number, second.stream, second.number),
                (put, second.number, first.stream, 9999),
            )
            assert f"stream {first.stream}, entry {first.number}: " in named(found)


INSERT = "INSERT INTO records_entry (stream, number, key, body, hash) VALUES (%s, %s, %s, %s, %s)"


def test_an_entry_put_in_again_or_put_in_between_is_named() -> None:
    for row in rows():
        last = streams.heads()[row.stream][0]
        found = tampered((INSERT, row.stream, last + 1, "copy", row.body, row.hash))
        assert f"stream {row.stream}, entry {last + 1}: " in named(found)
    first = rows()[0]
    found = tampered((INSERT, first.stream, 0, "copy", first.body, first.hash))
    assert "is missing or out of order: found 0" in named(found)


def test_entries_cut_off_at_the_end_of_a_stream_are_named() -> None:
    for stream, (last, _) in streams.heads().items():
        found = tampered(("DELETE FROM records_entry WHERE stream = %s", stream))
        assert f"stream {stream}, entry {last}: " in named(found)
        assert not found.holds


def test_an_emptied_ledger_is_told() -> None:
    found = tampered(("DELETE FROM records_entry",))
    assert len(found.problems) > len(streams.heads())


# checkpoints changed behind its back


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE records_checkpoint SET number = 7 WHERE number = 2", "checkpoint 2 is missing"),
        ("DELETE FROM records_checkpoint WHERE number = 1", "checkpoint 1 is missing"),
        (
            "UPDATE records_checkpoint SET signature = body WHERE number = 1",
            "checkpoint 1: the signature",
        ),
        ("UPDATE records_checkpoint SET body = signature WHERE number = 2", "checkpoint 2: "),
    ],
)
def test_a_changed_or_deleted_checkpoint_is_told(statement: str, says: str) -> None:
    assert says in named(tampered((statement,)))


def test_without_its_last_checkpoint_entries_are_seen_to_be_unsigned() -> None:
    found = tampered(("DELETE FROM records_checkpoint WHERE number = 2",))
    assert found.unsigned == 1


def test_another_key_than_the_installations_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "another"))
    assert ledger.verify_database().holds, "no key here: nothing to compare with"
    assert not (tmp_path / "another").exists()
    other = keys.public_key()
    assert f"and this installation's key is {other}" in named(ledger.verify_database())
    keys.place().write_text("no key")
    assert "cannot be read. Put your copy of it back." in named(ledger.verify_database())


# derived tables changed behind the entries' back


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE records_matter SET year = 2017 WHERE matter = 'V1'", "say what matter:V1#1 says"),
        ("UPDATE records_matter SET award = NULL WHERE matter = 'V2'", "say what matter:V2#1 says"),
        ("DELETE FROM records_matter WHERE matter = 'V1'", "say what matter:V1#1 says"),
        (
            ("INSERT INTO records_matter SELECT 'V9', review, respondent, programme, year, award "
            "FROM records_matter WHERE matter = 'V1'"),
            "the table of matters has V9, which no entry opens",
        ),
        (f"UPDATE records_alias SET ocd_id = '{WEIR}' WHERE alias = 'E1'", "register#5 says"),
        ("DELETE FROM records_alias WHERE alias LIKE '%%eldre'", "aliases does not say what"),
        (
            "UPDATE records_alias SET ocd_id = 'x' WHERE alias LIKE '%%old_weir'",
            "the register's tables are not the edition that register#1 says was loaded",
        ),
        (
            "INSERT INTO records_alias (alias, ocd_id) VALUES ('E9', 'x')",
            "the register's tables are not the edition",
        ),
        ("UPDATE records_government SET population = 6 WHERE ocd_id LIKE '%%place:weir'", "edition"),
        ("UPDATE records_government SET population = NULL WHERE population = 5", "edition"),
        ("UPDATE records_government SET title = 'Elder ' WHERE title = 'Elder'", "register#7 says"),
        ("UPDATE records_government SET state = 'VM' WHERE title = 'Marrovale'", "register#2 says"),
        ("DELETE FROM records_government WHERE ocd_id LIKE '%%stow'", "register#4 says"),
        ("DELETE FROM records_government WHERE ocd_id LIKE '%%place:weir'", "edition"),
    ],
)  # fmt: skip
def test_a_derived_row_that_does_not_say_what_its_entry_says_is_told(
    statement: str, says: str
) -> None:
    found = named(tampered((statement,)))
    assert says in found


def test_rows_that_differ_from_the_packaged_edition_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    small = gazetteer.load_register(folder(tmp_path, **EDITION))
    monkeypatch.setattr(gazetteer, "packaged_edition", lambda: "village")
    monkeypatch.setattr(gazetteer, "load_register", lambda: small)
    told = named(
        tampered(
            ("UPDATE records_government SET population = 6 WHERE ocd_id = %s", WEIR),
            ("UPDATE records_alias SET ocd_id = 'x' WHERE alias = %s", OLD_WEIR),
        )
    )
    assert f"the table of governments has another row for {WEIR} than the edition" in told
    assert f"the table of aliases has another row for {OLD_WEIR} than the edition" in told
    assert ELDER not in told


def test_register_tables_without_an_edition_hold_only_what_was_noted() -> None:
    found = tampered(
        ("DELETE FROM records_entry WHERE stream = 'register'",),
    )
    assert "and no entry says that an edition was loaded" in named(found)


# guards removed


def test_a_guard_that_is_gone_or_changed_is_told() -> None:
    for name in guards.EXPECTED[connection.vendor]:
        table = next(one for one in TABLES if name.startswith(one))
        for without in _without(name, table):
            with transaction.atomic():
                for statement in without:
                    execute(statement)
                told = named(ledger.verify_database())
                assert f"the trigger {name}" in told
                assert any(name in one for one in ledger.unguarded())
                transaction.set_rollback(True)


def _without(name: str, table: str) -> list[list[str]]:
    if connection.vendor == "sqlite":
        harmless = f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END"
        return [[f"DROP TRIGGER {name}"], [f"DROP TRIGGER {name}", harmless]]
    nothing = "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
    again = f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION records_insert_only()"
    return [
        [f"DROP TRIGGER {name} ON {table}"],
        [f"ALTER TABLE {table} DISABLE TRIGGER {name}"],
        [f"ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}"],
        [f"DROP TRIGGER {name} ON {table}", again],
        [f"CREATE OR REPLACE FUNCTION records_insert_only() {nothing}"],
    ]


def test_a_trigger_that_this_program_did_not_make_is_told() -> None:
    body = {
        "sqlite": "BEGIN SELECT 1; END",
        "postgresql": "FOR EACH STATEMENT EXECUTE FUNCTION records_insert_only()",
    }[connection.vendor]
    execute(f"CREATE TRIGGER strange AFTER INSERT ON records_entry {body}")
    assert "there is a trigger strange on the ledger" in named(ledger.verify_database())


def test_a_unique_index_that_is_gone_is_told() -> None:
    if connection.vendor == "postgresql":
        execute("ALTER TABLE records_entry DROP CONSTRAINT records_entry_key_key")
    else:
        execute("CREATE TABLE other AS SELECT * FROM records_entry")
        execute("DROP TABLE records_entry")
        execute("ALTER TABLE other RENAME TO records_entry")
    assert "would take two rows with the same key" in named(ledger.verify_database())


def test_a_table_that_is_gone_is_told() -> None:
    execute("DROP TABLE records_matter")
    assert "the table of matters cannot be read: " in named(ledger.verify_database())


# order and export


def test_streams_come_in_the_order_of_their_characters_codes_on_every_database() -> None:
    for name in ("Z", "a", "é", "ab", "\U0001f5fd"):
        done("note-source", f"source:{name}", source=name)
    names = [row.stream for row in rows()]
    assert names == sorted(names)
    assert list(streams.heads("source:")) == [f"source:{n}" for n in ("Z", "a", "ab", "é", "🗽")]


def test_an_export_of_the_database_holds_and_tells_the_same() -> None:
    lines = list(ledger.export_lines())
    found = ledger.verify_export(lines)
    assert found.holds, named(found)
    whole = ledger.verify_database()
    assert (found.root, found.roots, found.entries) == (whole.root, whole.roots, whole.entries)
    assert len(lines) == found.entries + found.checkpoints + 2
    assert ledger.count() == found.entries
