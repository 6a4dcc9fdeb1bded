"""Fact and entry <-> canonical bytes, version by version. Hashing is in chain; nothing here reads or writes files.

The bytes of an entry are five header lines (format, stream, number, previous hash, key;
each ends with a line feed) and then canonical JSON, which holds no line feed. So the
columns of the table can be checked against the bytes without parsing them. The whole
format is told in docs/ledger.md; tests/golden keeps one entry of every kind and version.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from proviso.domain.canonical import NUL, Codec, Json, Unwritable, canonical, codec, read_text
from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS, Fact

FORMAT = "proviso.entry/1"
LONGEST_NAME = 200
HEX = frozenset("0123456789abcdef")
Upcast = Callable[[Json], Json]
Codecs = Mapping[str, Codec]
UPCASTS: dict[tuple[str, int], Upcast] = {}
VERSIONS: dict[str, int] = {}


class Unreadable(Exception):
    """Bytes that are not an entry in any version we know: damage or a newer program."""


def kind_of(fact_class: type) -> str:
    """OrderEntered -> order-entered."""
    name = fact_class.__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _codecs(cls: type, *, without: frozenset[str] = frozenset()) -> Codecs:
    hints = get_type_hints(cls)
    return {one.name: codec(hints[one.name]) for one in fields(cls) if one.name not in without}


KINDS: Mapping[str, type[Fact]] = {kind_of(cls): cls for cls in FACTS}
_KIND_OF: Mapping[type, str] = {cls: kind for kind, cls in KINDS.items()}
_CODECS: Mapping[str, Codecs] = {kind: _codecs(cls) for kind, cls in KINDS.items()}
_ENVELOPE = _codecs(Entry, without=frozenset({"stream", "number", "fact", "key"}))


def _written(told: object, codecs: Codecs, what: str) -> Json:
    written = {}
    for name, one in codecs.items():
        try:
            written[name] = one.write(getattr(told, name))
        except Unwritable as trouble:
            message = f"{what}, {name}: {trouble}"
            raise Unwritable(message) from trouble
    return written


def _read(told: Any, codecs: Codecs, what: str) -> Json:
    if type(told) is not dict or told.keys() != codecs.keys():
        odd = ", ".join(sorted(codecs.keys() ^ set(told)))
        message = f"{what} has other fields than expected: {odd}"
        raise Unreadable(message)
    return {name: one.read(told[name]) for name, one in codecs.items()}


def fact_json(fact: Fact) -> Json:
    """Return the fact as JSON values, with its kind and version. Raises Unwritable."""
    kind = _KIND_OF[type(fact)]
    told = _written(fact, _CODECS[kind], kind)
    return {"kind": kind, "version": VERSIONS.get(kind, 1), "told": told}


def fact_from(data: Json) -> Fact:
    """Return the fact that `data` tells, brought up to the present version.

    Raises Unreadable where the kind, version or a field is not one we know.
    """
    try:
        kind, version, told = data["kind"], data["version"], data["told"]
        if type(version) is not int or len(data) != 3 or kind not in KINDS:
            message = "not a kind of fact, with a version, that this program knows"
            raise Unreadable(message)
        while (kind, version) in UPCASTS:
            told = UPCASTS[kind, version](dict(told))
            version += 1
        if version != VERSIONS.get(kind, 1):
            message = f"{kind} has version {version}, which this program does not know"
            raise Unreadable(message)
        return KINDS[kind](**_read(told, _CODECS[kind], kind))
    except (KeyError, TypeError, ValueError) as trouble:
        message = f"not a fact that can be read: {trouble}"
        raise Unreadable(message) from trouble


def entry_bytes(entry: Entry, *, previous: str) -> bytes:
    """Return the canonical bytes of `entry`, linked to the hash of the one before it.

    Raises Unwritable for what no entry may say, so that whatever is written can be read.
    """
    for what, name in (("stream", entry.stream), ("key", entry.key)):
        if why := _why_no_name(name):
            message = f"the {what} {why}: {name!r:.80}"
            raise Unwritable(message)
    if type(entry.number) is not int or entry.number < 1:
        message = f"entries are numbered from 1, found {entry.number!r}"
        raise Unwritable(message)
    if len(previous) != 64 or not HEX.issuperset(previous):
        message = (
            f"expected a hash of 64 hexadecimal digits before the entry, found {previous!r:.80}"
        )
        raise Unwritable(message)
    told = _written(entry, _ENVELOPE, "the entry")
    told["fact"] = fact_json(entry.fact)
    return header(entry.stream, entry.number, previous, entry.key) + canonical(told)


def _why_no_name(name: str) -> str | None:
    if not name or len(name) > LONGEST_NAME:
        return f"must have 1 to {LONGEST_NAME} characters"
    if "\n" in name or NUL in name:
        return "may not hold a line feed or NUL"
    if not name.isascii() and any("\ud800" <= one <= "\udfff" for one in name):
        return "may not hold half of a surrogate pair"
    return None


def header(stream: str, number: int, previous: str, key: str) -> bytes:
    """Return the lines before the JSON, whatever the columns hold: it is compared with bytes."""
    told = f"{FORMAT}\n{stream}\n{number}\n{previous}\n{key}\n"
    return told.encode("utf-8", "surrogatepass")


def entry_from(body: bytes) -> Entry:
    """Return the entry that `body` holds. Raises Unreadable."""
    try:
        form, stream, number, _previous, key, told = body.decode("utf-8").split("\n", 5)
        if form != FORMAT:
            message = f"format {form!r:.80} is not {FORMAT}"
            raise Unreadable(message)
        if str(int(number)) != number or int(number) < 1:
            message = f"{number!r:.80} is not how an entry's number is written"
            raise Unreadable(message)
        if why := _why_no_name(stream) or _why_no_name(key):
            message = f"the stream or key {why}"
            raise Unreadable(message)
        data = read_text(told)
        fact = fact_from(data.pop("fact"))
        read = _read(data, _ENVELOPE, "the entry")
        return Entry(stream=stream, number=int(number), key=key, fact=fact, **read)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        message = f"not an entry that can be read: {trouble}"
        raise Unreadable(message) from trouble
