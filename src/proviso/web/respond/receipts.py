"""The receipt of an answer: its page, the same on paper, and the signed file that proves it elsewhere. What it holds is queries/desks/answered."""

from django.http import Http404, HttpResponse

from proviso.domain.questions import day_said
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.letters.answer_receipt import Sheet, pdf
from proviso.outside.clock import now
from proviso.queries.desks.answered import Answered, ItemLine, answered, signed_receipt
from proviso.web.page import page
from proviso.web.respond import seeing
from proviso.web.signed_in import AtDesk, signed_in
from proviso.web.templatetags.desk import moment

TRAINING = "Training. Nothing here exists."


@signed_in(Right.SEE, matter="name")
def respond_receipt(request: AtDesk, name: str, response: str) -> HttpResponse:
    """What was received, by whom it was signed, every file with its hash, and what happens next."""
    told = _told(request, response)
    return page(
        request,
        "respond/receipt",
        title=_title(told),
        trail=seeing.trail(name),
        told=told,
        next=_next(told),
        name=name,
    )


@signed_in(Right.SEE, matter="name")
def respond_receipt_pdf(request: AtDesk, name: str, response: str) -> HttpResponse:
    """The receipt on paper."""
    told = _told(request, response)
    made = pdf(
        _sheet(told, training=seeing.matter_page(request).line.training), told.recorded_at.date()
    )
    if isinstance(made, Refusal):
        return _refused(request, name, made)
    return _file(made, "application/pdf", f"receipt-{name}-{response}.pdf")


@signed_in(Right.SEE, matter="name")
def respond_receipt_file(request: AtDesk, name: str, response: str) -> HttpResponse:
    """The signed receipt, which anyone can check with no database: proviso verify-receipt."""
    told = _told(request, response)
    made = signed_receipt(request.door.record(), told, at=now())
    if isinstance(made, Refusal):
        return _refused(request, name, made)
    if not isinstance(made, bytes):
        raise Http404
    return _file(made, "application/json", f"{name}-{response}.receipt")


def _told(request: AtDesk, response: str) -> Answered:
    seeing.own_rights(request)
    days = request.asof
    found = answered(
        request.door.record(), request.seen.matter, response, on=days.on, known=days.known
    )
    if found is None or request.seen.letter is not None:
        raise Http404
    return found


def _title(told: Answered) -> str:
    return f"Received: {told.answered} of {len(told.items)} items answered"


def _next(told: Answered) -> tuple[str, ...]:
    """What happens next, and by when: the dates that run, in words."""
    found = [f"The agency has until {one.due.said} ({one.kind})." for one in told.agency]
    found += [
        f"Your date under letter {told.letter} ({one.due.said}) is met."
        for one in told.own
        if one.state == "met"
    ]
    left = len(told.items) - told.answered
    if left:
        found.append(
            f"{left} {'item is' if left == 1 else 'items are'} not answered. You can answer again, and the agency may ask."
        )
    if not told.agency:
        found.append("The agency reads the answer. No date on record binds it to say when.")
    return tuple(found)


def _sheet(told: Answered, *, training: bool) -> Sheet:
    by = told.signed
    rows = [
        ("Receipt", told.number),
        ("Received", moment(told.recorded_at)),
        ("For", told.government),
    ]
    rows.append(("In answer to letter", told.letter))
    if by:
        rows += [
            ("Signed by", f"{by.name}, {by.office}"),
            ("With the authority of", by.with_authority),
            ("Certified", by.words),
            ("SHA-256 of what was signed", by.manifest),
        ]
    return Sheet(
        title=_title(told),
        mark=TRAINING if training else "",
        says=told.summary,
        rows=tuple(rows),
        items_title="Items",
        items=tuple(
            {"title": f"{one.number}. {one.asks}", "says": _item_said(one)} for one in told.items
        ),
        files_title="Files, with the whole SHA-256 of each"
        if told.files
        else "No file came with it",
        files=tuple(
            {
                "title": f"{one.told.name}, {one.told.size:,} bytes, for item {one.told.item}",
                "sha256": one.told.sha256,
            }
            for one in told.files
        ),
        next_title="What happens next",
        next=_next(told),
    )


def _item_said(one: ItemLine) -> str:
    if one.answer is None:
        return f"{one.said}."
    told = one.answer.told
    day = f" on {day_said(told.given_on)}" if told.given_on else ""
    basis = f" Basis: {told.basis}." if told.basis else ""
    words = f" {told.says}" if told.says else ""
    return f"{one.said}{day}.{basis}{words}"


def _refused(request: AtDesk, name: str, refusal: Refusal) -> HttpResponse:
    return page(
        request,
        "respond/refused",
        title="This cannot be made now",
        trail=seeing.trail(name),
        status=409,
        refusal=refusal,
    )


def _file(content: bytes, kind: str, called: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    safe = "".join(
        one if one.isascii() and (one.isalnum() or one in "-_.") else "_" for one in called
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
    return answer
