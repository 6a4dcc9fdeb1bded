"""Where every matter of a roster stands, all at once: entries as columns, moved by the course's table. One matter's slices are in standing.

Theory. A matter's state depends on the codes of its entries in the order in which they
happened. Sorted once by that order, the first entries of all matters are moved together,
then the second ones, and so on; an entry that had not happened by the day asked about, or
was not yet known, is passed over. That is the fold of standing, for everyone at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from proviso.domain.course import CODES, NUMBER, START, STATES, State, next_state
from proviso.domain.glance import NOWHERE, OTHER_ROOM, Glance

Row = tuple[int, int, int, int, int, bool]
ROW = np.dtype(
    [
        ("matter", np.int32),
        ("number", np.int32),
        ("on", np.int32),
        ("learned", np.int32),
        ("code", np.uint8),
        ("opens", np.bool_),
    ]
)


def _table() -> NDArray[np.uint8]:
    """The course as an array: TABLE[state, code] is the next state."""
    rows = [[NUMBER[next_state(state, code)] for code in range(len(CODES))] for state in STATES]
    table = np.array(rows, dtype=np.uint8)
    table.setflags(write=False)
    return table


TABLE: NDArray[np.uint8] = _table()


@dataclass(frozen=True, kw_only=True)
class Standings:
    """For each matter of a roster: has it been opened, its state (by STATES), and since when (an ordinal; 0 is not known)."""

    opened: NDArray[np.bool_]
    state: NDArray[np.uint8]
    since: NDArray[np.int32]

    def of(self, place: int) -> tuple[State, date | None]:
        """The state of one matter and the day on which it began."""
        since = int(self.since[place])
        return STATES[self.state[place]], date.fromordinal(since) if since else None

    def counts(self, among: NDArray[np.bool_] | None = None) -> Mapping[State, int]:
        """How many opened matters stand in each state, those of `among` if given; states with none are left out."""
        chosen = self.opened if among is None else self.opened & among
        numbers = np.bincount(self.state[chosen], minlength=len(STATES)).tolist()
        return {state: number for state, number in zip(STATES, numbers, strict=True) if number}


class Whole:
    """The entries of many matters in columns, ready for any day. `matters` are their streams' names, in order of place."""

    def __init__(self, rows: Iterable[tuple[str, int, Glance]]) -> None:
        places: dict[str, int] = {}
        told = np.fromiter(_rows(rows, places), dtype=ROW)
        self.matters = tuple(places)
        self._turns, self._rows = _by_turn(told)

    def stand(self, *, on: date, known: date) -> Standings:
        """Where every matter stood on `on`, by what was known on `known`."""
        rows = self._rows
        day, seen = on.toordinal(), known.toordinal()
        told = (rows["on"] <= day) & (rows["learned"] <= seen)
        number = len(self.matters)
        state = np.full(number, NUMBER[START], dtype=np.uint8)
        since = np.full(number, NOWHERE, dtype=np.int32)
        for first, last in zip(self._turns, self._turns[1:], strict=False):
            turn = rows[first:last][told[first:last]]
            matter = turn["matter"]
            was = state[matter]
            now = TABLE[was, turn["code"]]
            begins = (now != was) | (since[matter] == NOWHERE)
            state[matter] = now
            since[matter[begins]] = turn["on"][begins]
        opened = np.zeros(number, dtype=np.bool_)
        opened[rows["matter"][told & rows["opens"]]] = True
        return Standings(opened=opened, state=state, since=since)


def _rows(rows: Iterable[tuple[str, int, Glance]], places: dict[str, int]) -> Iterable[Row]:
    """The rows that can move a matter: of its own room, and of a known day."""
    for stream, number, (code, opens, on, learned) in rows:
        place = places.setdefault(stream, len(places))
        if on != NOWHERE and code != OTHER_ROOM:
            yield place, number, on, learned, code, opens


def _by_turn(rows: NDArray[np.void]) -> tuple[list[int], NDArray[np.void]]:
    """The rows sorted by turn (the first of each matter, the second of each, …), and where each turn begins."""
    rows = rows[np.lexsort((rows["number"], rows["on"], rows["matter"]))]
    matter = rows["matter"]
    begins = np.flatnonzero(np.diff(matter, prepend=-1))
    lengths = np.diff(begins, append=len(matter))
    turn = np.arange(len(matter)) - np.repeat(begins, lengths)
    rows = rows[np.argsort(turn, kind="stable")]
    return [0, *np.cumsum(np.bincount(turn)).tolist()], rows
