"""The register as reading needs it, made once for the tests here."""

import pytest

from proviso.outside.gazetteer import rows
from proviso.reading.governments.places import Places


@pytest.fixture(scope="session")
def places() -> Places:
    return Places(rows())
