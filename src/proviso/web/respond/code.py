"""Coming in by a letter: its code is typed, a second one is sent to the address on record and typed too. What that opens is domain/roles.

Nothing here tells whether a code is a letter's: the same page follows, and a code that was never sent is refused like a
wrong one. Opening the address that a QR code bears sends nothing; a person presses the button.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from proviso.acts import letter_codes
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.outside.clock import now
from proviso.outside.desk_codes import typed
from proviso.people import bearers
from proviso.people.bearers import Borne
from proviso.queries.desk_codes import Coded, letter_of
from proviso.records.rows import EVERYONES, of_matter, seen
from proviso.web import bearing
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.signed_in import AtDesk, signed_in

LABEL = "Code of the letter"
NO_CODE = Problem(
    field="code",
    label=LABEL,
    typed="",
    reason="A code has ten letters and digits, such as 7Q4K9-M2XDT.",
    cure="Type it as it is printed in the letter, beside the square code. Small letters are fine.",
)


def type_code(request: HttpRequest, code: str = "") -> HttpResponse:
    """Type the code of a letter. One that came with the address is filled in, and nothing is sent yet."""
    if request.method != "POST":
        return _asked(request, code[:40])
    read = typed(request.POST.get("code", ""))
    if read is None:
        return _asked(request, request.POST.get("code", "")[:40], problem=NO_CODE)
    begun = _begin(request, read)
    if isinstance(begun, Refusal):
        title = "No more codes can be typed here for now"
        return page(request, "respond/code_closed", title=title, status=429, refusal=begun)
    bearing.wait_for(request, begun)
    return redirect("desk_code_confirm")


def _asked(request: HttpRequest, code: str, problem: Problem | None = None) -> HttpResponse:
    return page(
        request,
        "respond/code",
        title="Come in with the code of a letter",
        status=422 if problem else 200,
        typed=code,
        problems=[problem] if problem else [],
    )


def _begin(request: HttpRequest, code: str) -> str | Refusal:
    """Begin a confirmation, and send its code where there is a letter and an address; the confirmation's id either way."""
    at = now()
    found = _found(code)
    borne = None
    if found and found.address:
        borne = Borne(
            matter=found.matter,
            letter=found.letter,
            respondent=found.respondent,
            address=found.address,
        )
    begun = bearers.begin(borne, place=str(request.META.get("REMOTE_ADDR", "")), at=at)
    if isinstance(begun, Refusal):
        return begun
    if borne and begun.code:
        with seen(of_matter(borne.matter)):
            letter_codes.send(
                person=begun.person,
                code=begun.code,
                matter=borne.matter,
                letter=borne.letter,
                to=borne.address,
                at=at,
            )
    return begun.person


def _found(code: str) -> Coded | None:
    """The letter of a code; letters that went out since anyone last asked are taken up first."""
    letter_codes.index()  # where the database keeps people apart, no letter is seen here: workers do it
    with seen(EVERYONES):
        return letter_of(code, on=now().date())


def confirm(request: HttpRequest) -> HttpResponse:
    """Type the code that was sent. The right one lets its bearer in, and is used up."""
    person = bearing.pending(request)
    if person is None:
        return redirect("desk_code")
    if request.method != "POST":
        return _confirming(request)
    row = bearers.confirm(person, request.POST.get("digits", "")[:40], at=now())
    if isinstance(row, Refusal):
        return _confirming(request, refusal=row)
    bearing.begin(request, row.person)
    with seen(of_matter(row.matter)):
        letter_codes.record_view(
            person=row.person, matter=row.matter, letter=row.letter, address=row.sent_to, at=now()
        )
    return redirect("desk_code_letter", name=row.matter)


def _confirming(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    return page(
        request,
        "respond/code_confirm",
        title="Type the six digits that were sent",
        status=422 if refusal else 200,
        refusal=refusal,
        again=refusal is not None and refusal.code != "confirm.wrong",
    )


@signed_in(Right.SEE, matter="name")
def letter(request: AtDesk, name: str) -> HttpResponse:
    """Where who bears a letter comes in: which letter it is, and what can be done with it."""
    if request.bearer is None:
        return redirect(_matter_of(name) or reverse("desk"))
    record = request.door.record()
    standing = record.standing(name, on=request.asof.on, known=request.asof.known)
    body = record.body(request.seen.matter.respondent)
    return page(
        request,
        "respond/code_letter",
        title=f"Letter {request.bearer.letter}",
        letter=standing.letters.sent.get(request.bearer.letter),
        government=body.title if body else request.seen.matter.respondent,
        matter=name,
        desk=_matter_of(name),
    )


def _matter_of(name: str) -> str | None:
    """The respondent desk's page of this matter."""
    try:
        return reverse("respond_matter", args=[name])
    except NoReverseMatch:
        return None


def leave(request: HttpRequest) -> HttpResponse:
    """End it before the hour is over."""
    if request.method == "POST":
        bearing.leave(request)
    return redirect("desk_code")
