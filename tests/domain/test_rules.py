"""Specification of which version of a rule governs."""

from datetime import date

import pytest

from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_rules
from tests.domain.dates import a_rule

OLD = a_rule(since=date(2000, 1, 1), until=date(2010, 1, 1))
NEW = a_rule(since=date(2010, 1, 1))


@pytest.mark.parametrize(
    ("day", "expected"), [("2000-01-01", OLD), ("2009-12-31", OLD), ("2010-01-01", NEW)]
)
def test_the_version_in_force_on_the_day_governs(day: str, expected: Rule) -> None:
    assert in_force([NEW, OLD], code="made-up", on=date.fromisoformat(day)) == expected


def test_before_the_first_version_there_is_no_rule() -> None:
    refused = in_force([NEW, OLD], code="made-up", on=date(1999, 12, 31))
    assert isinstance(refused, Refusal)
    assert refused.code == "rule.not-in-force"
    assert "Saturday 1 January 2000" in refused.reason


def test_an_unknown_rule_is_refused_with_the_rules_there_are() -> None:
    refused = in_force(load_rules(), code="frcp-6b", on=date(2018, 1, 24))
    assert isinstance(refused, Refusal)
    assert refused.code == "rule.unknown"
    assert "frcp-6a" in refused.cure


def test_a_version_is_named_by_its_first_day() -> None:
    assert NEW.version == "made-up@2010-01-01"


@pytest.mark.parametrize(
    ("sees", "after", "before"),
    [
        ("none", False, False),
        ("instead", False, False),
        ("after-only", True, False),
        ("always", True, True),
    ],
)
def test_a_rule_says_whether_it_looks_at_a_states_own_holidays(
    sees: str,
    after: bool,  # noqa: FBT001
    before: bool,  # noqa: FBT001
) -> None:
    rule = a_rule(state_holidays=sees)
    assert rule.sees_state_holidays("after") is after
    assert rule.sees_state_holidays("before") is before


def test_service_adds_days_only_by_the_methods_that_the_rule_names() -> None:
    rule = a_rule(mail_days=3, mail_by=("mail",))
    assert rule.adds_days_for("mail")
    assert not rule.adds_days_for("electronic")
    assert not a_rule(mail_by=("mail",)).adds_days_for("mail")
