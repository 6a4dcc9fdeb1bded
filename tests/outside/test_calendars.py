"""A feed of due dates holds days and no times, says how each came about, and tells a change from a repetition."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from proviso.domain.refusals import Refusal
from proviso.outside.calendars import Dated, Shape, Status, feed, sequence
from tests.domain.mails import at

CHANGED = datetime(2018, 1, 24, 15, 30, tzinfo=UTC)
ANSWER = Dated(
    uid="matter-J13-FY2016.request-due@ashford.example",
    summary="Brook: answer due",
    due=date(2018, 2, 23),
    said="30 days from service on 24 January 2018.",
    url="https://desk.ashford.example/J13",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def made(*dates: Dated, **more: Any) -> bytes:
    told = feed(dates, **{"name": "Brook", "changed": CHANGED, **more})
    assert isinstance(told, bytes), told
    return told


def entries(told: bytes) -> list[Any]:
    calendar = Calendar.from_ical(told)
    return [*calendar.events, *calendar.todos]


def refusal(*dates: Dated, **more: Any) -> Refusal:
    told = feed(dates, **{"name": "Brook", "changed": CHANGED, **more})
    assert isinstance(told, Refusal)
    return told


def test_a_date_is_a_day_without_a_time() -> None:
    told = made(ANSWER)
    assert b"\r\nDTSTART;VALUE=DATE:20180223\r\n" in told
    assert b"DTEND" not in told and b"VTIMEZONE" not in told and b"VALARM" not in told
    (entry,) = entries(told)
    assert entry.decoded("dtstart") == date(2018, 2, 23)
    assert str(entry["description"]) == ANSWER.said
    assert str(entry["url"]) == ANSWER.url
    assert entry["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("status", "event", "task"),
    [
        ("stands", None, "NEEDS-ACTION"),
        ("unsure", "TENTATIVE", "NEEDS-ACTION"),
        ("done", "CANCELLED", "COMPLETED"),
        ("withdrawn", "CANCELLED", "CANCELLED"),
    ],
)
def test_a_date_that_is_over_stays_and_is_cancelled(
    status: Status, event: str | None, task: str
) -> None:
    told = replace(ANSWER, status=status)
    assert entries(made(told))[0].get("status") == event
    assert entries(made(told, shape="tasks"))[0]["status"] == task


def test_a_date_may_be_a_task() -> None:
    told = made(ANSWER, shape="tasks")
    assert b"\r\nDUE;VALUE=DATE:20180223\r\n" in told
    (task,) = entries(told)
    assert task["status"] == "NEEDS-ACTION"


def test_a_feed_is_published_and_says_whose_it_is() -> None:
    told = made(ANSWER, organizer=at("reviews@ashford.example", 'The "Grants" Office'))
    assert b"\r\nMETHOD:PUBLISH\r\n" in told
    assert b"\r\nX-WR-CALNAME:Brook\r\n" in told
    (entry,) = entries(told)
    assert str(entry["organizer"]) == "mailto:reviews@ashford.example"
    assert entry["organizer"].params["CN"] == "The 'Grants' Office"
    (plain,) = entries(made(ANSWER, organizer=at("reviews@ashford.example")))
    assert "CN" not in plain["organizer"].params


def test_a_feed_without_dates_is_a_feed() -> None:
    assert entries(made()) == []


@pytest.mark.parametrize("shape", ["events", "tasks"])
def test_the_same_record_gives_the_same_bytes(shape: Shape) -> None:
    later = Dated(uid="b", summary="Later", due=date(2018, 3, 1), said="")
    assert made(ANSWER, later, shape=shape) == made(later, ANSWER, shape=shape)
    elsewhere = CHANGED.astimezone(timezone(timedelta(hours=-5)))
    assert made(ANSWER, changed=elsewhere) == made(ANSWER)


def test_a_date_that_moves_keeps_its_name_and_its_sequence_grows() -> None:
    days = [date(2018, 2, 23), date(2018, 2, 23), date(2018, 3, 9), date(2018, 2, 23)]
    assert [sequence(days[:count]) for count in range(5)] == [0, 0, 0, 1, 2]
    moved = Dated(
        uid=ANSWER.uid, summary="x", due=days[2], said="Extended.", sequence=sequence(days[:3])
    )
    (before,), (after,) = entries(made(ANSWER)), entries(made(moved))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


@given(summary=TEXT.filter(str.strip), said=TEXT, name=TEXT)
def test_any_text_comes_out_as_it_went_in_and_breaks_no_line(
    summary: str, said: str, name: str
) -> None:
    one = Dated(uid="u", summary=summary, due=date(2018, 2, 23), said=said)
    told = made(one, name=name, organizer=at("a@b.example", "Desk; office: 1,2"))
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\r]\n|\r[^\n]", told)
    told.decode()
    (entry,) = entries(told)
    assert told.count(b"BEGIN:VEVENT\r\n") == 1
    unfit = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
    for key, went_in in (("summary", summary), ("description", said)):
        assert str(entry[key]) == re.sub(unfit, "\ufffd", went_in.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nEND:VEVENT\r\nBEGIN:VALARM",
        "a\nATTENDEE:mailto:x@evil.example",
        "a;b,c\\nd:e",
        "é" * 99,
    ],
)
def test_text_that_looks_like_a_calendar_stays_text(text: str) -> None:
    one = Dated(uid="u", summary=text, due=date(2018, 2, 23), said=text)
    (entry,) = entries(made(one, name=text))
    assert str(entry["summary"]) == text.replace("\r\n", "\n")
    assert "attendee" not in entry


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"uid": ""}, "nothing cannot name one date"),
        ({"uid": "a b"}, "a b cannot name one date"),
        ({"uid": "a\r\nX:y"}, "cannot name one date"),
        ({"url": "javascript:alert(1)"}, "is no address of a page"),
        ({"url": "https://x\r\nATTACH:y"}, "is no address of a page"),
        ({"sequence": -1}, "a sequence below 0"),
        ({"summary": " "}, "has no summary"),
    ],
)
def test_a_date_that_no_calendar_can_hold_is_refused(change: dict[str, Any], said: str) -> None:
    told: dict[str, Any] = {"uid": "u", "summary": "x", "due": date(2018, 2, 23), "said": ""}
    refused = refusal(Dated(**{**told, **change}))
    assert refused.code == "calendar.unfit-date"
    assert said in refused.reason


def test_two_dates_never_share_a_name() -> None:
    assert "names two" in refusal(ANSWER, ANSWER).reason


def test_a_time_without_a_zone_is_refused() -> None:
    assert "has no zone" in refusal(ANSWER, changed=CHANGED.replace(tzinfo=None)).reason
