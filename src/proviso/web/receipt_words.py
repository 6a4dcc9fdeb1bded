"""What a checked receipt comes to, in plain words. It came from a stranger: every word of it is cut and cleaned. The check itself is queries.receipts."""

from dataclasses import dataclass

from proviso.domain.inclusion import signed_in
from proviso.domain.receipts import Checked, Receipt
from proviso.queries.pages.verify import VerifyPage

LONGEST_WORD, MOST = 300, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A receipt's check: the finding, and what the receipt says or what is wrong with it. `left_out` counts lines not shown."""

    holds: bool
    title: str
    says: str
    lines: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    left_out: int


def result(found: Checked, here: VerifyPage) -> Result:
    """The finding first; then each thing that the receipt says, or each thing that is wrong."""
    problems = tuple(plain(one) for one in found.problems[:MOST])
    lines = tuple(_lines(found.receipt, here)) if found.receipt and found.holds else ()
    return Result(
        holds=found.holds,
        title=_title(found),
        says=_says(found, here),
        lines=lines[: 3 * MOST],
        problems=problems,
        left_out=len(found.problems) - len(problems) + max(len(lines) - 3 * MOST, 0),
    )


def plain(text: object) -> str:
    """Text from outside, without control or direction characters, cut to a line."""
    shown = "".join(one if one.isprintable() else "\ufffd" for one in str(text))
    return shown if len(shown) <= LONGEST_WORD else shown[:LONGEST_WORD] + " …"


def _title(found: Checked) -> str:
    if found.receipt is None:
        return "This file is no receipt that can be read"
    return "This receipt holds" if found.holds else "This receipt does not hold"


def _says(found: Checked, here: VerifyPage) -> str:
    if found.receipt is None:
        return "Nothing was compared. Choose the file as it was handed over, not a copy pasted into another program."
    if not found.holds:
        return "Do not rely on it. Ask whoever handed it over for the file as it was made."
    if found.receipt.key != here.head.key:
        return "It was signed, but by another key than the one this site publishes: compare its key with one you hold."
    return "Its signatures and proofs fit together, and it was signed with the key that this site publishes."


def _lines(receipt: Receipt, here: VerifyPage) -> list[tuple[str, str]]:
    letter, how, about = (receipt.told[name] for name in ("letter", "handed_over", "about"))
    told: list[tuple[str, object]] = [
        ("Letter", letter["id"]),
        ("Matter", about["matter"]),
        ("From", letter.get("from")),
        ("To", letter.get("to")),
        ("Handed over", f"{how['how']}, {how['on']}" if how.get("entry") else None),
        ("Signed by the key", receipt.key),
    ]
    told += [("File, by its SHA-256", f"{one.name}: {one.sha256}") for one in receipt.files]
    told += [("Signed as received", f"{one.by}, {one.on}") for one in receipt.countersigned]
    roots = {one.root for one in here.checkpoints}
    for proof in receipt.proofs:
        if signed := signed_in(proof):
            where = "one of this site's" if signed.root in roots else "none of this site's"
            told.append((f"Checkpoint {signed.number}", f"{signed.at}, {where}: {signed.root}"))
    return [(term, plain(value) if value else "") for term, value in told]
