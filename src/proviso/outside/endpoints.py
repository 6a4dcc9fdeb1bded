"""Where a server or folder is, read from a URL in the environment. What is said to it is not here.

A URL may hold a password, so no message ever repeats one.
"""

import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from proviso.domain.addresses import shown, unfit
from proviso.domain.refusals import Refusal

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")
SECONDS = re.compile(r"[0-9]{1,5}(\.[0-9]{1,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What URLs a variable may hold: schemes with their usual ports (0: a folder), and options with their values.

    An option takes one of the words given for it; "seconds" stands for a number of them,
    "file" for a file that exists, "name" for a host's name.
    """

    variable: str
    example: str
    ports: Mapping[str, int]
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A URL taken apart. Of a folder, only `path` counts."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    path: str
    options: Mapping[str, str]


def endpoint(url: str, kind: Kind) -> Endpoint | Refusal:
    """Take a URL apart, or say what is wrong with it without repeating it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        return _wrong(kind, "it is not a URL")
    if wrong := next(_faults(parts, options, kind), None):
        return _wrong(kind, wrong)
    return Endpoint(
        scheme=parts.scheme,
        host=(parts.hostname or "").lower(),
        port=port or kind.ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        path=unquote(parts.path),
        options=options,
    )


def _faults(parts: SplitResult, options: Mapping[str, str], kind: Kind) -> Iterator[str]:
    """What is wrong with a URL, the plainest first."""
    if parts.scheme not in kind.ports:
        yield f"it does not begin with {' or '.join(f'{one}://' for one in kind.ports)}"
    host = (parts.hostname or "").lower()
    if kind.ports[parts.scheme] and not HOST.fullmatch(host):
        yield "it names no host"
    if not kind.ports[parts.scheme] and (host or not parts.path):
        yield "it names no folder, or a host before it"
    if any(
        unfit("URL", unquote(one or "")) for one in (parts.username, parts.password, parts.path)
    ):
        yield "it holds a character that ends a line"
    for item in options.items():
        if odd := _odd(item, kind):
            yield odd


def configured(kind: Kind, environ: Mapping[str, str]) -> Endpoint | Refusal | None:
    """The endpoint that the environment names; None where it names none."""
    url = environ.get(kind.variable, "").strip()
    return endpoint(url, kind) if url else None


def seconds(options: Mapping[str, str], name: str, usual: float) -> float:
    """An option that is a number of seconds."""
    return float(options.get(name, usual))


def tls(options: Mapping[str, str]) -> ssl.SSLContext:
    """What certificates are believed: those of the authorities in the option `ca`, else the system's. Always checked."""
    return ssl.create_default_context(cafile=options.get("ca"))


def _odd(item: tuple[str, str], kind: Kind) -> str | None:
    """What is wrong with one option; None if nothing is."""
    name, value = item
    if name not in kind.options:
        return f"{shown(name)} is none of its options ({', '.join(kind.options)})"
    match kind.options[name]:
        case ("seconds",):
            fits, told = bool(SECONDS.fullmatch(value)) and float(value) > 0, "a number of seconds"
        case ("name",):
            fits, told = bool(HOST.fullmatch(value.lower())), "a host's name"
        case ("file",):
            fits, told = "\0" not in value and Path(value).is_file(), "a file that exists"
        case words:
            fits, told = value in words, " or ".join(words)
    return None if fits else f"{name} is not {told}"


def _wrong(kind: Kind, why: str) -> Refusal:
    return Refusal(
        code="settings.not-a-url",
        reason=f"{kind.variable} cannot be used: {why}.",
        cure=f"Set it to something like {kind.example}; write signs such as @ or / in a password as %40 or %2F.",
        authority="The installation's own settings",
    )
