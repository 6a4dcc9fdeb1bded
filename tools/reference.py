"""Writes docs/reference from the code, or tells where it differs. What the pages say is in the code.

`python -m tools.reference` writes; `python -m tools.reference --check` changes nothing and exits
with 1 when a page is not as the code would write it. One function makes one page.
"""

import ast
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from inspect import cleandoc, getdoc
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeGuard

import django
import typer

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "proviso"
REFERENCE = ROOT / "docs" / "reference"
GENERATED = "<!-- Written by `make docs` from the code. Change the code, not this page. -->"

Lines = Iterator[str]


def commands() -> Lines:
    """Every command with its help, arguments and options."""
    from proviso.cli.app import app
    from proviso.cli.main import bring_in_commands

    bring_in_commands()
    yield from command(typer.main.get_command(app), "proviso")


def command(node: Any, path: str) -> Lines:
    if not node.hidden:
        yield f"## `{path}`"
        yield cleandoc(node.help or "").replace("\b", "")
        options = [option(param, node, path) for param in node.params if shown(param)]
        yield "\n".join(options)
    for name, child in sorted(getattr(node, "commands", {}).items()):
        yield from command(child, f"{path} {name}")


def shown(param: Any) -> bool:
    return not getattr(param, "hidden", False) and "completion" not in (param.name or "")


def option(param: Any, node: Any, path: str) -> str:
    """One line for one argument or option."""
    name = ", ".join([*param.opts, *param.secondary_opts])
    if param.param_type_name == "argument":
        name = (param.metavar or param.name or "").upper()
    default = param.default
    plain = isinstance(default, str | int) and not isinstance(default, bool) and default != ""
    told = f" (default: {default})" if plain else ""
    return f"- `{name}`: {(getattr(param, 'help', None) or '').strip()}{told}".rstrip(": ")


def facts() -> Lines:
    """Everything the ledger can say, noun by noun."""
    package = import_module("proviso.domain.facts")
    for found in sorted(iter_modules(package.__path__), key=lambda module: module.name):
        module = import_module(f"proviso.domain.facts.{found.name}")
        yield f"## {found.name.replace('_', ' ').capitalize()}"
        yield getdoc(module) or ""
        own = [kind for kind in vars(module).values() if is_own(kind, module.__name__)]
        for kind in dict.fromkeys(own):  # a union of one is the same class again
            yield from fact(kind)


def is_own(kind: object, module: str) -> TypeGuard[type]:
    return isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module


def fact(kind: type) -> Lines:
    yield f"### `{kind.__name__}`"
    said = getdoc(kind) or ""
    if not said.startswith(f"{kind.__name__}("):
        yield said
    held = [f"- `{field.name}`: `{type_name(field.type)}`" for field in fields(kind)]
    yield "\n".join(held)


def type_name(kind: object) -> str:
    text = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
    for module in ("datetime.", "typing.", "decimal."):
        text = text.replace(module, "")
    while "proviso." in text:
        start = text.index("proviso.")
        end = start
        while end < len(text) and (text[end].isalnum() or text[end] in "._"):
            end += 1
        text = text[:start] + text[start:end].rpartition(".")[2] + text[end:]
    return text


