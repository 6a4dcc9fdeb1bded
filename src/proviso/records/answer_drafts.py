"""Answers being prepared: what was typed for each item and which files were added, by whom and when. Nothing here is on the ledger.

Only the government's own people see it: whoever asks is let in by the pages. Rows are added, never written over, so
that it can be told who typed what; what was signed keeps its rows, under the response's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from proviso.records.draft_rows import DraftAnswer, DraftFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What is to be said of one item, who typed it last, and when."""

    item: str
    answer: str
    says: str
    basis: str
    given_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A file added to an item. `id` names its row."""

    id: int
    item: str
    name: str
    size: int
    sha256: str
    media: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answer to one letter as it is being prepared."""

    typed: Mapping[str, Typed]
    files: tuple[Added, ...]

    def files_of(self, item: str) -> tuple[Added, ...]:
        """The files of one item, in the order in which they were added."""
        return tuple(one for one in self.files if one.item == item)

    @property
    def manifest(self) -> str:
        """What would be signed, a line for each item and file. Its hash names this state of the draft."""
        items = (
            f"item {one.item}: {one.answer}; {one.given_on or ''}; {one.basis}; {one.says}"
            for _, one in sorted(self.typed.items())
        )
        files = (f"{one.sha256}  {one.item}/{one.name}" for one in self.files)
        return "".join(f"{line}\n" for line in (*items, *files))

    @property
    def digest(self) -> str:
        """The manifest's SHA-256."""
        return sha256(self.manifest.encode()).hexdigest()


def draft_of(stream: str, letter: str) -> Draft:
    """What is being prepared in answer to a letter; empty where nothing is."""
    its = {"stream": stream, "letter": letter, "response": ""}
    typed = DraftAnswer.objects.filter(**its).order_by("id").values(*Typed.__slots__)
    files = DraftFile.objects.filter(**its, out_at=None).order_by("id").values(*Added.__slots__)
    return Draft(
        typed={row["item"]: Typed(**row) for row in typed},
        files=tuple(Added(**row) for row in files),
    )


def keep_typed(stream: str, letter: str, one: Typed) -> None:
    """Keep what was typed for an item. What was there before stays, and counts no more."""
    told = {name: getattr(one, name) for name in Typed.__slots__}
    DraftAnswer.objects.create(stream=stream, letter=letter, **told)


def add_file(stream: str, letter: str, one: Added) -> int:
    """Add a file whose bytes are kept. Returns the id of its row."""
    told = {name: getattr(one, name) for name in Added.__slots__ if name != "id"}
    return DraftFile.objects.create(stream=stream, letter=letter, **told).pk


def take_out(stream: str, letter: str, file: int, *, by: str, at: datetime) -> str | None:
    """Take a file out before it is signed; its name, None where it is not there (any more)."""
    its = DraftFile.objects.filter(pk=file, stream=stream, letter=letter, response="", out_at=None)
    name = its.values_list("name", flat=True).first()
    return name if its.update(out_by=by, out_at=at) else None


def signed(stream: str, letter: str, response: str) -> None:
    """What was being prepared has been signed as this response: it is no draft any more."""
    for table in (DraftAnswer, DraftFile):
        table.objects.filter(stream=stream, letter=letter, response="").update(response=response)


def history_of(stream: str, letter: str) -> tuple[tuple[datetime, str, str, str], ...]:
    """When, who, item, and what was done, of the present draft; the latest first."""
    its = {"stream": stream, "letter": letter, "response": ""}
    done = [(one.at, one.by, one.item, "wrote") for one in DraftAnswer.objects.filter(**its)]
    for file in DraftFile.objects.filter(**its):
        done.append((file.at, file.by, file.item, f"added {file.name}"))
        if file.out_at:
            done.append((file.out_at, file.out_by, file.item, f"took out {file.name}"))
    return tuple(sorted(done, reverse=True))
