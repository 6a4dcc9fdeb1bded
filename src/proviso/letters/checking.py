"""Whether words can be used, before any letter is made from them: fields known, guarded, and all required content said."""

from dataclasses import dataclass, field, replace

from proviso.domain.refusals import Refusal
from proviso.letters.kind import Clause, Kind
from proviso.letters.vocabulary import Field, Holds, Vocabulary
from proviso.letters.wording import (
    Each,
    If,
    Node,
    Nodes,
    Pieces,
    Place,
    PointText,
    RowText,
    Slot,
    TableText,
    Text,
    Wording,
    refused,
    walk,
)

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """What holds at a place in the words: the rows in hand, what is surely there, whether it is a table."""

    name: str
    vocabulary: Vocabulary
    sure: frozenset[Path]
    columns: frozenset[Path] = frozenset()
    rows: dict[str, Field] = field(default_factory=dict)
    in_table: bool = False
    needs_guard: bool = True


def why_not_words(wording: Wording, owner: Kind | Clause, vocabulary: Vocabulary) -> Refusal | None:
    """Find the first thing wrong with the words: an unknown or unguarded field, or content they never say."""
    given = {(name,) for name, one in vocabulary.fields.items() if one.given}
    if isinstance(owner, Clause):
        where = _Where(
            name=wording.name, vocabulary=vocabulary, sure=frozenset(given), needs_guard=False
        )
        return _in_nodes(wording.nodes, where) or _shapes_of_clause(wording)
    always = {(one.field,) for one in owner.requires if one.when is None}
    where = _Where(
        name=wording.name,
        vocabulary=vocabulary,
        sure=frozenset(given | always),
        columns=frozenset((one.field, name) for one in owner.requires for name in one.columns),
    )
    return _in_nodes(wording.nodes, where) or _places(wording, owner) or _never_said(wording, owner)


def _in_nodes(nodes: Nodes, where: _Where) -> Refusal | None:
    for node in nodes:
        if wrong := _in_node(node, where):
            return wrong
    return None


def _in_node(node: Node, where: _Where) -> Refusal | None:
    match node:
        case Text(pieces=pieces) | PointText(pieces=pieces):
            return _in_pieces(pieces, node.line, where)
        case RowText(cells=cells):
            wrong = [_in_pieces(cell, node.line, replace(where, in_table=True)) for cell in cells]
            return next((one for one in wrong if one), None)
        case TableText():
            return _in_table(node, where)
        case Each():
            return _in_each(node, where)
        case If():
            return _in_if(node, where)
        case Place():
            return None


def _in_pieces(pieces: Pieces, line: int, where: _Where) -> Refusal | None:
    for piece in pieces:
        if isinstance(piece, Slot) and (wrong := _in_slot(piece.path, line, where)):
            return wrong
    return None


def _in_slot(path: Path, line: int, where: _Where) -> Refusal | None:
    if wrong := _unknown(path, line, where):
        return wrong
    said = ".".join(path)
    if path[0] in where.rows:
        if _may_be_empty(path, where):
            return refused(where.name, line, f"{{{said}}} may be empty: put it under [if {said}]")
        return None
    if len(path) == 1 and where.vocabulary.fields[path[0]].holds is Holds.ROWS:
        return refused(where.name, line, f"{said} is a list: use [each one in {said}]")
    if where.needs_guard and not _surely(path[0], where):
        says = f"{{{said}}} is not required of this kind: put it under [if {path[0]}]"
        return refused(where.name, line, says)
    return None


def _may_be_empty(path: Path, where: _Where) -> bool:
    """Whether a column may lack its value here; in a table the cell then says so itself."""
    of = where.rows[path[0]]
    stated = where.in_table or path in where.sure or (of.name, path[1]) in where.columns
    return of.columns[path[1]].may_be_empty and not stated


def _surely(name: str, where: _Where) -> bool:
    """Whether the field is there at this place, or one is there that it always comes with."""
    return {(name,), (where.vocabulary.fields[name].comes_with,)} & where.sure != frozenset()


