"""The roster of a review: filtered rows, page by page, and the same rows as CSV and JSON. What fits is the query's."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages.lines import Line
from proviso.queries.pages.roster import Roster, roster_csv
from proviso.queries.pages.roster import roster as asked_roster
from proviso.web import links
from proviso.web.access import Asked, public
from proviso.web.packing import csv_lines
from proviso.web.page import page
from proviso.web.roster_filters import (
    COLUMNS,
    asked_words,
    fields,
    filters_of,
    page_of,
    said_of,
    short,
    sort_of,
)

AT_ONCE = 100
LISTS = frozenset({"rounds", "orders_in_effect", "acts_barred", "own_lawsuits"})
NUMBERS = frozenset({"year", "days_overdue"})
MEANINGS = {
    "noticed": "unsettled",
    "requested": "conditional",
    "undelivered": "conditional",
    "settled": "allowed",
    "cleared": "allowed",
    "lifted": "allowed",
    "final": "allowed",
    "released": "allowed",
}


@public
def roster(request: Asked, name: str) -> HttpResponse:
    """The rows of a review that fit the filters, a hundred at a time."""
    asked, asof = request.GET.dict(), request.asof
    found = asked_roster(
        name,
        on=asof.on,
        known=asof.known,
        filters=filters_of(asked),
        sort=sort_of(asked),
        page=page_of(asked),
        size=AT_ONCE,
    )
    if isinstance(found, NotAsked):
        raise Http404
    return page(
        request,
        "roster",
        title="Roster",
        part="rows",
        training=found.training,
        trail=[("Reviews", "reviews"), (found.title, "review", found.review)],
        **_shown(request, found, asked_words(asked)),
    )


@public
def roster_table(request: Asked, name: str) -> StreamingHttpResponse:
    """The same rows as CSV, all of them (RFC 4180, UTF-8)."""
    rows = _rows(request, name)
    return _file(csv_lines(rows), "text/csv; charset=utf-8", f"{name}-roster-{request.asof.on}.csv")


@public
def roster_json(request: Asked, name: str) -> StreamingHttpResponse:
    """The same rows as JSON, all of them."""
    rows = _rows(request, name)
    about = {
        "review": name,
        "as_of": str(request.asof.on),
        "as_known_on": str(request.asof.known),
        "filters": asked_words(request.GET.dict()),
    }
    return _file(_json(about, rows), "application/json", f"{name}-roster-{request.asof.on}.json")


for _view in (roster, roster_table, roster_json):
    _view.section = "reviews"  # type: ignore[attr-defined]


def _rows(request: Asked, name: str) -> Iterator[tuple[str, ...]]:
    asked = request.GET.dict()
    found = roster_csv(
        name,
        on=request.asof.on,
        known=request.asof.known,
        filters=filters_of(asked),
        sort=sort_of(asked),
    )
    if isinstance(found, NotAsked):
        raise Http404
    return found


def _file(lines: Iterable[str], kind: str, called: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer


def _json(about: dict[str, Any], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """One object, its rows one on a line, so that a reader need not hold all of them."""
    columns = next(rows)
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "rows": ['
    for at, row in enumerate(rows):
        told = {name: _value(name, cell) for name, cell in zip(columns, row, strict=True)}
        yield (",\n" if at else "\n") + json.dumps(told, ensure_ascii=False)
    yield "\n]}\n"


def _value(name: str, cell: str) -> Any:
    """A cell as JSON has it: lists, numbers, and null for what is not known."""
    if name in LISTS:
        return cell.split("; ") if cell else []
    if name in NUMBERS:
        return int(cell) if cell else None
    return cell or None


def _shown(request: Asked, found: Roster, words: dict[str, str]) -> dict[str, Any]:
    """Everything that the template draws: fields, columns, rows, pages."""
    asof, sort = request.asof, words.get("sort", "name")

    def address(route: str, **asked: Any) -> str:
        return links.address(asof.carried, route, found.review, **{**words, **asked})

    heads = [
        {
            "name": name,
            "label": label,
            "href": address("roster", sort=f"-{name}" if sort == name else name),
            "way": {name: "ascending", f"-{name}": "descending"}.get(sort, ""),
        }
        for name, label in COLUMNS
    ]
    return {
        "roster": found,
        "fields": fields(found),
        "narrowed": bool(set(words) - {"sort"}),
        "narrowed_to": said_of(words),
        "sort": sort,
        "columns": heads,
        "rows": [_row(one) for one in found.rows],
        "first": (found.page - 1) * AT_ONCE + 1,
        "last": (found.page - 1) * AT_ONCE + len(found.rows),
        "pages": [(one, address("roster", page=one)) for one in _pages(found.page, found.pages)],
        "before": address("roster", page=found.page - 1) if found.page > 1 else "",
        "after": address("roster", page=found.page + 1) if found.page < found.pages else "",
        "csv": address("roster_csv"),
        "json": address("roster_json"),
    }


def _row(one: Line) -> dict[str, Any]:
    return {
        "line": one,
        "stage": short(one.stage_said),
        "meaning": MEANINGS.get(one.stage, "agency"),
    }


def _pages(page: int, pages: int) -> list[int]:
    """The pages to link to: the first, the last, and those around this one."""
    return sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
