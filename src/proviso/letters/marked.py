"""What a PDF's page paints outside its tags. Reads the page's content; knows nothing of the structure but its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINT = TEXT | frozenset("f F f* B B* b b* S s sh Do".split()) | {"INLINE IMAGE"}
ARTIFACT = "/Artifact"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content: an artifact, one with a number, or a tag that leads nowhere."""

    artifact: bool
    number: int | None

    @property
    def covers(self) -> bool:
        return self.artifact or self.number is not None


def unmarked(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[str]:
    """Say what is painted outside every tag and artifact, and which tags lead nowhere."""
    loose, used = 0, set[int]()
    for marks, said in _walked(page):
        used |= {mark.number for mark in marks if mark.number is not None}
        loose += said in PAINT and not any(mark.covers for mark in marks)
    if loose:
        yield f"{loose} pieces of content are in no element and are no artifact."
    if lost := used - _placed(pdf, page):
        yield f"{len(lost)} marked pieces of content belong to no element of the structure tree."


def _walked(page: pikepdf.Page) -> Iterator[tuple[list[Mark], str]]:
    """Each operator of the page with the marks that are open around it."""
    marks: list[Mark] = []
    for instruction in pikepdf.parse_content_stream(page):
        said = str(instruction.operator)
        if said in ("BDC", "BMC"):
            marks.append(_mark(page, list(instruction.operands)))
        elif said == "EMC":
            del marks[-1:]
        yield marks, said


def _mark(page: pikepdf.Page, operands: Sequence[object]) -> Mark:
    told = operands[1] if len(operands) > 1 else None
    if isinstance(told, pikepdf.Name):
        told = page.resources.get("/Properties", Dictionary()).get(str(told))
    number = told.get("/MCID") if isinstance(told, Dictionary) else None
    return Mark(str(operands[0]) == ARTIFACT, None if number is None else int(number))


def _placed(pdf: pikepdf.Pdf, page: pikepdf.Page) -> set[int]:
    """The numbers of this page's marked content that an element claims."""
    root = pdf.Root.get("/StructTreeRoot")
    key = page.obj.get("/StructParents")
    if root is None or "/ParentTree" not in root or key is None:
        return set()
    claims = pikepdf.NumberTree(root.ParentTree).get(int(key))
    if not isinstance(claims, Array):
        return set()
    return {number for number, owner in enumerate(claims) if isinstance(owner, Dictionary)}
