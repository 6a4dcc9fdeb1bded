"""Grounds from orders: a bar, what is not known and why, and what no longer bars; in plain words, with evidence."""

from datetime import date, timedelta

import pytest

from proviso.domain.cover import Body
from proviso.domain.docket import docket_of
from proviso.domain.facts import Fact
from proviso.domain.facts.orders import EffectRead, OrderChanged, OrderEntered
from proviso.domain.grounds.orders import (
    CURE_BAR,
    CURE_DATE,
    CURE_OPEN,
    CURE_SCOPE,
    NO_ORDER,
    applies,
    order_grounds,
)
from proviso.domain.questions import Ground, Question
from tests.builders import a, entry

CITY = Body(
    "ocd-division/country:us/state:xa/place:lake", "ocd-division/country:us/state:xa", "city"
)
SEPTEMBER, JUNE, JULY = date(2017, 9, 15), date(2018, 6, 26), date(2018, 7, 27)
ORDER = a(
    OrderEntered,
    order="O1",
    case="C1",
    court="N.D. Xa.",
    docket="17-cv-1",
    kind="preliminary injunction",
    citation="264 F. Supp. 3d 933",
)
LATER = a(OrderEntered, order="O2", case="C1", court="9th Cir.", docket="17-2", kind="stay")
EFFECT = {
    "effect": "O1.1",
    "order": "O1",
    "kind": "bars",
    "acts": ("enforce",),
    "conditions": ("notice",),
    "programmes": ("16.738",),
    "years": (2017,),
    "binds": ("us/doj",),
    "covers": ("everyone",),
    "covers_certain": True,
    "since": SEPTEMBER,
    "since_certain": True,
    "says": "Bars enforcing the notice condition.",
}
STAYS = {
    "change": "O2.a",
    "order": "O2",
    "kind": "stays",
    "target": "O1.1",
    "covers": ("everyone",),
    "certain": True,
    "since": JUNE,
}


def effect(**told: object) -> EffectRead:
    return a(EffectRead, **(EFFECT | told))


def stays(**told: object) -> OrderChanged:
    return a(OrderChanged, **(STAYS | told))


def question(*, on: date = date(2018, 1, 24), **told: object) -> Question:
    asked = {"act": "enforce", "condition": "notice", "programme": "16.738", "year": 2017}
    return a(Question, **(asked | {"actor": "us/doj/ojp", "on": on, "known": on} | told))


def grounds(*facts: Fact, **asked: object) -> tuple[Ground, ...]:
    """Each fact is an entry on the day it speaks of."""
    told = []
    for number, fact in enumerate(facts, start=1):
        day = {"O1": SEPTEMBER, "O2": JUNE}.get(getattr(fact, "order", ""), JULY)
        told.append(entry(fact, stream="case:C1", number=number, on=day))
    return order_grounds(docket_of(told, known=JULY), CITY, {}, question(**asked))  # type: ignore[arg-type]


def test_an_order_in_effect_bars_and_says_which_since_when_and_what_would_cure_it() -> None:
    (ground,) = grounds(ORDER, effect(flag="The day rests on memory."))
    assert (ground.code, ground.group, ground.holds) == ("order.bars", "orders", False)
    assert ground.says == (
        "Preliminary injunction O1 (N.D. Xa., 15 September 2017) is in effect on 24 January 2018. "
        "Bars enforcing the notice condition. The day rests on memory."
    )
    assert ground.authority == "264 F. Supp. 3d 933 (N.D. Xa.)"
    assert (ground.order, ground.cure) == ("O1", CURE_BAR)
    assert ground.evidence == ("case:C1#2", "case:C1#1")


def test_an_order_without_a_reporter_is_cited_by_its_docket_number() -> None:
    (ground,) = grounds(
        a(OrderEntered, order="O1", court="N.D. Xa.", docket="17-cv-1", citation=None), effect()
    )
    assert ground.authority == "N.D. Xa., No. 17-cv-1"


def test_an_effect_of_an_order_not_entered_bars_all_the_same() -> None:
    (ground,) = grounds(effect())
    assert ground.says.startswith("O1 is in effect")
    assert (ground.holds, ground.authority) == (False, NO_ORDER)


def test_later_orders_on_it_are_told_from_the_day_they_were_entered() -> None:
    facts = (ORDER, LATER, effect(), stays(kind="affirms", covers=("everyone",)))
    (before,) = grounds(*facts)
    assert "Later orders" not in before.says
    (after,) = grounds(*facts, on=JULY)
    assert "Later orders on it by that day: O2." in after.says
    assert after.evidence == ("case:C1#3", "case:C1#1", "case:C1#2")


def test_bars_come_before_what_is_not_known() -> None:
    found = grounds(effect(covers_certain=False), effect(effect="O3.1", order="O3"))
    assert [ground.holds for ground in found] == [False, None]


@pytest.mark.parametrize(
    ("told", "asked", "code", "cure"),
    [
        ({}, {"condition": None}, "order.question-open", CURE_OPEN),
        ({"covers_certain": False}, {}, "order.scope-unknown", CURE_SCOPE),
        ({"covers": ("members:mayors",)}, {}, "order.scope-unknown", CURE_SCOPE),
        ({"since": None, "since_certain": False}, {}, "order.date-unknown", CURE_DATE),
        ({"since_certain": False, "since_latest": JUNE}, {}, "order.date-unknown", CURE_DATE),
    ],
)
def test_what_is_not_known_refuses_and_says_what_to_find_out(
    told: dict[str, object], asked: dict[str, object], code: str, cure: str
) -> None:
    (ground,) = grounds(ORDER, effect(**told), **asked)
    assert (ground.code, ground.holds, ground.cure) == (code, None, cure)
    assert ground.order == "O1"


