"""How pages word what orders do: tags, headings, what a later order did, and the acts that a day froze or freed. Which they are is the queries'."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proviso.queries.pages.effects import OrderLine
from proviso.queries.pages.order import Swing
from proviso.queries.pages.telling import Told

MEANINGS = {
    "in effect": "court",
    "in effect in part": "court",
    "not known": "unsettled",
    "relief not known": "unsettled",
    "stayed": "conditional",
    "superseded": "past",
    "ended": "past",
    "not yet": "conditional",
    "no effect of its own": "past",
}
HEADINGS = {
    "in effect": (
        "In effect",
        "Each bars or requires something on the day shown, for those it names.",
    ),
    "not known": (
        "Not known",
        "What the court ordered, or whether it still holds, is not on record. Not counted as a bar, and not as freedom.",
    ),
    "stayed": ("Stayed", "On hold by a later order: they bar nothing while the stay lasts."),
    "over": ("Superseded or ended", "A later order took their place, or ended them."),
    "not yet": ("Entered, not yet in effect", "They begin to bar on a later day."),
    "bars nothing": (
        "Orders that bar nothing themselves",
        "They act on another order, or gave no relief.",
    ),
}
DONE = {
    "affirms": "affirms",
    "denies": "refuses a request against",
    "dissolves": "ends",
    "lifts": "lifts",
    "merges": "takes up",
    "narrows": "narrows",
    "permits": "permits what was barred by",
    "restates": "restates",
    "reviews": "takes up for review",
    "stays": "puts on hold",
    "supersedes": "takes the place of",
    "vacates": "sets aside",
}
ACTORS = {
    "us": "the United States, all agencies",
    "us/doj": "the U.S. Department of Justice",
}
VERDICTS = {"permitted": "not barred", "barred": "barred", "not known": "not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Acts and conditions whose answer moved alike, in the same matters."""

    acts: tuple[str, ...]
    conditions: tuple[str, ...]
    before: str
    after: str
    matters: tuple[tuple[str, str], ...]


def done(kind: str) -> str:
    """What a later order does to its target, as a verb."""
    return DONE.get(kind, kind)


def binds_said(line: OrderLine) -> tuple[str, ...]:
    """Who must obey an order, in words."""
    names = dict.fromkeys(name for one in line.effects for name in one.binds)
    return tuple(ACTORS.get(name, name) for name in names)


def swings(found: Iterable[Swing]) -> list[Moved]:
    """Swings put together: the same acts, matters and answers are told once, with all their conditions."""
    acts: dict[tuple[Any, ...], list[str]] = {}
    for one in found:
        key = (one.before, one.after, one.matters, one.condition_title)
        acts.setdefault(key, []).append(one.act_title)
    alike: dict[tuple[Any, ...], list[str]] = {}
    for (before, after, matters, condition), titles in acts.items():
        alike.setdefault((before, after, matters, tuple(titles)), []).append(condition)
    return [
        Moved(
            acts=titles,
            conditions=tuple(conditions),
            before=VERDICTS[before],
            after=VERDICTS[after],
            matters=matters,
        )
        for (before, after, matters, titles), conditions in alike.items()
    ]


def events(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Entries of a case for the timeline."""
    return [
        {
            "id": one.ref.partition(":")[2].replace("#", "-"),
            "meaning": "court",
            "mark": "court",
            "when": one.on.said,
            "title": one.says,
            "says": one.note or "",
            "sources": one.sources,
        }
        for one in told
    ]
