"""The register's tables: filling them, looking bodies up, their digest. Names are read in domain/register."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    rows = []
    aliases: dict[str, str] = {}
    for one in governments:
        row = row_of(one)
        rows.append(models.Government(**{name: getattr(row, name) for name in COLUMNS}))
        aliases.update(dict.fromkeys(one.other_ids, one.ocd_id))
    models.Government.objects.bulk_create(rows, batch_size=4000, ignore_conflicts=True)
    models.Alias.objects.bulk_create(
        [models.Alias(alias=alias, ocd_id=ocd_id) for alias, ocd_id in aliases.items()],
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


def digest(noted: frozenset[str] = frozenset()) -> str:
    """SHA-256 over the rows of the edition: all but the bodies `noted` by hand, in order of id."""
    return digest_of(bodies(), noted)


def digest_of(rows: Iterable[Body], noted: frozenset[str] = frozenset()) -> str:
    """SHA-256 over rows, in the same order whatever the database's own order is."""
    told = hashlib.sha256()
    for one in sorted(rows, key=lambda row: row.ocd_id):
        if one.ocd_id not in noted:
            told.update("\x1f".join(str(getattr(one, name)) for name in COLUMNS).encode())
            told.update(b"\n")
    return told.hexdigest()


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
