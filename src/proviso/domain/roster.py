"""The roster in columns: one array entry for each government, for answers over all of them at once.

Lives here: the arrays and the places of the ids in them. What is computed over them is elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from proviso.domain.identity import TOP_LEVELS
from proviso.domain.register import Register

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, kw_only=True)
class RosterColumns:
    """N governments in the register's order, as columns of length N.

    `state` and `type` and `counted_as` index into the lists of codes beside them. `population` is
    -1 where it is not known. The arrays are read-only.
    """

    ids: tuple[str, ...]
    states: tuple[str, ...]
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    state: NDArray[np.uint8]
    type: NDArray[np.uint8]
    counted_as: NDArray[np.uint8]
    is_state: NDArray[np.bool_]
    population: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each canonical id stands in the columns."""
        return {ocd_id: place for place, ocd_id in enumerate(self.ids)}

    def in_state(self, code: str) -> NDArray[np.bool_]:
        """Mask of the state and every body in it, by postal code."""
        if code not in self.states:
            return np.zeros(len(self.ids), dtype=np.bool_)
        return np.equal(self.state, np.uint8(self.states.index(code)), dtype=np.bool_)

    @classmethod
    def of(cls, register: Register) -> "RosterColumns":
        """The columns of every government in the register, under its canonical id."""
        ids, types, states, roles, people = zip(*register.columns(), strict=True)
        kinds = [each[0] for each in roles]
        state_codes, type_codes, kind_codes = (
            tuple(sorted(set(each))) for each in (states, types, kinds)
        )
        return cls(
            ids=ids,
            states=state_codes,
            types=type_codes,
            kinds=kind_codes,
            state=_indexed(states, state_codes),
            type=_indexed(types, type_codes),
            counted_as=_indexed(kinds, kind_codes),
            is_state=_fixed(np.array([kind in TOP_LEVELS for kind in kinds], dtype=np.bool_)),
            population=_fixed(
                np.array([-1 if each is None else each for each in people], dtype=np.int64)
            ),
        )


def _indexed(values: Iterable[str], codes: tuple[str, ...]) -> NDArray[np.uint8]:
    place = {code: index for index, code in enumerate(codes)}
    return _fixed(np.array([place[value] for value in values], dtype=np.uint8))


def _fixed(column: NDArray[Scalar]) -> NDArray[Scalar]:
    column.flags.writeable = False
    return column
