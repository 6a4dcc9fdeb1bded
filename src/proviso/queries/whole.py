"""Where all matters stand at once, for any day: how many in each state. One line per matter is standing.py's."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from proviso.domain.course import State
from proviso.domain.glance import glance
from proviso.domain.whole import Whole
from proviso.records.bodies import bodies_under
from proviso.records.models import Matter

ROOM = "matter:"


def whole() -> Whole:
    """Every matter's entries in columns, read once; further days are answered from them."""
    return Whole((stream, number, glance(body)) for stream, number, body in bodies_under(ROOM))


def counts(
    roster: Whole, *, on: date, known: date, review: str | None = None
) -> Mapping[State, int]:
    """How many opened matters, of one review if named, stood in each state on `on`, as known on `known`."""
    standings = roster.stand(on=on, known=known)
    if review is None:
        return standings.counts()
    named = Matter.objects.filter(review=review).values_list("matter", flat=True)
    wanted = {f"{ROOM}{name}" for name in named.iterator()}
    return standings.counts(np.array([one in wanted for one in roster.matters], dtype=np.bool_))
