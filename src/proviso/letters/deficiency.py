"""What a deficiency letter asks for: the open items of an answer, and no other. Its words are in kinds/deficiency."""

from collections.abc import Sequence
from dataclasses import dataclass

from proviso.domain.evaluations import Evaluation, Level
from proviso.domain.findings import Findings
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.letters.values import Row

RULE = "The rule of evaluation: absent, arrived, readable or sufficient, and what is missing"
FOUND = {
    Level.ABSENT: "We have received nothing for this item.",
    Level.ARRIVED: "We have received something for this item and cannot read it.",
    Level.READABLE: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """The values `items` and `accepted` of a deficiency letter, and the names of the open items."""

    names: tuple[str, ...]
    items: tuple[Row, ...]
    accepted: tuple[Row, ...]


def open_items(asked: Sequence[str], *, findings: Findings, review: Review) -> OpenItems | Refusal:
    """Part what was asked into open and complete; refused if an item is not evaluated or none is open."""
    items: list[Row] = []
    accepted: list[Row] = []
    names: list[str] = []
    for name in asked:
        found, defined = findings.items.get(name), review.items.get(name)
        if found is None or defined is None:
            return _unevaluated(name)
        if found.level is Level.SUFFICIENT:
            accepted.append({"asks": defined.asks})
            continue
        names.append(name)
        row: Row = {
            "asks": defined.asks,
            "time_frame": defined.time_frame,
            "missing": _missing(found),
        }
        items.append(row)
    if not items:
        return _none_open()
    return OpenItems(names=tuple(names), items=tuple(items), accepted=tuple(accepted))


def _missing(found: Evaluation) -> str:
    said = (FOUND[found.level], found.missing or "")
    return " ".join(part for part in said if part) or "See our evaluation of this item."


def _unevaluated(name: str) -> Refusal:
    return Refusal(
        code="letter.item-unevaluated",
        reason=f"The item {name} has not been evaluated, so nobody can say whether it is open.",
        cure="Evaluate the item first (evaluate-item).",
        authority=RULE,
    )


def _none_open() -> Refusal:
    return Refusal(
        code="letter.nothing-open",
        reason="Every item asked for has been found sufficient: there is nothing to ask for again.",
        cure="Clear the matter or close it, or evaluate again an item that is not complete.",
        authority=RULE,
    )
