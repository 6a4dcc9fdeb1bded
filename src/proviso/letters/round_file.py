"""Reads the text of a round's file (TOML) and of its recipients (CSV), naming what is wrong. Opens no file, asks no record."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from typing import Any

from proviso.domain.periods import parse_date
from proviso.domain.refusals import Refusal
from proviso.letters.content import Signer
from proviso.letters.rounds import CHANNELS, Choice, Override, RoundFile
from proviso.letters.vocabulary import Holds, Vocabulary

AUTHORITY = "The record's own rule: a round is told in one file, in one written form"
TEXTS = "review round kind letterhead letter authority channel delivery sender reply_to returns_to desk version mark closing".split()
LISTS = "conditions items clauses copies enclosures".split()
NEEDED = ("review", "round", "kind", "on", "letterhead", "signer")
RECIPIENTS = {"matters", "like", "state", "standing", "file"}
PARTS = frozenset({"matter", "on", "round", "respondent"})
COLUMNS = (
    "matter",
    "contact",
    "name",
    "office",
    "lines",
    "salutation",
    "address",
    "channel",
    "clauses",
)
LARGEST_CELL = 20_000


class _Wrong(Exception):
    """Something in the file that cannot be read; becomes a refusal before it leaves this module."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        self.where, self.found, self.expected = where, found, expected


def read_round(text: str, *, name: str, vocabulary: Vocabulary) -> RoundFile | Refusal:
    """The round that the file tells; `name` is what a refusal calls the file."""
    try:
        told = tomllib.loads(text)
        return _round(told, vocabulary)
    except tomllib.TOMLDecodeError as wrong:
        return _refused(name, "", f"it is not TOML: {wrong}", "a file in TOML")
    except _Wrong as wrong:
        return _refused(name, wrong.where, wrong.found, wrong.expected)


def read_recipients(
    text: str, *, name: str, vocabulary: Vocabulary
) -> Mapping[str, Override] | Refusal:
    """What the table tells of each recipient, in its order."""
    try:
        rows = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        return _overrides(rows, vocabulary)
    except csv.Error as wrong:
        return _refused(name, "", str(wrong), "a table in CSV")
    except _Wrong as wrong:
        return _refused(name, wrong.where, wrong.found, wrong.expected)


def _refused(name: str, where: str, found: str, expected: str) -> Refusal:
    place = f"{name}, {where}" if where else name
    return Refusal(
        code="round.file",
        reason=f"{place}: found {found[:200]}; expected {expected}.",
        cure="Correct it there, then try again. Nothing was recorded and nothing was sent.",
        authority=AUTHORITY,
    )


# --- the round -------------------------------------------------------------------------------


def _round(told: Mapping[str, Any], vocabulary: Vocabulary) -> RoundFile:
    known = {*TEXTS, *LISTS, "on", "due", "signer", "recipients", "values"}
    if odd := set(told) - known - set(vocabulary.fields):
        raise _Wrong(min(odd), "a key that is not known", f"one of {', '.join(sorted(known))}")
    for key in NEEDED:
        if key not in told:
            raise _Wrong(key, "nothing", "it to be stated")
    texts: dict[str, Any] = {key: _text(told[key], key) for key in TEXTS if key in told}
    lists: dict[str, Any] = {key: _texts(told[key], key) for key in LISTS if key in told}
    days: dict[str, Any] = {key: _day(told[key], key) for key in ("on", "due") if key in told}
    chosen, file = _recipients(told.get("recipients", {}))
    own = {key: told[key] for key in told if key not in known}
    values = _values({**own, **_table(told.get("values", {}), "values")}, vocabulary)
    made = RoundFile(
        signer=_signer(told["signer"]),
        recipients=chosen,
        recipients_file=file,
        values=values,
        **texts,
        **lists,
        **days,
    )
    _channel(made.channel, "channel")
    _pattern(made.letter)
    return made


def _table(told: Any, where: str) -> Mapping[str, Any]:
    if isinstance(told, dict):
        return told
    raise _Wrong(where, _seen(told), "a table")


def _text(told: Any, where: str) -> str:
    if isinstance(told, str) and told.strip():
        return told
    raise _Wrong(where, _seen(told), "a text that is not empty")


def _texts(told: Any, where: str) -> tuple[str, ...]:
    if isinstance(told, list):
        return tuple(_text(one, where) for one in told)
    raise _Wrong(where, _seen(told), "a list of texts")


def _day(told: Any, where: str) -> date:
    if isinstance(told, date) and not isinstance(told, datetime):
        return told
    raise _Wrong(where, _seen(told), "a day such as 2018-01-24, without quotes")


