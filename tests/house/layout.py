"""What the house tests look at: the files of the project. The rules themselves are in the tests."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "proviso"


@cache
def kept() -> tuple[Path, ...]:
    """List the files that git keeps or would keep; every file, where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not hidden(path))
    return tuple(path for name in sorted(set(listed)) if name and (path := ROOT / name).is_file())


def hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "var" for part in path.relative_to(ROOT).parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def modules() -> tuple[Path, ...]:
    """List the package's Python files but Django's migrations."""
    return tuple(
        path
        for path in kept()
        if path.suffix == ".py" and SOURCE in path.parents and "migrations" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Name the top-level packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def imported_modules(path: Path) -> set[str]:
    """Name the modules that a module imports from, whole."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names
