"""The private PostgreSQL server that the tests make, from the system's programs and from PyPI's."""

from pathlib import Path

import psycopg
import pytest

from tests import postgres


@pytest.mark.slow
@pytest.mark.parametrize(
    "programs", [postgres.system_programs(), postgres.packaged_programs()], ids=str
)
def test_a_private_server_answers_and_leaves_nothing_behind(programs: Path | None) -> None:
    if programs is None:
        pytest.skip("This machine has PostgreSQL's programs from one of the two places only.")
    server = postgres.PrivateServer(programs)
    with psycopg.connect(server.url) as connection:
        assert connection.execute("select 6 * 7").fetchone() == (42,)
    server.stop()
    assert not server.folder.exists()


def test_without_postgresql_the_run_fails_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres, "system_programs", lambda: None)
    monkeypatch.setattr(postgres, "packaged_programs", lambda: None)
    with pytest.raises(postgres.NoPostgres, match="PROVISO_TEST_DATABASE_URL"):
        postgres.PrivateServer()
