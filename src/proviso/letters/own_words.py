"""Words that a review's own staff write: one file for each version, read, checked against the vocabulary, and put into the library.

A file has a head, a line of three hyphens, and the words in their written form (wording). For
the words of a kind of letter:

    words: document-request
    version: 2
    since: 2026-03-01
    about: Written by the Office of Grants.
    ---
    = Document request: award {award}

The head of a clause names it, and where it may stand: `clause`, `title`, `kinds`, `place`,
`authority`, `version`, `since`, `about`. `until` is the first day on which they hold no more.
A stock reason is a clause. What is approved, and by whom, is the review's to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from proviso.domain.facts.reviews import WordsDrafted
from proviso.domain.letters import LetterKind
from proviso.domain.periods import parse_date
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import CLAUSE, Review, Words
from proviso.letters.checking import why_not_words
from proviso.letters.kind import Clause, Kind, Version
from proviso.letters.library import Library, added
from proviso.letters.wording import Wording, parse, refused

LINE = "---"
OF_WORDS = ("words", "version", "since", "about")
OF_CLAUSE = ("clause", "title", "kinds", "place", "authority", "version", "since", "about")
MAY = ("until",)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """One file of words, read. `clause` is None for the words of a kind of letter; else it has this version only."""

    kind: str
    version: Version
    clause: Clause | None

    def key(self, library: Library) -> Words:
        """Under which they are drafted and approved: the template, the version, the kind of letter."""
        if self.clause is not None:
            return self.clause.name, self.version.version, CLAUSE
        return library.kinds[self.kind].folder, self.version.version, self.kind


class _Wrong(Exception):
    """A line of the head that cannot be read."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what


def read_words(text: str, *, name: str) -> OwnWords | Refusal:
    """Read a file of words; a refusal names the file and the line."""
    lines = text.removeprefix("\ufeff").splitlines()
    if LINE not in (line.rstrip() for line in lines):
        return refused(name, 1, f"there is no line {LINE} between the head and the words")
    at = next(at for at, line in enumerate(lines) if line.rstrip() == LINE)
    # Empty lines in place of the head, so that an error in the words names the line of the file.
    wording = parse("\n" * (at + 1) + "\n".join(lines[at + 1 :]), name=name)
    try:
        head = _head(lines[:at])
        return wording if isinstance(wording, Refusal) else _own(head, wording, text)
    except _Wrong as wrong:
        return refused(name, wrong.line, wrong.what)


def _head(lines: list[str]) -> Mapping[str, tuple[int, str]]:
    told: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, start=1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.startswith("//"):
            continue
        if not (colon and value):
            raise _Wrong(number, f"a line of the head is written: key: value (found {line[:60]!r})")
        if key in told:
            raise _Wrong(number, f"{key} is stated twice")
        told[key] = (number, value)
    known = OF_CLAUSE if CLAUSE in told else OF_WORDS
    for key, (number, _) in told.items():
        if key not in (*known, *MAY):
            raise _Wrong(
                number, f"{key!r} is not known here; known are {', '.join((*known, *MAY))}"
            )
    if lacking := [key for key in known if key not in told]:
        raise _Wrong(1, f"the head does not state {', '.join(lacking)}")
    return told


def _own(head: Mapping[str, tuple[int, str]], wording: Wording, text: str) -> OwnWords:
    version = Version(
        version=head["version"][1],
        since=_day(head, "since"),
        until=_day(head, "until") if "until" in head else None,
        wording=wording,
        about=head["about"][1],
        text=text,
    )
    if CLAUSE not in head:
        return OwnWords(kind=head["words"][1], version=version, clause=None)
    kinds = frozenset(part.strip() for part in head["kinds"][1].split(","))
    if odd := kinds - {str(one) for one in LetterKind}:
        raise _Wrong(head["kinds"][0], f"{min(odd)!r} is no kind of letter")
    clause = Clause(
        name=head[CLAUSE][1],
        title=head["title"][1],
        kinds=kinds,
        place=head["place"][1],
        authority=head["authority"][1],
        versions=(version,),
    )
    return OwnWords(kind=CLAUSE, version=version, clause=clause)


def _day(head: Mapping[str, tuple[int, str]], key: str) -> date:
    number, text = head[key]
    found = parse_date(text)
    if isinstance(found, Refusal):
        raise _Wrong(number, f"{key} is {text[:40]!r}, which is no day such as 2026-03-01")
    return found


# --- into the library ------------------------------------------------------------------------


def with_own(library: Library, own: OwnWords) -> Library | Refusal:
    """The library with these words in it; refused if they cannot be used."""
    if own.clause is not None:
        return _with_clause(library, own.clause)
    held = library.kinds.get(own.kind)
    if held is None:
        says = f"{own.kind!r} is no kind of letter; there are: {', '.join(sorted(library.kinds))}"
        return refused(own.version.wording.name, 1, says)
    wrong = why_not_words(own.version.wording, held, library.vocabulary)
    new = wrong or added(held, own.version)
    if isinstance(new, Refusal):
        return new
    return replace(library, kinds={**library.kinds, own.kind: new})


def _with_clause(library: Library, clause: Clause) -> Library | Refusal:
    (version,) = clause.versions
    name = version.wording.name
    if wrong := why_not_words(version.wording, clause, library.vocabulary):
        return wrong
    for kind in sorted(clause.kinds):
        places = library.kinds[kind].places
        if clause.place not in places:
            says = f"a {kind} has no place {clause.place!r}; it has: {', '.join(places)}"
            return refused(name, 1, says)
    held = library.clauses.get(clause.name)
    if held is None:
        return replace(library, clauses={**library.clauses, clause.name: clause})
    if replace(held, versions=()) != replace(clause, versions=()):
        says = f"the clause {clause.name} has another title, place, authority or other kinds; give the same, or another name"
        return refused(name, 1, says)
    new = added(held, version)
    if isinstance(new, Refusal):
        return new
    return replace(library, clauses={**library.clauses, clause.name: new})


def own_library(
    library: Library,
    review: Review,
    *,
    on: date,
    version: str | None,
    read: Callable[[str], bytes],
) -> Library | Refusal:
    """The words that letters of this review can be made from on a day: the packaged ones, and its own that are approved.

    A version that the round names is there before it is approved, to be looked at. Raises what `read` raises.
    """
    for key, draft in review.drafts.items():
        if not (_approved(review, key, on) or (version == draft.version and key[2] != CLAUSE)):
            continue
        found = own_of(draft, read)
        made = found if isinstance(found, Refusal) else with_own(library, found)
        if isinstance(made, Refusal):
            return made
        library = made
    return library


def own_of(draft: WordsDrafted, read: Callable[[str], bytes]) -> OwnWords | Refusal:
    """The words of a draft, from the file that was kept. Raises what `read` raises."""
    name = f"{draft.template} version {draft.version}"
    return read_words(read(draft.sha256).decode("utf-8", "replace"), name=name)


def _approved(review: Review, key: Words, on: date) -> bool:
    held = review.templates.get(key)
    return held is not None and held.on is not None and held.on <= on


def file_of(owner: Kind | Clause, version: Version) -> str:
    """A version as a file of words, to be copied and changed. The version and its day are to be stated anew."""
    if LINE in version.text.splitlines():
        return version.text
    if isinstance(owner, Clause):
        head = {
            "clause": owner.name,
            "title": owner.title,
            "kinds": ", ".join(sorted(owner.kinds)),
            "place": owner.place,
            "authority": owner.authority,
        }
    else:
        head = {"words": owner.name}
    head |= {"version": version.version, "since": str(version.since), "about": version.about}
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + f"{LINE}\n{version.text}"
