"""Calendars that others subscribe to: due dates as an iCalendar feed. Which dates, and what is said of them, is told by the caller.

A feed holds days and no times, so no time zone can move them. A date keeps its `uid`
through its life; its `sequence` grows with each change, so that every program takes the
later version. A feed has no alarms and asks for no answer.

Authority: RFC 5545 (iCalendar), 5546 3.2.1 (PUBLISH), 7986 (the feed's own name).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from icalendar import Calendar, Event, Todo, vCalAddress, vText

from proviso.domain.addresses import Address, shown
from proviso.domain.refusals import Refusal

MAKER = "-//Proviso//Due dates//EN"
EVERY = timedelta(hours=6)
LONGEST = 20_000

UID = re.compile(r"[!-~]{1,200}")
URL = re.compile(r"https?://[!-~]{1,1900}")
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

Shape = Literal["events", "tasks"]
Status = Literal["stands", "unsure", "done", "withdrawn"]
# As events and as tasks say it (RFC 5545 3.8.1.11). An event that stands says nothing of itself.
STATUS: Mapping[Status, tuple[str, str]] = {
    "stands": ("", "NEEDS-ACTION"),
    "unsure": ("TENTATIVE", "NEEDS-ACTION"),
    "done": ("CANCELLED", "COMPLETED"),
    "withdrawn": ("CANCELLED", "CANCELLED"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date in a feed. `said` explains how it came about; `url` is where to read on; `sequence` counts its changes.

    A date that was met or withdrawn stays in the feed and is cancelled there: a program that
    has it would keep it otherwise. `unsure` is one that may not run.
    """

    uid: str
    summary: str
    due: date
    said: str
    url: str | None = None
    sequence: int = 0
    status: Status = "stands"


def feed(
    dates: Iterable[Dated],
    *,
    name: str,
    changed: datetime,
    organizer: Address | None = None,
    shape: Shape = "events",
) -> bytes | Refusal:
    """The feed of these dates, in the order of the days, as events or as tasks.

    `changed` is when the record behind it last changed: the same record gives the same
    bytes. `organizer` is the agency's address, which RFC 5546 wants in each entry.
    """
    every = sorted(dates, key=lambda one: (one.due, one.uid))
    if bad := _why_not(every, changed):
        return bad
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):  # vText: the library escapes neither by itself
        calendar.add(key, vText(_text(name)))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{EVERY // timedelta(hours=1)}H")
    for one in every:
        calendar.add_component(_entry(one, changed.astimezone(UTC), organizer, shape))
    return bytes(calendar.to_ical(sorted=False))


def sequence(dues: Sequence[date]) -> int:
    """How often a date has changed, from all that it has been, the oldest first. Back to an earlier day is a change too."""
    return sum(1 for before, after in pairwise(dues) if before != after)


def _entry(one: Dated, changed: datetime, organizer: Address | None, shape: Shape) -> Event | Todo:
    entry = Event() if shape == "events" else Todo()
    entry.add("uid", one.uid)
    entry.add("dtstamp", changed)
    entry.add("sequence", one.sequence)
    if shape == "events":
        entry.add("dtstart", one.due)  # a day without an end lasts that day (RFC 5545 3.6.1)
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("due", one.due)
    if status := STATUS[one.status][shape == "tasks"]:
        entry.add("status", status)
    entry.add("summary", _text(one.summary))
    entry.add("description", _text(one.said))
    if one.url:
        entry.add("url", one.url)
    if organizer:
        told = vCalAddress(f"mailto:{organizer}")
        if organizer.name:
            told.params["CN"] = _text(organizer.name).replace('"', "'")
        entry.add("organizer", told)
    return entry


def _text(text: str) -> str:
    """Text as a calendar can show it: what is no text becomes a mark."""
    return NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n"))[:LONGEST]


def _why_not(dates: Sequence[Dated], changed: datetime) -> Refusal | None:
    if changed.tzinfo is None:
        return _wrong("the time of the last change has no zone", "Give the time in UTC.")
    seen: set[str] = set()
    for one in dates:
        if not UID.fullmatch(one.uid) or one.uid in seen:
            why = f"{shown(one.uid) or 'nothing'} cannot name one date, or names two"
            return _wrong(why, "Give each date a name of its own, in plain signs without spaces.")
        if one.url is not None and not URL.fullmatch(one.url):
            return _wrong(f"{shown(one.url)} is no address of a page", "Give an https address.")
        if one.sequence < 0 or not one.summary.strip():
            why = f"{one.uid} has no summary, or a sequence below 0"
            return _wrong(why, "Say what is due, and count changes from 0.")
        seen.add(one.uid)
    return None


def _wrong(why: str, cure: str) -> Refusal:
    return Refusal(
        code="calendar.unfit-date",
        reason=f"The calendar cannot be made: {why}.",
        cure=cure,
        authority="RFC 5545 3.8.4.7 and 3.8.7.4: a date keeps its name, and its changes are counted",
    )
