"""May this be done, to this government, on this day, and why? One answer, with what it relied on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F

from proviso.domain.gate import gate
from proviso.domain.questions import ANY, GROUPS, Answer, Question
from proviso.queries import naming
from proviso.queries.record import Record
from proviso.records import models, streams
from proviso.records.register import Body

YEARS = range(1965, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question as it was put: names not yet resolved, parts perhaps left out."""

    act: str
    respondent: str
    on: date
    known: date
    review: str | None = None
    programme: str | None = None
    year: int | None = None
    condition: str | None = None
    only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """Why the question cannot be answered as put, and what to put instead."""

    code: str
    why: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MayAnswer:
    """The gate's answer, the matter it is about (None: no matter fits), and the heads it relied on."""

    answer: Answer
    respondent: str
    name: str
    review: str | None
    matter: str | None
    relied_on: Mapping[str, str]


def may(record: Record, asked: Asked) -> MayAnswer | NotAsked:
    """Answer one question. Bad names and open questions come back as NotAsked."""
    if wrong := _wrong_words(record, asked):
        return wrong
    if asked.review is not None:
        asked = replace(asked, review=naming.review(record, asked.review))
    ocd_id = naming.government(asked.respondent)
    named = None if ocd_id else naming.matter(record, asked.respondent)
    body = record.body(named.respondent if named else ocd_id or "")
    if body is None:
        return _unknown_respondent(asked.respondent)
    matter = _of(named, asked) if named else _fitting(record, asked, body.ocd_id)
    if isinstance(matter, NotAsked):
        return matter
    return _answered(record, asked, body, matter)


def _answered(record: Record, asked: Asked, body: Body, matter: models.Matter | None) -> MayAnswer:
    scene = record.scene(body, matter, on=asked.on, known=asked.known)
    question = _question(record, asked, body.ocd_id, matter)
    return MayAnswer(
        answer=gate(scene, question, only=asked.only),
        respondent=body.ocd_id,
        name=body.title,
        review=matter.review if matter else asked.review,
        matter=matter.matter if matter and scene.standing else None,
        relied_on=_relied_on(record, matter),
    )


def _of(named: models.Matter, asked: Asked) -> models.Matter | NotAsked:
    """The matter that the question names, unless the question contradicts it."""
    told = (
        ("fiscal year", named.year, "year", asked.year),
        ("programme", named.programme, "programme", asked.programme),
        ("review", named.review, "review", asked.review),
    )
    for what, its_own, option, said in told:
        if said is not None and said != its_own:
            return NotAsked(
                code="matter.conflict",
                why=f"{named.matter} is a matter of {what} {its_own}, and --{option} says {said}. "
                f"Leave --{option} out, or name the respondent by its own id.",
            )
    return named


def _wrong_words(record: Record, asked: Asked) -> NotAsked | None:
    book = record.book
    if asked.act not in book.acts:
        return NotAsked(
            code="act.unknown",
            why=f"{asked.act!r} is not an act that can be asked about.",
            instead=tuple(book.acts),
        )
    if asked.condition is not None and book.condition(asked.condition) is None:
        return NotAsked(
            code="condition.unknown",
            why=f"{asked.condition!r} is not a condition on record.",
            instead=tuple(book.conditions),
        )
    if asked.only is not None and asked.only not in GROUPS:
        return NotAsked(
            code="only.unknown", why=f"{asked.only!r} is not a group of grounds.", instead=GROUPS
        )
    if asked.review is not None and naming.review(record, asked.review) is None:
        return NotAsked(
            code="review.unknown",
            why=f"{asked.review!r} is not a review on record.",
            instead=record.reviews,
        )
    return _wrong_award(record, asked)


def _wrong_award(record: Record, asked: Asked) -> NotAsked | None:
    """A programme or year that nothing on record could be about. Answered, it would be permitted by mistake."""
    if asked.programme is not None and asked.programme not in record.programmes:
        return NotAsked(
            code="programme.unknown",
            why=f"{asked.programme!r} is not an assistance listing on record.",
            instead=record.programmes,
        )
    if asked.year is not None and asked.year not in YEARS:
        return NotAsked(code="year.unknown", why=f"{asked.year} is not a fiscal year of any award.")
    return None


def _unknown_respondent(name: str) -> NotAsked:
    found: tuple[str, ...] = ()
    if name.strip() and name.isprintable():
        near = models.Government.objects.filter(short_name__istartswith=name.replace("_", " "))
        largest = near.order_by(F("population").desc(nulls_last=True), "ocd_id")
        found = tuple(largest.values_list("ocd_id", flat=True)[:12])
    return NotAsked(
        code="respondent.unknown",
        why=f"{name!r} is not an OCD id of the register, nor an id given to a government or a matter."
        + (" The largest bodies whose names begin so:" if found else ""),
        instead=found,
    )


def _fitting(record: Record, asked: Asked, ocd_id: str) -> models.Matter | NotAsked | None:
    """The one matter that the question is about: of those open by then, if there are any."""
    fits = [
        one
        for one in record.matters
        if one.respondent == ocd_id
        and asked.review in (None, one.review)
        and asked.programme in (None, one.programme)
        and asked.year in (None, one.year)
    ]
    if len(fits) > 1:
        fits = _those(fits, lambda one: _conditions(record, asked, one) is not None)
    if len(fits) > 1 and asked.condition:
        stated = record.book.condition(asked.condition)
        fits = _those(fits, lambda one: stated in (_conditions(record, asked, one) or ()))
    if len(fits) > 1:
        return NotAsked(
            code="matter.several",
            why="Several matters fit the question. Give one as --respondent, or say which by --year, "
            "--programme or --review.",
            instead=tuple(
                f"{one.matter} (review {one.review}, {one.programme}, FY{one.year})" for one in fits
            ),
        )
    return fits[0] if fits else None


def _those(fits: list[models.Matter], are: Callable[[models.Matter], bool]) -> list[models.Matter]:
    """Those of `fits` that are; all of them where none is."""
    return [one for one in fits if are(one)] or fits


def _conditions(record: Record, asked: Asked, one: models.Matter) -> tuple[str, ...] | None:
    """What the matter is about; None where it had not been opened by then, as known then."""
    opened = record.standing(one.matter, on=asked.on, known=asked.known).matter.opened
    return opened.conditions if opened else None


def _question(record: Record, asked: Asked, ocd_id: str, matter: models.Matter | None) -> Question:
    name = matter.review if matter else asked.review
    opened = record.review(name, known=asked.known).opened if name else None
    stated = record.book.condition(asked.condition) if asked.condition else None
    programme = asked.programme or (opened.programme if opened else _only(record, stated))
    return Question(
        act=asked.act,
        respondent=ocd_id,
        programme=matter.programme if matter else programme,
        year=matter.year if matter else asked.year,
        condition=stated or (opened.condition if opened else None),
        actor=opened.actor if opened else None,
        on=asked.on,
        known=asked.known,
    )


def _only(record: Record, condition: str | None) -> str | None:
    """The programme of a condition that is of one programme only."""
    named = record.book.conditions[condition].programmes if condition else ()
    return named[0] if len(named) == 1 and named[0] != ANY else None


def _relied_on(record: Record, matter: models.Matter | None) -> dict[str, str]:
    heads = {name: head for name, (_, head) in record.heads.items()}
    if matter is None:
        return heads
    names = [f"matter:{matter.matter}", f"review:{matter.review}"]
    if matter.award:
        names.append(f"award:{matter.award}")
    for name in names:
        found = streams.head(name)
        if found:
            heads[name] = found[1]
    return heads
