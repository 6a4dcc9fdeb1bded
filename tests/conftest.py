"""How the tests run: on which database, in which installation. Builders and examples are not here.

`pytest` runs on SQLite. `pytest --database=postgresql -m database` runs the tests that touch the
database on a real PostgreSQL server. The mark `database` is set by itself.
"""

import os
import shutil
import tempfile

import django
import pytest
from hypothesis import settings as hypothesis_settings

from tests.postgres import NoPostgres, PrivateServer

DATABASE_FIXTURES = frozenset(
    {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
)
SERVER = pytest.StashKey[PrivateServer]()
HOME = pytest.StashKey[str]()

hypothesis_settings.register_profile("proviso", deadline=None, derandomize=bool(os.getenv("CI")))
hypothesis_settings.load_profile("proviso")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="run on SQLite (the default) or on a real PostgreSQL server",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Give the run an installation and a database of its own, before Django reads its settings."""
    if not hasattr(config, "workerinput"):  # workers of pytest-xdist inherit what is set here
        config.stash[HOME] = tempfile.mkdtemp(prefix="proviso-tests-")
        os.environ["PROVISO_HOME"] = config.stash[HOME]
        os.environ.pop("PROVISO_DATABASE_URL", None)
        if config.getoption("--database") == "postgresql":
            os.environ["PROVISO_DATABASE_URL"] = postgresql(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "proviso.config.web"
    django.setup()


def postgresql(config: pytest.Config) -> str:
    """Name the server to use: the one in the environment, else a private one that ends with the run."""
    named = os.environ.get("PROVISO_TEST_DATABASE_URL")
    if named:
        return named
    try:
        config.stash[SERVER] = PrivateServer()
    except NoPostgres as missing:
        pytest.exit(str(missing), returncode=4)
    return config.stash[SERVER].url


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()
    if HOME in config.stash:
        shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that `-m database` finds it."""
    for item in items:
        fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
