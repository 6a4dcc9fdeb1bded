"""Whether a PDF can be used without sight: checks of PDF/UA-1 that can fail, by reading the file's objects. Makes no PDF.

Authority: ISO 14289-1:2014 (PDF/UA-1) and ISO 32000-1:2008, clause 14. These checks are
part of the standard, not the whole of it: they find what is missing from a file, not
whether an alternative text is a good one. The standard's other side is the typesetter,
which refuses to write a PDF/UA-1 file that breaks its rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object

from proviso.letters.marked import unmarked

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 "
    "H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code "
    "Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form Strong Em Title".split()
)
PICTURES = frozenset({"Figure", "Formula"})
DEEPEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One rule that the file breaks: which, where, and in words."""

    rule: str
    where: str
    says: str
    authority: str


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree: its standard type, its object, its children's types."""

    kind: str
    object: Object
    inside: tuple[str, ...]


Check = Callable[[pikepdf.Pdf, tuple[Element, ...]], Iterator[Fault]]


def faults(pdf: bytes) -> tuple[Fault, ...]:
    """Every rule the file breaks; none is what a letter must have."""
    try:
        opened = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError as wrong:
        says = f"The file cannot be read as a PDF: {wrong}"
        return (Fault(rule="readable", where="file", says=says, authority="ISO 32000-1"),)
    with opened:
        elements = tuple(elements_of(opened))
        return tuple(fault for check in CHECKS for fault in check(opened, elements))


# --- the file --------------------------------------------------------------------------------


