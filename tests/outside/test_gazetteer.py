"""Reading a register: in full, or not at all with every fault named by file, line and field."""

import csv
import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proviso.domain.register import Register
from proviso.outside import gazetteer
from proviso.outside.gazetteer import COLUMNS, RegisterUnreadable, load_register, rows
from tests.domain.places import whole_register
from tools import build_register

ROOT = Path(__file__).parents[2]
PACKAGED = ROOT / "src" / "proviso" / "register"
GAZETTEER = ROOT.parent / "shared" / "gazetteer"
EXAMPLE = ROOT / "src" / "proviso" / "examples" / "single_audit" / "note-government.csv"
MV = "ocd-division/country:zz/state:mv"

SMALL = {
    "states.csv": [f"{MV},,ZZ90,Marrovale,Marrovale,state,MV,,1204000,2022,,Marr."],
    "counties.csv": [f"{MV}/county:elder,,ZZ90001,Elder County,Elder,county,MV,ZZ90001,,,"],
    "places.csv": [f"{MV}/place:quay,{MV}/county:elder,ZZ1,Quay city,Quay,city,MV,ZZ90001,5,2019,"],
    "towns.csv": [f"{MV}/place:stow,,ZZ2,Stow town,Stow,town,MV,,,,"],
    "aliases.csv": [f"{MV}/place:old,{MV}/place:stow,,Old name"],
    "own_aliases.csv": [f"{MV}/place:older,{MV}/place:old,ZZ3 ZZ4,Older name"],
    "surface_aliases.csv": [f"The Quay,{MV}/place:quay"],
    "own_names.csv": [f"Stowe,{MV}/place:stow,Spelling"],
    "consolidated.csv": [f"{MV}/county:elder,City and County of Elder,Elder,city county,Charter"],
}


def folder(home: Path, **changed: list[str] | bytes) -> Path:
    """A small register; `changed` gives other lines (or bytes) for a table, by its stem."""
    digests = ['name = "village"', "date = 2020-01-01"]
    for name, lines in SMALL.items():
        content = changed.get(name.removesuffix(".csv"), lines)
        if isinstance(content, list):
            header = COLUMNS[name].replace(" ", ",")
            content = "\n".join([header, *content, ""]).encode()
        (home / name).write_bytes(content)
        digests += [f'[files."{name}"]', f'sha256 = "{hashlib.sha256(content).hexdigest()}"']
    (home / "edition.toml").write_text("\n".join(digests), encoding="utf-8")
    return home


def faults(home: Path) -> list[str]:
    with pytest.raises(RegisterUnreadable) as unreadable:
        rows(home)
    return [str(fault) for fault in unreadable.value.faults]


# --- the register that comes with the package ---


def test_the_packaged_register_is_whole() -> None:
    read = whole_register().rows
    assert len(read.governments) == 39_305
    assert read.edition == "us-2026-03"
    assert len(read.sha256) == 64


def test_every_name_written_by_hand_leads_to_a_government() -> None:
    for surface in whole_register().rows.surfaces:
        found = {each.government.ocd_id for each in whole_register().find(surface.surface_form)}
        assert whole_register().canonical(surface.ocd_id) in found, surface


def test_building_the_register_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    if not GAZETTEER.is_dir():
        pytest.skip("the gazetteer's tables are not beside this checkout; nothing to rebuild from")
    build_register.build(GAZETTEER, tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in PACKAGED.iterdir() if path.name in built}
    assert built == kept
    assert set(built) == {*COLUMNS, "edition.toml"}


def test_building_from_a_folder_without_tables_says_which_are_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build_register.py", str(tmp_path)])
    assert build_register.main() == 2
    assert "us_states.csv" in capsys.readouterr().out


def test_the_training_places_are_names_of_nobody() -> None:
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    assert len(places) == 13
    for place in places:
        assert place["ocd_id"].startswith(MV)
        assert place["geoid"].startswith("ZZ")
        for name in (place["name"], place["short_name"]):
            assert whole_register().find(name) == ()


# --- any folder ---


def test_a_folder_of_tables_becomes_a_register(tmp_path: Path) -> None:
    register = load_register(folder(tmp_path))
    assert isinstance(register, Register)
    elder = register.get(f"{MV}/place:quay")
    assert elder is not None
    assert (elder.name, elder.roles) == ("City and County of Elder", ("city", "county"))
    stow = register.get(f"{MV}/place:older")
    assert stow is not None
    assert stow.other_geoids == ("ZZ3", "ZZ4")
    assert register.resolve("Stowe, Marr.") == stow


def test_one_byte_changed_is_told_by_the_digest(tmp_path: Path) -> None:
    folder(tmp_path)
    table = tmp_path / "states.csv"
    table.write_bytes(table.read_bytes().replace(b"1204000", b"1204001"))
    (fault,) = faults(tmp_path)
    assert fault.startswith("states.csv, sha256: found ")
    assert "as edition.toml says" in fault


def test_the_digest_of_all_tables_changes_with_any_of_them(tmp_path: Path) -> None:
    one = rows(folder(tmp_path)).sha256
    changed = [SMALL["states.csv"][0].replace("1204000", "1204001")]
    assert rows(folder(tmp_path, states=changed)).sha256 != one


