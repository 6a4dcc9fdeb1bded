"""Files of every sort taken in: what is text, where it is counted, and why something is not read."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.domain.refusals import Refusal
from proviso.letters.compose import compose
from proviso.letters.content import Content
from proviso.letters.library import load
from proviso.letters.pdf import Press
from proviso.reading.governments.places import Places
from proviso.reading.read import Asked, read
from proviso.reading.take_in.document import LONGEST, Document
from proviso.reading.take_in.taking import from_message, take_in
from tests.letters.village import request

PAGE = """<!doctype html><html><head><title>Bridge reopens</title>
<meta property="article:published_time" content="2019-10-14T08:00:00Z"><meta name="author" content="Miriam Vandersloot">
<script>var said = "Mayor Nobody said it was script.";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge reopens</h1>
<p>EUGENE, Ore. — Lane County opened its covered bridge again on Monday, after nine weeks of work that cost $1.8 million and two summers.</p>
<p>As the report has it:</p>
<blockquote><p>The timbers are sound, the roof is new, and the river has been told to stay where it is until the spring.</p></blockquote>
<p>“We are glad,” said Mayor Karen Whitfield, who walked across it twice in the rain with two hundred others and a band.</p>
</article></body></html>"""


def taken(name: str, content: bytes) -> Document:
    made = take_in(name, content)
    assert isinstance(made, Document), made
    return made


def code(name: str, content: bytes) -> str:
    made = take_in(name, content)
    assert isinstance(made, Refusal), made
    assert made.reason.startswith(name)
    assert made.cure
    return made.code


def test_a_web_page_gives_its_article_with_its_date_and_its_block_quotation(places: Places) -> None:
    document = taken("page.html", PAGE.encode())
    assert (document.day, document.author, document.how) == (
        date(2019, 10, 14),
        "Miriam Vandersloot",
        "html",
    )
    assert "script" not in document.text
    assert "Home" not in document.text
    (block,) = document.blocks
    assert document.text[slice(*block)].startswith("The timbers are sound")
    found = read(document.text, places, Asked(day=document.day, blocks=document.blocks))
    assert (str(found.published.on), found.published.source) == ("2019-10-14", "page metadata")
    assert {"2019-10-14"} <= {one.value for one in found.proposals if one.text == "Monday"}


def test_a_page_is_known_by_what_is_in_it_whatever_it_is_called() -> None:
    assert taken("page.txt", PAGE.encode()).how == "html"


def test_a_page_of_scripts_alone_has_no_text() -> None:
    assert (
        code("page.html", b"<html><body><script>alert(1)</script></body></html>")
        == "reading.no-text"
    )


@pytest.mark.parametrize(
    "markup",
    ["<html>" * 3000, "<p>" * 5000 + "x", "<blockquote>" * 2000 + "a b c", "<html><![CDATA[x"],
)
def test_markup_without_end_is_taken_in_or_refused(markup: str) -> None:
    assert isinstance(take_in("page.html", markup.encode()), Document | Refusal)


def test_the_text_layer_of_a_pdf_is_read(places: Places) -> None:
    content = compose(request(), load())
    assert isinstance(content, Content)
    printed = Press().pdf(content)
    assert isinstance(printed, bytes)
    document = taken("letter.pdf", printed)
    assert document.how == "pdf"
    assert any(one.kind == "date" for one in read(document.text, places).proposals)


def test_a_pdf_without_text_is_sent_to_text_recognition() -> None:
    empty = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(empty)
    assert code("scan.pdf", empty.getvalue()) == "reading.pdf-without-text"


def test_a_broken_pdf_is_said_to_be_broken() -> None:
    assert code("bad.pdf", b"%PDF-1.7 and nothing more") == "reading.unreadable-pdf"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "reading.empty"),
        (b" \n\t ", "reading.empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "reading.no-text"),
        (b"PK\x03\x04" + bytes(40), "reading.no-text"),
        (bytes(range(256)) * 20, "reading.no-text"),
        (b"a " * (LONGEST // 2 + 1), "reading.too-long"),
        (b" a" * 32_500_000, "reading.too-large"),
    ],
    ids=["nothing", "blanks", "picture", "archive", "bytes", "too long", "too large"],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, why: str) -> None:
    assert code("file.txt", content) == why


def test_lines_in_two_encodings_are_both_read_and_it_is_said() -> None:
    document = taken("mixed.txt", "Café\n".encode() + "Montréal\n".encode("cp1252"))
    assert document.text == "Café\nMontréal\n"
    assert document.notes == ("1 of 3 lines are not UTF-8; they were read as Windows-1252.",)


def test_the_text_of_a_file_is_its_own_to_the_character() -> None:
    assert taken("a.txt", "\ufeffOne\r\ntwo".encode()).text == "\ufeffOne\r\ntwo"
    assert taken("b.txt", "One two".encode("utf-16")).text == "One two"


def test_a_message_without_text_is_refused() -> None:
    made = from_message("m.eml", b"x", text=" ")
    assert isinstance(made, Refusal)
    assert made.code == "reading.no-text"


@settings(deadline=None, max_examples=150)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(str.encode),
    st.sampled_from(["a.txt", "a.html", "a.pdf", "a"]),
)
def test_any_bytes_are_taken_in_or_refused(content: bytes, name: str) -> None:
    assert isinstance(take_in(name, content), Document | Refusal)


def test_the_articles_here_are_texts() -> None:
    for path in sorted((Path(__file__).parent / "articles").glob("*.txt")):
        assert taken(path.name, path.read_bytes()).text == path.read_text(encoding="utf-8")
