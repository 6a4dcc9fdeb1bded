"""Public pages name people who acted on pages by name, never by the id of an account."""

import pytest
from django.test import Client

from proviso.domain.roles import Role
from tests.acts.village import MATTER, done, village
from tests.web.asking import words
from tests.web.signing_in import AGENCY, person, signed_in

pytestmark = pytest.mark.django_db


def test_who_evaluated_an_item_is_named() -> None:
    village()
    ana = person(signed_in((Role.ANALYST, AGENCY), name="Ana Analyst"))
    done(
        "evaluate-item",
        MATTER,
        item="policies",
        level="arrived",
        evaluated_by=ana,
        missing="Page 2.",
    )
    done("publish-criteria", "review:R1", version="1", text="All.", compiled_by=ana)
    told = words(Client(), "/matters/V1/") + words(Client(), "/reviews/R1/")
    assert "By Ana Analyst." in told
    assert "Chosen by: Ana Analyst." in told
    assert "person-" not in told
