"""What reading hands over: a proposal, tied to its passage, with its rule and its competing readings. It is no fact.

A proposal says which act a person may perform with it. The act takes its values from
`value` and `fields`, and its evidence from the source's digest with `start` and `end`:
accepting writes the record, and reading never does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Value = str | int | float | None


class Kind(StrEnum):
    """What a passage is proposed to be."""

    GOVERNMENT = "government"
    PEOPLE = "people"
    ORGANISATION = "organisation"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    STATUTE = "statute"
    PROGRAMME = "programme"
    RULING = "ruling"
    QUOTATION = "quotation"
    OUTLET = "outlet"


# The act that may follow when a person accepts; None where the value only serves another act.
ACTS: Mapping[Kind, str | None] = {
    Kind.GOVERNMENT: "report-value",
    Kind.PEOPLE: None,
    Kind.ORGANISATION: None,
    Kind.DATE: "report-value",
    Kind.MONEY: "report-value",
    Kind.COUNT: "report-value",
    Kind.STATUTE: None,
    Kind.PROGRAMME: None,
    Kind.RULING: "note-order",
    Kind.QUOTATION: "record-statement",
    Kind.OUTLET: "carry-statement",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another reading of the same passage, and what speaks for it."""

    value: Value
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One reading of one passage. `text` is the exact slice; `fields` holds what its kind adds."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Value
    rule: str
    triggers: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.0

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end

    def plain(self) -> dict[str, Any]:
        """As JSON has it: what the kind adds stands beside the value."""
        return {
            "kind": str(self.kind),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            **self.fields,
            "rule": self.rule,
            "triggers": list(self.triggers),
            "confidence": self.confidence,
            "alternatives": [{"value": one.value, "why": one.why} for one in self.alternatives],
            "act": ACTS[self.kind],
        }

    def also(self, **fields: Any) -> "Proposal":
        """The same with more said of it."""
        return replace(self, fields={**self.fields, **fields})
