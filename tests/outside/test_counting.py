"""Specification of the counting files: what is in them, and what is said of a mistake in them."""

from datetime import date

import pytest

from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import (
    CountingWrong,
    load_closures,
    load_rules,
    read_closures,
    read_rules,
)

RULE = """
[[rule]]
code = "made-up"
title = "A made-up rule"
authority = "nobody"
since = 2000-01-01
unit = "calendar-days"
roll = "forward"
roll-before = "back"
closures = "flag"
"""
CLOSURE = """
[[closure]]
day = 2018-12-24
name = "The day before Christmas Day"
authority = "Executive Order 13854"
signed = 2018-12-18
"""


def test_the_rulebook_has_the_rules_that_the_procedures_name() -> None:
    assert {rule.code for rule in load_rules()} == {
        "frcp-6a",
        "frap-26a",
        "calendar-days",
        "business-days",
        "stated",
        "uniform-guidance-months",
        "collection-90",
        "petition-60",
        "part18-30",
    }


def test_each_version_ends_on_the_day_on_which_the_next_begins() -> None:
    versions = [rule for rule in load_rules() if rule.code == "frcp-6a"]
    assert [(rule.since, rule.until) for rule in versions] == [
        (date(1985, 8, 1), date(2005, 12, 1)),
        (date(2005, 12, 1), date(2009, 12, 1)),
        (date(2009, 12, 1), date(2016, 12, 1)),
        (date(2016, 12, 1), None),
    ]


@pytest.mark.parametrize(("on", "adds"), [(date(2016, 11, 30), True), (date(2016, 12, 1), False)])
def test_service_by_electronic_means_added_days_until_december_2016(on: date, adds: bool) -> None:  # noqa: FBT001
    rule = in_force(load_rules(), code="frcp-6a", on=on)
    assert isinstance(rule, Rule)
    assert rule.adds_days_for("mail")
    assert rule.adds_days_for("electronic") is adds
    assert not rule.adds_days_for("hand")


def test_every_closure_names_its_executive_order() -> None:
    assert all("Executive Order 1" in one.authority for one in load_closures().values())
    assert date(2018, 12, 5) in load_closures()


def test_a_closure_is_kept_by_its_day() -> None:
    found = read_closures(CLOSURE, name="closures.toml")
    assert found[date(2018, 12, 24)].name == "The day before Christmas Day"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + "= 1", "made.toml: not TOML"),
        ("", "expected nothing but a list of [[rule]]"),
        ("rule = 3", "expected nothing but a list of [[rule]]"),
        (RULE + "[other]\na = 1", "expected nothing but a list of [[rule]]"),
        (RULE.replace('title = "A made-up rule"', ""), "number 1: title is missing"),
        (RULE + "rol = 1", "number 1: rol is not a field"),
        (RULE.replace("2000-01-01", "2000-01-01T00:00:00"), "expected a date such as"),
        (RULE.replace('"nobody"', '" "'), "expected a text that is not empty"),
        (RULE.replace('"forward"', '"sideways"'), "expected one of forward, back, none"),
        (RULE + "period = true", "expected a whole number from 0"),
        (RULE + "period = -1", "expected a whole number from 0"),
        (RULE + 'notes = "one"', "expected a list of texts"),
        (RULE + 'notes = [""]', "expected a list of texts"),
        (RULE + "counts-trigger = 1", "expected true or false"),
        (RULE + RULE, "made-up has two versions since 2000-01-01"),
    ],
)
def test_a_mistake_in_the_rules_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(CountingWrong) as wrong:
        read_rules(text, name="made.toml")
    assert said in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CLOSURE + CLOSURE, "2018-12-24 is there twice"),
        (CLOSURE.replace("2018-12-18", "2018-12-25"), "signed 2018-12-25, after the day"),
    ],
)
def test_a_mistake_in_the_closures_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(CountingWrong) as wrong:
        read_closures(text, name="closures.toml")
    assert said in str(wrong.value)
