"""The rooms of a sitting: which streams it has read, their states, and the gate's scene. Writing is perform."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from proviso.acts.act import Deed, Told
from proviso.domain import cases, programmes, reviews, sources, standing
from proviso.domain.cases import Cases
from proviso.domain.entries import Entry
from proviso.domain.facts.governments import AssociationNoted, GovernmentNoted
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.facts.programmes import AwardAccepted, AwardMade, ConditionAttached
from proviso.domain.gate import gate
from proviso.domain.merkle import tree_head
from proviso.domain.programmes import Award, Programmes
from proviso.domain.questions import Answer, Question
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure, RuleBook
from proviso.domain.scene import Scene, Surroundings, surroundings
from proviso.domain.sources import Sources
from proviso.domain.standing import Standing
from proviso.outside import rulebook
from proviso.records import register, streams

Lock = Callable[[Iterable[str]], None]
Heads = Callable[[str], Mapping[str, tuple[int, str]]]
TOGETHER = ("case", "source", "programme")
AROUND = ("register", "programme:", "case:", "award:")
# Of a whole country there are a hundred thousand of these; none of them changes an answer for another body.
ALONE = (GovernmentNoted, AwardMade, ConditionAttached, AwardAccepted)
BEGIN: Mapping[str, Callable[[], object]] = {
    "programme": Programmes,
    "award": Award,
    "source": Sources,
    "review": Review,
    "case": Cases,
    "matter": Standing,
}
FOLDS: Mapping[str, Callable[..., object]] = {
    "award": programmes.after,
    "source": sources.after,
    "review": reviews.after,
    "case": cases.after,
}


_LAST: list[tuple[date, dict[str, dict[str, tuple[int, str]]], Surroundings]] = []


def scope_of(stream: str) -> str:
    """The part of the ledger whose state decides: all cases together, all sources together, else the stream."""
    room = room_of(stream)
    return f"{room}:" if room in TOGETHER else stream


def room_of(stream: str) -> str:
    """The room that a stream belongs to."""
    return stream.partition(":")[0]


def _after(state: Any, entry: Entry) -> object:
    """The state of a room once this entry is on record."""
    fact: Any = entry.fact
    room = room_of(entry.stream)
    if room == "matter":
        return standing.after(state, entry)
    if room == "programme":
        return programmes.after_programme(state, fact)
    return FOLDS[room](state, fact, on=entry.on, ref=entry.ref)


class Rooms:
    """Entries read so far, by scope, and what they add up to."""

    def __init__(self, *, lock: Lock, heads: Heads) -> None:
        self._lock = lock
        self._heads = heads
        self._held: set[str] = set()
        self._unwritten: dict[str, list[Entry]] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._streams: dict[str, set[str]] = {}
        self._states: dict[str, object] = {}
        self._around: dict[date, Surroundings] = {}
        self._bodies: dict[str, str | None] = {}
        self._rows: dict[str, register.Body | None] = {}
        self._docket_head: str | None = None
        self.book: RuleBook = rulebook.load()

    # reading

    def hold(self, scopes: Iterable[str]) -> None:
        """Lock what is not locked yet, all in one order; what was read of it without the lock is read anew."""
        wanted = set(scopes) - self._held
        if not wanted:
            return
        self._lock(wanted)
        self._held |= wanted
        for scope in wanted:
            self._entries.pop(f"{room_of(scope)}:", None)
            self._entries.pop(scope, None)
            self._states.pop(scope, None)
            self._docket_head = None if scope == "case:" else self._docket_head
        single = [scope for scope in wanted if not scope.endswith(":")]
        if len(single) > 1:
            for scope, read in streams.entries_of(single).items():
                self._keep(scope, read)

    def entries(self, scope: str) -> Sequence[Entry]:
        """The entries of a scope, those of this sitting included."""
        if scope not in self._entries:
            whole = scope.endswith(":")
            self._keep(scope, streams.entries_under(scope) if whole else streams.entries(scope))
        return self._entries[scope]

    def _keep(self, scope: str, read: Iterable[Entry]) -> None:
        whole = scope.endswith(":")
        streams_ = [name for name in self._unwritten if whole and name.startswith(scope)]
        own = [one for name in streams_ or (scope,) for one in self._unwritten.get(name, ())]
        self._entries[scope] = [*read, *own]
        self._streams[scope] = {one.stream for one in self._entries[scope]}

    def after(self, entry: Entry) -> None:
        """Take in an entry just decided."""
        self._unwritten.setdefault(entry.stream, []).append(entry)
        scope = scope_of(entry.stream)
        for known in {scope, f"{room_of(entry.stream)}:"} & self._entries.keys():
            self._entries[known].append(entry)
            self._streams[known].add(entry.stream)
        if scope in self._states:
            self._states[scope] = _after(self._states[scope], entry)
        if any(_within(around, entry.stream) for around in AROUND):
            self._around.clear()
        if scope == "register":
            self._bodies.clear()
            self._rows.clear()
        if scope == "case:":
            self._docket_head = None

    def written(self) -> None:
        """What was decided is in the tables now, and is read from there."""
        self._unwritten.clear()

    # what is on record

    def canonical(self, given: str) -> str | None:
        """The canonical id behind an OCD id, alias or external id; None where none is known."""
        if given not in self._bodies:
            self._bodies[given] = register.resolve(given) or register.resolve(given.lower())
        return self._bodies[given]

    def know(self, ocd_ids: Iterable[str]) -> None:
        """Take these for canonical ids: whoever names them has just read them in the register, all at once."""
        self._bodies.update({one: one for one in ocd_ids})

    def has_government(self, ocd_id: str) -> bool:
        return self.canonical(ocd_id) == ocd_id

    def has_stream(self, stream: str) -> bool:
        scope = scope_of(stream)
        return bool(self.entries(scope)) and stream in self._streams[scope]

    @property
    def associations(self) -> frozenset[str]:
        """The associations that have been noted."""
        noted = (one.fact for one in self.entries("register"))
        return frozenset(one.association for one in noted if isinstance(one, AssociationNoted))

    # states

    def state(self, scope: str) -> object:
        """What the entries of a scope add up to; each is folded once."""
        if scope not in self._states:
            held: object = BEGIN[room_of(scope)]()
            for entry in self.entries(scope):
                held = _after(held, entry)
            self._states[scope] = held
        return self._states[scope]

    def review(self, name: str | None) -> Review:
        return cast("Review", self.state(f"review:{name}")) if name else Review()

    def award(self, name: str | None) -> Award:
        return cast("Award", self.state(f"award:{name}")) if name else Award()

    def matter(self, stream: str) -> Standing:
        return cast("Standing", self.state(stream))

    def procedure(self, review: Review, day: date) -> Procedure | None:
        """The version of the review's procedure in force on that day."""
        opened = review.opened
        return self.book.procedure(opened.procedure, day) if opened else None

    def sight(self, deed: Deed, told: Told) -> "View":
        """What the decision of this act may look at."""
        return View(self, deed, told)

    # the gate

    def ask_gate(
        self, deed: Deed, told: Told, asked: str | None
    ) -> tuple[Answer | None, tuple[tuple[str, str], ...]]:
        """Ask the gate for an act that has one, under the docket's lock; with the heads it read."""
        opened = self.matter(deed.stream).matter.opened if asked else None
        if asked is None or opened is None:
            return None, ()
        scene = self._scene(deed, told, opened)
        review = scene.review.opened if scene.review else None
        question = Question(
            act=asked,
            respondent=opened.respondent,
            programme=opened.programme,
            year=opened.year,
            condition=review.condition if review else None,
            actor=review.actor if review else None,
            on=told.on or told.learned,
            known=told.learned,
        )
        return gate(scene, question), self._relied_on(opened)

    def _scene(self, deed: Deed, told: Told, opened: MatterOpened) -> Scene:
        review = self.review(opened.review)
        found = self._row(opened.respondent)
        around = self._surroundings(told.learned)
        return Scene(
            around=around,
            body=around.body(opened.respondent, found.type if found else ""),
            name=found.title if found else opened.respondent,
            standing=self.matter(deed.stream),
            review=review,
            procedure=self.procedure(review, told.on or told.learned),
            award=self.award(opened.award) if opened.award else None,
        )

    def _row(self, ocd_id: str) -> register.Body | None:
        if ocd_id not in self._rows:
            self._rows[ocd_id] = register.body(ocd_id)
        return self._rows[ocd_id]

    def _surroundings(self, known: date) -> Surroundings:
        """As the last sitting found them, where no head of what they are read from has moved since."""
        if known not in self._around:
            heads = {scope: dict(self._heads(scope)) for scope in AROUND}
            if _LAST and _LAST[0][:2] == (known, heads):
                found = _LAST[0][2]
            else:
                read = (entry for scope in AROUND for entry in self._telling(scope))
                found = surroundings(self.book, read, known=known)
                _LAST[:] = [(known, heads, found)]
            self._around[known] = found
        return self._around[known]

    def _telling(self, scope: str) -> Iterator[Entry]:
        """The entries of a scope, without those of governments and awards that tell nothing about others."""
        read = scope in self._entries or any(_within(scope, name) for name in self._unwritten)
        told = self.entries(scope) if read else streams.each_under(scope)
        for entry in told:
            alone = isinstance(entry.fact, ALONE) and not getattr(entry.fact, "subrecipients", ())
            if not alone:
                yield entry

    def _relied_on(self, opened: MatterOpened) -> tuple[tuple[str, str], ...]:
        """The docket's tree head and the review's head: what was known when it was decided."""
        review = f"review:{opened.review}"
        head = self._heads(review).get(review)
        if self._docket_head is None:
            self._docket_head = tree_head(self._heads("case:"))
        return (("docket", self._docket_head), (review, head[1] if head else ""))


