"""Python with indexes: sets of places for each state, id and association; an order's reach is worked out once."""

from collections import defaultdict

import numpy as np

from bench.peers.setting import Setting, Verdicts
from proviso.domain.cover import Term
from proviso.domain.docket import Node

Reach = tuple[set[int], set[int]]


class Indexed:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.everyone = set(range(len(setting.bodies)))
        self.of_id = {body.ocd_id: {at} for at, body in enumerate(setting.bodies)}
        self.in_state: dict[str | None, set[int]] = defaultdict(set)
        for at, body in enumerate(setting.bodies):
            self.in_state[body.state].add(at)
        self.members = {name: setting.members(name) for name in setting.eligible}

    def run(self) -> Verdicts:
        force = {node.id: self.holds(node) for node in self.setting.effects}
        columns = []
        for names in self.setting.reached:
            bars = set().union(*(force[name][0] for name in names))
            may = set().union(*(force[name][1] for name in names))
            columns.append([1 if at in bars else 2 if at in may else 0 for at in self.everyone])
        return np.array(columns, dtype=np.uint8).T

    def holds(self, node: Node) -> Reach:
        runs = node.runs(self.setting.day)
        if runs is False:
            return set(), set()
        inside = [self.term(one) for one in node.cover.terms if not one.out]
        outside = [self.term(one) for one in node.cover.terms if one.out]
        sure = set().union(*(one for one, _ in inside)).difference(*(one for _, one in outside))
        may = set().union(*(one for _, one in inside)).difference(*(one for one, _ in outside))
        for change in self.setting.docket.acting_on.get(node.id, ()):
            ended, may_end = self.holds(change)
            sure, may = sure - may_end, may - ended
        return (sure if runs and node.certain else set()), may

    def term(self, one: Term) -> Reach:
        if one.kind == "members":
            return self.members[one.subject]
        found = {
            "everyone": lambda: self.everyone,
            "body": lambda: self.of_id.get(one.subject, set()),
            "within": lambda: self.in_state[one.subject],
            "subdivisions": lambda: self.in_state[one.subject] - self.of_id.get(one.subject, set()),
        }[one.kind]()
        return found, found
