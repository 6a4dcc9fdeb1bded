"""`proviso read`: what documents say, as proposals with their passages. Nothing is recorded.

Needs no installation. Files are opened in documents.py; the rules are in reading/.
"""

from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from proviso.cli.app import app
from proviso.cli.asking import AsJson, bad, counted, out, show_json
from proviso.cli.documents import (
    Files,
    HomeState,
    Outlet,
    PublishedOn,
    Read,
    asked_for,
    end,
    paths,
    rates_held,
    read_one,
    refusal_of,
    taken,
    tell_refusals,
)
from proviso.reading.proposal import Kind

Only = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind: government, people, date …",
        show_default=False,
    ),
]
ShowText = Annotated[
    bool, typer.Option("--text", help="Print the text that offsets count in, and nothing else.")
]
TEXT_WIDE = 60


@app.command("read")
def read(
    files: Files,
    *,
    published: PublishedOn = None,
    outlet: Outlet = "",
    home_state: HomeState = "",
    kind: Only = "",
    text: ShowText = False,
    as_json: AsJson = False,
) -> None:
    """Read documents: governments, people, dates, sums, counts, law, rulings, quotations, outlets, each with its passage, rule and confidence.

    What is found is proposed: nothing is recorded. Offsets are characters of the text, from 0.

    Exit: 0 read; 2 the question is wrong; 3 one or more files could not be read (the others were).
    """
    if kind and kind not in set(Kind):
        bad(f"{kind!r} is not a kind of proposal.", tuple(Kind))
    asked = asked_for(published, outlet, home_state)
    documents = [taken(path) for path in paths(files)]
    asked = replace(asked, found_first=len(documents) > 1)
    if text:
        _print_texts(documents)
        return
    rates = rates_held()
    found = [read_one(one, asked, rates) for one in documents]
    if as_json:
        shown = [_plain(one, kind) for one in found]
        show_json(shown[0] if len(shown) == 1 else shown)
    else:
        for one in found:
            _show(one, kind)
    end(found)


def _print_texts(found: list[Read]) -> None:
    tell_refusals(found)
    for one in found:
        if one.document is not None:
            typer.echo(one.document.text, nl=False)
    end(found)


def _plain(one: Read, kind: str) -> dict[str, Any]:
    if one.reading is None or one.document is None:
        return refusal_of(one)
    made = one.reading.plain()
    if kind:
        made["proposals"] = [each for each in made["proposals"] if each["kind"] == kind]
    document = one.document
    notes = [*document.notes, *made.pop("notes")]
    return {
        "file": one.file, "sha256": document.sha256, "how": document.how, "offsets_in": document.of,
        "title": document.title, "author": document.author, "outlet": (one.asked.outlet if one.asked else "") or document.outlet,
        "address": document.address, "notes": notes, "confidence_is": CONFIDENCE, **made,
    }  # fmt: skip


CONFIDENCE = "the accept rate of the rule; with 0 reviews, its stated prior"


def _show(one: Read, kind: str) -> None:
    tell_refusals([one])
    if one.reading is None or one.document is None:
        return
    reading = one.reading
    on = reading.published.on
    out.print(f"[bold]{escape(one.file)}[/bold]", soft_wrap=True)
    out.print(
        escape(f"Published: {on.isoformat() if on else 'not known'} ({reading.published.source})"),
        soft_wrap=True,
    )
    for note in (*one.document.notes, *reading.notes):
        out.print(escape(note), soft_wrap=True)
    shown = [each for each in reading.proposals if not kind or each.kind == kind]
    table = Table("At", "Kind", "Text", "Value", "More", "Rule", "Conf.", box=None, pad_edge=False)
    for each in shown:
        text = " ".join(each.text.split())
        short = text if len(text) <= TEXT_WIDE else text[: TEXT_WIDE - 1] + "…"
        value = (
            "not known"
            if each.value is None
            else str(each.value).removeprefix("ocd-division/country:us/")
        )
        table.add_row(
            str(each.start),
            str(each.kind),
            escape(short),
            escape(value),
            escape(_more(each.fields)),
            each.rule,
            f"{each.confidence:.2f}",
        )
    out.print(table)
    out.print(
        f"{counted(len(shown), 'proposal')}. Confidence is the rule's accept rate; until someone has reviewed, a stated prior.\n",
        soft_wrap=True,
    )


MORE = ("role", "of", "unit", "relation", "court", "form", "cite", "approximate")


def _more(fields: Any) -> str:
    said = [
        str(fields[name]).removeprefix("ocd-division/country:us/")
        for name in MORE
        if fields.get(name)
    ]
    check = fields.get("check")
    return "; ".join([*said, check["outcome"]] if check else said)
