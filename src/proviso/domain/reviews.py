"""A review: one agency's examination of one condition across a roster: its items, rounds, duties. Not one respondent (matters).

Authority: 2 CFR 200.332 and 200.337 (monitoring, access to records), or what the review
records for each instrument; listing due process (who is on the roster, by which
criteria, verified by whom).

Theory. A review is opened once and closed at most once. Everything in it is added
under a name of its own and nothing is taken out; a template's new version stands
beside the old one, and a version that was drafted is never drafted otherwise. A preferred value may change, and the last choice holds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain import rounds
from proviso.domain.entries import Entry
from proviso.domain.facts.reviews import (
    AuthorityRecorded,
    CriteriaPublished,
    EventNoted,
    ItemDefined,
    ReviewClosed,
    ReviewFact,
    ReviewOpened,
    RosterListed,
    RoundOpened,
    TemplateApproved,
    ValuePreferred,
    WordsDrafted,
)
from proviso.domain.facts.rounds import RoundApproved, RoundPrepared, RoundReleased
from proviso.domain.knowing import (
    ONE_NAME,
    same_person,
    why_not_known,
    why_not_new,
    why_not_stated,
    why_not_two,
)
from proviso.domain.refusals import Refusal
from proviso.domain.rounds import Sendings

Words = tuple[str, str, str]
CLAUSE = "clause"
SECOND = "The rule of letters: a second person approves the words"
HASH = re.compile("[0-9a-f]{64}")


class Stage(StrEnum):
    """Where a review stands."""

    UNOPENED = "unopened"
    OPEN = "open"
    CLOSED = "closed"


TRANSITIONS: Mapping[tuple[Stage, type[ReviewFact]], Stage] = {
    (Stage.UNOPENED, ReviewOpened): Stage.OPEN,
    (Stage.UNOPENED, ReviewClosed): Stage.CLOSED,
    (Stage.OPEN, ReviewClosed): Stage.CLOSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A place on the roster."""

    respondent: str
    criteria: str | None
    why: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    round: str
    title: str
    letter_kind: str
    due: date | None
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What the use of an instrument rests on, and the day on which that was recorded."""

    instrument: str
    authority: str
    issuer: str
    forum: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A letter's words in one version, and the day on which they were approved."""

    template: str
    version: str
    letter_kind: str
    approved_by: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    event: str
    title: str
    what: str
    who: str
    outcome: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`drafts` and `templates` are by (template, version, kind of letter), `roster` by respondent, `authorities` by instrument."""

    stage: Stage = Stage.UNOPENED
    opened: ReviewOpened | None = None
    opened_on: date | None = None
    items: Mapping[str, ItemDefined] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    criteria: Mapping[str, CriteriaPublished] = field(default_factory=dict)
    roster: Mapping[str, Listing] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    drafts: Mapping[Words, WordsDrafted] = field(default_factory=dict)
    templates: Mapping[Words, Template] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    preferred: Mapping[str, ValuePreferred] = field(default_factory=dict)
    sendings: Sendings = field(default_factory=Sendings)


# --- decisions -------------------------------------------------------------------------------


def why_not_unopened(review: Review) -> Refusal | None:
    """Every act in a review's room but open-review asks this first."""
    if review.opened is not None:
        return None
    return Refusal(
        code="review.not-opened",
        reason="This review has not been opened, so nothing can be added to it.",
        cure="Open the review first (open-review).",
        authority=ONE_NAME,
    )


def why_not_open_review(review: Review, fact: ReviewOpened) -> Refusal | None:
    taken = () if review.opened is None else (fact.review,)
    return (
        why_not_new("review", fact.review, taken)
        or why_not_stated("review", "agency", fact.agency)
        or why_not_stated("review", "programme", fact.programme)
        or why_not_stated("review", "condition", fact.condition)
        or why_not_stated("review", "procedure", fact.procedure)
    )


