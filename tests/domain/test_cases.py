"""Cases, orders, effects and changes: what may be recorded of them."""

from datetime import date

import pytest

from proviso.domain import cases
from proviso.domain.cases import Cases
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.orders import CaseFact, CaseFiled, EffectRead, OrderChanged, OrderEntered
from tests.builders import a, code, entries

ACTS, CONDITIONS = frozenset({"enforce-condition"}), frozenset({"notice"})
SEPTEMBER, JUNE, JULY = date(2017, 9, 15), date(2018, 6, 26), date(2018, 7, 27)
CASE = a(CaseFiled, case="C05")
BARS = {
    "effect": "O1.1",
    "order": "O1",
    "kind": "bars",
    "acts": ("enforce-condition",),
    "conditions": ("notice",),
    "covers": ("everyone",),
    "since": SEPTEMBER,
    "since_certain": True,
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


def order(name: str) -> OrderEntered:
    return a(OrderEntered, order=name, case="C05")


def told(*facts: tuple[CaseFact, date | None]) -> Cases:
    return cases.fold(entries(*facts, stream="case:C05"))


DOCKET = told(
    (CASE, date(2017, 8, 7)),
    (order("O1"), SEPTEMBER),
    (order("O2"), JUNE),
    (order("O3"), JULY),
    (order("O9"), None),
    (a(EffectRead, **BARS), SEPTEMBER),
    (a(OrderChanged, **STAYS), JUNE),
    (a(OrderChanged, **STAYS | {"change": "O3.a", "order": "O3", "target": "O2.a"}), JULY),
)


def test_a_case_is_filed_once_with_its_title() -> None:
    assert code(cases.why_not_file_case(Cases(), CASE)) is None
    assert code(cases.why_not_file_case(DOCKET, CASE)) == "case.exists"
    assert code(cases.why_not_file_case(Cases(), a(CaseFiled, title=""))) == "case.no-title"


def test_an_order_is_entered_once_in_a_case_on_record() -> None:
    assert code(cases.why_not_enter_order(DOCKET, order("O4"))) is None
    assert code(cases.why_not_enter_order(DOCKET, order("O1"))) == "order.exists"
    assert code(cases.why_not_enter_order(Cases(), order("O1"))) == "case.unknown"
    blank = a(OrderEntered, order="O4", case="C05", kind="")
    assert code(cases.why_not_enter_order(DOCKET, blank)) == "order.no-kind"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"conditions": ("*",)}, None),
        ({"kind": "requires", "acts": ()}, None),
        ({"kind": "unknown", "acts": (), "covers": (), "since": None}, None),
        ({"since": None, "since_certain": False}, None),
        ({"since_certain": False, "since_latest": JUNE}, None),
        ({"since": None, "since_certain": False, "since_latest": JUNE}, None),
        ({"until": JUNE}, None),
        ({"effect": "O1.1"}, "effect.exists"),
        ({"effect": "O2.a"}, "effect.exists"),
        ({"order": "O8"}, "order.unknown"),
        ({"kind": "suggests"}, "effect.kind"),
        ({"acts": ("enforce-condition", "frown")}, "act.unknown"),
        ({"conditions": ("1373cert",)}, "condition.unknown"),
        ({"covers": ("everyone", "Chicago")}, "cover.term"),
        ({"acts": ()}, "effect.empty"),
        ({"covers": ()}, "effect.empty"),
        ({"kind": "requires", "covers": ()}, "effect.empty"),
        ({"until": SEPTEMBER}, "effect.interval"),
        ({"since_latest": date(2017, 9, 1)}, "effect.interval"),
        ({"since": None}, "effect.no-since"),
    ],
)
def test_what_effect_may_be_read(changes: dict[str, object], expected: str | None) -> None:
    fact = a(EffectRead, **BARS | {"effect": "O1.2"} | changes)
    refused = cases.why_not_read_effect(DOCKET, fact, acts=ACTS, conditions=CONDITIONS)
    assert code(refused) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"order": "O3", "kind": "affirms", "since": None, "covers": ()}, None),
        ({"order": "O1", "kind": "stays"}, None),
        ({"order": "O9", "kind": "lifts"}, None),
        ({"order": "O1", "kind": "supersedes"}, "order.supersedes-itself"),
        ({"order": "O1", "kind": "vacates"}, "order.supersedes-itself"),
        ({"order": "O1", "target": "O2.a"}, "order.before-its-target"),
        ({"order": "O3", "kind": "lifts", "target": "O3.a"}, None),
        ({"order": "O2", "target": "O3.a"}, "order.circular"),
        ({"change": "O4.a", "target": "O4.a"}, "order.circular"),
        ({"change": "O2.a"}, "change.exists"),
        ({"change": "O1.1"}, "change.exists"),
        ({"order": "O8"}, "order.unknown"),
        ({"kind": "ignores"}, "change.kind"),
        ({"target": "O7.1"}, "target.unknown"),
        ({"covers": ("all",)}, "cover.term"),
        ({"since": None}, "change.no-since"),
        ({"covers": ()}, "change.no-cover"),
        ({"until": JUNE}, "change.interval"),
    ],
)
def test_what_change_may_be_recorded(changes: dict[str, object], expected: str | None) -> None:
    fact = a(OrderChanged, **STAYS | {"change": "O2.b"} | changes)
    assert code(cases.why_not_change_order(DOCKET, fact)) == expected


def test_the_day_of_the_change_stands_in_for_an_order_of_unknown_day() -> None:
    fact = a(OrderChanged, **STAYS | {"change": "O9.a", "order": "O9"})
    assert code(cases.why_not_change_order(DOCKET, fact, on=JUNE)) is None
    early = cases.why_not_change_order(DOCKET, fact, on=date(2017, 9, 14))
    assert code(early) == "order.before-its-target"


def test_a_target_of_unknown_day_is_before_nothing() -> None:
    other = a(EffectRead, **BARS | {"effect": "O9.1", "order": "O9"})
    held = cases.after(DOCKET, other, on=None, ref="case:C05#9")
    fact = a(OrderChanged, **STAYS | {"change": "O2.b", "target": "O9.1"})
    assert code(cases.why_not_change_order(held, fact)) is None


def test_a_circle_is_found_at_any_depth() -> None:
    chain = {
        f"{name}.a": a(OrderChanged, change=f"{name}.a", order=name, target=target)
        for name, target in (("A", "E"), ("B", "A.a"), ("C", "B.a"), ("D", "C.a"))
    }
    for depth, target in enumerate(("B.a", "C.a", "D.a"), start=3):
        back = a(OrderChanged, change="A.b", order="A", target=target)
        assert len(cases.circle(chain, back)) == depth
    onward = a(OrderChanged, change="F.a", order="F", target="D.a")
    assert cases.circle(chain, onward) == ()


def test_a_circle_among_changes_not_yet_recorded_is_found_too() -> None:
    coming = {
        "A.a": a(OrderChanged, change="A.a", order="A", target="B.a"),
        "B.a": a(OrderChanged, change="B.a", order="B", target="A.a"),
    }
    third = a(OrderChanged, change="C.a", order="C", target="A.a")
    assert cases.circle(coming, coming["A.a"]) == ("A.a", "B.a", "A.a")
    assert cases.circle(coming, third) == ("C.a", "A.a", "B.a", "A.a")


def test_facts_of_other_rooms_are_passed_over() -> None:
    assert cases.fold(entries((a(MatterNoted), JUNE))) == Cases()
