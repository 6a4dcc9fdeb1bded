"""`proviso people`: the first admin, roles at bodies, and how they end; what cannot be used is told."""

import json
from datetime import timedelta
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

import proviso.cli.people
from proviso.cli.app import app
from proviso.outside.clock import today
from proviso.people.models import User
from tests.acts.village import ELDER, register

pytestmark = pytest.mark.django_db
EMAIL = "ruth@town.example"


@pytest.fixture(autouse=True)
def _an_installation(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("ensure", "there"):
        monkeypatch.setattr(proviso.cli.people, name, lambda: None)
    register()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["people", *words])


def roles() -> list[dict[str, Any]]:
    (row,) = json.loads(run("list", "--json").stdout)
    found: list[dict[str, Any]] = row["roles"]
    return found


def test_the_first_admin_is_made_with_a_password_shown_once() -> None:
    assert "Make the first" in run("list").stdout
    done = run("add", EMAIL, "--name", "Ruth Ashgrove", "--role", "admin")
    assert done.exit_code == 0
    password = done.stdout.splitlines()[0].rpartition(" ")[2]
    assert User.objects.get(email=EMAIL).check_password(password)
    assert [one["role"] for one in roles()] == ["admin"]
    again = run("add", EMAIL, "--name", "Ruth Ashgrove")
    assert "First password" not in again.stdout
    assert "admin, from" in run("list").stdout


def test_a_role_at_a_government_is_held_under_its_canonical_id_and_ends() -> None:
    run("add", EMAIL, "--name", "Ruth Ashgrove")
    until = str(today() + timedelta(days=30))
    assert (
        run("role", EMAIL, "--role", "respondent-owner", "--at", "E1", "--until", until).exit_code
        == 0
    )
    (held,) = roles()
    assert (held["body"], held["last"]) == (ELDER, until)
    run("role", EMAIL, "--role", "analyst", "--at", "us/doj/ojp", "--from", "2025-01-01")
    ended = run("expire", EMAIL, "--role", "analyst", "--after", "2025-06-30")
    assert "1 role ended; the last day is 2025-06-30." in ended.stdout
    assert "1 role ended" in run("expire", EMAIL, "--at", "E1").stdout
    assert [one["last"] for one in roles()] == ["2025-06-30"], "one that began today is taken back"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "ruth", "--name", "R"), "is not an e-mail address"),
        (("role", "no@one.example", "--role", "admin"), "No account has the address"),
        (("role", EMAIL, "--role", "king"), "'king' is not a role"),
        (
            ("role", EMAIL, "--role", "respondent-owner", "--at", "X9"),
            "no government of the register",
        ),
        (("role", EMAIL, "--role", "analyst"), "none is named"),
        (("role", EMAIL, "--role", "admin", "--until", "soon"), "--until"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(words: tuple[str, ...], said: str) -> None:
    User.objects.create_user(EMAIL, name="Ruth Ashgrove")
    done = run(*words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert roles() == []


def test_it_is_a_command_of_its_own() -> None:
    assert isinstance(proviso.cli.people.people, typer.Typer)
