"""`proviso serve` where it cannot: what is said, and how it ends. That it serves is shown by the journeys."""

import socket

import pytest
import typer
from django.conf import settings
from pytest_django import Settings

from proviso.cli.serve import HERE, start


def test_a_port_that_is_taken_is_told_with_what_to_do(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.STATIC_ROOT = settings.PROVISO_HOME / "static-of-serve"
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        taken.listen()
        with pytest.raises(typer.Exit) as end:
            start(HERE, taken.getsockname()[1])
    assert end.value.exit_code == 2
    said = capsys.readouterr().err
    assert f"Cannot listen on {HERE}, port" in said
    assert "--port 0" in said
    assert (settings.STATIC_ROOT / "staticfiles.json").is_file()


def test_debug_is_off_whatever_the_environment() -> None:
    assert settings.DEBUG is False
