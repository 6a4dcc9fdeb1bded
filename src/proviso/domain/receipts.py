"""The two-party receipt: a manifest with the agency's signature and the respondent's, provable with no ledger at hand. Reading it and checking it back.

A receipt is one line of canonical JSON: a manifest as text (manifests), the agency's
signature over that text, and the respondent's signatures if there are any. The whole format
is told in docs/receipts.md. Keys and the making of signatures are outside/keys.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from proviso.domain import manifests
from proviso.domain.canonical import Json, canonical, read_text
from proviso.domain.chain import hash_of
from proviso.domain.encoding import HEX
from proviso.domain.inclusion import Proof, flaws, told_by
from proviso.domain.manifests import ABOUT, DAY, FILE, INSTANT, Handed
from proviso.domain.verifying import SignedBy

FORMAT = "proviso.receipt/1"
STATEMENT = "proviso.acknowledgement/1"
OUTER: Json = {"agency": str, "format": str, "manifest": str, "respondent": list}
INNER: Json = {
    "about": dict,
    "acknowledged": list,
    "entries": list,
    "files": list,
    "format": str,
    "handed_over": dict,
    "key": str,
    "letter": dict,
    "made": str,
    "proofs": list,
}
PROOF: Json = {"checkpoint": str, "entries": list, "index": int, "path": list, "signature": str}
COUNTERSIGNED: Json = {"signature": str, "statement": str}
SAID: Json = {"by": str, "format": str, "key": str, "manifest": str, "on": str}
ACKNOWLEDGED: Json = {"by": str, "how": str, "on": str}


class NotAReceipt(ValueError):
    """Bytes that are not a receipt of this format. Says what was found, and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned:
    """A respondent's statement that it has what the manifest lists, and its signature."""

    by: str
    on: date
    key: str
    manifest: str
    statement: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt as read. Nothing in it has been checked but its shape."""

    manifest: bytes
    signature: bytes
    told: Json
    files: tuple[Handed, ...]
    proofs: tuple[Proof, ...]
    countersigned: tuple[Countersigned, ...]

    @property
    def key(self) -> str:
        """The agency's public key, as the receipt names it."""
        return str(self.told["key"])


# --- making ----------------------------------------------------------------------------------


def seal(
    manifest: bytes, signature: bytes, statements: Iterable[tuple[bytes, bytes]] = ()
) -> bytes:
    """The receipt's bytes: the manifest, the agency's signature over it, statements with theirs."""
    listed = [
        {"signature": signed.hex(), "statement": said.decode("utf-8")}
        for said, signed in statements
    ]
    told = {
        "agency": signature.hex(),
        "format": FORMAT,
        "manifest": manifest.decode("utf-8"),
        "respondent": listed,
    }
    return canonical(told) + b"\n"


def statement(receipt: Receipt, *, by: str, on: date, key: str) -> bytes:
    """What a respondent signs with its own key: that it has what this manifest lists."""
    digest = hash_of(receipt.manifest)
    said = {"by": by, "format": STATEMENT, "key": key, "manifest": digest, "on": DAY.write(on)}
    return canonical(said)


def countersign(receipt: Receipt, said: bytes, signature: bytes) -> bytes:
    """The receipt with one more statement of a respondent."""
    held = [(one.statement, one.signature) for one in receipt.countersigned]
    return seal(receipt.manifest, receipt.signature, [*held, (said, signature)])


# --- reading ---------------------------------------------------------------------------------


