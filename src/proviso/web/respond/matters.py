"""One matter, as the government sees it that is asked: what to do, by when, and the same record that the agency and everyone see."""

from django.http import Http404, HttpResponse

from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.outside.folders import is_kept
from proviso.queries.calendars import Asked as Wanted
from proviso.queries.calendars import calendar
from proviso.queries.desks.respond import next_step
from proviso.web.links import is_built
from proviso.web.page import page
from proviso.web.respond import seeing
from proviso.web.respond.acts import open_acts
from proviso.web.signed_in import AtDesk, signed_in
from proviso.web.steps import groups

CALENDAR = "text/calendar; charset=utf-8"


@signed_in(Right.SEE, matter="name")
def respond_matter(request: AtDesk, name: str) -> HttpResponse:
    """The task list of one matter."""
    rights = seeing.own_rights(request)
    found = seeing.matter_page(request)
    stands = request.door.record().standing(name, on=request.asof.on, known=request.asof.known)
    asked = seeing.letters_asking(request, found)
    drafts = Right.ANSWER in rights or request.seen.letter is None
    only = request.seen.letter
    return page(
        request,
        "respond/matter",
        title=f"{found.line.government.name}, fiscal year {found.line.year}",
        trail=[seeing.DESK],
        matter=found,
        next=next_step(stands, found.line.stage, found.dates),
        asked=[
            (one, seeing.draft(request, one.letter.letter) if drafts else None) for one in asked
        ],
        letters=[one for one in found.letters if only in (None, one.letter)],
        held={one.letter for one in found.letters if is_kept(one.sha256 or "")},
        may_answer=Right.ANSWER in rights,
        acts=open_acts(request, rights, stands),
        groups=groups(found.next),
        agency=found.head.agency.partition(",")[0],
        receipts=[] if only else list(stands.answers.certified.values()),
        replies=[] if only else stands.answers.replies,
        whole=only is None,
        people=Right.DELEGATE in rights and is_built("respond_people"),
        titles={one.source: f"{one.title}, {one.outlet}" for one in found.sources},
    )


@signed_in(Right.SEE, matter="name")
def respond_dates(request: AtDesk, name: str) -> HttpResponse:
    """The government's dates in this review, as a calendar file."""
    seeing.own_rights(request)
    one = request.seen.matter
    made = calendar(
        request.door.record(),
        Wanted(
            on=request.asof.on,
            known=request.asof.known,
            review=one.review,
            respondent=one.respondent,
        ),
    )
    if isinstance(made, Refusal):
        raise Http404
    answer = HttpResponse(made, content_type=CALENDAR)
    answer.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer
