"""Tables derived from entries: aliases, bodies noted by hand, matters, who recorded what. Whether they agree is agreement.py's."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from proviso.domain.encoding import kind_of
from proviso.domain.entries import Entry
from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.facts.matters import MatterOpened
from proviso.records import models

AUDITED = ("matter:", "review:")
RECORD = (
    'INSERT INTO records_recorded (stream, number, review, at, "by", fact) VALUES '
    "(%s, %s, COALESCE((SELECT review FROM records_matter WHERE matter = %s), %s), %s, %s, %s)"
)


def project(entries: Sequence[Entry]) -> None:
    """Bring the tables up to these entries."""
    matters: list[models.Matter] = []
    for entry in entries:
        match entry.fact:
            case MatterOpened() as fact:
                matters.append(matter_row(fact))
            case GovernmentNoted() as fact:
                models.Government.objects.update_or_create(
                    ocd_id=fact.ocd_id, defaults=government_row(fact)
                )
            case GovernmentRenamed() as fact:
                models.Government.objects.filter(ocd_id=fact.ocd_id).update(title=fact.name)
            case ExternalIdGiven() as fact:
                _alias(fact.external_id, fact.ocd_id)
            case AliasNoted() as fact:
                _alias(fact.alias, fact.ocd_id)
            case _:
                pass
    models.Matter.objects.bulk_create(matters, batch_size=1000)
    _recorded(entries)


def _recorded(entries: Iterable[Entry]) -> None:
    """Who recorded which entry of a matter or a review: what an auditor goes through."""
    rows = [
        (
            one.stream,
            one.number,
            name,
            name if room == "review" else "",
            _at(one),
            one.by,
            _kind(one),
        )
        for one in entries
        if one.stream.startswith(AUDITED)
        for room, _, name in [one.stream.partition(":")]
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(RECORD, rows)


def _at(one: Entry) -> str | datetime | None:
    told: str | datetime | None = connection.ops.adapt_datetimefield_value(one.recorded_at)
    return told


def _kind(one: Entry) -> str:
    return kind_of(type(one.fact))


def matter_row(fact: MatterOpened) -> models.Matter:
    return models.Matter(
        matter=fact.matter,
        review=fact.review,
        respondent=fact.respondent,
        programme=fact.programme,
        year=fact.year,
        award=fact.award,
    )


def government_row(fact: GovernmentNoted) -> dict[str, object]:
    return {
        "geoid": fact.geoid,
        "title": fact.name,
        "short_name": fact.short_name,
        "type": fact.type,
        "state": fact.state,
        "counted_as": fact.roles[0] if fact.roles else fact.type,
        "population": fact.population,
    }


def _alias(alias: str, ocd_id: str) -> None:
    models.Alias.objects.update_or_create(alias=alias, defaults={"ocd_id": ocd_id})
