"""The letter as a web page that any reader can use: the PDF's twin. Semantic, without style, script or picture."""

from collections.abc import Iterable
from html import escape

from proviso.letters.content import (
    Block,
    Content,
    Desk,
    Heading,
    Listing,
    Paragraph,
    Point,
    Quotation,
    Runs,
    Table,
)
from proviso.letters.phrases import Phrases, phrases


def page(content: Content) -> str:
    """The whole page. Everything said is escaped; nothing in it is taken for markup."""
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(content.lang)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(content.title)}</title>\n"
        "</head>\n"
        "<body>\n"
        f"<main>\n{article(content)}</main>\n"
        "</body>\n"
        "</html>\n"
    )


def article(content: Content) -> str:
    """The letter alone, to stand within another page. Its headings begin at level 1."""
    said = phrases(content.lang)
    parts = (
        '<article class="letter">\n',
        _mark(content.mark),
        _head(content, said),
        f"<h1>{escape(content.title)}</h1>\n",
        _summary(content, said),
        f"<p>{escape(content.salutation)}</p>\n",
        *(_block(block) for block in content.blocks),
        _close(content, said),
        "</article>\n",
    )
    return "".join(parts)


def _mark(mark: str | None) -> str:
    return f"<p><strong>{escape(mark)}</strong></p>\n" if mark else ""


def _lines(lines: Iterable[str]) -> str:
    return "<br>\n".join(f'<span dir="auto">{escape(line)}</span>' for line in lines)


def _head(content: Content, said: Phrases) -> str:
    head = content.letterhead
    day = f'<time datetime="{content.day.isoformat()}">{escape(content.dated)}</time>'
    delivery = f"<br>\n{escape(content.delivery)}" if content.delivery else ""
    return (
        "<header>\n"
        f"<address>\n{_lines((*head.names, *head.lines))}\n</address>\n"
        f"<p>{day}<br>\n{escape(said.reference.format(content.letter))}{delivery}</p>\n"
        f"<p>{_lines(content.addressee)}</p>\n"
        "</header>\n"
    )


def _summary(content: Content, said: Phrases) -> str:
    points = "".join(_point(point) for point in content.points)
    desk = _desk(content.desk, said) if content.desk else ""
    if not (points or desk):
        return ""
    label = escape(said.summary)
    return f'<section aria-label="{label}">\n<dl>\n{points}{desk}</dl>\n</section>\n'


def _point(point: Point) -> str:
    return f"<dt>{escape(point.term)}</dt>\n<dd>{_runs(point.runs)}</dd>\n"


def _desk(desk: Desk, said: Phrases) -> str:
    url = escape(desk.url)
    link = f'<a href="{url}">{url}</a>' if desk.url.startswith("https://") else url
    return (
        f"<dt>{escape(said.answer_at)}</dt>\n<dd>{link}</dd>\n"
        f"<dt>{escape(said.code)}</dt>\n<dd>{escape(desk.code)}</dd>\n"
    )


def _runs(runs: Runs) -> str:
    return "".join(
        f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text) for run in runs
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text=text):
            return f"<h2>{escape(text)}</h2>\n"
        case Paragraph(number=number, runs=runs):
            return f'<p id="p{number}">{number}. {_runs(runs)}</p>\n'
        case Quotation(runs=runs):
            return f"<blockquote><p>{_runs(runs)}</p></blockquote>\n"
        case Listing(lettered=lettered, entries=entries):
            tag, kind = ("ol", ' type="a"') if lettered else ("ul", "")
            inside = "".join(f"<li>{_runs(runs)}</li>\n" for runs in entries)
            return f"<{tag}{kind}>\n{inside}</{tag}>\n"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_runs(cell)}</td>" for cell in row) + "</tr>\n"
        for row in table.rows
    )
    return (
        f"<table>\n<caption>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _close(content: Content, said: Phrases) -> str:
    enclosed = [
        f"<li>{escape(one.name)}" + (f"<br>SHA-256 {one.sha256}" if one.sha256 else "") + "</li>\n"
        for one in content.enclosures
    ]
    copies = [f"<li>{escape(copy)}</li>\n" for copy in content.copies]
    signed = _lines((content.signer.name, *content.signer.lines))
    return (
        f"<footer>\n<p>{escape(content.closing)}</p>\n<p>{signed}</p>\n"
        f"{_listed(said.enclosures, enclosed)}{_listed(said.copies, copies)}</footer>\n"
    )


def _listed(title: str, entries: list[str]) -> str:
    return f"<p>{escape(title)}</p>\n<ul>\n{''.join(entries)}</ul>\n" if entries else ""