def _unknown(path: Path, line: int, where: _Where) -> Refusal | None:
    said = ".".join(path)
    if path[0] in where.rows:
        known = where.rows[path[0]].columns
        if len(path) == 2 and path[1] in known:
            return None
        return refused(
            where.name, line, f"{{{said}}} is no column; there are: {', '.join(sorted(known))}"
        )
    field_ = where.vocabulary.fields.get(path[0])
    if field_ is None:
        return refused(where.name, line, f"{{{said}}} names no field of the vocabulary")
    if len(path) == 2 and (field_.holds is not Holds.ROWS or path[1] != "count"):
        return refused(where.name, line, f"{{{said}}} is no column and no count")
    return None


def _in_table(node: TableText, where: _Where) -> Refusal | None:
    for inner in walk(node.body):
        if isinstance(inner, RowText) and len(inner.cells) != len(node.header):
            says = (
                f"this row has {len(inner.cells)} cells, its table has {len(node.header)} columns"
            )
            return refused(where.name, inner.line, says)
        if isinstance(inner, Text | PointText | TableText | Place):
            return refused(where.name, inner.line, "a table holds rows only (lines with |)")
    return _in_nodes(node.body, replace(where, in_table=True))


def _in_each(node: Each, where: _Where) -> Refusal | None:
    many = where.vocabulary.fields.get(node.many)
    if many is None or many.holds is not Holds.ROWS:
        return refused(where.name, node.line, f"{node.many} is no list of the vocabulary")
    return _in_nodes(node.body, replace(where, rows={**where.rows, node.one: many}))


def _in_if(node: If, where: _Where) -> Refusal | None:
    if wrong := _unknown(node.path, node.line, where):
        return wrong
    surely = replace(where, sure=where.sure | {node.path})
    then, otherwise = (surely, where) if node.holds else (where, surely)
    return _in_nodes(node.then, then) or _in_nodes(node.otherwise, otherwise)


def _places(wording: Wording, kind: Kind) -> Refusal | None:
    places = [node for node in walk(wording.nodes) if isinstance(node, Place)]
    for node in places:
        if node.place not in kind.places:
            says = f"[clauses {node.place}]: this kind has only {', '.join(kind.places)}"
            return refused(wording.name, node.line, says)
    if lacking := set(kind.places) - {node.place for node in places}:
        says = f"the words have no place for clauses: [clauses {min(lacking)}]"
        return refused(wording.name, 1, says)
    if not any(isinstance(node, Text) and node.shape == "title" for node in walk(wording.nodes)):
        return refused(wording.name, 1, "the words have no title (a line that begins with =)")
    return None


def _never_said(wording: Wording, kind: Kind) -> Refusal | None:
    """Required content that the words would take and never print."""
    said = {slot.path[0] for node in walk(wording.nodes) for slot in slots_of(node)}
    said |= {node.many for node in walk(wording.nodes) if isinstance(node, Each)}
    said |= {node.path[0] for node in walk(wording.nodes) if isinstance(node, If) and node.word}
    for required in kind.requires:
        if required.field not in said:
            return Refusal(
                code="words.required-unsaid",
                reason=f"{wording.name}: the words never say {required.field}, which a {kind.name} needs.",
                cure=f"Say {{{required.field}}} in the words.",
                authority=required.authority,
            )
    return None


def slots_of(node: Node) -> list[Slot]:
    match node:
        case Text(pieces=pieces) | PointText(pieces=pieces):
            return [piece for piece in pieces if isinstance(piece, Slot)]
        case RowText(cells=cells):
            return [piece for cell in cells for piece in cell if isinstance(piece, Slot)]
        case _:
            return []


def _shapes_of_clause(wording: Wording) -> Refusal | None:
    for node in walk(wording.nodes):
        if isinstance(node, PointText | Place) or (
            isinstance(node, Text) and node.shape == "title"
        ):
            says = "a clause has paragraphs, headings and entries only"
            return refused(wording.name, node.line, says)
    return None
