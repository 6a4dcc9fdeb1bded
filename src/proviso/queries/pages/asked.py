"""The page of one question to the gate: its answer with names in place of ids, and what was not asked. The gate is the domain's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from proviso.domain.facts.programmes import ProgrammeNoted
from proviso.domain.questions import Answer
from proviso.queries.answers import as_dict
from proviso.queries.may import Asked, MayAnswer, NotAsked, may
from proviso.queries.pages.governments import Found, governments
from proviso.queries.pages.next_acts import (
    BLOCKED,
    ONLY_AFTER,
    OPEN,
    UNSETTLED,
    Reason,
    group_of,
    reason,
)
from proviso.queries.pages.plain import (
    Government,
    act_title,
    condition_title,
    government,
    veiled,
    words,
)
from proviso.queries.pages.reading import Reading, reading
from proviso.queries.pages.telling import addresses

THE_AGENCY = "the agency"
VERDICTS = (OPEN, ONLY_AFTER, BLOCKED, UNSETTLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be chosen in the form: its id, and what it is called."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form offers."""

    acts: tuple[Choice, ...]
    conditions: tuple[Choice, ...]
    programmes: tuple[Choice, ...]
    reviews: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The answer to one question. `group` is one of four; `skipped` are grounds that the act has and this question does not reach."""

    answer: MayAnswer
    government: Government
    agency: str
    group: str
    act_title: str
    condition_title: str | None
    authority: str
    two_people: bool
    grounds: tuple[Reason, ...]
    skipped: tuple[Choice, ...]
    orders: tuple[str, ...]
    titles: Mapping[str, str]


def choices() -> Choices:
    """The acts, conditions, programmes and public reviews that can be named."""
    record = reading()
    book = record.book
    return Choices(
        acts=tuple(Choice(id=name, title=one.title) for name, one in book.acts.items()),
        conditions=tuple(Choice(id=name, title=one.title) for name, one in book.conditions.items()),
        programmes=tuple(
            Choice(id=name, title=_programme(record, name).title or name)
            for name in record.programmes
            if name not in record.training_programmes
        ),
        reviews=tuple(
            Choice(id=name, title=words(name))
            for name in record.reviews
            if name not in record.training
        ),
    )


def told(asked: Asked) -> Told | NotAsked:
    """Answer one question for a page."""
    record = reading()
    found = may(record, asked)
    return found if isinstance(found, NotAsked) else _told(record, found, asked)


def as_json(asked: Asked) -> dict[str, Any] | NotAsked:
    """The answer with the command line's keys; addresses of contacts are left out of what it says."""
    record = reading()
    found = may(record, asked)
    if isinstance(found, NotAsked):
        return found
    hidden = addresses(record, f"matter:{found.matter}")
    grounds = (replace(one, says=veiled(one.says, hidden)) for one in found.answer.grounds)
    shown = Answer(question=found.answer.question, grounds=tuple(grounds))
    return as_dict(replace(found, answer=shown))


def called(name: str) -> Found:
    """The governments that a name may mean, for a reader to choose from."""
    return governments(name)


def _told(record: Reading, found: MayAnswer, asked: Asked) -> Told:
    answer = found.answer
    question = answer.question
    rule = record.book.acts[question.act]
    hidden = addresses(record, f"matter:{found.matter}")
    ordered = sorted(answer.grounds, key=lambda one: (one.holds is True, one.holds is None))
    reached = {one.code for one in ordered}
    return Told(
        answer=found,
        government=government(record, found.respondent),
        agency=_agency(record, found),
        group=group_of(answer),
        act_title=act_title(record, question.act),
        condition_title=condition_title(record, question.condition) if question.condition else None,
        authority=rule.authority,
        two_people=rule.two_people,
        grounds=tuple(reason(record, one, hidden) for one in ordered),
        skipped=tuple(
            Choice(id=code, title=record.book.grounds[code].title)
            for code in rule.requires
            if code not in reached and code in record.book.grounds
        )
        if asked.only is None
        else (),
        orders=tuple(dict.fromkeys(one.order for one in answer.against if one.order)),
        titles={
            name: f"{one.title}, {one.outlet}"
            for name, one in record.sources(question.known).noted.items()
        },
    )


def _agency(record: Reading, found: MayAnswer) -> str:
    """Who would act: the review's agency, else the programme's, else nobody in particular."""
    opened = (
        record.review(found.review, known=found.answer.question.known).opened
        if found.review
        else None
    )
    name = (
        opened.agency
        if opened
        else _programme(record, found.answer.question.programme or "").agency
    )
    return name.partition(",")[0] or THE_AGENCY


def _programme(record: Reading, name: str) -> ProgrammeNoted:
    for one in record.surrounding:
        if isinstance(one.fact, ProgrammeNoted) and one.fact.programme == name:
            return one.fact
    return ProgrammeNoted(programme=name, title="", agency="", authority="")
