"""`proviso sources`: the documents on record: taken in, listed, shown, looked over; how often each rule of reading was right. Answers are in queries."""

import getpass
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from proviso.acts.archiving import Archived, archive
from proviso.cli.app import App, app
from proviso.cli.asking import REFUSED, AsJson, Known, bad, counted, day, err, out, show_json
from proviso.cli.documents import (
    Files,
    Outlet,
    PublishedOn,
    Read,
    asked_for,
    paths,
    read_one,
    taken,
)
from proviso.cli.installation import ensure, there
from proviso.domain.refusals import Refusal
from proviso.domain.verdicts import Kind as Said
from proviso.outside.clock import today
from proviso.queries import reading_review, source_checks
from proviso.queries.may import NotAsked
from proviso.queries.source_checks import Checked, Line
from proviso.reading.proposal import Kind

sources_app = App(
    help="The documents that the record rests on: take in, list, show, look over.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(sources_app, name="sources")
SHORT = 100
OPEN = "no-day"
NOT_RECORDED = "not recorded"
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who records it. Default: PROVISO_BY, the login."),
]


def _text(name: str, says: str) -> Any:
    return typer.Option(name, metavar="TEXT", help=says, show_default=False)


@sources_app.command("list")
def list_sources(*, known: Known = None, as_json: AsJson = False) -> None:
    """List the sources on record: outlet, day of publication, copy, rights, how many passages and entries rest on each."""
    there()
    found = source_checks.lines(day(known, "known") if known else None)
    if as_json:
        show_json({"sources": [_plain(one) for one in found]})
        return
    wide = max((len(one.source) for one in found), default=0)
    out.print(f"{'Source':<{wide}}  Published   Copy     Passages  Entries  Outlet; rights", soft_wrap=True)  # fmt: skip
    for one in found:
        numbers = f"{len(one.passages):>8,}  {one.rests:>7,}"
        said = f"{_short(one.outlet, 60)}; {_short(one.rights or 'no rights note', 60)}"
        out.print(escape(f"{one.source:<{wide}}  {_day(one.published):<10}  {one.copy:<7}  {numbers}  {said}"), soft_wrap=True)  # fmt: skip
    held = sum(one.copy == source_checks.HELD for one in found)
    out.print(f"{counted(len(found), 'source')}; copies held: {held:,}.", soft_wrap=True)


@sources_app.command("show")
def show(
    source: Annotated[str, typer.Argument(help="Its id, as in the list.", show_default=False)],
    *,
    known: Known = None,
    as_json: AsJson = False,
) -> None:
    """Show one source: passages that entries are tied to, reports, statements, who relies on whom.

    Exit: 0 shown; 2 there is no such source.
    """
    there()
    found = source_checks.line(source, day(known, "known") if known else None)
    if isinstance(found, NotAsked):
        bad(found.why, found.instead)
    if as_json:
        show_json(_plain(found))
        return
    for line in _lines(found):
        out.print(escape(line), soft_wrap=True)


@sources_app.command("check")
def check(*, known: Known = None, as_json: AsJson = False) -> None:
    """Look the sources over: the copies' bytes against their SHA-256, days, rights notes, sources noted twice, passages; clusters of copies, each of which counts as one source.

    A day that is not known is told, and is nothing wrong.

    Exit: 0 nothing is wrong; 3 something is.
    """
    there()
    found = source_checks.check(day(known, "known") if known else None)
    if as_json:
        show_json({**asdict(found), "independent": found.independent})
    else:
        for line in _findings(found):
            out.print(escape(line), soft_wrap=True)
        for group in found.clusters:
            out.print(escape(f"Copies of one text, one source: {', '.join(group)}"), soft_wrap=True)
        out.print(
            f"{counted(found.looked_at, 'source')} looked over, {found.copies_held:,} with a copy; "
            f"{counted(len(found.troubles), 'finding')}. Clusters of copies counted once: {found.independent:,} sources.",
            soft_wrap=True,
        )
    raise typer.Exit(REFUSED if any(one.code != OPEN for one in found.troubles) else 0)


