"""Letters given to the post: the tracking number on the record, what was owed by hand settled, all of it or nothing."""

from datetime import date
from typing import Any

import pytest

from proviso.acts import posting
from proviso.acts.perform import sitting
from proviso.acts.posting import Posted, Posting
from proviso.domain.errands import Kind, State
from proviso.domain.facts.letters import LetterPosted, ServiceAttempted
from proviso.records import errand_rows, streams
from tests.acts.errands_village import errand, send
from tests.acts.rounds_village import MATTERS, file, letters_sent, ready, ready_to_go, released
from tests.acts.village import AT, JAN_24, MATTER, matter, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_home(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))


def one(letter: str = "L1", tracking: str | None = "9400 1", on: date = JAN_24) -> Posting:
    fact = LetterPosted(letter=letter, carrier="the post", tracking=tracking)
    return Posting(fact=fact, on=on)


def post(*postings: Posting) -> Posted:
    return posting.post(postings, by="Mo Mailroom", at=AT)


def codes(came: Posted) -> list[str]:
    return [each.refusal.code for each in came.problems]


def facts(kind: type, name: str = MATTER) -> list[Any]:
    return [entry.fact for entry in streams.entries(name) if isinstance(entry.fact, kind)]


def test_a_letter_that_a_worker_printed_is_posted_once() -> None:
    village()
    send(errand())
    assert post(one()) == Posted(recorded=1)
    assert post(one()) == Posted(recorded=0, again=1)
    assert [each.tracking for each in facts(LetterPosted)] == ["9400 1"]


def test_what_a_person_carries_to_the_post_is_settled_with_it() -> None:
    village()
    (held,) = send(errand(kind=Kind.POST))
    assert post(one()) == Posted(recorded=1, settled=1)
    settled = errand_rows.get(held.number)
    assert settled
    assert settled.state is State.DONE
    assert "tracking number 9400 1" in settled.why
    assert [each.method for each in facts(ServiceAttempted)] == ["post"]
    assert post(one()) == Posted(again=1)


def test_one_that_cannot_be_posted_keeps_all_back() -> None:
    village()
    send(errand())
    send(errand("L2", kind=Kind.MAIL), letter="L2")
    came = post(one(), one("L2"), one("L3"), one("L1", tracking="#9400"))
    assert codes(came) == ["posting.other-channel", "posting.unknown", "posting.tracking"]
    assert facts(LetterPosted) == []


def test_two_letters_of_one_name_are_told_apart_by_their_matter() -> None:
    village()
    matter("V2")
    send(errand())
    with sitting() as now:
        assert now.owe(errand(key="another", stream="matter:V2")) is None
    assert codes(post(one())) == ["posting.several"]


def test_a_whole_round_is_posted_from_its_list() -> None:
    ready()
    ready_to_go(file())
    released(file())
    names = [letters_sent(name)[0].letter for name in MATTERS]
    assert post(*(one(name, tracking=f"9400 {name}") for name in names)).recorded == 3
    assert [len(facts(LetterPosted, f"matter:{name}")) for name in MATTERS] == [1, 1, 1]
