"""A round as the pages keep it while it is built: told in the form that the command line reads, kept by its content, read again. Preparing it is rounds.

A kept round is never changed: another clause makes another. The entry that prepares a round names the file that its
letters were made from, so that whoever approves and releases it works from that one and no other.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from proviso.domain.refusals import Refusal
from proviso.letters.library import load
from proviso.letters.round_file import read_recipients, read_round
from proviso.letters.rounds import Choice, Override, RoundFile
from proviso.outside import folders

FORM = "proviso round 1"
NOTED = re.compile(r"Round file ([0-9a-f]{64})")
HASH = re.compile(r"[0-9a-f]{64}")
COLUMNS = ("matter", "contact", "name", "office", "lines", "salutation", "address", "channel")
Told = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A round that is kept: its hash, what the form held, its file in TOML, its recipients in CSV, and both read."""

    sha256: str
    form: Mapping[str, str]
    toml: str
    recipients: str
    file: RoundFile


def keep(form: Mapping[str, str], told: Told, overrides: Iterable[Override]) -> Kept | Refusal:
    """Keep a round; the refusal where what it tells could not be read again."""
    return _kept(form, written(told), table(overrides))


def with_overrides(before: Kept, overrides: Iterable[Override]) -> Kept | Refusal:
    """The same round to other recipients, or with other words for some."""
    return _kept(before.form, before.toml, table(overrides))


def _kept(form: Mapping[str, str], toml: str, recipients: str) -> Kept | Refusal:
    file = _read(toml, recipients)
    if isinstance(file, Refusal):
        return file
    parts = {"form": FORM, "filled": dict(form), "round": toml, "recipients": recipients}
    content = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    return Kept(
        sha256=folders.keep(content), form=dict(form), toml=toml, recipients=recipients, file=file
    )


def kept(name: str) -> Kept | None:
    """The round that is kept under this hash; None where none is, or what is there is no round."""
    if not HASH.fullmatch(name):
        return None
    try:
        parts = json.loads(folders.kept(name))
    except (folders.NotKept, ValueError):
        return None
    if not isinstance(parts, dict) or parts.get("form") != FORM:
        return None
    file = _read(parts["round"], parts["recipients"])
    if isinstance(file, Refusal):
        return None
    return Kept(
        sha256=name,
        form=parts["filled"],
        toml=parts["round"],
        recipients=parts["recipients"],
        file=file,
    )


def note_of(one: Kept) -> str:
    """What stands with the entry that prepares it."""
    return f"Round file {one.sha256}"


def noted(note: str | None) -> str:
    """The hash that such a note names; empty where it names none."""
    found = NOTED.search(note or "")
    return found[1] if found else ""


def _read(toml: str, recipients: str) -> RoundFile | Refusal:
    vocabulary = load().vocabulary
    file = read_round(toml, name="The round", vocabulary=vocabulary)
    if isinstance(file, Refusal):
        return file
    told = overrides_in(recipients)
    if isinstance(told, Refusal):
        return told
    return replace(file, overrides=told, recipients=Choice(matters=tuple(told)))


def overrides_in(text: str) -> Mapping[str, Override] | Refusal:
    """What a table of recipients tells of each."""
    return read_recipients(text, name="The recipients", vocabulary=load().vocabulary)


# --- writing -----------------------------------------------------------------------------------


def written(told: Told) -> str:
    """A round's file in TOML, one key on a line."""
    plain = [f"{name} = {_value(value)}" for name, value in told.items() if name != "values"]
    values = told.get("values")
    if isinstance(values, Mapping) and values:
        plain += ["", "[values]", *(f"{name} = {_value(one)}" for name, one in values.items())]
    return "\n".join(plain) + "\n"


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{name} = {_value(one)}" for name, one in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def table(overrides: Iterable[Override]) -> str:
    """Recipients in CSV, in their order: what is told of one recipient only stands in its row."""
    rows = list(overrides)
    values = sorted({name for one in rows for name in one.values})
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, "clauses", *values])
    for one in rows:
        lines = ";".join(one.lines or ()) or None
        cells = [one.matter, one.contact, one.name, one.office, lines, one.salutation]
        cells += [one.address, one.channel, _clauses(one)]
        writer.writerow([*(cell or "" for cell in cells), *(one.values.get(name, "") for name in values)])  # fmt: skip
    return text.getvalue()


def _clauses(one: Override) -> str:
    """Clauses of its own; a lone semicolon where it has none though the others have."""
    return "" if one.clauses is None else "; ".join(one.clauses) or ";"
