"""What a person says became of a sending, or of a message that came by mail: two small forms that do what the commands do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts import arrivals as mail_acts
from proviso.acts import errands as acts
from proviso.domain.errands import METHODS, Held, State
from proviso.domain.refusals import Refusal
from proviso.domain.roles import Right
from proviso.queries.desks.by_hand import errand_at, mail_at
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

SAID = {"sent": "It went out", "not-sent": "It did not go out"}
SETTLED = "This had been settled already. Nothing was recorded twice."
STATES = {
    State.AMBIGUOUS: "Nobody knows whether it went out",
    State.FAILED: "It was not handed over",
    State.OWED: "It waits to be carried",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is shown of the form after it was sent: problems by field, or why the record refuses it."""

    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None


@signed_in(Right.PREPARE, methods=ACTING)
def desk_errand(request: AtDesk, number: int) -> HttpResponse:
    """One sending that waits for a person: say whether it went out, or have it tried again."""
    held = errand_at(request.door.record(), number)
    if held is None:
        raise Http404
    matter = _seen(request, held.errand.stream)
    waits = held.state in STATES and (held.state is not State.OWED or not held.errand.carried)
    if request.method != "POST":
        return _errand(request, held, matter, waits, Asked())
    if not waits:
        return _away(request, SETTLED)
    if held.state is State.FAILED:
        return _done(
            request,
            acts.retry(number, by=request.actor.id),
            "It is tried again.",
            lambda asked: _errand(request, held, matter, waits, asked),
        )
    problems = tuple(_problems(request))
    if problems:
        return _errand(request, held, matter, waits, Asked(problems=problems))
    why = " ".join(request.POST.get("why", "").split())
    sent = request.POST["said"] == "sent"
    return _done(
        request,
        acts.settle(number, sent=sent, why=why, by=request.actor.id),
        "What became of it is on the matter's record.",
        lambda asked: _errand(request, held, matter, waits, asked),
    )


@signed_in(Right.PREPARE, methods=ACTING)
def desk_mail(request: AtDesk, name: str) -> HttpResponse:
    """One message that came by mail and waits for a person: say what was done about it."""
    held = mail_at(request.door.record(), name)
    if held is None:
        raise Http404
    matter = _seen(request, held.stream)
    if request.method != "POST":
        return _mail(request, held, matter, Asked())
    if held.settled:
        return _away(request, SETTLED)
    problems = tuple(_why(request, "What was done about it"))
    if problems:
        return _mail(request, held, matter, Asked(problems=problems))
    why = " ".join(request.POST.get("why", "").split())
    return _done(
        request,
        mail_acts.settle(held.sha256, why=why, by=request.actor.id),
        "What was done about it is on the matter's record.",
        lambda asked: _mail(request, held, matter, asked),
    )


def _seen(request: AtDesk, stream: str) -> str:
    """The matter that it is about, in which the person may record; it is then what the log of reads names."""
    room, _, name = stream.partition(":")
    seen = request.door.matter(name, Right.PREPARE) if room == "matter" else None
    if seen is None:
        raise Http404
    request.seen = seen
    return name


def _problems(request: AtDesk) -> list[Problem]:
    found = []
    if request.POST.get("said", "") not in SAID:
        found.append(
            Problem(
                field="said",
                label="What became of it",
                typed=request.POST.get("said", "")[:80],
                reason="Nothing was chosen.",
                cure="Choose whether it went out.",
            )
        )
    return [*found, *_why(request, "What shows it")]


def _why(request: AtDesk, label: str) -> list[Problem]:
    if request.POST.get("why", "").strip():
        return []
    return [
        Problem(
            field="why",
            label=label,
            typed="",
            reason="Found nothing.",
            cure="Say it in a sentence.",
        )
    ]


def _done(
    request: AtDesk, outcome: Any, says: str, again: Callable[[Asked], HttpResponse]
) -> HttpResponse:
    if isinstance(outcome, Refusal):
        return again(Asked(refusal=outcome))
    messages.success(request, says)
    return HttpResponseRedirect(reverse("desk"))


def _away(request: AtDesk, says: str) -> HttpResponse:
    messages.info(request, says)
    return HttpResponseRedirect(reverse("desk"))


def _errand(
    request: AtDesk, held: Held, matter: str, waits: bool, asked: Asked  # noqa: FBT001 - a fact of the page
) -> HttpResponse:  # fmt: skip
    return page(
        request,
        "desk/errand",
        title=f"Sending {held.number}",
        trail=[("Work", "desk"), (matter, "desk_matter", matter)],
        status=422 if asked.problems or asked.refusal else 200,
        held=held,
        matter=matter,
        state=STATES.get(held.state, held.state.value.capitalize()),
        way=METHODS[held.errand.kind],
        waits=waits,
        retries=held.state is State.FAILED,
        said=list(SAID.items()),
        typed=request.POST,
        asked=asked,
        wrong={one.field: one for one in asked.problems},
    )


def _mail(request: AtDesk, held: Any, matter: str, asked: Asked) -> HttpResponse:
    return page(
        request,
        "desk/mail",
        title="A message that came by mail",
        trail=[("Work", "desk"), (matter, "desk_matter", matter)],
        status=422 if asked.problems or asked.refusal else 200,
        held=held,
        matter=matter,
        typed=request.POST,
        asked=asked,
        wrong={one.field: one for one in asked.problems},
    )
