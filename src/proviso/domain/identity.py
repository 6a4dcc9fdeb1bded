"""Governments: which body is meant, what kind it is, when its identity is confirmed.

Lives here: a government, the shape of OCD ids, kinds as they are counted, and the identity guard.
Not here: the register that holds the governments (register.py), the reading of names (names.py).

A government is a state, county, city, town, district or consolidated body. It has one canonical OCD
id; the other ids it is listed under are aliases and resolve to it. A name is never enough: "New
York" is a state, a city and a county. Identity is confirmed by two independent ids, the OCD id and
the Census GEOID, that agree. The guard rests on 2 CFR 200.211(b)(1): an award names its recipient
by the name that goes with its unique identifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from proviso.domain.refusals import Refusal

AUTHORITY = "2 CFR 200.211(b)(1)"
ROOT = "ocd-division/"

# Types of body below the county that count as towns. An Alaskan borough is listed as a county; a
# borough of New Jersey or Pennsylvania is a place and counts here.
TOWN_TYPES = frozenset(
    {
        "borough",
        "charter township",
        "plantation",
        "subdivision",
        "town",
        "township",
        "village",
    }
)
TITLED_TYPES = frozenset({"city", "town", "village", "borough"})
COUNTY_LEVELS = frozenset({"county", "parish", "borough", "census_area", "municipio"})
TOP_LEVELS = frozenset({"state", "district", "territory"})
CONSOLIDATED = "consolidated"
SPECIAL_DISTRICTS = frozenset({"special_district", "school_district"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """One body under its canonical OCD id.

    `state` is the postal code. `roles` are the parts it plays, the one it counts as first: San
    Francisco is ("city", "county"). `other_ids`, `other_geoids` and `other_names` are those it is
    also listed under. `population` is None where it is not known.
    """

    ocd_id: str
    geoid: str
    name: str
    short_name: str
    type: str
    state: str
    county_geoid: str
    population: int | None
    population_year: int | None
    roles: tuple[str, ...]
    other_ids: tuple[str, ...] = ()
    other_geoids: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """The name as it is written where it might be mistaken: City of Burlington, VT."""
        if is_state(self.ocd_id):
            return self.name
        listed = self.type in TITLED_TYPES and self.name == f"{self.short_name} {self.type}"
        name = f"{self.type.capitalize()} of {self.short_name}" if listed else self.name
        return f"{name}, {self.state}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A government that a name may mean, and how it was found: id, name, alias or description."""

    government: Government
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """A name that several governments bear. Which one is meant is for a person to say."""

    asked: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A name or id that the register does not have; `near` are bodies of that name but another kind."""

    asked: str
    near: tuple[Candidate, ...] = ()


def canonical(ocd_id: str, aliases: Mapping[str, str]) -> str:
    """The id at the end of the chain of aliases; an id without an alias is its own.

    Raises ValueError where the aliases run in a circle: such a table is refused when it is read.
    """
    seen = {ocd_id}
    while (following := aliases.get(ocd_id, ocd_id)) != ocd_id:
        if following in seen:
            raise ValueError(f"The aliases of {following} run in a circle.")
        seen.add(following)
        ocd_id = following
    return ocd_id


def state_of(ocd_id: str) -> str | None:
    """The OCD id of the state, district or territory that an id lies in, or is; else None."""
    parts = ocd_id.split("/", 3)
    if len(parts) < 3 or not ocd_id.startswith(ROOT) or level_of(parts[2]) not in TOP_LEVELS:
        return None
    return "/".join(parts[:3])


def level_of(ocd_id: str) -> str:
    """The kind of division that the last part of an OCD id names: state, county, place and so on."""
    return ocd_id.rpartition("/")[2].partition(":")[0]


def is_state(ocd_id: str) -> bool:
    """Whether the id is a state's, in the sense of 34 U.S.C. 10251(a)(2).

    That sense takes in the District of Columbia and the territories.
    """
    return state_of(ocd_id) == ocd_id


def is_subdivision_of(ocd_id: str, state_ocd: str) -> bool:
    """Whether the body lies in the state and is not the state itself; both ids canonical."""
    return is_state(state_ocd) and ocd_id.startswith(state_ocd + "/")


def roles_of(ocd_id: str, type_: str) -> tuple[str, ...]:
    """The parts that a body of this id and type plays, where nothing else is known of it."""
    level = level_of(ocd_id)
    if level in TOP_LEVELS:
        return (level,)
    if type_ in SPECIAL_DISTRICTS:
        return ("special-district",)
    if type_ == CONSOLIDATED:
        return ("city", "county")
    if level in COUNTY_LEVELS:
        return ("county",)
    return ("town",) if type_ in TOWN_TYPES else ("city",)


def kind_of(government: Government) -> str:
    """state, county, city, city-county, town, district (the federal one), territory, special-district.

    A body that is both a town or city and a county is a city-county. See `counted_as` for counts.
    """
    roles = government.roles
    return "city-county" if len(roles) > 1 and "county" in roles else roles[0]


def counted_as(government: Government) -> str:
    """The kind under which a body is counted: a city-county counts once, as a city."""
    return government.roles[0]


def why_not_confirm(
    government: Government | Ambiguous | Unknown, given_ids: tuple[str, ...]
) -> Refusal | None:
    """Why the identity is not confirmed by these ids, or None: an OCD id and a GEOID that agree."""
    match government:
        case Unknown():
            return _unknown(government)
        case Ambiguous():
            return _ambiguous(government)
        case Government():
            return _disagreeing(government, given_ids) or _missing(government, given_ids)
        case _:
            assert_never(government)


def _unknown(unknown: Unknown) -> Refusal:
    near = _listed(unknown.near)
    found = f" Bodies of that name, but of another kind: {near}." if near else ""
    return Refusal(
        code="identity.unknown",
        reason=f'The register has no government "{unknown.asked}".{found}',
        cure="Give the OCD id from the register, or note the body with an OCD id and a second id.",
        authority=AUTHORITY,
    )


def _ambiguous(ambiguous: Ambiguous) -> Refusal:
    count = len(ambiguous.candidates)
    return Refusal(
        code="identity.ambiguous",
        reason=f'"{ambiguous.asked}" may mean {count} governments: '
        f"{_listed(ambiguous.candidates)}.",
        cure="Say which one by its OCD id and its GEOID.",
        authority=AUTHORITY,
    )


def _disagreeing(government: Government, given_ids: tuple[str, ...]) -> Refusal | None:
    wrong = [given for given in given_ids if not is_id_of(government, given)]
    if not wrong:
        return None
    return Refusal(
        code="identity.ids-disagree",
        reason=f"The ids do not agree: {', '.join(wrong)} is not an id of {government.title} "
        f"({government.ocd_id}, GEOID {government.geoid}).",
        cure="Check which body is meant, and give an OCD id and a GEOID of that one body.",
        authority=AUTHORITY,
    )


def _missing(government: Government, given_ids: tuple[str, ...]) -> Refusal | None:
    by_ocd = any(given.startswith(ROOT) for given in given_ids)
    by_geoid = any(not given.startswith(ROOT) for given in given_ids)
    if by_ocd and by_geoid:
        return None
    lacking = " and ".join(
        word for word, given in (("the OCD id", by_ocd), ("the GEOID", by_geoid)) if not given
    )
    return Refusal(
        code="identity.unknown",
        reason=f"The identity of {government.title} is not confirmed: {lacking} was not given.",
        cure="Give both the OCD id and the GEOID, each from a paper of the award.",
        authority=AUTHORITY,
    )


def is_id_of(government: Government, given: str) -> bool:
    """Whether an OCD id or a GEOID is one of this body's own."""
    return given in {
        government.ocd_id,
        government.geoid,
        *government.other_ids,
        *government.other_geoids,
    }


def _listed(candidates: tuple[Candidate, ...], most: int = 6) -> str:
    titles = [f"{each.government.title} ({kind_of(each.government)})" for each in candidates[:most]]
    more = len(candidates) - most
    return "; ".join(titles) + (f"; and {more} more" if more > 0 else "")
