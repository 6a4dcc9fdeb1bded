"""Reads counting.toml and closures.toml into rules and closures, checking each field. Counts nothing."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from proviso.domain.calendar import Closure
from proviso.domain.periods import UNITS
from proviso.domain.rules import CLOSURES, MAIL_WHEN, ROLLS, STATE_HOLIDAYS, Rule

Table = dict[str, Any]
Check = Callable[[object], bool]


class CountingWrong(Exception):
    """A counting file says something that cannot be read; the message names file, entry and field."""


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _one_of(choices: Iterable[str]) -> tuple[Check, str]:
    allowed = tuple(choices)
    return (lambda value: value in allowed), f"one of {', '.join(allowed)}"


DATE = (_is_date, "a date such as 2009-12-01")
TEXT = (_is_text, "a text that is not empty")
NUMBER = (_is_number, "a whole number from 0")
TEXTS = (_are_texts, "a list of texts")
FLAG = ((lambda value: isinstance(value, bool)), "true or false")
RULE_FIELDS: Mapping[str, tuple[Check, str]] = {
    "code": TEXT,
    "title": TEXT,
    "authority": TEXT,
    "since": DATE,
    "unit": _one_of(UNITS[1:]),
    "period": NUMBER,
    "counts-trigger": FLAG,
    "roll": _one_of(ROLLS),
    "roll-before": _one_of(ROLLS),
    "short-below": NUMBER,
    "mail-days": NUMBER,
    "mail-by": TEXTS,
    "mail-when": _one_of(MAIL_WHEN),
    "mail-authority": TEXT,
    "closures": _one_of(CLOSURES),
    "state-holidays": _one_of(STATE_HOLIDAYS),
    "ends": TEXT,
    "notes": TEXTS,
    "note-before": TEXT,
}
RULE_MUST = ("code", "title", "authority", "since", "unit", "roll", "roll-before", "closures")
CLOSURE_FIELDS: Mapping[str, tuple[Check, str]] = {
    "day": DATE,
    "name": TEXT,
    "authority": TEXT,
    "signed": DATE,
}


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the packaged rules, by code and then by date. Raises CountingWrong."""
    return read_rules(_packaged("counting.toml"), name="counting.toml")


@cache
def load_closures() -> Mapping[date, Closure]:
    """Return the packaged one-off closures by day. Raises CountingWrong."""
    return read_closures(_packaged("closures.toml"), name="closures.toml")


def read_rules(text: str, *, name: str) -> tuple[Rule, ...]:
    """Read rules from TOML text; each version ends where the next of its code begins."""
    rules = [
        _rule(told)
        for told in _entries(text, name=name, key="rule", fields=RULE_FIELDS, must=RULE_MUST)
    ]
    rules.sort(key=lambda rule: (rule.code, rule.since))
    for one, following in pairwise(rules):
        if one.version == following.version:
            raise CountingWrong(
                f"{name}: {one.code} has two versions since {one.since}; expected one a day. "
                "Give one of them another date, or remove it."
            )
    ended = [
        replace(one, until=following.since) if one.code == following.code else one
        for one, following in pairwise(rules)
    ]
    return (*ended, *rules[-1:])


def read_closures(text: str, *, name: str) -> Mapping[date, Closure]:
    """Read closures from TOML text, by day."""
    found: dict[date, Closure] = {}
    for told in _entries(
        text, name=name, key="closure", fields=CLOSURE_FIELDS, must=tuple(CLOSURE_FIELDS)
    ):
        day = told["day"]
        if day in found:
            raise CountingWrong(
                f"{name}: {day} is there twice; expected each day once. Remove one."
            )
        if told["signed"] > day:
            raise CountingWrong(
                f"{name}: the order for {day} is signed {told['signed']}, after the day it closes. "
                "Check both dates."
            )
        found[day] = Closure(day=day, name=told["name"], authority=told["authority"])
    return MappingProxyType(found)


def _packaged(file: str) -> str:
    return (files("proviso") / "rulebook" / file).read_text(encoding="utf-8")


def _entries(
    text: str,
    *,
    name: str,
    key: str,
    fields: Mapping[str, tuple[Check, str]],
    must: tuple[str, ...],
) -> list[Table]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise CountingWrong(f"{name}: not TOML: {wrong}. Correct it at that place.") from wrong
    entries = told.get(key)
    if not isinstance(entries, list) or not entries or set(told) != {key}:
        raise CountingWrong(f"{name}: expected nothing but a list of [[{key}]].")
    for number, entry in enumerate(entries, 1):
        _check(entry, where=f"{name}, [[{key}]] number {number}", fields=fields, must=must)
    return entries


def _check(
    entry: Table, *, where: str, fields: Mapping[str, tuple[Check, str]], must: tuple[str, ...]
) -> None:
    if missing := [field for field in must if field not in entry]:
        raise CountingWrong(f"{where}: {', '.join(missing)} is missing. Add it.")
    for field, value in entry.items():
        if field not in fields:
            raise CountingWrong(
                f"{where}: {field} is not a field; expected {', '.join(fields)}. Correct its name."
            )
        check, expected = fields[field]
        if not check(value):
            raise CountingWrong(f"{where}: {field} is {value!r}; expected {expected}.")


def _rule(told: Table) -> Rule:
    fields: Table = {
        field.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for field, value in told.items()
    }
    return Rule(**fields)
