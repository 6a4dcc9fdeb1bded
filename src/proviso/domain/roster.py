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
        columns = register.columns()
        state_codes = tuple(sorted(set(columns.states)))
        type_codes = tuple(sorted(set(columns.types)))
        kind_codes = tuple(sorted(set(columns.counted_as)))
        kind = _indexed(columns.counted_as, kind_codes)
        top = np.array([code in TOP_LEVELS for code in kind_codes], dtype=np.bool_)
        people = [-1 if each is None else each for each in columns.populations]
        return cls(
            ids=tuple(columns.ids),
            states=state_codes,
            types=type_codes,
            kinds=kind_codes,
            state=_indexed(columns.states, state_codes),
            type=_indexed(columns.types, type_codes),
            counted_as=kind,
            is_state=_fixed(top[kind]),
            population=_fixed(np.array(people, dtype=np.int64)),
        )


def _indexed(values: Iterable[str], codes: tuple[str, ...]) -> NDArray[np.uint8]:
    place = {code: index for index, code in enumerate(codes)}
    return _fixed(np.array([place[value] for value in values], dtype=np.uint8))


def _fixed(column: NDArray[Scalar]) -> NDArray[Scalar]:
    column.flags.writeable = False
    return column
