"""Classes of bodies that no order can tell apart: they cover the roster, and nothing in one differs."""

from datetime import date

from hypothesis import given

from proviso.domain.classes import classify
from proviso.domain.cover import Body, Crowd
from tests.domain.dockets_at_random import (
    DAYS,
    ELIGIBLE,
    ROSTERS,
    Told,
    docket_told,
    dockets,
)


@given(dockets(), ROSTERS, DAYS)
def test_the_bodies_of_a_class_are_covered_alike_and_one_of_them_stands_for_it(
    facts: tuple[Told, ...], roster: tuple[Body, ...], day: date
) -> None:
    docket = docket_told(facts)
    classes = classify(roster, docket, ELIGIBLE)
    assert sum(classes.sizes) == len(roster)
    for place, stands in enumerate(classes.stands):
        inside = [at for at, found in enumerate(classes.of.tolist()) if found == place]
        assert stands in inside
        assert len(inside) == classes.sizes[place]
        assert classes.crowd.bodies[place] == roster[stands]
        for node in docket.nodes:
            told = {Crowd((roster[at],), ELIGIBLE).truth(node.cover, day) for at in inside}
            assert len(told) == 1


def test_without_orders_everyone_is_in_one_class() -> None:
    roster = tuple(Body(f"ocd-division/country:us/state:{n}", None, "state") for n in "abc")
    classes = classify(roster, docket_told(()), ELIGIBLE)
    assert (classes.sizes, classes.of.tolist()) == ((3,), [0, 0, 0])
