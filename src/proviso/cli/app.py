"""The `proviso` command itself, and what all its commands have in common. What it can do stands in the modules beside this one."""

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup


class Once(TyperCommand):
    """A command that takes each of its options once: of two values one would be dropped unseen."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; exit 2 where an option that holds one value was given two."""
        _once(self.params, ctx, args)
        return super().parse_args(ctx, args)


class OnceGroup(TyperGroup):
    """A group whose own options, before the name of a command, are taken once each."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed up to the name of a command; exit 2 as `Once` does."""
        _once(self.params, ctx, args)
        return super().parse_args(ctx, args)


def _once(params: Sequence[Any], ctx: Any, args: Sequence[str]) -> None:
    """Fail where an option that holds one value is given twice."""
    one_value = {
        name: max(param.opts, key=len)
        for param in params
        if param.param_type_name == "option" and not _takes_many(param)
        for name in param.opts
    }
    told: dict[str, list[str]] = {}
    for name, value in _given(one_value, args, mixed=ctx.allow_interspersed_args):
        told.setdefault(name, []).append(value)
    for name, values in told.items():
        if len(values) > 1 and not ctx.resilient_parsing:
            ctx.fail(f"{name} was given {len(values)} times: {', '.join(values)}. Give it once.")


def _takes_many(param: Any) -> bool:
    """Whether the option may be repeated: it collects values, or is a flag and has none."""
    return bool(param.multiple or param.is_flag or param.count)


def _given(
    one_value: dict[str, str], args: Sequence[str], *, mixed: bool
) -> Iterator[tuple[str, str]]:
    """Each option that takes a value, under its long name, with the value that follows it.

    Unless options and other words are mixed, the first other word ends them: what follows is its.
    """
    rest = iter(args)
    for word in rest:
        if word == "--" or not (mixed or word.startswith("-")):
            return
        name, equals, value = word.partition("=")
        if name in one_value:
            yield one_value[name], value if equals else next(rest, "")


class App(typer.Typer):
    """A group whose commands take each of their options once."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        """Register a command."""
        return super().command(name, **{"cls": Once, **settings})

    def callback(self, **settings: Any) -> Callable[..., Any]:
        """Register what the group does before, or without, one of its commands."""
        return super().callback(**{"cls": OnceGroup, **settings})


app = App(
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
