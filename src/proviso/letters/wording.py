"""The words of a letter as staff write them: a text file read into a tree. What the fields hold is not known here.

One line, one thing; an indented line goes on with the one above it:

    // a remark that is not printed
    = the letter's title                    == a heading
    a paragraph; it is numbered by itself   & a sentence more for the paragraph or entry before it
    + a lettered entry                      - an entry with a bullet
    > a quotation                           ? a question | its short answer, in the summary at the top
    [table a caption: Column | Column]      | a cell | a cell
    [if field] [if not field] [if field is word] [else]
    [each one in fields]                    [clauses place]
    [end]                                   ends a table, an `if` or an `each`

In a text, {field} and {one.column} stand for values, {fields.count} for how many there
are, *stars* make strong; {{, }} and ** stand for themselves. Nothing else has a
meaning, and a value is never read for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proviso.domain.refusals import Refusal

AUTHORITY = "The record's own rule: the words of letters are data in one written form"
CURE = "Mend that line of the words, then try again. Nothing was printed and nothing was sent."


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes: ("due",), ("item", "asks") or ("items", "count")."""

    path: tuple[str, ...]
    strong: bool


Pieces = tuple[Said | Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A title, heading, paragraph, more of one, entry or quotation, as `shape` says."""

    line: int
    shape: str
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class PointText:
    line: int
    term: str
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    line: int
    cells: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class If:
    """`word` is what the field must be, where one is named; `holds` is False for [if not]."""

    line: int
    path: tuple[str, ...]
    word: str | None
    holds: bool
    then: "Nodes"
    otherwise: "Nodes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    line: int
    one: str
    many: str
    body: "Nodes"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    line: int
    caption: str
    header: tuple[str, ...]
    body: "Nodes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where clauses meant for `place` are put."""

    line: int
    place: str


Node = Text | PointText | RowText | If | Each | TableText | Place
Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one file; `name` is what its errors call it."""

    name: str
    nodes: Nodes


SHAPES = {
    "=": "title",
    "&": "more",
    "==": "heading",
    "+": "lettered",
    "-": "bullet",
    ">": "quotation",
}
MARKED = re.compile(r"(==|[=&+\->?|])(?:\s+(.*))?$")
FIELD = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?"
IF = re.compile(rf"if\s+(not\s+)?({FIELD})(?:\s+is\s+([a-z0-9-]+))?$")
EACH = re.compile(r"each\s+([a-z][a-z0-9_]*)\s+in\s+([a-z][a-z0-9_]*)$")
TABLE = re.compile(r"table\s+([^:]+):\s*(.+)$")
CLAUSES = re.compile(r"clauses\s+([a-z][a-z-]*)$")
PIECE = re.compile(r"(\{\{|\}\}|\*\*|\*|\{[^{}]*\}|[{}])")


class _Wrong(Exception):
    """A line that cannot be read; becomes a refusal before it leaves this module."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what


def parse(text: str, *, name: str) -> Wording | Refusal:
    """Read the words; a refusal names the file and the line."""
    try:
        reader = _Reader(_logical(text))
        nodes = reader.nodes(until=(), opened=0)
    except _Wrong as wrong:
        return refused(name, wrong.line, wrong.what)
    return Wording(name=name, nodes=nodes)


def refused(name: str, line: int, what: str) -> Refusal:
    """The refusal of words, at a line of their file."""
    said = f"{name}, line {line}: {what}."
    return Refusal(code="words.wrong", reason=said, cure=CURE, authority=AUTHORITY)


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Lines, each joined with the indented ones that continue it, and its number."""
    at, held = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("//"):
            continue
        if held and line.strip() and line[0].isspace():
            held = f"{held} {line.strip()}"
            continue
        if held:
            yield at, held
        at, held = number, line.strip()
    if held:
        yield at, held


class _Reader:
    """Turns logical lines into nodes; directives nest."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self.lines = lines
        self.ended_by = ""

    def nodes(self, *, until: tuple[str, ...], opened: int) -> Nodes:
        found: list[Node] = []
        for number, line in self.lines:
            if not line.startswith("["):
                found.append(_text(number, line))
                continue
            said = self._directive(number, line)
            if said in ("else", "end"):
                if said not in until:
                    raise _Wrong(
                        number, f"[{said}] stands here without its [if], [each] or [table]"
                    )
                self.ended_by = said
                return tuple(found)
            found.append(self._opened(number, said))
        if until:
            raise _Wrong(opened, "this has no [end]")
        return tuple(found)

    @staticmethod
    def _directive(number: int, line: str) -> str:
        if not line.endswith("]"):
            raise _Wrong(number, "a line that begins with [ must end with ]")
        return line[1:-1].strip()

    def _opened(self, number: int, said: str) -> Node:
        if match := IF.match(said):
            return self._if(number, match)
        if match := EACH.match(said):
            body = self.nodes(until=("end",), opened=number)
            return Each(line=number, one=match[1], many=match[2], body=body)
        if match := TABLE.match(said):
            body = self.nodes(until=("end",), opened=number)
            header = tuple(_cells(match[2]))
            return TableText(line=number, caption=match[1].strip(), header=header, body=body)
        if match := CLAUSES.match(said):
            return Place(line=number, place=match[1])
        known = "[if], [else], [each], [table], [clauses] and [end]"
        raise _Wrong(number, f"[{said}] is not understood; known are {known}")

    def _if(self, number: int, match: re.Match[str]) -> If:
        then = self.nodes(until=("else", "end"), opened=number)
        otherwise: Nodes = ()
        if self.ended_by == "else":
            otherwise = self.nodes(until=("end",), opened=number)
        return If(
            line=number,
            path=tuple(match[2].split(".")),
            word=match[3],
            holds=match[1] is None,
            then=then,
            otherwise=otherwise,
        )


def _text(number: int, line: str) -> Node:
    marked = MARKED.match(line)
    if marked is None:
        return Text(line=number, shape="paragraph", pieces=_pieces(number, line))
    mark, rest = marked[1], (marked[2] or "").strip()
    if not rest:
        raise _Wrong(number, f"nothing follows the {mark}")
    if mark == "?":
        return _point(number, rest)
    if mark == "|":
        return RowText(line=number, cells=tuple(_pieces(number, cell) for cell in _cells(rest)))
    return Text(line=number, shape=SHAPES[mark], pieces=_pieces(number, rest))


def _point(number: int, rest: str) -> PointText:
    term, bar, answer = rest.partition("|")
    if not (bar and term.strip() and answer.strip()):
        raise _Wrong(number, "a line of the summary is written: ? question | answer")
    return PointText(line=number, term=term.strip(), pieces=_pieces(number, answer.strip()))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def _pieces(number: int, text: str) -> Pieces:
    """Cut a text into what is said and where values go."""
    pieces: list[Said | Slot] = []
    strong = False
    for part in PIECE.split(text):
        if part == "*":
            strong = not strong
        elif part in ("{{", "}}", "**"):
            pieces.append(Said(part[0], strong))
        elif part.startswith("{") or part == "}":
            pieces.append(Slot(_path(number, part), strong))
        elif part:
            pieces.append(Said(part, strong))
    if strong:
        raise _Wrong(number, "a * opens strong text and none closes it (write ** for a star)")
    return tuple(pieces)


def _path(number: int, part: str) -> tuple[str, ...]:
    if not re.fullmatch(rf"\{{{FIELD}\}}", part):
        raise _Wrong(number, f"{part} is not the name of a field (write {{{{ or }}}} for a brace)")
    return tuple(part[1:-1].split("."))


def walk(nodes: Nodes) -> Iterator[Node]:
    """Every node, outer before inner, in the order of the file."""
    for node in nodes:
        yield node
        match node:
            case If():
                yield from walk(node.then)
                yield from walk(node.otherwise)
            case Each() | TableText():
                yield from walk(node.body)
            case _:
                pass
