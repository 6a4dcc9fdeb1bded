"""The page on which a stranger checks the ledger: its head, its signed checkpoints. Whether it is whole is told by verifying it."""

from dataclasses import dataclass

from proviso.domain.checkpoints import checkpoint_from
from proviso.queries.ledger import Head, head
from proviso.queries.pages.reading import reading
from proviso.records import streams

NOT_CHECKED = (
    "This page states the head and the checkpoints; it has not walked the ledger. "
    "Export the ledger and verify it to check every entry."
)
UNSIGNED = "Entries have been added since the last checkpoint; the head as it is now is not signed."
SIGNED = "The head is the one that was signed last."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One checkpoint: when, over which head, by which key."""

    number: int
    root: str
    at: str
    key: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPage:
    """The ledger's head now, and its checkpoints, the newest first."""

    head: Head
    says: str
    checkpoints: tuple[Signed, ...]
    limits: str


def verify() -> VerifyPage:
    """Where the ledger stands, and what was signed."""
    record = reading()
    return record.page("verify", _page)


def _page() -> VerifyPage:
    now = head()
    kept = reversed(streams.checkpoints())
    told = [(checkpoint_from(one.body), one.signature) for one in kept]
    return VerifyPage(
        head=now,
        says=SIGNED if now.root == now.signed_root else UNSIGNED,
        checkpoints=tuple(
            Signed(
                number=one.number, root=one.root, at=one.at, key=one.key, signature=signature.hex()
            )
            for one, signature in told
        ),
        limits=NOT_CHECKED,
    )
