"""The docket: what is in force for whom on a day, and what later orders do to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from proviso.domain.cover import Body, Crowd
from proviso.domain.docket import Docket, breakpoints, docket_of, in_force
from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderChanged, OrderEntered
from tests.builders import a, entry
from tests.domain.dockets_at_random import (
    DAYS,
    ELIGIBLE,
    ROSTERS,
    Told,
    docket_told,
    dockets,
)
from tests.domain.orders_by_the_text import in_force as in_force_by_the_text

CHICAGO = "ocd-division/country:us/state:xa/place:lake"
HOUSTON = "ocd-division/country:us/state:xb/place:bayou"
BODIES = (
    Body(CHICAGO, "ocd-division/country:us/state:xa", "city"),
    Body(HOUSTON, "ocd-division/country:us/state:xb", "city"),
)
BOTH, FIRST_ONLY, SECOND_ONLY, NOBODY = [True, True], [True, False], [False, True], [False, False]
SEPTEMBER, JUNE, JULY, AUGUST = (
    date(2017, 9, 15),
    date(2018, 6, 26),
    date(2018, 7, 27),
    date(2018, 8, 10),
)


def effect(name: str = "O1.1", since: date | None = SEPTEMBER, **told: object) -> EffectRead:
    given = {"kind": "bars", "covers": ("everyone",), "covers_certain": True}
    known = {"order": name.split(".")[0], "since": since, "since_certain": True}
    return a(EffectRead, effect=name, **(given | known | told))


def change(
    name: str, kind: str, target: str, since: date | None, *covers: str, certain: bool = True
) -> OrderChanged:
    return a(
        OrderChanged,
        change=name,
        order=name.split(".")[0],
        kind=kind,
        target=target,
        covers=covers or ("everyone",),
        since=since,
        certain=certain,
    )


def docket(*facts: Fact, known: date = AUGUST) -> Docket:
    return docket_of(told(*facts), known=known)


def told(*facts: Fact) -> tuple[Entry, ...]:
    return tuple(
        entry(fact, stream="case:C1", number=number, on=SEPTEMBER)
        for number, fact in enumerate(facts, start=1)
    )


def force(docket: Docket, name: str, day: date) -> list[bool | None]:
    """Whether the node is in force for each of the two bodies; None is not known."""
    certain, possible = in_force(docket, Crowd(BODIES, {}), day)[name]
    return [bool(certain >> at & 1) or (None if possible >> at & 1 else False) for at in range(2)]


def test_an_effect_is_in_force_from_its_first_day_and_not_on_its_last() -> None:
    one = docket(effect(until=JUNE))
    assert force(one, "O1.1", SEPTEMBER - timedelta(days=1)) == NOBODY
    assert force(one, "O1.1", SEPTEMBER) == BOTH
    assert force(one, "O1.1", JUNE - timedelta(days=1)) == BOTH
    assert force(one, "O1.1", JUNE) == NOBODY


@pytest.mark.parametrize(
    "kind", ["stays", "narrows", "vacates", "supersedes", "merges", "dissolves", "permits"]
)
def test_a_later_order_ends_what_it_names_for_those_it_names(kind: str) -> None:
    one = docket(
        effect(), effect("O9.1"), change("O2.a", kind, "O1.1", JUNE, "everyone", f"-{CHICAGO}")
    )
    assert force(one, "O1.1", JUNE - timedelta(days=1)) == BOTH
    assert force(one, "O1.1", JUNE) == FIRST_ONLY
    assert force(one, "O9.1", JUNE) == BOTH


@pytest.mark.parametrize("kind", ["affirms", "restates", "denies", "reviews"])
def test_an_order_that_only_looks_at_another_changes_nothing(kind: str) -> None:
    one = docket(effect(), change("O2.a", kind, "O1.1", JUNE))
    assert force(one, "O1.1", JUNE) == BOTH
    assert one.history["O1.1"] == ("O2",)
    assert "O1.1" not in one.acting_on


def test_a_stay_that_is_lifted_revives_what_it_stayed() -> None:
    one = docket(
        effect(), change("O2.a", "stays", "O1.1", JUNE), change("O3.a", "lifts", "O2.a", JULY)
    )
    assert force(one, "O1.1", JUNE) == NOBODY
    assert force(one, "O1.1", JULY) == BOTH


def test_a_stay_lifted_for_one_revives_for_one() -> None:
    one = docket(
        effect(),
        change("O2.a", "stays", "O1.1", JUNE),
        change("O3.a", "lifts", "O2.a", JULY, HOUSTON),
    )
    assert force(one, "O1.1", JULY) == SECOND_ONLY


def test_what_may_cover_is_not_known() -> None:
    assert force(docket(effect(covers_certain=False)), "O1.1", JUNE) == [None, None]


def test_a_stay_of_which_it_is_not_known_leaves_it_not_known() -> None:
    one = docket(effect(), change("O2.a", "stays", "O1.1", JUNE, HOUSTON, certain=False))
    assert force(one, "O1.1", JUNE) == [True, None]


def test_an_effect_whose_first_day_lies_between_two_days_is_not_known_between_them() -> None:
    one = docket(effect(since=SEPTEMBER, since_certain=False, since_latest=JUNE))
    assert force(one, "O1.1", SEPTEMBER - timedelta(days=1)) == NOBODY
    assert force(one, "O1.1", SEPTEMBER) == [None, None]
    assert force(one, "O1.1", JUNE) == BOTH


def test_an_effect_without_any_day_is_never_sure_and_ends_on_its_last_day() -> None:
    one = docket(effect(since=None, until=JUNE))
    assert force(one, "O1.1", date(1999, 1, 1)) == [None, None]
    assert force(one, "O1.1", JUNE) == NOBODY


def test_only_what_was_known_is_on_the_docket() -> None:
    late = entry(change("O2.a", "stays", "O1.1", JUNE), number=2, on=JUNE, learned=JULY)
    early = docket_of((*told(effect()), late), known=JUNE)
    assert force(early, "O1.1", JUNE) == BOTH
    assert force(docket_of((*told(effect()), late), known=JULY), "O1.1", JUNE) == NOBODY


def test_a_change_of_something_not_yet_known_waits() -> None:
    one = docket(change("O2.a", "stays", "O1.1", JUNE))
    assert one.nodes == ()


def test_a_docket_holds_cases_orders_and_nothing_of_other_rooms() -> None:
    case, order = a(CaseFiled, case="C1"), a(OrderEntered, order="O1", case="C1")
    one = docket(case, order, a(MatterNoted), effect())
    assert one.cases == (case,)
    assert [each.told for each in one.orders] == [order]
    assert one.order["O1"].on == SEPTEMBER
    assert [node.id for node in one.effects] == ["O1.1"]


def test_effects_are_found_by_the_acts_they_name() -> None:
    one = docket(effect(acts=("deny", "enforce", "deny")), effect("O2.1", acts=("deny",)))
    named = {act: [node.id for node, _ in found] for act, found in one.naming.items()}
    assert named == {"deny": ["O1.1", "O2.1"], "enforce": ["O1.1"]}


def test_the_history_of_an_effect_is_every_later_order_on_it_or_on_those() -> None:
    one = docket(
        effect(),
        change("O2.a", "stays", "O1.1", JUNE),
        change("O3.a", "lifts", "O2.a", JULY),
        change("O3.b", "affirms", "O1.1", JULY),
    )
    assert one.history == {"O1.1": ("O2", "O3"), "O2.a": ("O3",)}


def test_a_circle_though_it_cannot_be_recorded_comes_to_an_end() -> None:
    one = docket(
        effect(), change("O2.a", "stays", "O2.b", JUNE), change("O2.b", "stays", "O2.a", JUNE)
    )
    assert set(in_force(one, Crowd(BODIES, {}), JULY)) == {"O1.1", "O2.a", "O2.b"}
    assert one.history["O2.a"] == ("O2",)


def test_the_days_on_which_force_can_begin_or_end() -> None:
    one = docket(
        effect(since_certain=False, since_latest=JUNE), effect("O2.1", since=None, until=JULY)
    )
    assert breakpoints(one) == (SEPTEMBER, JUNE, JULY)


@given(dockets(), ROSTERS, DAYS)
def test_any_docket_is_in_force_as_the_words_of_the_domain_say(
    facts: tuple[Told, ...], roster: tuple[Body, ...], day: date
) -> None:
    found = in_force(docket_told(facts), Crowd(roster, ELIGIBLE), day)
    for fact in facts:
        name = fact.effect if isinstance(fact, EffectRead) else fact.change
        certain, possible = found[name]
        for at, body in enumerate(roster):
            known = in_force_by_the_text(fact, facts, body, day, ELIGIBLE)
            assert bool(certain >> at & 1) == (known is True)
            assert bool(possible >> at & 1) == (known is not False)
