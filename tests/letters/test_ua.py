"""The PDF/UA checks, on a good letter and on letters broken one way each: every check can fail."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from proviso.letters.render import Rendered, render
from proviso.letters.ua import CHECKS, elements_of, faults
from tests.letters.village import letter_of

Break = Callable[[pikepdf.Pdf], object]


def good() -> bytes:
    """A letter with a picture, a link, a list and a table."""
    made = render(letter_of("notice-of-remedy"))
    assert isinstance(made, Rendered)
    return made.pdf


def broken(how: Break) -> bytes:
    with pikepdf.open(BytesIO(good())) as pdf:
        how(pdf)
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """The elements of one type."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == f"/{kind}":
            yield thing


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(elements(pdf, kind))


def without_metadata(name: str) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            del meta[name]

    return how


def with_content(pdf: pikepdf.Pdf, *, before: bytes = b"", after: bytes = b"") -> None:
    page = pdf.pages[0]
    said = b"".join(part.read_bytes() for part in _streams(page))
    page.obj["/Contents"] = pdf.make_stream(before + said + after)


def _streams(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj["/Contents"]
    return list(contents) if isinstance(contents, Array) else [contents]


def renamed(kind: str, to: str) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        for element in list(elements(pdf, kind)):
            element["/S"] = Name(f"/{to}")

    return how


def without_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile3" in thing:
            del thing["/FontFile3"]
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def without_characters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources["/Font"].values():
        del font["/ToUnicode"]


def without_owner(pdf: pikepdf.Pdf) -> None:
    """Every number of the first page's content loses the element that claims it."""
    claims = pikepdf.NumberTree(pdf.Root["/StructTreeRoot"]["/ParentTree"])
    claims[int(pdf.pages[0].obj["/StructParents"])] = Array()


def emptied(kind: str) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        first(pdf, kind)["/K"] = Array()

    return how


BROKEN: list[tuple[str, str, Break]] = [
    ("declared", "no pdfuaid:part", without_metadata("pdfuaid:part")),
    ("titled", "no title", without_metadata("dc:title")),
    ("titled", "no DisplayDocTitle", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences")),
    ("language", "no Lang", lambda pdf: pdf.Root.__delitem__("/Lang")),
    ("marked", "no MarkInfo", lambda pdf: pdf.Root.__delitem__("/MarkInfo")),
    ("marked", "suspects", lambda pdf: pdf.Root["/MarkInfo"].__setitem__("/Suspects", True)),
    ("tagged", "no StructTreeRoot", lambda pdf: pdf.Root.__delitem__("/StructTreeRoot")),
    ("content-tagged", "text outside tags", lambda pdf: with_content(pdf, after=b"\nBT (x) Tj ET")),
    ("content-tagged", "line outside tags", lambda pdf: with_content(pdf, after=b"\n0 0 m 9 9 l S")),
    ("content-tagged", "tag without number", lambda pdf: with_content(pdf, after=b"\n/P BMC 0 0 9 9 re f EMC")),
    ("content-tagged", "picture outside tags", lambda pdf: with_content(pdf, before=b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n")),
    ("content-tagged", "content without an element", without_owner),
    ("content-tagged", "no parent tree", lambda pdf: pdf.Root["/StructTreeRoot"].__delitem__("/ParentTree")),
    ("tab-order", "no Tabs", lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs")),
    ("links", "no Contents", lambda pdf: pdf.pages[0].obj["/Annots"][0].__delitem__("/Contents")),
    ("links", "no StructParent", lambda pdf: pdf.pages[0].obj["/Annots"][0].__delitem__("/StructParent")),
    ("fonts", "fonts taken out", without_fonts),
    ("fonts", "no ToUnicode", without_characters),
    ("types", "a type of no standard", renamed("Strong", "Loud")),
    ("pictures", "no Alt", lambda pdf: first(pdf, "Figure").__delitem__("/Alt")),
    ("pictures", "an empty Alt", lambda pdf: first(pdf, "Figure").__setitem__("/Alt", "  ")),
    ("headings", "a level left out", renamed("H2", "H3")),
    ("headings", "no first level", renamed("H1", "P")),
    ("tables", "no header cells", renamed("TH", "TD")),
    ("lists", "paragraphs for entries", renamed("LI", "P")),
    ("lists", "an empty list", emptied("L")),
]  # fmt: skip


def test_a_good_letter_has_no_fault() -> None:
    assert faults(good()) == ()


def test_saving_a_letter_anew_breaks_nothing() -> None:
    """The control of the control arm: what the tests below break is broken by them alone."""
    assert faults(broken(lambda pdf: None)) == ()


@pytest.mark.parametrize(("rule", "what", "how"), BROKEN, ids=[f"{r}: {w}" for r, w, _ in BROKEN])
def test_a_broken_letter_is_found_by_its_rule(rule: str, what: str, how: Break) -> None:
    found = faults(broken(how))
    assert rule in {fault.rule for fault in found}, what
    assert all(fault.says.endswith(".") and fault.authority for fault in found)


def test_each_check_is_failed_by_some_letter() -> None:
    """No check is there for show."""
    failing = {
        check.__name__ for _, _, how in BROKEN for check in CHECKS if [*_run(check, broken(how))]
    }
    assert failing == {check.__name__ for check in CHECKS}


def _run(check: Callable[..., Iterator[object]], pdf: bytes) -> list[object]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return list(check(opened, tuple(elements_of(opened))))


def test_a_letter_without_headings_is_found() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        renamed("H1", "P")(pdf)
        renamed("H2", "P")(pdf)

    assert [fault.says for fault in faults(broken(how))] == ["The letter has no heading."]


def test_a_mapped_type_is_known() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        renamed("Strong", "Loud")(pdf)
        pdf.Root["/StructTreeRoot"]["/RoleMap"] = Dictionary({"/Loud": Name("/Span")})

    assert "types" not in {fault.rule for fault in faults(broken(how))}


def test_content_marked_through_a_named_property_is_found_in_its_element() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].resources["/Properties"] = Dictionary({"/M0": Dictionary({"/MCID": 0})})
        with_content(pdf, after=b"\n/P /M0 BDC 0 0 9 9 re f EMC\nEMC")

    assert faults(broken(how)) == ()


def test_what_is_no_pdf_is_found_unreadable() -> None:
    assert [fault.rule for fault in faults(b"no file at all")] == ["readable"]


def test_a_tree_that_holds_itself_ends() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        table = first(pdf, "Table")
        table["/K"] = Array([table])

    assert "tables" in {fault.rule for fault in faults(broken(how))}
