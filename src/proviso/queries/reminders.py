"""Which reminders are owed on a day, which wait for a second person, which the gate holds back and why. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proviso.domain import reminders
from proviso.domain.gate import gate
from proviso.domain.letters import LetterKind
from proviso.domain.questions import Question
from proviso.domain.reminders import Reminder
from proviso.domain.reviews import Review
from proviso.queries.record import Record
from proviso.records.models import Matter

AT_ONCE = 500
ACT = "send-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One reminder of one matter, owed or missed. `waits` is the round it waits in for people; `held` why the gate refuses it."""

    review: str
    matter: str
    reminder: Reminder
    waits: str | None
    held: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be put into a round now."""
        return self.owed and self.waits is None and not self.held

    @property
    def owed(self) -> bool:
        """Whether it can still be sent; else it is told as missed only."""
        return self.reminder.since is not None


def reminders_on(
    record: Record, *, on: date, known: date, review: str | None = None
) -> tuple[Owed, ...]:
    """Every reminder that is owed on that day and has not gone, and those that were missed, review by review."""
    return tuple(
        one
        for name in record.reviews
        if review in (None, name)
        for one in _of_review(record, name, on=on, known=known)
    )


def _of_review(record: Record, name: str, *, on: date, known: date) -> Iterator[Owed]:
    held = record.review(name, known=known)
    procedure = record.procedure(held, on)
    if procedure is None or not procedure.reminders.days:
        return
    chosen = [one for one in record.matters if one.review == name]
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        names = [f"matter:{one.matter}" for one in some]
        record.read(names)
        for one in some:
            standing = record.standing(one.matter, on=on, known=known)
            rule, days = procedure.clock_starts_on, procedure.reminders.days
            for owed in reminders.owed(standing, days=days, rule=rule, on=on):
                yield Owed(
                    review=name,
                    matter=one.matter,
                    reminder=owed,
                    waits=_waits(held, one.matter, owed.since) if owed.since else None,
                    held=_held(record, one, held, on=on, known=known) if owed.since else (),
                )
        record.forget(names)


def _waits(review: Review, matter: str, since: date) -> str | None:
    """The round of reminders that has this one, which has not gone: it waits for people, or for the rest of a release."""
    for one in review.sendings.named.values():
        opened = review.rounds.get(one.round)
        day = opened.on if opened else None
        of_it = one.letter_kind == LetterKind.REMINDER and matter in one.matters
        if of_it and day is not None and day >= since:
            return one.round
    return None


def _held(
    record: Record, matter: Matter, review: Review, *, on: date, known: date
) -> tuple[str, ...]:
    """Why the gate refuses a second letter to this matter on that day; empty where it does not."""
    body = record.body(matter.respondent)
    opened = review.opened
    if body is None or opened is None:
        return ("The respondent is not in the register.",)
    question = Question(
        act=ACT,
        respondent=matter.respondent,
        programme=matter.programme,
        year=matter.year,
        condition=opened.condition,
        actor=opened.actor,
        on=on,
        known=known,
    )
    answer = gate(record.scene(body, matter, on=on, known=known), question)
    if answer.permitted:
        return ()
    return tuple(f"{one.code}: {one.says}" for one in answer.grounds if one.holds is not True)
