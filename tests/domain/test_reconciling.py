"""Reconciling: each thing that does not fit is named, with where it is and what to do; what fits is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from proviso.domain.entries import Entry
from proviso.domain.errands import Errand, Held, Kind, State
from proviso.domain.facts.letters import LetterSent, ServiceAttempted
from proviso.domain.reconciling import differences
from tests.builders import a, entry

NOW = datetime(2018, 1, 24, 12, tzinfo=UTC)
STREAM = "matter:V1"
SENT = entry(a(LetterSent, letter="L1"), stream=STREAM, number=1)
SERVED = replace(
    entry(a(ServiceAttempted, letter="L1"), stream=STREAM, number=2), key="errand/V1/L1/print"
)
ERRAND = Errand(key="V1/L1/print", kind=Kind.PRINT, stream=STREAM, letter="L1", to="1 Square")
DONE = Held(number=1, errand=ERRAND, state=State.DONE, owed_at=NOW, due_at=NOW, proof="a.pdf")
FILES = {"a.pdf": "print"}


def found(
    *, entries: tuple[Entry, ...] = (SENT, SERVED), held: tuple[Held, ...] = (DONE,), **changed: Any
) -> list[str]:
    told = list(
        differences(entries, held, changed.get("files", FILES), now=changed.get("now", NOW))
    )
    assert all(one.where and one.cure and one.says.endswith(".") for one in told)
    return sorted(one.code for one in told)


def test_a_letter_with_its_errand_entry_and_file_fits() -> None:
    assert found() == []


@pytest.mark.parametrize("brought_in", [True, False])
def test_a_letter_that_nobody_handed_over(brought_in: Any) -> None:
    alone = replace(SENT, brought_in=brought_in)
    expected = [] if brought_in else ["letter.no-errand"]
    assert found(entries=(alone,), held=(), files={}) == expected


def test_a_letter_served_by_hand_needs_no_errand() -> None:
    by_hand = replace(SERVED, key="by hand")
    assert found(entries=(SENT, by_hand), held=(), files={}) == []


def test_an_errand_for_a_letter_that_was_not_sent() -> None:
    assert found(entries=(SERVED,)) == ["errand.no-letter"]


def test_errands_that_wait_for_a_person() -> None:
    for state, code in ((State.AMBIGUOUS, "errand.ambiguous"), (State.FAILED, "errand.failed")):
        waiting = replace(DONE, state=state, proof="", why="The line was cut.")
        assert found(entries=(SENT,), held=(waiting,), files={}) == [code]


def test_errands_owed_for_too_long() -> None:
    owed = replace(DONE, state=State.OWED, proof="")
    late = NOW + timedelta(days=2)
    assert found(entries=(SENT,), held=(owed,), files={}) == []
    assert found(entries=(SENT,), held=(owed,), files={}, now=late) == ["errand.overdue"]


def test_an_errand_that_the_record_does_not_tell() -> None:
    assert found(entries=(SENT,)) == ["errand.no-entry"]


def test_a_notice_needs_no_entry() -> None:
    notice = replace(DONE, errand=replace(ERRAND, letter=None))
    assert found(entries=(), held=(notice,)) == []


def test_an_entry_of_an_errand_that_is_not_done() -> None:
    assert found(held=(), files={}) == ["entry.no-errand"]
    bounced = replace(SERVED, fact=SENT.fact)
    assert found(entries=(SENT, bounced), held=(DONE,)) == []


def test_a_letter_handed_over_twice() -> None:
    again = replace(DONE, number=2, errand=replace(ERRAND, key="again"), proof="b.pdf")
    both = replace(SERVED, key="errand/again", number=3)
    files = {**FILES, "b.pdf": "print"}
    assert found(entries=(SENT, SERVED, both), held=(DONE, again), files=files) == ["letter.twice"]


def test_files_that_are_missing_or_unknown() -> None:
    assert found(files={}) == ["file.missing"]
    assert found(files={**FILES, "x.pdf": "print"}) == ["file.unknown"]
    claimed = replace(DONE, number=2, state=State.CLAIMED, errand=replace(ERRAND, key="k2"))
    assert found(held=(DONE, claimed), files={**FILES, "x.pdf": "print"}) == []
