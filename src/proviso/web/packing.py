"""Tables as files: CSV, JSON, and a Data Package (version 2) that describes them. Which rows they hold is queries.pages.tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from proviso.queries.pages.tables import Cell, Column, Table
from proviso.web.asof import AsOf

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
EPOCH = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # of every file in an archive, so that the same rows give the same bytes


class _Line:
    """A file that gives back the line written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows as lines (RFC 4180), one at a time, so that a long table is never whole in memory."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow(row)


def csv_of(table: Table) -> Iterator[str]:
    """A header and the rows; several values in a cell are joined by "; "."""
    yield from csv_lines([[one.name for one in table.columns]])
    yield from csv_lines([_flat(cell) for cell in row] for row in table.rows)


def csv_text(table: Table) -> str:
    """The same as one text."""
    return "".join(csv_of(table))


def json_text(table: Table, asof: AsOf) -> str:
    """The same rows as objects, under what they are."""
    names = [one.name for one in table.columns]
    told = {
        "table": table.name,
        **_days(asof),
        "rows": [dict(zip(names, row, strict=True)) for row in table.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def package(tables: Iterable[Table], paths: Mapping[str, str], asof: AsOf, head: str) -> str:
    """The description of the tables, by the paths under which they are."""
    told = {
        "$schema": PROFILE,
        "name": "proviso-record",
        "title": f"Reviews of grant conditions as of {asof.on}, as known on {asof.known}",
        "description": "Orders, their effects, sources, matters and statements. A row names its sources.",
        **_days(asof),
        "ledger_head": head,
        "resources": [_resource(one, paths[one.name]) for one in tables],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def archive(tables: Iterable[Table], asof: AsOf, head: str) -> bytes:
    """Every table as CSV with the package that describes them, in one file."""
    held = list(tables)
    paths = {one.name: f"{one.name}.csv" for one in held}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        _add(into, "datapackage.json", package(held, paths, asof, head))
        for one in held:
            _add(into, paths[one.name], csv_text(one))
    return out.getvalue()


def _add(into: zipfile.ZipFile, name: str, text: str) -> None:
    about = zipfile.ZipInfo(name, EPOCH)
    about.compress_type = zipfile.ZIP_DEFLATED
    into.writestr(about, text.encode("utf-8"))


def _days(asof: AsOf) -> dict[str, str]:
    return {"as_of": str(asof.on), "as_known_on": str(asof.known)}


def _resource(table: Table, path: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(one) for one in table.columns],
            "primaryKey": [table.columns[0].name],
        },
    }


def _field(column: Column) -> dict[str, str]:
    kind = "string" if column.kind == "list" else column.kind
    several = "; several values are joined by a semicolon and a space"
    says = column.says + (several if column.kind == "list" else "")
    return {"name": column.name, "type": kind, "description": says}


def _flat(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return "; ".join(cell) if isinstance(cell, tuple) else cell
