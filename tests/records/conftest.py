"""Two agencies in a PostgreSQL database with row-level security, made once for a module of tests."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker


@contextmanager
def alone() -> Iterator[None]:
    """One process of the run at a time: the database and the roles of these tests are of the whole server."""
    with (Path(tempfile.gettempdir()) / "proviso-rows.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="module")
def tenants(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The two agencies of the village in a database of their own, with the role that serves the pages."""
    from proviso.records import security  # Django is set up by now, and not when this file is read
    from tests.acts.two_agencies import two_agencies
    from tests.records.tenants import OWNER, PAGES, PASSWORD, connected, database

    with alone(), pytest.MonkeyPatch.context() as changed, django_db_blocker.unblock(), database():
        changed.setenv("PROVISO_HOME", str(tmp_path_factory.mktemp("home")))
        with connected(OWNER):
            two_agencies()
            security.secure(PAGES, PASSWORD)
        yield


@pytest.fixture
def pages(tenants: None) -> Iterator[None]:
    """Connected as who serves the pages."""
    from tests.records.tenants import PAGES, connected

    with connected(PAGES, guarded=True):
        yield
