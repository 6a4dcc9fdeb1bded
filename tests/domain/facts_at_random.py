"""Facts at random, with names from a small world, so that they meet. For properties that hold for any history."""

from dataclasses import fields
from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from proviso.domain.appeals import Outcome
from proviso.domain.entries import Entry
from proviso.domain.evaluations import Level
from proviso.domain.facts import Fact
from proviso.domain.letters import LetterKind
from tests.builders import entry

DAYS = st.dates(date(2018, 1, 1), date(2018, 1, 12))
NAMES = st.sampled_from(("a", "b", "c"))
WORDS: dict[tuple[str, str], SearchStrategy[Any]] = {
    ("LetterSent", "kind"): st.sampled_from([*LetterKind, "strange"]),
    ("ItemEvaluated", "level"): st.sampled_from([*Level, "strange"]),
    ("AppealDecided", "outcome"): st.sampled_from([*Outcome, "strange"]),
}


def _of(kind: Any) -> SearchStrategy[Any]:
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(_of(one) for one in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(_of(get_args(kind)[0]), max_size=2).map(tuple)
    return {
        str: NAMES,
        int: st.integers(-2, 40),
        bool: st.booleans(),
        date: DAYS,
        NoneType: st.none(),
    }[kind]


def facts_of(*classes: type[Fact]) -> SearchStrategy[Fact]:
    """Any fact of these classes."""
    return st.one_of(*(_one(fact_class) for fact_class in classes))


def _one(fact_class: type[Fact]) -> SearchStrategy[Fact]:
    hints = get_type_hints(fact_class)
    told = {}
    for one in fields(fact_class):
        words = WORDS.get((fact_class.__name__, one.name))
        told[one.name] = _of(hints[one.name]) if words is None else words
    return st.builds(fact_class, **told)


def histories(*classes: type[Fact]) -> SearchStrategy[tuple[Entry, ...]]:
    """Entries of such facts in any order, some learned late, some of no known day."""
    told = st.tuples(facts_of(*classes), st.none() | DAYS, DAYS)
    return st.lists(told, max_size=12).map(
        lambda many: tuple(
            entry(fact, on=on, learned=max(learned, on or learned), number=number)
            for number, (fact, on, learned) in enumerate(many, start=1)
        )
    )
