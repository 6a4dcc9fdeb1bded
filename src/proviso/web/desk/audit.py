"""The audit view: what was done, shown and given in the matters of an auditor's agencies. Asking for it is itself logged."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.http import HttpResponse

from proviso.domain.roles import Right
from proviso.queries.audit import KINDS, Line, Place, Sought, audit
from proviso.web.cells import plain_row
from proviso.web.page import page
from proviso.web.people_forms import day
from proviso.web.problems import BadQuestion, Problem
from proviso.web.signed_in import AtDesk, signed_in

MOST_ROWS = 20_000
COLUMNS = "at_utc kind by name review matter what entry on gate brought_in address sha256".split()
SAID = {"act": "Acts", "page": "Pages shown", "file": "Files given"}


@signed_in(Right.SEE_AUDIT)
def view(request: AtDesk) -> HttpResponse:
    """Fifty lines, newest first, of what is asked for."""
    asked = request.GET.dict()
    sought = _sought(request, asked)
    found = audit(sought, before=_place(asked.get("before", "")))
    kept = {
        name: asked[name] for name in ("who", "matter", "first", "last", "kind") if asked.get(name)
    }
    return page(
        request,
        "desk/audit",
        title="What was done and read",
        trail=[("Your desk", "desk")],
        found=found,
        asked=kept,
        kinds=[(kind, SAID[kind]) for kind in KINDS],
        further=_told(found.further) if found.further else "",
        older=bool(asked.get("before")),
    )


@signed_in(Right.SEE_AUDIT)
def table(request: AtDesk) -> HttpResponse:
    """What is asked for as CSV, up to twenty thousand lines."""
    found = audit(_sought(request, request.GET.dict()), most=MOST_ROWS)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_row(one) for one in found.lines])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{request.door.on}.csv"'
    return answer


def _row(one: Line) -> list[str]:
    return plain_row(
        [
            f"{one.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            one.kind,
            one.by,
            one.who,
            one.review,
            one.matter,
            one.what,
            one.ref,
            f"{one.on or ''}",
            "; ".join(one.gate),
            "yes" if one.brought_in else "",
            one.address,
            one.sha256,
        ]
    )


def _sought(request: AtDesk, asked: Mapping[str, str]) -> Sought:
    """What is asked for, within the reviews of the person's agencies."""
    days = {name: day(asked, name) for name in ("first", "last")}
    problems = [one for one in days.values() if isinstance(one, Problem)]
    if problems:
        raise BadQuestion(*problems)
    first, last = (one if isinstance(one, date) else None for one in days.values())
    return Sought(
        reviews=request.door.reviews(Right.SEE_AUDIT),
        person=asked.get("who", "")[:200],
        matter=asked.get("matter", "").strip()[:100],
        first=first,
        last=last,
        kind=asked.get("kind", "") if asked.get("kind") in KINDS else "",
    )


def _told(place: Place) -> str:
    return f"{place.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{place.table}-{place.row}"


def _place(typed: str) -> Place | None:
    """Where the list goes on; the beginning where that cannot be read."""
    moment, _, rest = typed.partition("-")
    table, _, row = rest.partition("-")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return Place(at=at, table=int(table), row=int(row))
    except ValueError:
        return None
