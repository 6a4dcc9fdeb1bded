"""The `proviso` command itself. What it can do stands in the modules beside this one."""

import typer

app = typer.Typer(
    name="proviso",
    epilog="Start with: proviso demo",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def proviso() -> None:
    """Run a grant-condition compliance review on one record.

    Proviso answers where each respondent stands, what is due, what may lawfully be done next, and
    why: as of any day, and as it was known on any day.
    """
