"""Fact and entry <-> canonical bytes, version by version. Hashing is in chain; nothing here reads or writes files.

Canonical form: UTF-8 JSON, keys sorted by code point, no white space, no floating
point numbers, dates as YYYY-MM-DD, instants as YYYY-MM-DDTHH:MM:SS.ffffffZ. The
bytes of an entry are five header lines (format, stream, number, previous hash, key;
each ends with a line feed) and then the JSON, so that the columns of the table can
be checked against the bytes without parsing them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS, Fact

FORMAT = "proviso.entry/1"
Json = dict[str, Any]
Upcast = Callable[[Json], Json]
UPCASTS: dict[tuple[str, int], Upcast] = {}
VERSIONS: dict[str, int] = {}


class Unreadable(Exception):
    """Bytes that are not an entry in any version we know: damage or a newer program."""


def kind_of(fact_class: type) -> str:
    """OrderEntered -> order-entered."""
    name = fact_class.__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


KINDS: Mapping[str, type[Fact]] = {kind_of(cls): cls for cls in FACTS}
_HINTS: Mapping[str, Mapping[str, Any]] = {kind: get_type_hints(cls) for kind, cls in KINDS.items()}


def canonical(value: object) -> bytes:
    """Return the one way of writing `value` (built of dict, list, str, int, bool, None)."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case _:
            message = f"a fact may not hold {type(value).__name__}"
            raise TypeError(message)


def fact_json(fact: Fact) -> Json:
    """Return the fact as JSON values, with its kind and version."""
    kind = kind_of(type(fact))
    told = {one.name: _plain(getattr(fact, one.name)) for one in fields(fact)}
    return {"kind": kind, "version": VERSIONS.get(kind, 1), "told": told}


def fact_from(data: Json) -> Fact:
    """Return the fact that `data` tells, brought up to the present version.

    Raises Unreadable where the kind, version or a field is not one we know.
    """
    try:
        kind, version, told = data["kind"], data["version"], dict(data["told"])
        while (kind, version) in UPCASTS:
            told = UPCASTS[kind, version](told)
            version += 1
        if version != VERSIONS.get(kind, 1):
            message = f"{kind} has version {version}, which this program does not know"
            raise Unreadable(message)
        hints = _HINTS[kind]
        if set(told) != set(hints):
            odd = ", ".join(sorted(set(told) ^ set(hints)))
            message = f"{kind} has other fields than expected: {odd}"
            raise Unreadable(message)
        return KINDS[kind](**{name: _typed(hints[name], told[name]) for name in told})
    except (KeyError, TypeError, ValueError) as trouble:
        message = f"not a fact that can be read: {trouble}"
        raise Unreadable(message) from trouble


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        inner = get_args(hint)[0]
        if not isinstance(value, list):
            message = f"expected a list, found {value!r}"
            raise TypeError(message)
        return tuple(_typed(inner, one) for one in value)
    if origin in (Union, UnionType):
        if value is None:
            return None
        hint = next(one for one in get_args(hint) if one is not NoneType)
    return _scalar(hint, value)


def _scalar(hint: type, value: Any) -> Any:
    if hint is date and type(value) is str:
        return date.fromisoformat(value)
    if type(value) is not hint:
        message = f"expected {hint.__name__}, found {value!r}"
        raise TypeError(message)
    return value


_ENVELOPE = tuple(
    one.name for one in fields(Entry) if one.name not in {"stream", "number", "fact", "key"}
)


def entry_bytes(entry: Entry, *, previous: str) -> bytes:
    """Return the canonical bytes of `entry`, linked to the hash of the one before it."""
    told = {name: _plain(getattr(entry, name)) for name in _ENVELOPE}
    told["fact"] = fact_json(entry.fact)
    head = header(entry.stream, entry.number, previous, entry.key)
    return head + canonical(told)


def header(stream: str, number: int, previous: str, key: str) -> bytes:
    """Return the lines before the JSON. No part may hold a line feed."""
    if "\n" in stream or "\n" in key:
        message = "a stream or key may not hold a line feed"
        raise ValueError(message)
    return f"{FORMAT}\n{stream}\n{number}\n{previous}\n{key}\n".encode()


def entry_from(body: bytes) -> Entry:
    """Return the entry that `body` holds. Raises Unreadable."""
    try:
        form, stream, number, _previous, key, told = body.decode("utf-8").split("\n", 5)
        if form != FORMAT:
            message = f"format {form!r} is not {FORMAT}"
            raise Unreadable(message)
        data = json.loads(told)
        fact = fact_from(data.pop("fact"))
        return Entry(stream=stream, number=int(number), key=key, fact=fact, **_envelope(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        message = f"not an entry that can be read: {trouble}"
        raise Unreadable(message) from trouble


def _envelope(data: Json) -> Json:
    on = data["on"]
    return data | {
        "on": None if on is None else date.fromisoformat(on),
        "learned": date.fromisoformat(data["learned"]),
        "recorded_at": datetime.fromisoformat(data["recorded_at"]),
        "evidence": tuple(data["evidence"]),
        "gate": tuple(data["gate"]),
        "rules": tuple(data["rules"]),
        "relied_on": tuple((stream, head) for stream, head in data["relied_on"]),
    }
