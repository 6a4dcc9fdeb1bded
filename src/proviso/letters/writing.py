"""Writing words out: a tree of words and the values become numbered paragraphs, lists and tables. Checks nothing but clauses.

What a kind requires was checked before; a field that is still missing can only be one
that a clause speaks of, and then the letter is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from proviso.domain.refusals import Refusal
from proviso.letters.content import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Point,
    Quotation,
    Run,
    Runs,
    Table,
)
from proviso.letters.kind import Clause, Version
from proviso.letters.values import Row, Value, is_rows, is_there, paragraphs, printed
from proviso.letters.vocabulary import Holds, Vocabulary
from proviso.letters.wording import (
    Each,
    If,
    Node,
    Nodes,
    Pieces,
    Place,
    PointText,
    RowText,
    Said,
    Slot,
    TableText,
    Text,
    Wording,
)

Chosen = tuple[tuple[Clause, Version], ...]
RowsInHand = Mapping[str, tuple[str, Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the words came to: the title, the summary and the body."""

    title: str
    points: tuple[Point, ...]
    blocks: tuple[Block, ...]


class _Missing(Exception):
    """A field that is not there; becomes a refusal in `write`."""

    def __init__(self, name: str) -> None:
        self.name = name


def write(
    wording: Wording, clauses: Chosen, values: Mapping[str, Value], vocabulary: Vocabulary
) -> Written | Refusal:
    """Write the words out, with the clauses at their places."""
    scribe = _Scribe(vocabulary=vocabulary, values=values, clauses=clauses)
    try:
        scribe.nodes(wording.nodes, {})
    except _Missing as missing:
        return _refused(missing.name, scribe.clause)
    return Written(title=scribe.title, points=tuple(scribe.points), blocks=tuple(scribe.blocks))


def _refused(name: str, clause: Clause | None) -> Refusal:
    """Words of a kind cannot get here once they are checked; they are answered all the same."""
    whose = f"The clause {clause.name} speaks" if clause else "The words of this letter speak"
    return Refusal(
        code="letter.clause-field-missing" if clause else "letter.content-missing",
        reason=f"{whose} of {name}, which this letter does not have.",
        cure=f"State {name}, or leave the clause out of this letter.",
        authority=clause.authority
        if clause
        else "The record's own rule: no letter with a gap in it",
    )


@dataclass(slots=True, kw_only=True)
class _Scribe:
    """Holds what is written so far; `clause` is the one in hand, so that a gap can name it."""

    vocabulary: Vocabulary
    values: Mapping[str, Value]
    clauses: Chosen
    clause: Clause | None = None
    title: str = ""
    points: list[Point] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cells: list[tuple[Runs, ...]] = field(default_factory=list)
    number: int = 0

    def nodes(self, nodes: Nodes, rows: RowsInHand) -> None:
        for node in nodes:
            self.node(node, rows)

    def node(self, node: Node, rows: RowsInHand) -> None:
        match node:
            case Text():
                self.text(node, rows)
            case PointText(term=term, pieces=pieces):
                self.points.append(Point(term=term, runs=self.runs(pieces, rows)))
            case RowText(cells=cells):
                self.cells.append(tuple(self.runs(cell, rows) for cell in cells))
            case If() | Each() | TableText() | Place():
                self.nested(node, rows)

    def nested(self, node: If | Each | TableText | Place, rows: RowsInHand) -> None:
        match node:
            case If():
                self.nodes(node.then if self.holds(node, rows) else node.otherwise, rows)
            case Each(one=one, many=many, body=body):
                listed = self.values.get(many)
                for row in listed if is_rows(listed) else ():
                    self.nodes(body, {**rows, one: (many, row)})
            case TableText(caption=caption, header=header, body=body):
                self.nodes(body, rows)
                table = Table(caption=caption, header=header, rows=tuple(self.cells))
                self.blocks.append(table)
                self.cells.clear()
            case Place(place=place):
                self.place(place)

    def place(self, place: str) -> None:
        for clause, version in self.clauses:
            if clause.place == place:
                self.clause = clause
                self.nodes(version.wording.nodes, {})
                self.clause = None

    def text(self, node: Text, rows: RowsInHand) -> None:
        match node.shape:
            case "title":
                self.title = self.plain(node.pieces, rows)
            case "heading":
                self.blocks.append(Heading(text=self.plain(node.pieces, rows)))
            case "paragraph":
                for runs in self.paragraphs(node.pieces, rows):
                    self.number += 1
                    self.blocks.append(Paragraph(number=self.number, runs=runs))
            case "quotation":
                self.blocks.append(Quotation(runs=self.runs(node.pieces, rows)))
            case "more":
                self.more(self.runs(node.pieces, rows))
            case shape:
                self.entry(self.runs(node.pieces, rows), lettered=shape == "lettered")

    def more(self, runs: Runs) -> None:
        """Go on with the last paragraph or entry; after anything else, begin a paragraph."""
        match self.blocks[-1] if self.blocks else None:
            case Paragraph() as held:
                self.blocks[-1] = replace(held, runs=(*held.runs, Run(" "), *runs))
            case Listing(entries=(*before, last)) as held:
                self.blocks[-1] = replace(held, entries=(*before, (*last, Run(" "), *runs)))
            case _:
                self.number += 1
                self.blocks.append(Paragraph(number=self.number, runs=runs))

    def entry(self, runs: Runs, *, lettered: bool) -> None:
        match self.blocks[-1] if self.blocks else None:
            case Listing(lettered=before, entries=entries) as held if before is lettered:
                self.blocks[-1] = replace(held, entries=(*entries, runs))
            case _:
                self.blocks.append(Listing(lettered=lettered, entries=(runs,)))

    def paragraphs(self, pieces: Pieces, rows: RowsInHand) -> Iterator[Runs]:
        """One paragraph; or as many as the text has, where a lone field stands for a whole text."""
        if len(pieces) == 1 and isinstance(pieces[0], Slot):
            holds, value = self.value(pieces[0].path, rows)
            if holds is Holds.PROSE and isinstance(value, str):
                yield from ((Run(part, pieces[0].strong),) for part in paragraphs(value))
                return
        yield self.runs(pieces, rows)

    def runs(self, pieces: Pieces, rows: RowsInHand) -> Runs:
        found: list[Run] = []
        for piece in pieces:
            said = piece.text if isinstance(piece, Said) else printed(*self.value(piece.path, rows))
            if found and found[-1].strong is piece.strong:
                found[-1] = Run(found[-1].text + said, piece.strong)
            else:
                found.append(Run(said, piece.strong))
        return tuple(found)

    def plain(self, pieces: Pieces, rows: RowsInHand) -> str:
        return "".join(run.text for run in self.runs(pieces, rows))

    def value(self, path: tuple[str, ...], rows: RowsInHand) -> tuple[Holds, Value]:
        """The value at this path with what it holds; raises where the letter lacks it."""
        if path[0] in rows:
            many, row = rows[path[0]]
            column = self.vocabulary.fields[many].columns[path[1]]
            return column.holds, row.get(path[1])
        value = self.values.get(path[0])
        if not is_there(value):
            raise _Missing(path[0])
        return self.vocabulary.fields[path[0]].holds, value

    def holds(self, node: If, rows: RowsInHand) -> bool:
        try:
            value = self.value(node.path, rows)[1]
        except _Missing:
            value = None
        found = is_there(value) if node.word is None else value == node.word
        return found is node.holds
