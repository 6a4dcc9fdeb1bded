"""Subpoenas: a threat is no issuance; two people issue; the course is a table."""

from datetime import date
from functools import reduce

import pytest

from proviso.domain import subpoenas
from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.responses import ProductionReceived
from proviso.domain.facts.subpoenas import (
    EnforcementSought,
    MotionToQuashFiled,
    SubpoenaFact,
    SubpoenaIssued,
    SubpoenaReturned,
    SubpoenaServed,
    SubpoenaThreatened,
    SubpoenaWithdrawn,
)
from proviso.domain.letters import Letters
from proviso.domain.letters import after as letters_after
from proviso.domain.responses import Responses
from proviso.domain.responses import after as responses_after
from proviso.domain.subpoenas import Course, Subpoenas
from tests.builders import JAN_24, WhyNot, a, code

PEOPLE = {"issued_by": "Avery Bell", "approved_by": "Kit Moor"}
ISSUED = a(SubpoenaIssued, subpoena="S1", trigger="late", **PEOPLE)
SERVED = a(SubpoenaServed, subpoena="S1")
RETURNED = a(SubpoenaReturned, subpoena="S1", production="P1")
MOTION = a(MotionToQuashFiled, subpoena="S1")
SOUGHT = a(EnforcementSought, subpoena="S1")
WITHDRAWN = a(SubpoenaWithdrawn, subpoena="S1")


def told(*facts: SubpoenaFact) -> Subpoenas:
    return reduce(
        lambda state, fact: subpoenas.after(state, fact, on=JAN_24, ref="m#4"), facts, Subpoenas()
    )


def test_a_threat_is_no_issuance() -> None:
    threat = a(SubpoenaThreatened, letter="L1")
    sent = letters_after(Letters(), a(LetterSent, letter="L1"), on=JAN_24, ref="m#1")
    assert code(subpoenas.why_not_threaten_subpoena(threat, letters=sent)) is None
    refused = subpoenas.why_not_threaten_subpoena(threat, letters=Letters())
    assert code(refused) == "letter.unknown"
    assert (told(threat).threatened, told(threat).issued) == (("m#4",), {})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"returnable": date(2018, 2, 23)}, None),
        ({"returnable": JAN_24}, "subpoena.no-time"),
        ({"subpoena": "S1"}, "subpoena.exists"),
        ({"authority": ""}, "subpoena.no-authority"),
        ({"issuer": ""}, "subpoena.no-issuer"),
        ({"forum": ""}, "subpoena.no-forum"),
        ({"trigger": "annoyed"}, "subpoena.trigger"),
        ({"approved_by": "Avery Bell"}, "subpoena.one-person"),
        ({"issued_by": "Kit Moor"}, "subpoena.one-person"),
    ],
)
def test_what_subpoena_may_be_issued(changes: dict[str, object], expected: str | None) -> None:
    fact = a(SubpoenaIssued, **{"subpoena": "S2", "trigger": "incomplete"} | PEOPLE | changes)
    assert code(subpoenas.why_not_issue_subpoena(told(ISSUED), fact, on=JAN_24)) == expected


def test_a_subpoena_known_only_by_its_service_can_still_be_issued() -> None:
    held = told(SERVED)
    assert code(subpoenas.why_not_issue_subpoena(held, ISSUED, on=None)) is None
    issued = subpoenas.after(held, ISSUED, on=JAN_24, ref="m#5").issued["S1"]
    assert (issued.state, issued.trigger, issued.served_on) == (Course.SERVED, "late", JAN_24)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((), Course.ISSUED),
        ((SERVED,), Course.SERVED),
        ((SERVED, RETURNED), Course.RETURNED),
        ((SERVED, MOTION), Course.CHALLENGED),
        ((SERVED, MOTION, SOUGHT), Course.ENFORCEMENT),
        ((SERVED, RETURNED, SOUGHT, RETURNED), Course.RETURNED),
        ((SERVED, WITHDRAWN), Course.WITHDRAWN),
        ((WITHDRAWN, SERVED), Course.WITHDRAWN),
        ((RETURNED, MOTION), Course.RETURNED),
    ],
)
def test_the_course_of_a_subpoena(facts: tuple[SubpoenaFact, ...], state: Course) -> None:
    assert told(ISSUED, *facts).issued["S1"].state is state


def test_a_return_and_a_case_are_kept_with_it() -> None:
    held = told(ISSUED, a(MotionToQuashFiled, subpoena="S1", case="C9"), RETURNED).issued["S1"]
    assert (held.case, held.production) == ("C9", "P1")


STEPS: tuple[tuple[WhyNot, SubpoenaFact], ...] = (
    (subpoenas.why_not_serve_subpoena, SERVED),
    (subpoenas.why_not_move_to_quash, MOTION),
    (subpoenas.why_not_seek_enforcement, SOUGHT),
    (subpoenas.why_not_withdraw_subpoena, WITHDRAWN),
)


@pytest.mark.parametrize(("why_not", "fact"), STEPS)
def test_a_step_is_of_a_subpoena_that_stands_where_it_can_be_taken(
    why_not: WhyNot, fact: SubpoenaFact
) -> None:
    assert code(why_not(told(ISSUED), fact)) is None
    assert code(why_not(Subpoenas(), fact)) == "subpoena.unknown"
    assert code(why_not(told(ISSUED, WITHDRAWN), fact)) == "subpoena.withdrawn"


def test_a_return_names_a_production_on_record_or_none() -> None:
    held = told(ISSUED)
    volume = a(ProductionReceived, production="P1")
    here = responses_after(Responses(), volume, on=JAN_24, ref="m#2")
    bare = a(SubpoenaReturned, subpoena="S1")
    assert code(subpoenas.why_not_return_subpoena(held, RETURNED, responses=here)) is None
    assert code(subpoenas.why_not_return_subpoena(held, bare, responses=Responses())) is None
    refused = subpoenas.why_not_return_subpoena(held, RETURNED, responses=Responses())
    assert code(refused) == "production.unknown"
    lost = subpoenas.why_not_return_subpoena(Subpoenas(), bare, responses=here)
    assert code(lost) == "subpoena.unknown"