def why_not_define_item(review: Review, fact: ItemDefined) -> Refusal | None:
    return why_not_new("item", fact.item, review.items) or why_not_stated("item", "asks", fact.asks)


def why_not_open_round(review: Review, fact: RoundOpened) -> Refusal | None:
    return why_not_new("round", fact.round, review.rounds)


def why_not_publish_criteria(review: Review, fact: CriteriaPublished) -> Refusal | None:
    """Verification may be missing (the page then says so); by the compiler it is none."""
    refused = why_not_new("criteria", fact.version, review.criteria) or why_not_stated(
        "criteria", "text", fact.text
    )
    if refused or fact.verified_by is None:
        return refused
    return why_not_two(
        "criteria",
        fact.compiled_by,
        fact.verified_by,
        did="compiled and verified the criteria",
        authority="Listing due process: who compiled the roster's criteria does not verify them",
    )


def why_not_list_respondent(review: Review, fact: RosterListed) -> Refusal | None:
    refused = why_not_new("respondent", fact.respondent, review.roster)
    if refused or fact.criteria is None:
        return refused
    cure = "Publish the criteria first (publish-criteria), or leave the version empty."
    return why_not_known("criteria", fact.criteria, review.criteria, cure=cure)


def why_not_record_authority(review: Review, fact: AuthorityRecorded) -> Refusal | None:
    return (
        why_not_new("instrument", fact.instrument, review.authorities)
        or why_not_stated("instrument", "authority", fact.authority)
        or why_not_stated("instrument", "issuer", fact.issuer)
        or why_not_stated("instrument", "forum", fact.forum)
    )


def why_not_draft_words(review: Review, fact: WordsDrafted) -> Refusal | None:
    """`until` is the first day on which the words no longer hold."""
    taken = _versions({**review.drafts, **review.templates}, fact.template, fact.letter_kind)
    wrong = (
        why_not_stated("words", "name", fact.template)
        or why_not_stated("words", "kind", fact.letter_kind)
        or why_not_stated("words", "writer", fact.written_by)
        or why_not_new("words", fact.version, taken)
    )
    if wrong:
        return wrong
    if not HASH.fullmatch(fact.sha256):
        return _words("hash", "The sha256 of the words is no SHA-256 in hex.", "Give 64 digits.")
    if fact.until is None or fact.since < fact.until:
        return None
    reason = f"The words would hold from {fact.since} and no more from {fact.until}."
    return _words("dates", reason, "Give a later day, or none.")


def _versions(known: Iterable[Words], template: str, kind: str) -> set[str]:
    return {version for name, version, of in known if (name, of) == (template, kind)}


def _words(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"words.{what}", reason=reason, cure=cure, authority=SECOND)


def why_not_approve_template(review: Review, fact: TemplateApproved) -> Refusal | None:
    draft = review.drafts.get((fact.template, fact.version, fact.letter_kind))
    if draft is not None and not same_person(draft.written_by, fact.written_by):
        reason = f"{fact.template} version {fact.version} was written by {draft.written_by}, not {fact.written_by}."
        return _words("writer", reason, "Name the person who wrote them.")
    taken = _versions(review.templates, fact.template, fact.letter_kind)
    return (
        why_not_stated("template", "name", fact.template)
        or why_not_new("template", fact.version, taken)
        or why_not_two(
            "template",
            fact.written_by,
            fact.approved_by,
            did="wrote and approved the template",
            authority=SECOND,
        )
    )


def why_not_note_event(review: Review, fact: EventNoted) -> Refusal | None:
    return why_not_new("event", fact.event, review.events)


def why_not_prefer_value(fact: ValuePreferred) -> Refusal | None:
    return (
        why_not_stated("value", "subject", fact.subject)
        or why_not_stated("value", "value", fact.value)
        or why_not_stated("value", "why", fact.why)
    )