def refusals() -> Lines:
    """Every code with which something is refused, and where in the code that is decided."""
    found: dict[str, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if code := refused(node):
                found.setdefault(code, set()).add(str(path.relative_to(SOURCE)))
    yield "| Code | Decided in |\n|---|---|\n" + "\n".join(
        f"| `{code}` | {', '.join(sorted(places))} |" for code, places in sorted(found.items())
    )


def refused(node: ast.AST) -> str | None:
    """The code in `Refusal(code="...")` or `refuse("...")`, where it is written out."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    if not any(word in node.func.id.lower() for word in ("refus", "ground")):
        return None
    named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
    for value in [*named, *node.args[:1]]:
        if isinstance(value, ast.Constant) and "." in str(value.value):
            return str(value.value)
    return None


def rulebook() -> Lines:
    """The rules as data: acts, conditions, counting, procedures."""
    for path in sorted((SOURCE / "rulebook").rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        yield f"## {path.relative_to(SOURCE / 'rulebook').with_suffix('')}"
        yield opening(text)
        for key, value in tomllib.loads(text).items():
            yield from table(key, value, 3)


def opening(text: str) -> str:
    """The comment that a file opens with."""
    said = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        said.append(line.lstrip("# "))
    return "\n".join(said)


def table(key: str, value: Any, depth: int) -> Lines:
    """One table of a TOML file: its plain fields as a list, then the tables in it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for row in value:
            yield from table(str(row.get("code") or row.get("day") or key), row, depth)
        return
    if not isinstance(value, dict):
        yield f"- {key}: {plain(value)}"
        return
    yield f"{'#' * min(depth, 6)} {key}"
    nested = {name: part for name, part in value.items() if is_table(part)}
    yield "\n".join(
        f"- {name}: {plain(part)}" for name, part in value.items() if name not in nested
    )
    for name, part in nested.items():
        yield from table(name, part, depth + 1)


def is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def plain(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case list():
            return "; ".join(plain(part) for part in value) or "none"
        case _:
            return str(value)


def worked_cases() -> Lines:
    """The law as examples: each is a test that runs."""
    for path in sorted((ROOT / "tests" / "worked_cases").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        module = ast.parse(text)
        yield f"## {path.stem.removeprefix('test_').replace('_', ' ').capitalize()}"
        yield ast.get_docstring(module) or ""
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"### {node.name.removeprefix('test_').replace('_', ' ').capitalize()}"
                yield ast.get_docstring(node) or ""
                yield f"```python\n{case(node, text)}\n```"


def case(node: ast.FunctionDef, text: str) -> str:
    """The source of one case with its table of examples, without what was said already."""
    start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(text.splitlines()[start - 1 : node.end_lineno])


def reading() -> Lines:
    """Every rule of reading, with an example and its accept rate; in the example, what is found is bold."""
    from proviso.reading.proposal import Kind
    from proviso.reading.rates import UNREVIEWED, rules

    yield (
        "The rate is accepted of shown, from reviewers' decisions. Before anyone has reviewed, it is "
        "the prior given here, which counts as ten reviews."
    )
    for kind in Kind:
        rows = ["| Rule | What it says | Example | Rate |", "|---|---|---|---|"]
        for rule in rules().values():
            if rule.kind is kind:
                shown = found_in_example(rule.name, rule.example)
                rate = f"{UNREVIEWED.of(rule.name):.2f} (prior)"
                rows.append(f"| `{rule.name}` | {rule.says} | {shown} | {rate} |")
        yield f"## {str(kind).capitalize()}"
        yield "\n".join(rows)


@cache
def places() -> Any:
    from proviso.outside.gazetteer import rows
    from proviso.reading.governments.places import Places

    return Places(rows())


def found_in_example(name: str, example: str) -> str:
    """The example with the passage of the rule in bold, and the value read from it."""
    from proviso.reading.read import Asked, read

    asked = Asked(published=date(2019, 3, 20))
    found = (one for one in read(example, places(), asked).proposals if one.rule == name)
    one = next(found, None)
    if one is None:
        return example
    marked = f"{example[: one.start]}**{one.text}**{example[one.end :]}"
    value = "no value" if one.value is None else f"`{one.value}`"
    return f"{' '.join(marked.replace('|', ' ').split())} → {value}"


PAGES: dict[str, tuple[str, Callable[[], Lines]]] = {
    "commands.md": ("Commands", commands),
    "facts.md": ("Facts", facts),
    "reading.md": ("The rules of reading", reading),
    "refusals.md": ("Refusals", refusals),
    "rulebook.md": ("The rulebook", rulebook),
    "worked-cases.md": ("Worked cases", worked_cases),
}


def page(title: str, write: Callable[[], Lines]) -> str:
    parts = [f"# {title}", GENERATED, getdoc(write) or "", *write()]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def main() -> None:
    """Write the pages, or compare them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.config.settings")
    django.setup()
    check, stale = "--check" in sys.argv[1:], []
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, (title, write) in PAGES.items():
        path, text = REFERENCE / name, page(title, write)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and stale:
        sys.exit(f"docs/reference differs from the code in {', '.join(stale)}. Run: make docs")
    print(f"docs/reference: {len(PAGES)} pages, {len(stale)} written, the rest as they were.")


if __name__ == "__main__":
    main()
