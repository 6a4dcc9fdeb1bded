"""What a docket form would change, beside the form and on its check page: in sentences, in rows, as CSV. What changes is the query's."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse

from proviso.acts.act import Deed, Told
from proviso.acts.rehearsing import rehearse
from proviso.domain.questions import day_said
from proviso.domain.refusals import Refusal
from proviso.queries.desks.docket import Side
from proviso.queries.desks.impact import Group, Impact, Many, Step, impact, named
from proviso.queries.pages.plain import counted
from proviso.web.cells import plain_row
from proviso.web.forms import sheet
from proviso.web.forms.asks import label_of
from proviso.web.forms.flow import Job, asked_for
from proviso.web.signed_in import AtDesk

LIVE, CSV = "look", "csv"
MOVING = frozenset({"read-effect", "change-order"})
NAMED, SHOWN = 8, 12
SAID = {"permitted": "not barred", "barred": "barred", "not known": "not known, so it waits"}
COLUMNS = ("matter", "government", "act", "condition", "before", "after", "from", "until", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Steps that change alike in the same matters, their conditions in one."""

    act: str
    conditions: tuple[str, ...]
    sort: str
    before: str
    after: str
    when: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Matters that change alike: the first of them named, and how many more there are."""

    title: str
    matters: tuple[tuple[str, str], ...]
    more: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a form would change, as far as it is filled in. `moves`: it is a form that can change an answer."""

    moves: bool
    impact: Impact | None = None
    refusal: Refusal | None = None
    lacking: tuple[str, ...] = ()
    done: bool = False

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if self.impact is not None:
            return said(self.impact)
        if self.refusal is not None:
            return f"It cannot be recorded so. {self.refusal.reason}"
        if self.lacking:
            fields = ", ".join(f"“{one}”" for one in self.lacking)
            return f"To see what it would do, fill in {fields}."
        return "It is recorded already." if self.done else ""

    @property
    def more(self) -> tuple[str, ...]:
        """What else is to be said of it, each in a sentence."""
        return tuple(_more(self.impact)) if self.impact else ()

    @property
    def rows(self) -> tuple[Rows, ...]:
        """The first groups of matters that change alike."""
        return tuple(map(_rows, self.impact.groups[:SHOWN])) if self.impact else ()

    @property
    def left_out(self) -> int:
        """How many groups of matters are not shown, and are in the CSV."""
        return max(0, len(self.impact.groups) - SHOWN) if self.impact else 0


def looked(request: AtDesk, job: Job, side: Side) -> Looked:
    """Rehearse what the form asks for, undo it, and tell what it would have changed."""
    moves = job.act.name in MOVING
    if request.method != "POST" or not moves:
        return Looked(moves=moves)
    match asked_for(request, job, sheet.carried(request.POST, 0).key):
        case (Deed() as deed, Told() as told):
            refused = job.why_not(deed, told) if job.why_not else None
            outcome = refused or rehearse(deed, told)
        case wrong:
            lacking = dict.fromkeys(label_of(one.field, job.wording) for one in wrong)
            return Looked(moves=True, lacking=tuple(lacking))
    if isinstance(outcome, Refusal):
        return Looked(moves=True, refusal=outcome)
    if not outcome:
        return Looked(moves=True, done=True)
    found = impact(outcome, reviews=side.reviews, training=side.training, today=request.door.on)
    return Looked(moves=True, impact=found)


# --- in words --------------------------------------------------------------------------------


def said(one: Impact) -> str:
    """The totals in a sentence: what it stops and what it frees."""
    if one.nothing:
        return "It changes no answer in your open matters, on any day."
    if not (one.stops.steps or one.frees.steps):
        return "It stops nothing and frees nothing in your open matters from today on."
    return f"It will stop {_in(one.stops)} and free {_in(one.frees)}."


def _in(one: Many) -> str:
    if not one.steps:
        return "none"
    return f"{counted(one.steps, 'step')} in {counted(one.matters, 'matter')}"


def _more(one: Impact) -> Iterator[str]:
    if one.covers:
        yield f"For {', '.join(one.covers)}."
    if one.unsure.steps:
        yield (
            f"{counted(one.unsure.steps, 'step')} of these in {counted(one.unsure.matters, 'matter')} "
            "would wait because it is not known whether the order reaches them. What is not known bars."
        )
    if one.keeps.steps:
        yield (
            f"{counted(one.keeps.steps, 'step')} in {counted(one.keeps.matters, 'matter')} "
            "would stay stopped, on other grounds than now."
        )
    if one.past.steps:
        yield (
            f"For days that have passed it changes {counted(one.past.steps, 'step')} "
            f"in {counted(one.past.matters, 'matter')}."
        )
    looked_at = f"Looked at: {counted(one.looked_at, 'open matter')} of your reviews"
    closed = f"; {counted(one.closed, 'closed one')} left out" if one.closed else ""
    yield f"{looked_at}{closed}. A step is one act in one matter on account of one condition; by orders alone."


def _rows(group: Group) -> Rows:
    first = tuple(zip(group.matters[:NAMED], named(group.respondents[:NAMED]), strict=True))
    many = len(group.matters)
    return Rows(
        title=f"{many:,} matters alike" if many > 1 else first[0][1],
        matters=first,
        more=max(0, many - NAMED),
        lines=tuple(_lines(group.steps)),
    )


def _lines(steps: Iterable[Step]) -> Iterator[Line]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in steps:
        key = (one.act_title, one.sort, SAID[one.before], SAID[one.after], _when(one), one.why)
        alike.setdefault(key, []).append(one.condition_title)
    for (act, sort, before, after, when, why), conditions in alike.items():
        yield Line(
            act=act, conditions=tuple(conditions), sort=sort, before=before, after=after,
            when=when, why=why,
        )  # fmt: skip


def _when(one: Step) -> str:
    since = f"from {day_said(one.since)}" if one.since else "on every day before"
    if one.until is None:
        return f"{since}, no end on record"
    return f"{since} until {day_said(one.until)}" + (" (passed)" if one.past else "")


# --- as a file -------------------------------------------------------------------------------


def looked_csv(one: Impact, job: Job) -> HttpResponse:
    """Every matter and step that would change, as CSV."""
    answer = StreamingHttpResponse(_csv(one), content_type="text/csv; charset=utf-8")
    name = f"{job.act.name}-{one.today}-not-recorded.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer  # type: ignore[return-value]


class _Echo:
    """A file that gives back the line written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(one: Impact) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for group in one.groups:
        rows = [
            (each.act, each.condition, each.before, each.after, each.since, each.until, each.why)
            for each in group.steps
        ]
        for name, title in zip(group.matters, named(group.respondents), strict=True):
            yield "".join(writer.writerow(plain_row((name, title, *row))) for row in rows)
