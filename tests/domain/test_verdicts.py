"""What a person decides on a proposal: what counts, what is refused, how often a rule was right."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proviso.domain.verdicts import LONGEST, Kind, Verdict, latest, tally, why_not_judge

ONE = Verdict(
    sha256="ab" * 32, source="S-1", kind="count", start=4, end=13, rule="number-and-noun", text="23 cities",
    proposed=23, verdict=Kind.ACCEPTED, value=23, by="ada", at=datetime(2026, 11, 22, tzinfo=UTC),
)  # fmt: skip


def test_the_latest_verdict_on_a_passage_counts_and_a_rule_is_tallied_by_it() -> None:
    later = replace(ONE, verdict=Kind.CORRECTED, value=24)
    other = replace(ONE, start=40, end=50)
    counted = latest([ONE, other, later])
    assert counted[ONE.place] is later
    assert tally(counted.values())["number-and-noun"] == {
        Kind.ACCEPTED: 1, Kind.CORRECTED: 1, Kind.OTHER_READING: 0, Kind.REJECTED: 0,
    }  # fmt: skip


def test_an_entry_is_cited_where_one_came_of_it() -> None:
    assert ONE.ref == ""
    assert replace(ONE, stream="source:S-1", entry=2).ref == "source:S-1#2"


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (replace(ONE, by=" "), "verdict.nobody"),
        (replace(ONE, why="x" * (LONGEST + 1)), "verdict.long"),
        (replace(ONE, value=24), "verdict.another-value"),
        (replace(ONE, value=None), "verdict.another-value"),
        (replace(ONE, verdict=Kind.CORRECTED), "verdict.same-value"),
        (replace(ONE, verdict=Kind.OTHER_READING), "verdict.same-value"),
        (replace(ONE, verdict=Kind.REJECTED, act="report-value"), "verdict.rejected"),
    ],
)
def test_a_verdict_that_contradicts_itself_is_refused(one: Verdict, code: str) -> None:
    refusal = why_not_judge(one, None)
    assert refusal is not None
    assert refusal.code == code


def test_a_passage_that_is_on_record_is_not_judged_again() -> None:
    refusal = why_not_judge(ONE, replace(ONE, stream="source:S-1", entry=2))
    assert refusal is not None
    assert refusal.code == "verdict.on-record"
    assert "source:S-1#2" in refusal.reason
    assert why_not_judge(ONE, replace(ONE, verdict=Kind.REJECTED)) is None
    assert why_not_judge(replace(ONE, verdict=Kind.REJECTED), None) is None
