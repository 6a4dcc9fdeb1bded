"""One edition of the register: its rows, and the rows once further facts are known.

Lives here: flat rows as the tables hold them, and what each fact adds to them. What is looked up in
the rows is register.py's.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, assert_never

from proviso.domain.facts.governments import (
    AliasNoted,
    AssociationNoted,
    ExternalIdGiven,
    GovernmentFact,
    GovernmentNoted,
    GovernmentRenamed,
    MembershipNoted,
    RegisterLoaded,
)


# Tuples, not dataclasses: forty thousand are made each time the register is read.
class GovernmentRow(NamedTuple):
    """One row of the register's tables, flat. `canonical_ocd_id` is always given."""

    ocd_id: str
    canonical_ocd_id: str
    geoid: str
    name: str
    short_name: str
    type: str
    state: str
    county_geoid: str
    population: int | None
    population_year: int | None
    note: str
    ap_abbr: str


class AliasRow(NamedTuple):
    """Another OCD id of a body, with the GEOIDs it bears there."""

    alias: str
    ocd_id: str
    geoids: tuple[str, ...]
    why: str


class SurfaceRow(NamedTuple):
    """A form of words that means a body without being its name (NYC)."""

    surface_form: str
    ocd_id: str


class BodyRow(NamedTuple):
    """What a body is called, and the parts it plays, where its own rows do not say it."""

    ocd_id: str
    name: str
    short_name: str
    roles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRows:
    """All rows of one edition. `sha256` is over all its tables; `externals` are (id, OCD id)."""

    edition: str
    sha256: str
    governments: tuple[GovernmentRow, ...]
    aliases: tuple[AliasRow, ...] = ()
    surfaces: tuple[SurfaceRow, ...] = ()
    bodies: tuple[BodyRow, ...] = ()
    externals: tuple[tuple[str, str], ...] = ()


def after(rows: RegisterRows, fact: GovernmentFact) -> RegisterRows:
    match fact:
        case GovernmentNoted():
            return _noted(rows, fact)
        case GovernmentRenamed(ocd_id=ocd_id, name=name, why=why):
            body = BodyRow(ocd_id, name, name, (), why)
            return replace(rows, bodies=(*rows.bodies, body))
        case AliasNoted(alias=alias, ocd_id=ocd_id, why=why):
            return replace(rows, aliases=(*rows.aliases, AliasRow(alias, ocd_id, (), why)))
        case ExternalIdGiven(external_id=external_id, ocd_id=ocd_id):
            return replace(rows, externals=(*rows.externals, (external_id, ocd_id)))
        case RegisterLoaded() | AssociationNoted() | MembershipNoted():
            return rows
        case _:
            assert_never(fact)


def _noted(rows: RegisterRows, fact: GovernmentNoted) -> RegisterRows:
    row = GovernmentRow(
        ocd_id=fact.ocd_id,
        canonical_ocd_id=fact.ocd_id,
        geoid=fact.geoid,
        name=fact.name,
        short_name=fact.short_name,
        type=fact.type,
        state=fact.state,
        county_geoid=fact.county_geoid,
        population=fact.population,
        population_year=None,
        note="",
        ap_abbr="",
    )
    rows = replace(rows, governments=(*rows.governments, row))
    if not fact.roles:
        return rows
    body = BodyRow(fact.ocd_id, fact.name, fact.short_name, fact.roles, "")
    return replace(rows, bodies=(*rows.bodies, body))
