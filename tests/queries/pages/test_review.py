"""The review's page: figures derived from letters, the roster with its filters, what orders bar."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proviso.domain.facts.matters import MatterOpened
from proviso.queries.may import NotAsked
from proviso.queries.pages.reading import forget
from proviso.queries.pages.review import ReviewPage, review
from proviso.queries.pages.roster import (
    CSV_COLUMNS,
    Filters,
    Marks,
    Roster,
    marks,
    roster,
    roster_csv,
)
from tests.builders import a
from tests.village import EVERYTHING, US, record

pytestmark = pytest.mark.django_db
JAN_24, JUN_26, MAR_1 = date(2018, 1, 24), date(2018, 6, 26), date(2018, 3, 1)


def page(on: date) -> ReviewPage:
    found = review("JAG-1373", on=on, known=EVERYTHING)
    assert isinstance(found, ReviewPage)
    return found


def rows(on: date = JAN_24, **filters: object) -> Roster:
    found = roster("jag-1373", on=on, known=EVERYTHING, filters=Filters(**filters))  # type: ignore[arg-type]
    assert isinstance(found, Roster)
    return found


def test_38_were_asked_before_and_23_of_them_were_asked_for_documents() -> None:
    before, then = page(JAN_24).funnel.figures
    assert (before.value, len(before.rows)) == (38, 38)
    assert before.says == "38 governments asked before 24 January 2018: 9 in R1 + 29 in R3."
    assert (then.value, len(then.rows)) == (23, 23)
    assert (
        "23 = 3 states + 6 counties + 14 cities. 4 first asked in R1 + 19 first asked in R3."
        in (then.says)
    )
    assert {one.ocd_id for one in then.rows} <= {one.ocd_id for one in before.rows}


def test_a_round_opens_to_its_rows_with_the_answer_to_each_letter() -> None:
    steps = {one.round: one for one in page(JUN_26).funnel.steps}
    assert list(steps) == ["R1", "R2", "R3", "R4", "R5"]
    assert (steps["R5"].so_far, steps["R5"].new) == (39, 1)
    assert not steps["R2"].asks
    assert all(row.first in {"R1", "R3"} for row in steps["R4"].rows)
    assert steps["R4"].answered == sum(row.answered is not None for row in steps["R4"].rows)


def test_rounds_to_come_are_not_shown() -> None:
    assert [one.round for one in page(date(2017, 12, 1)).funnel.steps] == ["R1", "R2", "R3"]


def test_orders_in_effect_change_with_the_day() -> None:
    def states(on: date) -> dict[str, str]:
        return {one.order: one.state for one in page(on).in_effect}

    assert states(JAN_24) == {
        "O03": "in effect",
        "O08": "in effect",
        "O27": "in effect",
        "O07": "relief not known",
    }
    assert states(JUN_26)["O08"] == "in effect in part"


def test_what_is_not_known_of_money_is_counted() -> None:
    money = page(JAN_24).money
    assert money.awards == 29
    allocated = next(one for one in money.totals if one.kind == "allocated")
    assert allocated.awards + allocated.without == money.awards
    assert "withheld" in money.none_of


def test_the_condition_is_told_in_plain_words_with_its_authority() -> None:
    head = page(JAN_24).head
    assert head.condition.says.startswith("Certify, by the chief legal officer")
    assert head.condition.authority == "8 U.S.C. 1373; 34 U.S.C. 10153"
    assert not head.training
    assert page(JAN_24).timeline[0].on.value == JAN_24


def test_conflicts_stay_side_by_side() -> None:
    found = {one.subject: one for one in page(JAN_24).conflicts}
    counts = found["count/november-2017-letters"]
    assert {value for value, _ in counts.values} == {"19", "28", "29", "30"}
    assert counts.preferred == "29"


def test_filters_narrow_the_roster() -> None:
    assert rows(round="R4").total == 23
    assert rows(round="R4", kind="state").total == 3
    assert rows(round="R4", state="CA").total == 9
    assert [one.matter for one in rows(name="chicago").rows] == ["J02-FY2016", "J02-FY2017"]
    assert "J02-FY2017" in [one.matter for one in rows(lawsuit=True).rows]
    assert {one.year for one in rows(order="O08").rows} == {2017}
    assert rows(any_order=False, year=2017).total == 0
    assert rows(stage="cleared").total == 5


def test_a_page_beyond_the_last_is_the_last() -> None:
    found = roster("jag-1373", on=JAN_24, known=EVERYTHING, page=99, size=30)
    assert isinstance(found, Roster)
    assert (found.page, found.pages, len(found.rows)) == (3, 3, found.total - 60)


def test_the_table_has_the_rows_of_the_filters() -> None:
    table = roster_csv("jag-1373", on=JAN_24, known=EVERYTHING, filters=Filters(round="R4"))
    assert not isinstance(table, NotAsked)
    text = io.StringIO()
    csv.writer(text).writerows(table)
    told = list(csv.DictReader(io.StringIO(text.getvalue())))
    assert len(told) == 23
    assert tuple(told[0]) == CSV_COLUMNS
    assert {one["as_of"] for one in told} == {"2018-01-24"}


def test_marks_are_numbered_and_say_that_coordinates_are_not_on_record() -> None:
    found = marks("jag-1373", on=JAN_24, known=EVERYTHING)
    assert isinstance(found, Marks)
    assert [one.number for one in found.marks] == list(range(1, 24))
    assert found.marks[0].longitude is None
    assert "no longitude" in found.why


def test_a_review_that_is_not_there_is_not_shown() -> None:
    for found in (
        review("nowhere"),
        roster("nowhere"),
        roster_csv("nowhere"),
        marks("nowhere"),
        review("jag-1373", known=date(2010, 1, 1)),
    ):
        assert isinstance(found, NotAsked)
        assert found.code == "review.unknown"


def test_a_page_seen_again_asks_the_database_one_small_question() -> None:
    page(MAR_1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(MAR_1)
        rows(MAR_1)
    assert len(asked) <= 3


def questions_asked_when_all_is_new() -> int:
    """How many questions the page asks of the database when nothing has been read yet."""
    forget()
    with CaptureQueriesContext(connection) as asked:
        page(JAN_24)
        rows(JAN_24)
    return len(asked)


def test_questions_to_the_database_do_not_grow_with_the_roster() -> None:
    before = questions_asked_when_all_is_new()
    for place in ("houston", "dallas", "austin", "el_paso", "plano", "waco"):
        name = f"T-{place}"
        opened = a(
            MatterOpened,
            matter=name,
            review="jag-1373",
            respondent=f"{US}/state:tx/place:{place}",
            programme="16.738",
            year=2016,
            conditions=("section-1373",),
            role="direct",
            hearing_right="arguable",
        )
        record("open-matter", f"matter:{name}", opened, on="2018-01-02")
    assert questions_asked_when_all_is_new() == before
    assert rows(name="waco").total == 1
