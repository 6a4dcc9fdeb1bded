"""What came of bringing a folder in: counts, or problems with their places. Nothing is read or written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from proviso.acts.parsing import Wrong
from proviso.domain.refusals import Refusal
from proviso.outside.tables import Fault, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row or file cannot be brought in. `waiting` are the rows that depend on it, as FILE:LINE."""

    file: str
    line: int
    field: str
    found: str
    expected: str
    cure: str
    code: str = "cell"
    waiting: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """FILE:LINE: FIELD: what was found and what is expected, or why not; what to do."""
        field = f" {self.field}:" if self.field else ""
        why = f"found {self.found}; expected {self.expected}" if self.expected else self.found
        said = f"{self.place}:{field} {why}. {self.cure}"
        return said if not self.waiting else f"{said} {_waiting(self.waiting)}"


def _waiting(places: tuple[str, ...]) -> str:
    shown = ", ".join(places[:6]) + (f" and {len(places) - 6} more" if len(places) > 6 else "")
    many = "1 row waits" if len(places) == 1 else f"{len(places)} rows wait"
    return f"({many} for this one: {shown}.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """`counts` is how many of each act were brought in, `again` how many rows were there already.

    `head` is the tree head over all streams after it; None where nothing was written.
    """

    name: str
    counts: Mapping[str, int]
    again: int
    problems: tuple[Problem, ...]
    entries: int = 0
    head: str | None = None


def of_fault(one: Fault) -> Problem:
    return Problem(
        file=one.file,
        line=one.line,
        field=one.field,
        found=one.found,
        expected=one.expected,
        cure=one.cure,
        code="file" if not one.line else "table",
    )


def of_wrong(row: Row, one: Wrong) -> Problem:
    return Problem(
        file=row.file,
        line=row.line,
        field=one.field,
        found=repr(one.found) if one.found != "nothing" else one.found,
        expected=one.expected,
        cure=one.cure,
    )


def of_refusal(row: Row, refusal: Refusal) -> Problem:
    """A refusal in the words of the domain; its code's first part names the field where the row has it."""
    noun = refusal.code.partition(".")[0]
    field = noun if noun in row.cells else ""
    return Problem(
        file=row.file,
        line=row.line,
        field=field,
        found=_told(refusal.reason),
        expected="",
        cure=refusal.cure,
        code=refusal.code,
    )


def _told(reason: str) -> str:
    return reason.rstrip(".")