def _findings(found: Checked) -> Iterator[str]:
    """One line for each finding; sources of which no day is known are named in one."""
    for one in found.troubles:
        if one.code != OPEN:
            yield f"{one.source}: {one.says} {one.cure} ({one.code})"
    open_days = [one for one in found.troubles if one.code == OPEN]
    if open_days:
        names = ", ".join(one.source for one in open_days)
        yield f"{open_days[0].says} {open_days[0].cure} ({OPEN}, {len(open_days):,}): {names}"


@sources_app.command("rates")
def rates(*, as_json: AsJson = False) -> None:
    """List the rules of reading with what was decided on their proposals here, and the accept rate that proposals carry."""
    there()
    found = reading_review.rule_lines()
    if as_json:
        show_json({"rules": [asdict(one) for one in found]})
        return
    judged = [one for one in found if one.shown]
    table = Table("Rule", "Kind", "Shown", "Accepted", "Corrected", "Other reading", "Rejected", "Rate", box=None, pad_edge=False)  # fmt: skip
    for one in judged:
        table.add_row(one.name, one.kind, f"{one.shown:,}", *(f"{one.decided[each]:,}" for each in Said), f"{one.rate:.2f}")  # fmt: skip
    if judged:
        out.print(table)
    rest = len(found) - len(judged)
    out.print(f"{counted(len(judged), 'rule')} reviewed; {rest:,} carry their stated prior, which weighs ten reviews.", soft_wrap=True)  # fmt: skip


