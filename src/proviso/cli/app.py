"""The `proviso` command itself. What it can do stands in the modules beside this one."""

from importlib.metadata import version
from typing import Annotated

import typer

app = typer.Typer(
    name="proviso",
    epilog="Start with: proviso demo",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it with the flag
    """Print the version and end."""
    if asked:
        typer.echo(f"proviso {version('proviso')}")
        raise typer.Exit


@app.callback()
def proviso(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Run a grant-condition compliance review on one record.

    Proviso answers where each respondent stands, what is due, what may lawfully be done next, and
    why: as of any day, and as it was known on any day.
    """
