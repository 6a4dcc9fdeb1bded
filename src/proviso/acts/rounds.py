"""A round of letters is prepared and approved: every letter composed and checked, under one digest. Sending is releases."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec

from django.db import OperationalError

from proviso.acts.act import Deed, Receipt, Told
from proviso.acts.perform import sitting
from proviso.acts.round_letters import Desk, why_not_marked, words_of
from proviso.acts.table import ALL
from proviso.domain import rounds
from proviso.domain.facts import Fact
from proviso.domain.facts.reviews import RoundOpened
from proviso.domain.facts.rounds import RoundApproved, RoundPrepared
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rounds import Pair, Sending, Stage
from proviso.letters.rounds import Planned, RoundFile
from proviso.outside import folders
from proviso.outside.ids import new_key

Drafts = Callable[[Sequence[str]], Iterable[tuple[str, Planned | Refusal]]]
Progress = Callable[[str, int, int], None]
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Who does it, when it is written down, and the day it is done; `note` stands with what is recorded of the round."""

    by: str
    at: datetime
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A letter that does not go, and why; `matter` is "" where it is the whole round."""

    matter: str
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a step. `problems` with `recorded` False: nothing was recorded and nothing goes.

    `sent` letters went now, `before` had gone before; `problems` of a release tell those
    that did not go.
    """

    digest: str = ""
    letters: int = 0
    recorded: bool = False
    sent: int = 0
    before: int = 0
    problems: tuple[Unsent, ...] = ()


def quietly(_: str, __: int, ___: int) -> None:
    """Nobody watches the progress."""


def unless_full(step: Callable[P, Done]) -> Callable[P, Done]:
    """The step, which answers with a refusal where the disk or the database does not take it; it records all or nothing."""

    @wraps(step)
    def tried(*args: P.args, **kwargs: P.kwargs) -> Done:
        try:
            return step(*args, **kwargs)
        except (OSError, OperationalError) as trouble:
            return whole(no_room(trouble))

    return tried


@unless_full
def prepare(
    file: RoundFile,
    matters: Sequence[str],
    drafts: Drafts,
    going: Going,
    *,
    progress: Progress = quietly,
) -> Done:
    """Compose and check every letter, and record who is written to, under the digest of all that is said."""
    review = review_of(file)
    held = review.sendings.named.get(file.round)
    if held is not None and held.stage is Stage.RELEASED:
        return whole(rounds.released(held))
    if wrong := rounds.why_not_recipients(file.round, matters):
        return whole(wrong)
    desk = desk_of(file, review, going, sending=False)
    if isinstance(desk, Refusal):
        return whole(desk)
    pairs, problems = _composed(desk, matters, drafts, progress)
    if problems:
        return Done(letters=len(matters), problems=problems)
    digest = folders.keep(rounds.manifest(pairs))
    done = Done(digest=digest, letters=len(matters), recorded=True)
    if held is not None and (held.digest, held.matters) == (digest, tuple(matters)):
        return done
    opening: list[tuple[str, Fact]] = []
    if file.round not in review.rounds:
        opening.append(("open-round", _opened(file)))
    acts: list[tuple[str, Fact]] = [
        *opening,
        ("prepare-round", _prepared(file, matters, digest, going)),
    ]
    return record(file, acts, going) or done


@unless_full
def approve(file: RoundFile, drafts: Drafts, going: Going, *, progress: Progress = quietly) -> Done:
    """Approve the letters as they stand, if they are those that were prepared, word for word."""
    review = review_of(file)
    held = review.sendings.named.get(file.round)
    fact = RoundApproved(
        round=file.round,
        digest=held.digest if held else "",
        letters=len(held.matters) if held else 0,
        approved_by=going.by,
    )
    if wrong := rounds.why_not_approve_round(review.sendings, fact):
        return whole(wrong)
    assert held is not None  # noqa: S101 - the decision has refused a round that is not prepared
    desk = desk_of(file, review, going, sending=True)
    if isinstance(desk, Refusal):
        return whole(desk)
    pairs, problems = _composed(desk, held.matters, drafts, progress)
    if problems or rounds.digest_of(pairs) != held.digest:
        return Done(problems=problems or _changed(held, pairs))
    done = Done(digest=held.digest, letters=len(held.matters), recorded=True)
    return record(file, [("approve-round", fact)], going) or done


