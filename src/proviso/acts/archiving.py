"""A document is taken into the archive: its bytes kept by their SHA-256, the source noted. Reading it is reading's, and records nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from proviso.acts.act import Deed, Receipt, Told
from proviso.acts.asked import ready
from proviso.acts.parsing import Wrong
from proviso.acts.perform import sitting
from proviso.acts.table import ALL
from proviso.domain.facts.sources import SourceNoted
from proviso.domain.refusals import Refusal
from proviso.outside import folders
from proviso.outside.clock import now
from proviso.records import register, streams

PRIVATE = "private copy; pages show short passages and a link"
AUTHORITY = "A source is noted once; copies count as one (docs/reading.md)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A source as it was noted: its id, the digest of its bytes, the receipt of the act."""

    source: str
    sha256: str
    receipt: Receipt


def archive(
    content: bytes, cells: Mapping[str, str], *, published_from: str, by: str
) -> Archived | Refusal | tuple[Wrong, ...]:
    """Keep the bytes and note the source. `published_from` says where the day was found. Raises OSError."""
    digest = sha256(content).hexdigest()
    held = _held(digest)
    if held is not None:
        why = f"These bytes are on record already, as the source {held.source} ({held.outlet})."
        return Refusal(
            code="source.again", reason=why, cure=f"Use {held.source}.", authority=AUTHORITY
        )
    asked = ready(
        ALL["note-source"], _told(cells, digest, published_from, by), at=now(),
        key=f"archive/{digest}", resolve=register.resolve,
    )  # fmt: skip
    match asked:
        case (Deed() as deed, Told() as told):
            return _note(content, digest, deed, told)
        case _:
            return asked


def _note(content: bytes, digest: str, deed: Deed, told: Told) -> Archived | Refusal:
    folders.keep(content)
    with sitting() as one:
        outcome = one.do(deed, told)
        if isinstance(outcome, Refusal):
            return outcome
    with sitting() as last:
        last.checkpoint()
    source = deed.stream.partition(":")[2]
    return Archived(source=source, sha256=digest, receipt=outcome)


def _told(cells: Mapping[str, str], digest: str, published_from: str, by: str) -> dict[str, str]:
    """The cells of note-source: the day is the day it happened, and the note says where it was found."""
    day = cells.get("published", "").strip()
    found = f"Published {day}: {published_from}." if day else "The day of publication is not known."
    note = " ".join(part for part in (cells.get("note", "").strip(), found) if part)
    told = {**cells, "sha256": digest, "note": note, "by": by, "on": cells.get("on") or day}
    told["rights"] = cells.get("rights", "").strip() or PRIVATE
    if not day and not told.get("learned"):
        told["learned"] = now().date().isoformat()
    return told


def _held(digest: str) -> SourceNoted | None:
    """The source with these bytes, if one is on record."""
    noted = (one.fact for one in streams.entries_under("source:"))
    return next(
        (one for one in noted if isinstance(one, SourceNoted) and one.sha256 == digest), None
    )
