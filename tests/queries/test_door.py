"""The tenant door: every role at every relation to a matter, in a village with two agencies; and no foreign row, at random."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from proviso.domain.roles import ALLOWS, GIVEN, SIDES, Actor, Held, Right, Role, Side
from proviso.queries.door import Door
from proviso.queries.matter import matter_on
from proviso.queries.may import NotAsked
from proviso.queries.standing import standing_of
from proviso.records import models
from tests.acts.village import ELDER, JAN_24, STOW, done, village

OURS, OTHERS = "us/ours", "us/others"
DAY = date(2018, 6, 1)
MATTERS = {"W1": (OURS, ELDER), "W2": (OURS, STOW), "W3": (OTHERS, ELDER), "W4": (OTHERS, STOW)}
SET_UP = {
    "programme": "16.738",
    "condition": "section-1373",
    "procedure": "byrne-jag-1373-2018",
    "training": True,
}
REVIEWS = {OURS: "w-1", OTHERS: "w-2"}


@pytest.fixture(scope="module")
def two_agencies(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two reviews of two agencies, each with a matter of two governments."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        village()
        for agency, name in REVIEWS.items():
            done("open-review", f"review:{name}", review=name, actor=agency, **SET_UP)
        for matter, (agency, respondent) in MATTERS.items():
            done(
                "open-matter",
                f"matter:{matter}",
                matter=matter,
                review=REVIEWS[agency],
                respondent=respondent,
                programme="16.738",
                year=2016,
                conditions=("section-1373",),
                award=None,
                role="direct",
                hearing_right="arguable",
            )
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_agencies")]


def door(*held: tuple[Role, str]) -> Door:
    roles = tuple(Held(role=role, body=body, first=JAN_24) for role, body in held)
    return Door(Actor(id="person-1", name="A person", held=roles), on=DAY)


def names(asked: Door, right: Right = Right.SEE) -> set[str]:
    """The matters of the two reviews that the door lists."""
    return set(asked.matters(right).values_list("matter", flat=True)) & set(MATTERS)


@pytest.mark.parametrize("role", GIVEN)
@pytest.mark.parametrize("body", [OURS, OTHERS, ELDER, STOW])
def test_each_role_sees_the_matters_of_its_own_body_and_no_other(role: Role, body: str) -> None:
    side = {Side.AGENCY: 0, Side.RESPONDENT: 1}.get(SIDES[role])
    expected = {
        name
        for name, ends in MATTERS.items()
        if side is not None and ends[side] == body and Right.SEE in ALLOWS[role]
    }
    asked = door((role, body))
    assert names(asked) == expected
    assert {name for name in MATTERS if asked.matter(name)} == expected


def test_who_holds_no_role_sees_nothing() -> None:
    asked = door()
    assert list(asked.matters()) == []
    assert asked.reviews() == ()
    assert asked.matter("W1") is None
    assert asked.record().matters == ()


def test_what_may_not_be_seen_is_answered_like_what_is_not_there() -> None:
    asked = door((Role.OWNER, ELDER)).record()
    hidden = matter_on(asked, "W2", on=DAY, known=DAY)
    absent = matter_on(asked, "W9", on=DAY, known=DAY)
    assert isinstance(hidden, NotAsked)
    assert isinstance(absent, NotAsked)
    assert (hidden.code, hidden.instead) == (absent.code, absent.instead)
    assert hidden.why.replace("W2", "W9") == absent.why


def test_the_record_behind_the_door_has_no_entries_of_others() -> None:
    asked = door((Role.OWNER, ELDER)).record()
    assert asked.entries("matter:W1")
    assert asked.entries("matter:W2") == ()
    asked.read(["matter:W1", "matter:W2"])
    assert asked.entries("matter:W2") == ()
    assert set(asked.reviews) == {"R1", *REVIEWS.values()}
    lines = standing_of(asked, on=DAY, known=DAY)
    assert {line.matter for line in lines} == {"V1", "W1", "W3"}


def test_rights_at_one_matter_do_not_reach_another() -> None:
    asked = door((Role.OWNER, ELDER), (Role.ANALYST, OTHERS))
    both, foreign = asked.matter("W3"), asked.matter("W4")
    assert both is not None
    assert foreign is not None
    assert {Right.CERTIFY, Right.PREPARE} <= both.rights
    assert Right.CERTIFY not in foreign.rights
    assert names(asked, Right.CERTIFY) == {"W1", "W3"}


def test_a_role_that_has_ended_opens_nothing() -> None:
    ended = Held(role=Role.OWNER, body=ELDER, first=JAN_24, last=date(2018, 5, 31))
    asked = Door(Actor(id="person-1", name="A person", held=(ended,)), on=DAY)
    assert not asked.matters().exists()
    assert asked.matter("W1") is None


def test_who_bears_a_letter_sees_its_matter_and_no_other_of_the_same_government() -> None:
    bears = Held(role=Role.BEARER, body=ELDER, first=JAN_24, last=DAY, matter="W1", letter="L1")
    asked = Door(Actor(id="bearer-1", name="Who bears L1", held=(bears,)), on=DAY)
    seen = asked.matter("W1")
    assert seen is not None
    assert seen.rights == {Right.SEE, Right.ACKNOWLEDGE}
    assert seen.letter == "L1"
    assert asked.matter("W3") is None, "another matter of the same government"
    assert names(asked) == {"W1"}
    assert asked.record().entries("matter:W1")
    assert asked.record().entries("matter:W3") == ()
    assert asked.record().reviews == asked.reviews_seen() == (REVIEWS[OURS],)
    assert not asked.record().errands.exists()
    assert not asked.desk_matters().exists()
    foreign = Held(role=Role.BEARER, body=STOW, first=JAN_24, matter="W1", letter="L1")
    assert names(Door(Actor(id="b", name="b", held=(foreign,)), on=DAY)) == set()


def test_a_role_of_the_agency_for_one_matter_opens_that_matter_alone() -> None:
    alone = Held(role=Role.COUNSEL, body=OURS, first=JAN_24, matter="W1")
    asked = Door(Actor(id="person-1", name="A person", held=(alone,)), on=DAY)
    assert names(asked) == {"W1"}
    assert asked.reviews() == ()
    elsewhere = Held(role=Role.COUNSEL, body=OTHERS, first=JAN_24, matter="W1")
    assert names(Door(Actor(id="p", name="p", held=(elsewhere,)), on=DAY)) == set()


HELD = st.lists(
    st.builds(
        Held,
        role=st.sampled_from(Role),
        body=st.sampled_from(["", OURS, OTHERS, ELDER, STOW, "us", "ocd-division/country:zz"]),
        first=st.dates(date(2018, 5, 1), date(2018, 7, 1)),
        last=st.none() | st.dates(date(2018, 5, 1), date(2018, 7, 1)),
        matter=st.sampled_from([None, "W1", "W4"]),
    ),
    max_size=4,
)


@given(held=HELD, right=st.sampled_from(Right))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_foreign_row_at_random(held: list[Held], right: Right) -> None:
    """Told again in plain words: a row is listed if some role that counts today stands at its body and allows it."""
    asked = Door(Actor(id="person-1", name="A person", held=tuple(held)), on=DAY)
    expected = set()
    for name, (agency, respondent) in MATTERS.items():
        for one in held:
            if one.first > DAY or (one.last is not None and one.last < DAY):
                continue
            if one.matter not in (None, name) or (one.role is Role.BEARER and not one.matter):
                continue
            body = {Side.AGENCY: agency, Side.RESPONDENT: respondent}.get(SIDES[one.role])
            if body == one.body and right in ALLOWS[one.role]:
                expected.add(name)
    assert names(asked, right) == expected
    assert {name for name in MATTERS if asked.matter(name, right)} == expected


def test_the_control_arm_without_a_door_sees_all() -> None:
    assert set(MATTERS) <= set(models.Matter.objects.values_list("matter", flat=True))
