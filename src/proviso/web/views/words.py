"""How a review works, and the words of the house with their one meaning. The words themselves are in GLOSSARY.md."""

from django.http import HttpResponse

from proviso.outside.glossary import glossary as words_of_the_house
from proviso.queries.pages.lines import STATES_SAID
from proviso.queries.pages.next_acts import GROUPS
from proviso.web.access import Asked, public
from proviso.web.page import page
from proviso.web.phrases import MEANINGS

GATE_SAID = {
    "open now": "Every condition that the law sets is met, as far as the record shows, and no order bars it.",
    "only after something else happens": "Something is missing that can still come: a proof of service, an evaluation, a notice, a second signature.",
    "blocked by a court order": "An order in effect on that day bars it for this government and condition. No reason and no signature stands in for an order.",
    "not settled": "The record does not tell. An unknown that matters refuses; it is never taken for a yes.",
}
CLOCKS = (
    ("running", "conditional", "The day has not come, and delivery of the letter that states it is proven."),
    ("overdue", "passed", "The day has passed while the clock ran, and what was due is not on record."),
    ("not started", "unsettled", "A letter states the day, but nothing proves that the letter arrived. Nothing is overdue."),
    ("tolled", "unsettled", "The clock stands still, because of an order or a decision."),
    ("met", "allowed", "What was due was done; the page says when, and whether late."),
    ("closed", "agency", "The matter is closed, and nothing is due any more."),
)  # fmt: skip


@public
def how(request: Asked) -> HttpResponse:
    """The process in general, and what the states and colours mean."""
    return page(
        request,
        "how",
        title="How a review works",
        states=[(str(state).capitalize(), says) for state, says in STATES_SAID.items()],
        gates=[(name.capitalize(), MEANINGS[name], GATE_SAID[name]) for name in GROUPS],
        clocks=[(name.capitalize(), tone, says) for name, tone, says in CLOCKS],
    )


@public
def glossary(request: Asked) -> HttpResponse:
    """Every word of the house, each with an address of its own."""
    return page(request, "glossary", title="What the words mean", chapters=words_of_the_house())
