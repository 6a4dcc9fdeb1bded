"""Letters given to the post: each posting recorded with its tracking number, and what was owed by hand settled. Printing is letters/print_file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from proviso.acts import errands
from proviso.acts.act import Deed, Told
from proviso.acts.perform import sitting
from proviso.acts.table import ALL
from proviso.domain.errands import METHODS, Held, Kind, State
from proviso.domain.facts.letters import LetterPosted
from proviso.domain.letters import tracking_said
from proviso.domain.refusals import Refusal
from proviso.records import errand_rows

ON_PAPER = frozenset({Kind.PRINT, Kind.POST})
AUTHORITY = "The record's own rule of service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One letter given to a carrier on a day. `line` is where a table tells it; 0 where none does."""

    fact: LetterPosted
    on: date
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unposted:
    """A posting that cannot be recorded, and why."""

    posting: Posting
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What came of it: all recorded (`again` of them before), or, with problems, none."""

    recorded: int = 0
    again: int = 0
    settled: int = 0
    problems: tuple[Unposted, ...] = ()


def post(postings: Sequence[Posting], *, by: str, at: datetime) -> Posted:
    """Record these postings together, or none; then settle the errands that a person carried with them."""
    owing = errand_rows.of_letters({one.fact.letter for one in postings})
    problems: list[Unposted] = []
    again = 0
    with sitting() as now:
        for one in postings:
            held = _by_post(one.fact.letter, owing.get(one.fact.letter, ()))
            if isinstance(held, Refusal):
                problems.append(Unposted(posting=one, refusal=held))
                continue
            deed = Deed(act=ALL["post-letter"], stream=held.errand.stream, fact=one.fact)
            outcome = now.do(deed, _told(one, by=by, at=at))
            if isinstance(outcome, Refusal):
                problems.append(Unposted(posting=one, refusal=outcome))
            else:
                again += outcome.again
        if problems:
            now.undo()
    if problems:
        return Posted(problems=tuple(problems))
    settled = sum(_settle(one, owing[one.fact.letter], by=by) for one in postings)
    return Posted(recorded=len(postings) - again, again=again, settled=settled)


def _told(one: Posting, *, by: str, at: datetime) -> Told:
    fact = one.fact
    key = f"posted {fact.letter}/{one.on}/{fact.tracking or ''}"
    return Told(by=by, at=at, on=one.on, learned=max(one.on, at.date()), key=key)


def _by_post(letter: str, held: Iterable[Held]) -> Held | Refusal:
    """The errand that this letter goes by, if it goes on paper."""
    found = tuple(held)
    paper = [one for one in found if one.errand.kind in ON_PAPER]
    if len(paper) == 1:
        return paper[0]
    if paper:
        reason = (
            f"Several letters are called {letter}: {', '.join(one.errand.stream for one in paper)}."
        )
        return _no("several", reason, "Say which matter: proviso do post-letter --matter ID.")
    if found:
        reason = f"{letter} goes by {METHODS[found[0].errand.kind]}, not by post."
        return _no("other-channel", reason, "Look the letter's name up: proviso errands.")
    reason = f"No letter {letter!r} is owed to the post."
    cure = "Look the letter's name up; one sent outside a round: proviso do post-letter."
    return _no("unknown", reason, cure)


def _settle(one: Posting, held: Iterable[Held], *, by: str) -> int:
    """Settle what was to be posted by hand; what a worker carries is settled by the worker."""
    owed = [each for each in held if each.errand.kind is Kind.POST and each.state is State.OWED]
    for each in owed:
        why = f"Given to {one.fact.carrier} on {one.on}, {tracking_said(one.fact)}."
        errands.settle(each.number, sent=True, why=why, by=by)
    return len(owed)


def _no(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"posting.{what}", reason=reason, cure=cure, authority=AUTHORITY)