def part(column: str, value: str) -> list[str]:
    """The county's line with another value in one column."""
    cells = SMALL["counties.csv"][0].split(",")
    cells[COLUMNS["counties.csv"].split().index(column)] = value
    return [",".join(cells)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ocd_id", "county:elder"),
        ("canonical_ocd_id", "elder"),
        ("geoid", ""),
        ("name", "=1+1"),
        ("short_name", ""),
        ("type", ""),
        ("state", "mv"),
        ("county_geoid", "9 9"),
        ("population", "1.5"),
        ("population", "9" * 5000),
        ("population", "\u00b2"),
        ("pop_year", "-1"),
    ],
)
def test_a_malformed_cell_is_named_by_file_line_and_field(
    tmp_path: Path, column: str, value: str
) -> None:
    found = faults(folder(tmp_path, counties=part(column, value)))
    (named,) = [fault for fault in found if fault.startswith("counties.csv")]
    assert named.startswith(f"counties.csv, line 2, {column}: found ")
    assert "; expected " in named
    assert len(named) < 300


@pytest.mark.parametrize(
    ("table", "content", "said"),
    [
        ("towns", b"\xff\xfe", "towns.csv, line 1: found 'byte 0xff'; expected text in UTF-8."),
        ("towns", b"a,b\nc,d\n", "towns.csv, line 1: found 'a,b'; expected the columns ocd_id,"),
        ("states", ["one,two"], "states.csv, line 2: found '2 cells'; expected 12 cells."),
        ("own_names", ['"open,x,y'], "own_names.csv, line 2: found 'unexpected end of data'"),
        ("towns", SMALL["towns.csv"] * 2, "each id once; it already stands in towns.csv, line 2"),
        ("aliases", [f"old,{MV},,x"], "aliases.csv, line 2, alias: found 'old'; expected an id"),
        (
            "aliases",
            [f"{MV}/place:old,{MV}/place:gone,,x"],
            "the id of a government in the register",
        ),
        (
            "aliases",
            [f"{MV}/place:old,{MV}/place:older,,x"],
            "an id whose aliases end, not a circle",
        ),
        ("aliases", [f"{MV}/place:quay,{MV}/place:stow,,x"], "the canonical id in that body's own"),
        ("surface_aliases", [f" ,{MV}"], "surface_form: found ' '; expected the words"),
        ("surface_aliases", ["NYC,nowhere"], "ocd_id: found 'nowhere'; expected the id of a"),
        (
            "consolidated",
            [f"{MV},,Marr,city,x"],
            "name: found ''; expected a name and a short name",
        ),
        (
            "consolidated",
            [f"{MV},M,M,mayor,x"],
            "roles: found 'mayor'; expected one or more of city",
        ),
        ("places", [SMALL["places.csv"][0].replace("elder,", "gone,")], "canonical_ocd_id: found"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_place(
    tmp_path: Path, table: str, content: list[str] | bytes, said: str
) -> None:
    changed: dict[str, list[str] | bytes] = {table: content}
    assert said in "\n".join(faults(folder(tmp_path, **changed)))


def test_a_cell_of_a_hundred_megabytes_is_refused_and_not_repeated(tmp_path: Path) -> None:
    changed = SMALL["towns.csv"][0].encode() + b"x" * 100_000_000
    header = COLUMNS["towns.csv"].replace(" ", ",").encode()
    said = faults(folder(tmp_path, towns=header + b"\n" + changed + b"\n"))
    assert "towns.csv, line 2: found 'field larger than field limit" in said[0]
    assert len("\n".join(said)) < 2000


def absent_table(home: Path) -> None:
    (home / "towns.csv").unlink()


def absent_edition(home: Path) -> None:
    (home / "edition.toml").unlink()


def broken_edition(home: Path) -> None:
    (home / "edition.toml").write_text("name = ", encoding="utf-8")


def foreign_edition(home: Path) -> None:
    (home / "edition.toml").write_bytes(b"\xff")


def empty_edition(home: Path) -> None:
    (home / "edition.toml").write_text("", encoding="utf-8")


def odd_edition(home: Path) -> None:
    (home / "edition.toml").write_text('name = "x"\n[files]\n"towns.csv" = 1\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (absent_table, "towns.csv: found 'no such file'; expected one of the register's tables."),
        (absent_edition, "edition.toml: found 'no such file'; expected a register's folder"),
        (broken_edition, "expected TOML in UTF-8."),
        (foreign_edition, "expected TOML in UTF-8."),
        (empty_edition, "edition.toml, files: found 'None'; expected a table for each file."),
        (odd_edition, "towns.csv, sha256: found"),
    ],
)
def test_a_folder_that_is_no_register_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(folder(tmp_path))
    assert said in "\n".join(faults(tmp_path))


def test_many_faults_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    lines = [SMALL["towns.csv"][0].replace("ZZ2", "")] * 30
    with pytest.raises(RegisterUnreadable) as unreadable:
        rows(folder(tmp_path, towns=lines))
    assert len(unreadable.value.faults) > gazetteer.SHOWN
    assert "more." in str(unreadable.value).splitlines()[-1]


@given(st.binary(max_size=200), st.sampled_from(sorted(SMALL)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_bytes_do_worse_than_faults(tmp_path: Path, content: bytes, name: str) -> None:
    home = tmp_path / "fuzz"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    header = COLUMNS[name].replace(" ", ",").encode() + b"\n"
    changed: dict[str, list[str] | bytes] = {name.removesuffix(".csv"): header + content}
    try:
        load_register(folder(home, **changed))
    except RegisterUnreadable as unreadable:
        assert unreadable.faults
