"""Every day on which an answer changes is found, for exactly those it changes for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.changes import changes
from proviso.domain.classes import classify
from proviso.domain.cover import Body
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.sweep import Asked, Engine, Reason
from tests.builders import a
from tests.domain.dockets_at_random import (
    ELIGIBLE,
    FIRST,
    LAST,
    QUESTIONS,
    ROSTERS,
    Told,
    docket_told,
    dockets,
)
from tests.domain.orders_by_the_text import against

ONE = timedelta(days=1)
SPAN = [FIRST - 3 * ONE + number * ONE for number in range((LAST - FIRST).days + 8)]
Changed = tuple[date, Asked, str, Reason, Reason]


def day_by_day(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked]
) -> set[Changed]:
    """Each day compared with the day before, body by body."""
    found: set[Changed] = set()
    for body in roster:
        for one in asked:
            said = [
                Reason(*against(facts, body, ELIGIBLE, one.about(body.ocd_id, on=day, known=day)))
                for day in SPAN
            ]
            for day, before, after in zip(SPAN[1:], said, said[1:], strict=False):
                if before != after:
                    found.add((day, one, body.ocd_id, before, after))
    return found


@given(dockets(), ROSTERS, st.lists(QUESTIONS, min_size=1, max_size=2, unique=True))
def test_every_day_of_change_is_found_and_no_other(
    facts: tuple[Told, ...], roster: tuple[Body, ...], asked: list[Asked]
) -> None:
    docket = docket_told(facts)
    classes = classify(roster, docket, ELIGIBLE)
    found = list(changes(Engine(docket, asked, classes), since=None, until=None))
    told = {
        (one.day, one.question, body.ocd_id, one.before, one.after)
        for one in found
        for body, place in zip(roster, classes.of.tolist(), strict=True)
        if place in one.classes
    }
    assert told == day_by_day(facts, roster, asked)
    assert sum(one.bodies for one in found) == len(told)


BODY = Body("ocd-division/country:us/state:xa", None, "state")
ASKED = Asked("deny", None, None, None, None)
BARS = a(
    EffectRead,
    effect="O1.1",
    kind="bars",
    acts=("deny",),
    covers=("everyone",),
    covers_certain=True,
    since=FIRST,
    since_certain=True,
)
STAYS = a(
    OrderChanged,
    change="O2.a",
    kind="stays",
    target="O1.1",
    covers=("everyone",),
    certain=True,
    since=LAST,
)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, [FIRST, LAST]),
        (LAST, None, [LAST]),
        (None, LAST - ONE, [FIRST]),
        (FIRST + ONE, LAST - ONE, []),
    ],
)
def test_changes_are_told_within_the_days_asked_for_with_their_cause(
    since: date | None, until: date | None, days: list[date]
) -> None:
    docket = docket_told((BARS, STAYS))
    engine = Engine(docket, [ASKED], classify((BODY,), docket, ELIGIBLE))
    found = list(changes(engine, since=since, until=until))
    cause = {FIRST: ("O1.1",), LAST: ("O2.a",)}
    assert [(one.day, one.because, one.bodies) for one in found] == [
        (day, cause[day], 1) for day in days
    ]
