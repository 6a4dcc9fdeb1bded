"""Words of a review's own are drafted and approved: checked, kept by their hash, recorded. Which letters they make is elsewhere."""

from dataclasses import dataclass

from proviso.acts.act import Deed, Receipt
from proviso.acts.perform import sitting
from proviso.acts.rounds import Going, told_of
from proviso.acts.table import ALL
from proviso.domain.facts import Fact
from proviso.domain.facts.reviews import TemplateApproved, WordsDrafted
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import SECOND, Review, Words
from proviso.letters.library import Library, load
from proviso.letters.own_words import OwnWords, own_of, read_words, with_own
from proviso.outside import folders
from proviso.outside.ids import new_key

LARGEST = 200_000
PACKAGED = "the Proviso project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded of words: under which name, and by whom."""

    key: Words
    sha256: str | None
    by: str


def draft(
    review: str, content: bytes, *, name: str, going: Going, once: str | None = None
) -> Recorded | Refusal:
    """Record words that wait for a second person; refused, naming the line, if no letter could be made from them.

    `once` is a key of the caller's, where the same words may be sent twice.
    """
    own = checked(content, name=name)
    if isinstance(own, Refusal):
        return own
    key = own.key(load())
    fact = WordsDrafted(
        template=key[0],
        version=key[1],
        letter_kind=key[2],
        since=own.version.since,
        until=own.version.until,
        sha256=folders.keep(content),
        written_by=going.by,
    )
    return _record(review, "draft-words", fact, going, once) or Recorded(
        key=key, sha256=fact.sha256, by=going.by
    )


def checked(content: bytes, *, name: str) -> OwnWords | Refusal:
    """The words in a file, if letters could be made from them."""
    if len(content) > LARGEST:
        return _no(
            "large",
            f"{name} has {len(content):,} bytes; words have {LARGEST:,} at most.",
            "Cut it.",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        reason = f"{name} is not UTF-8 (byte {wrong.start})."
        return _no("encoding", reason, "Save it as UTF-8.")
    own = read_words(text, name=name)
    if isinstance(own, Refusal):
        return own
    made = with_own(load(), own)
    return made if isinstance(made, Refusal) else own


def approve(review: str, key: Words, going: Going, once: str | None = None) -> Recorded | Refusal:
    """Record that a second person approved words: the review's own as drafted, or packaged ones."""
    with sitting() as now:
        held = now.rooms.review(review)
    drafted = held.drafts.get(key)
    if drafted is None and not packaged(load(), key):
        cure = "Look at what there is: proviso letters templates list."
        return _no("unknown", f"There are no words {key[0]} version {key[1]} for {key[2]}.", cure)
    if drafted is not None and (wrong := _why_not_whole(drafted)):
        return wrong
    fact = TemplateApproved(
        template=key[0],
        version=key[1],
        letter_kind=key[2],
        written_by=drafted.written_by if drafted else PACKAGED,
        approved_by=going.by,
    )
    sha256 = drafted.sha256 if drafted else None
    return _record(review, "approve-template", fact, going, once) or Recorded(
        key=key, sha256=sha256, by=going.by
    )


def packaged(library: Library, key: Words) -> bool:
    """Whether these are packaged words of a kind of letter. Packaged clauses need no approval."""
    kind = library.kinds.get(key[2])
    return (
        kind is not None and kind.folder == key[0] and key[1] in {v.version for v in kind.versions}
    )


def keys_of(review: Review, template: str, version: str) -> tuple[Words, ...]:
    """The words that may be meant by a name and a version: drafted ones, else packaged ones."""
    library = load()
    own = [key for key in review.drafts if key[:2] == (template, version)]
    names = [name for name, kind in library.kinds.items() if template in (kind.folder, name)]
    named = [(library.kinds[name].folder, version, name) for name in names]
    found = [*own, *(key for key in named if key in review.drafts or packaged(library, key))]
    return tuple(dict.fromkeys(found))


def _why_not_whole(drafted: WordsDrafted) -> Refusal | None:
    """Refuse to approve words whose file is gone or cannot be used any more."""
    try:
        own = own_of(drafted, folders.kept)
    except folders.NotKept as trouble:
        return _no("not-kept", str(trouble), "Put the file back, or draft the words again.")
    made = own if isinstance(own, Refusal) else with_own(load(), own)
    return made if isinstance(made, Refusal) else None


def _record(review: str, act: str, fact: Fact, going: Going, once: str | None) -> Refusal | None:
    deed = Deed(act=ALL[act], stream=f"review:{review}", fact=fact)
    with sitting() as now:
        outcome = now.do(deed, told_of(going, once or new_key()))
    return None if isinstance(outcome, Receipt) else outcome


def _no(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"words.{what}", reason=reason, cure=cure, authority=SECOND)
