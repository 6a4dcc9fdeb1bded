"""One print file out of many letters: in order, each with its sheet, its pages known."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from proviso.domain.refusals import Refusal
from proviso.letters import print_file as printing
from proviso.letters.print_file import Enclosed, Envelope, Piece, PrintFile, print_file
from proviso.letters.render import Rendered, render
from tests.letters.village import request

ADDRESS = ("Greg Fischer", "Mayor", "Louisville/Jefferson County Metro Government", "527 Main St")


@pytest.fixture(scope="module")
def letter() -> bytes:
    made = render(request())
    assert isinstance(made, Rendered)
    return made.pdf


def piece(
    pdf: bytes, name: str = "L-1", *enclosed: Enclosed, address: tuple[str, ...] = ADDRESS
) -> Piece:
    return Piece(
        letter=name,
        matter="J21-FY2016",
        address=address,
        sender=("Bureau of Justice Assistance", "810 Seventh Street NW"),
        pdf=pdf,
        enclosed=enclosed,
    )


def enclosed(content: bytes, name: str = "form.pdf") -> Enclosed:
    return Enclosed(name=name, sha256="0" * 64, content=content)


def blank(*, locked: bool = False) -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(612, 792))
        made.save(out, encryption=pikepdf.Encryption(owner="a", user="b") if locked else False)
    return out.getvalue()


def made(*pieces: Piece, **how: object) -> PrintFile:
    found = print_file(pieces, title="R4", **how)  # type: ignore[arg-type]
    assert isinstance(found, PrintFile), found
    return found


def words(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def where(pdf: bytes, page: int, text: str) -> tuple[float, float, float, float]:
    """The box of a text, in inches from the left and the top of its page."""
    opened = pypdfium2.PdfDocument(pdf)[page]
    told = opened.get_textpage()
    found = told.search(text).get_next()
    assert found
    boxes = [told.get_charbox(at) for at in range(found[0], found[0] + found[1])]
    height = opened.get_height()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = max(box[3] for box in boxes), min(box[1] for box in boxes)
    return left / 72, (height - top) / 72, right / 72, (height - bottom) / 72


def test_letters_follow_one_another_each_behind_its_sheet(letter: bytes) -> None:
    found = made(piece(letter, "L-2"), piece(letter, "L-1"))
    pages = words(found.pdf)
    assert [(one.letter, one.first, one.last, one.of_letter) for one in found.pages] == [
        ("L-2", 1, 3, 2),
        ("L-1", 4, 6, 2),
    ]
    assert [("L-2" in pages[0], "L-1" in pages[3])] == [(True, True)]
    assert "Document request" in pages[1]
    assert made(piece(letter, "L-2"), piece(letter, "L-1")).pdf == found.pdf


def test_without_sheets_the_letters_alone(letter: bytes) -> None:
    found = made(piece(letter), piece(letter), sheets=False)
    assert [(one.first, one.last) for one in found.pages] == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("envelope", "window"),
    [
        # The sheet may lie anywhere between the envelope's edges, and the address must still be seen.
        (Envelope.US_10, (0.875, 2.04, 4.375, 3.63)),
        (Envelope.DIN, (20 / 25.4, 45 / 25.4, 105 / 25.4, 90 / 25.4)),
    ],
)
def test_the_address_stands_in_the_window(
    letter: bytes, envelope: Envelope, window: tuple[float, ...]
) -> None:
    many = (*ADDRESS, "Second Floor", "Room 212", "Louisville, KY 40202")
    for address in (ADDRESS, many):
        pdf = made(piece(letter, address=address), envelope=envelope).pdf
        for line in (address[0], address[-1]):
            left, top, right, bottom = where(pdf, 0, line)
            assert window[0] <= left < right <= window[2]
            assert window[1] <= top < bottom <= window[3]


def test_enclosures_are_printed_with_the_letter_or_put_in_by_hand(letter: bytes) -> None:
    beside = (
        enclosed(blank()),
        enclosed(b"a,b", "table.csv"),
        enclosed(blank(locked=True), "x.pdf"),
    )
    found = made(piece(letter, "L-1", *beside))
    assert found.pages[0].by_hand == ("table.csv", "x.pdf")
    assert found.pages[0].last == 4
    assert "table.csv (put in by hand)" in words(found.pdf)[0]


def test_on_both_sides_everything_begins_on_a_front(letter: bytes) -> None:
    found = made(piece(letter, "L-1", enclosed(blank())), piece(letter, "L-2"), both_sides=True)
    assert [(one.first, one.last) for one in found.pages] == [(1, 6), (7, 10)]
    assert words(found.pdf)[1] == ""


def test_sheets_that_do_not_come_out_one_for_each_letter_are_refused(
    letter: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = replace(piece(letter), sender=tuple(f"Line {at}" for at in range(3)))
    monkeypatch.setattr(printing, "_layout", lambda: b"#pagebreak(weak: false)\nx")
    found = print_file([long], title="R4")
    assert isinstance(found, Refusal)
    assert found.code == "print.sheets"
    monkeypatch.setattr(printing, "_layout", lambda: b"#let x = (")
    broken = print_file([long], title="R4")
    assert isinstance(broken, Refusal)
    assert "cannot be made" in broken.reason
