"""Answers item by item through the acts: recorded after their response, refused without it."""

import pytest

from proviso.domain.facts.answers import LetterAnswerCertified
from tests.acts.village import MATTER, done, last, refused, request, village

pytestmark = pytest.mark.django_db
SHA = "cd" * 32
OF_IT = {"letter": "L1", "response": "A1"}


@pytest.fixture(autouse=True)
def _asked() -> None:
    village()
    request()


def test_a_response_is_told_item_by_item_and_certified() -> None:
    assert refused("answer-item", MATTER, **OF_IT, item="policies", answer="given") == (
        "response.unknown"
    )
    done("receive-response", MATTER, **OF_IT, kind="full")
    done("receive-production", MATTER, response="A1", production="P1", volume=1)
    done("answer-item", MATTER, **OF_IT, item="policies", answer="given")
    file = {**OF_IT, "production": "P1", "item": "policies", "name": "a.pdf", "sha256": SHA}
    done("receive-file", MATTER, **file)
    done("certify-answer", MATTER, **OF_IT)
    assert isinstance(last().fact, LetterAnswerCertified)
    assert refused("receive-file", MATTER, **{**file, "name": "b.pdf"}) == "response.certified"


def test_a_reply_names_what_it_is_about() -> None:
    done("file-reply", MATTER, reply="R1", to="entry", about="matter:V1#1")
    assert refused("file-reply", MATTER, reply="R2", to="concern", about="K1") == "concern.unknown"
