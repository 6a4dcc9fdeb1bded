"""What every peer of the sweep is given: docket, bodies, questions, day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proviso.domain.cover import Body, is_member
from proviso.domain.docket import Docket, Node
from proviso.domain.facts.orders import EffectRead
from proviso.domain.grounds.orders import applies
from proviso.domain.sweep import Asked

Verdicts = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Setting:
    docket: Docket
    bodies: Sequence[Body]
    questions: Sequence[Asked]
    eligible: Mapping[str, frozenset[str]]
    day: date

    @cached_property
    def effects(self) -> list[Node]:
        """The effects that bar something."""
        return [node for node in self.docket.effects if told(node).kind == "bars"]

    @cached_property
    def reached(self) -> list[list[str]]:
        """For each question, the effects that reach it; the questions leave nothing open."""
        asked = [one.about("", on=self.day, known=self.day) for one in self.questions]
        return [[one.id for one in self.effects if applies(told(one), each)] for each in asked]

    def member(self, body: Body, association: str) -> bool | None:
        return is_member(body, association, self.day, self.eligible)

    def members(self, association: str) -> tuple[set[int], set[int]]:
        """Where the members stand: for sure, and perhaps."""
        known = [self.member(body, association) for body in self.bodies]
        sure = {at for at, one in enumerate(known) if one}
        return sure, {at for at, one in enumerate(known) if one is not False}


def told(node: Node) -> EffectRead:
    if not isinstance(node.told, EffectRead):
        raise TypeError(node.id)
    return node.told


def safe(name: Any) -> str:
    """A name that any language takes."""
    return str(name).replace("-", "_")
