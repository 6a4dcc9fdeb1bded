"""Brings a folder in: every row an act, in one transaction, collecting every problem. Rows are read in rows.py."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from proviso.acts.act import Receipt
from proviso.acts.bring_in.result import BroughtIn, Problem, of_fault, of_refusal, of_wrong
from proviso.acts.bring_in.rows import Folder, Ready, in_order, key_of, ready, sheets
from proviso.acts.bring_in.waiting import Failed
from proviso.acts.parsing import Field, Wrong, read_field
from proviso.acts.perform import Sitting, sitting
from proviso.domain.merkle import tree_head
from proviso.outside import tables
from proviso.outside.tables import ABOUT, About, Row, Tables
from proviso.records import streams

LEFT_TO_ABOUT = frozenset({"review", "learned"})
Progress = Callable[[int, int], None]


def no_progress(_: int, __: int) -> None:
    """Say nothing of how far it has come."""


def bring_in(
    folder: Path,
    *,
    at: datetime,
    by: str | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> BroughtIn:
    """Bring a folder in, or say every problem and write nothing; `dry_run` writes nothing either way.

    `by` is who records it where neither a row nor review.toml says so.
    """
    read = tables.read(folder, sheets())
    with sitting() as one:
        coming = _Coming(one, read, at=at, by=by)
        coming.run(progress)
        if dry_run or coming.problems:
            one.undo()
            return coming.result(head=None)
        one.checkpoint()
        return coming.result(head=tree_head(streams.heads()))


class _Coming:
    """One folder on its way in: what was done, what was there already, what is wrong."""

    def __init__(self, one: Sitting, read: Tables, *, at: datetime, by: str | None) -> None:
        self.sitting = one
        self.read = read
        self.folder = Folder(
            about=read.about,
            at=at,
            by=read.about.by or by or f"import {read.about.name}",
            known_source=self._known_source(),
        )
        self.problems = [*(of_fault(fault) for fault in read.faults), *_of_about(read.about)]
        self.failed = Failed(read)
        self.counts: Counter[str] = Counter()
        self.again = 0
        self.entries = 0

    def _known_source(self) -> Callable[[str], bool]:
        noted = (row for row in self.read.rows if row.act == "note-source")
        own = {row.cells.get("source", "").strip() for row in noted}
        return lambda name: (
            name in own
            or self.failed.names("source", name)
            or self.sitting.rooms.has_stream(f"source:{name}")
        )

    def _source(self, row: Row) -> Callable[[str], bool]:
        """Whether a source is known, or may be: the file of sources was not read."""
        return lambda name: self.folder.known_source(name) or self.failed.awaits(row, "source")

    def run(self, progress: Progress) -> None:
        """Do every row that can be read, in order; what fails is remembered and the rest goes on."""
        rows = in_order(self._readable())
        self.sitting.hold([*{one.asked.stream for one in rows}, "case:"] if rows else ())
        self.sitting.expect(one.told.key for one in rows)
        for done, one in enumerate(rows, 1):
            self._do(one)
            progress(done, len(rows))

    def result(self, *, head: str | None) -> BroughtIn:
        problems = tuple(
            replace(
                one,
                waiting=self.failed.waiting_for(one.place),
                unread=one.place in self.failed.unread,
            )
            for one in self.problems
        )
        return BroughtIn(
            name=self.read.about.name,
            counts=dict(self.counts),
            again=self.again,
            problems=tuple(sorted(problems, key=_shown_at)),
            entries=self.entries,
            head=head,
        )

    def _readable(self) -> list[Ready]:
        found = []
        keys: dict[str, Row] = {}
        for row in self.read.rows:
            first = keys.setdefault(key_of(self.folder.about.name, row), row)
            if first is not row:
                self.problems.append(_twice(row, first))
                continue
            one = ready(row, replace(self.folder, known_source=self._source(row)))
            if isinstance(one, Ready):
                found.append(one)
            else:
                self.problems += [of_wrong(row, wrong) for wrong in one if self._own(row, wrong)]
                self.failed.add(row)
        return found

    def _own(self, row: Row, wrong: Wrong) -> bool:
        """Whether it is the row's own fault, and not that review.toml could not be read."""
        left_out = wrong.found == "nothing" and wrong.field in LEFT_TO_ABOUT
        return not (left_out and self.failed.awaits(row, ABOUT))

    def _do(self, one: Ready) -> None:
        deed = one.asked.deed(self.sitting.rooms.canonical)
        if isinstance(deed, tuple):
            problems = [of_wrong(one.row, wrong) for wrong in deed]
        else:
            outcome = self.sitting.do(deed, one.told)
            if isinstance(outcome, Receipt):
                self._done(one, outcome)
                return
            problems = [of_refusal(one.row, outcome)]
        if not self.failed.explains(one, problems[0]):
            self.problems += problems
        self.failed.add(one.row)

    def _done(self, one: Ready, receipt: Receipt) -> None:
        if receipt.again:
            self.again += 1
        else:
            self.counts[one.act.name] += 1
            self.entries += len(receipt.numbers)


def _of_about(about: About) -> Iterator[Problem]:
    """What review.toml says is text as in a cell: in one line, and no formula."""
    for name, text in (("import", about.name), ("review", about.review), ("by", about.by or "")):
        wrong = read_field(Field(name=name, kind="text", needed=True, absent=""), text)
        if isinstance(wrong, Wrong) and not (name == "import" and text == about.review):
            yield of_wrong(Row(act="", file=ABOUT, line=0, cells={}), wrong)


def _shown_at(one: Problem) -> tuple[bool, bool, str, int]:
    """What the whole folder rests on is told first, then the files that could not be read."""
    return (one.file != ABOUT, not one.unread, one.file, one.line)


def _twice(row: Row, first: Row) -> Problem:
    return Problem(
        file=row.file,
        line=row.line,
        field="",
        found=f"the same row as in line {first.line}",
        expected="each row once",
        cure="Remove one of the two, or say in `note` how they differ.",
        code="row.twice",
    )
