"""The day a page shows, and what was known by then, read from `?on=&known=`. How it is drawn stands in the parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.periods import parse_date
from proviso.domain.questions import EARLIEST, LATEST, day_said
from proviso.domain.refusals import Refusal
from proviso.web.problems import Problem

A_DAY = "Write a day as 2018-01-24, 24 January 2018 or January 24, 2018."
LABELS = {"on": "As of", "known": "As known on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """As of `on`, as known on `known`. `carried` is what the address said, for the links of the page."""

    on: date
    known: date
    today: date
    carried: Mapping[str, str]

    earliest = EARLIEST  # for the fields in which a day is given
    latest = LATEST

    @property
    def is_now(self) -> bool:
        """Whether the page shows the present: today, with all that is known."""
        return self.on == self.known == self.today

    @property
    def says(self) -> str:
        """One sentence: which day is shown, and with whose knowledge."""
        if self.is_now:
            return f"Shown as of today, {day_said(self.on)}, with all that is on record."
        known = (
            "with all that is on record now"
            if self.known == self.today
            else f"with only what was known on {day_said(self.known)}"
        )
        if self.on > self.today:
            return f"You are looking ahead to {day_said(self.on)}, {known}."
        if self.on == self.today:
            return f"You are looking at today, {day_said(self.on)}, {known}."
        return f"You are looking at {day_said(self.on)}, {known}."

    @property
    def warns(self) -> str:
        """What a reader must not take the page for; empty for the present."""
        if self.is_now:
            return ""
        if self.on > self.today:
            return "Nothing is known of days to come: dates run on as if nothing else happened."
        return "This is not the present position."


def read_as_of(asked: Mapping[str, str], *, today: date) -> AsOf | tuple[Problem, ...]:
    """The days that an address asks for, or what is wrong with each that cannot be used."""
    days: dict[str, date] = {}
    problems: list[Problem] = []
    for name, label in LABELS.items():
        typed = asked.get(name, "").strip()
        found = _day(typed, today=today, latest=today if name == "known" else LATEST)
        if isinstance(found, date):
            days[name] = found
        else:
            problems.append(
                Problem(field=name, label=label, typed=typed, reason=found[0], cure=found[1])
            )
    if problems:
        return tuple(problems)
    carried = {name: str(days[name]) for name in LABELS if asked.get(name, "").strip()}
    return AsOf(on=days["on"], known=days["known"], today=today, carried=carried)


def _day(typed: str, *, today: date, latest: date) -> date | tuple[str, str]:
    """The day that was typed (nothing typed is today), or the reason and the cure."""
    if not typed:
        return today
    found = parse_date(typed)
    if isinstance(found, Refusal):
        return found.reason, A_DAY
    if found > latest == today:
        return (
            f"{day_said(found)} has not come yet, so nothing can have been known by then.",
            f"Give a day up to today, {day_said(today)}, or leave the field empty for all that is known.",
        )
    if not EARLIEST <= found <= latest:
        return (
            f"{day_said(found)} is too far off to be meant.",
            f"Give a day from {day_said(EARLIEST)} to {day_said(LATEST)}.",
        )
    return found
