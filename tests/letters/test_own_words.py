"""Words that staff write: what a file must hold, and what is refused at which line."""

from datetime import date

import pytest

from proviso.domain.refusals import Refusal
from proviso.letters.library import Library, in_force, load
from proviso.letters.own_words import OwnWords, file_of, read_words, with_own
from tests.letters.own_village import CLAUSE, WORDS, changed


def read(text: str) -> OwnWords:
    found = read_words(text, name="ours.txt")
    assert isinstance(found, OwnWords), found
    return found


def put_in(text: str, library: Library | None = None) -> Library:
    found = with_own(library or load(), read(text))
    assert isinstance(found, Library), found
    return found


def why_not(text: str, library: Library | None = None) -> str:
    own = read_words(text, name="ours.txt")
    found = own if isinstance(own, Refusal) else with_own(library or load(), own)
    assert isinstance(found, Refusal), found
    return found.reason


def test_own_words_hold_from_their_day() -> None:
    library = put_in(WORDS)
    closing = library.kinds["closing"]
    assert [one.version for one in closing.versions] == ["1", "2"]
    assert in_force(closing, on=date(2017, 12, 31)) == closing.versions[0]
    assert read(WORDS).key(library) == ("closing", "2", "closing")


def test_a_clause_of_ones_own_stands_at_its_place_until_its_day() -> None:
    own = read(CLAUSE)
    library = put_in(CLAUSE)
    clause = library.clauses["site_visit"]
    assert own.key(library) == ("site_visit", "1", "clause")
    assert in_force(clause, on=date(2018, 12, 30)) == clause.versions[0]
    assert isinstance(in_force(clause, on=date(2018, 12, 31)), Refusal)
    second = changed(CLAUSE, "version: 1", "version: 2")
    assert len(put_in(second, library).clauses["site_visit"].versions) == 2
    assert "already has a version 1" in why_not(CLAUSE, library)
    other = changed(second, "place: request", "place: end")
    assert "another title, place, authority" in why_not(other, library)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("words: closing\n", "line 1: there is no line ---"),
        (changed(WORDS, "version: 2\n", ""), "line 1: the head does not state version"),
        (changed(WORDS, "version: 2", "version 2"), "line 3: a line of the head is written"),
        (changed(WORDS, "version: 2", "words: closing"), "line 3: words is stated twice"),
        (changed(WORDS, "about:", "place: end\nabout:"), "line 5: 'place' is not known here"),
        (changed(WORDS, "2018-01-01", "1 January"), "line 4: since is '1 January'"),
        (changed(WORDS, "words: closing", "words: ode"), "'ode' is no kind of letter"),
        (changed(WORDS, "{award}", "{prize}"), "line 7: {prize} names no field"),
        (changed(WORDS, "{questions}", "*{questions}"), "line 10: a * opens strong text"),
        (changed(WORDS, "{reason}", "a reason"), "never say reason"),
        (changed(CLAUSE, "document-request,", "ode,"), "line 3: 'ode' is no kind of letter"),
        (changed(CLAUSE, "place: request", "place: top"), "has no place 'top'"),
        (changed(CLAUSE, "{award}", "{prize}"), "line 11: {prize} names no field"),
        (changed(CLAUSE, "We will", "= We will"), "line 11: a clause has paragraphs"),
        (changed(WORDS, "version: 2", "version: 1"), "already has a version 1"),
    ],
)
def test_words_that_cannot_be_used_are_refused_at_their_line(text: str, says: str) -> None:
    assert says in why_not(text)


def test_any_version_can_be_had_as_a_file() -> None:
    library = put_in(CLAUSE, put_in(WORDS))
    told = [(v, file_of(one, v)) for one in library.kinds.values() for v in one.versions]
    told += [(v, file_of(one, v)) for one in library.clauses.values() for v in one.versions]
    for version, text in told:
        again = read(text)
        assert again.version.since == version.since
        assert len(again.version.wording.nodes) == len(version.wording.nodes)
    assert file_of(library.kinds["closing"], library.kinds["closing"].versions[1]) == WORDS
