"""Cases on the docket: by id, by plaintiff, and which of them matter to a review. What their orders do is in effects."""

from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.facts.orders import CaseFiled, EffectRead
from proviso.domain.questions import ANY
from proviso.queries.pages.reading import Reading


def cases(record: Reading, known: date) -> dict[str, tuple[CaseFiled, Entry]]:
    """Every case known by the day, with the entry that records it."""
    return record.once(
        ("cases", known),
        lambda: {
            one.fact.case: (one.fact, one)
            for one in record.surrounding
            if isinstance(one.fact, CaseFiled) and one.learned <= known
        },
    )


def lawsuits(record: Reading, on: date, known: date) -> dict[str, tuple[str, ...]]:
    """For each government, the cases it had brought by the day."""
    return record.once(("lawsuits", on, known), lambda: _lawsuits(record, on, known))


def _lawsuits(record: Reading, on: date, known: date) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for case, (fact, entry) in cases(record, known).items():
        if entry.on is None or entry.on <= on:
            for body in fact.plaintiffs:
                found[body] = (*found.get(body, ()), case)
    return found


def cases_about(record: Reading, review: str, known: date) -> frozenset[str]:
    """The cases that matter to a review: an order in them speaks of its conditions, or a respondent brought them."""
    return record.once(("about", review, known), lambda: _about(record, review, known))


def _about(record: Reading, review: str, known: date) -> frozenset[str]:
    opened = record.review(review, known=known).opened
    if opened is None:
        return frozenset()
    matters = record.of_review.get(review, ())
    asked = set(conditions_of(record, review, known))
    respondents = {one.respondent for one in matters}
    found = {
        name
        for name, (fact, _) in cases(record, known).items()
        if respondents.intersection(fact.plaintiffs)
    }
    owner = {one.told.order: one.told.case for one in record.around(known).docket.orders}
    for node in record.around(known).docket.effects:
        told = node.told
        if isinstance(told, EffectRead) and _speaks_of(told, opened.programme, asked):
            found.add(owner.get(node.order, ""))
    own = review in record.training  # and what is real stays apart from what is invented
    return frozenset(
        name for name in found - {""} if (f"case:{name}" in record.training_streams) == own
    )


def conditions_of(record: Reading, review: str, known: date) -> tuple[str, ...]:
    """The review's own condition, then the others published for its programme."""
    opened = record.review(review, known=known).opened
    if opened is None:
        return ()
    published = sorted(record.around(known).published, key=lambda one: (one[2], one[1]))
    others = (name for programme, name, _ in published if programme == opened.programme)
    return tuple(dict.fromkeys((opened.condition, *others)))


def _speaks_of(effect: EffectRead, programme: str, conditions: set[str]) -> bool:
    of_it = not effect.programmes or {ANY, programme}.intersection(effect.programmes)
    return bool(
        of_it and (not effect.conditions or {ANY, *conditions}.intersection(effect.conditions))
    )