@sources_app.command("add")
def add(
    files: Files,
    *,
    source: Annotated[
        str, _text("--source", "Its id, where one file is given. Default: outlet and day.")
    ] = "",
    outlet: Outlet = "",
    title: Annotated[str, _text("--title", "Its title, where it has another.")] = "",
    author: Annotated[str, _text("--author", "Its author, where the text does not say.")] = "",
    published: PublishedOn = None,
    address: Annotated[str, _text("--address", "Where it was published.")] = "",
    rights: Annotated[
        str, _text("--rights", "What may be shown of it. Default: a private copy.")
    ] = "",
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Take documents into the archive: bytes kept by their SHA-256, the source noted with outlet, author, day of publication and rights.

    What the document says of itself is taken from it, and the entry's note says where the day was
    found. Nothing is read into the record: proposals are accepted by a person, one by one.

    Exit: 0 taken in; 3 one or more were not, with the reason (the others were); 2 asked wrongly.
    """
    whole = paths(files)
    if len(whole) > 1 and (source or title or address):
        bad("--source, --title and --address speak of one document; give one file with them.")
    ensure()
    who = by or os.environ.get("PROVISO_BY") or getpass.getuser()
    asked = asked_for(published, outlet, "")
    told = {"source": source, "outlet": outlet, "title": title, "author": author, "address": address, "rights": rights}  # fmt: skip
    answers = [_add(read_one(taken(path), asked), path, told, who) for path in whole]
    if as_json:
        show_json(answers[0] if len(answers) == 1 else answers)
    else:
        for one in answers:
            _say(one)
    if not all(one["done"] for one in answers):
        raise typer.Exit(REFUSED)


def _add(one: Read, path: Path, told: dict[str, str], who: str) -> dict[str, Any]:
    if one.refusal is not None or one.document is None or one.reading is None:
        return _not(one.file, one.refusal.reason, one.refusal.cure) if one.refusal else {}
    cells = _cells(one, told)
    if not cells["outlet"]:
        return _not(one.file, "the document does not say whose it is.", "Give --outlet NAME.")
    when = one.reading.published
    if when.on is not None and when.on > today():
        why = f"it is said to be published on {when.on.isoformat()}, which is to come ({when.source})."
        return _not(one.file, why, "Give the day of publication: --published DATE.")
    made = archive(path.read_bytes(), cells, published_from=when.source, by=who)
    if isinstance(made, Refusal):
        return _not(one.file, made.reason, made.cure)
    if not isinstance(made, Archived):
        said = "; ".join(f"{w.field}: found {w.found}, expected {w.expected}" for w in made)
        return _not(one.file, said, made[0].cure)
    return {
        "file": one.file, "done": True, "source": made.source, "sha256": made.sha256, "outlet": cells["outlet"],
        "title": cells["title"], "author": cells["author"] or None, "published": cells["published"] or None,
        "published_from": when.source, "entry": f"{made.receipt.stream}#{made.receipt.numbers[0]}",
        "proposals": len(one.reading.proposals),
    }  # fmt: skip


def _not(file: str, why: str, cure: str) -> dict[str, Any]:
    return {"file": file, "done": False, "reason": why, "cure": cure}


def _cells(one: Read, told: dict[str, str]) -> dict[str, str]:
    """What is told goes before what the document says of itself."""
    document, reading = one.document, one.reading
    if document is None or reading is None:
        raise TypeError(one.file)  # only documents that were read come here
    first = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    authors = (p for p in reading.proposals if p.kind is Kind.PEOPLE)
    author = next((str(p.value) for p in authors if p.fields.get("role") == "author"), "")
    on = reading.published.on
    outlet = told["outlet"] or document.outlet
    return {
        "source": told["source"] or _id(outlet, on, document.sha256), "outlet": outlet,
        "title": told["title"] or document.title or _short(first, SHORT),
        "author": told["author"] or document.author or author, "published": on.isoformat() if on else "",
        "address": told["address"] or document.address or NOT_RECORDED, "rights": told["rights"],
    }  # fmt: skip


def _id(outlet: str, on: date | None, sha256: str) -> str:
    """An id from outlet and day, with the beginning of the digest, so that two of one day differ."""
    words = re.sub(r"[^A-Z0-9]+", "-", outlet.upper()).strip("-")[:24].rstrip("-")
    return f"S-{words}-{on.strftime('%Y%m%d') if on else 'UNDATED'}-{sha256[:6]}"


def _say(one: dict[str, Any]) -> None:
    if not one["done"]:
        err.print(f"[bold]Not taken in.[/bold] {escape(one['file'])}: {escape(one['reason'])} {escape(one['cure'])}", soft_wrap=True)  # fmt: skip
        return
    day_said = f"published {one['published']} ({one['published_from']})" if one["published"] else "day of publication not known"  # fmt: skip
    out.print(escape(f"{one['source']}: {one['outlet']}, “{one['title']}”, {day_said}; sha256 {one['sha256']}; {one['entry']}."), soft_wrap=True)  # fmt: skip
    out.print(f"  {counted(one['proposals'], 'proposal')} in it; none is on record until a person accepts it.", soft_wrap=True)  # fmt: skip


def _plain(one: Line) -> dict[str, Any]:
    made = asdict(one)
    made["published"] = one.published.isoformat() if one.published else None
    made["passages"] = [
        {"entry": each.ref, "fact": each.fact, **asdict(each.tie)} for each in one.passages
    ]
    made["reports"] = [{**asdict(each), "on": str(each.on) if each.on else None} for each in one.reports]  # fmt: skip
    return made


def _lines(one: Line) -> list[str]:
    made = [
        f"{one.source}: {one.title}", f"Outlet: {one.outlet}", f"Author: {one.author or 'not known'}",
        f"Published: {_day(one.published)}", f"Where: {one.address}", f"Rights: {one.rights or 'no note'}",
        f"Copy: {one.copy}" + (f", sha256 {one.sha256}" if one.sha256 else ""), f"Entries that rest on it: {one.rests:,}",
    ]  # fmt: skip
    made += [f"Note: {one.note}"] if one.note else []
    made += [f"Relies on: {', '.join(one.relies_on)}"] if one.relies_on else []
    made += [f"Relied on by: {', '.join(one.relied_on_by)}"] if one.relied_on_by else []
    made += ["", f"{counted(len(one.passages), 'passage')} that entries are tied to"]
    made += [f"  {each.tie.start}-{each.tie.end} “{_short(each.tie.words, SHORT)}”: {each.fact}, {each.ref}" for each in one.passages]  # fmt: skip
    made += ["", f"{counted(len(one.reports), 'report')}"]
    made += [f"  {each.subject}: {each.value} {each.unit}, {each.scope}{' (partial)' if each.partial else ''}{_reliance(each.relies_on)}; {each.ref}" for each in one.reports]  # fmt: skip
    made += ["", f"{counted(len(one.statements), 'statement')}"]
    made += [f"  {each.statement}: {each.speaker} ({each.role}): “{_short(each.words, SHORT)}”" for each in one.statements]  # fmt: skip
    return made


def _reliance(name: str | None) -> str:
    return f", relying on {name}" if name else ""


def _day(on: date | None) -> str:
    return on.isoformat() if on else "not known"


def _short(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
