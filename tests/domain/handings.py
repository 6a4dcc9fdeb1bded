"""A small ledger in which one letter was served, and receipts made of it. For the tests of proofs and receipts; no database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from proviso.domain import manifests, receipts
from proviso.domain.canonical import canonical
from proviso.domain.facts import Fact
from proviso.domain.facts.letters import LetterDelivered, LetterSent, ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.inclusion import Proof, prove
from proviso.domain.manifests import About, Acknowledged, Handed
from tests.builders import a, entry
from tests.domain.ledgers import KEY, NOON, chained, notes, public, signed

STREAM = "matter:J18"
LETTER = "L1"
RESPONDENT = Ed25519PrivateKey.from_private_bytes(b"\x09" * 32)
PAPER, PLAN, SECRET = b"%PDF a letter", b"a plan, as enclosed", b"the sealed one"
FILES = (
    manifests.hand("letter.pdf", PAPER),
    manifests.hand("plan.txt", PLAN),
    manifests.hand_sealed(1, SECRET),
)
AT_HAND = {"letter.pdf": PAPER, "plan.txt": PLAN, "sealed file 1": SECRET}
ABOUT = About(
    agency="The Bureau",
    review="R1",
    matter="J18",
    respondent="ocd-division/country:zz/county:king",
    respondent_name="King County, Kö\u202enig",
)
SENT = a(
    LetterSent,
    letter=LETTER,
    kind="document-request",
    addressee="Ada Bell",
    signed_by="Ruth Ash",
    due=date(2018, 2, 23),
)
FACTS: tuple[Fact, ...] = (
    MatterNoted(text="before"),
    SENT,
    a(LetterSent, letter="L2"),
    MatterNoted(text="between"),
    a(ServiceAttempted, letter=LETTER, method="e-mail", address="ada@king.example"),
    a(LetterDelivered, letter=LETTER, method="e-mail", proof="taken in"),
    MatterNoted(text="after"),
)
MATTER = chained(
    entry(fact, stream=STREAM, number=number) for number, fact in enumerate(FACTS, start=1)
)
CASES = chained(notes("case:C05", "one", "two"))
LATER = chained(notes("source:S", "three"))
# The ledger as it grew: the letter sent; then delivered; then something else.
STATES = (CASES + MATTER[:3], CASES + MATTER, CASES + MATTER + LATER)
KEPT = signed(*STATES)
WANTED = manifests.numbers_of((one.body for one in MATTER), LETTER)
PROOFS = prove(MATTER, WANTED, KEPT).proofs
THANKS = Acknowledged(by="Ada Bell", on=date(2018, 1, 25), how="by telephone")


def a_manifest(
    *,
    letter: str = LETTER,
    proofs: Sequence[Proof] = PROOFS,
    files: Sequence[Handed] = FILES,
    about: About = ABOUT,
    key: Ed25519PrivateKey = KEY,
) -> bytes:
    return manifests.manifest(
        about, letter, proofs=proofs, files=files, acknowledged=[THANKS], key=public(key), made=NOON
    )


def sealed(manifest: bytes, key: Ed25519PrivateKey = KEY) -> bytes:
    """The receipt of a manifest, signed by the agency."""
    return receipts.seal(manifest, key.sign(manifest))


def a_receipt(**told: Any) -> bytes:
    return sealed(a_manifest(**told))


def countersigned(raw: bytes, key: Ed25519PrivateKey = RESPONDENT) -> bytes:
    """The receipt with the respondent's signature under it."""
    receipt = receipts.receipt_from(raw)
    said = receipts.statement(receipt, by="Ada Bell", on=date(2018, 1, 26), key=public(key))
    return receipts.countersign(receipt, said, key.sign(said))


def changed(**told: Any) -> bytes:
    """A receipt whose manifest says something else, and is signed by the agency all the same."""
    return sealed(canonical(receipts.receipt_from(a_receipt()).told | told))
