"""`proviso letters templates`: the words of letters and clauses listed, shown, drafted by one person and approved by another."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts import own_words
from proviso.acts.perform import sitting
from proviso.cli.app import App
from proviso.cli.asking import REFUSED, AsJson, bad, err, out, show_json
from proviso.cli.installation import ensure
from proviso.cli.rounds import By, On, going
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.outside.clock import today
from proviso.queries.record import Record
from proviso.queries.round_files import read_bytes
from proviso.queries.words import Told, words, words_file

HELP = """The words of letters, and clauses for some recipients: list, show, draft, approve.

Words are data with their days. Show a version, change it under a version of its own, draft it; another
person reads and approves it; letters of the review are then made from it from its day on, and record
the version. Nothing is ever changed: new words are a new version.

  proviso letters templates show document-request > ours.txt

  proviso letters templates draft ours.txt --review sa-2025 --by "Odile Marrow"

  proviso letters templates approve document-request 2 --review sa-2025 --by "Ben Tarrant"

Exit: 0 done; 3 refused, with the file and the line; 2 the command or the file cannot be read."""

templates_app = App(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
InReview = Annotated[
    str | None,
    typer.Option("--review", metavar="ID", help="Which review, where there are several."),
]
NameOfWords = Annotated[
    str, typer.Argument(metavar="NAME", help="A kind of letter, or a clause.", show_default=False)
]


@templates_app.command("list")
def list_words(
    *,
    review: InReview = None,
    own: Annotated[bool, typer.Option("--own", help="Only the review's own.")] = False,
    as_json: AsJson = False,
) -> None:
    """List every version of words: from when it holds, and who approved it for the review."""
    found = [one for one in words(_review(review)[1]) if one.own or not own]
    if as_json:
        show_json([asdict(one) for one in found])
        return
    table = Table("words", "version", "for", "holds", "approved", box=None, pad_edge=False)
    for one in found:
        holds = f"from {one.since}" + (f" to {one.until}" if one.until else "")
        cells = (one.template, one.version, one.kind, holds, _approved(one))
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)


def _approved(one: Told) -> str:
    if one.approved_by:
        return f"by {one.approved_by} on {one.approved_on or 'a day not known'}"
    if one.kind == "clause" and not one.own:
        return "packaged"
    return f"not yet (written by {one.written_by})" if one.own else "not yet (packaged)"


@templates_app.command("show")
def show(
    name: NameOfWords,
    version: Annotated[str | None, typer.Argument(help="Default: the latest.")] = None,
    *,
    review: InReview = None,
) -> None:
    """Print words as a file, to be read, or copied and changed under a version of its own."""
    found = words_file(_review(review)[1], name, version)
    if isinstance(found, Refusal):
        bad(f"{found.reason} {found.cure}")
    typer.echo(found.rstrip("\n"))


@templates_app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="The file of words.", show_default=False)],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Check them only; record nothing.")
    ] = False,
    review: InReview = None,
    by: By = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Record words that wait for a second person. They are checked first; an error names its line."""
    content = read_bytes(file, most=own_words.LARGEST)
    if isinstance(content, Refusal):
        bad(f"{content.reason} {content.cure}")
    if check:
        own = own_words.checked(content, name=file.name)
        if isinstance(own, Refusal):
            _refused(own)
        out.print("Letters can be made from these words. Nothing was recorded.")
        return
    found = own_words.draft(_review(review)[0], content, name=file.name, going=going(by, on))
    _end(found, "drafted", as_json=as_json)


@templates_app.command("approve")
def approve(
    name: NameOfWords,
    version: Annotated[str, typer.Argument(help="The version that was read.", show_default=False)],
    *,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="The kind of letter, where several share the words."),
    ] = None,
    review: InReview = None,
    by: By = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Approve words for a review; who wrote them cannot."""
    told, held = _review(review)
    keys = [key for key in own_words.keys_of(held, name, version) if kind in (None, key[2])]
    exact = [key for key in keys if key[2] == name]
    keys = exact or keys
    if not keys:
        bad(f"There are no words {name!r} version {version}. See: proviso letters templates list.")
    if len(keys) > 1:
        bad(
            "Several kinds of letter share these words. Name one with --kind.",
            tuple(key[2] for key in keys),
        )
    _end(own_words.approve(told, keys[0], going(by, on)), "approved", as_json=as_json)


def _review(name: str | None) -> tuple[str, Review]:
    ensure()
    record = Record()
    if name is None and len(record.reviews) == 1:
        name = record.reviews[0]
    if name is None or name not in record.reviews:
        said = f"There is no review {name!r}." if name else "Name the review with --review."
        bad(said, record.reviews)
    return name, record.review(name, known=today())


def _end(found: own_words.Recorded | Refusal, what: str, *, as_json: bool) -> None:
    if isinstance(found, Refusal):
        _refused(found)
    with sitting() as one:
        one.checkpoint()
    if as_json:
        show_json(asdict(found))
        return
    template, version, kind = found.key
    out.print(
        escape(f"{template} version {version}, for {kind}: {what} by {found.by}."), soft_wrap=True
    )


def _refused(refusal: Refusal) -> NoReturn:
    err.print(escape(f"{refusal.reason} {refusal.cure} ({refusal.code})"), soft_wrap=True)
    err.print("[bold]Refused. Nothing was recorded.[/bold]")
    raise typer.Exit(REFUSED)