def receipt_from(raw: bytes) -> Receipt:
    """Read a receipt. Raises NotAReceipt where it is not one, to the byte."""
    try:
        outer = _canonical(raw.removesuffix(b"\n"), "the receipt")
        if canonical(outer) + b"\n" != raw:
            _expected("one line, with a line feed at its end", "the receipt", raw[-20:])
        _shaped(outer, OUTER, FORMAT, "the receipt")
        text = outer["manifest"].encode("utf-8")
        told = _canonical(text, "the manifest")
        _shaped(told, INNER, manifests.FORMAT, "the manifest")
        INSTANT.read(told["made"])
        for one in told["acknowledged"]:
            _shaped(one, ACKNOWLEDGED, None, "an acknowledgement")
            DAY.read(one["on"])
        _about(told)
        return Receipt(
            manifest=text,
            signature=_bytes(outer["agency"], "the agency's signature"),
            told=told,
            files=tuple(_file(one) for one in told["files"]),
            proofs=tuple(_read_proof(one) for one in told["proofs"]),
            countersigned=tuple(_countersigned(one) for one in outer["respondent"]),
        )
    except NotAReceipt:
        raise
    except (ValueError, TypeError, RecursionError) as trouble:
        message = f"not a receipt: {trouble}"
        raise NotAReceipt(message) from trouble


def _canonical(text: bytes, what: str) -> Any:
    told = read_text(text.decode("utf-8"))
    if canonical(told) != text:
        message = f"{what} is not in canonical form"
        raise NotAReceipt(message)
    return told


def _expected(expected: str, what: str, found: object) -> NoReturn:
    message = f"{what}: expected {expected}, found {found!r:.80}"
    raise NotAReceipt(message)


def _shaped(told: Any, shape: Mapping[str, type], form: str | None, what: str) -> None:
    if type(told) is not dict or told.keys() != shape.keys():
        _expected(f"an object of {', '.join(sorted(shape))}", what, told)
    for name, kind in shape.items():
        if type(told[name]) is not kind:
            _expected(f"{kind.__name__} as {name}", what, told[name])
    if form and told["format"] != form:
        _expected(f"the format {form}", what, told["format"])


def _about(told: Json) -> None:
    about = told["about"]
    if about.keys() != ABOUT or not all(one is None or type(one) is str for one in about.values()):
        _expected(f"texts for {', '.join(sorted(ABOUT))}", "what it is about", about)
    if type(told["letter"].get("id")) is not str:
        _expected("the letter's name as id", "the letter", told["letter"])
    _digits(told["key"], "the key")


def _digits(found: Any, what: str) -> str:
    if type(found) is not str or len(found) != 64 or not HEX.issuperset(found):
        _expected("64 hexadecimal digits in small letters", what, found)
    return str(found)


def _bytes(found: str, what: str) -> bytes:
    if len(found) % 2 or not HEX.issuperset(found):
        _expected("hexadecimal digits in small letters", what, found)
    return bytes.fromhex(found)


def _file(told: Any) -> Handed:
    if type(told) is not dict or told.keys() != FILE:
        _expected(f"an object of {', '.join(sorted(FILE))}", "a file", told)
    sized = told["size"] is None if told["sealed"] is True else _is_size(told["size"])
    if type(told["name"]) is not str or type(told["sealed"]) is not bool or not sized:
        _expected("a name, a size unless it is sealed", "a file", told)
    _digits(told["sha256"], "the SHA-256 of a file")
    return Handed(**told)


def _is_size(found: Any) -> bool:
    return type(found) is int and found >= 0


def _read_proof(told: Any) -> Proof:
    _shaped(told, PROOF, None, "a proof")
    if not all(type(one) is str for one in told["entries"]):
        _expected("entries as texts", "a proof", told["entries"])
    return Proof(
        bodies=tuple(one.encode("utf-8") for one in told["entries"]),
        index=told["index"],
        path=tuple(bytes.fromhex(_digits(one, "a hash of a path")) for one in told["path"]),
        checkpoint=told["checkpoint"].encode("utf-8"),
        signature=_bytes(told["signature"], "a checkpoint's signature"),
    )


def _countersigned(told: Any) -> Countersigned:
    _shaped(told, COUNTERSIGNED, None, "a respondent's signature")
    text = told["statement"].encode("utf-8")
    said = _canonical(text, "a respondent's statement")
    _shaped(said, SAID, STATEMENT, "a respondent's statement")
    return Countersigned(
        by=said["by"],
        on=DAY.read(said["on"]),
        key=_digits(said["key"], "a respondent's key"),
        manifest=_digits(said["manifest"], "the SHA-256 of the manifest"),
        statement=text,
        signature=_bytes(told["signature"], "a respondent's signature"),
    )


