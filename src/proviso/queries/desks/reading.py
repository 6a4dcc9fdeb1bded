"""The documents that can be read under review: sources of which a copy is held, and how much of each was decided."""

from dataclasses import dataclass
from datetime import date

from proviso.outside.clock import today
from proviso.queries.pages.reading import Reading
from proviso.records import verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCopy:
    """One source. `decided` counts its proposals with a verdict, `recorded` those from which an entry came."""

    source: str
    outlet: str
    title: str
    published: date | None
    decided: int
    recorded: int


def held_copies(record: Reading) -> tuple[HeldCopy, ...]:
    """Sources with a copy, the latest published first; those without a day last."""
    latest = {(one.sha256, *one.place): one for one in verdicts.every()}
    of: dict[str, list[bool]] = {}
    for one in latest.values():
        of.setdefault(one.sha256, []).append(one.entry is not None)
    noted = (one for one in record.sources(today()).noted.values() if one.sha256)
    found = (
        HeldCopy(
            source=one.source,
            outlet=one.outlet,
            title=one.title,
            published=one.published,
            decided=len(of.get(one.sha256 or "", ())),
            recorded=sum(of.get(one.sha256 or "", ())),
        )
        for one in noted
    )
    return tuple(
        sorted(found, key=lambda one: (one.published or date.min, one.source), reverse=True)
    )
