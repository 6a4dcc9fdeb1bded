"""`proviso demo` where it cannot do as usual: an installation in use or of an earlier version, a port that is taken."""

import socket

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

import proviso.cli.demo
from proviso.acts.bring_in import BroughtIn
from proviso.acts.bring_in.result import Problem
from proviso.cli.app import app
from proviso.cli.demo import _port
from proviso.cli.serve import HERE, PORT


def _comes_to(patch: pytest.MonkeyPatch, code: str) -> None:
    problem = Problem(
        file="read-effect.csv", line=24, field="effect", found="'O35.1'", expected="another",
        cure="Use another name.", code=code,
    )  # fmt: skip
    came = BroughtIn(name="section_1373", counts={}, again=0, problems=(problem,))
    patch.setattr(proviso.cli.demo, "ensure", lambda: False)
    patch.setattr(proviso.cli.demo, "bring_in", lambda *_, **__: came)


@pytest.mark.parametrize(("code", "many"), [("effect.exists", 1), ("cell", 0)])
def test_an_installation_of_an_earlier_version_is_told(
    monkeypatch: pytest.MonkeyPatch, code: str, many: int
) -> None:
    _comes_to(monkeypatch, code)
    found = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert found.exit_code == 1
    assert "read-effect.csv:24" in found.stderr
    assert found.stderr.count("Name another folder in PROVISO_HOME") == many


def test_where_the_usual_port_is_taken_another_is_used() -> None:
    try:
        taken = socket.create_server((HERE, PORT))
    except OSError:
        assert _port() == 0
        return
    with taken:
        assert _port() == 0


@pytest.mark.parametrize("kind", ["independent", "agency_gov", "agency_other"])
def test_an_installation_in_use_gets_no_invented_places_and_no_printed_passwords(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, kind: str
) -> None:
    monkeypatch.setattr(proviso.cli.demo, "ensure", lambda: pytest.fail("it was set up"))
    settings.SITE_KIND = kind
    found = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert found.exit_code == 2
    assert f"PROVISO_SITE_KIND is {kind}" in found.stderr
    assert "@demo.example" not in found.output