def why_not_close_review(review: Review, fact: ReviewClosed) -> Refusal | None:
    if review.stage is not Stage.CLOSED:
        return why_not_stated("review", "why", fact.why)
    return Refusal(
        code="review.closed",
        reason="This review has been closed.",
        cure="Nothing more is needed; open a new review if the question is taken up again.",
        authority=ONE_NAME,
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Review, fact: ReviewFact, *, on: date | None, ref: str) -> Review:
    """The review once `fact` is on record. Total."""
    match fact:
        case ReviewOpened() | ReviewClosed():
            return _staged(state, fact, on)
        case ItemDefined(item=item):
            return replace(state, items={**state.items, item: fact})
        case CriteriaPublished(version=version):
            return replace(state, criteria={**state.criteria, version: fact})
        case ValuePreferred(subject=subject):
            return replace(state, preferred={**state.preferred, subject: fact})
        case RoundPrepared() | RoundApproved() | RoundReleased():
            return replace(state, sendings=rounds.after(state.sendings, fact, on=on, ref=ref))
        case (
            RoundOpened()
            | RosterListed()
            | AuthorityRecorded()
            | WordsDrafted()
            | TemplateApproved()
            | EventNoted()
        ):  # pragma: no branch
            return _dated(state, fact, on, ref)


def _staged(state: Review, fact: ReviewOpened | ReviewClosed, on: date | None) -> Review:
    stage = TRANSITIONS.get((state.stage, type(fact)), state.stage)
    if isinstance(fact, ReviewClosed):
        return replace(state, stage=stage)
    return replace(state, stage=stage, opened=fact, opened_on=on)


def _dated(
    state: Review,
    fact: RoundOpened
    | RosterListed
    | AuthorityRecorded
    | WordsDrafted
    | TemplateApproved
    | EventNoted,
    on: date | None,
    ref: str,
) -> Review:
    match fact:
        case RoundOpened(round=name):
            return replace(state, rounds={**state.rounds, name: _round(fact, on, ref)})
        case RosterListed(respondent=body, criteria=criteria, why=why):
            listing = Listing(respondent=body, criteria=criteria, why=why, on=on, ref=ref)
            return replace(state, roster={**state.roster, body: listing})
        case AuthorityRecorded(instrument=name):
            return replace(
                state, authorities={**state.authorities, name: _authority(fact, on, ref)}
            )
        case WordsDrafted(template=name, version=version, letter_kind=kind):
            return replace(state, drafts={**state.drafts, (name, version, kind): fact})
        case TemplateApproved(template=name, version=version, letter_kind=kind):
            template = _template(fact, on, ref)
            return replace(state, templates={**state.templates, (name, version, kind): template})
        case EventNoted(event=name):  # pragma: no branch
            return replace(state, events={**state.events, name: _event(fact, on, ref)})


def _round(fact: RoundOpened, on: date | None, ref: str) -> Round:
    return Round(
        round=fact.round,
        title=fact.title,
        letter_kind=fact.letter_kind,
        due=fact.due,
        on=on,
        ref=ref,
    )


def _authority(fact: AuthorityRecorded, on: date | None, ref: str) -> Authority:
    return Authority(
        instrument=fact.instrument,
        authority=fact.authority,
        issuer=fact.issuer,
        forum=fact.forum,
        on=on,
        ref=ref,
    )


def _template(fact: TemplateApproved, on: date | None, ref: str) -> Template:
    return Template(
        template=fact.template,
        version=fact.version,
        letter_kind=fact.letter_kind,
        approved_by=fact.approved_by,
        on=on,
        ref=ref,
    )


def _event(fact: EventNoted, on: date | None, ref: str) -> Event:
    return Event(
        event=fact.event,
        title=fact.title,
        what=fact.what,
        who=fact.who,
        outcome=fact.outcome,
        on=on,
        ref=ref,
    )


def fold(entries: Iterable[Entry]) -> Review:
    """The review that these entries add up to, in the order given."""
    state = Review()
    for entry in entries:
        if isinstance(entry.fact, ReviewFact):
            state = after(state, entry.fact, on=entry.on, ref=entry.ref)
    return state
