"""`proviso may`: one question to the gate, or a file of them. The answer is found in queries/may."""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.markup import escape
from rich.padding import Padding

from proviso.cli.app import app
from proviso.cli.asking import (
    BAD_QUESTION,
    PERMITTED,
    REFUSED,
    AsJson,
    Known,
    On,
    Review,
    bad,
    day,
    err,
    not_both,
    out,
    show_json,
    show_line,
)
from proviso.cli.questions import asked_in
from proviso.outside import rulebook
from proviso.queries.answers import as_dict, not_asked
from proviso.queries.may import Asked, MayAnswer, NotAsked, may
from proviso.queries.record import Record

MARKS = {
    True: "[green]holds[/green]    ",
    False: "[red]fails[/red]    ",
    None: "[yellow]not known[/yellow]",
}

HELP = """May this act be done to this government, on this day, and why?

The answer comes with its grounds: orders in effect, procedure, fairness, identity. Each \
holds, fails or is not known; an unknown that matters refuses, and says so.

[bold]Examples[/bold]

  proviso may enforce-condition --respondent ocd-division/country:us/state:tx/place:houston --condition notice --year 2017 --on 2018-01-24 --only orders

  proviso may issue-subpoena --respondent J17 --year 2016 --on 2018-03-01

  proviso may issue-subpoena --respondent J17-FY2016 --on 2018-03-01   (the same, by the matter's id)

  proviso may --batch questions.jsonl

Exit: 0 permitted, 3 refused, 2 the question cannot be answered (it says why)."""

Act = Annotated[
    str | None,
    typer.Argument(
        help="The act, such as enforce-condition. Without one, they are listed.",
        show_default=False,
    ),
]
Respondent = Annotated[
    str | None,
    typer.Option(
        "--respondent",
        metavar="ID",
        help="The government: an OCD id or an id given to it (J21); or a matter (J21-FY2016).",
    ),
]
Programme = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="Assistance listing, such as 16.738.")
]
Year = Annotated[int | None, typer.Option(help="Fiscal year of the award.")]
Condition = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The condition that is the stated ground of the act: notice, access, section-1373… "
        "Default: the review's own.",
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        metavar="GROUP",
        help="Only one group of grounds: orders, procedure, fairness or identity.",
    ),
]
Batch = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="A question a line in (JSON, with the keys act, respondent, programme, year, "
        "condition, on, known, only, review), an answer a line out; - reads standard input. "
        "Exit: 0 all answered, 2 a line could not be.",
    ),
]


@app.command("may", help=HELP)
def command(
    act: Act = None,
    respondent: Respondent = None,
    programme: Programme = None,
    year: Year = None,
    condition: Condition = None,
    on: On = None,
    known: Known = None,
    only: Only = None,
    review: Review = None,
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Put one question, or a file of them."""
    if batch is not None:
        told = (act, respondent, programme, year, condition, on, known, only, review)
        alone = "each line of the file is a whole question."
        not_both(("--batch", True), ("another part of a question", any(told)), alone)
        raise typer.Exit(_batch(batch))
    if act is None or respondent is None:
        acts = tuple(rulebook.load().acts)
        bad("Name an act and a respondent: proviso may ACT --respondent ID. The acts:", acts)
    asked = Asked(
        act=act,
        respondent=respondent,
        on=day(on, "on"),
        known=day(known, "known"),
        review=review,
        programme=programme,
        year=year,
        condition=condition,
        only=only,
    )
    _answer(may(Record(), asked), as_json=as_json)


def _answer(found: MayAnswer | NotAsked, *, as_json: bool) -> NoReturn:
    """Print the answer and end with its exit code."""
    if isinstance(found, NotAsked):
        if as_json:
            show_json(not_asked(found))
            raise typer.Exit(BAD_QUESTION)
        bad(found.why, found.instead)
    if as_json:
        show_json(as_dict(found))
    else:
        show(found)
    raise typer.Exit(PERMITTED if found.answer.permitted else REFUSED)


def show(found: MayAnswer) -> None:
    """Print the answer in words: the verdict first, then each ground."""
    question = found.answer.question
    verdict = "[green]Permitted[/green]" if found.answer.permitted else "[red]Refused[/red]"
    about = ", ".join(
        part
        for part in (
            f"condition {question.condition}" if question.condition else "",
            f"FY{question.year}" if question.year else "",
            question.programme or "",
            f"matter {found.matter}" if found.matter else "no matter on record",
        )
        if part
    )
    whom = escape(f"{found.name} ({found.respondent})")
    out.print(f"[bold]{verdict}[/bold]: {question.act}, {whom}", soft_wrap=True)
    days = f"as of {question.on}, as known on {question.known}"
    out.print(f"{escape(about)}; {days}\n", soft_wrap=True)
    for one in found.answer.grounds:
        out.print(f"{MARKS[one.holds]} [bold]{one.code}[/bold] ({one.group})")
        out.print(Padding(escape(one.says), (0, 0, 0, 4)))
        if one.cure and one.holds is not True:
            out.print(Padding(f"What would cure it: {escape(one.cure)}", (0, 0, 0, 4)))
        cited = f"Authority: {one.authority}."
        if one.evidence:
            cited += f" Evidence: {', '.join(one.evidence)}."
        out.print(Padding(f"[dim]{escape(cited)}[/dim]", (0, 0, 1, 4)))


def _batch(path: Path) -> int:
    """Answer a file of questions; a bad line answers {"line", "error"} and the exit is 2."""
    record, exits, questions = Record(), PERMITTED, 0
    try:
        stream = typer.get_binary_stream("stdin") if str(path) == "-" else path.open("rb")
    except OSError as trouble:
        err.print(f"{escape(str(path))} cannot be read: {trouble.strerror}.", soft_wrap=True)
        return BAD_QUESTION
    with stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            questions += 1
            answer = _line(record, number, line)
            if "error" in answer:
                exits = BAD_QUESTION
            show_line(answer)
    if not questions:
        name = "standard input" if str(path) == "-" else str(path)
        err.print(f"There are no questions in {escape(name)}.", soft_wrap=True)
    return exits


def _line(record: Record, number: int, line: bytes) -> dict[str, Any]:
    asked = asked_in(line)
    if isinstance(asked, str):
        return {"line": number, "error": asked}
    found = may(record, asked)
    if isinstance(found, NotAsked):
        instead = f" Instead: {'; '.join(found.instead)}" if found.instead else ""
        return {"line": number, "error": f"{found.code}: {found.why}{instead}"}
    return as_dict(found)
