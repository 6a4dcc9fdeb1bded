"""The table of acts: one act for every fact, in the order of the rooms, each with one plain sentence."""

import pytest

from proviso.acts.act import ROOMS, Act
from proviso.acts.letters import GATES as LETTER_GATES
from proviso.acts.table import ALL, NOUNS, PLACE
from proviso.domain.binding import REMEDIES as REMEDY_GATES
from proviso.domain.facts import FACTS
from proviso.domain.facts.clocks import ClockStarted
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.remedies import RemedyImposed
from proviso.outside import rulebook
from tests.builders import a

ROWS = [act for noun in NOUNS for act in noun.ACTS]


def test_every_fact_has_exactly_one_act() -> None:
    assert sorted(act.fact.__name__ for act in ROWS) == sorted(fact.__name__ for fact in FACTS)


def test_names_are_unique_and_told_in_the_order_of_the_rooms() -> None:
    assert len(ALL) == len(ROWS)
    assert list(PLACE.values()) == list(range(len(ALL)))
    places = [ROOMS.index(act.room) for act in ROWS]
    assert places == sorted(places)


def test_each_room_but_the_register_is_opened_by_one_act() -> None:
    assert [act.room for act in ROWS if act.opens] == list(ROOMS[1:])


@pytest.mark.parametrize("act", ROWS, ids=lambda act: act.name)
def test_an_act_says_what_it_does_in_one_sentence(act: Act) -> None:
    assert act.says[0].isupper()
    assert act.says.endswith(".")
    assert ". " not in act.says


def test_every_gate_is_an_act_of_the_rule_book() -> None:
    known = rulebook.load().acts
    named = {act.gate for act in ROWS if isinstance(act.gate, str)}
    assert named | set(LETTER_GATES.values()) | set(REMEDY_GATES.values()) <= set(known)


def test_the_gate_of_a_letter_or_a_remedy_depends_on_its_kind() -> None:
    send, impose, start = ALL["send-letter"], ALL["impose-remedy"], ALL["start-clock"]
    assert send.gated_as(a(LetterSent, kind="document-request")) == "send-request"
    assert send.gated_as(a(LetterSent, kind="reminder")) == "send-again"
    assert send.gated_as(a(LetterSent, kind="receipt")) is None
    assert impose.gated_as(a(RemedyImposed, kind="debar")) == "designate-ineligible"
    assert impose.gated_as(a(RemedyImposed, kind="other")) is None
    against = {"runs_against": "respondent", "letter": "L1"}
    assert start.gated_as(a(ClockStarted, **against)) == "start-clock"
    assert start.gated_as(a(ClockStarted, runs_against="agency")) is None
