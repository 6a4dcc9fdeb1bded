"""The house rules: what is pure, what is small, what things are called, what is said first."""

import ast
from pathlib import Path

import pytest

from tests.house.layout import ROOT, SOURCE, imported, kept, modules, name, tree

LONGEST_FILE = 400
LONGEST_TEST_FILE = 450  # a file of tests is a list of cases, read one at a time
LONGEST_FUNCTION = 40
DOMAIN_MAY_IMPORT = frozenset(
    {
        "__future__", "abc", "ast", "bisect", "collections", "contextlib", "dataclasses", "datetime",
        "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "itertools",
        "json", "math", "numpy", "operator", "proviso", "re", "string", "struct", "textwrap",
        "types", "typing", "unicodedata",
    }
)  # fmt: skip
NOT_A_NAME = frozenset(
    {
        "utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers",
        "services", "handler", "handlers", "processor", "processors", "data", "info",
    }
)  # fmt: skip
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "Not" + "ImplementedError")
DOMAIN = [path for path in modules() if SOURCE / "domain" in path.parents]
PYTHON = [path for path in kept() if path.suffix == ".py" and "migrations" not in path.parts]


@pytest.mark.parametrize("path", DOMAIN, ids=name)
def test_the_domain_imports_only_what_is_pure(path: Path) -> None:
    assert imported(path) <= DOMAIN_MAY_IMPORT


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    longest = LONGEST_FILE if SOURCE in path.parents else LONGEST_TEST_FILE
    assert path.read_text(encoding="utf-8").count("\n") <= longest


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_function_has_at_most_40_lines(path: Path) -> None:
    long = {
        node.name: lines
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_file_is_named_for_what_lives_in_it(path: Path) -> None:
    words = {
        word for part in path.relative_to(SOURCE).with_suffix("").parts for word in part.split("_")
    }
    assert not words & NOT_A_NAME


def test_the_only_service_is_the_service_of_letters() -> None:
    allowed = {"domain/service.py", "domain/facts/service.py", "acts/service.py"}
    found = {str(path.relative_to(SOURCE)) for path in modules() if "service" in path.stem}
    assert found <= allowed


@pytest.mark.parametrize("path", modules(), ids=name)
def test_the_first_line_of_a_module_says_what_lives_there(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said, "the module has no docstring"
    assert said.splitlines()[0].rstrip().endswith((".", ":")), "its first line is no sentence"


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in UNFINISHED if word in text]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_the_product_does_not_shout(path: Path) -> None:
    spoken = [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    ]
    assert not [text for text in spoken if "! " in text or text.endswith("!")]


def test_every_room_of_the_package_is_a_package() -> None:
    rooms = {path.parent for path in modules() if path.parent != SOURCE}
    assert not [name(room) for room in rooms if not (room / "__init__.py").exists()]


def test_data_folders_hold_no_python() -> None:
    data = [SOURCE / folder for folder in ("rulebook", "register", "examples")]
    assert not [name(path) for path in modules() if set(data) & set(path.parents)]


def test_the_root_holds_what_the_readme_promises() -> None:
    wanted = "README ARCHITECTURE GLOSSARY CONTRIBUTING SECURITY CHANGELOG".split()
    assert not [word for word in wanted if not (ROOT / f"{word}.md").is_file()]
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
