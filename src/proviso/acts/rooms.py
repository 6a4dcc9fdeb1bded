"""The rooms of a sitting: which streams it has read, their states, and the gate's scene. Writing is perform."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from proviso.acts.act import Deed, Sight, Told
from proviso.domain import cases, programmes, reviews, sources, standing
from proviso.domain.entries import Entry
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.gate import gate
from proviso.domain.merkle import tree_head
from proviso.domain.programmes import Award
from proviso.domain.questions import Answer, Question
from proviso.domain.reviews import Review
from proviso.domain.rulebook import Procedure
from proviso.domain.scene import Scene, Surroundings, surroundings
from proviso.domain.standing import Standing
from proviso.outside import rulebook
from proviso.records import register, streams

Lock = Callable[[Iterable[str]], None]
Head = Callable[[str], tuple[int, str]]
TOGETHER = ("case", "source", "programme")
AROUND = ("register", "programme:", "case:")


def scope_of(stream: str) -> str:
    """The part of the ledger whose state decides: all cases together, all sources together, else the stream."""
    room = stream.split(":", 1)[0]
    return f"{room}:" if room in TOGETHER else stream


class Rooms:
    """Entries read so far, by scope, and what they add up to."""

    def __init__(self, *, lock: Lock, head: Head) -> None:
        self._lock = lock
        self._head = head
        self._entries: dict[str, list[Entry]] = {}
        self._standing: dict[str, Standing] = {}
        self._around: dict[object, Surroundings] = {}
        self._states: dict[str, tuple[int, object]] = {}
        self.book = rulebook.load()

    def hold(self, stream: str) -> None:
        """Lock the stream and read its scope, once."""
        scope = scope_of(stream)
        if scope not in self._entries:
            self._lock([scope])
            self._read(scope)

    def entries(self, scope: str) -> Sequence[Entry]:
        """The entries of a scope, those of this sitting included."""
        if scope not in self._entries:
            self._read(scope)
        return self._entries[scope]

    def _read(self, scope: str) -> None:
        whole = scope.endswith(":")
        read = streams.entries_under(scope) if whole else streams.entries(scope)
        self._entries[scope] = list(read)

    def after(self, entry: Entry) -> None:
        """Take in an entry just decided."""
        scope = scope_of(entry.stream)
        self._entries[scope].append(entry)
        if scope in self._standing:
            self._standing[scope] = standing.after(self._standing[scope], entry)
        if scope in ("register", *AROUND) or scope.startswith("award:"):
            self._around.clear()

    # what is on record

    def has_government(self, ocd_id: str) -> bool:
        return ocd_id in self._known_bodies or register.body(ocd_id) is not None

    @cached_property
    def _known_bodies(self) -> set[str]:
        return {one.ocd_id for one in register.bodies()}

    def has_stream(self, stream: str) -> bool:
        return any(entry.stream == stream for entry in self.entries(scope_of(stream)))

    # states

    def _state(self, scope: str, fold: Callable[[Sequence[Entry]], object]) -> object:
        """Fold a scope once for each length that it has had."""
        held = self.entries(scope)
        length, state = self._states.get(scope, (-1, None))
        if length != len(held):
            state = fold(held)
            self._states[scope] = (len(held), state)
        return state

    def review(self, name: str | None) -> Review:
        return (
            self._state(f"review:{name}", reviews.fold) if name else Review()
        )  # type: ignore[return-value]

    def award(self, name: str | None) -> Award:
        return (
            self._state(f"award:{name}", programmes.fold) if name else Award()
        )  # type: ignore[return-value]

    def matter(self, stream: str) -> Standing:
        if stream not in self._standing:
            state = Standing()
            for entry in self.entries(stream):
                state = standing.after(state, entry)
            self._standing[stream] = state
        return self._standing[stream]

    def sight(self, deed: Deed, told: Told) -> Sight:
        """What the decision of this act may look at."""
        room, _, name = deed.stream.partition(":")
        stands = self.matter(deed.stream) if room == "matter" else Standing()
        opened = deed.fact if isinstance(deed.fact, MatterOpened) else stands.matter.opened
        review = self.review(name if room == "review" else opened.review if opened else None)
        award = self.award(name if room == "award" else opened.award if opened else None)
        return Sight(
            standing=stands,
            review=review,
            award=award,
            cases=self._state("case:", cases.fold),  # type: ignore[arg-type]
            sources=self._state("source:", sources.fold),  # type: ignore[arg-type]
            rulebook=self.book,
            procedure=self._procedure(review, told),
            on=told.on,
            by=told.by,
            brought_in=told.brought_in,
        )

    def _procedure(self, review: Review, told: Told) -> Procedure | None:
        if review.opened is None:
            return None
        return self.book.procedure(review.opened.procedure, told.on or told.learned)

    def rules(self, deed: Deed) -> tuple[str, ...]:
        """The versions of rules that an entry cites."""
        opened = self.matter(deed.stream).matter.opened if deed.act.room == "matter" else None
        review = self.review(opened.review) if opened else None
        return (review.opened.procedure,) if review and review.opened else ()

    # the gate

    def ask_gate(
        self, deed: Deed, told: Told
    ) -> tuple[Answer | None, tuple[tuple[str, str], ...]]:
        """Ask the gate for an act that has one, under the docket's lock; with the heads it read."""
        asked = deed.act.gated_as(deed.fact)
        opened = self.matter(deed.stream).matter.opened if asked else None
        if asked is None or opened is None:
            return None, ()
        self.hold("case:")
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
        found = register.body(opened.respondent)
        around = self._surroundings(told)
        return Scene(
            around=around,
            body=around.body(opened.respondent, found.type if found else ""),
            name=found.title if found else opened.respondent,
            standing=self.matter(deed.stream),
            review=review,
            procedure=self._procedure(review, told),
            award=self.award(opened.award) if opened.award else None,
        )

    def _surroundings(self, told: Told) -> Surroundings:
        if told.learned not in self._around:
            read = [entry for scope in AROUND for entry in self.entries(scope)]
            awards = streams.entries_under("award:")
            self._around[told.learned] = surroundings(
                self.book, (*read, *awards), known=told.learned
            )
        return self._around[told.learned]

    def _relied_on(self, opened: MatterOpened) -> tuple[tuple[str, str], ...]:
        """The docket's tree head and the review's head: what was known when it was decided."""
        cases = dict.fromkeys(entry.stream for entry in self.entries("case:"))
        review = f"review:{opened.review}"
        docket = tree_head({name: self._head(name) for name in cases})
        return (("docket", docket), (review, self._head(review)[1]))