def _within(scope: str, stream: str) -> bool:
    return stream.startswith(scope) if scope.endswith(":") else stream == scope


class View:
    """The Sight of one act: each state is read when the decision first looks at it."""

    def __init__(self, rooms: Rooms, deed: Deed, told: Told) -> None:
        self._rooms = rooms
        self._deed = deed
        self.stream = deed.stream
        self.on = told.on
        self.by = told.by
        self.brought_in = told.brought_in
        self.rulebook = rooms.book
        self._day = told.on or told.learned

    @property
    def register(self) -> "EnrolledBodies":
        return EnrolledBodies(self._rooms)

    @property
    def associations(self) -> frozenset[str]:
        return self._rooms.associations

    @property
    def programmes(self) -> Programmes:
        return cast("Programmes", self._rooms.state("programme:"))

    @property
    def sources(self) -> Sources:
        return cast("Sources", self._rooms.state("source:"))

    @property
    def cases(self) -> Cases:
        return cast("Cases", self._rooms.state("case:"))

    @property
    def standing(self) -> Standing:
        mine = self.stream.startswith("matter:")
        return self._rooms.matter(self.stream) if mine else Standing()

    @property
    def _opened(self) -> MatterOpened | None:
        fact = self._deed.fact
        return fact if isinstance(fact, MatterOpened) else self.standing.matter.opened

    @property
    def review(self) -> Review:
        room, _, name = self.stream.partition(":")
        opened = self._opened
        return self._rooms.review(name if room == "review" else opened.review if opened else None)

    @property
    def award(self) -> Award:
        room, _, name = self.stream.partition(":")
        opened = self._opened
        return self._rooms.award(name if room == "award" else opened.award if opened else None)

    @property
    def procedure(self) -> Procedure | None:
        return self._rooms.procedure(self.review, self._day)


class EnrolledBodies:
    """The register's table, those bodies of this sitting included, as enrolment asks it."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def canonical(self, given: str) -> str | None:
        return self._rooms.canonical(given)

    def get(self, given: str) -> register.Body | None:
        found = self._rooms.canonical(given)
        return register.body(found) if found else None

    def by_geoid(self, geoid: str) -> register.Body | None:
        return register.by_geoid(geoid)
