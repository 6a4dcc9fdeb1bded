"""`proviso demo`: loads the reference and the training review and shows what can be asked. Figures come from queries."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import Annotated

import typer
from django.conf import settings
from rich.markup import escape
from rich.padding import Padding

from proviso.acts.bring_in import bring_in
from proviso.cli.app import app
from proviso.cli.asking import bad, err, out
from proviso.cli.bring_in import bar_of
from proviso.cli.installation import ensure
from proviso.cli.serve import HERE, PORT, start
from proviso.domain.questions import day_said
from proviso.outside.clock import now, today
from proviso.people.demonstration import sign_ins
from proviso.queries import ledger, naming
from proviso.queries.may import Asked, MayAnswer, may
from proviso.queries.orders import orders_on
from proviso.queries.pages.outlets import compared
from proviso.queries.pages.reading import reading
from proviso.queries.record import Record
from proviso.queries.summary import RoundOf, rounds_of

REVIEW = "jag-1373"
DAY = date(2018, 1, 24)
KINDS = {"state": "states", "county": "counties", "city": "cities", "district": "district"}
AGAIN = """proviso standing --on 2018-03-01
proviso matter J17-FY2016 --on 2018-03-01
proviso may issue-subpoena --respondent J17 --year 2016 --on 2018-03-01
proviso orders --on 2018-06-26
proviso changes --from 2018-06-01 --to 2018-08-31 --act enforce-condition
proviso date "30 days after 2018-01-24" --rule frcp-6a
proviso ledger verify"""

EARLIER = (
    "{home} holds this review already, as an earlier version of Proviso had it or with entries of your own. "
    "The ledger is only added to, so it was left as it is. Name another folder in PROVISO_HOME, or move that "
    "one away, and run proviso demo again."
)
REAL = (
    "PROVISO_SITE_KIND is {kind}, so this installation is no demonstration, and nothing was loaded. "
    "proviso demo adds a review of invented places and accounts whose passwords it prints. To try it, "
    "leave PROVISO_SITE_KIND out and name an empty folder in PROVISO_HOME."
)
ROLES = {"respondent-owner": "answers for it"}
AGENCY_NAME = "the Office of Grants of Marrovale"


@dataclass(frozen=True, slots=True)
class Shown:
    """A question that the demo puts, and why it is worth a look."""

    act: str
    respondent: str
    on: date
    year: int
    condition: str | None
    only: str | None


HOUSTON = "ocd-division/country:us/state:tx/place:houston"
QUESTIONS = (
    Shown("send-request", "J21", DAY, 2016, None, "orders"),
    Shown("enforce-condition", HOUSTON, DAY, 2017, "notice", "orders"),
    Shown("enforce-condition", HOUSTON, date(2018, 6, 26), 2017, "notice", "orders"),
    Shown("enforce-condition", "J02", date(2018, 6, 26), 2017, "notice", "orders"),
    Shown("enforce-condition", "J02", DAY, 2017, "section-1373", "orders"),
    Shown("withhold-award", "J06", DAY, 2017, "section-1373", "orders"),
    Shown("issue-subpoena", "J17", date(2018, 3, 1), 2016, None, None),
)


@app.command("demo")
def demo(
    serve: Annotated[
        bool,
        typer.Option("--serve/--no-serve", help="Serve the pages after building."),
    ] = True,
    training: Annotated[
        bool,
        typer.Option(
            "--training/--no-training",
            help="Load the training review of invented places too, for the desks.",
        ),
    ] = True,
) -> None:
    """Build an installation with two reviews, show what can be asked, and serve its pages.

    The reference review is of real governments, for the public pages. The training review is of
    places that do not exist, for the desks. The installation is kept in PROVISO_HOME (default
    ./var). Running it again changes nothing.
    """
    _only_in_a_demonstration()
    err.print("Setting up the installation and its register of governments.")
    ensure()
    for name in ("section_1373", "single_audit") if training else ("section_1373",):
        _load(name)
    record = Record()
    for part in (_rounds, _in_force, _answers, _conflicts, _ledger, _try_next, _sign_ins):
        for line in part(record):
            out.print(line, soft_wrap=isinstance(line, str))
        out.print()
    if serve:
        start(HERE, _port())


def _only_in_a_demonstration() -> None:
    """Invented places and printed passwords have no business in an installation that is in use."""
    if settings.SITE_KIND != "demo":
        bad(REAL.format(kind=settings.SITE_KIND))


def _port() -> int:
    """The usual port where it is free, else 0: any that is."""
    try:
        socket.create_server((HERE, PORT)).close()
    except OSError:
        return 0
    return PORT


def _load(name: str) -> None:
    """Bring one of the packaged examples in, with a progress bar; ends the command if it does not load."""
    with as_file(files("proviso") / "examples" / name) as folder, bar_of(quiet=False) as bar:
        task = bar.add_task(f"Loading {name}", total=None)
        came = bring_in(
            folder,
            at=now(),
            by="proviso demo",
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    for problem in came.problems:
        err.print(escape(str(problem)), soft_wrap=True)
    if any(one.code.endswith(".exists") for one in came.problems):
        err.print(f"\n{EARLIER.format(home=settings.PROVISO_HOME)}", soft_wrap=True)
    if came.problems:
        raise typer.Exit(1)


def _rounds(record: Record) -> Iterator[str]:
    yield "[bold]The review under 8 U.S.C. 1373, counted from its letters[/bold]"
    found = rounds_of(record, REVIEW, known=today())
    for one in found:
        yield f"  {one.round}  {day_said(one.on)}: {len(one.respondents)} written to. {escape(one.title)}."
    january = next(one for one in found if one.on == DAY)
    asked = [one for one in found if one.on and one.on < DAY and one.asked]
    written = {body for one in asked for body in one.asked}
    yield (
        f"  {len(written)} were asked before January 2018 = "
        + " + ".join(f"{_first(one, asked)} ({day_said(one.on)})" for one in asked)
    )
    yield f"  {len(january.respondents)} asked on {day_said(DAY)} = {_kinds(january)}"
    yield "     = " + " + ".join(
        f"{count} first asked in {name}" for name, count in sorted(january.before.items())
    )


def _first(one: RoundOf, asked: list[RoundOf]) -> int:
    """How many bodies this round asked that no earlier one had."""
    earlier = {body for other in asked[: asked.index(one)] for body in other.asked}
    return len(set(one.asked) - earlier)


def _kinds(one: RoundOf) -> str:
    order = ("state", "county", "city")
    return " + ".join(f"{one.kinds[kind]} {KINDS[kind]}" for kind in order if one.kinds.get(kind))


def _in_force(record: Record) -> Iterator[str]:
    yield f"[bold]Orders in effect on {day_said(DAY)}[/bold]"
    for one in orders_on(record, on=DAY, known=today()):
        if not one.state.startswith("in effect"):
            continue
        yield f"  {one.order.told.order}  {one.order.told.court}, {day_said(one.order.on)}"
        for effect in one.effects:
            whom = (
                ", ".join(effect.named) if effect.named else f"all {effect.reaches:,} governments"
            )
            yield f"       for {whom}: {escape(effect.effect.says)}"


def _answers(record: Record) -> Iterator[object]:
    yield "[bold]May this be done?[/bold]"
    for one in QUESTIONS:
        answer = may(
            record,
            Asked(
                act=one.act,
                respondent=one.respondent,
                on=one.on,
                known=today(),
                programme="16.738",
                year=one.year,
                condition=one.condition,
                only=one.only,
            ),
        )
        if isinstance(answer, MayAnswer):
            yield from _answer(one, answer)


def _answer(one: Shown, found: MayAnswer) -> Iterator[object]:
    permitted = found.answer.permitted
    verdict = "[green]permitted[/green]" if permitted else "[red]refused  [/red]"
    condition = f", {one.condition} condition" if one.condition else ""
    group = " (orders only)" if one.only else ""
    yield f"  {verdict}  {one.act}, {found.name}, FY{one.year}{condition}, {day_said(one.on)}{group}"
    shown = found.answer.grounds[:1] if permitted else found.answer.against
    for ground in shown:
        yield Padding(escape(f"{ground.code}: {ground.says}"), (0, 0, 0, 13))


def _conflicts(_: Record) -> Iterator[str]:
    yield "[bold]What was printed for the same counts[/bold]"
    for one in compared(
        reading(), REVIEW, today()
    ):  # the training review's sources are not among them
        if one.subject.startswith("count/") and len(one.values) > 1:
            values = "; ".join(
                f"{value} ({', '.join(dict.fromkeys(report.source for report in reports))})"
                for value, reports in one.values
            )
            yield escape(f"  {one.subject.removeprefix('count/')}: {one.outcome}. {values}")
            if one.preferred:
                yield escape(f"     preferred: {one.preferred}. {one.why}")


def _ledger(_: Record) -> Iterator[str]:
    found = ledger.head()
    yield f"[bold]The ledger[/bold]  {found.entries:,} entries in {found.streams:,} streams"
    yield f"  tree head {found.root}"
    yield f"  signed at {found.signed_at} by {found.key}"


def _try_next(_: Record) -> Iterator[str]:
    yield "[bold]Try next[/bold]"
    for line in AGAIN.splitlines():
        yield f"  {line}"


def _sign_ins(record: Record) -> Iterator[str]:
    yield "[bold]The desks[/bold], on the training review: sign in at /sign-in/ of the pages, as one of three"
    town = naming.government("T03")
    if town is None:
        yield "  None yet: the training review is not loaded. Load it with: proviso demo"
        return
    for one in sign_ins(town):
        body = record.body(one.body)
        where = body.title if body else AGENCY_NAME
        role = ROLES.get(one.role.value, one.role.value)
        yield f"  {one.email:<20} {one.password}   {one.name}: {role}, {escape(where)}"
    yield "  They open nothing but this demonstration."
