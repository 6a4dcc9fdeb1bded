"""The values that go into a letter: what may not be in them, and how they are printed. Which are needed is not here.

Text comes from people and files. A line break in a name could become a header of a
mail, a mark that turns the direction of text could show one name and hold another, and
a letter under fifty accents covers the line above: such text is refused, not mended.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeGuard

from proviso.domain.calendar import MONTHS, WEEKDAYS
from proviso.domain.refusals import Refusal
from proviso.letters.vocabulary import Column, Field, Holds

Scalar = str | int | date
Row = Mapping[str, Scalar | None]
Value = Scalar | Sequence[Row] | None

LINE_LIMIT = 300
PROSE_LIMIT = 20_000
ROW_LIMIT = 500
MARKS_LIMIT = 6
JOINERS = "\u200c\u200d"
AUTHORITY = "The record's own rule: what is printed is what was meant, and can be read"
NOT_STATED = "not stated"


def is_rows(value: Value) -> TypeGuard[Sequence[Row]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def is_there(value: Value) -> bool:
    """Whether the letter has this: an empty text or list is not there, a zero is."""
    return value is not None and value not in ("", (), [])


def why_not_value(field: Field, value: Value) -> Refusal | None:
    """Why this cannot stand in that field."""
    if not is_there(value):
        return None
    if field.holds is Holds.ROWS:
        return _why_not_rows(field, value)
    return _why_not_scalar(field.name, field.holds, value)


def why_not_line(what: str, text: str, *, limit: int = LINE_LIMIT) -> Refusal | None:
    """Why this text cannot be one line of a letter, such as a name or an address."""
    return _why_not_text(what, text, limit=limit, breaks=False)


def _why_not_rows(field: Field, value: Value) -> Refusal | None:
    if not is_rows(value):
        return _wrong(field.name, f"{field.name} is not a list.", "Give a list of rows.")
    if len(value) > ROW_LIMIT:
        reason = f"{field.name} has {len(value):,} rows; a letter takes {ROW_LIMIT} at most."
        return _wrong(field.name, reason, "Enclose the list as a file, and name it in the letter.")
    for number, row in enumerate(value, start=1):
        for name, column in field.columns.items():
            if wrong := _why_not_cell(f"{field.name}, row {number}, {name}", column, row.get(name)):
                return wrong
        if odd := set(row) - set(field.columns):
            reason = f"{field.name}, row {number} has a column {min(odd)}, which it cannot have."
            return _wrong(field.name, reason, f"Columns are: {', '.join(field.columns)}.")
    return None


def _why_not_cell(what: str, column: Column, value: Scalar | None) -> Refusal | None:
    if is_there(value):
        return _why_not_scalar(what, column.holds, value)
    if column.may_be_empty:
        return None
    return Refusal(
        code="letter.content-missing",
        reason=f"The letter lacks {what}.",
        cure="State it, or leave the whole row out.",
        authority=AUTHORITY,
    )


def _why_not_scalar(what: str, holds: Holds, value: Value) -> Refusal | None:
    if holds in (Holds.LINE, Holds.PROSE):
        if not isinstance(value, str):
            return _wrong(what, f"{what} is not text.", "Give text.")
        limit = LINE_LIMIT if holds is Holds.LINE else PROSE_LIMIT
        return _why_not_text(what, value, limit=limit, breaks=holds is Holds.PROSE)
    wanted: type = date if holds is Holds.DATE else int
    if isinstance(value, wanted) and not isinstance(value, bool):
        return None
    return _wrong(what, f"{what} is not a {holds}: {str(value)[:40]!r}.", f"Give a {holds}.")


def _why_not_text(what: str, text: str, *, limit: int, breaks: bool) -> Refusal | None:
    if not text.strip():
        return _wrong(what, f"{what} is empty.", "State it, or leave it out altogether.")
    if len(text) > limit:
        reason = f"{what} has {len(text):,} characters; there is room for {limit:,}."
        return _wrong(what, reason, "Shorten it, or put the rest into an enclosure.")
    if text.isascii() and text.isprintable():  # most texts; nothing below can be wrong with them
        return None
    marks = 0
    for at, char in enumerate(text, start=1):
        if char == "\n" and breaks:
            continue
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks > MARKS_LIMIT:
            reason = f"{what} puts more than {MARKS_LIMIT} marks on one letter (character {at}), which hides other lines."
            return _wrong(what, reason, "Write it with the marks that its language uses.")
        if why := _why_not_char(char):
            reason = f"{what} has {why} (U+{ord(char):04X}) as character {at}."
            return _wrong(what, reason, "Take that character out, or write the text again.")
    return None


def _why_not_char(char: str) -> str | None:
    if char in "\n\r\u2028\u2029":
        return "a line break"
    match unicodedata.category(char):
        case "Cc":
            return "a control character"
        case "Cf" if char not in JOINERS:
            return "an invisible character"
        case "Cs" | "Co" | "Cn":
            return "a character that has no meaning of its own"
        case _:
            return None


def _wrong(what: str, reason: str, cure: str) -> Refusal:
    said = f"{reason[0].upper()}{reason[1:]}"
    return Refusal(code="letter.value-wrong", reason=said, cure=cure, authority=AUTHORITY)


# --- printing --------------------------------------------------------------------------------


def printed(holds: Holds, value: Value) -> str:
    """The value as the letter says it."""
    match value:
        case None | "":
            return NOT_STATED
        case date():
            return day_said(value)
        case int() if holds is Holds.CENTS:
            return dollars(value)
        case int():
            return f"{value:,}"
        case str():
            return " ".join(value.split())
        case _:
            return f"{len(value):,}"


def day_said(day: date) -> str:
    """2018-02-23 -> Friday, February 23, 2018: as the readers of these letters write it."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_alone(day: date) -> str:
    """2018-01-24 -> January 24, 2018: the day a letter bears."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def dollars(cents: int) -> str:
    """A sum in cents -> $70,511, with cents only where there are any."""
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}${whole:,}" + (f".{part:02d}" if part else "")


def paragraphs(prose: str) -> list[str]:
    """The paragraphs of a text: parts between empty lines, each on one line."""
    parts = prose.replace("\r\n", "\n").split("\n\n")
    return [said for part in parts if (said := " ".join(part.split()))]
