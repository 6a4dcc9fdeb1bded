"""The register: every government under its canonical id, found by id, GEOID or name.

Lives here: the register's rows and what is looked up in them. Built from rows, changed by facts;
reading them from files is proviso.outside.gazetteer's, what a government is identity.py's, and how
a written name is read names.py's.

A body may have several rows (Denver is listed as a county and as a place): they fold into one
government under the canonical id, and every id, GEOID and name of theirs finds it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from proviso.domain import editions
from proviso.domain.editions import BodyRow, GovernmentRow, RegisterRows
from proviso.domain.facts.governments import GovernmentFact
from proviso.domain.identity import (
    CONSOLIDATED,
    TOP_LEVELS,
    Ambiguous,
    Candidate,
    Government,
    Unknown,
    canonical,
    counted_as,
    kind_of,
    level_of,
    roles_of,
    state_of,
)
from proviso.domain.names import (
    Reading,
    county_around,
    keys,
    readings,
    second_readings,
    spelled,
)


class RegisterColumns(NamedTuple):
    """The register in columns of equal length."""

    ids: list[str]
    types: list[str]
    states: list[str]
    counted_as: list[str]
    populations: list[int | None]


class Register:
    """The governments of one edition. Never changed once made; `after` gives another."""

    def __init__(self, rows: RegisterRows) -> None:
        self.rows = rows
        self._known: dict[str, Government] = {}
        self.aliases: Mapping[str, str] = {
            **{row.alias: row.ocd_id for row in rows.aliases},
            **{r.ocd_id: r.canonical_ocd_id for r in rows.governments if r[0] != r[1]},
        }
        self._main: dict[str, GovernmentRow] = {}
        self._folded: dict[str, list[GovernmentRow]] = {}
        for row in rows.governments:
            if row.ocd_id in self.aliases:
                self._folded.setdefault(canonical(row.ocd_id, self.aliases), []).append(row)
            else:
                self._main[row.ocd_id] = row
        self._bodies: dict[str, list[BodyRow]] = {}
        for body in rows.bodies:
            self._bodies.setdefault(canonical(body.ocd_id, self.aliases), []).append(body)
        self._externals = dict(rows.externals)

    # --- by id -------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._main)

    def __iter__(self) -> Iterator[Government]:
        return (self._government(ocd_id) for ocd_id in self._main)

    def canonical(self, given: str) -> str | None:
        """The canonical OCD id behind an OCD id, alias or external id; None where none is known."""
        given = self._externals.get(given, given)
        return self._resolved(given) or self._resolved(given.strip().lower())

    def get(self, given: str) -> Government | None:
        """The government behind an OCD id, alias or external id."""
        ocd_id = self.canonical(given)
        return None if ocd_id is None else self._government(ocd_id)

    def by_geoid(self, geoid: str) -> Government | None:
        """The government that bears a GEOID, also one of its other GEOIDs."""
        ocd_id = self._geoids.get(geoid)
        return None if ocd_id is None else self._government(ocd_id)

    def county_of(self, government: Government) -> Government | None:
        """The county a body lies in: itself where it is one, None where it spans several."""
        return self.by_geoid(government.county_geoid)

    # --- by name -----------------------------------------------------------------------------

    def find(
        self, name: str, state: str | None = None, kind: str | None = None
    ) -> tuple[Candidate, ...]:
        """Every government that a name may mean, the most populous first.

        `state` is a postal code, a state's name or its OCD id; `kind` is a kind, or a part that the
        body plays ("county" also finds San Francisco). None is ever left out for being small.
        """
        exact = self.get(name)
        if exact is not None:
            candidates: tuple[Candidate, ...] = (Candidate(government=exact, how="id"),)
        else:
            candidates = self._named(name)
        if state is not None:
            code = self._state_code(state)
            candidates = tuple(each for each in candidates if each.government.state == code)
        if kind is not None:
            candidates = tuple(each for each in candidates if _is_kind(each.government, kind))
        return candidates

    def resolve(
        self, name: str, state: str | None = None, kind: str | None = None
    ) -> Government | Ambiguous | Unknown:
        """The one government that a name means; else that it is ambiguous, or unknown."""
        candidates = self.find(name, state, kind)
        if len(candidates) == 1:
            return candidates[0].government
        if candidates:
            return Ambiguous(asked=name, candidates=candidates)
        return Unknown(asked=name, near=self._near(name))

    def same_name(self, government: Government) -> tuple[Government, ...]:
        """Other governments that share a short name with this one, the most populous first."""
        rows = (self._main[government.ocd_id], *self._folded.get(government.ocd_id, ()))
        short = keys(government.short_name, *(row.short_name for row in rows))
        others = {other for key in short for other in self._by_name.get(key, ())}
        return tuple(self._sorted(others - {government.ocd_id}))

    # --- with facts --------------------------------------------------------------------------

    def after(self, facts: Iterable[GovernmentFact]) -> "Register":
        """The register once these facts are known too. Give many at once: it is made anew."""
        rows = self.rows
        for fact in facts:
            rows = editions.after(rows, fact)
        return self if rows is self.rows else Register(rows)

    def columns(self) -> RegisterColumns:
        """Every government's id, type, state, counted kind and population, in the register's order."""
        known: dict[tuple[str, str], str] = {}
        types, kinds = [], []
        for ocd_id, row in self._main.items():
            kind = (level_of(ocd_id), row.type)
            counted = known.get(kind)
            if ocd_id in self._bodies:
                types.append(self._type(ocd_id))
                kinds.append(self._roles(ocd_id)[0])
                continue
            if counted is None:
                counted = known[kind] = roles_of(ocd_id, row.type)[0]
            types.append(row.type)
            kinds.append(counted)
        return RegisterColumns(
            ids=list(self._main),
            types=types,
            states=[row.state for row in self._main.values()],
            counted_as=kinds,
            populations=[row.population for row in self._main.values()],
        )

    # --- inside ------------------------------------------------------------------------------

    def _resolved(self, ocd_id: str) -> str | None:
        found = canonical(ocd_id, self.aliases)
        if found in self._main:
            return found
        # state:pr/municipio:ponce: the state's part of the id may be an alias too.
        top = state_of(found)
        if top is None or top == found:
            return None
        other = canonical(top, self.aliases) + found.removeprefix(top)
        return None if other == found else self._resolved(other)

    def _type(self, ocd_id: str) -> str:
        several = any(body.roles for body in self._bodies.get(ocd_id, ()))
        return CONSOLIDATED if several else self._main[ocd_id].type

    def _roles(self, ocd_id: str) -> tuple[str, ...]:
        for body in reversed(self._bodies.get(ocd_id, ())):
            if body.roles:
                return body.roles
        return roles_of(ocd_id, self._main[ocd_id].type)

    def _government(self, ocd_id: str) -> Government:
        known = self._known.get(ocd_id)
        if known is None:
            known = self._known[ocd_id] = self._folded_into_one(ocd_id)
        return known

    def _folded_into_one(self, ocd_id: str) -> Government:
        row = self._main[ocd_id]
        folded = self._folded.get(ocd_id, [])
        bodies = self._bodies.get(ocd_id, [])
        names = [each.name for each in (row, *folded)] + [body.name for body in bodies]
        ids, geoids = self._also.get(ocd_id, ([], []))
        name = names[-1] if bodies else row.name
        return Government(
            ocd_id=ocd_id,
            geoid=row.geoid,
            name=name,
            short_name=bodies[-1].short_name if bodies else row.short_name,
            type=self._type(ocd_id),
            state=row.state,
            county_geoid=row.county_geoid,
            population=row.population,
            population_year=row.population_year,
            roles=self._roles(ocd_id),
            other_ids=tuple(ids),
            other_geoids=tuple(each for each in geoids if each != row.geoid),
            other_names=tuple(each for each in dict.fromkeys(names) if each != name),
            note=row.note,
        )

    @cached_property
    def _also(self) -> dict[str, tuple[list[str], list[str]]]:
        """The other ids and other GEOIDs of the governments that have any."""
        also: dict[str, tuple[list[str], list[str]]] = {}
        folded = [
            (row.ocd_id, main, (row.geoid,)) for main, rows in self._folded.items() for row in rows
        ]
        listed = [
            (row.alias, canonical(row.alias, self.aliases), row.geoids) for row in self.rows.aliases
        ]
        for alias, main, geoids in (*folded, *listed):
            ids, others = also.setdefault(main, ([], []))
            ids.extend({alias} - set(ids))
            others.extend(each for each in geoids if each not in others)
        return also

    @cached_property
    def _geoids(self) -> dict[str, str]:
        found = {each: main for main, (_, others) in self._also.items() for each in others}
        found.update((row.geoid, ocd_id) for ocd_id, row in self._main.items())
        return found

    @cached_property
    def _states(self) -> dict[str, str]:
        """Postal code by spelled name, AP abbreviation and postal code."""
        return {
            spelled(each): row.state
            for ocd_id, row in self._main.items()
            if level_of(ocd_id) in TOP_LEVELS
            for each in (row.name, row.ap_abbr, row.state)
            if each
        }

    def _state_code(self, state: str) -> str | None:
        by_id = self.get(state)
        return self._states.get(spelled(state)) if by_id is None else by_id.state

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Canonical ids by each spelling of a name that one of their rows bears."""
        found: dict[str, list[str]] = {}
        for row in self.rows.governments:
            main = canonical(row.ocd_id, self.aliases)
            for key in keys(row.name, row.short_name):
                found.setdefault(key, []).append(main)
        for main, bodies in self._bodies.items():
            for key in keys(*(name for body in bodies for name in (body.name, body.short_name))):
                found.setdefault(key, []).append(main)
        return found

    @cached_property
    def _by_alias(self) -> dict[str, list[str]]:
        """Canonical ids by forms of words that mean a body, and by the last word of an alias."""
        found: dict[str, list[str]] = {}
        for surface in self.rows.surfaces:
            main = canonical(surface.ocd_id, self.aliases)
            for key in keys(surface.surface_form):
                found.setdefault(key, []).append(main)
        for alias in self.rows.aliases:
            if level_of(alias.alias) not in TOP_LEVELS:
                main = canonical(alias.alias, self.aliases)
                for key in keys(alias.alias.rpartition(":")[2]):
                    found.setdefault(key, []).append(main)
        return found

    def _named(self, name: str) -> tuple[Candidate, ...]:
        return (
            self._matching(readings(name, self._states))
            or self._matching(second_readings(name, self._states))
            or self._described(name)
        )

    def _matching(self, read: Iterable[Reading]) -> tuple[Candidate, ...]:
        how: dict[str, str] = {}
        for reading in read:
            for index, found_by in ((self._by_name, "name"), (self._by_alias, "alias")):
                for ocd_id in index.get(reading.key, ()):
                    if self._fits(ocd_id, reading):
                        how.setdefault(ocd_id, found_by)
        return tuple(
            Candidate(government=each, how=how[each.ocd_id]) for each in self._sorted(set(how))
        )

    def _fits(self, ocd_id: str, reading: Reading) -> bool:
        row = self._main[ocd_id]
        if reading.state is not None and row.state != reading.state:
            return False
        if reading.within and level_of(ocd_id) == "state":
            return False
        return reading.roles <= set(self._roles(ocd_id))

    def _described(self, name: str) -> tuple[Candidate, ...]:
        """The county that a place lies in, told by that place."""
        place = county_around(name, self._states)
        inside = () if place is None else self._matching((place,))
        around = (self.county_of(each.government) for each in inside)
        counties = {county.ocd_id for county in around if county is not None}
        return tuple(
            Candidate(government=each, how="description") for each in self._sorted(counties)
        )

    def _near(self, name: str) -> tuple[Candidate, ...]:
        """Bodies of the name, whatever part they play."""
        read = (*readings(name, self._states), *second_readings(name, self._states))
        return self._matching(replace(reading, roles=frozenset()) for reading in read)

    def _sorted(self, ocd_ids: Iterable[str]) -> list[Government]:
        found = [self._government(ocd_id) for ocd_id in ocd_ids]
        return sorted(found, key=lambda each: (-(each.population or 0), each.ocd_id))


def _is_kind(government: Government, kind: str) -> bool:
    return kind in {kind_of(government), counted_as(government), *government.roles}