def _declared(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    if _metadata(pdf).get("pdfuaid:part") != "1":
        says = "The file does not say that it is PDF/UA-1 (pdfuaid:part)."
        yield Fault(rule="declared", where="metadata", says=says, authority="ISO 14289-1, 5")


def _titled(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    authority = "ISO 14289-1, 7.1"
    if not str(_metadata(pdf).get("dc:title") or "").strip():
        says = "The document has no title (dc:title)."
        yield Fault(rule="titled", where="metadata", says=says, authority=authority)
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    if not _is_true(preferences.get("/DisplayDocTitle")):
        says = "The window shows the file's name, not the document's title (DisplayDocTitle)."
        yield Fault(rule="titled", where="catalog", says=says, authority=authority)


def _in_a_language(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    if not str(pdf.Root.get("/Lang", "")).strip():
        says = "The document does not say in which language it is (Lang)."
        yield Fault(rule="language", where="catalog", says=says, authority="ISO 14289-1, 7.2")


def _marked(pdf: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    authority = "ISO 14289-1, 7.1"
    mark = pdf.Root.get("/MarkInfo", Dictionary())
    if not _is_true(mark.get("/Marked")) or _is_true(mark.get("/Suspects")):
        says = "The file is not marked as tagged, or says that its tags are suspect (MarkInfo)."
        yield Fault(rule="marked", where="catalog", says=says, authority=authority)
    if not elements:
        says = "The file has no structure tree (StructTreeRoot)."
        yield Fault(rule="tagged", where="catalog", says=says, authority=authority)


def _is_true(value: object) -> bool:
    return value is True


def _metadata(pdf: pikepdf.Pdf) -> dict[str, object]:
    names = {
        "pdfuaid:part": "{http://www.aiim.org/pdfua/ns/id/}part",
        "dc:title": "{http://purl.org/dc/elements/1.1/}title",
    }
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        return {said: meta.get(name) for said, name in names.items()}


# --- the pages -------------------------------------------------------------------------------


def _content_tagged(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    """Whatever is painted is in the structure tree or is an artifact."""
    for number, page in enumerate(pdf.pages, start=1):
        for says in unmarked(pdf, page):
            yield Fault(
                rule="content-tagged",
                where=f"page {number}",
                says=says,
                authority="ISO 14289-1, 7.1",
            )


def _in_tab_order(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, start=1):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != "/S":
            says = "The page has links and does not follow the structure's order (Tabs S)."
            yield Fault(
                rule="tab-order", where=f"page {number}", says=says, authority="ISO 14289-1, 7.18.3"
            )


def _links_described(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, start=1):
        for annot in page.obj.get("/Annots", Array()):
            said = str(annot.get("/Contents", "")).strip()
            if not said or "/StructParent" not in annot:
                says = "A link has no description, or is in no element (Contents, StructParent)."
                yield Fault(
                    rule="links", where=f"page {number}", says=says, authority="ISO 14289-1, 7.18.5"
                )


def _fonts_embedded(pdf: pikepdf.Pdf, _: tuple[Element, ...]) -> Iterator[Fault]:
    for name, font in _fonts(pdf):
        if not _embedded(font):
            says = f"The font {name} is not inside the file."
            yield Fault(rule="fonts", where=name, says=says, authority="ISO 14289-1, 7.21.4.1")
        if "/ToUnicode" not in font:
            says = f"The font {name} does not say which characters its glyphs are (ToUnicode)."
            yield Fault(rule="fonts", where=name, says=says, authority="ISO 14289-1, 7.21.7")


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Object]]:
    """The fonts of all pages, each once."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.resources.get("/Font", Dictionary()).values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield str(font.get("/BaseFont", "unnamed")).lstrip("/"), font


def _embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    holders = [font, *font.get("/DescendantFonts", Array())]
    found = [one.get("/FontDescriptor") for one in holders]
    keys = ("/FontFile", "/FontFile2", "/FontFile3")
    return any(one is not None and any(key in one for key in keys) for one in found)


# --- the structure ---------------------------------------------------------------------------


def _types_known(_: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    for kind in sorted({element.kind for element in elements} - STANDARD):
        says = f"{kind} is no type of the standard, and is mapped to none (RoleMap)."
        yield Fault(rule="types", where=kind, says=says, authority="ISO 14289-1, 7.1")


def _pictures_described(_: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    for element in elements:
        told = element.object.get("/Alt", element.object.get("/ActualText", ""))
        if element.kind in PICTURES and not str(told).strip():
            says = "A picture has no description (Alt)."
            yield Fault(
                rule="pictures", where=element.kind, says=says, authority="ISO 14289-1, 7.3"
            )


def _headings_in_order(_: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    """The first heading is of level 1, and none skips a level."""
    above = 0
    for element in elements:
        level = element.kind.removeprefix("H")
        if not (element.kind.startswith("H") and level.isdigit()):
            continue
        if int(level) > above + 1:
            says = f"A heading of level {level} follows one of level {above}."
            yield Fault(
                rule="headings", where=element.kind, says=says, authority="ISO 14289-1, 7.4.2"
            )
        above = int(level)
    if above == 0 and elements:
        says = "The letter has no heading."
        yield Fault(rule="headings", where="document", says=says, authority="ISO 14289-1, 7.4")


def _tables_headed(_: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    for element in elements:
        if element.kind == "Table" and "TH" not in set(_below(element.object, 0)):
            says = "A table has no header cells (TH)."
            yield Fault(rule="tables", where="Table", says=says, authority="ISO 14289-1, 7.5")


def _below(element: Object, depth: int) -> Iterator[str]:
    for child in _children(element) if depth < DEEPEST else []:
        yield str(child.get("/S", "")).lstrip("/")
        yield from _below(child, depth + 1)


def _lists_whole(_: pikepdf.Pdf, elements: tuple[Element, ...]) -> Iterator[Fault]:
    for element in elements:
        odd = set(element.inside) - {"LI", "L", "Caption"}
        if element.kind == "L" and (odd or not element.inside):
            says = (
                f"A list holds something else than entries: {', '.join(sorted(odd)) or 'nothing'}."
            )
            yield Fault(rule="lists", where="L", says=says, authority="ISO 14289-1, 7.6")


def elements_of(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """Every element of the structure tree, in reading order."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    roles = {str(k): str(v) for k, v in root.get("/RoleMap", Dictionary()).items()}
    for child in _children(root):
        yield from _walk(child, roles, 0)


def _walk(element: Object, roles: dict[str, str], depth: int) -> Iterator[Element]:
    inside = tuple(_kind(child, roles) for child in _children(element))
    yield Element(_kind(element, roles), element, inside)
    for child in _children(element) if depth < DEEPEST else []:
        yield from _walk(child, roles, depth + 1)


def _kind(element: Object, roles: dict[str, str]) -> str:
    said = str(element.get("/S", "/unnamed"))
    return (said if said.lstrip("/") in STANDARD else roles.get(said, said)).lstrip("/")


def _children(element: Object) -> list[Object]:
    """The elements inside; what is content (numbers and references) is left out."""
    inside = element.get("/K")
    listed = list(inside) if isinstance(inside, Array) else [inside]
    return [one for one in listed if isinstance(one, Dictionary) and "/S" in one]


CHECKS: tuple[Check, ...] = (
    _declared,
    _titled,
    _in_a_language,
    _marked,
    _content_tagged,
    _in_tab_order,
    _links_described,
    _fonts_embedded,
    _types_known,
    _pictures_described,
    _headings_in_order,
    _tables_headed,
    _lists_whole,
)
