"""The date calculator, its calendar and JSON, and all dates that are owed."""

import json

import pytest
from django.test import Client

from tests.web.asking import source, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
ASKED = "phrase=30+days+after+2018-01-24&rule=frcp-6a"


def test_the_day_is_the_heading_and_every_step_is_told(client: Client) -> None:
    said = words(client, f"/dates/?{ASKED}")
    assert "Friday 23 February 2018" in said
    assert "that day itself is not counted" in said
    assert "Monday 19 February 2018 (Washington's Birthday)" in said
    assert "frcp-6a@2016-12-01" in said


def test_the_months_mark_the_day_and_what_is_closed(client: Client) -> None:
    said = source(client, f"/dates/?{ASKED}")
    assert '<td class="day-due">23' in said
    assert '<td class="day-from">24' in said
    assert '<td class="day-holiday">19' in said


def test_a_long_count_is_told_without_months(client: Client) -> None:
    said = source(client, "/dates/?phrase=10+years+after+2018-01-24")
    assert "Monday 24 January 2028" in said
    assert 'class="month"' not in said


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("phrase=soon", "phrase"),
        ("phrase=30+days+after+2018-01-24&rule=none", "rule"),
        ("phrase=30+days+after+2018-01-24&tz=Mars", "tz"),
        ("phrase=30+days+after+2018-01-24&state=QQ", "state"),
        ("rule=frcp-6a", "phrase"),
    ],
)
def test_what_cannot_be_counted_says_why_at_its_field(
    client: Client, asked: str, field: str
) -> None:
    said = source(client, f"/dates/?{asked}", status=400)
    assert f'href="#field-{field}"' in said
    assert f'id="problem-{field}"' in said


def test_the_day_is_a_calendar_and_json(client: Client) -> None:
    made = client.get(f"/dates.ics?{ASKED}")
    assert b"DTSTART;VALUE=DATE:20180223" in made.content
    assert made.content == client.get(f"/dates.ics?{ASKED}").content
    assert json.loads(source(client, f"/dates.json?{ASKED}"))["due"] == "2018-02-23"
    told = json.loads(source(client, "/dates.json?phrase=soon", status=400))
    assert set(told["error"]) == {"code", "reason", "cure", "authority"}
    assert client.get("/dates.ics?phrase=soon").status_code == 404


def test_due_counts_the_dates_that_run_and_narrows_to_one_state(client: Client) -> None:
    said = words(client, "/due/?on=2018-03-01")
    assert "2 of 66 dates run" in said
    assert "King County, WA" in said
    narrowed = words(client, "/due/?on=2018-03-01&state=overdue")
    assert "2 dates, overdue" in narrowed
    assert "City of Jackson" not in narrowed


def test_due_before_the_record_says_that_nothing_is_there(client: Client) -> None:
    assert "No date is on record" in words(client, "/due/?on=1990-01-01")
