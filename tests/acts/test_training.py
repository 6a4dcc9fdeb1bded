"""Real governments and invented deadlines never share a review."""

import pytest

from proviso.acts.training import why_not_mix
from proviso.domain.facts.letters import LetterViewed
from proviso.domain.facts.matters import MatterOpened
from proviso.domain.facts.reviews import ReviewOpened
from proviso.domain.reviews import Review
from tests.builders import a

REAL = "ocd-division/country:us/state:ms/place:jackson"
INVENTED = "ocd-division/country:zz/state:mv/county:elder_falls"


def review(*, training: bool) -> Review:
    return Review(opened=a(ReviewOpened, training=training))


@pytest.mark.parametrize(("respondent", "training"), [(REAL, False), (INVENTED, True)])
def test_a_matter_of_the_reviews_own_sort_may_be_opened(respondent: str, *, training: bool) -> None:
    fact = a(MatterOpened, respondent=respondent)
    assert why_not_mix(review(training=training), fact) is None


@pytest.mark.parametrize(("respondent", "training"), [(REAL, True), (INVENTED, False)])
def test_a_matter_of_the_other_sort_is_refused(respondent: str, *, training: bool) -> None:
    refusal = why_not_mix(review(training=training), a(MatterOpened, respondent=respondent))
    assert refusal is not None
    assert refusal.code == "review.mixed"
    assert respondent in refusal.reason


def test_a_review_that_is_not_open_says_nothing_here() -> None:
    assert why_not_mix(Review(), a(MatterOpened, respondent=REAL)) is None


def test_other_facts_are_left_alone() -> None:
    assert why_not_mix(review(training=True), a(LetterViewed)) is None
