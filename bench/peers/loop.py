"""What one writes first: body by body, act by act, order by order."""

from collections.abc import Iterable

import numpy as np

from bench.peers.setting import Setting, Verdicts
from proviso.domain.cover import Body, Term
from proviso.domain.docket import Node


class Loop:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.nodes = {node.id: node for node in setting.docket.nodes}

    def run(self) -> Verdicts:
        found = [
            [self.verdict(body, names) for names in self.setting.reached]
            for body in self.setting.bodies
        ]
        return np.array(found, dtype=np.uint8)

    def verdict(self, body: Body, names: list[str]) -> int:
        said = 0
        for name in names:
            found = self.holds(self.nodes[name], body)
            if found:
                return 1
            said = 2 if found is None else said
        return said

    def holds(self, node: Node, body: Body) -> bool | None:
        runs = node.runs(self.setting.day)
        if runs is False:
            return False
        inside = either(self.term(one, body) for one in node.cover.terms if not one.out)
        outside = either(self.term(one, body) for one in node.cover.terms if one.out)
        found = every((runs, inside, negated(outside), True if node.certain else None))
        for change in self.setting.docket.acting_on.get(node.id, ()):
            if found is False:
                return False
            found = every((found, negated(self.holds(change, body))))
        return found

    def term(self, term: Term, body: Body) -> bool | None:
        match term.kind:
            case "everyone":
                return True
            case "body":
                return body.ocd_id == term.subject
            case "within":
                return body.state == term.subject
            case "subdivisions":
                return body.state == term.subject != body.ocd_id
            case _:
                return self.setting.member(body, term.subject)


def negated(one: bool | None) -> bool | None:  # noqa: FBT001
    return None if one is None else not one


def either(parts: Iterable[bool | None]) -> bool | None:
    found: bool | None = False
    for part in parts:
        if part:
            return True
        found = None if part is None else found
    return found


def every(parts: Iterable[bool | None]) -> bool | None:
    found: bool | None = True
    for part in parts:
        if part is False:
            return False
        found = None if part is None else found
    return found
