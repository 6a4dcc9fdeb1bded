"""A second checker of receipts, written from docs/receipts.md alone: the standard library, Ed25519 from `cryptography`, nothing of ours.

python tests/second_receipt_verifier.py RECEIPT [NAME=PATH …]
"""

import hashlib
import json
import re
import sys
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


class DoesNotHold(Exception):
    """Why a receipt does not hold."""


def need(sound: object, why: str) -> None:
    if not sound:
        raise DoesNotHold(why)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def parsed(text: bytes, what: str) -> Any:
    try:
        value = json.loads(text.decode("utf-8"))
        need(canonical(value) == text, f"{what} is not canonical")
    except (ValueError, RecursionError) as trouble:
        raise DoesNotHold(f"{what} cannot be read: {trouble}") from trouble
    return value


def members(value: Any, what: str, **kinds: Any) -> dict[str, Any]:
    need(type(value) is dict and set(value) == set(kinds), f"{what} has other members")
    for name, kind in kinds.items():
        allowed = kind if isinstance(kind, tuple) else (kind,)
        need(type(value[name]) in allowed, f"{what}: {name} is of another type")
    found: dict[str, Any] = value
    return found


def signed(key: str, signature: str, content: bytes, what: str) -> None:
    need(HASH.fullmatch(key), f"{what}: no key")
    need(SIGNATURE.fullmatch(signature), f"{what}: no signature")
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError) as trouble:
        raise DoesNotHold(f"{what}: the signature does not hold") from trouble


def a_day(text: str) -> None:
    try:
        need(date.fromisoformat(text).isoformat() == text, f"{text!r} is no day")
    except ValueError as trouble:
        raise DoesNotHold(f"{text!r} is no day") from trouble


def an_instant(text: str) -> None:
    need(INSTANT.fullmatch(text), f"{text!r} is no instant")
    try:
        datetime.fromisoformat(text)
    except ValueError as trouble:
        raise DoesNotHold(f"{text!r} is no instant") from trouble


def entry_of(text: str) -> dict[str, Any]:
    lines = text.split("\n")
    need(len(lines) == 6 and lines[0] == "proviso.entry/1", "an entry has not its six lines")
    need(re.fullmatch(r"[1-9]\d*", lines[2]), "an entry has no number")
    told = parsed(lines[5].encode("utf-8"), "an entry")
    return {
        "stream": lines[1],
        "number": int(lines[2]),
        "previous": lines[3],
        "hash": sha256(text.encode("utf-8")),
        "name": f"{lines[1]}#{lines[2]}",
        "told": told,
    }


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(head: dict[str, Any], index: int, streams: int, path: list[str]) -> bytes:
    leaf = f"{head['stream']}\n{head['number']}\n{head['hash']}".encode()
    have = hashlib.sha256(b"\x00" + leaf).digest()
    at, last, left = index, streams - 1, [bytes.fromhex(one) for one in path]
    need(0 <= at <= last, "a path has no such leaf")
    while last > 0:
        if at % 2 == 1 or at < last:
            need(left, "a path is too short")
            beside = left.pop(0)
            have = node(beside, have) if at % 2 else node(have, beside)
        at, last = at // 2, last // 2
    need(not left, "a path is too long")
    return have


def proof_of(proof: Any, key: str) -> list[dict[str, Any]]:
    """The entries of a proof that holds."""
    members(proof, "a proof", entries=list, index=int, path=list, checkpoint=str, signature=str)
    need(all(type(one) is str for one in proof["entries"]), "an entry is no text")
    hashes = all(type(one) is str and HASH.fullmatch(one) for one in proof["path"])
    need(hashes, "a path holds something else than hashes")
    read = parsed(proof["checkpoint"].encode(), "a checkpoint")
    before = type(read) is dict and read.get("format") == "proviso.checkpoint/1"
    checkpoint = members(
        read,
        "a checkpoint",
        format=str, number=int, at=str, root=str, streams=int, entries=int, previous=str,
        moved=dict if before else str, key=str,
    )  # fmt: skip
    later = checkpoint["format"] == "proviso.checkpoint/2"
    need(before or later, "a checkpoint of another format")
    need(before or HASH.fullmatch(checkpoint["moved"]), "a checkpoint with no hash of its list")
    need(checkpoint["key"] == key, "a checkpoint is signed by another key")
    signed(key, proof["signature"], proof["checkpoint"].encode(), "a checkpoint")
    entries = [entry_of(one) for one in proof["entries"]]
    need(entries, "a proof shows no entry")
    for before, one in pairwise(entries):
        follows = (one["stream"], one["number"], one["previous"]) == (
            before["stream"], before["number"] + 1, before["hash"],
        )  # fmt: skip
        need(follows, f"{one['name']} does not follow {before['name']}")
    root = root_of(entries[-1], proof["index"], checkpoint["streams"], proof["path"])
    need(root.hex() == checkpoint["root"], "a path does not lead to the root")
    return entries


def fact_of(entry: Any) -> tuple[str, dict[str, Any]]:
    fact = entry.get("fact") if isinstance(entry, dict) else {}
    if not isinstance(fact, dict):
        raise DoesNotHold("an entry without a fact")
    kind, told = fact.get("kind"), fact.get("told")
    if isinstance(kind, str) and isinstance(told, dict):
        return kind, told
    raise DoesNotHold("an entry without a fact")


