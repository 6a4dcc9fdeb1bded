"""How these tests run a command. The commands' own texts and exits are in the tests."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from proviso.cli.app import app
from proviso.cli.main import bring_in_commands

HOUSTON = "ocd-division/country:us/state:tx/place:houston"


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    bring_in_commands()
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def answer(*words: object, exits: int = 0) -> Any:
    """The answer in JSON of a command that ends as expected."""
    found = run(*words, "--json")
    assert found.exit_code == exits, found.output
    return json.loads(found.stdout)


def refused(*words: object) -> str:
    """What is said of a question that cannot be answered as put: exit 2, nothing on standard output."""
    found = run(*words)
    assert found.exit_code == 2, found.output
    assert found.stdout == ""
    return found.stderr
