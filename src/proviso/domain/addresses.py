"""Addresses for mail, and the text that may stand beside them in a header. Not messages, not sending.

An address is LOCAL@DOMAIN. LOCAL is at most 64 octets: letters and digits of any script
and the signs that RFC 5322 calls atext, in stretches joined by single dots. DOMAIN is two
or more labels of letters, digits and hyphens, kept in its ASCII form (RFC 5891); the last
label is not a number. No quotes, comments, spaces, route or IP address, although RFC 5321
knows them: whoever has such an address can be written to by post.

Authority: RFC 5321 and 5322 (mail), 5891 (domains beyond ASCII), 6531 (addresses beyond ASCII).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from proviso.domain.refusals import Refusal

LONGEST_LOCAL = 64  # RFC 5321 4.5.3.1.1
LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3, less the angle brackets
LONGEST_NAME = 200
SHOWN = 60

ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# Characters that change the direction of the text after them, an address for instance.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})  # control, half a pair, line and paragraph ends

THE_RULE = "RFC 5321 and 6531, in the narrower form of domain/addresses.py"
HEADERS = "RFC 5322 2.2: a header's text stays on its own line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where mail goes: `local` as written, `domain` in ASCII and lower case; `name` is for the reader."""

    local: str
    domain: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def address(text: str, *, name: str = "") -> Address | Refusal:
    """Read an address, with the name to show beside it."""
    if bad := _unfit_name(name):
        return bad
    if wrong := next(_wrong(text), None):
        return _no_address(text, wrong)
    local, _, domain = unicodedata.normalize("NFC", text).rpartition("@")
    return Address(local=local, domain=_ascii_domain(domain) or "", name=name.strip())


def same_address(one: str, other: str) -> bool:
    """Whether two addresses reach one mailbox as far as their letters tell; case does not count."""
    return one.strip().casefold() == other.strip().casefold()


def beyond_ascii(one: Address) -> bool:
    """Whether only a server that knows SMTPUTF8 can carry this address."""
    return not one.local.isascii()


def _unfit_name(name: str) -> Refusal | None:
    if len(name) > LONGEST_NAME:
        return too_long("name", name, LONGEST_NAME)
    return unfit("name", name)


def _wrong(text: str) -> Iterator[str]:
    """What is wrong with an address, the plainest first."""
    if len(text) > LONGEST_ADDRESS:
        yield f"it has {len(text):,} characters"
    plain = unicodedata.normalize("NFC", text[: LONGEST_ADDRESS + 1])
    if plain != unicodedata.normalize("NFKC", plain):
        yield "it has characters that only look like others"
    local, at, domain = plain.rpartition("@")
    if not at:
        yield "it has no @"
    yield from _wrong_local(local)
    known = _ascii_domain(domain)
    if known is None:
        yield "what follows the @ is not a domain"
    elif len(local.encode()) + 1 + len(known) > LONGEST_ADDRESS:
        yield f"it is longer than {LONGEST_ADDRESS} octets"


def _wrong_local(local: str) -> Iterator[str]:
    """What is wrong before the @."""
    if not local:
        yield "there is nothing before the @"
    if odd := next((one for one in local if one != "." and not _is_atom(one)), None):
        yield f"{shown(odd)} may not stand before the @"
    if len(local.encode()) > LONGEST_LOCAL:
        yield f"more than {LONGEST_LOCAL} octets stand before the @"
    for stretch in local.split("."):
        if not stretch:
            yield "a dot stands at an end or beside another dot"
        elif unicodedata.category(stretch[0])[0] == "M":
            yield "a mark stands without a letter"


def _is_atom(character: str) -> bool:
    if character.isascii():
        return bool(ATOM.fullmatch(character))
    return unicodedata.category(character)[0] in "LMN"


def _ascii_domain(domain: str) -> str | None:
    """The domain in ASCII; None if it is none, or if its letters would not survive the way there and back."""
    labels = [_ascii_label(label) for label in domain.lower().split(".")]
    if len(labels) < 2:
        return None
    known = [label for label in labels if label is not None]
    if len(known) < len(labels) or known[-1].isdigit():
        return None
    return ".".join(known)


def _ascii_label(label: str) -> str | None:
    try:
        if label.startswith("xn--"):
            label[4:].encode("ascii").decode("punycode")
            written = label
        else:
            written = label.encode("idna").decode("ascii")
            if written.encode("ascii").decode("idna") != unicodedata.normalize("NFC", label):
                return None
    except (UnicodeError, OverflowError):
        return None
    return written if LABEL.fullmatch(written) else None


def _no_address(text: str, why: str) -> Refusal:
    return Refusal(
        code="mail.not-an-address",
        reason=f"{shown(text) or 'An empty text'} is not an address for mail: {why}.",
        cure="Write it as name@example.gov, with nothing around it. A domain beyond ASCII can be written in its xn-- form.",
        authority=THE_RULE,
    )


# --- text ------------------------------------------------------------------------------------


def unfit(where: str, text: str) -> Refusal | None:
    """Why `text` may not stand in a header: it would end the line, or turn what follows it round."""
    for at, character in enumerate(text, 1):
        if character in TURNING or unicodedata.category(character) in BREAKING:
            return Refusal(
                code="mail.unfit-character",
                reason=f"The {where} has U+{ord(character):04X} as character {at}, which does not belong on one line of text.",
                cure="Remove that character. Letters of any script, in either direction, may stay.",
                authority=HEADERS,
            )
    return None


def too_long(where: str, text: str, longest: int) -> Refusal:
    return Refusal(
        code="mail.too-long",
        reason=f"The {where} has {len(text):,} characters; at most {longest:,} are sent.",
        cure=f"Shorten the {where}. It begins: {shown(text)}",
        authority="The record's own rule: what is sent can be read whole in every mail program",
    )


def shown(text: str) -> str:
    """Text of unknown origin, fit to stand in a message: one line, cut, nothing that turns or breaks it."""
    safe = "".join(
        f"U+{ord(one):04X}" if one in TURNING or unicodedata.category(one) in BREAKING else one
        for one in text[:SHOWN]
    )
    return safe if len(text) <= SHOWN else f"{safe}… ({len(text):,} characters)"
