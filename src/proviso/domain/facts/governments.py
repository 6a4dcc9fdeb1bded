"""What the ledger can say of governments, their names, ids and memberships. No reading of names here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLoaded:
    """An edition of the register was put in place; `sha256` is over all its tables."""

    edition: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentNoted:
    """A body that the register does not hold, such as a training place.

    `roles` in the order in which it counts ("city", "county"); empty where the type says enough.
    """

    ocd_id: str
    geoid: str
    name: str
    short_name: str
    type: str
    state: str
    county_geoid: str = ""
    population: int | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentRenamed:
    """A body took another name; the earlier one still finds it."""

    ocd_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasNoted:
    """Another OCD id by which a body is also listed."""

    alias: str
    ocd_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdGiven:
    """The id that a review's own papers give a body (J21)."""

    external_id: str
    ocd_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationNoted:
    """An association of governments, and which types of body may be members."""

    association: str
    name: str
    eligible_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipNoted:
    """A body is, or is not, a member in [since, until); None is not known or open."""

    association: str
    ocd_id: str
    since: date | None
    until: date | None
    member: bool


GovernmentFact = (
    RegisterLoaded
    | GovernmentNoted
    | GovernmentRenamed
    | AliasNoted
    | ExternalIdGiven
    | AssociationNoted
    | MembershipNoted
)
