"""The rule book: versions of a procedure by day, names of conditions."""

from datetime import date
from itertools import pairwise

import pytest

from tests.domain.scenes import BOOK


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2014, 12, 25), None),
        (date(2014, 12, 26), "2014"),
        (date(2020, 11, 11), "2014"),
        (date(2020, 11, 12), "2020"),
        (date(2026, 1, 1), "2020"),
    ],
)
def test_a_day_has_the_version_that_was_in_force(day: date, version: str | None) -> None:
    found = BOOK.procedure("uniform-guidance-200", day)
    assert (found.version if found else None) == version


def test_a_procedure_that_nobody_wrote_has_no_version() -> None:
    assert BOOK.procedure("by-ear", date(2018, 1, 24)) is None


def test_versions_do_not_overlap() -> None:
    for versions in BOOK.procedures.values():
        for one, later in pairwise(versions):
            assert one.until is not None
            assert one.until <= later.since


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("section-1373", "section-1373"),
        ("1373", "section-1373"),
        ("1373cert", "section-1373"),
        ("EO13768-9a", "eo-13768-9a"),
        ("1644", "section-1644"),
        ("4242", None),
    ],
)
def test_a_condition_is_found_by_its_name_or_an_alias(name: str, found: str | None) -> None:
    assert BOOK.condition(name) == found


def test_a_name_or_alias_means_one_condition() -> None:
    names = [one for each in BOOK.conditions.values() for one in (each.condition, *each.aliases)]
    assert len(names) == len(set(names))


def test_a_version_is_cited_by_name() -> None:
    found = BOOK.procedure("byrne-jag-1373-2018", date(2018, 1, 24))
    assert found is not None
    assert found.edition == "byrne-jag-1373-2018/2017"


def test_every_act_has_a_title_and_an_authority_and_every_ground_a_title() -> None:
    assert all(rule.title and rule.authority for rule in BOOK.acts.values())
    assert all(rule.title for rule in BOOK.grounds.values())


def test_every_act_that_can_be_asked_about_is_a_step_of_some_procedure() -> None:
    steps = {step for each in BOOK.procedures.values() for one in each for step in one.steps}
    assert steps == set(BOOK.acts)
