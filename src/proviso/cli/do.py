"""`proviso do ACT`: one command for each act, made from the table of acts. The work is in acts/perform."""

import getpass
import inspect
import os
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, NoReturn

import typer
from rich.markup import escape

from proviso.acts.act import Act, Deed, Receipt, Told
from proviso.acts.asked import ready, stream_column
from proviso.acts.meanings import meaning
from proviso.acts.parsing import Field, Wrong, fields_of
from proviso.acts.perform import perform, sitting
from proviso.acts.table import ALL
from proviso.cli.app import App, app
from proviso.cli.asking import BAD_QUESTION, REFUSED, err, out, show_json
from proviso.cli.installation import ensure
from proviso.domain.refusals import Refusal
from proviso.outside import rulebook
from proviso.outside.clock import now
from proviso.outside.ids import new_key
from proviso.records import register

HELP = """Perform one act: a letter is sent, an order is entered, a determination is made.

Each act has its own command; its options are what the act records. The act passes the gate: it is
refused if the law, the procedure, fairness or an order of a court stands against it, and the refusal
says what to do.

Examples:

  proviso do send-letter --help

  proviso do verify-contact --matter J13-FY2016 --contact mayor --how telephone --by clerk

Exit: 0 done; 3 refused, with the reason; 2 the act cannot be read as it was asked."""

do_app = App(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
app.add_typer(do_app, name="do")

SAYS = {
    "text": "text",
    "texts": "text; text",
    "number": "number",
    "numbers": "number; number",
    "flag": "true or false",
    "day": "YYYY-MM-DD",
    "sum": "dollars, as 70511.00",
}
ROOMS = {
    "register": "It is kept in the register of governments.",
    "programme": "It is kept on the record of its programme.",
    "award": "It is kept on the record of its award.",
    "source": "It is kept on the record of its source.",
    "review": "It is kept on the record of its review.",
    "case": "It is kept on the record of its court case.",
    "matter": "It is kept on the record of its matter.",
}
ENVELOPE = {
    "on": "The day it happened: YYYY-MM-DD, YYYY-MM or YYYY. Default: today.",
    "learned": "The day the agency learned of it. Default: the day it happened.",
    "by": "Who records it. Default: PROVISO_BY, else the name you are logged in with.",
    "confidence": "How sure it is: high, medium or low. Default: not stated.",
    "evidence": "What it rests on: ids of noted sources or addresses, joined by ;",
    "note": "A remark kept with the entry.",
    "key": "A key of your own: the same act with the same key is done once.",
}


def _option(name: str, kind: str, says: str, *, needed: bool) -> inspect.Parameter:
    metavar = SAYS.get(kind, kind).upper() if kind in {"text", "texts"} else SAYS[kind]
    option = typer.Option(f"--{name.replace('_', '-')}", metavar=metavar, help=says)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if needed else None,
        annotation=Annotated[str if needed else str | None, option],
    )


def _of_field(act: Act, one: Field) -> inspect.Parameter:
    needed = one.needed and one.name not in act.derived
    return _option(one.name, one.kind, meaning(act, one, rulebook.load()), needed=needed)


def _parameters(act: Act) -> list[inspect.Parameter]:
    column = stream_column(act)
    own = [_of_field(act, one) for one in fields_of(act.fact)]
    if column:
        own.insert(
            0, _option(column, "text", f"The {column} it belongs to, by its id.", needed=True)
        )
    beside = [_option(name, "text", says, needed=False) for name, says in ENVELOPE.items()]
    as_json = inspect.Parameter(
        "as_json",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--json", help="Answer in JSON.")],
    )
    return [*own, *beside, as_json]


def _command(act: Act) -> Callable[..., None]:
    """The function behind `proviso do ACT`, with the act's fields as its options."""

    def run(*, as_json: bool, **texts: str | None) -> None:
        _do(act, {name: text or "" for name, text in texts.items()}, as_json=as_json)

    parameters = _parameters(act)
    run.__name__ = act.name.replace("-", "_")
    run.__doc__ = f"{act.says}\n\n{ROOMS[act.room]}"
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


for _act in ALL.values():
    do_app.command(_act.name)(_command(_act))


def _do(act: Act, texts: dict[str, str], *, as_json: bool) -> None:
    ensure()
    moment = now()
    key = texts.pop("key") or new_key()
    texts["by"] = texts["by"] or os.environ.get("PROVISO_BY") or getpass.getuser()
    texts["on"] = texts["on"] or moment.date().isoformat()
    match ready(act, texts, at=moment, key=key, resolve=register.resolve):
        case (Deed() as deed, Told() as told):
            outcome = perform(deed, told)
        case wrong:
            _bad(list(wrong), as_json=as_json)
    if isinstance(outcome, Refusal):
        _refused(outcome, as_json=as_json)
    with sitting() as one:
        one.checkpoint()
    _done(act, outcome, as_json=as_json)


def _bad(wrong: list[Wrong], *, as_json: bool) -> NoReturn:
    if as_json:
        show_json({"done": False, "wrong": [asdict(one) for one in wrong]})
    else:
        for one in wrong:
            option = one.field.replace("_", "-")
            why = f"found {one.found}; expected {one.expected}" if one.expected else one.found
            said = f"--{option}: {why}. {one.cure}"
            err.print(escape(said), soft_wrap=True)
    raise typer.Exit(BAD_QUESTION)


def _refused(refusal: Refusal, *, as_json: bool) -> NoReturn:
    if as_json:
        show_json({"done": False, "refusal": asdict(refusal)})
    else:
        err.print(f"[bold]Refused[/bold] ({escape(refusal.code)}).", soft_wrap=True)
        err.print(escape(refusal.reason), soft_wrap=True)
        err.print(f"What to do: {escape(refusal.cure)}", soft_wrap=True)
        err.print(f"Authority: {escape(refusal.authority)}", soft_wrap=True)
    raise typer.Exit(REFUSED)


def _done(act: Act, receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        show_json({"done": True, "act": act.name, **asdict(receipt)})
        return
    numbers = ", ".join(f"{receipt.stream}#{number}" for number in receipt.numbers)
    again = " It had been done before with this key." if receipt.again else ""
    out.print(f"{act.name}: {escape(numbers)}.{again}", soft_wrap=True)
