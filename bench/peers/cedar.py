"""Cedar: two policies for each effect, one where it bars for sure and one where it may. The only peer that gives reasons.

A change that acts on an effect stands in its policy as `!(…)`. Policies are parsed once, entities too.
"""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import cedarpy
import numpy as np

from bench.peers.setting import Setting, Verdicts, safe, told
from proviso.domain.cover import Body, Term
from proviso.domain.docket import Node

NEVER, ALWAYS = "false", "true"


class Cedar:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.names: list[tuple[str, bool]] = []
        policies = []
        for node in setting.effects:
            for sure in (True, False):
                self.names.append((node.id, sure))
                policies.append(self._policy(node, sure=sure))
        policies.append("permit(principal, action, resource);")
        self.text = "\n".join(policies)
        self.policies = cedarpy.PolicySet.from_str(self.text)

    @cached_property
    def entities(self) -> Any:
        return cedarpy.Entities.from_json_str(
            json.dumps([self.entity(body) for body in self.setting.bodies])
        )

    @cached_property
    def requests(self) -> list[dict[str, Any]]:
        return [
            self.request(body.ocd_id, asked.act)
            for body in self.setting.bodies
            for asked in self.setting.questions
        ]

    def run(self) -> Verdicts:
        """All requests in one batch."""
        found = cedarpy.is_authorized_batch(self.requests, self.policies, self.entities)
        verdicts = [self.verdict(one) for one in found]
        return np.array(verdicts, dtype=np.uint8).reshape(-1, len(self.setting.questions))

    def one(self, request: dict[str, Any], entities: Any, *, text: bool = False) -> Any:
        """A single call; with the policies as text, as the first version took them, or parsed."""
        return cedarpy.is_authorized(request, self.text if text else self.policies, entities)

    def verdict(self, answer: Any) -> int:
        named = [
            self.names[int(one.removeprefix("policy"))]
            for one in answer.diagnostics.reasons
            if int(one.removeprefix("policy")) < len(self.names)
        ]
        return 1 if any(sure for _, sure in named) else 2 if named else 0

    def request(self, ocd_id: str, act: str) -> dict[str, Any]:
        asked = self.setting.questions[0]
        return {
            "principal": 'Office::"doj"',
            "action": f'Action::"{act}"',
            "resource": f"Government::{quoted(ocd_id)}",
            "context": {
                "condition": asked.condition,
                "programme": asked.programme,
                "year": asked.year,
                "day": self.setting.day.toordinal(),
            },
        }

    def entity(self, body: Body) -> dict[str, Any]:
        known = {None: "unknown", True: "yes", False: "no"}
        members = {safe(n): known[self.setting.member(body, n)] for n in self.setting.eligible}
        attributes = {"id": body.ocd_id, "state": body.state or "", **members}
        uid = {"type": "Government", "id": body.ocd_id}
        return {"uid": uid, "attrs": attributes, "parents": []}

    def _policy(self, node: Node, *, sure: bool) -> str:
        effect = told(node)
        acts = ", ".join(f'Action::"{act}"' for act in effect.acts)
        named = [
            _among("condition", effect.conditions),
            _among("programme", effect.programmes),
            _among("year", effect.years),
            self._holds(node, sure=sure),
        ]
        when = " && ".join(one for one in named if one != ALWAYS)
        return f"forbid(principal, action in [{acts}], resource) when {{ {when} }};"

    def _holds(self, node: Node, *, sure: bool) -> str:
        if sure and not node.certain:
            return NEVER
        parts = [
            _runs(node, sure=sure),
            self._any((one for one in node.cover.terms if not one.out), sure=sure),
        ]
        if any(one.out for one in node.cover.terms):
            out = self._any((one for one in node.cover.terms if one.out), sure=not sure)
            parts.append(f"!{out}")
        for change in self.setting.docket.acting_on.get(node.id, ()):
            parts.append(f"!{self._holds(change, sure=not sure)}")
        return f"({' && '.join(parts)})"

    def _any(self, terms: Iterable[Term], *, sure: bool) -> str:
        return f"({' || '.join(_term(one, sure=sure) for one in terms)})"


def quoted(text: str) -> str:
    """Text as Cedar writes it: as JSON, but no letter as an escape."""
    return json.dumps(text, ensure_ascii=False)


def _among(name: str, named: tuple[Any, ...]) -> str:
    if not named or "*" in named:
        return ALWAYS
    return f"{json.dumps(list(named))}.contains(context.{name})"


def _runs(node: Node, *, sure: bool) -> str:
    first = node.since_sure if sure else node.since
    parts = [f"context.day >= {first.toordinal()}"] if first else [NEVER if sure else ALWAYS]
    if node.until:
        parts.append(f"context.day < {node.until.toordinal()}")
    return " && ".join(parts)


def _term(one: Term, *, sure: bool) -> str:
    subject = quoted(one.subject)
    match one.kind:
        case "everyone":
            return ALWAYS
        case "body":
            return f"resource.id == {subject}"
        case "within":
            return f"resource.state == {subject}"
        case "subdivisions":
            return f"(resource.state == {subject} && resource.id != {subject})"
        case _:
            name = safe(one.subject)
            return f'resource.{name} == "yes"' if sure else f'resource.{name} != "no"'
