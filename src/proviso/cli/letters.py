"""`proviso letters`: one letter, or the letters of a round, as PDF, page and text; sending one; how far letters have come. Printing for the post is in printing."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from proviso.cli.app import App, app
from proviso.cli.asking import REFUSED, AsJson, bad, day, err, out, show_json
from proviso.cli.bring_in import bar_of
from proviso.cli.printing import POSTED, PRINT, posted, print_letters
from proviso.cli.reminders import remind
from proviso.cli.rounds import (
    By,
    InState,
    Like,
    On,
    Standing,
    Table_,
    chosen,
    going,
    read,
    show_status,
)
from proviso.cli.rounds import send as send_round
from proviso.cli.templates import templates_app
from proviso.domain.refusals import Refusal
from proviso.letters import ua
from proviso.letters.pdf import Press
from proviso.letters.render import Rendered, rendered
from proviso.outside.clock import today
from proviso.queries.may import NotAsked
from proviso.queries.previews import Shown, shown
from proviso.queries.record import Record
from proviso.queries.round_status import review_with

HELP = """Letters as their readers get them: PDF for paper and screen readers, a page, plain text.

  proviso letters preview J21-FY2016 --round january-2018.toml --text

  proviso letters render --round january-2018.toml --out letters/

  proviso letters status --round R4

  proviso letters print R4 --out post/

  proviso letters posted --table post/R4-list.csv --carrier USPS

Nothing here sends anything but `letters send`, which is a round of one: see proviso round."""

letters_app = App(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
app.add_typer(letters_app, name="letters")
letters_app.command("remind")(remind)
letters_app.add_typer(templates_app, name="templates")
letters_app.command("print", help=PRINT)(print_letters)
letters_app.command("posted", help=POSTED)(posted)

RoundFile_ = Annotated[
    Path, typer.Option("--round", metavar="FILE", help="The round's file.", show_default=False)
]


@letters_app.command("preview")
def preview(
    matter: Annotated[str, typer.Argument(help="Whose letter.", show_default=False)],
    file: RoundFile_,
    *,
    table: Table_ = None,
    pdf: Annotated[
        Path | None, typer.Option("--out", metavar="PDF", help="Write the PDF to this file.")
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="Print the page.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the text (the default).")] = False,
) -> None:
    """Show one recipient's letter as it would go, and what to look at. Nothing is recorded."""
    told = read(file, table)
    one = next(iter(shown(told, (matter,), known=today(), record=Record())))
    for caution in one.cautions:
        err.print(escape(f"look: {caution.says} ({caution.code})"), soft_wrap=True)
    made = _made(one, Press())
    if isinstance(made, Refusal):
        err.print(escape(f"{made.reason} {made.cure} ({made.code})"), soft_wrap=True)
        raise typer.Exit(REFUSED)
    if pdf is not None:
        _write(pdf, made.pdf)
    if text or html or pdf is None:
        typer.echo(made.html if html else made.text)


@letters_app.command("render")
def render(
    file: RoundFile_,
    folder: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the letters go.")],
    *,
    table: Table_ = None,
    like: Like = None,
    state: InState = None,
    standing: Standing = None,
    html: Annotated[bool, typer.Option("--html", help="Write the page of each, too.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Write the text of each, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write every letter of a round to a folder, checked for use without sight. Nothing is recorded or sent."""
    told = read(file, table)
    matters = chosen(told, like=like, state=state, standing=standing)
    forms = {".html": html, ".txt": text}
    press = Press()
    rows = []
    with bar_of(quiet=as_json) as bar:
        task = bar.add_task("Printing", total=len(matters))
        for one in shown(told, matters, known=today(), record=Record()):
            rows.append(_render(one, folder, press, forms))
            bar.advance(task)
    if as_json:
        show_json(rows)
    else:
        _rendered(rows, folder)
    raise typer.Exit(REFUSED if any(row["wrong"] for row in rows) else 0)


@letters_app.command("send")
def send(
    matter: Annotated[str, typer.Argument(help="Whose letter.", show_default=False)],
    file: RoundFile_,
    *,
    table: Table_ = None,
    by: By = None,
    on: On = None,
    override: Annotated[
        bool, typer.Option("--override", help="Send also where fairness was set aside on record.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Send one letter: a round of one, prepared and approved as any round (proviso round)."""
    told = read(file, table)
    if chosen(told) != (matter,):
        bad(f"The round {told.round} is not for {matter} alone. Use: proviso round release.")
    send_round(told, going(by, on), override=override, as_json=as_json)


@letters_app.command("status")
def status(
    name: Annotated[
        str | None, typer.Option("--round", metavar="ROUND", help="One round. Default: all.")
    ] = None,
    *,
    review: Annotated[str | None, typer.Option("--review", metavar="ID")] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Show how far letters have come, round by round."""
    record = Record()
    if name is not None:
        found = review or review_with(record, name, known=today())
        if isinstance(found, NotAsked):
            bad(found.why, found.instead)
        show_status(found, name, on=day(on, "on"), as_json=as_json)
        return
    for one in [review] if review else record.reviews:
        for each in record.review(one, known=today()).rounds:
            show_status(one, each, on=day(on, "on"), as_json=as_json)


# --- rendering -------------------------------------------------------------------------------


def _made(one: Shown, press: Press) -> Rendered | Refusal:
    if one.content is None:
        assert one.refusal is not None  # noqa: S101 - a letter without content has its reason
        return one.refusal
    return rendered(one.content, press=press)


def _render(one: Shown, folder: Path, press: Press, forms: dict[str, bool]) -> dict[str, object]:
    made = _made(one, press)
    row: dict[str, object] = {
        "matter": one.matter,
        "name": one.name,
        "cautions": [caution.code for caution in one.cautions],
        "wrong": None,
    }
    if isinstance(made, Refusal):
        return {**row, "wrong": f"{made.reason} {made.cure}"}
    faults = [fault.says for fault in ua.faults(made.pdf)]
    name = made.content.letter
    _write(folder / f"{name}.pdf", made.pdf)
    for suffix, content in ((".html", made.html), (".txt", made.text)):
        if forms[suffix]:
            _write(folder / f"{name}{suffix}", content.encode())
    wrong = "; ".join(faults) or None
    return {**row, "file": f"{name}.pdf", "sha256": made.sha256, "wrong": wrong}


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as trouble:
        bad(f"{path} cannot be written: {trouble.strerror or trouble}.")


def _rendered(rows: list[dict[str, object]], folder: Path) -> None:
    table = Table("matter", "recipient", "file", "look at", box=None, pad_edge=False)
    for row in rows:
        looks = row["cautions"]
        said = str(row["wrong"] or ", ".join(looks if isinstance(looks, list) else []))
        cells = (row["matter"], row["name"], row.get("file", "none"), said)
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)
    good = sum(row["wrong"] is None for row in rows)
    says = f"{good:,} of {len(rows):,} letters are in {folder} and pass the checks of PDF/UA."
    out.print(escape(f"{says} Nothing was recorded and nothing was sent."), soft_wrap=True)
