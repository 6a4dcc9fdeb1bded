"""Tables derived from entries: aliases, bodies noted by hand, matters. Dropped and rebuilt at will."""

from collections.abc import Iterable, Iterator

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
                matters.append(_matter(fact))
            case GovernmentNoted() as fact:
                models.Government.objects.update_or_create(
                    ocd_id=fact.ocd_id, defaults=_government(fact)
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


def _matter(fact: MatterOpened) -> models.Matter:
    return models.Matter(
        matter=fact.matter,
        review=fact.review,
        respondent=fact.respondent,
        programme=fact.programme,
        year=fact.year,
        award=fact.award,
    )


def _government(fact: GovernmentNoted) -> dict[str, object]:
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


def differences(entries: Iterable[Entry]) -> Iterator[str]:
    """Where the tables do not say what the entries say."""
    matters = {row.matter: row for row in models.Matter.objects.all()}
    aliases = dict(models.Alias.objects.values_list("alias", "ocd_id"))
    for entry in entries:
        match entry.fact:
            case MatterOpened() as fact:
                held = matters.pop(fact.matter, None)
                if held is None or _row(held) != _row(_matter(fact)):
                    yield f"the table of matters does not say what {entry.ref} says"
            case (
                ExternalIdGiven(external_id=alias, ocd_id=ocd_id)
                | AliasNoted(alias=alias, ocd_id=ocd_id)
            ):
                if aliases.get(alias) != ocd_id:
                    yield f"the table of aliases does not say what {entry.ref} says"
            case _:
                pass
    for name in matters:
        yield f"the table of matters has {name}, which no entry opens"


def _row(one: models.Matter) -> tuple[object, ...]:
    return (one.matter, one.review, one.respondent, one.programme, one.year, one.award)
