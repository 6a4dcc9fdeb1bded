"""Proposed acts and the gate: which of them a court order bars today. What stands proposed is found in in_matter."""

from collections.abc import Iterable
from datetime import date

from proviso.domain.gate import gate
from proviso.domain.questions import Answer, Question
from proviso.queries.desks.in_matter import InMatter
from proviso.queries.pages.next_acts import BLOCKED, group_of
from proviso.queries.pages.reading import Reading, reading
from proviso.records.models import Matter

MOST = 300  # proposals of a review that are asked about; more are shown without this


def barred_by(rows: Iterable[InMatter], on: date) -> dict[tuple[str, str], str]:
    """The order that bars each proposed act, by matter and act; those that none bars are left out."""
    found: dict[tuple[str, str], str] = {}
    asked = ((one.matter, wait.act) for one in rows for wait in one.waits if wait.act)
    for (matter, act), _ in zip(asked, range(MOST), strict=False):
        answer = answer_to(reading(), matter, act, on=on)
        if answer is not None and group_of(answer) == BLOCKED:
            orders = [one.order for one in answer.against if one.order]
            found[matter.matter, act] = orders[0] if orders else "an order"
    return found


def answer_to(record: Reading, one: Matter, act: str, *, on: date) -> Answer | None:
    """The gate's answer for an act in a matter, under the review's own condition, as it is asked when the act is done."""
    standing = record.standing(one.matter, on=on, known=on)
    body = record.body(one.respondent)
    if standing.matter.opened is None or body is None or act not in record.book.acts:
        return None
    opened = record.review(one.review, known=on).opened
    question = Question(
        act=act,
        respondent=one.respondent,
        programme=one.programme,
        year=one.year,
        condition=opened.condition if opened else None,
        actor=opened.actor if opened else None,
        on=on,
        known=on,
    )
    return gate(record.scene(body, one, on=on, known=on), question)
