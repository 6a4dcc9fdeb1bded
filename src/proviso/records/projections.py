"""Tables derived from entries: aliases, bodies noted by hand, matters. Whether they still agree is agreement.py's."""

from collections.abc import Iterable

from proviso.domain.entries import Entry
from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.facts.matters import MatterOpened
from proviso.records import models


def project(entries: Iterable[Entry]) -> None:
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
