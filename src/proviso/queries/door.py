"""The tenant door: which matters a person may see, and what the person may do there. Every signed-in page reads through it.

A matter or a review behind the door that a person may not see is like one that is not there: it is in no list, it has
no entries, and asking for it by name finds nothing. The public pages do not come through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat

from proviso.domain.entries import Entry
from proviso.domain.facts.reviews import ReviewOpened
from proviso.domain.reviews import Review
from proviso.domain.roles import (
    Actor,
    Right,
    Side,
    bodies_seen,
    letter_of,
    matters_seen,
    rights_of,
    roles_at,
)
from proviso.domain.runs import Run
from proviso.queries.pages.reading import Reading, reading
from proviso.records import models, register, streams
from proviso.records.register import Body
from proviso.records.rows import PERSON, Sight

KEPT = ("matter:", "review:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A matter that a person may see, and what else the person may do there.

    `letter` is the only letter whose words and files may be opened, for who bears it; None where all may.
    """

    matter: models.Matter
    agency: str
    rights: frozenset[Right]
    letter: str | None = None


class Door:
    """What one person sees on a day. Make a new one for a new request: roles end."""

    def __init__(self, actor: Actor, *, on: date) -> None:
        self.actor = actor
        self.on = on

    def matters(self, right: Right = Right.SEE) -> QuerySet[models.Matter]:
        """The matters in which the person has a right; of those that a page lists, filters and counts."""
        answering = self._bodies(Side.RESPONDENT, right)
        its_own = Q(respondent__in=answering) | Q(review__in=self.reviews(right))
        for name, body in matters_seen(self.actor.held, Side.RESPONDENT, right, on=self.on):
            its_own |= Q(matter=name, respondent=body)
        for name, body in matters_seen(self.actor.held, Side.AGENCY, right, on=self.on):
            its_own |= Q(matter=name, review__in=self._of_agencies(frozenset({body})))
        return models.Matter.objects.filter(its_own).order_by("matter")

    def matter(self, name: str, right: Right = Right.SEE) -> Seen | None:
        """The matter of that id, in which the person has a right; None where there is none, or none to see."""
        found = models.Matter.objects.filter(matter=name).first()
        if found is None:
            return None
        agency = self.agencies.get(found.review, "")
        counting = roles_at(
            self.actor.held, agency=agency, respondent=found.respondent, on=self.on, matter=name
        )
        rights = rights_of(counting)
        if right not in rights:
            return None
        return Seen(matter=found, agency=agency, rights=rights, letter=letter_of(counting))

    def reviews(self, right: Right = Right.SEE) -> tuple[str, ...]:
        """The reviews of the agencies at which the person has a right."""
        return self._of_agencies(self._bodies(Side.AGENCY, right))

    def _of_agencies(self, own: frozenset[str]) -> tuple[str, ...]:
        return tuple(name for name, agency in self.agencies.items() if agency in own)

    def reviews_seen(self) -> tuple[str, ...]:
        """The reviews of which the person sees anything: the agency's own, and those in which a matter is seen."""
        own = self.reviews()
        others = self.matters().exclude(review__in=own).order_by()
        return (*own, *sorted(others.values_list("review", flat=True).distinct()))

    def desk_matters(self) -> QuerySet[models.Matter]:
        """The matters of the reviews that the person's agencies run; none through a role at a government."""
        return models.Matter.objects.filter(review__in=self.reviews())

    def desk_streams(self) -> Q:
        """Whether a row is about such a matter or review, as a condition on its column `stream`."""
        named = Concat(Value("matter:"), "matter", output_field=CharField())
        matters = self.desk_matters().annotate(named=named).values("named")
        return Q(stream__in=matters) | Q(stream__in=[f"review:{name}" for name in self.reviews()])

    @property
    def sight(self) -> Sight:
        """Who may be seen, as a database with row-level security is told it: bodies, and single matters."""
        sides = (Side.AGENCY, Side.RESPONDENT)
        single = (matters_seen(self.actor.held, side, Right.SEE, on=self.on) for side in sides)
        return Sight(
            word=PERSON,
            agencies=self._bodies(Side.AGENCY, Right.SEE),
            governments=self._bodies(Side.RESPONDENT, Right.SEE),
            matters=frozenset(name for found in single for name, _ in found),
        )

    def record(self) -> "Behind":
        """The record as this person may read it: what every query of a signed-in page is asked with."""
        return Behind(self)

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Each review with the id of the agency whose it is."""
        return {one.review: one.actor for one in self._opened}

    def named(self, body: str) -> str:
        """What an agency or a government is called; its id where the record has no name for it."""
        if found := register.body(body):
            return found.title
        return next((one.agency for one in self._opened if one.actor == body), body)

    @cached_property
    def _opened(self) -> tuple[ReviewOpened, ...]:
        told = (entry.fact for entry in streams.first_entries("review:"))
        return tuple(one for one in told if isinstance(one, ReviewOpened))

    def _bodies(self, side: Side, right: Right) -> frozenset[str]:
        return bodies_seen(self.actor.held, side, right, on=self.on)


class Behind(Reading):
    """A record in which only what the door lets through is there. The register, programmes and cases are everyone's.

    What is everyone's, and an entry that the door lets through, is taken from the reading that all pages share.
    Answers are its own, and are kept for one request.
    """

    def __init__(self, door: Door) -> None:
        self._all = reading()
        super().__init__(self._all.now)
        self._door = door
        self._around, self._bodies = self._all._around, self._all._bodies
        self._standings = self._all._standings
        self._let_in: dict[str, bool] = {}

    @cached_property
    def matters(self) -> tuple[models.Matter, ...]:
        """Every matter that the person may see, in order of id."""
        return tuple(self._door.matters())

    @cached_property
    def reviews(self) -> tuple[str, ...]:
        """The reviews of the person's agencies, and those in which the person's government has a matter."""
        answered = self._door.matters().order_by().values_list("review", flat=True).distinct()
        return tuple(sorted({*self._door.reviews(), *answered}))

    @property
    def desks(self) -> tuple[str, ...]:
        """The reviews of the person's agencies: their rounds, errands and mail are for the agency's people alone."""
        return self._door.reviews()

    @property
    def errands(self) -> QuerySet[models.Errand]:
        """The errands of those reviews and their matters. One that is of no matter is the installation's, and not here."""
        return models.Errand.objects.filter(self._door.desk_streams())

    @property
    def arrivals(self) -> QuerySet[models.Arrival]:
        """Messages about those matters. One about no matter is nobody's yet, and not here: see `proviso mailbox`."""
        return models.Arrival.objects.filter(self._door.desk_streams())

    @property
    def runs(self) -> tuple[Run, ...]:
        """When work was last done, for an agency's people; what came of it counts everybody's, and is not told."""
        return tuple(replace(one, says="") for one in super().runs) if self.desks else ()

    def at_desk(self, names: Sequence[str]) -> dict[str, models.Matter]:
        """Those of these matters that are in a review of the person's agencies, by id."""
        rows = self._door.desk_matters().filter(matter__in=names)
        found = {one.matter: one for one in rows}
        self._let_in |= dict.fromkeys(found, True)  # so that none of them is asked about alone
        return found

    @property
    def _surrounding_entries(self) -> tuple[Entry, ...]:
        return self._all._surrounding_entries

    @property
    def _rooms(self) -> dict[str, tuple[Entry, ...]]:
        return self._all._rooms

    @property
    def respondents(self) -> dict[str, Body]:
        """What bodies are called is everyone's to know."""
        return self._all.respondents

    def review(self, name: str, *, known: date) -> Review:
        """The review, as all pages read it; one that nobody has opened where the person may not see it."""
        return self._all.review(name, known=known) if self._open(f"review:{name}") else Review()

    def entries(self, stream: str) -> Sequence[Entry]:
        """The entries of one stream; none where the person may not see it."""
        return self._all.entries(stream) if self._open(stream) else ()

    def read(self, names: Sequence[str]) -> None:
        """Read many streams at once, of those that the person may see."""
        self._all.read([name for name in names if self._open(name)])

    def _open(self, stream: str) -> bool:
        """Whether the door lets a stream through: one question for one matter, the list where that has been read."""
        room, _, name = stream.partition(":")
        if f"{room}:" not in KEPT:
            return True
        if room == "review":
            return name in self._seen_reviews
        if "matters" in self.__dict__:
            return name in self.by_id
        if name not in self._let_in:
            self._let_in[name] = self._door.matter(name) is not None
        return self._let_in[name]

    @cached_property
    def _seen_reviews(self) -> frozenset[str]:
        return frozenset(self.reviews)
