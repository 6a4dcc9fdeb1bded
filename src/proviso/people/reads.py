"""The log of reads: what was shown or given to whom. Written here, insert-only; whoever audits it reads it through queries/audit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from proviso.people.models import Read


class Kind(StrEnum):
    """What was given: a page on the screen, or a file to keep."""

    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One answer to one person. `given` is a file's name and `sha256` that of its bytes; empty where it was a page."""

    by: str
    at: datetime
    page: str
    address: str
    matter: str = ""
    given: str = ""
    sha256: str = ""

    @property
    def kind(self) -> Kind:
        """A page, or a file."""
        return Kind.FILE if self.given else Kind.PAGE


def note(shown: Shown, *, reviews: Iterable[str]) -> None:
    """Write what was shown, one row for each review that it is about. Of no review, nothing that is kept back was shown."""
    Read.objects.bulk_create(
        [
            Read(
                at=shown.at,
                by=shown.by,
                kind=shown.kind.value,
                page=shown.page[:60],
                address=shown.address[:500],
                review=one,
                matter=shown.matter,
                given=shown.given[:300],
                sha256=shown.sha256,
            )
            for one in reviews
        ]
    )
