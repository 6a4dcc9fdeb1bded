"""The words there are for a review: packaged and its own, each version with its days, and who approved it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proviso.domain.refusals import Refusal
from proviso.domain.reviews import CLAUSE, Review, Words
from proviso.letters.kind import Clause, Kind, Version
from proviso.letters.library import load
from proviso.letters.own_words import file_of, own_of
from proviso.outside import folders
from proviso.queries.draft_values import undrafted


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version of words. `approved_by` is None while nobody has; packaged clauses need nobody."""

    template: str
    version: str
    kind: str
    title: str
    since: date
    until: date | None
    written_by: str
    approved_by: str | None
    approved_on: date | None
    own: bool
    about: str


def words(review: Review) -> Iterator[Told]:
    """Every version: of kinds of letter, then of clauses, then the review's own."""
    library = load()
    for kind in library.kinds.values():
        for one in kind.versions:
            key = (kind.folder, one.version, kind.name)
            yield _told(review, key, one, title=kind.title)
    for clause in library.clauses.values():
        for one in clause.versions:
            yield _told(review, (clause.name, one.version, CLAUSE), one, title=clause.title)
    for key, draft in review.drafts.items():
        held = review.templates.get(key)
        yield Told(
            template=draft.template,
            version=draft.version,
            kind=draft.letter_kind,
            title="",
            since=draft.since,
            until=draft.until,
            written_by=draft.written_by,
            approved_by=held.approved_by if held else None,
            approved_on=held.on if held else None,
            own=True,
            about=draft.sha256,
        )


def _told(review: Review, key: Words, one: Version, *, title: str) -> Told:
    held = review.templates.get(key)
    return Told(
        template=key[0],
        version=one.version,
        kind=key[2],
        title=title,
        since=one.since,
        until=one.until,
        written_by="packaged",
        approved_by=held.approved_by if held else None,
        approved_on=held.on if held else None,
        own=False,
        about=one.about,
    )


def words_file(review: Review, template: str, version: str | None) -> str | Refusal:
    """The words under this name (a kind of letter, a folder or a clause) as a file; the latest version where none is named."""
    own = [one for key, one in review.drafts.items() if template in (key[0], key[2])]
    named = [one for one in own if version in (None, one.version)]
    if named:
        try:
            found = own_of(named[-1], folders.kept)
        except folders.NotKept as trouble:
            return undrafted("words.not-kept", str(trouble), "Put the file back.")
        return found if isinstance(found, Refusal) else found.version.text
    for owner in _packaged(template):
        for one in reversed(owner.versions):
            if version in (None, one.version):
                return file_of(owner, one)
    which = f" version {version}" if version else ""
    cure = "Look at what there is: proviso letters templates list."
    return undrafted("words.unknown", f"There are no words {template!r}{which}.", cure)


def _packaged(name: str) -> list[Kind | Clause]:
    library = load()
    kinds = [kind for kind in library.kinds.values() if name in (kind.name, kind.folder)]
    clause = library.clauses.get(name)
    return [*kinds, *([clause] if clause else [])]
