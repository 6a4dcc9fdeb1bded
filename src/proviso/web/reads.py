"""What of an answer goes into the log of reads: which page or file, of which reviews. Writing the row is people/reads.

Every answer of a view that asks for a right is noted (see signed_in). A page needs nothing for that. A file is told by
its `Content-Disposition`, with its hash; where it is sent piece by piece, the view gives its hash first:

    request.gives = Gives(name="letter.pdf", sha256=printed.pdf)
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase

from proviso.outside.clock import now
from proviso.people.reads import Shown, note

SHOWING = frozenset({200, 422})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """A file that an answer gives, under a name, with the SHA-256 of its bytes."""

    name: str
    sha256: str


def noted(request: Any, answer: HttpResponseBase) -> None:
    """Note what this answer shows or gives, before it leaves. Where it cannot be noted, the answer does not leave."""
    if answer.status_code not in SHOWING or request.method == "HEAD":
        return
    reviews = _reviews(request)
    if not reviews:
        return
    gives = _gives(request, answer)
    match = request.resolver_match
    shown = Shown(
        by=request.actor.id,
        at=now(),
        page=(match.url_name if match else None) or "",
        address=request.get_full_path(),
        matter=request.seen.matter.matter if getattr(request, "seen", None) else "",
        given=gives.name if gives else "",
        sha256=gives.sha256 if gives else "",
    )
    note(shown, reviews=reviews)


def _reviews(request: Any) -> tuple[str, ...]:
    """The review of the matter that is shown; else those that the person sees something of."""
    if getattr(request, "seen", None):
        return (request.seen.matter.review,)
    found: tuple[str, ...] = request.door.reviews_seen()
    return found


def _gives(request: Any, answer: HttpResponseBase) -> Gives | None:
    """The file that is given, if the answer is one."""
    if found := getattr(request, "gives", None):
        return found if isinstance(found, Gives) else None
    told = answer.headers.get("Content-Disposition", "")
    if not told.startswith("attachment") and _is_page(answer):
        return None
    name = told.partition("filename=")[2].strip('"') or request.path.rstrip("/").rpartition("/")[2]
    content = b"" if answer.streaming else getattr(answer, "content", b"")
    digest = "" if answer.streaming else hashlib.sha256(content).hexdigest()
    return Gives(name=name, sha256=digest)


def _is_page(answer: HttpResponseBase) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")
