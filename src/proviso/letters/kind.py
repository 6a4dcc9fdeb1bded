"""What a kind of letter and a clause are: titles, required content with its law, versions of words. Their text is data."""

from dataclasses import dataclass
from datetime import date

from proviso.letters.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """Content without which the letter is refused, and the law that asks for it.

    `when` limits it to letters in which another field is a given word; `one_of` are
    the only words the field may hold; `columns` must be stated in every row of a list
    even where other kinds may leave them out.
    """

    field: str
    authority: str
    when: tuple[str, str] | None = None
    one_of: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Words in force over [since, until); `about` says who wrote them and who approves them; `text` is their written form."""

    version: str
    since: date
    until: date | None
    wording: Wording
    about: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`name` is the kind of letter; `folder` holds its words, which other kinds may share."""

    name: str
    title: str
    folder: str
    places: tuple[str, ...]
    requires: tuple[Required, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Words for some recipients only, put at `place` in letters of `kinds`."""

    name: str
    title: str
    kinds: frozenset[str]
    place: str
    authority: str
    versions: tuple[Version, ...]
