"""Reads the rule book's TOML files into domain.rulebook. Checks names across files; decides nothing."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from proviso.domain.rulebook import (
    ActRule,
    ConditionRule,
    GroundRule,
    Period,
    Procedure,
    Reminding,
    RuleBook,
)

Table = dict[str, Any]


class RuleBookWrong(Exception):
    """The rule book's own files contradict each other: a mistake of ours, not of a user."""


@cache
def load() -> RuleBook:
    """Return the packaged rule book. Raises RuleBookWrong naming file and entry."""
    folder = files("proviso") / "rulebook"
    acts = _toml(folder / "acts.toml")
    book = RuleBook(
        acts={name: _act(name, told) for name, told in acts["acts"].items()},
        grounds={
            code: GroundRule(code=code, group=told["group"], title=told["title"])
            for code, told in acts["grounds"].items()
        },
        conditions={
            name: _condition(name, told) for name, told in _toml(folder / "conditions.toml").items()
        },
        procedures=dict(_procedures(folder / "procedures")),
    )
    check(book)
    return book


def _toml(path: Traversable) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _act(name: str, told: Table) -> ActRule:
    return ActRule(
        act=name,
        title=told["title"],
        authority=told["authority"],
        askable=told.get("askable", False),
        two_people=told.get("two-people", False),
        requires=tuple(told["requires"]),
        again=tuple(told.get("again", ())),
    )


def _condition(name: str, told: Table) -> ConditionRule:
    return ConditionRule(
        condition=name,
        title=told["title"],
        says=told["says"],
        years=tuple(told["years"]),
        programmes=tuple(told["programmes"]),
        authority=told["authority"],
        aliases=tuple(told.get("aliases", ())),
    )


def _procedures(folder: Traversable) -> list[tuple[str, tuple[Procedure, ...]]]:
    found = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            told = _toml(path)
            versions = tuple(_version(told, one) for one in told["versions"])
            found.append((told["procedure"], versions))
    return found


def _version(told: Table, version: Table) -> Procedure:
    periods = {name: Period(name=name, **period) for name, period in version["periods"].items()}
    return Procedure(
        procedure=told["procedure"],
        title=told["title"],
        grantor=told["grantor"],
        version=version["version"],
        since=version["since"],
        until=version.get("until"),
        steps=frozenset(version["steps"]),
        clock_starts_on=version["clock-starts-on"],
        contact_fresh_days=version["contact-fresh-days"],
        concurrence=frozenset(version["concurrence"]),
        notice_contents=tuple(version["notice-contents"]),
        hearing=version["hearing"],
        periods=periods,
        authority=version["authority"],
        reminders=_reminders(version.get("reminders", {})),
    )


def _reminders(told: Table) -> Reminding:
    return Reminding(days=tuple(sorted(told.get("days", ()))), authority=told.get("authority", ""))


def check(book: RuleBook) -> None:
    """Refuse a rule book that names what it does not define."""
    for rule in book.acts.values():
        for code in (*rule.requires, *rule.again):
            if code not in book.grounds:
                message = f"acts.toml: {rule.act} requires {code}, which [grounds] does not have"
                raise RuleBookWrong(message)
    for versions in book.procedures.values():
        for one in versions:
            if odd := (one.steps | one.concurrence) - set(book.acts):
                message = f"{one.procedure}: steps that acts.toml does not have: {sorted(odd)}"
                raise RuleBookWrong(message)
