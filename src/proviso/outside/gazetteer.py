"""Reads a folder of register tables, in full or not at all, and says what is wrong with each line.

Lives here: files into rows, with the digests that edition.toml promises. What the rows mean is the
domain's (proviso.domain.register); making the tables is tools/build_register.py's.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from proviso.domain.editions import (
    AliasRow,
    BodyRow,
    GovernmentRow,
    RegisterRows,
    SurfaceRow,
)
from proviso.domain.identity import ROOT, canonical
from proviso.domain.register import Register

EDITION = "edition.toml"
GOVERNMENT = (
    "ocd_id canonical_ocd_id geoid name short_name type state county_geoid population pop_year note"
)
COLUMNS = {
    "states.csv": GOVERNMENT + " ap_abbr",
    "counties.csv": GOVERNMENT,
    "places.csv": GOVERNMENT,
    "towns.csv": GOVERNMENT,
    "aliases.csv": "alias ocd_id geoids why",
    "own_aliases.csv": "alias ocd_id geoids why",
    "surface_aliases.csv": "surface_form ocd_id",
    "own_names.csv": "surface_form ocd_id why",
    "consolidated.csv": "ocd_id name short_name roles why",
}
GOVERNMENTS = ("states.csv", "counties.csv", "places.csv", "towns.csv")
ALIASES = ("aliases.csv", "own_aliases.csv")
SURFACES = ("surface_aliases.csv", "own_names.csv")
BODIES = ("consolidated.csv",)
ROLES = frozenset({"state", "county", "city", "town", "district", "territory", "special-district"})
SHOWN = 20
AN_OCD_ID = f"an id that begins {ROOT}"


class Fault(NamedTuple):
    """What is wrong in one place. `line` is 0 where it is the whole file."""

    file: str
    line: int
    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        column = f", {self.field}" if self.field else ""
        return f"{where}{column}: found {_shown(self.found)}; expected {self.expected}."


class RegisterUnreadable(Exception):
    """The folder is no register. `faults` has every one that was found; nothing was loaded."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        more = len(faults) - SHOWN
        lines = [str(fault) for fault in faults[:SHOWN]]
        super().__init__("\n".join(lines + ([f"And {more} more."] if more > 0 else [])))


def load_register(folder: Traversable | None = None) -> Register:
    """The register in a folder; without one, the register that comes with the package.

    Raises RegisterUnreadable with every fault found.
    """
    return Register(rows(folder))


def packaged_edition() -> str:
    """The name of the edition that comes with the package, without reading its tables."""
    return str(_Reading(home=files("proviso") / "register").edition()["name"])


def rows(folder: Traversable | None = None) -> RegisterRows:
    """All rows in a folder of register tables, checked against each other and their digests."""
    reading = _Reading(home=files("proviso") / "register" if folder is None else folder)
    promised = reading.edition()
    contents = {name: reading.content(name, promised) for name in COLUMNS}
    governments = tuple(
        each for name in GOVERNMENTS for each in reading.governments(name, contents)
    )
    aliases = tuple(each for name in ALIASES for each in reading.aliases(name, contents))
    surfaces = tuple(each for name in SURFACES for each in reading.surfaces(name, contents))
    bodies = tuple(each for name in BODIES for each in reading.bodies(name, contents))
    reading.targets(governments, aliases)
    if reading.faults:
        raise RegisterUnreadable(tuple(reading.faults))
    digests = "".join(f"{name} {_digest(contents[name])}\n" for name in sorted(contents))
    return RegisterRows(
        edition=str(promised["name"]),
        sha256=_digest(digests.encode()),
        governments=governments,
        aliases=aliases,
        surfaces=surfaces,
        bodies=bodies,
    )


