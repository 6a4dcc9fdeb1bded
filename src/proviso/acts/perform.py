"""How every act is done: lock, load, decide, pass the gate, append, project. There is no other way.

A Sitting is one transaction's working memory: what it has read and will append.
A single act is a sitting of one; an import or a round of letters is one of many.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from proviso.acts import checkpoints
from proviso.acts.act import Deed, Outcome, Receipt, Told
from proviso.acts.gating import gate_codes, why_not_gate
from proviso.acts.impossible import why_not_possible, why_not_writable
from proviso.acts.references import why_not_refer
from proviso.acts.rooms import Rooms, scope_of
from proviso.acts.two_people import why_not_alone, why_not_own_approval
from proviso.domain.chain import GENESIS, Link, hash_of
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.errands import Errand, why_not_again, why_not_owe
from proviso.domain.facts import Fact
from proviso.domain.refusals import Refusal
from proviso.outside.clock import now
from proviso.records import ledger, owing, streams

START = (0, GENESIS)


def perform(deed: Deed, told: Told) -> Outcome:
    """Do one act in a transaction of its own. A refusal is an answer; nothing is written then.

    Where another process took the same key at the same moment, the act is decided again:
    it then finds that it has been done.
    """
    try:
        return _perform(deed, told)
    except IntegrityError:
        return _perform(deed, told)


def _perform(deed: Deed, told: Told) -> Outcome:
    with sitting() as one:
        return one.do(deed, told)


@contextmanager
def sitting() -> Iterator["Sitting"]:
    """Acts done together or not at all. Written at the end, in one go; nothing, where it was undone."""
    with transaction.atomic():
        one = Sitting()
        yield one
        if one.undone:
            transaction.set_rollback(True)
        else:
            one.write()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What will be appended: the fact and what follows from it, and what was relied on to decide."""

    facts: tuple[Fact, ...]
    gate: tuple[str, ...]
    relied_on: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


