"""Whose a row of a roster's table is, and what a person should look at before it is recorded. What it adds is decided in acts/roster."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.identity import is_state, roles_of
from proviso.domain.names import Reading as Spelling
from proviso.domain.names import keys, readings, second_readings, spelled
from proviso.queries.cautions import Caution
from proviso.queries.record import Record
from proviso.records import models
from proviso.records.register import COLUMNS, Body

INVENTED = "ocd-division/country:zz"
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom a cell means: one body, or several that it may mean; `near` bear the name but are of another kind or state."""

    body: Body | None
    several: tuple[Body, ...] = ()
    near: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row by its line: whose it is, and the cells that are looked at."""

    line: int
    body: Body
    cells: Mapping[str, str]


class Bodies:
    """The register in memory: invented places for a training review, real ones for any other. Two questions, whatever the roster."""

    def __init__(self, *, invented: bool) -> None:
        rows = models.Government.objects.order_by("ocd_id")
        own = rows.filter(ocd_id__startswith=INVENTED) if invented else rows.exclude(ocd_id__startswith=INVENTED)  # fmt: skip
        self.by_id = {row[0]: Body(*row) for row in own.values_list(*COLUMNS)}
        aliases = models.Alias.objects.values_list("alias", "ocd_id")
        self._aliases = {alias: ocd_id for alias, ocd_id in aliases if ocd_id in self.by_id}
        self._geoids: dict[str, list[Body]] = defaultdict(list)
        self._names: dict[str, list[Body]] = defaultdict(list)
        self._short: dict[tuple[str, str], list[Body]] = defaultdict(list)
        self._states: dict[str, str] = {}
        for one in self.by_id.values():
            self._add(one)

    def _add(self, one: Body) -> None:
        self._geoids[one.geoid].append(one)
        self._short[spelled(one.short_name), one.state].append(one)
        for key in keys(one.title.rpartition(",")[0] or one.title, one.short_name):
            self._names[key].append(one)
        if is_state(one.ocd_id):
            self._states |= {spelled(one.title): one.state, spelled(one.state): one.state}

    def find(self, typed: str, *, state: str = "", kind: str = "", geoid: str = "") -> Found:
        """The body that an id, a GEOID or a name means; a name of several is narrowed by state, kind and GEOID."""
        exact = self._by_id(typed)
        if exact is not None:
            return Found(body=exact)
        named = self._named(typed)
        fitting = [one for one in named if self._fits(one, state, kind)]
        if len(fitting) > 1 and geoid:
            fitting = [one for one in fitting if one.geoid == geoid] or fitting
        if len(fitting) == 1:
            return Found(body=fitting[0])
        ordered = tuple(sorted(fitting, key=lambda one: (-(one.population or 0), one.ocd_id)))
        return Found(body=None, several=ordered, near=() if fitting else tuple(named[:MOST]))

    def _by_id(self, typed: str) -> Body | None:
        """An OCD id, another id given to it, whatever the letter case; or a GEOID that one body bears."""
        for one in dict.fromkeys((typed, typed.lower(), typed.upper())):
            if found := self.by_id.get(self._aliases.get(one, one)):
                return found
        bearing = self._geoids.get(typed, [])
        return bearing[0] if len(bearing) == 1 else None

    def _named(self, typed: str) -> list[Body]:
        for read in (readings(typed, self._states), second_readings(typed, self._states)):
            found = {one.ocd_id: one for spelling in read for one in self._bearing(spelling)}
            if found:
                return list(found.values())
        return []

    def _bearing(self, spelling: Spelling) -> Iterator[Body]:
        for one in self._names.get(spelling.key, ()):
            if spelling.state not in (None, one.state):
                continue
            if not (spelling.within and is_state(one.ocd_id)) and spelling.roles <= roles(one):
                yield one

    def _fits(self, one: Body, state: str, kind: str) -> bool:
        code = self._states.get(spelled(state), state.upper())
        of_kind = not kind or kind.lower() in {one.counted_as, one.type, *roles(one)}
        return of_kind and (not state or one.state == code)

    def namesakes(self, one: Body) -> tuple[Body, ...]:
        """Other bodies of the same short name in the same state; a state itself has none."""
        if is_state(one.ocd_id):
            return ()
        same = self._short[spelled(one.short_name), one.state]
        return tuple(each for each in same if each is not one and not is_state(each.ocd_id))


def roles(one: Body) -> set[str]:
    """The parts that a body plays, as far as its id and type tell."""
    return {one.counted_as, *roles_of(one.ocd_id, one.type)}


# --- what to look at -------------------------------------------------------------------------


def cautions(
    record: Record, bodies: Bodies, rows: Sequence[Named], *, on: date, fresh: int | None
) -> dict[int, tuple[Caution, ...]]:
    """By line, what a person should look at; none of it stops the table. `fresh` is how many days a contact stays so."""
    spelt: dict[str, set[str]] = defaultdict(set)
    shared: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        if written := one.cells.get("address", "").strip():
            spelt[written.casefold()].add(written)
            shared[written.casefold()].add(one.body.ocd_id)
    found = {}
    for one in rows:
        told = (
            *_identity(bodies, one),
            *_award(record, one, on),
            *_contact(one, on, fresh),
            *_address(one, spelt, shared),
        )
        if told:
            found[one.line] = told
    return found


def _identity(bodies: Bodies, one: Named) -> Iterator[Caution]:
    if others := bodies.namesakes(one.body):
        told = ", ".join(f"{each.title} ({each.counted_as})" for each in others[:4])
        yield Caution(code="identity.same-name", says=f"Of the same name in the state: {told}.")
    if one.cells.get("matter") and not one.cells.get("geoid"):
        says = "No GEOID is given, so its identity stays unconfirmed, and no letter goes out on it."
        yield Caution(code="identity.one-id", says=says)


def _award(record: Record, one: Named, on: date) -> Iterator[Caution]:
    named = one.cells.get("award", "").strip()
    made = record.award(named, on=on, known=on).made if named else None
    if made is None:
        return
    if one.body.ocd_id in made.applicants and len(made.applicants) > 1:
        others = [_title(record, each) for each in made.applicants if each != one.body.ocd_id]
        says = f"It applied for {named} together with {', '.join(others)}."
        yield Caution(code="award.joint", says=says)
    elif one.body.ocd_id in made.subrecipients:
        says = f"It is paid through {named}, which {_title(record, made.recipient)} holds."
        yield Caution(code="award.subrecipient", says=says)
    elif one.body.ocd_id not in (made.recipient, *made.applicants):
        says = f"{named} is on record as the award of {_title(record, made.recipient)}."
        yield Caution(code="award.other", says=says)


def _title(record: Record, ocd_id: str) -> str:
    body = record.body(ocd_id)
    return body.title if body else ocd_id


def _contact(one: Named, on: date, fresh: int | None) -> Iterator[Caution]:
    cells = one.cells
    if cells.get("matter") and not (cells.get("office") or cells.get("contact")):
        yield Caution(code="contact.none", says="The table names nobody to write to.")
        return
    if not cells.get("office"):
        return
    verified = _day(cells.get("verified_on", ""))
    who = cells.get("name") or cells["office"]
    if verified is None:
        yield Caution(
            code="contact.unverified", says=f"No day is given on which {who} was verified."
        )
    elif fresh is not None and (on - verified).days > fresh:
        says = f"{who} was verified {(on - verified).days} days ago; the procedure allows {fresh}."
        yield Caution(code="contact.stale", says=says)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _address(
    one: Named, spelt: Mapping[str, set[str]], shared: Mapping[str, set[str]]
) -> Iterator[Caution]:
    written = one.cells.get("address", "").strip()
    if not written:
        if one.cells.get("channel", "").strip().casefold() in {"e-mail", "email", "mail"}:
            says = "Letters are to go by e-mail, and no address is given."
            yield Caution(code="contact.no-address", says=says)
        return
    if others := spelt[written.casefold()] - {written}:
        says = f"The same address also stands as {', '.join(sorted(others))}."
        yield Caution(code="contact.casing", says=says)
    if len(shared[written.casefold()]) > 1:
        says = f"{written} stands for {len(shared[written.casefold()])} governments of the table."
        yield Caution(code="contact.shared", says=says)


def kept(roster: Iterable[str], rows: Iterable[Named]) -> tuple[str, ...]:
    """Those on the roster whom the table does not name: they stay as they are."""
    named = {one.body.ocd_id for one in rows}
    return tuple(one for one in roster if one not in named)
