"""Who the governments of a review are and whom letters go to: what a person should put right, a page of matters at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.identity import is_state
from proviso.domain.matters import Identity, Matter
from proviso.queries.cautions import Caution
from proviso.queries.contacts import Health, contacts_on
from proviso.queries.desks.reviews import bodies_of
from proviso.queries.record import Record
from proviso.records import models
from proviso.records.register import COLUMNS, Body

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One matter: whose it is, what there is to say of that, and its contacts."""

    matter: str
    title: str
    kind: str
    identity: tuple[Caution, ...]
    contacts: tuple[Health, ...]

    @property
    def ill(self) -> bool:
        """Whether anything is to be put right. Bodies of one name are told, and are no fault."""
        wrong = any(one.code != "identity.same-name" for one in self.identity)
        return wrong or any(one.ills for one in self.contacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """A page of a review's open matters."""

    rows: tuple[Checked, ...]
    total: int
    page: int
    pages: int


def checks(record: Record, review: str, *, on: date, page: int) -> Checks:
    """The matters of a review with what is wrong with whom they name. As many questions for a large roster as for a small one."""
    mine = models.Matter.objects.filter(review=review).order_by("matter")
    total = mine.count()
    pages = max(1, -(-total // AT_ONCE))
    page = min(page, pages)
    some = list(mine[(page - 1) * AT_ONCE : page * AT_ONCE])
    record.at_desk([one.matter for one in some])  # so that none of them is asked about alone
    record.read([f"matter:{one.matter}" for one in some])
    bodies = bodies_of([one.respondent for one in some])
    alike = _namesakes(list(bodies.values()))
    health: dict[str, list[Health]] = defaultdict(list)
    for each in contacts_on(record, on=on, known=on, among=some):
        health[each.matter].append(each)
    found = []
    for one in some:
        body = bodies.get(one.respondent)
        held = record.standing(one.matter, on=on, known=on).matter
        if held.opened is None or held.ended is not None:
            continue
        found.append(
            Checked(
                matter=one.matter,
                title=body.title if body else one.respondent,
                kind=body.counted_as if body else "",
                identity=tuple(_identity(held, alike.get(one.respondent, ()))),
                contacts=tuple(health[one.matter]),
            )
        )
    return Checks(rows=tuple(found), total=total, page=page, pages=pages)


def _identity(held: Matter, others: Sequence[Body]) -> Iterator[Caution]:
    """What there is to say of whom a matter is taken to be of."""
    if held.identity is Identity.QUESTIONED:
        says = f"Who it is stands in question: {' or '.join(held.candidates)}."
        yield Caution(code="identity.ambiguous", says=says)
    elif held.identity is Identity.UNSTATED:
        says = "Its identity is not confirmed: no two ids have been compared."
        yield Caution(code="identity.unstated", says=says)
    if others:
        names = ", ".join(f"{each.title} ({each.counted_as})" for each in others[:4])
        yield Caution(code="identity.same-name", says=f"Of the same name in the state: {names}.")


def _namesakes(bodies: Sequence[Body]) -> dict[str, tuple[Body, ...]]:
    """For each body the others of its short name and state: one question for all of them."""
    places = [one for one in bodies if not is_state(one.ocd_id)]
    rows = models.Government.objects.filter(
        short_name__in={one.short_name for one in places}, state__in={one.state for one in places}
    ).order_by("ocd_id")
    found: dict[tuple[str, str], list[Body]] = defaultdict(list)
    for row in rows.values_list(*COLUMNS):
        each = Body(*row)
        if not is_state(each.ocd_id):
            found[each.short_name, each.state].append(each)
    return {
        one.ocd_id: tuple(each for each in found[one.short_name, one.state] if each != one)
        for one in places
    }
