"""The page of a government, with or without a matter; and finding one among the register's 39,000 by name. Rows are looked up, never all read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from proviso.domain.grounds.orders import order_grounds
from proviso.domain.questions import Ground
from proviso.domain.sweep import Asked
from proviso.queries import naming
from proviso.queries.may import NotAsked
from proviso.queries.pages.docket import lawsuits
from proviso.queries.pages.lines import Line, lines_of
from proviso.queries.pages.next_acts import sources_of
from proviso.queries.pages.outlets import StatementLine
from proviso.queries.pages.plain import (
    Government,
    act_title,
    condition_title,
    government,
    named,
)
from proviso.queries.pages.reading import Reading, days, invented, reading
from proviso.queries.pages.speaking import about_government
from proviso.queries.sweep import Narrowed, questions
from proviso.records import models, register
from proviso.records.register import COLUMNS, Body

MOST = 25
NO_COUNTY = "The register's table has no county for it."
NO_MATTER = "No matter of this government is on record. Orders are asked about for the governments of the whole register all the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """An order that bars something for a government on a day. `certain` false: whether it does is not known."""

    order: str
    certain: bool
    says: str
    authority: str
    acts: tuple[str, ...]
    conditions: tuple[str, ...]
    years: tuple[int, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentPage:
    """One government across reviews, and what orders reach it on the day."""

    on: date
    known: date
    government: Government
    same_name: tuple[Government, ...]
    matters: tuple[Line, ...]
    matters_say: str | None
    reached: tuple[Reached, ...]
    lawsuits: tuple[str, ...]
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A government found. `same_name` says that other bodies found bear the name too."""

    government: Government
    matters: tuple[str, ...]
    same_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """At most 25 rows: those with a matter first, then by how the name fits, then the largest. `more` if there are others."""

    query: str
    rows: tuple[Hit, ...]
    more: bool
    says: str


def government_page(
    name: str, *, on: date | None = None, known: date | None = None
) -> GovernmentPage | NotAsked:
    """The government of that OCD id, alias or external id."""
    record = reading()
    day, seen = days(on, known)
    ocd_id = naming.government(name)
    if ocd_id is None or record.body(ocd_id) is None:
        near = governments(name).rows if name.strip() else ()
        return NotAsked(
            code="government.unknown",
            why=f"{name!r} is no id of a government on record.",
            instead=tuple(one.government.ocd_id for one in near[:12]),
        )
    return record.page(("government", ocd_id, day, seen), lambda: _page(record, ocd_id, day, seen))


def _page(record: Reading, ocd_id: str, on: date, known: date) -> GovernmentPage:
    rows = lines_of(record, ocd_id, on=on, known=known)
    return GovernmentPage(
        on=on,
        known=known,
        government=with_ids(record, [government(record, ocd_id)])[0],
        same_name=tuple(with_county(_of(one)) for one in register.namesakes(ocd_id)),
        matters=rows,
        matters_say=None if rows else NO_MATTER,
        reached=tuple(reached(record, ocd_id, on, known)),
        lawsuits=lawsuits(record, on, known).get(ocd_id, ()),
        statements=about_government(record, ocd_id, on=on, known=known) if rows else (),
    )


def reached(record: Reading, ocd_id: str, on: date, known: date) -> Iterable[Reached]:
    """The orders that bar an act for this body on the day, or may: asked of every act, condition and year on record."""
    body = record.body(ocd_id)
    around = record.around(known)
    seen = around.body(ocd_id, body.type if body else "")
    asked = record.once(("asked", known), lambda: questions(record, Narrowed(), known=known))
    found: dict[tuple[str, bool], list[tuple[Asked, Ground]]] = {}
    of_case = record.once(
        ("case of", known), lambda: {one.told.order: one.told.case for one in around.docket.orders}
    )
    own = invented(ocd_id)
    for one in asked:
        question = one.about(ocd_id, on=on, known=known)
        for ground in order_grounds(around.docket, seen, around.eligible, question):
            stream = f"case:{of_case.get(ground.order or '')}"
            apart = (stream in record.training_streams) != own
            if ground.holds is not True and ground.order and not apart:
                key = (ground.order, ground.holds is False)
                found.setdefault(key, []).append((one, ground))
    return (_reached(record, *key, told) for key, told in found.items())


def _reached(
    record: Reading,
    order: str,
    certain: bool,  # noqa: FBT001
    told: list[tuple[Asked, Ground]],
) -> Reached:
    ground = told[0][1]
    acts = (act_title(record, one.act) for one, _ in told)
    conditions = (condition_title(record, one.condition or "") for one, _ in told)
    return Reached(
        order=order,
        certain=certain,
        says=named(record, ground.says),
        authority=ground.authority,
        acts=tuple(dict.fromkeys(acts)),
        conditions=tuple(dict.fromkeys(conditions)),
        years=tuple(sorted({one.year for one, _ in told if one.year})),
        sources=sources_of(record, ground.evidence),
    )


