"""A date to be counted, asked in words, with its JSON: the same from the command line and from a page. Needs no database."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from proviso.domain.calendar import WEEKDAYS, Closed
from proviso.domain.counting import Counted, count, explain
from proviso.domain.periods import Period, parse_phrase
from proviso.domain.questions import EARLIEST, LATEST
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.outside.calendars import Dated, feed
from proviso.outside.counting import load_rules
from proviso.outside.holidays import calendar_for

SHOWN = 400  # days of a count that a page draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was typed, still in words where words were typed."""

    phrase: str
    rule: str
    mail: bool
    served_by: str
    state: str
    zone: str
    closures: bool


def ask(question: Question) -> Counted | Refusal:
    """Answer a question in words: typed at the command line, or in the fields of a page."""
    period = parse_phrase(question.phrase)
    if isinstance(period, Refusal):
        return period
    rule = _off(period.trigger) or _rule(question, period)
    if isinstance(rule, Refusal):
        return rule
    calendar = calendar_for(rule, state=question.state)
    if isinstance(calendar, Refusal):
        return calendar
    method = "mail" if question.mail else question.served_by
    return _zone(question.zone) or count(
        period.trigger,
        period.number,
        period.unit,
        rule,
        calendar,
        direction=period.direction,
        mail=rule.adds_days_for(method) if question.served_by else question.mail,
        place=question.zone,
    )


def _off(trigger: date) -> Refusal | None:
    if EARLIEST <= trigger <= LATEST:
        return None
    return Refusal(
        code="date.too-far",
        reason=f"{trigger} is too far off to be meant.",
        cure=f"Ask about a day from {EARLIEST} to {LATEST}.",
        authority="How a question is put",
    )


def _rule(question: Question, period: Period) -> Rule | Refusal:
    code = question.rule or ("stated" if period.unit == "stated" else "calendar-days")
    rule = in_force(load_rules(), code=code, on=period.trigger)
    if question.closures and isinstance(rule, Rule):
        return replace(rule, closures="count")
    return rule


def _zone(zone: str) -> Refusal | None:
    if not zone:
        return None
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Refusal(
            code="date.unknown-zone",
            reason=f"{zone} is not a time zone that this machine knows.",
            cure="Give a name such as America/New_York, America/Chicago, America/Los_Angeles or UTC.",
            authority="The IANA time zone database",
        )
    return None


def plain(question: Question, counted: Counted) -> object:
    """The answer with the documented keys, for JSON."""
    answer: dict[str, Any] = {"asked": question.phrase, **asdict(counted)}
    answer["weekday"] = WEEKDAYS[counted.due.weekday()]
    answer["ends_at"] = None
    if question.zone:
        end = datetime.combine(counted.due, time(23, 59, 59), tzinfo=ZoneInfo(question.zone))
        answer["ends_at"] = end.isoformat()
    answer["flags"] = list(counted.flags)
    answer["explanation"] = list(explain(counted))
    return dated(answer)


def dated(value: object) -> object:
    """The value with days as words, for JSON."""
    match value:
        case dict():
            return {key: dated(one) for key, one in value.items()}
        case list() | tuple():
            return [dated(one) for one in value]
        case None | str() | int():
            return value
        case _:
            return str(value)


def closed_days(question: Question, counted: Counted) -> tuple[Closed, ...]:
    """The closed days from the first day of the count to the last, with why; none where the span is too long to show."""
    first, last = sorted((counted.trigger, counted.due))
    rule = in_force(load_rules(), code=counted.rule, on=counted.trigger)
    calendar = calendar_for(rule, state=question.state) if isinstance(rule, Rule) else rule
    if isinstance(calendar, Refusal) or isinstance(rule, Refusal) or (last - first).days > SHOWN:
        return ()
    state = rule.sees_state_holidays(counted.direction)
    days = (first + timedelta(days=one) for one in range((last - first).days + 1))
    found = (calendar.why_closed(day, closures=True, state=state) for day in days)
    return tuple(one for one in found if one)


def as_calendar(counted: Counted) -> bytes | Refusal:
    """The day as a calendar of one event. The same count gives the same bytes."""
    head, *steps = explain(counted)
    place = f"{counted.version} {counted.number} {counted.unit} {counted.direction} {counted.trigger} {counted.due}"
    one = Dated(
        uid=f"{sha256(place.encode()).hexdigest()[:40]}@proviso",
        summary=head.partition(", under ")[0],
        due=counted.due,
        said="\n".join((head, *steps)),
    )
    since = datetime(counted.trigger.year, counted.trigger.month, counted.trigger.day, tzinfo=UTC)
    return feed([one], name="A date counted", changed=since)


def rules_on_record() -> tuple[Rule, ...]:
    """One version of each counting rule, the newest."""
    newest = {rule.code: rule for rule in sorted(load_rules(), key=lambda one: one.since)}
    return tuple(newest.values())
