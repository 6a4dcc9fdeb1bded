"""One act done on a page: asked, checked, recorded. A view makes a Job and answers with it; which acts there are is not here.

The form is sent twice: to be checked (the act is rehearsed and undone) and to be recorded. It carries a key, so
that it is done once however often it is sent, and how many entries the stream had when it was shown, so that
nobody acts on what has changed meanwhile without having seen it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from proviso.acts.act import Act, Deed, Receipt, Told
from proviso.acts.asked import ready
from proviso.acts.parsing import Wrong, fields_of
from proviso.acts.perform import perform, sitting
from proviso.acts.rehearsing import rehearse
from proviso.domain.entries import Entry
from proviso.domain.refusals import Refusal
from proviso.outside import rulebook
from proviso.outside.clock import now, today
from proviso.queries.desks.offers import Offers, next_id
from proviso.queries.pages.next_acts import NextAct
from proviso.records import register
from proviso.web.forms import sheet
from proviso.web.forms.asks import OF_THE_ENTRY, PLAIN, Ask, Wording, asks_of, label_of
from proviso.web.forms.sheet import Sheet
from proviso.web.page import Trail, page
from proviso.web.problems import Problem
from proviso.web.signed_in import AtDesk

STALE, UNUSABLE = 409, 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One act, on the stream `room:name`, as a page asks for it.

    `fixed` are fields that the page tells and the person does not; `start` what others begin with. `back` is
    the address that is left for and, unless `then` names another, where one is taken once it is recorded.
    `asked_in` is the form's template, `values` what it and the check page show besides. `why_not` is asked before
    the record is: a reason of the page's own why this is not done here. `settled` gives fields that follow from what
    was typed and the record; `grounds` what the gate says of the act as it was asked for. `strict`: every field that is not
    called optional has to be filled in, also where the record would take it empty.
    """

    act: Act
    name: str
    title: str
    back: str
    lede: str = ""
    says: str = "It is recorded."
    button: str = "Record"
    fixed: Mapping[str, str] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    offers: Offers = field(default_factory=dict)
    wording: Wording = PLAIN
    then: str = ""
    trail: Trail = ()
    beside: Mapping[str, Any] = field(default_factory=dict)
    asked_in: str = "forms/act"
    values: Mapping[str, Any] = field(default_factory=dict)
    why_not: Callable[[Deed, Told], Refusal | None] | None = None
    settled: Callable[[Mapping[str, str]], Mapping[str, str]] | None = None
    grounds: Callable[[Deed, Told], NextAct | None] | None = None
    strict: bool = False

    @property
    def refused(self) -> str:
        """The heading of the form where the act is refused."""
        return f"You cannot {self.title[:1].lower()}{self.title[1:]} today"

    @property
    def stream(self) -> str:
        """The stream that the act is done on."""
        return f"{self.act.room}:{self.name}" if self.name else self.act.room


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it came back: what was typed, what it carried, and which step it is for."""

    typed: Mapping[str, str]
    sheet: Sheet
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the form shows besides its fields: problems, a refusal, or what has changed since it was shown."""

    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None
    grounds: NextAct | None = None
    moved: Sequence[Entry] = ()
    status: int = 200


def answer(request: AtDesk, job: Job) -> HttpResponse:
    """The form, its check, or the way on once it is recorded."""
    entries = request.door.record().entries(job.stream)
    if request.method != "POST":
        return _form(request, job, _first(job, len(entries)), Shown())
    sent = Sent(
        typed=sheet.typed(request.POST, _listed(job)),
        sheet=sheet.carried(request.POST, len(entries)),
        step=request.POST.get("form-step", sheet.CHECK),
    )
    if sent.step == sheet.CHANGE:
        return _form(request, job, sent, Shown())
    return _answered(request, job, sent, entries)


