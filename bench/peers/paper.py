"""Other ways to print the same letter: WeasyPrint as PDF/UA, ReportLab and fpdf2 without tags.

Each gets the letter's content and gives a PDF of the same words, with headings, numbered
paragraphs, a list, a QR code and page numbers. ReportLab and fpdf2 print with the fonts
every PDF reader has, which spares them the embedding that PDF/UA asks for.
"""

import base64
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import fpdf
import segno
import weasyprint
from reportlab.lib.pagesizes import letter as us_letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Flowing
from weasyprint.text.fonts import FontConfiguration

from proviso.letters import html
from proviso.letters.content import Block, Content, Heading, Listing, Paragraph, joined, letter_of

STYLE = """
@page { size: letter; margin: 0.8in 1in 0.95in;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 9pt } }
html { font: 9.5pt/1.25 serif } img { float: right } p, ol, ul, dl { margin: 5pt 0 } body { margin: 0 } h1 { font-size: 15pt } h2 { font-size: 11.5pt; margin: 8pt 0 4pt }
dt { font-weight: bold; float: left; width: 1.4in; clear: left } dd { margin-left: 1.5in }
"""


def qr(content: Content) -> bytes:
    """The picture of the code, as each of the peers takes it."""
    drawn = BytesIO()
    address = content.desk.url if content.desk else ""
    segno.make_qr(address, error="m", mask=0).save(drawn, kind="png", border=0, scale=4)
    return drawn.getvalue()


class WeasyPrint:
    """The letter's own page, laid out by a stylesheet; fonts and style are read once."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(string=STYLE, font_config=self.fonts)

    def __call__(self, content: Content) -> bytes:
        picture = base64.b64encode(qr(content)).decode()
        tag = f'<img alt="QR code" width="90" src="data:image/png;base64,{picture}"></h1>'
        page = html.page(content).replace("</h1>", f"</h1>{tag[:-5]}", 1)
        made: Any = weasyprint.HTML(string=page).write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1"
        )
        return bytes(made)


class ReportLab:
    """Flowing paragraphs; no tags."""

    def __init__(self) -> None:
        self.text = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=15)
        self.title = ParagraphStyle("title", self.text, fontName="Times-Bold", fontSize=15)

    def __call__(self, content: Content) -> bytes:
        made = BytesIO()
        story: list[Any] = [Flowing(escape(line), self.text) for line in _frame(content)]
        story.insert(1, Image(BytesIO(qr(content)), width=66, height=66))
        story += [Flowing(escape(content.title), self.title), Spacer(1, 8)]
        for block in content.blocks:
            story += [Flowing(escape(line), self.text) for line in _lines(block)]
        story += [Flowing(escape(line), self.text) for line in _close(content)]
        SimpleDocTemplate(made, pagesize=us_letter, title=content.title).build(
            story, onFirstPage=self.numbered, onLaterPages=self.numbered
        )
        return made.getvalue()

    @staticmethod
    def numbered(canvas: Any, _: object) -> None:
        canvas.drawRightString(540, 40, f"Page {canvas.getPageNumber()}")


class Fpdf2:
    """Cells of text, one after the other; no tags."""

    class Paper(fpdf.FPDF):
        def footer(self) -> None:
            self.set_y(-40)
            self.set_font("times", size=9)
            self.cell(0, 10, f"Page {self.page_no()} of {{nb}}", align="R")

    def __call__(self, content: Content) -> bytes:
        paper = self.Paper(unit="pt", format="letter")
        paper.set_title(content.title)
        paper.set_margin(72)
        paper.add_page()
        paper.image(BytesIO(qr(content)), x=470, y=72, w=66, alt_text="QR code")
        self.say(paper, _frame(content), 11)
        self.say(paper, [content.title], 15)
        for block in content.blocks:
            self.say(paper, _lines(block), 11)
        self.say(paper, _close(content), 11)
        return bytes(paper.output())

    @staticmethod
    def say(paper: fpdf.FPDF, lines: list[str], size: int) -> None:
        paper.set_font("times", size=size)
        for line in lines:
            paper.multi_cell(0, size * 1.35, line, new_x="LMARGIN", new_y="NEXT")


def _frame(content: Content) -> list[str]:
    points = [f"{point.term}: {joined(point.runs)}" for point in content.points]
    return [*content.letterhead.names, content.dated, *content.addressee, *points]


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(text=text):
            return [text]
        case Paragraph(number=number, runs=runs):
            return [f"{number}. {joined(runs)}"]
        case Listing(entries=entries):
            return [f"{letter_of(at)}. {joined(runs)}" for at, runs in enumerate(entries)]
        case _:
            return []


def _close(content: Content) -> list[str]:
    enclosed = [f"{one.name} {one.sha256 or ''}" for one in content.enclosures]
    return [content.closing, content.signer.name, *content.signer.lines, *enclosed, *content.copies]
