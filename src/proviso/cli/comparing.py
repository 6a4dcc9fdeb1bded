"""`proviso compare`: documents side by side, each cell with its passage. Nothing is recorded, merged or averaged."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from string import ascii_uppercase

from rich.markup import escape

from proviso.cli.app import app
from proviso.cli.asking import AsJson, bad, counted, out, show_json
from proviso.cli.documents import (
    Files,
    HomeState,
    PublishedOn,
    Read,
    asked_for,
    end,
    paths,
    read_one,
    refusal_of,
    taken,
    tell_refusals,
)
from proviso.domain.sources import Outcome
from proviso.queries.documents import reading_of
from proviso.reading.comparing.comparing import Comparison, days_from_siblings
from proviso.reading.comparing.comparing import compare as side_by_side
from proviso.reading.comparing.shelf import Account, Passage

SHORT = 80
Names = Mapping[str, str]


@app.command("compare")
def compare(
    files: Files,
    *,
    published: PublishedOn = None,
    home_state: HomeState = "",
    as_json: AsJson = False,
) -> None:
    """Compare documents: statements and how each carries them, copies, who relies on whom, where accounts agree and differ. Every cell has its passage.

    A cluster of copies counts as one source; values stay side by side. A document without a date
    that shares a statement with a dated one takes that day, and it is said.

    Exit: 0 compared; 2 the question is wrong; 3 one or more files could not be read.
    """
    asked = replace(asked_for(published, "", home_state), found_first=True)
    found = [read_one(taken(path), asked) for path in paths(files)]
    whole = [one for one in found if one.reading is not None]
    if len(whole) < 2:
        tell_refusals(found)
        bad("To compare, two or more documents that can be read are needed.")
    comparison = side_by_side(_dated(whole))
    if as_json:
        show_json(
            {**comparison.plain(), "refused": [refusal_of(one) for one in found if one.refusal]}
        )
    else:
        _show_comparison(comparison)
    end(found)


def _dated(found: list[Read]) -> list[Account]:
    """The accounts; those without a date take it from one that shares a statement with them."""
    accounts = [_account(one) for one in found]
    from_sibling = days_from_siblings(accounts)
    made = []
    for one, account in zip(found, accounts, strict=True):
        held = from_sibling.get(account.file)
        if held is None or one.document is None or one.asked is None:
            made.append(account)
            continue
        on, whose = held
        known = replace(one.asked, day=on, day_from=f"a shared statement with {Path(whose).name}")
        made.append(replace(account, reading=reading_of(one.document, known)))
    return made


def _account(one: Read) -> Account:
    if one.reading is None or one.document is None:
        raise TypeError(one.file)  # only documents that were read come here
    return Account(file=one.file, reading=one.reading, outlet=one.document.outlet)


def _show_comparison(found: Comparison) -> None:
    names = dict(zip((one.file for one in found.accounts), _letters(), strict=False))
    for lines in (
        _sources(found, names), _statements(found, names), _relied(found, names), _facts(found, names)
    ):  # fmt: skip
        for line in lines:
            out.print(line, soft_wrap=True)
        out.print()


def _letters() -> Iterator[str]:
    """A, B … Z, A2, B2 …: short names for the documents."""
    for round_ in count(1):
        yield from (f"{letter}{round_ if round_ > 1 else ''}" for letter in ascii_uppercase)


def _sources(found: Comparison, names: Names) -> Iterator[str]:
    yield f"[bold]{counted(len(found.accounts), 'document')}, {counted(len(found.sources), 'source')}[/bold] (copies count as one)"
    for one in found.accounts:
        on = one.on.isoformat() if one.on else "not known"
        whose = f", {one.outlet}" if one.outlet else ""
        yield escape(
            f"  {names[one.file]}: {one.file}{whose}, published {on} ({one.reading.published.source})"
        )
    for copy in found.copies:
        yield escape(
            f"  {names[copy.shorter]} is a copy: {copy.share:.0%} of it stands in {names[copy.longer]}. They are one source."
        )


def _statements(found: Comparison, names: Names) -> Iterator[str]:
    yield f"[bold]{counted(len(found.statements), 'statement')} carried by more than one[/bold]"
    if found.statements:
        yield "  Each is held against the fullest: whole; trimmed, a part of it; joined, what others carry apart; altered, words changed."
    for one in found.statements:
        yield escape("  " + (" or ".join(one.speakers) or "speaker not known"))
        for each in one.carriages:
            changed = "; ".join(
                f"“{there}” became “{here}”" if here else f"“{there}” left out"
                for there, here in each.changes
            )
            yield escape(
                f"    {each.form}: {_place(each.passage, names)}"
                + (f" ({changed})" if changed else "")
            )


def _relied(found: Comparison, names: Names) -> Iterator[str]:
    yield "[bold]Who relies on whom[/bold]"
    if not found.reliances:
        yield "  None of them names an outlet that it relies on."
    for one in found.reliances:
        how = ", ".join(f"{name} ({number})" for name, number in one.relations.items())
        places = ", ".join(f"{each.start}-{each.end}" for each in one.passages)
        yield escape(f"  {names[one.file]} on {one.outlet}: {how}, at {places}")


OUTCOMES = {
    Outcome.AGREEMENT: "Agreement",
    Outcome.CONFLICT: "Conflict",
    Outcome.PARTIAL_LIST: "Partial list",
    Outcome.SUM_AGREES: "Sum agrees",
}


def _facts(found: Comparison, names: Names) -> Iterator[str]:
    yield "[bold]Where accounts agree and differ[/bold] (nothing is merged, averaged or preferred)"
    tally = Counter(OUTCOMES[one.outcome].lower() for one in found.facts)
    said = ", ".join(f"{name} {number}" for name, number in tally.items())
    yield f"  {counted(len(found.facts), 'fact')} on which two or more report" + (f": {said}" if said else "")  # fmt: skip
    for one in found.facts:
        yield escape(f"  {OUTCOMES[one.outcome]}: {one.fact}: {_lettered(one.says, names)}")
        for cell in one.cells:
            note = f" ({cell.note})" if cell.note else ""
            yield escape(f"    {cell.value}{note}: {_place(cell.passage, names)}")


def _lettered(text: str, names: Names) -> str:
    for file, letter in names.items():
        text = text.replace(file, letter)
    return text


def _place(where: Passage, names: Names) -> str:
    return f"{names[where.file]} {where.start}-{where.end} “{_short(where.text)}”"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[: SHORT - 1] + "…"
