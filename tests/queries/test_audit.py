"""The audit list: acts, pages and files of the reviews that are asked for, newest first, each line once, at any length."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proviso.people.models import User
from proviso.people.reads import Shown, note
from proviso.queries import ledger
from proviso.queries.audit import Line, Sought, audit
from proviso.records import models
from tests.acts.village import AT, MATTER, done, told, village

pytestmark = pytest.mark.django_db
ALL = Sought(reviews=("R1",))


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def shown(at: datetime = AT, *, review: str = "R1", **changed: str) -> None:
    values = {"by": "person-ruth", "page": "desk_matter", "address": "/desk/matters/V1/", **changed}
    note(Shown(at=at, **{"matter": "V1", **values}), reviews=[review])


def every(sought: Sought, most: int = 4) -> list[Line]:
    """All lines, a few at a time."""
    found = audit(sought, most=most)
    lines = list(found.lines)
    while found.further:
        found = audit(sought, before=found.further, most=most)
        lines += found.lines
    return lines


def test_acts_of_a_matter_and_of_its_review_are_told_from_their_entries() -> None:
    done("note-matter", MATTER, envelope=told(by="Nora"), text="A remark.")
    line = audit(ALL).lines[0]
    assert (line.kind, line.who, line.matter, line.what) == ("act", "Nora", "V1", "Matter noted")
    assert line.ref.startswith("matter:V1#")
    assert line.on is not None
    streams = {one.ref.partition("#")[0] for one in every(ALL)}
    assert streams == {"matter:V1", "review:R1"}


def test_what_the_gate_said_is_told() -> None:
    from tests.acts.village import request

    request()
    assert any(line.gate for line in audit(ALL).lines if line.what == "Letter sent")


def test_every_line_comes_once_in_order_also_where_many_are_of_one_moment() -> None:
    for number in range(9):
        shown(AT, address=f"/{number}")
        shown(AT + timedelta(minutes=number), given=f"{number}.csv", sha256="0" * 64)
    whole = audit(ALL, most=500).lines
    assert len({one.place for one in whole}) == len(whole) == len(every(ALL))
    assert list(whole) == every(ALL) == every(ALL, most=1)
    assert [one.at for one in whole] == sorted((one.at for one in whole), reverse=True)


def test_another_agencys_reviews_are_not_in_it() -> None:
    shown(review="R2", matter="X1", by="person-other")
    assert not [one for one in every(ALL) if one.matter == "X1"]
    assert audit(Sought(reviews=())).lines == ()
    assert audit(Sought(reviews=("R2",), matter="V1")).lines == ()


def test_it_is_narrowed_by_person_matter_day_and_kind() -> None:
    User.objects.create_user("ruth@a.example", name="Ruth Ashgrove", person="person-ruth")
    shown()
    shown(AT + timedelta(days=3), given="m.csv", sha256="1" * 64)
    by_name = every(Sought(reviews=("R1",), person="ashgrove"))
    assert [one.who for one in by_name] == ["Ruth Ashgrove"] * 2
    assert by_name == every(Sought(reviews=("R1",), person="RUTH@a.example"))
    assert [one.kind for one in by_name] == ["file", "page"]
    assert len(every(Sought(reviews=("R1",), kind="file"))) == 1
    assert {one.kind for one in every(Sought(reviews=("R1",), kind="act"))} == {"act"}
    day = (AT + timedelta(days=3)).date()
    assert [one.kind for one in every(Sought(reviews=("R1",), first=day, last=day))] == ["file"]
    assert {one.matter for one in every(Sought(reviews=("R1",), matter="V1"))} == {"V1"}
    named = every(Sought(reviews=("R1",), person="Clara Clerk", kind="act"))
    assert named, "what an entry says of itself where no account is named"


def test_somebody_whom_nobody_knows_is_told() -> None:
    found = audit(Sought(reviews=("R1",), person="Nobody At All"))
    assert (found.lines, found.unknown) == ((), "Nobody At All")


def test_a_page_takes_the_same_number_of_questions_at_any_length() -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        audit(ALL, most=5)
    for number in range(60):
        shown(AT + timedelta(seconds=number))
        done("note-matter", MATTER, text=f"Remark {number}.")
    with CaptureQueriesContext(connection) as many:
        audit(ALL, most=5)
    assert len(many) <= len(few) + 1


def test_the_table_of_who_recorded_what_has_a_row_for_each_entry_and_is_checked() -> None:
    assert not [one for one in ledger.verify_database().problems if "recorded" in str(one)]
    models.Recorded.objects.filter(stream=MATTER, number=2).delete()
    said = [f"{one}" for one in ledger.verify_database().problems]
    assert any("who recorded what" in one and MATTER in one for one in said), said


def test_rows_for_entries_that_were_there_before_are_made_from_their_bytes() -> None:
    from importlib import import_module

    from django.apps import apps

    before = list(
        models.Recorded.objects.values_list("stream", "number", "review", "at", "by", "fact")
    )
    models.Recorded.objects.all().delete()
    migration = import_module("proviso.records.migrations.0008_recorded_and_desk_codes")
    migration.fill(apps, None)
    after = models.Recorded.objects.values_list("stream", "number", "review", "at", "by", "fact")
    assert sorted(after) == sorted(before)
    assert before[0][3].tzinfo == UTC