# --- how -------------------------------------------------------------------------------


def review_of(file: RoundFile) -> Review:
    with sitting() as now:
        return now.rooms.review(file.review)


def desk_of(file: RoundFile, review: Review, going: Going, *, sending: bool) -> Desk | Refusal:
    """Where the round's letters are made ready, with the words that hold on this day."""
    if marked := why_not_marked(file.mark, review):
        return marked
    words = words_of(review, file, on=going.on)
    if isinstance(words, Refusal):
        return words
    return Desk(file=file, review=review, on=going.on, sending=sending, library=words)


def _composed(
    desk: Desk, matters: Sequence[str], drafts: Drafts, progress: Progress
) -> tuple[list[Pair], tuple[Unsent, ...]]:
    pairs: list[Pair] = []
    problems: list[Unsent] = []
    for number, (matter, planned) in enumerate(drafts(matters), start=1):
        ready = desk.ready(planned)
        if isinstance(ready, Refusal):
            problems.append(Unsent(matter=matter, refusal=ready))
        else:
            pairs.append(Pair(ready.planned.letter, ready.hash))
        progress("compose", number, len(matters))
    names = Counter(one.letter for one in pairs)
    problems += [_twice(name) for name, many in names.items() if many > 1]
    return pairs, tuple(problems)


def _twice(letter: str) -> Unsent:
    refusal = Refusal(
        code="round.one-name",
        reason=f"Several letters of the round would be called {letter}.",
        cure='Name letters by their matter in the file: letter = "L-{matter}-{on}".',
        authority="The record's own rule: one name for one thing",
    )
    return Unsent(matter="", refusal=refusal)


def _changed(held: Sending, pairs: Sequence[Pair]) -> tuple[Unsent, ...]:
    """Which letters are not as prepared."""
    before, refusal = manifest_of(held), rounds.changed(held)
    return tuple(
        Unsent(matter=one.letter, refusal=refusal)
        for one in pairs
        if before.get(one.letter) != one.content
    )


def _opened(file: RoundFile) -> RoundOpened:
    title = f"{file.kind.replace('-', ' ').capitalize()} of {file.on}"
    return RoundOpened(round=file.round, title=title, letter_kind=file.kind, due=file.due)


def _prepared(file: RoundFile, matters: Sequence[str], digest: str, going: Going) -> RoundPrepared:
    return RoundPrepared(
        round=file.round,
        letter_kind=file.kind,
        matters=tuple(matters),
        digest=digest,
        prepared_by=going.by,
    )


def record(file: RoundFile, acts: Iterable[tuple[str, Fact]], going: Going) -> Done | None:
    """Record these on the review together; the refusal of the first that is refused."""
    with sitting() as now:
        for name, fact in acts:
            deed = Deed(act=ALL[name], stream=f"review:{file.review}", fact=fact)
            outcome = now.do(deed, told_of(going, new_key()))
            if not isinstance(outcome, Receipt):
                now.undo()
                return whole(outcome)
    return None


def told_of(going: Going, key: str) -> Told:
    return Told(by=going.by, at=going.at, on=going.on, learned=going.on, key=key, note=going.note)


def whole(refusal: Refusal) -> Done:
    """Nothing was done, for a reason that is the whole round's."""
    return Done(problems=(Unsent(matter="", refusal=refusal),))


def no_room(trouble: Exception) -> Refusal:
    """The refusal of what the disk or the database did not take."""
    said = (str(trouble).strip() or type(trouble).__name__).splitlines()[0]
    return Refusal(
        code="round.disk",
        reason=f"The disk or the database did not take it: {said}.",
        cure="Make room or mend it, then run the same command again: it goes on where it stopped, and no letter goes twice.",
        authority="The record's own rule: a letter goes out whole, as approved, or not at all",
    )


def manifest_of(held: Sending) -> dict[str, str]:
    """The letters as approved, with the hash of each. Empty where the list is not kept here: then nothing matches."""
    try:
        return {
            str(letter): str(content) for letter, content in json.loads(folders.kept(held.digest))
        }
    except folders.NotKept:
        return {}
