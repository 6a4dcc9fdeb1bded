"""The vocabulary: which fields words may name and what each holds. Checking and printing of values is in values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Holds(StrEnum):
    """What a field can hold."""

    LINE = "line"
    PROSE = "prose"
    DATE = "date"
    CENTS = "cents"
    COUNT = "count"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    holds: Holds
    may_be_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; `act_by` marks a date to act by, `given` what every letter has of itself.

    `comes_with` names a field that is never there without this one.
    """

    name: str
    holds: Holds
    says: str
    act_by: bool = False
    given: bool = False
    comes_with: str = ""
    columns: Mapping[str, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    version: str
    fields: Mapping[str, Field]


def vocabulary_from(told: Mapping[str, Any]) -> Vocabulary:
    """Read the vocabulary's table."""
    return Vocabulary(
        version=told["version"],
        fields={name: _field(name, one) for name, one in told["fields"].items()},
    )


def _field(name: str, told: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        holds=Holds(told["type"]),
        says=told["says"],
        act_by=told.get("act-by", False),
        given=told.get("given", False),
        comes_with=told.get("comes-with", ""),
        columns={
            column: Column(holds=Holds(holds.rstrip("?")), may_be_empty=holds.endswith("?"))
            for column, holds in told.get("columns", {}).items()
        },
    )
