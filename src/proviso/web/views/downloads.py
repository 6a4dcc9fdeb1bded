"""Downloads: the tables of the day shown as CSV and JSON, and the Data Package that describes them. What is in them is the queries'."""

from django.http import Http404, HttpResponse, StreamingHttpResponse

from proviso.queries import ledger
from proviso.queries.pages.plain import counted
from proviso.queries.pages.tables import COLUMNS, Table
from proviso.queries.pages.tables import table as asked_table
from proviso.web import links
from proviso.web.access import Asked, public
from proviso.web.packing import archive, csv_of, json_text, package
from proviso.web.page import page

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@public
def downloads(request: Asked) -> HttpResponse:
    """What there is to take: each table with its rows, columns and forms."""
    tables = _tables(request)
    rows = sum(len(one.rows) for one in tables)
    title = (
        f"The record of this day as data: {counted(len(tables), 'table')}, {counted(rows, 'row')}"
    )
    return page(request, "downloads", title=title, tables=tables)


@public
def table(request: Asked, name: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """One table of the day shown, in one form."""
    found = asked_table(name, on=request.asof.on, known=request.asof.known)
    if found is None or form not in FORMS:
        raise Http404
    called = f"{name}-{request.asof.on}.{form}"
    if form == "csv":
        answer = StreamingHttpResponse(csv_of(found), content_type=FORMS[form])
        answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
        return answer
    return _file(json_text(found, request.asof).encode("utf-8"), FORMS[form], called)


@public
def datapackage(request: Asked) -> HttpResponse:
    """The description of the tables, which names each by its full address on this day."""
    days = {"on": str(request.asof.on), "known": str(request.asof.known)}
    tables = _tables(request)
    paths = {
        one.name: request.build_absolute_uri(links.address(days, "table", one.name, "csv"))
        for one in tables
    }
    text = package(tables, paths, request.asof, ledger.head().root)
    return _file(text.encode("utf-8"), "application/json", "")


@public
def everything(request: Asked) -> HttpResponse:
    """All tables of the day shown with their description, in one file."""
    packed = archive(_tables(request), request.asof, ledger.head().root)
    return _file(packed, "application/zip", f"proviso-{request.asof.on}.zip")


for _view in (table, datapackage, everything):
    _view.section = "downloads"  # type: ignore[attr-defined]


def _tables(request: Asked) -> list[Table]:
    asof = request.asof
    found = (asked_table(name, on=asof.on, known=asof.known) for name in COLUMNS)
    return [one for one in found if one]


def _file(content: bytes, kind: str, called: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    if called:
        answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer
