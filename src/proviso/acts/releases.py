"""The release of a round: all letters checked and printed first, then recorded a few at a time. Preparing is rounds.

A release may stop anywhere and be run again. Each letter's sending, its bytes and its errand
are recorded together under the key REVIEW/ROUND/LETTER, so that it goes once. Before the
first is recorded, all have been composed, checked and printed: if one cannot be, none goes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import OperationalError

from proviso.acts.act import Deed, Outcome
from proviso.acts.perform import Sitting, sitting
from proviso.acts.round_letters import Desk, Printed, Ready, errands, filed, sent, why_not_enclosed
from proviso.acts.rounds import (
    Done,
    Drafts,
    Going,
    Progress,
    Unsent,
    desk_of,
    manifest_of,
    no_room,
    quietly,
    record,
    review_of,
    told_of,
    whole,
)
from proviso.acts.table import ALL
from proviso.domain import rounds
from proviso.domain.facts.rounds import RoundReleased
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rounds import Sending, Stage
from proviso.letters.rounds import Planned, RoundFile
from proviso.records import streams

BATCH = 100


def release(
    file: RoundFile,
    drafts: Drafts,
    going: Going,
    *,
    override: bool = False,
    progress: Progress = quietly,
    batch: int = BATCH,
) -> Done:
    """Print every letter that has not gone, then record and owe them. Run again, it goes on where it stopped."""
    review = review_of(file)
    held = review.sendings.named.get(file.round)
    gone = _gone(file, held)
    if wrong := _why_not_begin(file, review, held, going, gone):
        return whole(wrong)
    assert held is not None  # noqa: S101 - refused above
    desk = desk_of(file, review, going, sending=True)
    if isinstance(desk, Refusal):
        return whole(desk)
    one = _Release(
        file=file,
        held=held,
        desk=desk,
        going=going,
        override=override,
        progress=progress,
        before=len(gone),
        begun=held.stage is Stage.RELEASED,
    )
    left = [name for name in held.matters if name not in gone]
    try:
        return one.run(left, drafts, batch)
    except (OSError, OperationalError) as trouble:
        return one.done(Unsent(matter="", refusal=no_room(trouble)))


def _decided(file: RoundFile, held: Sending, going: Going) -> Done | None:
    """Record that the round is released; what came of it if that is refused."""
    fact = RoundReleased(
        round=file.round, digest=held.digest, letters=len(held.matters), released_by=going.by
    )
    return record(file, [("release-round", fact)], going)


def key_of(review: str, name: str, letter: str) -> str:
    """The idempotency key of a letter's sending."""
    return f"{review}/{name}/{letter}"


# --- the release -----------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Release:
    """One run of a release: what was printed, what went, what did not."""

    file: RoundFile
    held: Sending
    desk: Desk
    going: Going
    override: bool
    progress: Progress
    before: int
    begun: bool
    sent: int = 0
    unsent: list[Unsent] = field(default_factory=list)
    printed: dict[str, tuple[str, Printed]] = field(default_factory=dict)

    def run(self, left: Sequence[str], drafts: Drafts, batch: int) -> Done:
        """All letters printed, then the release recorded unless it is, then the letters."""
        problems = self.print_all(left, drafts)
        if not self.begun:
            if problems:
                return Done(digest=self.held.digest, letters=len(left), problems=problems)
            if refused := _decided(self.file, self.held, self.going):
                return refused
            self.begun = True
        self.unsent += problems
        self.send_all([name for name in left if name in self.printed], drafts, batch)
        return self.done()

    def done(self, *more: Unsent) -> Done:
        """What came of it so far."""
        return Done(
            digest=self.held.digest,
            letters=len(self.held.matters),
            recorded=self.begun,
            sent=self.sent,
            before=self.before,
            problems=(*self.unsent, *more),
        )

    def print_all(self, matters: Sequence[str], drafts: Drafts) -> tuple[Unsent, ...]:
        """Compose, check, print and keep each letter; the reasons of those that cannot go."""
        if wrong := why_not_enclosed(self.file):
            return (Unsent(matter="", refusal=wrong),)
        approved = manifest_of(self.held)
        problems: list[Unsent] = []
        for number, (matter, planned) in enumerate(drafts(matters), start=1):
            found = self._print(planned, approved)
            if isinstance(found, Refusal):
                problems.append(Unsent(matter=matter, refusal=found))
            else:
                self.printed[matter] = found
            self.progress("print", number, len(matters))
        return tuple(problems)

    def _print(
        self, planned: Planned | Refusal, approved: Mapping[str, str]
    ) -> tuple[str, Printed] | Refusal:
        ready = self.desk.ready(planned)
        if isinstance(ready, Refusal):
            return ready
        if approved.get(ready.planned.letter) != ready.hash:
            return rounds.changed(self.held)
        printed = self.desk.print(ready)
        if isinstance(printed, Refusal):
            return printed
        owed = errands(self.file, ready, printed, key=self._key(ready), at=self.going.at)
        return owed if isinstance(owed, Refusal) else (ready.hash, printed)

    def _key(self, ready: Ready) -> str:
        return key_of(self.file.review, self.file.round, ready.planned.letter)

    def send_all(self, matters: Sequence[str], drafts: Drafts, batch: int) -> None:
        done = 0
        for some in _parts(drafts(matters), batch):
            self._send(self._as_printed(some))
            done += len(some)
            self.progress("send", done, len(matters))

    def _as_printed(self, some: Sequence[tuple[str, Planned | Refusal]]) -> list[Ready]:
        """Those that still say what was printed; of the others it is told that they changed."""
        found = []
        for matter, planned in some:
            ready = self.desk.ready(planned)
            if isinstance(ready, Refusal):
                self._not(matter, ready)
            elif self.printed[matter][0] != ready.hash:
                self._not(matter, rounds.changed(self.held))
            else:
                found.append(ready)
        return found

    def _not(self, matter: str, refusal: Refusal) -> None:
        self.unsent.append(Unsent(matter=matter, refusal=refusal))

    def _send(self, some: list[Ready]) -> None:
        """Record a few letters together; one that can be recorded in part only is taken out, and the rest again."""
        while some:
            went, refused, stuck = self._try(some)
            if stuck is None:
                for matter, refusal in refused:
                    self._not(matter, refusal)
                self.sent += went.count(True)
                self.before += went.count(False)
                return
            bad, refusal = stuck
            self._not(bad.planned.matter, refusal)
            some = [one for one in some if one is not bad]

    def _try(
        self, some: Sequence[Ready]
    ) -> tuple[list[bool], list[tuple[str, Refusal]], tuple[Ready, Refusal] | None]:
        went: list[bool] = []
        refused: list[tuple[str, Refusal]] = []
        with sitting() as now:
            now.hold(["case:", *(f"matter:{one.planned.matter}" for one in some)])
            now.expect(key for one in some for key in (self._key(one), f"{self._key(one)}/file"))
            for one in some:
                outcome = self._send_one(now, one)
                if isinstance(outcome, Refusal):
                    refused.append((one.planned.matter, outcome))
                    continue
                went.append(not outcome.again)
                if not outcome.again and (wrong := self._owe(now, one)):
                    now.undo()
                    return [], [], (one, wrong)
        return went, refused, None

    def _send_one(self, now: Sitting, one: Ready) -> Outcome:
        stream, fact = f"matter:{one.planned.matter}", sent(self.file, one)
        act = ALL["send-letter"]
        asked = act.gated_as(fact)
        aside = [each for each in now.rooms.matter(stream).matter.overrides if each.act == asked]
        if aside and not self.override:
            return Refusal(
                code="round.override-unsaid",
                reason=f"Fairness has been set aside for this matter by {aside[-1].name} ({aside[-1].ref}).",
                cure="Say --override if the letter is to go on the strength of that.",
                authority="The fairness lock: what is set aside is set aside knowingly",
            )
        return now.do(Deed(act=act, stream=stream, fact=fact), told_of(self.going, self._key(one)))

    def _owe(self, now: Sitting, one: Ready) -> Refusal | None:
        """File the letter's bytes and owe its errand, with the sending just decided."""
        printed = self.printed[one.planned.matter][1]
        key, stream = self._key(one), f"matter:{one.planned.matter}"
        fact = filed(one, printed)
        deed = Deed(act=ALL["file-letter"], stream=stream, fact=fact)
        outcome = now.do(deed, told_of(self.going, f"{key}/file"))
        if isinstance(outcome, Refusal):
            return outcome
        owed = errands(self.file, one, printed, key=key, at=self.going.at)
        return owed if isinstance(owed, Refusal) else now.owe(*owed)


def _why_not_begin(
    file: RoundFile, review: Review, held: Sending | None, going: Going, gone: Mapping[str, str]
) -> Refusal | None:
    fact = RoundReleased(
        round=file.round,
        digest=held.digest if held else "",
        letters=len(held.matters) if held else 0,
        released_by=going.by,
    )
    goes_on = held is not None and held.stage is Stage.RELEASED and len(gone) < len(held.matters)
    state = review.sendings
    if held is not None and goes_on:
        as_before = replace(held, stage=Stage.APPROVED)
        state = rounds.Sendings(named={file.round: as_before})
    if wrong := rounds.why_not_release_round(state, fact):
        return wrong
    if going.on < file.on:
        return Refusal(
            code="round.not-yet",
            reason=f"The letters are dated {file.on}, which is after {going.on}.",
            cure="Release them on their day, or date them anew and prepare the round again.",
            authority=rounds.AS_APPROVED,
        )
    return None


def _gone(file: RoundFile, held: Sending | None) -> dict[str, str]:
    """The matters whose letters have gone out, with the letter."""
    if held is None or held.stage is not Stage.RELEASED:
        return {}
    prefix = f"{file.review}/{file.round}/"
    keys = {f"{prefix}{letter}": letter for letter in manifest_of(held)}
    used = streams.receipts_for(keys)
    return {stream.partition(":")[2]: keys[key] for key, (stream, _) in used.items()}


def _parts(
    drafted: Iterable[tuple[str, Planned | Refusal]], size: int
) -> Iterator[list[tuple[str, Planned | Refusal]]]:
    some: list[tuple[str, Planned | Refusal]] = []
    for one in drafted:
        some.append(one)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