@pytest.mark.parametrize(
    ("asked", "reaches"),
    [
        ({}, True),
        ({"act": "deny"}, False),
        ({"condition": "access"}, False),
        ({"condition": None}, None),
        ({"programme": "16.710"}, False),
        ({"programme": None}, None),
        ({"year": 2018}, False),
        ({"year": None}, None),
        ({"year": None, "condition": "access"}, False),
        ({"actor": None}, True),
        ({"actor": "us/doj"}, True),
        ({"actor": "us/dojx"}, False),
        ({"actor": "us/dhs"}, False),
    ],
)
def test_an_effect_reaches_what_it_names(asked: dict[str, object], reaches: bool | None) -> None:  # noqa: FBT001
    assert applies(effect(), question(**asked)) is reaches  # type: ignore[arg-type]


@pytest.mark.parametrize("conditions", [("*",), (), ("access", "*")])
def test_an_effect_for_every_condition_reaches_any(conditions: tuple[str, ...]) -> None:
    assert applies(effect(conditions=conditions), question(condition=None)) is True


def test_an_effect_that_binds_no_one_by_name_binds_every_office() -> None:
    assert applies(effect(binds=()), question(actor="us/dhs")) is True


def test_where_nothing_bars_one_ground_holds() -> None:
    (ground,) = grounds(ORDER, effect(), act="deny")
    assert (ground.code, ground.holds, ground.evidence) == ("order.bars", True, ())
    assert ground.says == "No order in effect on 24 January 2018 bars this."


def test_what_no_longer_bars_is_told_with_what_stopped_it() -> None:
    facts = (ORDER, LATER, effect(), stays())
    (ground,) = grounds(*facts, on=JUNE)
    assert ground.says == (
        "No order in effect on 26 June 2018 bars this. "
        "O1 does not bar it: stayed for this body by O2 from 26 June 2018."
    )
    assert (ground.holds, ground.evidence) == (True, ("case:C1#3",))


def test_two_that_stopped_it_are_both_told() -> None:
    facts = (effect(), stays(), stays(change="O3.a", order="O3", kind="vacates", since=JULY))
    (ground,) = grounds(*facts, on=JULY)
    assert "stayed for this body by O2 from 26 June 2018, vacated by O3 from 27 July 2018" in (
        ground.says
    )


def test_an_order_that_ran_out_or_has_not_begun_or_covers_others_is_not_told() -> None:
    over, later = effect(until=date(2018, 1, 1)), effect(since=JUNE)
    others = effect(covers=("ocd-division/country:us/state:xb/place:fir",))
    for one in (over, later, others, effect(since=None, until=date(2018, 1, 1))):
        (ground,) = grounds(ORDER, one)
        assert ground.says == "No order in effect on 24 January 2018 bars this."


def test_a_bar_that_may_have_begun_before_the_day_it_is_counted_from_is_told_from_its_cases_first_order() -> (
    None
):
    counted = effect(effect="O2.1", order="O2", since=JULY, since_latest=JULY, since_certain=False)
    (ground,) = grounds(ORDER, LATER, counted)
    assert ground.holds is True
    assert ground.says.endswith(
        "O2: its first day is not known; it is counted from 27 July 2018, and this day is earlier."
    )
    (before,) = grounds(ORDER, LATER, counted, on=date(2017, 9, 14))
    assert before.says == "No order in effect on 14 September 2017 bars this."
    (no_order,) = grounds(counted)
    assert no_order.says == "No order in effect on 24 January 2018 bars this."


def test_later_orders_are_told_by_date_and_those_of_no_known_day_last() -> None:
    changes = [stays(change=f"{o}.a", order=o, kind="affirms") for o in ("O4", "O3", "O2")]
    orders = [
        entry(a(OrderEntered, order=name, case="C1"), stream="case:C1", number=10 + at, on=day)
        for at, (name, day) in enumerate((("O4", None), ("O3", JULY), ("O2", JUNE)))
    ]
    told: list[Fact] = [ORDER, effect(), *changes]
    facts = [entry(one, stream="case:C1", number=n, on=SEPTEMBER) for n, one in enumerate(told, 1)]
    docket = docket_of([*facts, *orders], known=JULY)
    (ground,) = order_grounds(docket, CITY, {}, question(on=JULY))
    assert "Later orders on it by that day: O2, O3, O4." in ground.says


def test_relief_that_is_not_known_is_shown_and_is_no_bar() -> None:
    (ground,) = grounds(ORDER, effect(kind="unknown", says="Relief asked for."))
    assert ground.holds is True
    assert ground.says.endswith("O1: Relief asked for. It is not counted as a bar.")


def test_what_an_order_requires_bars_nothing() -> None:
    (ground,) = grounds(ORDER, effect(kind="requires"))
    assert ground.says == "No order in effect on 24 January 2018 bars this."


def test_a_stay_that_ends_before_lets_it_bar_again() -> None:
    facts = (ORDER, effect(), stays(until=JULY))
    assert [one.holds for one in grounds(*facts, on=JULY - timedelta(days=1))] == [True]
    assert [one.holds for one in grounds(*facts, on=JULY)] == [False]


def test_a_change_that_is_not_in_force_has_stopped_nothing() -> None:
    facts = (effect(), stays(), stays(change="O3.a", order="O3", kind="vacates", since=JULY))
    (ground,) = grounds(*facts, on=JUNE)
    assert ground.says.endswith("O1 does not bar it: stayed for this body by O2 from 26 June 2018.")