def _signer(told: Any) -> Signer:
    table = _table(told, "signer")
    if odd := set(table) - {"name", "lines"}:
        raise _Wrong(f"signer.{min(odd)}", "a key that is not known", "name and lines")
    lines = _texts(table.get("lines", []), "signer.lines")
    return Signer(name=_text(table.get("name"), "signer.name"), lines=lines)


def _recipients(told: Any) -> tuple[Choice, str | None]:
    table = _table(told, "recipients")
    if odd := set(table) - RECIPIENTS:
        expected = f"one of {', '.join(sorted(RECIPIENTS))}"
        raise _Wrong(f"recipients.{min(odd)}", "a key that is not known", expected)
    texts: dict[str, Any] = {
        key: _text(table[key], f"recipients.{key}")
        for key in ("like", "state", "standing", "file")
        if key in table
    }
    file = texts.pop("file", None)
    matters = _texts(table.get("matters", []), "recipients.matters")
    return replace(Choice(matters=matters), **texts), file


def _values(told: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in told.items():
        field = vocabulary.fields.get(name)
        if field is None or field.given:
            raise _Wrong(f"values.{name}", "a field that is not in the vocabulary", "a field of it")
        rows = field.holds is Holds.ROWS and isinstance(value, list)
        found[name] = tuple(_row(one, name, field.columns) for one in value) if rows else value
    return found


def _row(one: Any, name: str, columns: Mapping[str, object]) -> Mapping[str, Any]:
    """A row of a list; a list of one column can be told as a list of texts."""
    if isinstance(one, str) and len(columns) == 1:
        return {next(iter(columns)): one}
    return _table(one, name)


def _channel(name: str | None, where: str) -> None:
    if name is not None and name not in CHANNELS:
        raise _Wrong(where, repr(name), f"one of {', '.join(CHANNELS)}")


def _pattern(pattern: str) -> None:
    try:
        pattern.format_map(dict.fromkeys(PARTS, "x"))
    except (KeyError, ValueError, IndexError, AttributeError) as wrong:
        expected = f"text with {{matter}}, and perhaps {', '.join(sorted(PARTS))}"
        raise _Wrong("letter", repr(pattern), expected) from wrong
    if not ("{matter}" in pattern or "{respondent}" in pattern):
        raise _Wrong(
            "letter", repr(pattern), "{matter} or {respondent} in it, as a name of its own"
        )


def _seen(told: Any) -> str:
    return "nothing" if told is None else repr(told)


# --- the recipients --------------------------------------------------------------------------


def _overrides(rows: "csv.DictReader[str]", vocabulary: Vocabulary) -> dict[str, Override]:
    columns = rows.fieldnames or ()
    if "matter" not in columns:
        raise _Wrong("line 1", "no column matter", "a column matter")
    scalar = {name for name, one in vocabulary.fields.items() if one.holds is not Holds.ROWS}
    if odd := set(columns) - set(COLUMNS) - scalar:
        expected = f"{', '.join(COLUMNS)}, or a field of the vocabulary"
        raise _Wrong("line 1", f"a column {min(map(str, odd))!r}", expected)
    found: dict[str, Override] = {}
    for row in rows:
        where = f"line {rows.line_num}"
        one = _override(row, where, vocabulary)
        if one.matter in found:
            raise _Wrong(where, f"{one.matter} again", "each recipient once")
        found[one.matter] = one
    return found


def _override(row: Mapping[str | Any, Any], where: str, vocabulary: Vocabulary) -> Override:
    if None in row or None in row.values():
        raise _Wrong(where, "another number of cells than there are columns", "as many")
    told = {key: text.strip() for key, text in row.items() if text and text.strip()}
    if "matter" not in told:
        raise _Wrong(f"{where}, matter", "nothing", "the id of a matter")
    if long := [key for key, text in told.items() if len(text) > LARGEST_CELL]:
        raise _Wrong(f"{where}, {long[0]}", f"{len(told[long[0]]):,} characters", "fewer")
    _channel(told.get("channel"), f"{where}, channel")
    lists: dict[str, Any] = {
        key: tuple(part for one in told[key].split(";") if (part := one.strip()))
        for key in ("lines", "clauses")
        if key in told
    }
    plain: dict[str, Any] = {key: told[key] for key in COLUMNS if key in told and key not in lists}
    values = {key: _cell(told[key], key, where, vocabulary) for key in told if key not in COLUMNS}
    return replace(Override(matter=plain.pop("matter"), values=values), **plain, **lists)


def _cell(text: str, name: str, where: str, vocabulary: Vocabulary) -> str | date:
    if vocabulary.fields[name].holds is not Holds.DATE:
        return text
    found = parse_date(text)
    if isinstance(found, Refusal):
        raise _Wrong(f"{where}, {name}", repr(text), "a day such as 2018-01-24")
    return found
