"""The manifest of a receipt: what was handed over, which entries of the ledger tell it, and their proof. Signing and checking are in receipts and outside/keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from proviso.domain.canonical import Json, canonical, codec, read_text
from proviso.domain.chain import hash_of
from proviso.domain.inclusion import Proof, Told, told_by

FORMAT = "proviso.manifest/1"
DAY, INSTANT = codec(date), codec(datetime)
ABOUT = frozenset("agency matter respondent respondent_name review".split())
FILE = frozenset("name sealed sha256 size".split())
BESIDE = frozenset({"service-attempted", "non-receipt-reported"})
HOW = ("letter-delivered", "service-attempted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file that was handed over. Of a sealed one the receipt holds the hash and nothing else."""

    name: str
    size: int | None
    sha256: str
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """That someone acknowledged the handing over, in the agency's words: attributed, not signed by them."""

    by: str
    on: date
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose letter it is, as the agency says; the entries shown do not prove this part."""

    agency: str | None
    review: str | None
    matter: str
    respondent: str | None
    respondent_name: str | None


def hand(name: str, content: bytes) -> Handed:
    """A file to be listed by name, size and SHA-256."""
    return Handed(name=name, size=len(content), sha256=hash_of(content))


def hand_sealed(place: int, content: bytes) -> Handed:
    """A sealed file: listed by its SHA-256, under a name that says nothing."""
    return Handed(name=f"sealed file {place}", size=None, sha256=hash_of(content), sealed=True)


def manifest(
    about: About,
    letter: str,
    *,
    proofs: Sequence[Proof],
    files: Sequence[Handed],
    acknowledged: Sequence[Acknowledged],
    key: str,
    made: datetime,
) -> bytes:
    """The manifest to sign. What it says of the letter is read from the entries in the proofs."""
    told = [told_by(body) for proof in proofs for body in proof.bodies]
    return canonical(
        {
            "about": {name: getattr(about, name) for name in ABOUT},
            "acknowledged": [
                {"by": one.by, "how": one.how, "on": DAY.write(one.on)} for one in acknowledged
            ],
            "files": [{name: getattr(one, name) for name in FILE} for one in files],
            "format": FORMAT,
            "key": key,
            "made": INSTANT.write(made),
            "proofs": [_proof(one) for one in proofs],
            **of_entries(told, letter),
        }
    )


def _proof(proof: Proof) -> Json:
    return {
        "checkpoint": proof.checkpoint.decode("utf-8"),
        "entries": [body.decode("utf-8") for body in proof.bodies],
        "index": proof.index,
        "path": [one.hex() for one in proof.path],
        "signature": proof.signature.hex(),
    }


# --- what the entries say ---------------------------------------------------------------------


def of_entries(told: Sequence[Told], letter: str) -> Json:
    """The parts of a manifest that the entries in its proofs decide. Raises ValueError for bytes that are none."""
    its = [(one, data) for one in told if (data := _of_letter(one, letter))]
    return {
        "entries": [_entry(one, data) for one, data in its],
        "handed_over": _handed_over(its),
        "letter": _letter(its, letter),
    }


def numbers_of(bodies: Iterable[bytes], letter: str) -> tuple[int, ...]:
    """Which of these entries tell of the letter. Raises ValueError for bytes that are no entry."""
    told = [told_by(body) for body in bodies]
    return tuple(one.number for one in told if _of_letter(one, letter))


def _of_letter(one: Told, letter: str) -> Json | None:
    """The entry's JSON where its fact is one of this letter and its service."""
    data: Json = read_text(one.text)
    if canonical(data) != one.text.encode("utf-8"):
        message = f"{one.ref} is not in canonical form"
        raise ValueError(message)
    try:
        kind, its = data["fact"]["kind"], data["fact"]["told"].get("letter") == letter
        return data if its and (kind in BESIDE or kind.startswith("letter-")) else None
    except (KeyError, TypeError, AttributeError) as trouble:
        message = f"{one.ref} holds no fact"
        raise ValueError(message) from trouble


def _entry(one: Told, data: Json) -> Json:
    fact = data["fact"]
    return {
        "entry": one.ref,
        "hash": one.hash,
        "kind": fact["kind"],
        "learned": data.get("learned"),
        "on": data.get("on"),
        "told": fact["told"],
    }


def _handed_over(its: Sequence[tuple[Told, Json]]) -> Json:
    """How and when: by the last delivery, else by the last attempt; null where neither is on record."""
    for kind in HOW:
        for one, data in reversed(its):
            if data["fact"]["kind"] == kind:
                how = data["fact"]["told"].get("method")
                return {"entry": one.ref, "how": how, "on": data.get("on")}
    return {"entry": None, "how": None, "on": None}


def _letter(its: Sequence[tuple[Told, Json]], letter: str) -> Json:
    """The letter as its sending tells it; null where its sending is not on record."""
    sent = next((data for _, data in its if data["fact"]["kind"] == "letter-sent"), None)
    told = sent["fact"]["told"] if sent else {}
    return {
        "due": told.get("due"),
        "from": told.get("signed_by"),
        "id": letter,
        "kind": told.get("kind"),
        "on": sent.get("on") if sent else None,
        "to": told.get("addressee"),
    }
