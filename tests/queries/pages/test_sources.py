"""Sources, statements and conflicts: what rests on what, how outlets carry words, values side by side."""

from datetime import date

import pytest

from proviso.queries.may import NotAsked
from proviso.queries.pages.conflicts import ConflictPage, conflict, conflicts
from proviso.queries.pages.sources import SourcePage, source, sources
from proviso.queries.pages.statements import StatementPage, differing, statement
from tests.village import EVERYTHING

pytestmark = pytest.mark.django_db
JAN_25 = date(2018, 1, 25)


def test_a_source_says_what_it_relies_on_and_what_rests_on_it() -> None:
    found = source("s-nbc", on=JAN_25, known=EVERYTHING)
    assert isinstance(found, SourcePage)
    assert found.relies_on == ("S-NBCNEWS",)
    assert found.cited == len(found.cited_by) > 0
    assert "ST-LANDRIEU" in found.carries
    assert found.copy.startswith("No copy")
    assert {one.subject for one in found.reports} >= {"count/january-2018-recipients"}


def test_sources_are_listed_newest_first_a_page_at_a_time() -> None:
    first = sources(on=JAN_25, known=EVERYTHING, size=20)
    days = [one.published.value for one in first.rows if one.published.value]
    assert days == sorted(days, reverse=True)
    assert max(days) <= JAN_25
    last = sources(on=JAN_25, known=EVERYTHING, size=20, page=99)
    assert last.page == last.pages == -(-first.total // 20)


def test_a_statement_is_shown_as_each_outlet_carries_it() -> None:
    found = statement("ST-SESSIONS-JANUARY", on=JAN_25, known=EVERYTHING)
    assert isinstance(found, StatementPage)
    forms = [one.form for one in found.carriages]
    assert (forms.count("whole"), forms.count("trimmed")) == (2, 3)
    assert all(one.why for one in found.carriages if one.form != "whole")
    assert all(one.note for one in found.carriages)


def test_differing_words_are_marked() -> None:
    runs = differing("We will fight and we will win", "We will fight")
    assert [(one.kind, one.words) for one in runs] == [
        ("same", "We will fight"),
        ("only in the first", "and we will win"),
    ]
    assert [one.kind for one in differing("a b", "a c")] == [
        "same",
        "only in the first",
        "only in the second",
    ]


def test_a_conflict_stands_side_by_side_with_the_preferred_value_and_why() -> None:
    found = conflict("count/november-2017-letters", on=date(2018, 3, 1), known=EVERYTHING)
    assert isinstance(found, ConflictPage)
    values = {one.value: one for one in found.facts[0].values}
    assert set(values) == {"30", "29", "19", "28"}
    assert [name for name, one in values.items() if one.preferred] == ["29"]
    assert found.why == "The department's own list names 29."
    assert found.review == "jag-1373"


def test_copies_of_one_report_count_once() -> None:
    found = conflict("count/january-2018-recipients", on=JAN_25, known=EVERYTHING)
    assert isinstance(found, ConflictPage)
    told = [one for fact in found.facts for one in fact.values]
    assert all(one.independent <= len(one.reports) for one in told)
    assert found.facts[0].line.independent <= sum(len(one.reports) for one in told)
    assert [one.source for fact in found.facts for one in fact.parts] == ["S-ZEROHEDGE"] * 2


def test_conflicts_that_differ_come_first() -> None:
    found = conflicts(on=JAN_25, known=EVERYTHING)
    outcomes = [one.outcome for one in found.rows]
    assert outcomes[: found.differ] == ["conflict"] * found.differ
    assert found.differ + found.agree == len(found.rows)


def test_what_is_not_there_is_not_shown() -> None:
    for found in (source("S-NOTHING"), statement("ST-NOTHING"), conflict("count/nothing")):
        assert isinstance(found, NotAsked)
