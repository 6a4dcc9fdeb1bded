"""Who gives which value and who relies on whom, as a drawing: boxes and lines. The page has the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from proviso.queries.pages.conflicts import Reported

WIDTH, ROW, BOX = 760, 44, 32
COLUMNS = (0, 270, 540)  # relied on, sources, values
WIDE = 220
LONGEST = 27


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box with words, at its left edge and middle."""

    x: int
    y: int
    words: str
    kind: str


def graph(
    values: Sequence[tuple[str, Iterable[Reported]]], titles: dict[str, str]
) -> dict[str, Any]:
    """Boxes for sources and values in order, with those relied on at the left; lines between them."""
    nodes: dict[tuple[str, str], Node] = {}
    lines: list[tuple[Node, Node, str]] = []
    at = 0
    for value, reports in values:
        first = at
        held = []
        for one in reports:
            held.append(_put(nodes, "source", f"{value} {one.report}", one.outlet, at))
            at += 1
            if one.relies_on:
                name = titles.get(one.relies_on, one.relies_on).rpartition(", ")[2]
                origin = _put(nodes, "origin", one.relies_on, name, at - 1)
                lines.append((origin, held[-1], "relies"))
        told = _put(nodes, "value", value, value, (first + at - 1) / 2)
        lines += [(one, told, "gives") for one in held]
    return {
        "width": WIDTH,
        "height": max(at, 1) * ROW,
        "box": BOX,
        "wide": WIDE,
        "nodes": [(one, one.x + 10, one.y + 5, one.y - BOX // 2) for one in nodes.values()],
        "lines": [(a.x + WIDE, a.y, b.x, b.y, kind) for a, b, kind in lines],
        "relies": any(kind == "relies" for _, _, kind in lines),
        "left": 0 if any(kind == "relies" for _, _, kind in lines) else COLUMNS[1] - 2,
    }


def _put(nodes: dict[tuple[str, str], Node], kind: str, key: str, words: str, row: float) -> Node:
    """The box of a thing, made where there is none yet."""
    column = {"origin": 0, "source": 1, "value": 2}[kind]
    short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    box = Node(x=COLUMNS[column], y=round(row * ROW + ROW / 2), words=short, kind=kind)
    return nodes.setdefault((kind, key), box)
