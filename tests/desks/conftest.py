"""Pages of the desks asked in this process, in a small village. Apart from tests/web, whose folder holds the reference review."""

import pytest
from pytest_django import Settings

from tests.web.conftest import PLAIN


@pytest.fixture(autouse=True)
def _plain_names(settings: Settings) -> None:
    """Files keep their names, and passwords cost nothing."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, **PLAIN}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