# --- checking --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found. `problems` is empty where the receipt holds.

    `compared` are the files whose bytes were compared, `left` those that the receipt lists and
    that were not at hand. `receipt` is None where the bytes are none.
    """

    receipt: Receipt | None
    problems: tuple[str, ...]
    compared: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.problems


def check(
    raw: bytes,
    signed_by: SignedBy,
    *,
    files: Mapping[str, bytes] | None = None,
    key: str | None = None,
) -> Checked:
    """Check a receipt with nothing else at hand: signatures, proofs, entries, and files if given.

    `key` is the agency's public key as you hold it; without one, the receipt is only checked
    against the key that it names itself.
    """
    try:
        receipt = receipt_from(raw)
    except NotAReceipt as trouble:
        return Checked(receipt=None, problems=(str(trouble),), compared=(), left=())
    given = files or {}
    listed = [one.name for one in receipt.files]
    return Checked(
        receipt=receipt,
        problems=tuple(_problems(receipt, signed_by, given, key)),
        compared=tuple(name for name in listed if name in given),
        left=tuple(name for name in listed if name not in given),
    )


def _problems(
    receipt: Receipt, signed_by: SignedBy, files: Mapping[str, bytes], key: str | None
) -> Iterator[str]:
    if key is not None and key != receipt.key:
        yield f"the receipt names the key {receipt.key}, and not the key you hold"
    if not signed_by(receipt.key, receipt.signature, receipt.manifest):
        yield "the agency's signature is not that of its key over this manifest"
    for proof in receipt.proofs:
        yield from flaws(proof, key=receipt.key, signed_by=signed_by)
    yield from _entries(receipt)
    yield from _statements(receipt, signed_by)
    yield from _files(receipt, files)


def _entries(receipt: Receipt) -> Iterator[str]:
    """What the manifest says of the letter must be what the entries in its proofs say."""
    told, letter = receipt.told, receipt.told["letter"]["id"]
    try:
        shown = [told_by(body) for proof in receipt.proofs for body in proof.bodies]
        decided = manifests.of_entries(shown, letter)
    except (ValueError, RecursionError) as trouble:
        yield f"an entry in the receipt cannot be read: {trouble}"
        return
    stream = f"matter:{told['about']['matter']}"
    yield from (f"{one.ref} is no entry of {stream}" for one in shown if one.stream != stream)
    if not decided["entries"]:
        yield f"no entry about the letter {letter} is shown"
    for name, found in decided.items():
        if canonical(found) != canonical(told[name]):
            yield f"what the manifest says under {name} is not what the entries say"


def _statements(receipt: Receipt, signed_by: SignedBy) -> Iterator[str]:
    digest = hash_of(receipt.manifest)
    for one in receipt.countersigned:
        if one.manifest != digest:
            yield f"the statement of {one.by} is about another manifest"
        if not signed_by(one.key, one.signature, one.statement):
            yield f"the signature under the statement of {one.by} is not that of the key it names"


def _files(receipt: Receipt, files: Mapping[str, bytes]) -> Iterator[str]:
    named = {one.name: one for one in receipt.files}
    hashes = {one.sha256: one.name for one in receipt.files}
    if len(named) != len(receipt.files):
        yield "two files in the receipt have the same name"
    for name, content in files.items():
        listed, digest = named.get(name), hash_of(content)
        if listed is None:
            yield f"the receipt lists no file named {name!r}"
        elif digest != listed.sha256:
            other = hashes.get(digest)
            what = f"the file that the receipt calls {other!r}" if other else "another file"
            yield f"{name!r} is {what}: its SHA-256 is {digest}, and the receipt says {listed.sha256}"
        elif listed.size not in (None, len(content)):
            yield f"{name!r} has {len(content)} bytes, and the receipt says {listed.size}"
