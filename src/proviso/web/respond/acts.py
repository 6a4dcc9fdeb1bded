"""The single acts of a government's people: that a letter is here or is not, more time, an objection, a hearing, an appeal, a reply. Answers item by item are in answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse

from proviso.acts.table import ALL
from proviso.domain.answers import To
from proviso.domain.clocks import Clock
from proviso.domain.letters import Service
from proviso.domain.permissions import may_do
from proviso.domain.roles import Right
from proviso.domain.standing import Standing
from proviso.outside.clock import today
from proviso.queries.desks.offers import Offers, offers_of
from proviso.web.forms.asks import Wording
from proviso.web.forms.flow import Job, answer
from proviso.web.respond import seeing
from proviso.web.signed_in import ACTING, AtDesk, signed_in

HERE = frozenset({Service.RECEIVED, Service.VIEWED})
BESIDE = frozenset({"evidence", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One act as a government's people do it: its title, what it means for them, and how its fields are called.

    `needs` is the field that must have something to name before the act is offered.
    """

    title: str
    lede: str
    says: str
    labels: Mapping[str, str]
    needs: str = ""
    right: Right = Right.ANSWER


WAYS: Mapping[str, Way] = {
    "record-receipt": Way(
        title="Say that a letter is here",
        lede="The agency sees that the letter arrived, and on which day you said so.",
        says="The agency can see that the letter is here.",
        labels={"letter": "Letter"},
        needs="letter",
        right=Right.ACKNOWLEDGE,
    ),
    "ask-extension": Way(
        title="Ask for more time",
        lede="The agency has its own date to answer you by; it is shown with your dates. Until then your date stands.",
        says="More time is asked for. The agency's own date to answer runs.",
        labels={"clock": "Date", "until": "New date that you ask for", "reason": "Reason"},
        needs="clock",
        right=Right.ACKNOWLEDGE,
    ),
    "report-non-receipt": Way(
        title="Say that a letter is not here",
        lede="Proof of delivery that is on record stays there, and your word stands beside it.",
        says="It is on record that you do not have the letter.",
        labels={"letter": "Letter"},
        needs="letter",
    ),
    "answer-concern": Way(
        title="Answer a concern",
        lede="A concern is a first doubt of the agency, and no finding. Your answer is shown beside it, to everyone.",
        says="Your answer stands beside the concern.",
        labels={"says": "Your answer", "response": "Response that it belongs to"},
        needs="concern",
    ),
    "file-objection": Way(
        title="Object to a notice",
        lede="Your objection is on record from today.",
        says="Your objection is on record.",
        labels={"says": "What you object to, and why"},
        needs="notice",
    ),
    "request-hearing": Way(
        title="Ask for a hearing",
        lede="You ask to be heard on a notice that was given to you.",
        says="It is on record that you ask for a hearing.",
        labels={},
        needs="notice",
    ),
    "file-appeal": Way(
        title="File an appeal",
        lede="Say by which route, and against what. A court or board that must have it too is not told by this page.",
        says="Your appeal is on record.",
        labels={"appeal": "Number of the appeal", "against": "Against what", "route": "Route"},
        needs="determination",
    ),
    "claim-withholding": Way(
        title="Claim that something is protected",
        lede="For something that you keep back from an answer you gave. The agency may contest the claim.",
        says="Your claim is on record.",
        labels={"covers": "What is kept back", "basis": "Law or privilege", "withholding": "Number of the claim"},
        needs="response",
    ),
}  # fmt: skip


def open_acts(
    request: AtDesk, rights: frozenset[Right], stands: Standing
) -> list[tuple[str, str, str]]:
    """The acts that the person may do in this matter and that have something to name: title, address, why."""
    name = request.seen.matter.matter
    here = {one.letter for one in stands.letters.sent.values() if one.service in HERE}
    offers = _offers(request, stands)
    offers = {**offers, "letter": tuple(one for one in offers["letter"] if one.id not in here)}
    return [
        (way.title, reverse(_route(way), args=[name, act]), way.lede)
        for act, way in WAYS.items()
        if may_do(act, rights) and offers.get(way.needs)
    ]


@signed_in(Right.ACKNOWLEDGE, matter="name", methods=ACTING)
def respond_ask(request: AtDesk, name: str, act: str) -> HttpResponse:
    """Say that a letter is here, or ask for more time."""
    return _act(request, name, act, Right.ACKNOWLEDGE)


