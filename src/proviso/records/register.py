"""The register's tables: filling them, looking bodies up, their digest. Names are read in domain/register."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proviso.domain.canonical import canonical
from proviso.domain.entries import Entry
from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.identity import Government
from proviso.records import models

COLUMNS = ("ocd_id", "geoid", "title", "short_name", "type", "state", "counted_as", "population")


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the register."""

    ocd_id: str
    geoid: str
    title: str
    short_name: str
    type: str
    state: str
    counted_as: str
    population: int | None


def fill(governments: Iterable[Government]) -> int:
    """Put the edition's rows in place of what was there; bodies noted by hand are projected again after. Returns the count."""
    listed = list(governments)
    rows = [
        models.Government(**{name: getattr(row, name) for name in COLUMNS})
        for row in map(row_of, listed)
    ]
    models.Government.objects.bulk_create(rows, batch_size=4000, ignore_conflicts=True)
    models.Alias.objects.bulk_create(
        [models.Alias(alias=alias, ocd_id=ocd_id) for alias, ocd_id in aliases_of(listed).items()],
        batch_size=4000,
        ignore_conflicts=True,
    )
    return len(rows)


def body(ocd_id: str) -> Body | None:
    """The row under a canonical id."""
    found = models.Government.objects.filter(ocd_id=ocd_id).values_list(*COLUMNS).first()
    return Body(*found) if found else None


def by_geoid(geoid: str) -> Body | None:
    """The row that bears a GEOID."""
    rows = models.Government.objects.filter(geoid=geoid).order_by("ocd_id")
    found = rows.values_list(*COLUMNS).first()
    return Body(*found) if found else None


def namesakes(ocd_id: str) -> list[Body]:
    """Other bodies of the same short name in the same state; a state itself has none."""
    found = body(ocd_id)
    if found is None or found.type == "state":
        return []
    same = models.Government.objects.filter(short_name=found.short_name, state=found.state)
    rows = same.exclude(ocd_id=ocd_id).exclude(type="state").order_by("ocd_id")
    return [Body(*row) for row in rows.values_list(*COLUMNS)]


def resolve(name: str) -> str | None:
    """The canonical id that an OCD id, alias or external id stands for; None where it is none."""
    found = models.Alias.objects.filter(alias=name).values_list("ocd_id", flat=True).first()
    wanted = found or name
    return wanted if models.Government.objects.filter(ocd_id=wanted).exists() else None


def bodies() -> list[Body]:
    """Every row, in order of id."""
    rows = models.Government.objects.order_by("ocd_id").values_list(*COLUMNS)
    return [Body(*row) for row in rows.iterator(chunk_size=5000)]


def aliases() -> Mapping[str, str]:
    """Every alias and external id."""
    return dict(models.Alias.objects.values_list("alias", "ocd_id"))


@dataclass(frozen=True, slots=True)
class ByHand:
    """What entries have put into the register's tables beside the edition: bodies by id, and aliases."""

    bodies: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()


def by_hand(entries: Iterable[Entry]) -> ByHand:
    """What the entries of the register's stream have put into its tables, or changed there."""
    noted: set[str] = set()
    given: set[str] = set()
    for entry in entries:
        match entry.fact:
            case GovernmentNoted(ocd_id=ocd_id) | GovernmentRenamed(ocd_id=ocd_id):
                noted.add(ocd_id)
            case AliasNoted(alias=alias) | ExternalIdGiven(external_id=alias):
                given.add(alias)
            case _:
                pass
    return ByHand(frozenset(noted), frozenset(given))


def digest(beside: ByHand) -> str:
    """SHA-256 over the tables of the edition: all but what is there by hand."""
    return digest_of(bodies(), aliases(), beside)


def digest_of(rows: Iterable[Body], other: Mapping[str, str], beside: ByHand | None = None) -> str:
    """SHA-256 over rows and their aliases, in the same order whatever the database's own order is."""
    skipped = beside or ByHand()
    told = hashlib.sha256()
    for one in sorted(rows, key=lambda row: row.ocd_id):
        if one.ocd_id not in skipped.bodies:
            told.update(canonical([getattr(one, name) for name in COLUMNS]) + b"\n")
    for pair in sorted(other.items()):
        if pair[0] not in skipped.aliases:
            told.update(canonical(pair) + b"\n")
    return told.hexdigest()


def aliases_of(governments: Iterable[Government]) -> dict[str, str]:
    """The other ids under which an edition lists its bodies."""
    return {alias: one.ocd_id for one in governments for alias in one.other_ids}


def row_of(one: Government) -> Body:
    """The row that a government of an edition becomes."""
    return Body(
        ocd_id=one.ocd_id,
        geoid=one.geoid,
        title=one.title,
        short_name=one.short_name,
        type=one.type,
        state=one.state,
        counted_as=one.roles[0],
        population=one.population,
    )
