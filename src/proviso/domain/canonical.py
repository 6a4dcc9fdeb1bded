"""Values as canonical JSON: one way of writing each type that a fact may hold. Facts and entries are encoding's.

Canonical JSON here: UTF-8, keys sorted by code point, no white space, nothing escaped
but what JSON requires, no floating point numbers. Dates are YYYY-MM-DD, instants
YYYY-MM-DDTHH:MM:SS.ffffffZ, whole numbers fit 64 bits with a sign, and text holds any
character but NUL (PostgreSQL keeps none) and halves of surrogate pairs (UTF-8 has none).
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

Json = dict[str, Any]
NUL = "\0"
LARGEST = 2**63
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


class Unwritable(ValueError):
    """A value that no entry may hold. Says which and why."""


class Codec(NamedTuple):
    """How values of one type are written as JSON, and read back.

    `write` raises Unwritable, `read` TypeError or ValueError, for what is not of the type.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def canonical(value: object) -> bytes:
    """Return the one way of writing `value` (built of dict, list, str, int, bool, None)."""
    try:
        return _ENCODER.encode(value).encode("utf-8")
    except UnicodeEncodeError as trouble:
        message = "text may not hold half of a surrogate pair"
        raise Unwritable(message) from trouble


def read_text(text: str) -> Any:
    r"""Read JSON. Raises ValueError for what no canonical writer could have put into escapes.

    A `\u` stands in canonical JSON for a control character only, so that text which has
    one is compared with the canonical writing of what it says; other text need not be.
    """
    value = json.loads(text)
    if "\\u" in text and ("\\u0000" in text or canonical(value) != text.encode("utf-8")):
        message = "a character is escaped that should not be"
        raise ValueError(message)
    return value


def codec(hint: Any) -> Codec:
    """Return how values annotated so are written and read."""
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return _many(codec(arguments[0]))
        return _together([codec(one) for one in arguments])
    if origin in (Union, UnionType):
        return _maybe(codec(next(one for one in arguments if one is not NoneType)))
    if origin is Literal:
        return _one_of(frozenset(arguments))
    return SCALARS[hint]


def _expected(what: str, value: object) -> TypeError:
    return TypeError(f"expected {what}, found {_shown(value)}")


def _refused(what: str, value: object) -> Unwritable:
    return Unwritable(f"expected {what}, found {_shown(value)}")


def _shown(value: object) -> str:
    if type(value) is int and not -LARGEST <= value < LARGEST:
        return f"one of {value.bit_length()} bits"
    return f"{value!r:.80}"


def _write_text(value: object) -> str:
    if not isinstance(value, str):
        raise _refused("text", value)
    if NUL in value:
        message = "text may not hold the character NUL"
        raise Unwritable(message)
    return value


def _read_text(value: object) -> str:
    if type(value) is str:
        return value
    raise _expected("text", value)


def _write_number(value: object) -> int:
    if type(value) is int and -LARGEST <= value < LARGEST:
        return value
    raise _refused("a whole number of at most 64 bits", value)


def _read_number(value: object) -> int:
    if type(value) is int and -LARGEST <= value < LARGEST:
        return value
    raise _expected("a whole number of at most 64 bits", value)


def _write_truth(value: object) -> bool:
    if type(value) is bool:
        return value
    raise _refused("true or false", value)


def _read_truth(value: object) -> bool:
    if type(value) is bool:
        return value
    raise _expected("true or false", value)


def _write_date(value: object) -> str:
    if type(value) is date:
        return value.isoformat()
    raise _refused("a date", value)


def _read_date(value: object) -> date:
    if type(value) is str:
        found = date.fromisoformat(value)
        if found.isoformat() == value:
            return found
    raise _expected("a date as YYYY-MM-DD", value)


def _write_instant(value: object) -> str:
    if type(value) is datetime and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
    raise _refused("an instant with its time zone", value)


def _read_instant(value: object) -> datetime:
    if type(value) is str:
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None and _write_instant(found) == value:
            return found
    raise _expected("an instant as YYYY-MM-DDTHH:MM:SS.ffffffZ", value)


def _many(inner: Codec) -> Codec:
    write, read = inner

    def write_many(value: object) -> list[Any]:
        if isinstance(value, tuple):
            return [write(one) for one in value]
        raise _refused("a tuple", value)

    def read_many(value: object) -> tuple[Any, ...]:
        if type(value) is list:
            return tuple([read(one) for one in value])
        raise _expected("a list", value)

    return Codec(write_many, read_many)


def _together(parts: list[Codec]) -> Codec:
    def write_together(value: object) -> list[Any]:
        if isinstance(value, tuple) and len(value) == len(parts):
            return [part.write(one) for part, one in zip(parts, value, strict=True)]
        raise _refused(f"{len(parts)} values together", value)

    def read_together(value: object) -> tuple[Any, ...]:
        if type(value) is list and len(value) == len(parts):
            return tuple(part.read(one) for part, one in zip(parts, value, strict=True))
        raise _expected(f"a list of {len(parts)}", value)

    return Codec(write_together, read_together)


def _maybe(inner: Codec) -> Codec:
    write, read = inner
    return Codec(
        lambda value: None if value is None else write(value),
        lambda value: None if value is None else read(value),
    )


def _one_of(words: frozenset[str]) -> Codec:
    told = ", ".join(sorted(words))

    def write_word(value: object) -> str:
        if type(value) is str and value in words:
            return value
        raise _refused(f"one of {told}", value)

    def read_word(value: object) -> str:
        if type(value) is str and value in words:
            return value
        raise _expected(f"one of {told}", value)

    return Codec(write_word, read_word)


SCALARS: Mapping[Any, Codec] = {
    str: Codec(_write_text, _read_text),
    int: Codec(_write_number, _read_number),
    bool: Codec(_write_truth, _read_truth),
    date: Codec(_write_date, _read_date),
    datetime: Codec(_write_instant, _read_instant),
}
