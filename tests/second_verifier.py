"""A second verifier of ledger exports, written from docs/ledger.md and from nothing else. Shares no code with Proviso.

python second_verifier.py EXPORT [KEY [TREE-HEAD]]        exit 0: it holds; 1: it does not
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Heads = dict[str, tuple[int, str]]
Shape = dict[str, type]
START = (0, "0" * 64)
ENTRY: Shape = {"body": str, "hash": str, "key": str, "number": int, "stream": str}
CHECKPOINT: Shape = {"body": str, "checkpoint": int, "moved": str, "signature": str}
WITHOUT: Shape = {"body": str, "checkpoint": int, "signature": str}
END: Shape = {"checkpoints": int, "end": str, "entries": int}
SIGNED: Shape = {"at": str, "format": str, "key": str, "previous": str, "root": str}
SIGNED |= {"entries": int, "number": int, "streams": int}
LISTED: dict[str, type] = {"proviso.checkpoint/1": dict, "proviso.checkpoint/2": str}


class Fault(SystemExit):
    """The export does not hold; uncaught, it ends the program with the reason and exit 1."""


def demand(holds: object, otherwise: str) -> None:
    if not holds:
        raise Fault(otherwise)


def parsed(raw: bytes, where: str) -> dict[str, Any]:
    try:
        told = json.loads(raw.decode("utf-8"))
        again = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        demand(again.encode("utf-8") == raw and isinstance(told, dict), f"{where}: not canonical")
    except (ValueError, RecursionError) as trouble:
        raise Fault(f"{where}: {trouble}") from trouble
    return dict(told)


def shaped(told: dict[str, Any], shape: Shape) -> bool:
    return told.keys() == shape.keys() and all(type(told[one]) is shape[one] for one in shape)


def tree_head(heads: Heads) -> str:
    def root(level: list[bytes]) -> bytes:
        if len(level) == 1:
            return sha256(b"\x00" + level[0]).digest()
        k = 1 << (len(level) - 1).bit_length() - 1
        return sha256(b"\x01" + root(level[:k]) + root(level[k:])).digest()

    leaves = [f"{name}\n{heads[name][0]}\n{heads[name][1]}".encode() for name in sorted(heads)]
    return root(leaves).hex() if leaves else sha256(b"").hexdigest()


def verify(whole: bytes, key: str | None = None, held: str | None = None) -> str:
    """The tree head of the ledger as it stands. Raises Fault."""
    *lines, rest = whole.split(b"\n")
    demand(not rest and len(lines) >= 2, "cut short")
    told = [parsed(line, f"line {at}") for at, line in enumerate(lines, 1)]
    shapes = {"proviso.export/1": WITHOUT, "proviso.export/2": CHECKPOINT}
    form = told[0].get("format")
    demand(told[0] == {"format": form} and form in list(shapes), "line 1: another format")
    kept = [one for one in told if shaped(one, shapes[str(form)])]
    entries = [one for one in told if shaped(one, ENTRY)]
    demand(told[1:-1] == kept + entries, "a line is of another shape, or out of place")
    digest = sha256(whole[: -len(lines[-1]) - 1]).hexdigest()
    end = {"checkpoints": len(kept), "end": digest, "entries": len(entries)}
    heads, hashes = chains(entries)
    demand(shaped(told[-1], END) and told[-1] == end, "the last line does not fit")
    roots, signed_by = checkpoints(kept, hashes)
    demand(key in {None, signed_by}, "signed by another key")
    root = tree_head(heads)
    demand(held in {None, root, *roots}, "not the tree head that is held")
    return root


def chains(entries: list[Any]) -> tuple[Heads, dict[Any, str]]:
    heads: Heads = {}
    hashes = {}
    for one in entries:
        stream, number, body = one["stream"], one["number"], one["body"].encode("utf-8")
        where, (length, previous) = f"stream {stream}, entry {number}", heads.get(stream, START)
        lines = f"proviso.entry/1\n{stream}\n{number}\n{previous}\n{one['key']}\n".encode()
        demand(number == length + 1, f"{where}: missing or out of order")
        digest = sha256(body).hexdigest()
        demand(digest == one["hash"] and body.startswith(lines), f"{where}: does not fit")
        heads[stream], hashes[stream, number] = (number, digest), digest
    return heads, hashes


def checkpoints(kept: list[Any], hashes: dict[Any, str]) -> tuple[list[str], str | None]:
    heads, roots, previous, key = Heads(), [], "", None
    for place, one in enumerate(kept, 1):
        body, where = one["body"].encode("utf-8"), f"checkpoint {place}"
        told = parsed(body, where)
        moved = listed(told, one.get("moved", ""), where)
        demand(told["number"] == one["checkpoint"] == place, f"{where}: out of order")
        key = key or told["key"]
        demand((told["previous"], told["key"]) == (previous, key), f"{where}: does not follow")
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
            public.verify(bytes.fromhex(one["signature"]), body)
            heads |= {name: (number, head) for name, (number, head) in moved.items()}
        except (InvalidSignature, ValueError, TypeError) as trouble:
            raise Fault(f"{where}: {trouble}") from trouble
        for name in moved:
            there = hashes.get((name, heads[name][0])) == heads[name][1]
            demand(there, f"stream {name}, entry {heads[name][0]}: {where} signed another")
        counts = (len(heads), sum(number for number, _ in heads.values()), tree_head(heads))
        demand(counts == (told["streams"], told["entries"], told["root"]), f"{where}: another root")
        roots.append(told["root"])
        previous = sha256(body).hexdigest()
    return roots, key


def listed(told: dict[str, Any], beside: str, where: str) -> dict[str, Any]:
    """The heads that moved: in the body in version 1, beside it in version 2."""
    form = LISTED.get(str(told.get("format")), set)
    demand(shaped(told, SIGNED | {"moved": form}), where)
    if form is dict:
        demand(not beside, f"{where}: two lists")
        return dict(told["moved"])
    demand(sha256(beside.encode()).hexdigest() == told["moved"], f"{where}: another list")
    return parsed(beside.encode(), where)


if __name__ == "__main__":
    print("It holds. Tree head", verify(Path(sys.argv[1]).read_bytes(), *sys.argv[2:4]))  # noqa: T201
