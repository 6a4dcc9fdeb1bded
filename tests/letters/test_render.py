"""The three renderings: they say the same, the same way every time, and nothing a value says is markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pypdfium2
import pytest

from proviso.domain.letters import LetterKind
from proviso.domain.refusals import Refusal
from proviso.letters.content import spoken
from proviso.letters.draft import Draft
from proviso.letters.pdf import Press, layout
from proviso.letters.render import Rendered, render, render_many
from proviso.letters.ua import faults
from proviso.outside import gazetteer
from tests.letters.village import MARK, letter_of, request, with_values

CUNNING = "{due} *strong* #panic() $x$ <b>bold</b> &amp; @label [x] \\ `raw`"


def letter(draft: Draft) -> Rendered:
    made = render(draft)
    assert isinstance(made, Rendered), made
    return made


def from_pdf(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in pages]


def running(made: Rendered) -> str:
    """The text of all pages, without what stands at the head and foot of each."""
    foot = re.compile(rf"{made.content.letter} Page \d+ of \d+")
    return " ".join(foot.sub("", page.replace(MARK, "")) for page in from_pdf(made.pdf))


class Heard(HTMLParser):
    """What a reader of the page hears, with the elements and attributes it met."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.met, self.attributes = "", list[str](), set[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.said += f"{data} "

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(tag)
        self.attributes |= {name for name, _ in attrs}


def bare(text: str) -> str:
    """Letters and digits only: how lines are broken is each form's own affair."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("kind", [str(kind) for kind in LetterKind])
def test_the_three_forms_of_a_letter_say_the_same(kind: str) -> None:
    made = letter(letter_of(kind))
    forms = {
        "pdf": bare(running(made)),
        "html": bare(Heard(made.html).said),
        "text": bare(made.text),
    }
    for part in spoken(made.content):
        if part.startswith("https://"):
            continue  # on paper the desk's address is the QR code
        assert not [form for form, said in forms.items() if bare(part) not in said], part


@pytest.mark.parametrize("kind", [str(kind) for kind in LetterKind])
@pytest.mark.parametrize("with_", ["everything", "the least"])
def test_a_letter_of_every_kind_passes_the_checks_of_pdf_ua(kind: str, with_: str) -> None:
    assert faults(letter(letter_of(kind, with_all=with_ == "everything")).pdf) == ()


def test_the_same_draft_gives_the_same_bytes_on_any_press() -> None:
    first, again = letter(request()), render(request(), press=Press())
    assert isinstance(again, Rendered)
    assert (first.pdf, first.sha256, first.html) == (again.pdf, again.sha256, again.html)


def test_letters_made_one_after_the_other_are_those_made_alone() -> None:
    drafts = [request(), letter_of("closing"), with_values(request(), award="2016-DJ-BX-0488")]
    hashes = [made.sha256 for made in render_many(drafts) if isinstance(made, Rendered)]
    assert hashes == [letter(draft).sha256 for draft in drafts]


def test_one_refused_letter_does_not_stop_the_others() -> None:
    drafts = [request(kind="ode"), request()]
    assert [type(made) for made in render_many(drafts)] == [Refusal, Rendered]


def test_a_letter_names_everything_its_bytes_depend_on() -> None:
    versions = letter(request()).versions
    assert versions[:3] == ("words document_request 1", "clause public_record 1", "vocabulary 1")
    assert [version.split()[0] for version in versions[3:]] == ["layout", "typst"]


def test_what_a_value_says_is_never_markup() -> None:
    made = letter(with_values(request(), not_asked=CUNNING, government=CUNNING))
    assert CUNNING in made.text.replace("\n    ", " ")
    assert CUNNING in Heard(made.html).said
    assert bare(CUNNING) in bare(running(made))
    assert "<b>" not in made.html


def test_the_page_carries_no_style_script_or_picture() -> None:
    heard = Heard(letter(request()).html)
    assert not {"style", "script", "img", "link", "iframe"} & set(heard.met)
    assert not [name for name in heard.attributes if name == "style" or name.startswith("on")]
    assert heard.met.count("h1") == 1
    assert {"main", "article", "header", "footer", "dl", "ol"} <= set(heard.met)


def test_only_a_secure_address_becomes_a_link() -> None:
    draft = request()
    assert draft.desk is not None
    assert "href" in Heard(letter(draft).html).attributes
    odd = replace(draft, desk=replace(draft.desk, url="javascript:alert(1)"))
    assert "href" not in Heard(letter(odd).html).attributes


def test_a_mark_is_read_aloud_once_and_seen_on_every_page() -> None:
    made = letter(request())
    assert [page.count(MARK) for page in from_pdf(made.pdf)] == [1, 1]
    assert made.text.startswith(MARK)
    assert MARK in made.html
    assert not [page for page in from_pdf(letter(request(mark=None)).pdf) if MARK in page]


def test_pages_are_numbered_with_their_total() -> None:
    first, second = from_pdf(letter(request()).pdf)
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second


def test_a_word_longer_than_the_line_stays_on_the_page() -> None:
    made = letter(with_values(letter_of("receipt"), government="W" * 290, manifest="ef" * 32))
    assert "ef" * 32 in running(made).replace("\r\n", "")
    for page in pypdfium2.PdfDocument(made.pdf):
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) <= page.get_width() - 70
        assert min(left for left, _, right, _ in boxes if right) >= 70


def test_the_text_of_a_message_keeps_to_72_columns_but_for_long_words() -> None:
    lines = letter(letter_of("receipt")).text.splitlines()
    assert not [line for line in lines if len(line) > 72 and max(map(len, line.split())) < 60]


def test_a_character_that_the_fonts_lack_is_refused_by_name() -> None:
    made = render(with_values(request(), government="東京"))
    assert isinstance(made, Refusal)
    assert made.code == "letter.characters-unshown"
    assert "東" in made.reason


def test_the_names_of_all_governments_can_be_printed() -> None:
    signs = "".join(sorted({sign for row in gazetteer.rows().governments for sign in row.name}))
    made = render(with_values(request(), government=signs.strip()))
    assert isinstance(made, Rendered), made


def test_a_layout_that_does_not_compile_is_refused_at_its_line() -> None:
    lines = layout().splitlines().index(b"#set document(")
    broken = layout().replace(b"#set document(", b"#set dokument(", 1)
    made = render(request(), press=Press(layout=broken))
    assert isinstance(made, Refusal)
    assert made.code == "letter.layout-wrong"
    assert f"letter.typ, line {lines + 1}, column" in made.reason
    assert "nothing was sent" in made.cure


def test_a_long_letter_keeps_its_checks() -> None:
    items = tuple({"asks": f"Document {n}. " + "It has words. " * 20} for n in range(120))
    made = letter(with_values(request(), items=items))
    assert len(pypdfium2.PdfDocument(made.pdf)) > 10
    assert faults(made.pdf) == ()
