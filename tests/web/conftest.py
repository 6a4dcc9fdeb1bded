"""Pages asked in this process: no server, no browser, static files under their plain names."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker, Settings

PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _plain_names(settings: Settings) -> None:
    """Files keep their names: nothing is laid out for these tests."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, **PLAIN}


@pytest.fixture(scope="package")
def review(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference review, brought in once for this folder."""
    from tests.village import (
        reference_review,
    )  # Django is set up by now, and not when this file is read

    with django_db_blocker.unblock(), reference_review():
        yield
