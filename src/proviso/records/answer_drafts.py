"""Answers being prepared: what was typed for each item and which files were added, by whom and when. Nothing here is on the ledger.

Only the government's own people see it: whoever asks is let in by the pages. Rows are added, never written over, so
that it can be told who typed what; what was signed keeps its rows, under the response's id.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction

from proviso.records.draft_rows import DraftAnswer, DraftFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What is to be said of one item, who typed it last, and when. `id` names its row."""

    id: int = 0
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
    """The answer to one letter as it is being prepared: what was read of it, up to the rows of these ids.

    `signed_row` and `signed_as` are of the last answer to this letter that was signed, where there is one.
    """

    typed: Mapping[str, Typed]
    files: tuple[Added, ...]
    last_typed: int = field(default=0, compare=False)
    last_file: int = field(default=0, compare=False)
    signed_row: int = field(default=0, compare=False)
    signed_as: str = field(default="", compare=False)

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


SAID = Typed.__slots__
KEPT = Added.__slots__


def draft_of(stream: str, letter: str) -> Draft:
    """What is being prepared in answer to a letter; empty where nothing is."""
    its = {"stream": stream, "letter": letter}
    rows = list(DraftAnswer.objects.filter(**its).order_by("id").values(*SAID, "response"))
    typed = [row for row in rows if not row["response"]]
    signed = [row for row in rows if row["response"]][-1:]
    files = list(
        DraftFile.objects.filter(**its, response="").order_by("id").values(*KEPT, "out_at")
    )
    return Draft(
        typed={row["item"]: Typed(**{name: row[name] for name in SAID}) for row in typed},
        files=tuple(
            Added(**{name: row[name] for name in KEPT}) for row in files if row["out_at"] is None
        ),
        last_typed=typed[-1]["id"] if typed else 0,
        last_file=files[-1]["id"] if files else 0,
        signed_row=signed[0]["id"] if signed else 0,
        signed_as=signed[0]["response"] if signed else "",
    )


@contextmanager
def alone(stream: str, letter: str) -> Iterator[Draft]:
    """What is being prepared, read while nobody else writes to it or signs it, until the transaction ends."""
    with transaction.atomic():
        if (
            connection.vendor == "postgresql"
        ):  # SQLite's transaction is IMMEDIATE: it holds the file
            with connection.cursor() as cursor:
                named = f"answer-draft:{stream}:{letter}"
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [named])
        yield draft_of(stream, letter)


def keep_typed(stream: str, letter: str, one: Typed) -> None:
    """Keep what was typed for an item. What was there before stays, and counts no more."""
    told = {name: getattr(one, name) for name in SAID if name != "id"}
    DraftAnswer.objects.create(stream=stream, letter=letter, **told)


def add_file(stream: str, letter: str, one: Added) -> int:
    """Add a file whose bytes are kept. Returns the id of its row."""
    told = {name: getattr(one, name) for name in KEPT if name != "id"}
    return DraftFile.objects.create(stream=stream, letter=letter, **told).pk


def take_out(stream: str, letter: str, file: int, *, by: str, at: datetime) -> str | None:
    """Take a file out before it is signed; its name, None where it is not there (any more)."""
    its = DraftFile.objects.filter(pk=file, stream=stream, letter=letter, response="", out_at=None)
    name = its.values_list("name", flat=True).first()
    return name if its.update(out_by=by, out_at=at) else None


def signed(stream: str, letter: str, draft: Draft, response: str) -> None:
    """This draft has been signed as this response: it is no draft any more. Rows that came after it was read stay one."""
    for table, last in ((DraftAnswer, draft.last_typed), (DraftFile, draft.last_file)):
        its = table.objects.filter(stream=stream, letter=letter, response="", pk__lte=last)
        its.update(response=response)


def history_of(stream: str, letter: str) -> tuple[tuple[datetime, str, str, str], ...]:
    """When, who, item, and what was done, of the present draft; the latest first."""
    its = {"stream": stream, "letter": letter, "response": ""}
    done = [(one.at, one.by, one.item, "wrote") for one in DraftAnswer.objects.filter(**its)]
    for file in DraftFile.objects.filter(**its):
        done.append((file.at, file.by, file.item, f"added {file.name}"))
        if file.out_at:
            done.append((file.out_at, file.out_by, file.item, f"took out {file.name}"))
    return tuple(sorted(done, reverse=True))
