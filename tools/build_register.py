"""Rebuilds the register's tables from a folder of gazetteer tables.

    python tools/build_register.py FOLDER [--into src/proviso/register]

Lives here: which columns are kept, how they are shortened, and the edition's name and date.
Not here: reading the register (proviso.outside.gazetteer) or what a government is
(proviso.domain.identity). The three tables written by hand (own_aliases.csv, own_names.csv,
consolidated.csv) are read from the register's folder and left as they are. The same input gives
the same bytes.
"""

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Rows = list[dict[str, str]]

EDITION = "us-2026-03"
EDITION_DATE = "2026-03-19"  # of the list of division ids that the tables follow
HOME = Path(__file__).resolve().parent.parent / "src" / "proviso" / "register"

# Written table, and the gazetteer's table it is made from.
GOVERNMENTS = {
    "states.csv": "us_states.csv",
    "counties.csv": "us_counties.csv",
    "places.csv": "us_places.csv",
    "towns.csv": "us_county_subdivisions.csv",
}
COLUMNS = (
    "ocd_id canonical_ocd_id geoid name short_name type state county_geoid population pop_year note"
).split()
BY_HAND = ("own_aliases.csv", "own_names.csv", "consolidated.csv")


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: Iterable[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(columns), lineterminator="\n", extrasaction="ignore")
        out.writeheader()
        out.writerows(rows)


def shortened(rows: Rows, own: dict[str, str]) -> Rows:
    """The rows with our own aliases applied; a canonical id is written only where it differs."""
    for row in rows:
        canonical = own.get(row["ocd_id"], row["canonical_ocd_id"])
        row["canonical_ocd_id"] = "" if canonical == row["ocd_id"] else canonical
    return rows


def aliases(rows: Rows, governments: dict[str, Rows]) -> Rows:
    """The list's aliases, each with the GEOID under which the Census knows it, where one is known.

    An independent city has no county; its `county_geoid` is the GEOID it bears as a county
    equivalent, so it is a second id of the city itself.
    """
    known = {row["geoid"] for table in governments.values() for row in table}
    places = {row["ocd_id"]: row["county_geoid"] for row in governments["places.csv"]}
    borne = Counter(places.values())
    written = []
    for row in rows:
        geoid = places.get(row["canonical_ocd_id"], "")
        alone = borne[geoid] == 1 and geoid not in known and "/county:" in row["alias_ocd_id"]
        written.append(
            {
                "alias": row["alias_ocd_id"],
                "ocd_id": row["canonical_ocd_id"],
                "geoids": geoid if alone else "",
                "why": row["note"],
            }
        )
    return written


def edition(folder: Path) -> str:
    lines = [f'name = "{EDITION}"', f"date = {EDITION_DATE}"]
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            count = sum(1 for _ in csv.reader(file)) - 1
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines += ["", f'[files."{path.name}"]', f"rows = {count}", f'sha256 = "{digest}"']
    return "\n".join(lines) + "\n"


def build(source: Path, into: Path) -> None:
    own = {row["alias"]: row["ocd_id"] for row in read(HOME / "own_aliases.csv")}
    governments = {name: read(source / made_from) for name, made_from in GOVERNMENTS.items()}
    written = aliases(read(source / "ocd_aliases.csv"), governments)
    for name, rows in governments.items():
        columns = [*COLUMNS, "ap_abbr"] if name == "states.csv" else COLUMNS
        write(into / name, columns, shortened(rows, own))
    write(into / "aliases.csv", ("alias", "ocd_id", "geoids", "why"), written)
    surfaces = read(source / "surface_aliases.csv")
    write(into / "surface_aliases.csv", ("surface_form", "ocd_id"), surfaces)
    for name in BY_HAND:
        if into != HOME:
            (into / name).write_bytes((HOME / name).read_bytes())
    (into / "edition.toml").write_text(edition(into), encoding="utf-8", newline="\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Rebuild the register from gazetteer tables.")
    parser.add_argument("folder", type=Path, help="folder with the gazetteer's tables")
    parser.add_argument("--into", type=Path, default=HOME, help="where to write (the register)")
    asked = parser.parse_args()
    absent = [name for name in GOVERNMENTS.values() if not (asked.folder / name).is_file()]
    if absent:
        print(f"{asked.folder} has no {', '.join(absent)}; give the folder that holds them.")
        return 2
    asked.into.mkdir(parents=True, exist_ok=True)
    build(asked.folder.resolve(), asked.into.resolve())
    print(f"Register {EDITION} written to {asked.into}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
