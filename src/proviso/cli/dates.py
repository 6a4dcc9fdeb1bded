"""`proviso date`: the public date calculator. Needs no installation and no database; asked in queries/counting."""

import json
from dataclasses import asdict, replace
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import not_both
from proviso.domain.calendar import in_words
from proviso.domain.counting import Counted, explain
from proviso.domain.refusals import Refusal
from proviso.outside.counting import load_rules
from proviso.queries.counting import Question, ask, dated, plain

PARAGRAPHS = (
    "Count a date, and say every step of the count.",
    (
        "Ask with a period and a day. The rule says which days count, what becomes of a last "
        "day that is closed, and whether service by mail adds days; the version in force on "
        "the day you count from is used. A date that a letter states is not counted: ask for "
        "it with “on”, and it is kept as stated."
    ),
    "Examples:",
    '  proviso date "30 days after 2018-01-24" --rule frcp-6a',
    '  proviso date "21 business days after 24 January 2018" --rule business-days',
    '  proviso date "14 days after 2018-04-12" --rule frcp-6a --mail --state IL',
    '  proviso date "10 days before 2018-09-04" --rule frcp-6a',
    '  proviso date "after 2017-08-31" --rule uniform-guidance-months',
    '  proviso date "on 2018-02-23" --tz America/Chicago',
    "  proviso date --rules",
    ("Exit: 0 counted; 2 the question cannot be answered (it says why, and what is expected)."),
)
HELP = "\n\n".join(PARAGRAPHS)


Phrase = Annotated[
    list[str] | None,
    typer.Argument(help="The question, as in: 30 days after 2018-01-24.", show_default=False),
]
RuleCode = Annotated[
    str,
    typer.Option(
        "--rule",
        "-r",
        help="The counting rule; --rules lists them. Without it, plain calendar days.",
        show_default=False,
    ),
]
Mail = Annotated[bool, typer.Option("--mail", help="It was served by mail.")]
ServedBy = Annotated[
    str,
    typer.Option(
        help="How it was served, if not by mail: left-with-clerk, electronic, commercial-carrier, "
        "other-agreed, hand.",
        show_default=False,
    ),
]
State = Annotated[
    str,
    typer.Option(
        metavar="XX",
        help="Look at this state's holidays too, where the rule does.",
        show_default=False,
    ),
]
Zone = Annotated[
    str,
    typer.Option(
        metavar="ZONE",
        help="The time zone in which the last day ends, as in America/Chicago.",
        show_default=False,
    ),
]
CountClosures = Annotated[
    bool,
    typer.Option(
        "--count-closures",
        help="Treat days closed by executive order as holidays; else they are only pointed out.",
    ),
]
Rules = Annotated[bool, typer.Option("--rules", help="List the counting rules.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command("date", help=HELP)
def date_command(
    phrase: Phrase = None,
    *,
    rule: RuleCode = "",
    mail: Mail = False,
    served_by: ServedBy = "",
    state: State = "",
    tz: Zone = "",
    count_closures: CountClosures = False,
    rules: Rules = False,
    as_json: AsJson = False,
) -> None:
    """Count a date, and say every step."""
    if rules:
        _list_rules(as_json=as_json)
        return
    not_both(("--mail", mail), ("--served-by", bool(served_by)), "each says how it was served.")
    question = Question(
        phrase=" ".join(phrase or ()),
        rule=rule,
        mail=mail,
        served_by=served_by,
        state=state,
        zone=tz,
        closures=count_closures,
    )
    answer = ask(question)
    if isinstance(answer, Refusal):
        _refuse(answer, as_json=as_json)
    if as_json:
        typer.echo(json.dumps(plain(question, answer), ensure_ascii=False, indent=2))
    else:
        _say(answer)


def _refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    if as_json:
        typer.echo(json.dumps({"error": asdict(refusal)}, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{refusal.reason}\n{refusal.cure}", err=True)
    raise typer.Exit(2)


def _say(counted: Counted) -> None:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    head, *steps = explain(replace(counted, calendar=counted.calendar.partition("; ")[0]))
    console.print(in_words(counted.due), style="bold")
    console.print(head.partition(": ")[2])
    for step in steps:
        mark = "note" if step in counted.flags else "-"
        console.print(f"  {mark} {step}")


def _list_rules(*, as_json: bool) -> None:
    known = load_rules()
    if as_json:
        typer.echo(json.dumps(dated([asdict(rule) for rule in known]), indent=2))
        return
    table = Table("Rule", "In force from", "What it is", "Authority", box=None, pad_edge=False)
    for rule in known:
        table.add_row(rule.code, rule.since.isoformat(), rule.title, rule.authority)
    Console().print(table)