def decided(entries: list[dict[str, Any]], letter: str) -> dict[str, Any]:
    """`entries`, `letter` and `handed_over` as the entries decide them."""
    its = []
    for one in entries:
        kind, told = fact_of(one["told"])
        beside = kind in ("service-attempted", "non-receipt-reported")
        if told.get("letter") == letter and (kind.startswith("letter-") or beside):
            its.append((one, kind, told, one["told"].get("on"), one["told"].get("learned")))
    need(its, "no entry about the letter")
    sent = [(told, on) for _, kind, told, on, _ in its if kind == "letter-sent"]
    first, day = sent[0] if sent else ({}, None)
    ways = [one for one in its if one[1] == "letter-delivered"]
    ways = ways or [one for one in its if one[1] == "service-attempted"]
    entry, how, on = None, None, None
    if ways:
        entry, how, on = ways[-1][0]["name"], ways[-1][2].get("method"), ways[-1][3]
    return {
        "entries": [
            {
                "entry": one["name"],
                "hash": one["hash"],
                "kind": kind,
                "on": happened,
                "learned": learned,
                "told": told,
            }
            for one, kind, told, happened, learned in its
        ],
        "letter": {
            "id": letter,
            "kind": first.get("kind"),
            "from": first.get("signed_by"),
            "to": first.get("addressee"),
            "due": first.get("due"),
            "on": day,
        },
        "handed_over": {"entry": entry, "how": how, "on": on},
    }


def manifest_of(text: bytes) -> dict[str, Any]:
    manifest = members(
        parsed(text, "the manifest"),
        "the manifest",
        format=str, made=str, key=str, about=dict, letter=dict, handed_over=dict, entries=list,
        files=list, acknowledged=list, proofs=list,
    )  # fmt: skip
    need(manifest["format"] == "proviso.manifest/1", "a manifest of another format")
    an_instant(manifest["made"])
    need(type(manifest["letter"].get("id")) is str, "a letter without its name")
    words = dict.fromkeys(
        ("agency", "review", "matter", "respondent", "respondent_name"), (str, type(None))
    )
    members(manifest["about"], "about", **words)
    for one in manifest["acknowledged"]:
        members(one, "an acknowledgement", by=str, how=str, on=str)
        a_day(one["on"])
    names = set()
    for one in manifest["files"]:
        size = (int, type(None))
        members(one, "a file", name=str, sealed=bool, sha256=str, size=size)
        need(HASH.fullmatch(one["sha256"]), "a file without its hash")
        need((one["size"] is None) == one["sealed"], "a size where there should be none")
        need(one["size"] is None or one["size"] >= 0, "a size below nought")
        names.add(one["name"])
    need(len(names) == len(manifest["files"]), "two files of one name")
    return manifest


def check(raw: bytes, files: dict[str, bytes] | None = None, key: str | None = None) -> None:
    """Raise DoesNotHold unless the receipt holds."""
    need(raw.endswith(b"\n"), "no line feed at the end")
    outer = members(
        parsed(raw[:-1], "the receipt"),
        "the receipt",
        format=str, manifest=str, agency=str, respondent=list,
    )  # fmt: skip
    need(outer["format"] == "proviso.receipt/1", "a receipt of another format")
    text = outer["manifest"].encode("utf-8")
    manifest = manifest_of(text)
    need(key in (None, manifest["key"]), "another key than the one held")
    signed(manifest["key"], outer["agency"], text, "the manifest")
    entries = [one for proof in manifest["proofs"] for one in proof_of(proof, manifest["key"])]
    stream = f"matter:{manifest['about']['matter']}"
    need(all(one["stream"] == stream for one in entries), "an entry of another stream")
    for name, value in decided(entries, manifest["letter"]["id"]).items():
        need(manifest[name] == value, f"{name} is not what the entries decide")
    for one in outer["respondent"]:
        members(one, "a statement", signature=str, statement=str)
        said = members(
            parsed(one["statement"].encode(), "a statement"),
            "a statement",
            format=str, by=str, on=str, key=str, manifest=str,
        )  # fmt: skip
        need(said["format"] == "proviso.acknowledgement/1", "a statement of another format")
        a_day(said["on"])
        need(said["manifest"] == sha256(text), "a statement about another manifest")
        signed(said["key"], one["signature"], one["statement"].encode(), "a statement")
    listed = {one["name"]: one for one in manifest["files"]}
    for name, content in (files or {}).items():
        need(name in listed, f"no file named {name!r}")
        need(listed[name]["sha256"] == sha256(content), f"{name!r} has other bytes")
        need(listed[name]["size"] in (None, len(content)), f"{name!r} has another size")


def holds(raw: bytes, files: dict[str, bytes] | None = None, key: str | None = None) -> bool:
    try:
        check(raw, files, key)
    except DoesNotHold:
        return False
    return True


if __name__ == "__main__":
    named = (one.partition("=") for one in sys.argv[2:])
    sys.exit(
        0
        if holds(
            Path(sys.argv[1]).read_bytes(),
            {name: Path(path).read_bytes() for name, _, path in named},
        )
        else 3
    )