class Sitting:
    """Holds the states it has read, the entries it will append, and the keys it has used."""

    def __init__(self) -> None:
        self.rooms = Rooms(lock=ledger.lock, heads=self.heads)
        self.undone = False
        self._links: list[Link] = []
        self._entries: list[Entry] = []
        self._heads: dict[str, tuple[int, str]] = {}
        self._read: dict[str, dict[str, tuple[int, str]]] = {}
        self._keys: dict[str, tuple[str, int] | None] = {}
        self._owed: dict[str, Errand] = {}

    def hold(self, names: Iterable[str]) -> None:
        """Lock these streams until the sitting ends. Many at once, so that no two sittings wait for each other."""
        wanted = set(names)
        self.rooms.hold(scope_of(name) for name in wanted)
        unread = {name for name in wanted - self._heads.keys() if not name.endswith(":")}
        if len(unread) > 1:
            read = streams.heads_of(unread)
            self._heads.update({name: read.get(name, START) for name in unread})

    def expect(self, keys: Iterable[str]) -> None:
        """Look up at once which of these keys have been used before."""
        wanted = list(keys)
        used = streams.receipts_for(wanted)
        self._keys.update({key: used.get(key) for key in wanted})

    def do(self, deed: Deed, told: Told) -> Outcome:
        """Decide one act and remember its entries; a refusal remembers nothing."""
        if refusal := why_not_writable(deed, told):
            return refusal
        asked = deed.act.gated_as(deed.fact)
        self.hold((deed.stream, "case:") if asked else (deed.stream,))
        if done := self._done_before(deed, told):
            return done
        decided = self._decide(deed, told, asked)
        if isinstance(decided, Refusal):
            return decided
        numbers = []
        for place, fact in enumerate(decided.facts):
            key = told.key if place == 0 else f"{told.key}+{place}"
            numbers.append(self._append(deed.stream, fact, replace(told, key=key), decided))
        self._keys[told.key] = (deed.stream, numbers[0])
        if deed.act.room == "register":
            self.write()  # so that what follows finds the body, alias or id in the tables
        return Receipt(stream=deed.stream, numbers=tuple(numbers), head=self._heads[deed.stream][1])

    def write(self) -> None:
        """Insert what was decided. A sitting that decided nothing writes nothing."""
        if self._links:
            ledger.append(self._links, self._entries)
            self.rooms.written()
        if self._owed:
            owing.queue(list(self._owed.values()), at=now())
        self._links, self._entries, self._owed = [], [], {}

    def owe(self, *errands: Errand) -> Refusal | None:
        """Remember errands that are owed once these acts stand. What is owed already is owed once.

        A refusal remembers none of them: one that cannot be carried, or a key used for something else.
        """
        known = owing.owed(one.key for one in errands) | self._owed
        for one in errands:
            if refusal := why_not_owe(one) or why_not_again(one, known.get(one.key)):
                return refusal
        self._owed.update({one.key: one for one in errands if one.key not in known})
        return None

    def checkpoint(self) -> None:
        """Write, then sign the tree head over every stream."""
        self.write()
        checkpoints.sign(ledger.keep_checkpoint, at=now())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was decided and is not written yet."""
        return tuple(self._entries)

    def undo(self) -> None:
        """Let nothing of this sitting come to stand."""
        self.undone = True

    def heads(self, scope: str) -> dict[str, tuple[int, str]]:
        """The head of a stream, or of all streams of a scope, what this sitting appended included."""
        whole = scope.endswith(":")
        if scope not in self._read:
            self._read[scope] = streams.heads(scope) if whole else streams.heads_of([scope])
        own = self._heads if whole else {scope: self._heads.get(scope, START)}
        moved = {name: at for name, at in own.items() if at != START and name.startswith(scope)}
        return self._read[scope] | moved

    def _done_before(self, deed: Deed, told: Told) -> Receipt | Refusal | None:
        if told.key not in self._keys:
            self._keys[told.key] = streams.receipt_for(told.key)
        found = self._keys[told.key]
        if found is None:
            return None
        stream, number = found
        if not told.brought_in and not self._same(deed, stream, number):
            return Refusal(
                code="entry.key-used",
                reason=f"The key {told.key!r} was used before, for another act ({stream}#{number}).",
                cure="Give this act a key of its own, or none.",
                authority="the record's own rule: one key, one act",
            )
        length, head = self._heads.get(stream) or streams.head(stream) or (0, "")
        return Receipt(
            stream=stream, numbers=(number,), head=head if number == length else "", again=True
        )

    def _same(self, deed: Deed, stream: str, number: int) -> bool:
        held = self.rooms.entries(scope_of(stream))
        facts = (one.fact for one in held if (one.stream, one.number) == (stream, number))
        return stream == deed.stream and next(facts, None) == deed.fact

    def _decide(self, deed: Deed, told: Told, asked: str | None) -> Decided | Refusal:
        sight = self.rooms.sight(deed, told)
        if refusal := why_not_possible(deed, told) or why_not_refer(self.rooms, deed):
            return refusal
        if refusal := deed.act.why_not(sight, deed.fact) or why_not_own_approval(deed, told):
            return refusal
        answer, relied_on = self.rooms.ask_gate(deed, told, asked)
        if answer is not None and not told.brought_in:
            held = self.rooms.entries(scope_of(deed.stream))
            if refusal := why_not_alone(self.rooms.book, answer.question.act, deed, told, held):
                return refusal
            if not answer.permitted:
                return why_not_gate(answer)
        further = deed.act.then(sight, deed.fact)
        if isinstance(further, Refusal):
            return further
        procedure = sight.procedure if deed.act.room == "matter" else None
        return Decided(
            facts=(deed.fact, *further),
            gate=gate_codes(answer),
            relied_on=relied_on,
            rules=(procedure.edition,) if procedure else (),
        )

    def _append(self, stream: str, fact: Fact, told: Told, decided: Decided) -> int:
        number, previous = self._head(stream)
        entry = Entry(
            stream=stream,
            number=number + 1,
            fact=fact,
            on=told.on,
            learned=told.learned,
            recorded_at=told.at,
            by=told.by,
            key=told.key,
            precision=told.precision,
            confidence=told.confidence,
            evidence=told.evidence,
            note=told.note,
            brought_in=told.brought_in,
            gate=decided.gate,
            rules=decided.rules,
            relied_on=decided.relied_on,
        )
        body = entry_bytes(entry, previous=previous)
        digest = hash_of(body)
        self._links.append(Link(entry.stream, entry.number, entry.key, body, digest))
        self._entries.append(entry)
        self._heads[stream] = (entry.number, digest)
        self.rooms.after(entry)
        return entry.number

    def _head(self, stream: str) -> tuple[int, str]:
        """The stream's length and head. Called under its lock only, so it cannot have moved since."""
        if stream not in self._heads:
            self._heads[stream] = streams.head(stream) or START
        return self._heads[stream]
