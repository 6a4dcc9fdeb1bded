"""OpenFisca-Core: a population with inputs as arrays, a variable with a formula for each order and each act; no reasons."""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.peers.setting import Setting, Verdicts, safe
from proviso.domain.cover import Term
from proviso.domain.docket import Node


class OpenFisca:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.entity = build_entity("body", "bodies", "A government", is_person=True)
        self.system = TaxBenefitSystem([self.entity])
        self.ids = {body.ocd_id: at for at, body in enumerate(setting.bodies)}
        names = sorted({body.state or "" for body in setting.bodies})
        self.states = {name: at for at, name in enumerate(names)}
        self.simulation: Any = None
        self.inputs = self._inputs()
        for name, column in self.inputs.items():
            self._variable(name, bool if column.dtype == bool else int)
        for node in setting.docket.nodes:
            self._variable(f"sure_{node.id}", bool, self._holds(node, sure=True))
            self._variable(f"may_{node.id}", bool, self._holds(node, sure=False))
        for at, reached in enumerate(setting.reached):
            self._variable(f"verdict_{at}", int, _verdict(reached))
        self._simulate()

    def run(self) -> Verdicts:
        """Everything but the inputs is computed anew."""
        for name in self.computed:
            self.simulation.delete_arrays(name)
        columns = [
            self.simulation.calculate(f"verdict_{at}", self.period)
            for at in range(len(self.setting.questions))
        ]
        return np.column_stack(columns).astype(np.uint8)

    def _inputs(self) -> dict[str, np.ndarray]:
        bodies = self.setting.bodies
        found = {
            "id_number": np.arange(len(bodies)),
            "state_number": np.array([self.states[body.state or ""] for body in bodies]),
        }
        for association in self.setting.eligible:
            for name, inside in zip(
                ("sure", "may"), self.setting.members(association), strict=True
            ):
                column = np.zeros(len(bodies), dtype=bool)
                column[list(inside)] = True
                found[f"{name}_{safe(association)}"] = column
        return found

    def _simulate(self) -> None:
        self.period = str(self.setting.day)
        self.computed = [name for name in self.system.variables if name not in self.inputs]
        number = len(self.setting.bodies)
        self.simulation = SimulationBuilder().build_default_simulation(self.system, number)
        for name, column in self.inputs.items():
            self.simulation.set_input(name, self.period, column)

    def _variable(self, name: str, type_: type, formula: Any = None) -> None:
        said: dict[str, Any] = {
            "value_type": type_,
            "entity": self.entity,
            "definition_period": DateUnit.DAY,
        }
        if formula is not None:
            said["formula"] = formula
        self.system.add_variable(type(name, (Variable,), said))

    def _term(self, body: Any, period: Any, one: Term, *, sure: bool) -> Any:
        match one.kind:
            case "everyone":
                return np.ones(body.count, dtype=bool)
            case "body":
                return body("id_number", period) == self.ids.get(one.subject, -1)
            case "within":
                return body("state_number", period) == self.states.get(one.subject, -1)
            case "subdivisions":
                inside = body("state_number", period) == self.states.get(one.subject, -1)
                return inside & (body("id_number", period) != self.ids.get(one.subject, -1))
            case _:
                return body(f"{'sure' if sure else 'may'}_{safe(one.subject)}", period)

    def _holds(self, node: Node, *, sure: bool) -> Any:
        changes = self.setting.docket.acting_on.get(node.id, ())

        def formula(body: Any, period: Any) -> Any:
            runs = node.runs(period.start.date)
            found = np.zeros(body.count, dtype=bool)
            if runs is False or (sure and not (runs and node.certain)):
                return found
            for one in node.cover.terms:
                if not one.out:
                    found = found | self._term(body, period, one, sure=sure)
            for one in node.cover.terms:
                if one.out:
                    found = found & ~self._term(body, period, one, sure=not sure)
            for change in changes:
                found = found & ~body(f"{'may' if sure else 'sure'}_{change.id}", period)
            return found

        return formula


def _verdict(names: list[str]) -> Any:
    def formula(body: Any, period: Any) -> Any:
        bars = np.zeros(body.count, dtype=bool)
        may = np.zeros(body.count, dtype=bool)
        for name in names:
            bars = bars | body(f"sure_{name}", period)
            may = may | body(f"may_{name}", period)
        return np.where(bars, 1, np.where(may, 2, 0))

    return formula
