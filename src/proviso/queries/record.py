"""One reading of the record, kept while a question or a batch of them is answered. Reads; never writes."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from proviso.domain import programmes, reviews
from proviso.domain.entries import Entry
from proviso.domain.programmes import Award
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure
from proviso.domain.runs import Run
from proviso.domain.scene import Scene, Surroundings, surroundings
from proviso.domain.standing import Standing, stand
from proviso.outside import rulebook
from proviso.records import errand_rows, models, register, streams
from proviso.records.register import Body

AROUND = ("register", "programme:", "award:", "case:")


class Record:
    """Reads each stream at most once. Make a new one for a new question."""

    def __init__(self) -> None:
        self.book = rulebook.load()
        self._entries: dict[str, Sequence[Entry]] = {}
        self._around: dict[date, Surroundings] = {}
        self._bodies: dict[str, Body | None] = {}
        self._standings: dict[tuple[str, date, date], Standing] = {}

    def entries(self, stream: str) -> Sequence[Entry]:
        """The entries of one stream."""
        if stream not in self._entries:
            self._entries[stream] = streams.entries(stream)
        return self._entries[stream]

    def read(self, names: Sequence[str]) -> None:
        """Read many streams at once, for questions about all of them."""
        self._entries.update(streams.entries_of(names))

    def forget(self, names: Sequence[str]) -> None:
        """Let go of streams that have been asked about, so that a long list of them takes no more room."""
        self._bodies.clear()
        for name in names:
            self._entries.pop(name, None)
        gone = {name.partition(":")[2] for name in names if name.startswith("matter:")}
        self._standings = {key: one for key, one in self._standings.items() if key[0] not in gone}

    @cached_property
    def matters(self) -> tuple[models.Matter, ...]:
        """Every matter there is, in order of id."""
        return tuple(models.Matter.objects.order_by("matter"))

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """The number of every assistance listing on record."""
        return tuple(name.partition(":")[2] for name in streams.heads("programme:"))

    @cached_property
    def reviews(self) -> tuple[str, ...]:
        """The id of every review on record."""
        return tuple(name.partition(":")[2] for name in streams.heads("review:"))

    @property
    def desks(self) -> tuple[str, ...]:
        """The reviews whose work the reader does: their rounds, errands and mail are the reader's to see."""
        return self.reviews

    @property
    def errands(self) -> QuerySet[models.Errand]:
        """The errands of the reviews at `desks`; those of no matter too, for who reads everything."""
        return models.Errand.objects.all()

    @property
    def arrivals(self) -> QuerySet[models.Arrival]:
        """Messages about the matters of the reviews at `desks`; those about none too, for who reads everything."""
        return models.Arrival.objects.all()

    @property
    def runs(self) -> tuple[Run, ...]:
        """When work that is done again and again was last done."""
        return errand_rows.runs()

    def at_desk(self, names: Sequence[str]) -> dict[str, models.Matter]:
        """Those of these matters that are in a review at `desks`, by id."""
        return {one.matter: one for one in models.Matter.objects.filter(matter__in=names)}

    @cached_property
    def _surrounding_entries(self) -> tuple[Entry, ...]:
        read = [streams.entries("register")]
        read += [streams.entries_under(prefix) for prefix in AROUND[1:]]
        return tuple(entry for told in read for entry in told)

    @cached_property
    def heads(self) -> dict[str, tuple[int, str]]:
        """The heads of what every answer relies on: cases, the register, programmes."""
        return streams.heads("case:") | streams.heads("register") | streams.heads("programme:")

    def around(self, known: date) -> Surroundings:
        """Docket, memberships and conditions as known on `known`."""
        if known not in self._around:
            self._around[known] = surroundings(self.book, self._surrounding_entries, known=known)
        return self._around[known]

    def body(self, ocd_id: str) -> Body | None:
        if ocd_id not in self._bodies:
            self._bodies[ocd_id] = register.body(ocd_id)
        return self._bodies[ocd_id]

    def standing(self, matter: str, *, on: date, known: date) -> Standing:
        asked = (matter, on, known)
        if asked not in self._standings:
            self._standings[asked] = stand(self.entries(f"matter:{matter}"), on=on, known=known)
        return self._standings[asked]

    def review(self, name: str, *, known: date) -> Review:
        """The review as known on `known`. Its set-up counts from the day it was learned."""
        state = Review()
        for entry in self.entries(f"review:{name}"):
            if entry.learned <= known:
                state = reviews.after(state, entry.fact, on=entry.on, ref=entry.ref)  # type: ignore[arg-type]
        return state

    def award(self, name: str, *, on: date, known: date) -> Award:
        state = Award()
        for entry in self.entries(f"award:{name}"):
            if entry.learned <= known and (entry.on is None or entry.on <= on):
                state = programmes.after(state, entry.fact, on=entry.on, ref=entry.ref)  # type: ignore[arg-type]
        return state

    def procedure(self, review: Review, on: date) -> Procedure | None:
        opened = review.opened
        return self.book.procedure(opened.procedure, on) if opened else None

    def scene(self, body: Body, matter: models.Matter | None, *, on: date, known: date) -> Scene:
        """What the gate looks at, for a body and the matter that a question is about, if any."""
        around = self.around(known)
        seen = around.body(body.ocd_id, body.type)
        if matter is None:
            return Scene(around=around, body=seen, name=body.title)
        review = self.review(matter.review, known=known)
        standing = self.standing(matter.matter, on=on, known=known)
        return Scene(
            around=around,
            body=seen,
            name=body.title,
            standing=standing if standing.matter.opened else None,
            review=review,
            procedure=self.procedure(review, on),
            award=self.award(matter.award, on=on, known=known) if matter.award else None,
        )