def _answered(request: AtDesk, job: Job, sent: Sent, entries: Sequence[Entry]) -> HttpResponse:
    """What becomes of a form that is to be checked or recorded."""
    own = (one for one in entries if (one.key, one.by) == (sent.sheet.key, request.actor.id))
    if done := next(own, None):
        return _done_before(request, job, sent, done)
    missing = tuple(_missing(job, sent)) if job.strict else ()
    if missing:
        return _form(request, job, sent, Shown(problems=missing, status=UNUSABLE))
    match asked_for(request, job, sent.sheet.key):
        case (Deed() as deed, Told() as told):
            if moved := entries[sent.sheet.seen :]:
                seen = replace(sent, sheet=replace(sent.sheet, seen=len(entries)))
                return _form(request, job, seen, Shown(moved=moved, status=STALE))
            return _decided(request, job, sent, (deed, told))
        case wrong:
            problems = tuple(_problem(job, sent, each) for each in wrong)
            return _form(request, job, sent, Shown(problems=problems, status=UNUSABLE))


def asked_for(request: AtDesk, job: Job, key: str) -> tuple[Deed, Told] | tuple[Wrong, ...]:
    """The act that a form asks for as it was sent, or everything that is wrong with what was typed.

    Raises Http404 where it would be done anywhere but on the stream that the address, and so the right, is for.
    """
    found = ready(
        job.act,
        _cells(request, job, sheet.typed(request.POST, _listed(job))),
        at=now(),
        key=key,
        resolve=register.resolve,
        otherwise=job.name,
    )
    deed = found[0] if found else None
    if isinstance(deed, Deed) and job.name and deed.stream != job.stream:
        raise Http404
    return found


def _done_before(request: AtDesk, job: Job, sent: Sent, entry: Entry) -> HttpResponse:
    """A form that was recorded, sent again: the same is said to be done; another needs a form of its own, and gets it."""
    found = asked_for(request, job, sent.sheet.key)
    deed = found[0] if found else None
    if isinstance(deed, Deed) and _same(job, deed, entry):
        return _again(request, job)
    again = replace(sent, sheet=sheet.blank(entry.number))
    refusal = Refusal(
        code="entry.recorded-before",
        reason=f"This form was recorded already, as {entry.ref}. What it says now would be another entry.",
        cure="Check it as a new entry, or leave it: what is on record stays as it is.",
        authority="the record's own rule: one form, one act",
    )
    return _form(request, job, again, Shown(refusal=refusal, status=UNUSABLE))


def _same(job: Job, deed: Deed, entry: Entry) -> bool:
    """Whether what was typed is what the entry says. What the page tells may have moved since."""
    told = {*job.fixed, *job.act.derived}
    names = [one.name for one in fields_of(job.act.fact) if one.name not in told]
    return type(deed.fact) is type(entry.fact) and all(
        getattr(deed.fact, name) == getattr(entry.fact, name) for name in names
    )


def _missing(job: Job, sent: Sent) -> Iterator[Problem]:
    """The fields that are asked, are not optional and were left empty."""
    for one in _asks(job, sent.typed, Shown()):
        if one.needed and not one.value.strip():
            yield Problem(
                field=one.name,
                label=one.label,
                typed="",
                reason="Found nothing.",
                cure="Choose one." if one.widget == "one" else "Fill it in.",
            )


def _decided(request: AtDesk, job: Job, sent: Sent, asked: tuple[Deed, Told]) -> HttpResponse:
    """What becomes of a form that could be read, and that nothing has overtaken."""
    deed, told = asked
    do = perform if sent.step == sheet.RECORD else rehearse
    outcome = (job.why_not and job.why_not(deed, told)) or do(deed, told)
    if isinstance(outcome, Refusal):
        grounds = job.grounds(deed, told) if job.grounds else None
        shown = Shown(refusal=outcome, grounds=grounds, status=UNUSABLE)
        return _form(request, job, sent, shown)
    if isinstance(outcome, Receipt):
        return _recorded(request, job, outcome)
    if not outcome:
        return _again(request, job)
    return _check(request, job, sent, outcome, job.grounds(deed, told) if job.grounds else None)


def _first(job: Job, seen: int) -> Sent:
    """A form that is shown first."""
    return Sent(typed=_start(job), sheet=sheet.blank(seen), step="")


def _start(job: Job) -> Mapping[str, str]:
    """What a form that is shown first begins with: the next free id, the only one there is of a sort, what the job says."""
    named = next_id(job.act.name, job.offers)
    new = {named[0]: named[1]} if named and named[0] not in job.fixed else {}
    only = {
        one.name: job.offers[one.name][0].id
        for one in fields_of(job.act.fact)
        if one.needed and one.kind == "text" and len(job.offers.get(one.name, ())) == 1
    }
    return {**only, **new, "on": today().isoformat(), **job.start}


