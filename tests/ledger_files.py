"""Installations in an SQLite file, for tests that damage the file itself. Ledgers without a database are domain/ledgers.py."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from proviso.acts.perform import sitting
from proviso.acts.register import load_register
from proviso.config.databases import database as described
from tests.acts.village import AT, done, matter, request, village
from tests.outside.test_gazetteer import folder

FILE = "proviso.sqlite3"
MV = "ocd-division/country:zz/state:mv"
EDITION: dict[str, list[str] | bytes] = {
    "states": [],
    "counties": [],
    "towns": [],
    "places": [
        f"{MV}/place:weir{n},,ZZ7{n},Weir {n} city,Weir {n},city,MV,,{n}5,2019," for n in range(1, 30)
    ],
    "aliases": [f"{MV}/place:old_weir{n},{MV}/place:weir{n},,Old name" for n in range(1, 20)],
    "own_aliases": [],
    "surface_aliases": [],
    "own_names": [],
    "consolidated": [],
}  # fmt: skip
OF_THE_LEDGER = tuple(
    f"records_{one}" for one in ("entry", "checkpoint", "government", "alias", "matter")
)


@contextmanager
def using(home: Path) -> Iterator[None]:
    """Have everything inside use the SQLite file in this folder, on a connection of its own."""
    usual = connections["default"]
    settings = {**usual.settings_dict, **described(home, None), "NAME": str(home / FILE)}
    one = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    connections["default"] = one
    try:
        yield
    finally:
        one.close()
        connections["default"] = usual


def make(home: Path, *, matters: int) -> Path:
    """An installation with a register, a village, matters, a request, a long remark; signed twice."""
    home.mkdir(parents=True)
    edition = home / "edition"
    edition.mkdir()
    with using(home):
        call_command("migrate", verbosity=0, interactive=False)
        load_register(folder(edition, **EDITION), by="Clara Clerk", at=AT)
        village()
        for n in range(2, matters + 1):
            matter(f"V{n}")
        with sitting() as one:
            one.checkpoint()
        request()
        done("note-matter", "matter:V1", text="A long remark. " * 800)
        with sitting() as one:
            one.checkpoint()
    return home / FILE


def content(file: Path) -> dict[str, list[Any]]:
    """What the ledger and the tables derived from it say: columns, and rows with the types of their values."""
    said: dict[str, list[Any]] = {}
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        opened.text_factory = bytes
        for name in OF_THE_LEDGER:
            told = opened.execute(f'PRAGMA table_info("{name}")')
            columns = [(column, kind.lower(), held) for _, column, kind, held, *_ in told]
            rows = opened.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            said[name] = [columns, *([(type(one), one) for one in row] for row in rows)]
    return said
