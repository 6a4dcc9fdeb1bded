"""`proviso date`: the public date calculator. Needs no installation and no database; counts in the domain."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from rich.console import Console
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import EARLIEST, LATEST, not_both
from proviso.domain.calendar import WEEKDAYS, in_words
from proviso.domain.counting import Counted, count, explain
from proviso.domain.periods import Period, parse_phrase
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_rules
from proviso.outside.holidays import calendar_for

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was typed, still in words where words were typed."""

    phrase: str
    rule: str
    mail: bool
    served_by: str
    state: str
    zone: str
    closures: bool


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
        typer.echo(json.dumps(_plain(question, answer), ensure_ascii=False, indent=2))
    else:
        _say(answer)


def ask(question: Question) -> Counted | Refusal:
    """Answer a question typed at the command line."""
    period = parse_phrase(question.phrase)
    if isinstance(period, Refusal):
        return period
    rule = _off(period.trigger) or _rule(question, period)
    if isinstance(rule, Refusal):
        return rule
    calendar = calendar_for(rule, state=question.state)
    if isinstance(calendar, Refusal):
        return calendar
    method = "mail" if question.mail else question.served_by
    return _zone(question.zone) or count(
        period.trigger,
        period.number,
        period.unit,
        rule,
        calendar,
        direction=period.direction,
        mail=rule.adds_days_for(method) if question.served_by else question.mail,
        place=question.zone,
    )


def _off(trigger: date) -> Refusal | None:
    if EARLIEST <= trigger <= LATEST:
        return None
    return Refusal(
        code="date.too-far",
        reason=f"{trigger} is too far off to be meant.",
        cure=f"Ask about a day from {EARLIEST} to {LATEST}.",
        authority="How a question is put",
    )


def _rule(question: Question, period: Period) -> Rule | Refusal:
    code = question.rule or ("stated" if period.unit == "stated" else "calendar-days")
    rule = in_force(load_rules(), code=code, on=period.trigger)
    if question.closures and isinstance(rule, Rule):
        return replace(rule, closures="count")
    return rule


def _zone(zone: str) -> Refusal | None:
    if not zone:
        return None
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Refusal(
            code="date.unknown-zone",
            reason=f"{zone} is not a time zone that this machine knows.",
            cure="Give a name such as America/New_York, America/Chicago, America/Los_Angeles or UTC.",
            authority="The IANA time zone database",
        )
    return None


def _refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    if as_json:
        typer.echo(json.dumps({"error": asdict(refusal)}, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{refusal.reason}\n{refusal.cure}", err=True)
    raise typer.Exit(2)


def _plain(question: Question, counted: Counted) -> object:
    answer: dict[str, Any] = {"asked": question.phrase, **asdict(counted)}
    answer["weekday"] = WEEKDAYS[counted.due.weekday()]
    answer["ends_at"] = None
    if question.zone:
        end = datetime.combine(counted.due, time(23, 59, 59), tzinfo=ZoneInfo(question.zone))
        answer["ends_at"] = end.isoformat()
    answer["flags"] = list(counted.flags)
    answer["explanation"] = list(explain(counted))
    return _dated(answer)


def _dated(value: object) -> object:
    match value:
        case dict():
            return {key: _dated(one) for key, one in value.items()}
        case list() | tuple():
            return [_dated(one) for one in value]
        case None | str() | int():
            return value
        case _:
            return str(value)


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
        typer.echo(json.dumps(_dated([asdict(rule) for rule in known]), indent=2))
        return
    table = Table("Rule", "In force from", "What it is", "Authority", box=None, pad_edge=False)
    for rule in known:
        table.add_row(rule.code, rule.since.isoformat(), rule.title, rule.authority)
    Console().print(table)
