"""The rule book: acts, grounds, conditions and procedures as dated data. Reading the files is outside/rulebook.

Every figure has the day from which it holds: a procedure has versions, and a
question about a day is answered by the version of that day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRule:
    """What one act requires besides that no order in effect bars it."""

    act: str
    title: str
    authority: str
    askable: bool
    two_people: bool
    requires: tuple[str, ...]
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRule:
    """A ground's stable code, its group and its title (said as what must be so)."""

    code: str
    group: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRule:
    condition: str
    title: str
    says: str
    years: tuple[int, ...]
    programmes: tuple[str, ...]
    authority: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A length of time the procedure sets: against whom it runs and under which counting rule."""

    name: str
    number: int
    unit: str
    rule: str
    against: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """On which days a respondent is reminded, counted from the due date: -7 is a week before, 0 on the day."""

    days: tuple[int, ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of a procedure, in force over [since, until)."""

    procedure: str
    version: str
    title: str
    grantor: str
    since: date
    until: date | None
    steps: frozenset[str]
    clock_starts_on: str
    contact_fresh_days: int
    concurrence: frozenset[str]
    notice_contents: tuple[str, ...]
    hearing: Mapping[str, str]
    periods: Mapping[str, Period]
    authority: str
    reminders: Reminding = Reminding()

    @property
    def edition(self) -> str:
        """How an entry cites it: name/version."""
        return f"{self.procedure}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    acts: Mapping[str, ActRule]
    grounds: Mapping[str, GroundRule]
    conditions: Mapping[str, ConditionRule]
    procedures: Mapping[str, tuple[Procedure, ...]]

    def procedure(self, name: str, day: date) -> Procedure | None:
        """The version in force on `day`, or None where there was none."""
        for one in self.procedures.get(name, ()):
            if one.since <= day and (one.until is None or day < one.until):
                return one
        return None

    def condition(self, name: str) -> str | None:
        """The house's name for a condition or one of its aliases; None if it is neither."""
        if name in self.conditions:
            return name
        for one in self.conditions.values():
            if name in one.aliases:
                return one.condition
        return None

    def askable(self) -> tuple[str, ...]:
        """The acts a review is asked about every day, in the table's order."""
        return tuple(rule.act for rule in self.acts.values() if rule.askable)
