"""Where Django's secret key is kept."""

from pathlib import Path

import pytest

from proviso.config.secret import keep, secret_key


def test_an_installation_keeps_one_secret_that_only_its_owner_reads(tmp_path: Path) -> None:
    (tmp_path / "proviso.sqlite3").touch()
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert (tmp_path / "keys" / "django").stat().st_mode & 0o077 == 0


def test_two_processes_that_start_at_once_agree_on_the_first_secret(tmp_path: Path) -> None:
    place = tmp_path / "django"
    assert keep(place, "first") == "first"
    assert keep(place, "second") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["django"]


def test_where_nothing_is_installed_the_secret_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "none"
    assert secret_key(home) != secret_key(home)
    assert not home.exists()
    home.mkdir()
    monkeypatch.delenv("PROVISO_DATABASE_URL", raising=False)
    assert secret_key(home) != secret_key(home)
    assert not list(home.iterdir())


def test_where_only_a_database_is_named_the_secret_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVISO_DATABASE_URL", "postgresql://elsewhere/proviso")
    assert secret_key(tmp_path) == secret_key(tmp_path)
