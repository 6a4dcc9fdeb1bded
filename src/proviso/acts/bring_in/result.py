"""What came of bringing a folder in: counts, or problems with their places. Nothing is read or written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from proviso.acts.asked import stream_column
from proviso.acts.parsing import Wrong, fields_of
from proviso.acts.table import ALL
from proviso.domain.knowing import a_or_an
from proviso.domain.refusals import Refusal
from proviso.outside.tables import Fault, Row, shown

# The column that a refusal is about, where its code does not name it.
FIELDS = {
    "entry.learned-before": "learned",
    "entry.not-yet": "learned",
    "entry.by-nobody": "by",
    "order.supersedes-itself": "target",
    "order.circular": "target",
    "order.before-its-target": "target",
    "contact.supersedes-itself": "successor",
    "contact.circular": "successor",
    "contact.no-successor": "successor",
    "cover.term": "covers",
}
SEVERAL = {"item": ("items",), "condition": ("conditions",), "association": ("covers",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row or file cannot be brought in. `waiting` are the rows that depend on it, as FILE:LINE.

    `why` is the reason where it is more than a value found in a field; `unread` says that what the
    file holds is not known, or not all of it.
    """

    file: str
    line: int
    field: str
    found: str
    expected: str
    cure: str
    code: str = "cell"
    why: str = ""
    unread: bool = False
    waiting: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """FILE:LINE: FIELD: what was found and what is expected, or why not; what to do."""
        field = f" {self.field}:" if self.field else ""
        said = f"{self.place}:{field} {self._why()}. {self.cure}"
        return _plain(f"{said} {self._waiting()}" if self.waiting else said)

    def _why(self) -> str:
        if not self.why:
            return f"found {self.found}; expected {self.expected}"
        named = not self.field or self.found == "nothing" or self.found.strip("'\"") in self.why
        return self.why if named else f"found {self.found}: {self.why}"

    def _waiting(self) -> str:
        many = len(self.waiting)
        rows = "1 row" if many == 1 else f"{many:,} rows"
        shown = ", ".join(self.waiting[:6]) + (f" and {many - 6:,} more" if many > 6 else "")
        if not self.unread:
            return f"({rows} {'waits' if many == 1 else 'wait'} for this one: {shown}.)"
        files = len({one.rpartition(":")[0] for one in self.waiting})
        where = "1 file" if files == 1 else f"{files} files"
        return (
            f"({rows} of {where} {'rests' if many == 1 else 'rest'} on what {self.file} says, "
            f"and can be checked once it is mended: {shown}.)"
        )


def _plain(text: str) -> str:
    """Text that a terminal shows as it is: what cannot be seen is written out."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


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
    """A refusal in the words of the domain, at the field that its code speaks of where there is one."""
    field = _field_of(row.act, refusal.code)
    cell = row.cells.get(field, "").strip()
    reason = refusal.reason.rstrip(".")
    return Problem(
        file=row.file,
        line=row.line,
        field=field,
        found=(repr(shown(cell)) if cell else "nothing") if field else reason,
        expected=_expected(refusal),
        cure=refusal.cure,
        code=refusal.code,
        why=reason,
    )


def _field_of(act: str, code: str) -> str:
    """The column that a refusal's code speaks of; empty where it speaks of none, or of several."""
    if code in FIELDS:
        return FIELDS[code]
    noun, _, what = code.partition(".")
    own = {one.name for one in fields_of(ALL[act].fact)}
    columns = {*own, stream_column(ALL[act]), "on", "learned"}
    stated = what.removeprefix("no-").replace("-", "_")
    candidates = (stated, noun, *SEVERAL.get(noun, ()))
    return next((one for one in candidates if one in columns), "")


def _expected(refusal: Refusal) -> str:
    noun, _, what = refusal.code.partition(".")
    return {
        "unknown": f"{a_or_an(noun)} that is on record",
        "not-opened": f"{a_or_an(noun)} that has been opened",
        "exists": f"{a_or_an(noun)} that is not on record yet",
    }.get(what, f"what the rule allows: {refusal.authority}")
