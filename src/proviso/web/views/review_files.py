"""What a review gives to other programs: its timeline as CSV, an Atom feed of what happened, its dates as a calendar. Its roster's files are in roster.py."""

import csv
from datetime import UTC, datetime, time
from io import StringIO

from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from proviso.domain.refusals import Refusal
from proviso.queries.calendars import Asked as AskedDates
from proviso.queries.calendars import calendar
from proviso.queries.may import NotAsked
from proviso.queries.pages.reading import reading
from proviso.queries.pages.review import ReviewPage
from proviso.queries.pages.review import review as asked_review
from proviso.queries.pages.telling import Told
from proviso.web import links
from proviso.web.access import Asked, public
from proviso.web.review_page import anchor

IN_A_FEED = 100
COLUMNS = (
    "entry",
    "date",
    "date_precision",
    "date_said",
    "learned",
    "recorded_at",
    "kind",
    "says",
    "note",
    "source_ids",
    "confidence",
    "about",
    "about_id",
)


@public
def timeline_csv(request: Asked, name: str) -> HttpResponse:
    """What happened in a review and in its cases, the newest first, as CSV."""
    found = _review(request, name)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one) for one in found.timeline)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    called = f"{found.head.review}-timeline-{found.on}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer


@public
def feed(request: Asked, name: str) -> HttpResponse:
    """What happened in a review, as an Atom feed. Training reviews have none."""
    found = _review(request, name)
    if found.head.training:
        raise Http404
    host, carried = request.get_host(), request.asof.carried
    place = request.build_absolute_uri(links.address(carried, "review", found.head.review))
    made = Atom1Feed(
        title=found.head.title,
        link=place,
        description=found.head.condition.says,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"tag:{host.partition(':')[0]},2026:review/{found.head.review}",
        author_name="Proviso",
        language="en",
    )
    for one in found.timeline[:IN_A_FEED]:
        _add(made, one, place, host.partition(":")[0])
    text = made.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@public
def dates_ics(request: Asked, name: str) -> HttpResponse:
    """The dates of a review as a calendar to subscribe to. Training reviews have none."""
    found = _review(request, name)
    if found.head.training:
        raise Http404
    asof = request.asof
    asked = AskedDates(on=asof.on, known=asof.known, review=found.head.review)
    made = calendar(reading(), asked)
    if isinstance(made, Refusal):
        raise Http404
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


def _review(request: Asked, name: str) -> ReviewPage:
    found = asked_review(name, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    return found


def _cells(one: Told) -> tuple[str, ...]:
    return (
        one.ref,
        one.on.value.isoformat() if one.on.value else "",
        one.on.precision,
        one.on.said,
        one.learned.isoformat(),
        one.recorded_at.isoformat(),
        one.kind,
        one.says,
        one.note or "",
        "; ".join(one.sources),
        one.confidence,
        one.place.kind,
        one.place.id,
    )


def _add(feed: Atom1Feed, one: Told, place: str, host: str) -> None:
    """An entry of the record. It keeps its id for life; `updated` is when it was written down."""
    happened = one.on.value
    told = [one.says, one.note or "", f"Sources: {', '.join(one.sources)}." if one.sources else ""]
    feed.add_item(
        title=f"{one.on.said[:1].upper()}{one.on.said[1:]}: {one.says.partition('. ')[0].rstrip('.')}",
        link=f"{place}#{anchor(one.ref)}",
        description=" ".join(part for part in told if part),
        unique_id=f"tag:{host},2026:{one.ref}",
        pubdate=datetime.combine(happened, time(), tzinfo=UTC) if happened else None,
        updateddate=one.recorded_at,
        categories=(one.kind,),
    )
