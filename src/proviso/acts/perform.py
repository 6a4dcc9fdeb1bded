"""How every act is done: lock, load, decide, pass the gate, append, project. There is no other way.

A Sitting is one transaction's working memory: what it has read and will append.
A single act is a sitting of one; an import or a round of letters is one of many.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction

from proviso.acts import checkpoints
from proviso.acts.act import Deed, Outcome, Receipt, Told
from proviso.acts.gating import gate_codes, why_not_gate
from proviso.acts.references import why_not_refer
from proviso.acts.rooms import Rooms
from proviso.domain.chain import GENESIS, Link, hash_of
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.refusals import Refusal
from proviso.outside.clock import now
from proviso.records import ledger, streams


def perform(deed: Deed, told: Told) -> Outcome:
    """Do one act in a transaction of its own. A refusal is an answer; nothing is written then."""
    with sitting() as one:
        return one.do(deed, told)


@contextmanager
def sitting() -> Iterator["Sitting"]:
    """Acts done together or not at all. Written at the end, in one go."""
    with transaction.atomic():
        one = Sitting()
        yield one
        one.write()


class Sitting:
    """Holds the states it has read, the entries it will append, and the keys it has used."""

    def __init__(self) -> None:
        self.rooms = Rooms(lock=ledger.lock, head=self._head)
        self._links: list[Link] = []
        self._entries: list[Entry] = []
        self._heads: dict[str, tuple[int, str]] = {}
        self._keys: dict[str, tuple[str, int]] = {}

    def do(self, deed: Deed, told: Told) -> Outcome:
        """Decide one act and remember its entries; a refusal remembers nothing."""
        if done := self._done_before(deed, told):
            return done
        self.rooms.hold(deed.stream)
        decision = self._decide(deed, told)
        if isinstance(decision, Refusal):
            return decision
        facts, gate, relied_on = decision
        numbers = []
        for place, fact in enumerate(facts):
            key = told.key if place == 0 else f"{told.key}+{place}"
            entry = self._append(deed, fact, replace(told, key=key), gate, relied_on)
            numbers.append(entry.number)
        self._keys[told.key] = (deed.stream, numbers[0])
        return Receipt(
            stream=deed.stream, numbers=tuple(numbers), head=self._heads[deed.stream][1]
        )

    def write(self) -> None:
        """Insert what was decided. A sitting that decided nothing writes nothing."""
        if self._links:
            ledger.append(self._links, self._entries)
        self._links, self._entries = [], []

    def checkpoint(self) -> None:
        """Write, then sign the tree head over every stream."""
        self.write()
        checkpoints.sign(ledger.keep_checkpoint, at=now())

    def _done_before(self, deed: Deed, told: Told) -> Receipt | None:
        found = self._keys.get(told.key) or streams.receipt_for(told.key)
        if found is None:
            return None
        stream, number = found
        length, head = self._head(stream)
        return Receipt(
            stream=stream, numbers=(number,), head=head if number == length else "", again=True
        )

    def _decide(
        self, deed: Deed, told: Told
    ) -> tuple[tuple[Fact, ...], tuple[str, ...], tuple[tuple[str, str], ...]] | Refusal:
        sight = self.rooms.sight(deed, told)
        if refusal := _impossible_day(told) or why_not_refer(self.rooms, deed):
            return refusal
        if refusal := deed.act.why_not(sight, deed.fact):
            return refusal
        answer, relied_on = self.rooms.ask_gate(deed, told)
        if answer is not None and not told.brought_in and not answer.permitted:
            return why_not_gate(answer)
        further = deed.act.then(sight, deed.fact)
        if isinstance(further, Refusal):
            return further
        return (deed.fact, *further), gate_codes(answer), relied_on

    def _append(
        self,
        deed: Deed,
        fact: Fact,
        told: Told,
        gate: tuple[str, ...],
        relied_on: tuple[tuple[str, str], ...],
    ) -> Entry:
        number, previous = self._head(deed.stream)
        entry = Entry(
            stream=deed.stream,
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
            gate=gate,
            rules=self.rooms.rules(deed),
            relied_on=relied_on,
        )
        body = entry_bytes(entry, previous=previous)
        digest = hash_of(body)
        self._links.append(Link(entry.stream, entry.number, entry.key, body, digest))
        self._entries.append(entry)
        self._heads[deed.stream] = (entry.number, digest)
        self.rooms.after(entry)
        return entry

    def _head(self, stream: str) -> tuple[int, str]:
        if stream not in self._heads:
            self._heads[stream] = streams.head(stream) or (0, GENESIS)
        return self._heads[stream]


def _impossible_day(told: Told) -> Refusal | None:
    """Nothing is learned before it happened, nor after it is written down."""
    if told.on is not None and told.learned < told.on and told.precision == "day":
        return Refusal(
            code="entry.learned-before",
            reason=f"It is said to have been learned on {told.learned}, before it happened on {told.on}.",
            cure="Correct one of the two days.",
            authority="the record's own rule of two time axes",
        )
    if told.learned > told.at.date():
        return Refusal(
            code="entry.not-yet",
            reason=f"It is said to have been learned on {told.learned}, which is after today.",
            cure="Record it when it is known.",
            authority="the record's own rule of two time axes",
        )
    return None