def governments(query: str, *, training: bool = False) -> Found:
    """Governments whose name begins so, or has a word that does; or that bear this id. Ambiguity is shown."""
    record = reading()
    text = " ".join(query.split())
    if not text or not text.isprintable():
        return Found(query=query, rows=(), more=False, says="Give at least one letter of a name.")
    rows = _looked_up(record, text, training)
    ordered = sorted(rows, key=lambda one: _rank(record, one, text))
    shown = with_ids(record, [_of(one) for one in ordered[:MOST]])
    names = Counter(_short(one) for one in ordered)
    hits = tuple(
        Hit(
            government=one,
            matters=_matters(record, one.ocd_id),
            same_name=names[_short(body)] > 1,
        )
        for one, body in zip(shown, ordered, strict=False)
    )
    return Found(query=query, rows=hits, more=len(rows) > MOST, says=_says(hits, len(rows)))


def _looked_up(record: Reading, text: str, training: bool) -> list[Body]:  # noqa: FBT001
    place, _, state = text.partition(",")
    called = Q(short_name__istartswith=place) | Q(title__icontains=f" {place}")
    chosen = models.Government.objects.filter(called | Q(title__istartswith=place))
    if state.strip():
        chosen = chosen.filter(state__iexact=state.strip().strip("."))
    if not training:
        chosen = chosen.exclude(ocd_id__startswith="ocd-division/country:zz")
    largest = chosen.order_by(F("population").desc(nulls_last=True), "ocd_id")
    rows = [Body(*row) for row in largest.values_list(*COLUMNS)[: MOST * 4]]
    own = naming.government(text)
    if own and (training or not own.startswith("ocd-division/country:zz")):
        body = record.body(own)
        rows = [one for one in [body] if one] + [one for one in rows if one.ocd_id != own]
    return rows


def _rank(record: Reading, one: Body, text: str) -> tuple[bool, bool, int, str]:
    """Those of a review whose name begins so, then those of exactly that name, then the rest by size."""
    place = text.partition(",")[0].casefold()
    short = one.short_name.casefold()
    reviewed = one.ocd_id in record.respondents and short.startswith(place)
    return not reviewed, short != place, -(one.population or 0), one.ocd_id


def _short(one: Body) -> str:
    return one.short_name.casefold()


def _matters(record: Reading, ocd_id: str) -> tuple[str, ...]:
    return tuple(
        one.matter
        for one in record.of_respondent.get(ocd_id, ())
        if one.review not in record.training
    )


def _says(hits: tuple[Hit, ...], total: int) -> str:
    if not hits:
        return "No government on record has a name that begins so, or a word in its name."
    if any(one.same_name for one in hits):
        return "Several governments share a name. Look at kind, state and county before you choose."
    return f"The first {MOST} are shown." if total > MOST else ""


def _of(body: Body) -> Government:
    return Government(
        ocd_id=body.ocd_id,
        name=body.title,
        kind=body.counted_as,
        type=body.type,
        state=body.state,
        geoid=body.geoid,
        population=body.population,
    )


def with_ids(record: Reading, bodies: list[Government]) -> list[Government]:
    """The bodies with the other ids they are known by, and their county: one question for all."""
    wanted = [one.ocd_id for one in bodies]
    told: dict[str, list[str]] = {}
    rows = models.Alias.objects.filter(ocd_id__in=wanted).order_by("alias")
    for alias, ocd_id in rows.values_list("alias", "ocd_id"):
        told.setdefault(ocd_id, []).append(alias)
    return [with_county(one, tuple(told.get(one.ocd_id, ()))) for one in bodies]


def with_county(one: Government, ids: tuple[str, ...] = ()) -> Government:
    """The body with its county's GEOID, where its own GEOID holds it (towns: state, county, town)."""
    county = one.geoid[:5] if len(one.geoid) == 10 and one.geoid.isdigit() else None
    return Government(
        ocd_id=one.ocd_id, name=one.name, kind=one.kind, type=one.type, state=one.state,
        geoid=one.geoid, population=one.population, ids=ids, county=county,
    )  # fmt: skip


def county_names(bodies: Iterable[Government]) -> dict[str, str]:
    """The names of the counties that these bodies lie in, by GEOID: one question for all, none for none."""
    wanted = {one.county for one in bodies if one.county}
    if not wanted:
        return {}
    rows = models.Government.objects.filter(geoid__in=wanted)
    return dict(rows.values_list("geoid", "title"))
