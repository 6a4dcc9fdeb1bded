"""A question to the gate as one line of JSON: read, or told what is wrong with it, in plain words. The answer is may's."""

import json
from typing import Any

from proviso.cli.asking import read_day
from proviso.outside.clock import today
from proviso.queries.may import Asked

KEYS = ("act", "respondent", "review", "programme", "year", "condition", "on", "known", "only")
EXAMPLE = '{"act": "determine", "respondent": "J21-FY2016", "on": "2018-03-01"}'
SHOWN = 60


def asked_in(line: bytes) -> Asked | str:
    """The question in one line, or what is wrong with it."""
    try:
        told = json.loads(line.strip().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "the line is not UTF-8 text"
    except json.JSONDecodeError as trouble:
        return f"the line is not JSON (from character {trouble.pos + 1}); expected {EXAMPLE}"
    except (ValueError, RecursionError):
        return f"the line is JSON with numbers too long or lists too deep; expected {EXAMPLE}"
    if wrong := _why_not_question(told):
        return wrong
    days: dict[str, Any] = {}
    for key in ("on", "known"):
        found = read_day(told[key]) if told.get(key) else today()
        if isinstance(found, str):
            return f"{key}: {found}"
        days[key] = found
    rest: dict[str, Any] = {key: told.get(key) for key in KEYS if key not in days}
    return Asked(on=days["on"], known=days["known"], **rest)


def _why_not_question(told: Any) -> str | None:
    if not isinstance(told, dict):
        return f"found {_shown(told)}; expected one question, such as {EXAMPLE}"
    if odd := sorted(set(told) - set(KEYS)):
        return f"unknown keys {', '.join(map(_shown, odd))}; expected {', '.join(KEYS)}"
    for key, value in told.items():
        if value is not None and type(value) is not (int if key == "year" else str):
            expected = "a year in digits, as 2017" if key == "year" else "text in quotes"
            return f"{key} is {_shown(value)}; expected {expected}"
    if missing := [key for key in ("act", "respondent") if not told.get(key)]:
        return f"{' and '.join(missing)} not told; act and respondent are needed"
    return None


def _shown(value: Any) -> str:
    """A value as it stands in the file, cut where it is long."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
