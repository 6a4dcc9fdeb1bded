"""Reports of one fact side by side, each with its passage. How they are found is in the other modules."""

from dataclasses import dataclass
from typing import Any

from proviso.domain.sources import Outcome
from proviso.reading.comparing.shelf import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value that one document gives, with its passage."""

    file: str
    value: str
    passage: Passage
    note: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "value": self.value,
            "note": self.note,
            "passage": self.passage.plain(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Reports of one fact side by side, and what comparing them shows. None is preferred here."""

    fact: str
    outcome: Outcome
    says: str
    cells: tuple[Cell, ...]

    def plain(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "outcome": str(self.outcome),
            "says": self.says,
            "cells": [one.plain() for one in self.cells],
        }
