"""Reads one table in CSV, whatever it is called, with the place of every row. Folders of tables are tables.py."""

from difflib import get_close_matches
from pathlib import Path

from proviso.outside.cells import Stop, rows_of, stray
from proviso.outside.tables import Columns, Fault, Row, shown

LARGEST = 50_000_000


def read_one(path: Path, columns: Columns) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Read one table. Raises nothing for what is wrong with it: that is in the faults."""
    reading = _Reading(path, columns)
    try:
        if path.stat().st_size > LARGEST:
            expected = f"at most {LARGEST:,} bytes"
            reading.fault("a larger file", expected, "Bring it in as several tables.")
        else:
            reading.run()
    except OSError as trouble:
        cure = "Put the file there, or correct its name."
        reading.fault(trouble.strerror or str(trouble), "a table in CSV", cure)
    return tuple(reading.rows), tuple(reading.faults)


class _Reading:
    """One reading of a table: the rows and faults so far."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.path, self.columns = path, columns
        self.rows: list[Row] = []
        self.faults: list[Fault] = []

    def fault(
        self, found: str, expected: str, cure: str, *, line: int = 0, field: str = ""
    ) -> None:
        told = Fault(
            file=self.path.name,
            line=line,
            field=shown(field),
            found=shown(found),
            expected=expected,
            cure=cure,
        )
        self.faults.append(told)

    def run(self) -> None:
        header: list[str] | None = None
        for one in rows_of(self.path):
            if isinstance(one, Stop):
                field = header[one.cell] if header and one.cell < len(header) else ""
                self.fault(one.found, one.expected, one.cure, line=one.line, field=field)
                return
            line, cells = one
            if header is None:
                header = [cell.strip() for cell in cells]
                if not self.headed(header):
                    return
            elif any(cell.strip() for cell in cells):
                self.row(line, header, cells)
        if header is None:
            expected = f"the columns {', '.join(self.columns.required)}"
            self.fault("an empty file", expected, "Write the header and the rows.")

    def headed(self, header: list[str]) -> bool:
        """Whether the header has each column that is needed, and none that is not known or doubled."""
        known = (*self.columns.required, *self.columns.optional)
        for at, one in enumerate(header):
            if one not in known:
                near = get_close_matches(one, known, n=1, cutoff=0.5)
                cure = f"Did you mean {near[0]}?" if near else "Remove the column."
                found = stray(one) or one or "a column without a name"
                self.fault(found, f"one of {', '.join(known)}", cure, line=1)
            elif one in header[:at]:
                cure = "Keep one of the two columns."
                self.fault("the column twice", "each column once", cure, line=1, field=one)
        for one in self.columns.required:
            if one not in header:
                self.fault("no such column", f"the column {one}", "Add the column.", line=1)
        return not self.faults

    def row(self, line: int, header: list[str], cells: list[str]) -> None:
        if len(cells) != len(header):
            expected = f"{len(header)} cells, as in the header"
            cure = "Add or remove cells; put quotes round a cell that has commas in it."
            self.fault(f"{len(cells)} cells", expected, cure, line=line)
            return
        found = [
            (name, wrong)
            for name, cell in zip(header, cells, strict=True)
            if (wrong := stray(cell))
        ]
        for name, wrong in found:
            cure = "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8)."
            self.fault(wrong, "text in UTF-8", cure, line=line, field=name)
        if not found:
            told = {key: cell for key, cell in zip(header, cells, strict=True) if cell.strip()}
            self.rows.append(Row(act=self.path.name, file=self.path.name, line=line, cells=told))