@dataclass(kw_only=True)
class _Reading:
    """One reading of a folder: the faults so far, where each id first stood, who points where."""

    home: Traversable
    faults: list[Fault] = field(default_factory=list)
    first: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    pointers: list[tuple[str, int, str, str]] = field(default_factory=list)

    def fault(self, file: str, line: int, column: str, found: str, expected: str) -> None:
        self.faults.append(Fault(file, line, column, found, expected))

    def edition(self) -> dict[str, object]:
        """What edition.toml promises: name, date, and rows and digest of each table."""
        path = self.home / EDITION
        if not path.is_file():
            expected = f"a register's folder with {EDITION} and its tables"
            raise RegisterUnreadable((Fault(EDITION, 0, "", "no such file", expected),))
        try:
            promised = tomllib.loads(path.read_bytes().decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RegisterUnreadable(
                (Fault(EDITION, 0, "", str(error), "TOML in UTF-8"),)
            ) from None
        if not isinstance(promised.get("name"), str):
            self.fault(EDITION, 0, "name", repr(promised.get("name")), "the edition's name")
        if not isinstance(promised.get("files"), dict):
            self.fault(EDITION, 0, "files", repr(promised.get("files")), "a table for each file")
            promised["files"] = {}
        return promised

    def content(self, name: str, promised: dict[str, object]) -> bytes:
        """A table's bytes; its digest is compared with the edition's."""
        path = self.home / name
        if not path.is_file():
            self.fault(name, 0, "", "no such file", "one of the register's tables")
            return b""
        content = path.read_bytes()
        tables = promised["files"]
        entry = tables.get(name) if isinstance(tables, dict) else None
        wanted = entry.get("sha256") if isinstance(entry, dict) else None
        digest = _digest(content)
        if digest != wanted:
            expected = f"{wanted}, as {EDITION} says; restore the table or build the register anew"
            self.fault(name, 0, "sha256", digest, expected)
        return content

    def lines(self, name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
        """Each line's number and cells, where it has as many cells as the table has columns."""
        if not content:
            return
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.fault(name, line, "", f"byte 0x{content[error.start]:02x}", "text in UTF-8")
            return
        wanted = COLUMNS[name].split()
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        try:
            header = next(reader)
            if header != wanted:
                self.fault(name, 1, "", ",".join(header), "the columns " + ",".join(wanted))
                return
            width = len(wanted)
            for cells in reader:
                if len(cells) == width:
                    yield reader.line_num, cells
                else:
                    self.fault(name, reader.line_num, "", f"{len(cells)} cells", f"{width} cells")
        except csv.Error as error:
            self.fault(name, reader.line_num, "", str(error), "comma-separated cells")

    def governments(self, name: str, contents: dict[str, bytes]) -> Iterator[GovernmentRow]:
        for line, cells in self.lines(name, contents[name]):
            if not _is_plain(cells):
                self.faults.extend(_faults_of(name, line, cells))
                continue
            self.once("ocd_id", cells[0], name, line)
            self.once("geoid", cells[2], name, line)
            if cells[1]:
                self.pointers.append((name, line, "canonical_ocd_id", cells[1]))
            yield _row(cells)

    def aliases(self, name: str, contents: dict[str, bytes]) -> Iterator[AliasRow]:
        for line, (alias, ocd_id, geoids, why) in self.lines(name, contents[name]):
            if not alias.startswith(ROOT):
                self.fault(name, line, "alias", alias, AN_OCD_ID)
            self.once("alias", alias, name, line)
            self.pointers.append((name, line, "ocd_id", ocd_id))
            yield AliasRow(alias, ocd_id, tuple(geoids.split()), why)

    def surfaces(self, name: str, contents: dict[str, bytes]) -> Iterator[SurfaceRow]:
        for line, cells in self.lines(name, contents[name]):
            if not cells[0].strip():
                self.fault(name, line, "surface_form", cells[0], "the words that mean the body")
            self.pointers.append((name, line, "ocd_id", cells[1]))
            yield SurfaceRow(cells[0], cells[1])

    def bodies(self, name: str, contents: dict[str, bytes]) -> Iterator[BodyRow]:
        for line, (ocd_id, title, short, roles, why) in self.lines(name, contents[name]):
            parts = tuple(roles.split())
            if not parts or not ROLES.issuperset(parts):
                expected = "one or more of " + ", ".join(sorted(ROLES))
                self.fault(name, line, "roles", roles, expected)
            if not title.strip() or not short.strip():
                self.fault(name, line, "name", title, "a name and a short name")
            self.once("consolidated", ocd_id, name, line)
            self.pointers.append((name, line, "ocd_id", ocd_id))
            yield BodyRow(ocd_id, title, short, parts, why)

    def once(self, kind: str, value: str, name: str, line: int) -> None:
        """Notes where an id stands; a second place is a fault."""
        file, earlier = self.first.setdefault((kind, value), (name, line))
        if (file, earlier) != (name, line):
            expected = f"each id once; it already stands in {file}, line {earlier}"
            self.fault(name, line, kind, value, expected)

    def targets(self, governments: Iterable[GovernmentRow], aliases: Iterable[AliasRow]) -> None:
        """Every id that a line points to must end at a government's own row."""
        onward = {row.alias: row.ocd_id for row in aliases}
        own = set()
        for row in governments:
            listed = onward.get(row.ocd_id, row.canonical_ocd_id)
            if listed != row.canonical_ocd_id:
                file, line = self.first["alias", row.ocd_id]
                expected = f"{row.canonical_ocd_id}, the canonical id in that body's own row"
                self.fault(file, line, "ocd_id", listed, expected)
            if row.canonical_ocd_id == row.ocd_id:
                own.add(row.ocd_id)
            else:
                onward[row.ocd_id] = row.canonical_ocd_id
        for file, line, column, pointed in self.pointers:
            try:
                end = canonical(pointed, onward)
            except ValueError:
                self.fault(file, line, column, pointed, "an id whose aliases end, not a circle")
                continue
            if end not in own:
                self.fault(file, line, column, pointed, "the id of a government in the register")


def _row(cells: list[str]) -> GovernmentRow:
    ocd_id, onto, geoid, name, short, type_, state, county, people, year, note = cells[:11]
    return GovernmentRow(
        ocd_id,
        onto or ocd_id,
        geoid,
        name,
        short,
        type_,
        state,
        county,
        int(people) if people else None,
        int(year) if year else None,
        note,
        cells[11] if len(cells) > 11 else "",
    )


def _is_plain(cells: list[str]) -> bool:
    """Whether nothing is wrong with a government's cells; `_faults_of` says what is."""
    ocd_id, onto, geoid, name, short, type_, state, county, people, year = cells[:10]
    return (
        ocd_id.startswith(ROOT)
        and (not onto or onto.startswith(ROOT))
        and geoid.isalnum()
        and name[:1].isalnum()
        and bool(short and type_)
        and len(state) == 2
        and state.isupper()
        and (not county or county.isalnum())
        and _is_number(people)
        and _is_number(year)
    )


def _is_number(cell: str) -> bool:
    return not cell or (cell.isascii() and cell.isdecimal() and len(cell) <= 12)


def _faults_of(file: str, line: int, cells: list[str]) -> Iterator[Fault]:
    ocd_id, onto, geoid, name, short, type_, state, county, people, year = cells[:10]
    checks = (
        ("ocd_id", ocd_id, ocd_id.startswith(ROOT), AN_OCD_ID),
        ("canonical_ocd_id", onto, not onto or onto.startswith(ROOT), AN_OCD_ID + ", or nothing"),
        ("geoid", geoid, geoid.isalnum(), "letters and digits"),
        ("name", name, name[:1].isalnum(), "a name that begins with a letter or a digit"),
        ("short_name", short, bool(short), "a short name"),
        ("type", type_, bool(type_), "a type of government, such as county"),
        ("state", state, len(state) == 2 and state.isupper(), "a postal code, such as VT"),
        ("county_geoid", county, not county or county.isalnum(), "a county's GEOID, or nothing"),
        ("population", people, _is_number(people), "a whole number, or nothing"),
        ("pop_year", year, _is_number(year), "a year, or nothing"),
    )
    return (Fault(file, line, column, found, said) for column, found, ok, said in checks if not ok)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _shown(found: str, most: int = 80) -> str:
    """What was found, in quotes and cut to a length that can be read."""
    return (
        repr(found)
        if len(found) <= most
        else f"{found[:most]!r} and {len(found) - most} more characters"
    )
