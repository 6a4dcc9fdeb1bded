"""What the pages ask, on the reference review, brought in once for this folder."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="package", autouse=True)
def village(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference review, brought in once for this folder."""
    from tests.village import (
        reference_review,
    )  # Django is set up by now, and not when this file is read

    with django_db_blocker.unblock(), reference_review():
        yield
