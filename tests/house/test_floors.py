"""The floors and the other contracts, as import-linter sees them; the migrations, as Django does."""

from io import StringIO

import pytest
from django.core.management import call_command
from importlinter.cli import lint_imports

from tests.house.layout import ROOT


def test_imports_go_down_and_keep_the_other_contracts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
    assert kept, capsys.readouterr().out


@pytest.mark.django_db
def test_the_migrations_are_as_the_models_say() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"The models have changed without a migration:\n{said.getvalue()}")
