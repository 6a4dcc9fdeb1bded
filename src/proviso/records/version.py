"""Which ledger this is, as it stands now: a word that changes with every entry. For what is kept in memory between questions."""

import hashlib

from django.db import connection

from proviso.records import streams

LAST_WRITTEN = "SELECT rowid, hash FROM records_entry ORDER BY rowid DESC LIMIT 1"


def version() -> str:
    """The same word means the same entries.

    On SQLite the last row written tells them all, for rows are only added. PostgreSQL keeps
    no such order, so there it is a digest over the heads of all streams.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(LAST_WRITTEN)
            return f"{name} {cursor.fetchone()}"
    told = hashlib.sha256()
    for stream, (number, digest) in sorted(streams.heads().items()):
        told.update(f"{stream}\n{number}\n{digest}\n".encode())
    return f"{name} {told.hexdigest()}"