@signed_in(Right.ANSWER, matter="name", methods=ACTING)
def respond_do(request: AtDesk, name: str, act: str) -> HttpResponse:
    """One of the other acts of a government's people."""
    return _act(request, name, act, Right.ANSWER)


@signed_in(Right.ANSWER, matter="name", methods=ACTING)
def respond_reply(request: AtDesk, name: str, to: str, about: str) -> HttpResponse:
    """Reply to something that is claimed: the reply stands beside it on the public page."""
    seeing.own_rights(request)
    says = _claimed(request, to, about)
    job = Job(
        act=ALL["file-reply"],
        name=name,
        title="Reply to what is claimed",
        lede=f"Your reply is shown to everyone beside {to} {about}. What it replies to stays as it is.",
        says="Your reply is filed, and stands beside the claim.",
        button="File the reply",
        back=reverse("respond_matter", args=[name]),
        trail=seeing.trail(name),
        fixed={
            "to": to, "about": about, "signed_by": request.actor.name, "on": today().isoformat(),
            "reply": f"RY{len(_standing(request).answers.replies) + 1}",
        },
        wording=Wording(
            labels={"says": "Your reply"},
            hints={"says": "In your own words. Do not name private people."},
            without=BESIDE,
        ),
        beside={"part": "respond/claim.html", "says": says, "to": to, "about": about},
    )  # fmt: skip
    return answer(request, job)


def _claimed(request: AtDesk, to: str, about: str) -> str:
    """What is replied to, in the words in which it stands on the page; what does not stand there is not there."""
    found = seeing.matter_page(request)
    told = {
        To.CONCERN: {one.claim: one.says for one in found.claims},
        To.STATEMENT: {one.statement: one.words for one in found.statements},
        To.ENTRY: {one.ref: one.says for one in (*found.history, *found.undated)},
    }
    says = told.get(To(to), {}).get(about) if to in set(To) else None
    if says is None:
        raise Http404
    return says


def _act(request: AtDesk, name: str, act: str, right: Right) -> HttpResponse:
    rights = seeing.own_rights(request)
    way = WAYS.get(act)
    if way is None or way.right is not right or not may_do(act, rights):
        raise Http404
    offers = _offers(request, _standing(request))
    for field in (
        "letter",
        "clock",
    ):  # what was not offered cannot be named by a form made elsewhere
        typed = request.POST.get(field, "")
        if typed and typed not in {one.id for one in offers[field]}:
            raise Http404
    job = Job(
        act=ALL[act],
        name=name,
        title=way.title,
        lede=way.lede,
        says=way.says,
        back=reverse("respond_matter", args=[name]),
        trail=seeing.trail(name),
        fixed=_fixed(request, act),
        start={"letter": request.GET.get("letter", ""), "clock": request.GET.get("clock", "")},
        offers=offers,
        wording=Wording(labels=way.labels, without=BESIDE),
    )
    return answer(request, job)


def _fixed(request: AtDesk, act: str) -> dict[str, str]:
    """What the page tells: it happens today, and who says so is whoever is signed in."""
    told = {"on": today().isoformat()}
    if act == "record-receipt":
        told["shown_by"] = f"acknowledged by {request.actor.name} on the government's own desk"
    if act == "report-non-receipt":
        told["said_by"] = request.actor.name
    return told


def _standing(request: AtDesk) -> Standing:
    return request.door.record().standing(
        request.seen.matter.matter, on=request.asof.on, known=request.asof.known
    )


def _offers(request: AtDesk, stands: Standing) -> Offers:
    """What can be named: only dates that run against the government, and, for who bears a letter, that letter."""
    days = request.asof
    found = offers_of(request.door.record(), request.seen.matter, on=days.on, known=days.known)
    clocks = stands.clocks.named
    own = tuple(one for one in found["clock"] if _is_own(clocks[one.id]))
    if request.seen.letter is not None:
        letter = request.seen.letter
        own = tuple(one for one in own if clocks[one.id].letter == letter)
        only = tuple(one for one in found["letter"] if one.id == letter)
        found = {**found, "letter": only}
    return {**found, "clock": own}


def _is_own(clock: Clock) -> bool:
    return clock.runs_against == "respondent" and clock.met is None


def _route(way: Way) -> str:
    return "respond_ask" if way.right is Right.ACKNOWLEDGE else "respond_do"
