"""What a government's people see of their matters: what is asked, by when, who acts next, what was answered. The record of a matter itself is pages/matter's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proviso.domain.answers import Answers, ItemAnswer
from proviso.domain.evaluations import Evaluation
from proviso.domain.letters import REQUESTS, Letter
from proviso.domain.standing import Standing
from proviso.queries.pages.dates import Dated, dates
from proviso.queries.pages.lines import Line, lines_of
from proviso.queries.pages.matter import LetterOn, MatterPage
from proviso.queries.pages.plain import Day, the_day, words
from proviso.queries.pages.reading import Reading
from proviso.queries.pages.review import ReviewHead, head
from proviso.records.models import Matter

OVER = frozenset({"cleared", "settled", "released", "final"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Who has to do something next, and what: `you`, `agency` or `nobody`; `by` where a date runs."""

    who: str
    says: str
    by: Dated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One matter in the list: what it is about, what is asked, by when, who acts next."""

    line: Line
    head: ReviewHead
    asks: tuple[str, ...]
    letter: str | None
    authority: str | None
    due: Dated | None
    next: NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOn:
    """One item of a letter: what is asked, what has been answered last, and how the agency looked at it."""

    item: str
    number: int
    asks: str
    time_frame: str | None
    answer: str | None
    said: str
    says: str
    files: int
    on: Day | None
    response: str | None
    looked: str | None
    missing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One letter that asks for items, how many of them are answered, and the responses to it."""

    letter: LetterOn
    due: Dated | None
    items: tuple[ItemOn, ...]
    responses: tuple[str, ...]
    open: bool

    @property
    def whole(self) -> bool:
        """Whether it was answered, and not item by item."""
        return bool(self.responses) and not self.answered

    @property
    def answered(self) -> int:
        """How many items have any answer."""
        return sum(one.answer is not None for one in self.items)


def rows(record: Reading, matters: Sequence[Matter], *, on: date, known: date) -> tuple[Row, ...]:
    """The matters, those first in which their government has to act, by date."""
    record.read([f"matter:{one.matter}" for one in matters])
    found = [row for one in matters if (row := _row(record, one, on, known))]
    return tuple(sorted(found, key=_urgency))


def _urgency(one: Row) -> tuple[int, date, str]:
    place = {"you": 0, "agency": 1, "nobody": 2}[one.next.who]
    due = one.next.by.due.value if one.next.by else None
    return place, due or date.max, one.line.matter


def _row(record: Reading, one: Matter, on: date, known: date) -> Row | None:
    stands = record.standing(one.matter, on=on, known=known)
    if stands.matter.opened is None:
        return None
    lines = lines_of(record, one.respondent, on=on, known=known)
    line = next(each for each in lines if each.matter == one.matter)
    told = dates(record, one, on=on, known=known)
    items = record.review(one.review, known=known).items
    last = _last_request(stands)
    return Row(
        line=line,
        head=head(record, one.review, known),
        asks=tuple(items[name].asks if name in items else name for name in last.items) if last else (),
        letter=last.letter if last else None,
        authority=last.authority if last else None,
        due=_own_date(told),
        next=next_step(stands, line.stage, told),
    )  # fmt: skip


def _own_date(told: Sequence[Dated]) -> Dated | None:
    """The government's date that runs; else the latest that is not met."""
    own = [one for one in told if one.against == "respondent" and one.state != "met"]
    return next((one for one in own if one.days is not None), own[-1] if own else None)


def _last_request(stands: Standing) -> Letter | None:
    its = [one for one in stands.letters.sent.values() if one.kind in REQUESTS]
    return its[-1] if its else None


def next_step(stands: Standing, stage: str, told: Iterable[Dated]) -> NextStep:
    """Who acts next, by the clocks that run; where none runs, by where the matter stands."""
    runs = [each for each in told if each.days is not None]
    own = next((each for each in runs if each.against == "respondent"), None)
    its = next((each for each in runs if each.against == "agency"), None)
    if stage in OVER:
        return NextStep(
            who="nobody", says="This matter is over. Nothing is asked of you in it.", by=None
        )
    if own is not None:
        return NextStep(who="you", says=_duty(own), by=own)
    if its is not None:
        return NextStep(who="agency", says=f"The agency: {its.kind}.", by=its)
    waits = [
        name for name, one in stands.letters.sent.items() if one.kind in REQUESTS and one.items
    ]
    unanswered = [name for name in waits if not _responses(stands, name)]
    if unanswered:
        return NextStep(
            who="you",
            says=f"Letter {unanswered[-1]} is not answered. No date runs, and you may answer now.",
            by=None,
        )
    return NextStep(who="agency", says="The agency. No date runs for either side.", by=None)


def _duty(own: Dated) -> str:
    """What a date of the government asks of it."""
    if own.kind == "request due" and own.letter:
        return f"Answer letter {own.letter}."
    return f"{own.kind.capitalize()}{f', under letter {own.letter}' if own.letter else ''}."


def _responses(stands: Standing, letter: str) -> tuple[str, ...]:
    return tuple(one.response for one in stands.responses.received if one.letter == letter)


# --- one matter ------------------------------------------------------------------------------


def asked(
    record: Reading, one: Matter, page: MatterPage, *, on: date, known: date
) -> tuple[Asked, ...]:
    """The letters that ask for items, the newest first."""
    stands = record.standing(one.matter, on=on, known=known)
    return tuple(_asked(record, one, page, stands, known))


def _asked(
    record: Reading, one: Matter, page: MatterPage, stands: Standing, known: date
) -> Iterator[Asked]:
    its_items = record.review(one.review, known=known).items
    over = page.line.stage in OVER
    for letter in page.letters:
        names = stands.letters.sent[letter.letter].items
        if not names:
            continue
        items = []
        for number, name in enumerate(names, 1):
            item = its_items.get(name)
            last = stands.answers.last_of(letter.letter, name)
            looked = _since(stands.findings.items.get(name), letter.on.value)
            items.append(
                ItemOn(
                    item=name,
                    number=number,
                    asks=item.asks if item else name,
                    time_frame=item.time_frame if item else None,
                    looked=_level(looked),
                    missing=looked.missing if looked else None,
                    **_last(stands.answers, last),
                )
            )
        yield Asked(
            letter=letter,
            due=_date_of(page.dates, letter.letter),
            items=tuple(items),
            responses=_responses(stands, letter.letter),
            open=not over,
        )


def _since(looked: Evaluation | None, sent: date | None) -> Evaluation | None:
    """What the agency found, where it looked after it asked in this letter."""
    if looked is None or (sent and looked.on and looked.on < sent):
        return None
    return looked


def _date_of(told: Iterable[Dated], letter: str) -> Dated | None:
    """The government's date under a letter: the one that runs, else one that is not met, else the last."""
    its = [one for one in told if one.against == "respondent" and one.letter == letter]
    its.sort(key=lambda one: (one.days is not None, one.state != "met"))
    return its[-1] if its else None


def _level(looked: Evaluation | None) -> str | None:
    return words(looked.level) if looked else None


def _last(answers: Answers, last: ItemAnswer | None) -> dict[str, Any]:
    if last is None:
        return {"answer": None, "said": "", "says": "", "files": 0, "on": None, "response": None}
    files = answers.files_of(last.told.response)
    return {
        "answer": last.told.answer,
        "said": words(last.told.answer),
        "says": last.told.says,
        "files": sum(one.told.item == last.told.item for one in files),
        "on": the_day(last.on),
        "response": last.told.response,
    }
