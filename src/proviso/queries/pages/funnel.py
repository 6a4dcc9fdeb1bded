"""The rounds of a review as a funnel: each figure derived from letters on record, and opened to its rows. Standing is elsewhere."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.facts.letters import LetterSent
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.reviews import Round
from proviso.queries.pages.plain import Day, Government, composition, counted, government, the_day
from proviso.queries.pages.reading import Reading
from proviso.queries.summary import ASKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One government in a round: its matter and letter, the round that had asked it first, its answer to this letter."""

    government: Government
    matter: str
    letter: str
    first: str | None
    answered: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One round. `rows` are all it wrote to; `kinds` and `before` tell how many of them are of which kind and were asked first when.

    `so_far` is how many different governments had been asked for something by then, this round counted.
    """

    round: str
    title: str
    letter_kind: str
    on: Day
    due: Day | None
    asks: bool
    rows: tuple[Asked, ...]
    kinds: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, int], ...]
    new: int
    answered: int
    so_far: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts, the rounds it is counted from, and the rows."""

    name: str
    value: int
    says: str
    rounds: tuple[str, ...]
    rows: tuple[Government, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """`figures` read from wide to narrow; `steps` are the rounds in order of day."""

    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]


def funnel(record: Reading, review: str, *, on: date, known: date) -> Funnel:
    """The rounds that had begun by the day, counted from the letters sent by then."""
    opened = record.review(review, known=known).rounds.values()
    begun = sorted((one for one in opened if one.on and one.on <= on), key=_day)
    sent, answers = _letters(record, review, on, known)
    first: dict[str, str] = {}
    steps = []
    for one in begun:
        rows = _rows(record, sent.get(one.round, {}), answers, first)
        asks = any(fact.kind in ASKING for _, fact in sent.get(one.round, {}).values())
        if asks:
            for row in rows:
                first.setdefault(row.government.ocd_id, one.round)
        steps.append(_step(one, rows, asks, len(first)))
    return Funnel(steps=tuple(steps), figures=_figures(steps))


def _day(one: Round) -> tuple[date, str]:
    return one.on or date.max, one.round


Sent = dict[str, dict[str, tuple[str, LetterSent]]]


def _letters(
    record: Reading, review: str, on: date, known: date
) -> tuple[Sent, dict[str, date | None]]:
    """Round -> respondent -> its matter and letter; and for each letter, the day of its first answer."""
    sent: Sent = {}
    answers: dict[str, date | None] = {}
    chosen = record.of_review.get(review, ())
    record.read([f"matter:{one.matter}" for one in chosen])
    for one in chosen:
        for entry in record.entries(f"matter:{one.matter}"):
            fact = entry.fact
            if not isinstance(fact, LetterSent | ResponseReceived) or not entry.told_by(
                on=on, known=known
            ):
                continue
            if isinstance(fact, LetterSent) and fact.round:
                sent.setdefault(fact.round, {}).setdefault(one.respondent, (one.matter, fact))
            elif isinstance(fact, ResponseReceived) and fact.letter:
                answers.setdefault(fact.letter, entry.on)
    return sent, answers


def _rows(
    record: Reading,
    reached: dict[str, tuple[str, LetterSent]],
    answers: dict[str, date | None],
    first: dict[str, str],
) -> tuple[Asked, ...]:
    found = [
        Asked(
            government=government(record, body),
            matter=matter,
            letter=fact.letter,
            first=first.get(body),
            answered=the_day(answers[fact.letter]) if fact.letter in answers else None,
        )
        for body, (matter, fact) in reached.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.government.state, one.government.name)))


def _step(one: Round, rows: tuple[Asked, ...], asks: bool, so_far: int) -> Step:  # noqa: FBT001
    kinds = Counter(row.government.kind for row in rows)
    before = Counter(row.first for row in rows if row.first and row.first != one.round)
    told = f"{len(rows)} = {composition(kinds)}" if rows else "No letter of this round is on record"
    parts = [f"{many} first asked in {name}" for name, many in sorted(before.items())]
    new = len(rows) - sum(before.values())
    if before and new:
        parts.append(f"{new} not asked before")
    return Step(
        round=one.round,
        title=one.title,
        letter_kind=one.letter_kind,
        on=the_day(one.on),
        due=the_day(one.due) if one.due else None,
        asks=asks,
        rows=rows,
        kinds=tuple(sorted(kinds.items())),
        before=tuple(sorted(before.items())),
        new=new,
        answered=sum(row.answered is not None for row in rows),
        so_far=so_far,
        says=". ".join([told, *([" + ".join(parts)] if parts else [])]) + ".",
    )


def _figures(steps: list[Step]) -> tuple[Figure, ...]:
    """For the first round that asks again those asked before: how many had been asked until then, and how many of them again."""
    asking = [one for one in steps if one.asks]
    again = next((one for one in asking if one.before), None)
    found = [_ever(asking, again)] if asking else []
    for one in asking[asking.index(again) :] if again else ():
        bodies = tuple(row.government for row in one.rows)
        told = f"{one.title} ({one.on.said}). {one.says}"
        found.append(
            Figure(name=one.round, value=len(bodies), says=told, rounds=(one.round,), rows=bodies)
        )
    return tuple(found)


def _ever(asking: list[Step], again: Step | None) -> Figure:
    until = asking[: asking.index(again)] if again else asking
    bodies = distinct(row.government for one in until for row in one.rows)
    parts = " + ".join(f"{one.new} in {one.round}" for one in until)
    when = f" before {again.on.said}" if again else ""
    return Figure(
        name="asked-before" if again else "asked",
        value=len(bodies),
        says=f"{counted(len(bodies), 'government')} asked{when}: {parts}.",
        rounds=tuple(one.round for one in until),
        rows=bodies,
    )


def distinct(bodies: Iterable[Government]) -> tuple[Government, ...]:
    """Each body once, by state and name."""
    found = {one.ocd_id: one for one in bodies}
    return tuple(sorted(found.values(), key=lambda one: (one.state, one.name)))
