"""Real governments and invented deadlines never mix: a training review holds invented places only, others none."""

from proviso.domain.facts import Fact
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review

# ISO 3166-1 leaves zz to its users: no real government has an id under it.
INVENTED = "ocd-division/country:zz"


def why_not_mix(review: Review, fact: Fact) -> Refusal | None:
    """Refuse a matter whose respondent is real in a training review, or invented in a real one."""
    if not isinstance(fact, MatterOpened) or review.opened is None:
        return None
    invented = fact.respondent.startswith(INVENTED)
    if invented == review.opened.training:
        return None
    sort = "a training review" if review.opened.training else "a review of real governments"
    other = "an invented place" if invented else "a real government"
    return Refusal(
        code="review.mixed",
        reason=f"{fact.review} is {sort}, and {fact.respondent} is {other}.",
        cure="Open the matter in a review of its own sort. Invented places have ids under country:zz.",
        authority="the record's own rule: real governments and invented deadlines never mix",
    )
