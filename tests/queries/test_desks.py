"""Rounds, errands, mail and tasks behind the tenant door: an agency's people see their own desk's, a government's see none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from proviso.domain.refusals import Refusal
from proviso.domain.roles import Actor, Held, Role
from proviso.outside.clock import now
from proviso.queries.arrivals import came, message
from proviso.queries.door import Door
from proviso.queries.drafts import Drafting
from proviso.queries.errands import owed
from proviso.queries.may import NotAsked
from proviso.queries.previews import shown
from proviso.queries.print_queue import print_queue
from proviso.queries.record import Record
from proviso.queries.round_status import review_with, round_status
from proviso.queries.tasks import tasks_on
from proviso.records import errands
from tests.acts.rounds_village import file
from tests.acts.two_agencies import MATTERS, OTHERS, OURS, REVIEWS, two_agencies
from tests.acts.village import AT, ELDER, JAN_24

DAY = date(2018, 6, 1)


@pytest.fixture(scope="module", autouse=True)
def two_desks(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Two reviews of two agencies, each with a round that waits, letters on paper, and mail about each matter."""
    from django.db import transaction

    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as changed, django_db_blocker.unblock():
        changed.setenv("PROVISO_HOME", str(home))
        with transaction.atomic():
            two_agencies()
            yield
            transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def behind(*held: tuple[Role, str]) -> Record:
    roles = tuple(Held(role=role, body=body, first=JAN_24) for role, body in held)
    return Door(Actor(id="person-1", name="A person", held=roles), on=DAY).record()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.APPROVER, Role.COUNSEL, Role.AUDITOR])
@pytest.mark.parametrize("agency", [OURS, OTHERS])
def test_an_agencys_people_see_their_own_desk_and_no_other(role: Role, agency: str) -> None:
    record, review = behind((role, agency)), REVIEWS[agency]
    mine = {name for name, (body, _) in MATTERS.items() if body == agency}
    tasks = tasks_on(record, on=DAY, known=DAY, now=now())
    assert {one.matter for one in tasks if one.kind == "mail"} == mine
    assert {one.matter for one in tasks if one.matter} == mine
    assert {one.review for one in tasks} <= {review, ""}
    assert {one.errand.stream for one in owed(record, None, now=now()).errands} == {
        f"matter:{one}" for one in mine
    }
    assert sum(owed(record, None, now=now()).counts.values()) == len(mine)
    assert {one.stream for one in came(record)} == {f"matter:{one}" for one in mine}
    assert review_with(record, "Q1", known=DAY) == review
    found = round_status(record, review, "Q1", on=DAY, known=DAY)
    assert not isinstance(found, NotAsked)
    assert {one.matter for one in found.recipients} == mine
    assert {one.matter for one in print_queue(record, review, "Q1", known=DAY)} == mine


def test_another_agencys_round_is_like_one_that_is_not_there() -> None:
    record = behind((Role.ANALYST, OURS))
    hidden = round_status(record, "w-2", "Q1", on=DAY, known=DAY)
    absent = round_status(record, "w-9", "Q1", on=DAY, known=DAY)
    assert isinstance(hidden, NotAsked)
    assert isinstance(absent, NotAsked)
    assert hidden.why.replace("w-2", "w-9") == absent.why
    assert hidden.instead == absent.instead == ()
    assert list(print_queue(record, "w-2", "Q1", known=DAY)) == []
    assert tasks_on(record, on=DAY, known=DAY, now=now(), review="w-2") == ()
    assert message(record, b"W3".hex()) is None


@pytest.mark.parametrize("role", [Role.OWNER, Role.RESPONDENT_COUNSEL, Role.STAFF, Role.READER])
def test_a_governments_people_see_no_agencys_desk(role: Role) -> None:
    record = behind((role, ELDER))
    assert {one.matter for one in record.matters} == {"V1", "W1", "W3"}
    assert record.desks == ()
    assert tasks_on(record, on=DAY, known=DAY, now=now()) == ()
    assert owed(record, None, now=now()).errands == ()
    assert owed(record, None, now=now()).runs == ()
    assert came(record, every=True) == ()
    assert isinstance(review_with(record, "Q1", known=DAY), NotAsked)
    assert isinstance(round_status(record, "w-1", "Q1", on=DAY, known=DAY), NotAsked)
    assert list(print_queue(record, "w-1", "Q1", known=DAY)) == []


def test_a_letter_is_drafted_and_shown_to_the_reviews_own_agency_alone() -> None:
    asked = file(review="w-2", round="Q2")
    foreign = behind((Role.ANALYST, OURS), (Role.OWNER, ELDER))
    ((_, hidden),) = Drafting(asked, known=DAY, record=foreign).drafts(("W3",))
    ((_, absent),) = Drafting(asked, known=DAY, record=foreign).drafts(("W9",))
    assert isinstance(hidden, Refusal)
    assert isinstance(absent, Refusal)
    assert (hidden.code, hidden.reason.replace("W3", "W9")) == (absent.code, absent.reason)
    (seen,) = shown(asked, ("W3",), known=DAY, record=foreign)
    assert (seen.content, seen.cautions, seen.name) == (None, (), "W3")
    own = Drafting(asked, known=DAY, record=behind((Role.ANALYST, OTHERS)))
    ((_, drafted),) = own.drafts(("W3",))
    assert not isinstance(drafted, Refusal) or drafted.code != "matter.unknown"


def test_when_work_was_last_done_is_told_to_agencies_without_what_came_of_it() -> None:
    from datetime import timedelta

    errands.begin_run("mailbox", every=timedelta(hours=1), at=AT)
    errands.end_run("mailbox", at=AT, says="7 messages taken.")
    assert [one.says for one in Record().runs] == ["7 messages taken."]
    assert [one.says for one in behind((Role.ANALYST, OURS)).runs] == [""]
    late = tasks_on(behind((Role.ANALYST, OURS)), on=DAY, known=DAY, now=now())
    assert [one.about for one in late if one.kind == "run-missed"] == ["mailbox"]


def test_the_control_arm_without_a_door_sees_all(tmp_path: Path) -> None:
    record = Record()
    tasks = tasks_on(record, on=DAY, known=DAY, now=now())
    assert {*MATTERS, ""} <= {one.matter for one in tasks}
    assert set(REVIEWS.values()) <= {one.review for one in tasks}
    assert "notices" in {one.errand.stream for one in owed(record, None, now=now()).errands}
    assert "" in {one.stream for one in came(record)}
    of_one = tasks_on(record, on=DAY, known=DAY, now=now(), review="w-2")
    assert {one.matter for one in of_one if one.kind in {"mail", "send-by-hand"}} == {"W3", "W4"}
