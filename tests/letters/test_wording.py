"""The written form of words: what each mark means, and what the words come to on paper."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.domain.refusals import Refusal
from proviso.letters.checking import why_not_words
from proviso.letters.content import (
    Content,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Run,
    joined,
    letter_of,
    spoken,
)
from proviso.letters.kind import Kind, Version
from proviso.letters.library import Library, load, why_not_library
from proviso.letters.render import Rendered, rendered
from proviso.letters.vocabulary import vocabulary_from
from proviso.letters.wording import Wording, parse
from proviso.letters.writing import Written, write
from tests.letters.village import request

VOCABULARY = vocabulary_from(
    {
        "version": "t",
        "fields": {
            "award": {"type": "line", "says": "its number"},
            "says": {"type": "prose", "says": "some text"},
            "items": {"type": "rows", "says": "a list", "columns": {"asks": "prose"}},
        },
    }
)


def written(text: str, **values: object) -> Written:
    wording = parse(text, name="words.txt")
    assert isinstance(wording, Wording), wording
    made = write(wording, (), values, VOCABULARY)  # type: ignore[arg-type]
    assert isinstance(made, Written), made
    return made


def test_every_mark_has_its_block() -> None:
    text = "// a remark\n= Title\n== Heading\nA paragraph.\n> A quotation.\n- One\n- Two\n+ Three\n"
    made = written(text)
    assert made.title == "Title"
    assert made.blocks == (
        Heading(text="Heading"),
        Paragraph(number=1, runs=(Run("A paragraph."),)),
        Quotation(runs=(Run("A quotation."),)),
        Listing(lettered=False, entries=((Run("One"),), (Run("Two"),))),
        Listing(lettered=True, entries=((Run("Three"),),)),
    )


def test_an_indented_line_goes_on_with_the_one_above() -> None:
    made = written("One line\n  and more.\n\n  Not lost\nAnother.")
    said = [joined(block.runs) for block in made.blocks if isinstance(block, Paragraph)]
    assert said == ["One line and more.", "Not lost", "Another."]


def test_a_sentence_more_joins_the_paragraph_or_entry_before_it() -> None:
    made = written("== Heading\n& Alone.\n& With it.\n+ Entry.\n& Its rest.")
    assert [joined(block.runs) for block in made.blocks if isinstance(block, Paragraph)] == [
        "Alone. With it."
    ]
    listing = made.blocks[-1]
    assert isinstance(listing, Listing)
    assert joined(listing.entries[0]) == "Entry. Its rest."


def test_marks_can_be_written_for_themselves() -> None:
    made = written("Braces {{award}}, a star ** and *strong {award}* text.", award="A-1")
    assert made.blocks == (
        Paragraph(
            number=1,
            runs=(
                Run("Braces {award}, a star * and "),
                Run("strong A-1", strong=True),
                Run(" text."),
            ),
        ),
    )


def test_a_text_in_a_sentence_stays_one_paragraph() -> None:
    made = written("It says: {says}", says="one\n\ntwo")
    assert [joined(b.runs) for b in made.blocks if isinstance(b, Paragraph)] == ["It says: one two"]


def test_a_list_that_is_not_there_prints_nothing() -> None:
    assert written("[each item in items]\n- {item.asks}\n[end]").blocks == ()


def test_a_field_that_is_not_there_leaves_no_gap() -> None:
    wording = parse("About {award}.", name="words.txt")
    assert isinstance(wording, Wording)
    gap = write(wording, (), {}, VOCABULARY)
    assert isinstance(gap, Refusal)
    assert "speak of award" in gap.reason


def test_entries_after_the_twenty_sixth_have_two_letters() -> None:
    assert [letter_of(n) for n in (0, 25, 26, 27, 52, 701, 702)] == "a z aa ab ba zz aaa".split()


def test_a_quotation_is_said_in_all_three_forms() -> None:
    words = "= T {award}\n{government} {reason}\n> {effective}: {keep_until}\n{questions}\n[clauses end]"
    closing = load().kinds["closing"]
    wording = parse(words, name="words.txt")
    assert isinstance(wording, Wording)
    assert why_not_words(wording, closing, load().vocabulary) is None
    content = _content(Quotation(runs=(Run("As the award says."),)))
    made = rendered(content)
    assert isinstance(made, Rendered)
    assert "<blockquote><p>As the award says.</p></blockquote>" in made.html
    assert "    > As the award says." in made.text
    assert "As the award says." in list(spoken(content))


def _content(block: Quotation) -> Content:
    draft = request()
    return Content(
        letter=draft.letter,
        kind=draft.kind,
        lang=draft.lang,
        day=draft.on,
        dated="January 24, 2018",
        title="A title",
        letterhead=draft.letterhead,
        delivery=None,
        addressee=draft.addressee.block,
        salutation="Dear Mayor:",
        points=(),
        blocks=(block,),
        closing="Sincerely,",
        signer=draft.signer,
        template="t",
        template_version="1",
        versions=(),
    )


# --- the library -----------------------------------------------------------------------------


def with_words(text: str) -> Library:
    wording = parse(text, name="bad.txt")
    assert isinstance(wording, Wording)
    version = Version(version="9", since=date(2018, 1, 1), until=None, wording=wording, about="")
    library = load()
    closing: Kind = replace(library.kinds["closing"], versions=(version,))
    return replace(library, kinds={**library.kinds, "closing": closing})


def test_the_packaged_words_can_all_be_used() -> None:
    assert why_not_library(load()) is None


def test_a_library_with_words_that_cannot_be_used_is_found() -> None:
    wrong = why_not_library(with_words("= {colour}"))
    assert wrong is not None
    assert "bad.txt, line 1: {colour}" in wrong.reason


def test_a_library_that_lacks_a_kind_is_found() -> None:
    kinds = {name: kind for name, kind in load().kinds.items() if name != "subpoena"}
    wrong = why_not_library(replace(load(), kinds=kinds))
    assert wrong is not None
    assert "subpoena" in wrong.reason


@pytest.mark.parametrize("text", ["= A title", "? A | B", "[clauses end]"])
def test_a_clause_has_paragraphs_headings_and_entries_only(text: str) -> None:
    clause = load().clauses["keep_records"]
    wording = parse(text, name="clause.txt")
    assert isinstance(wording, Wording)
    wrong = why_not_words(wording, clause, load().vocabulary)
    assert wrong is not None
    assert "clause.txt, line 1: a clause has" in wrong.reason
