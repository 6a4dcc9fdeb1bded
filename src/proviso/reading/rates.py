"""How often a rule was right so far: accepted of shown, from reviewers; before that a stated prior. No rule is judged by a machine."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from proviso.reading.proposal import Kind, Proposal
from proviso.reading.words import TABLES

WEIGHT = 10  # a prior counts as so many reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule: what it proposes, what it says, an example, and the rate it is given before any review."""

    name: str
    kind: Kind
    says: str
    example: str
    prior: float


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule, by its name, in the order of the table."""
    read = tomllib.loads((TABLES / "rules.toml").read_text(encoding="utf-8"))
    return {
        name: Rule(
            name=name,
            kind=Kind(row["kind"]),
            says=row["says"],
            example=row["example"],
            prior=row["prior"],
        )
        for name, row in read.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Counts of reviews: for each rule, how many of its proposals were accepted, and how many shown."""

    reviewed: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """The accept rate, the prior counted in as ten reviews."""
        accepted, shown = self.reviewed.get(name, (0, 0))
        prior = rules()[name].prior
        return round((accepted + prior * WEIGHT) / (shown + WEIGHT), 3)

    def shown(self, name: str) -> int:
        return self.reviewed.get(name, (0, 0))[1]

    def given(self, one: Proposal) -> Proposal:
        """The proposal with its rule's rate, and how many reviews it rests on."""
        fields = {**one.fields, "reviews": self.shown(one.rule)}
        return replace(one, confidence=self.of(one.rule), fields=fields)


UNREVIEWED = Rates()
