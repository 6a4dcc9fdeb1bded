"""A whole roster's standing is the standing of each of its matters, read from the bytes as they are."""

from dataclasses import replace
from datetime import date
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain import encoding
from proviso.domain.chain import GENESIS
from proviso.domain.course import State, code_of
from proviso.domain.encoding import Unreadable, entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS, MatterRoomFact
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.matters import MatterNoted, MatterOpened, MatterReleased
from proviso.domain.facts.programmes import AwardAccepted
from proviso.domain.glance import NOWHERE, OTHER_ROOM, Glance, glance
from proviso.domain.standing import stand
from proviso.domain.whole import Whole
from tests.builders import JAN_24, a, entry
from tests.domain.facts_at_random import DAYS, histories

# Text made to look like the places that a glance looks for.
ODD = st.sampled_from(
    [
        "",
        '","fact":{"kind":"matter-released","told":{',
        '},"version":1},"learned":"1999-01-01"',
        ',"on":null',
        "\\",
        ',\\","on":',
        '"kind":"inquiry',
        "inquiry",
        "é 漢 \u2028 \x7f \n\t",
    ]
) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def looked(one: Entry) -> Glance:
    return glance(entry_bytes(one, previous=GENESIS))


def whole(*matters: tuple[Entry, ...]) -> Whole:
    return Whole((one.stream, one.number, looked(one)) for told in matters for one in told)


def named(told: tuple[Entry, ...], name: str) -> tuple[Entry, ...]:
    return tuple(replace(one, stream=f"matter:{name}") for one in told)


@given(histories(*FACTS), st.tuples(ODD, ODD, ODD, ODD, ODD))
def test_a_glance_sees_what_the_whole_entry_says(
    told: tuple[Entry, ...], odd: tuple[str, str, str, str, str]
) -> None:
    for one in told:
        key, by, note, evidence, gate = odd
        dressed = replace(
            one,
            key=key.replace("\n", " ")[:200] or "a key",
            by=by,
            note=note or None,
            evidence=(evidence,),
            gate=(gate, "learned"),
            relied_on=(("on", '","on":'),),
        )
        ours = isinstance(one.fact, MatterRoomFact)
        assert looked(dressed) == Glance(
            code=code_of(one.fact) if ours else OTHER_ROOM,
            opens=isinstance(one.fact, MatterOpened),
            on=one.on.toordinal() if one.on else NOWHERE,
            learned=one.learned.toordinal(),
        )


@given(ODD, ODD)
def test_a_letter_is_known_by_its_kind_whatever_else_it_says(kind: str, letter: str) -> None:
    one = entry(a(LetterSent, letter=letter, kind=kind))
    assert looked(one).code == code_of(one.fact)


def test_a_fact_of_an_older_version_is_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    body = entry_bytes(entry(a(MatterReleased)), previous=GENESIS)
    older = body.replace(b'"version":1}', b'"version":0}')
    with pytest.raises(Unreadable, match="version 0"):
        glance(older)
    monkeypatch.setitem(encoding.UPCASTS, ("matter-released", 0), dict)
    assert glance(older) == glance(body)


@pytest.mark.parametrize("body", [b"", b"no entry", b"\n\n\n\n\n{}"])
def test_what_is_no_entry_cannot_be_read(body: bytes) -> None:
    with pytest.raises(Unreadable):
        glance(body)


@given(st.lists(histories(*FACTS), max_size=4), DAYS, DAYS)
def test_the_whole_roster_stands_as_each_of_its_matters_does(
    matters: list[tuple[Entry, ...]], on: date, known: date
) -> None:
    told = [named(one, f"M{place}") for place, one in enumerate(matters) if one]
    roster = whole(*told)
    standings = roster.stand(on=on, known=known)
    assert roster.matters == tuple(one[0].stream for one in told)
    for place, entries in enumerate(told):
        one = stand(entries, on=on, known=known)
        assert standings.of(place) == (one.state, one.since)
        assert standings.opened[place] == (one.matter.opened is not None)


IN_ROOM = get_args(MatterRoomFact)


@given(st.lists(histories(*IN_ROOM), min_size=1, max_size=3), DAYS, DAYS, st.randoms())
def test_the_order_in_which_entries_are_read_makes_no_difference(
    matters: list[tuple[Entry, ...]],
    on: date,
    known: date,
    lot: object,
) -> None:
    rows = [one for place, told in enumerate(matters) for one in named(told, f"M{place}")]
    shuffled = list(rows)
    lot.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        (Whole((one.stream, one.number, looked(one)) for one in read)) for read in (rows, shuffled)
    )
    found = first.stand(on=on, known=known), second.stand(on=on, known=known)
    for place, name in enumerate(first.matters):
        assert found[0].of(place) == found[1].of(second.matters.index(name))


def test_matters_are_counted_by_state_those_not_opened_left_out() -> None:
    opened = entry(a(MatterOpened), number=1)
    one = named((opened,), "M1")
    two = named((opened, entry(a(LetterSent, kind="inquiry"), number=2)), "M2")
    three = named((opened, entry(a(MatterReleased), number=2)), "M3")
    noted = named((entry(a(MatterNoted), number=1),), "M4")
    other = named((entry(a(AwardAccepted), number=1),), "M5")
    standings = whole(one, two, three, noted, other).stand(on=JAN_24, known=JAN_24)
    assert standings.counts() == {State.NOTICED: 1, State.REQUESTED: 1, State.RELEASED: 1}
    some = np.array([True, True, False, True, True])
    assert standings.counts(some) == {State.NOTICED: 1, State.REQUESTED: 1}


def test_a_roster_of_no_matters_stands_nowhere() -> None:
    assert whole().stand(on=JAN_24, known=JAN_24).counts() == {}
