"""Both examples' files, read as rows: columns, evidence, dates, references. What each example tells is tested beside."""

import re
import tomllib

import pytest

from proviso.domain.letters import LetterKind
from proviso.domain.programmes import AwardKind, MoneyKind
from proviso.domain.responses import ResponseKind
from proviso.domain.sources import Form
from tests.examples.folders import EXAMPLES, acts, odd_columns, parts, rows

FOLDERS = ("section_1373", "single_audit")
FILES = [(folder, act) for folder in FOLDERS for act in acts(folder)]
DAYS = {"on", "learned", "due", "since", "until", "met", "heard_by"}
DAY = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")


@pytest.mark.parametrize(("folder", "act"), FILES)
def test_the_columns_of_a_file_are_the_fields_of_its_fact(folder: str, act: str) -> None:
    assert odd_columns(act, set(rows(folder, act)[0])) == set()


@pytest.mark.parametrize(("folder", "act"), FILES)
def test_every_row_has_evidence_and_confidence(folder: str, act: str) -> None:
    for line, row in enumerate(rows(folder, act), start=2):
        assert row["evidence"], f"{act}.csv, line {line}"
        assert row["confidence"] in {"high", "medium", "low"}, f"{act}.csv, line {line}"


@pytest.mark.parametrize(("folder", "act"), FILES)
def test_all_evidence_is_a_source_of_the_folder(folder: str, act: str) -> None:
    sources = {row["source"] for row in rows(folder, "note-source")}
    cited = {one for row in rows(folder, act) for one in parts(row["evidence"])}
    assert cited - sources == set()


@pytest.mark.parametrize(("folder", "act"), FILES)
def test_days_are_days_months_or_years(folder: str, act: str) -> None:
    for row in rows(folder, act):
        for column in DAYS & set(row):
            assert DAY.fullmatch(row[column]), f"{act}.csv: {column} {row[column]}"


@pytest.mark.parametrize(("folder", "act"), FILES)
def test_no_cell_reads_as_a_formula_or_holds_a_line_break(folder: str, act: str) -> None:
    for row in rows(folder, act):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "-", "\t"))
            assert "\n" not in cell
            assert cell == cell.strip()


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folder_is_utf_8_with_plain_line_ends(folder: str) -> None:
    for path in sorted((EXAMPLES / folder).iterdir()):
        content = path.read_bytes()
        content.decode("utf-8")
        assert b"\r" not in content, path.name
        assert not content.startswith(b"\xef\xbb\xbf"), path.name


@pytest.mark.parametrize("folder", FOLDERS)
def test_review_toml_names_the_review_of_the_folder_and_notes_files_that_are_there(
    folder: str,
) -> None:
    told = tomllib.loads((EXAMPLES / folder / "review.toml").read_text(encoding="utf-8"))
    (opened,) = rows(folder, "open-review")
    assert (told["review"], told["title"]) == (opened["review"], opened["title"])
    assert str(told["training"]).lower() == opened["training"]
    assert all((EXAMPLES / folder / name).exists() for name in told["notes"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_letter_is_named_once_and_what_speaks_of_it_is_in_its_own_matter(folder: str) -> None:
    letters = {row["letter"]: row["matter"] for row in rows(folder, "send-letter")}
    assert len(letters) == len(rows(folder, "send-letter"))
    for act in acts(folder):
        for row in rows(folder, act):
            if row.get("letter"):
                assert letters[row["letter"]] == row["matter"], f"{act}: {row['letter']}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_of_a_matter_is_in_a_matter_that_was_opened_by_then(folder: str) -> None:
    opened = {row["matter"]: row["on"] for row in rows(folder, "open-matter")}
    for act in acts(folder):
        for row in rows(folder, act):
            if "matter" in row:
                assert row["matter"] in opened, act
                assert row["on"] >= opened[row["matter"]][: len(row["on"])], act


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_row_names_is_defined(folder: str) -> None:
    def named(act: str, column: str) -> set[str]:
        return {one for row in rows(folder, act) for one in parts(row[column])}

    assert named("send-letter", "items") <= named("define-item", "item")
    assert named("send-letter", "round") <= named("open-round", "round")
    for act in ("open-matter", "attach-condition", "note-money"):
        assert named(act, "award") <= named("make-award", "award")
    assert named("settle-matter", "case") <= named("file-case", "case")
    assert named("carry-statement", "statement") <= named("record-statement", "statement")
    assert named("prefer-value", "subject") <= named("report-value", "subject")
    assert named("list-respondent", "criteria") <= named("publish-criteria", "version")


@pytest.mark.parametrize("folder", FOLDERS)
def test_kinds_are_words_that_their_nouns_know(folder: str) -> None:
    for act, column, words in (
        ("send-letter", "kind", LetterKind),
        ("open-round", "letter_kind", LetterKind),
        ("make-award", "kind", AwardKind),
        ("note-money", "kind", MoneyKind),
        ("receive-response", "kind", ResponseKind),
        ("carry-statement", "form", Form),
    ):
        assert {row[column] for row in rows(folder, act)} <= set(words), act
