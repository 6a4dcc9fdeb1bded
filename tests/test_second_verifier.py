"""What docs/ledger.md says is enough: a verifier written from it alone agrees with the program's on any export."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.exporting import Reader, export
from proviso.domain.verifying import verify
from proviso.outside.keys import signed_by
from tests import second_verifier
from tests.domain.ledgers import KEY, OTHER_KEY, a_ledger, any_entry, chained, public, signed
from tests.domain.test_exporting import BEFORE, WHOLE, changed, ended, lines_of
from tests.second_verifier import Fault

SCRIPT = Path(second_verifier.__file__)
LINES = lines_of(WHOLE)


def agreed(whole: bytes) -> bool:
    """Whether an export holds, on which both must agree."""
    reader = Reader(lines_of(whole))
    found = verify(reader.links(), reader.checkpoints(), signed_by)
    try:
        root: str | None = second_verifier.verify(whole)
    except Fault:
        root = None
    holds = found.holds and not reader.problems
    assert holds == (root is not None)
    assert not holds or root == found.root
    return holds


def test_it_is_short_and_shares_nothing_with_the_program() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    modules = {
        name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(one.name for one in node.names)]
    }
    assert len(text.splitlines()) < 140
    assert not [name for name in modules if name and name.startswith(("proviso", "tests"))]


def test_it_runs_alone_and_says_the_tree_head(tmp_path: Path) -> None:
    file = tmp_path / "ledger.export"
    file.write_bytes(WHOLE)
    command = [sys.executable, "-I", str(SCRIPT), str(file), public(KEY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == second_verifier.verify(WHOLE)
    file.write_bytes(WHOLE.replace(b"vier", b"VIER"))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "stream matter:J13, entry 1: does not fit" in done.stderr


@given(st.lists(any_entry(), max_size=4), st.data())
def test_both_agree_on_any_ledger(entries: list[object], data: st.DataObject) -> None:
    numbered: dict[str, int] = {}
    rows = []
    for row in chained(entries):  # type: ignore[arg-type]
        numbered[row.stream] = numbered.get(row.stream, 0) + 1
        if row.number == numbered[row.stream]:
            rows.append(row)
    whole = b"".join(export(rows, signed(rows[: data.draw(st.integers(0, len(rows)))], rows)))
    agreed(whole)


def test_both_find_every_byte_changed() -> None:
    for whole in (WHOLE, BEFORE):
        assert agreed(whole)
        for at, byte in enumerate(whole):
            assert not agreed(whole[:at] + bytes([byte ^ (1 << at % 8)]) + whole[at + 1 :]), at


@pytest.mark.parametrize("at", range(1, len(LINES) - 1))
def test_both_agree_on_an_export_with_a_line_removed_doubled_or_moved(at: int) -> None:
    lines = LINES[:-1]
    for forged in (
        lines[:at] + lines[at + 1 :],
        lines[: at + 1] + lines[at:],
        [lines[0], lines[at], *lines[1:at], *lines[at + 1 :]],
        [*lines[:at], *lines[at + 1 :], lines[at]],
    ):
        agreed(b"".join(ended(forged)))


@pytest.mark.parametrize("told", [{"number": True}, {"number": 1.0}, {"key": "x"}, {"more": 1}])
def test_both_agree_on_a_line_that_tells_something_else(told: dict[str, object]) -> None:
    assert not agreed(b"".join(ended([*LINES[:3], changed(LINES[3], **told), *LINES[4:-1]])))


def test_both_agree_on_files_that_are_none() -> None:
    for whole in (b"", b"\n", b"{}\n{}\n", b"\xff\n\n", b"[" * 50_000 + b"\n\n", WHOLE + b"\n"):
        assert not agreed(whole)


def test_a_key_and_a_tree_head_that_are_held_must_be_those_of_the_ledger() -> None:
    rows = a_ledger()
    whole = b"".join(export(rows, signed(rows[:2], rows[:5])))
    earlier = verify(rows[:2], [], signed_by).root
    assert second_verifier.verify(whole, public(KEY), earlier) == verify(rows, [], signed_by).root
    with pytest.raises(Fault, match="another key"):
        second_verifier.verify(whole, public(OTHER_KEY))
    with pytest.raises(Fault, match="not the tree head"):
        second_verifier.verify(whole, None, verify(rows[:3], [], signed_by).root)