def _listed(job: Job) -> frozenset[str]:
    """The fields that take several values."""
    every = (*fields_of(job.act.fact), *OF_THE_ENTRY)
    return frozenset(one.name for one in every if one.kind.endswith("s"))


def _cells(request: AtDesk, job: Job, typed: Mapping[str, str]) -> dict[str, str]:
    """What is told of the act: what it asks as it was typed, what the page says, where, and who does it.

    Nothing else that was sent is looked at: where an act is done, and by whom, is never typed.
    """
    every = {one.name for one in (*fields_of(job.act.fact), *OF_THE_ENTRY)}
    asked = {name: text for name, text in typed.items() if name in every - job.wording.without}
    told = {**asked, "on": asked.get("on") or today().isoformat(), **job.fixed}
    more = job.settled(told) if job.settled else {}
    where = {job.act.room: job.name} if job.name else {}
    return {**told, **more, **where, "by": request.actor.id}


def _problem(job: Job, sent: Sent, wrong: Wrong) -> Problem:
    expected = f"; expected {wrong.expected}" if wrong.expected else ""
    asked = [one.name for one in _asks(job, sent.typed, Shown())]
    derived = wrong.field in job.act.derived and wrong.field not in asked
    name = "rule" if derived and "rule" in asked else asked[0] if derived else wrong.field
    return Problem(
        field=name,
        label=label_of(name, job.wording),
        typed=sent.typed.get(name, ""),
        reason=f"Found {wrong.found}{expected}." if expected else f"{wrong.found}.",
        cure=wrong.cure,
    )


def _asks(job: Job, typed: Mapping[str, str], shown: Shown) -> tuple[Ask, ...]:
    return asks_of(
        job.act,
        book=rulebook.load(),
        typed=typed,
        offers=job.offers,
        fixed=tuple(job.fixed),
        wording=job.wording,
        problems=shown.problems,
    )


def _form(request: AtDesk, job: Job, sent: Sent, shown: Shown) -> HttpResponse:
    return page(
        request,
        job.asked_in,
        title=job.refused if shown.refusal else job.title,
        trail=job.trail,
        status=shown.status,
        job=job,
        asks=_asks(job, sent.typed, shown),
        sheet=sent.sheet,
        shown=shown,
        **job.values,
    )


def _check(
    request: AtDesk, job: Job, sent: Sent, outcome: Sequence[Entry], grounds: NextAct | None
) -> HttpResponse:
    asks = _asks(job, sent.typed, Shown())
    return page(
        request,
        "forms/check",
        title=f"Check: {job.title[0].lower()}{job.title[1:]}",
        trail=job.trail,
        job=job,
        asks=asks,
        carried=tuple(
            sheet.filled(asks).items()
        ),  # pairs: a template would take a field called items for the method
        sheet=sent.sheet,
        entries=outcome,
        derived=_derived(job, asks, outcome[0]),
        follows=outcome[1:],
        gated=outcome[0].gate,
        grounds=grounds,
        **job.values,
    )


def _derived(job: Job, asks: Sequence[Ask], entry: Entry) -> list[tuple[str, Any]]:
    """What the record worked out that nobody typed: a label, and a day, a text or the steps of a count."""
    typed = {one.name for one in asks if one.value}
    unasked = {one.name for one in fields_of(job.act.fact)} - {one.name for one in asks}
    worked = (*job.act.derived, *(() if job.settled is None else sorted(unasked - {*job.fixed})))
    return [
        (label_of(name), value)
        for name in dict.fromkeys(worked)
        if name not in typed and (value := getattr(entry.fact, name)) not in (None, "", (), False)
    ]


def _recorded(request: AtDesk, job: Job, receipt: Receipt) -> HttpResponse:
    if receipt.again:
        return _again(request, job)
    with sitting() as one:
        one.checkpoint()
    messages.success(request, f"{job.says} Entry {receipt.stream}#{receipt.numbers[0]}.")
    return HttpResponseRedirect(job.then or job.back)


def _again(request: AtDesk, job: Job) -> HttpResponse:
    messages.info(request, "This had been recorded already. Nothing was recorded twice.")
    return HttpResponseRedirect(job.then or job.back)
