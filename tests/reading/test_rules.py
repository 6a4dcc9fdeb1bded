"""Every named rule finds its own example; every proposal has a rule in the table; every slice is exact."""

from datetime import date

import pytest

from proviso.reading.governments.places import Places
from proviso.reading.rates import Rates, rules
from proviso.reading.read import Asked, read

ON = date(2019, 3, 20)
WITH = [name for name, rule in rules().items() if rule.example]


@pytest.mark.parametrize("name", WITH)
def test_a_rule_finds_its_example(name: str, places: Places) -> None:
    rule = rules()[name]
    found = read(rule.example, places, Asked(published=ON)).proposals
    named = [one for one in found if one.rule == name]
    assert named, [(one.text, one.rule) for one in found]
    assert all(
        one.kind is rule.kind and one.text == rule.example[one.start : one.end] for one in named
    )


def test_the_home_state_is_used_where_nothing_else_says_where(places: Places) -> None:
    text = "The road to Newport is open, and the bridge in Newport is not."
    found = read(text, places, Asked(published=ON, home_state="VT")).proposals
    assert {(one.rule, one.value) for one in found if one.text == "Newport"} == {
        ("in-home-state", "ocd-division/country:us/state:vt/place:newport_city")
    }


def test_before_any_review_a_rule_has_its_stated_prior() -> None:
    assert all(Rates().of(name) == rule.prior for name, rule in rules().items())


def test_a_review_moves_the_rate_of_its_rule_and_of_no_other() -> None:
    rates = Rates(reviewed={"weekday": (30, 30), "bill": (0, 30)})
    assert rates.of("weekday") == round((30 + 8.8) / 40, 3)
    assert rates.of("bill") < 0.25
    assert rates.of("us-code") == rules()["us-code"].prior
