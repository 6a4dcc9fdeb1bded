"""Acts on the docket: cases, orders, what an order does, and what a later order does to it."""

from proviso.acts.act import Act, Sight
from proviso.domain import cases
from proviso.domain.facts.orders import CaseFiled, EffectRead, OrderChanged, OrderEntered
from proviso.domain.refusals import Refusal


def _why_not_read(see: Sight, fact: EffectRead) -> Refusal | None:
    book = see.rulebook
    refused = cases.why_not_read_effect(
        see.cases, fact, acts=frozenset(book.acts), conditions=frozenset(book.conditions)
    )
    return refused or _other_case(see, fact.order)


def _why_not_change(see: Sight, fact: OrderChanged) -> Refusal | None:
    refused = cases.why_not_change_order(see.cases, fact, on=see.on)
    return refused or _other_case(see, fact.order)


def _other_case(see: Sight, order: str) -> Refusal | None:
    """What an order does is told in the stream of its own case."""
    own = see.cases.orders[order].told.case
    if see.stream == f"case:{own}":
        return None
    return Refusal(
        code="order.other-case",
        reason=f"The order {order!r} was entered in the case {own!r}, not in {see.stream!r}.",
        cure=f"Name the case {own!r}.",
        authority="the record's own rule: an order and what it does stand in one stream",
    )


ACTS = (
    Act(
        name="file-case",
        fact=CaseFiled,
        room="case",
        says="Record a lawsuit, or an agency's file of notices.",
        why_not=lambda see, fact: cases.why_not_file_case(see.cases, fact),
        opens=True,
    ),
    Act(
        name="enter-order",
        fact=OrderEntered,
        room="case",
        says="Record an order entered in a case, or an agency's notice of non-enforcement.",
        why_not=lambda see, fact: cases.why_not_enter_order(see.cases, fact),
    ),
    Act(
        name="read-effect",
        fact=EffectRead,
        room="case",
        says="Record what an order bars or requires: of whom, for whom, and from when.",
        why_not=_why_not_read,
    ),
    Act(
        name="change-order",
        fact=OrderChanged,
        room="case",
        says="Record what a later order does to an earlier effect: stays, lifts, narrows, vacates and so on.",
        why_not=_why_not_change,
    ),
)
