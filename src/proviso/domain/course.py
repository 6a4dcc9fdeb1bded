"""The course of a matter: its states, and how each fact moves it, as a table. Not what the facts hold (the slices of standing).

Theory. A move depends on the state and on the fact alone, so a whole roster can be
moved at once: `code_of` gives a fact a small number, and `next_state` says where it moves a matter.

- What *begins* a step moves the matter there from wherever it stands: a request, a
  deficiency letter, a subpoena, a determination, a remedy, a clearance, a settlement,
  a release. History may lack the steps between, and the record does not invent them.
- What *answers* a step moves it only from that step: late proof of service, or a late
  response, never pulls a matter back.
- All else (contacts, clocks, notes, approvals) moves nothing.

*Served* means that what was asked has been delivered, and nothing has come back yet. A
subpoena withdrawn leaves the request served. Several remedies may stand side by side:
the state follows the last step told, and the remedies slice says which are in force.
An order of a court suspends acts, never the course.
"""

from collections.abc import Mapping
from enum import StrEnum

from proviso.domain.appeals import Outcome
from proviso.domain.facts import findings, letters, matters, remedies, responses, subpoenas
from proviso.domain.letters import LetterKind


class State(StrEnum):
    """Where a matter stands. The order is that of TABLE's rows; new states go last."""

    NOTICED = "noticed"
    CONCERN = "concern"
    REQUESTED = "requested"
    SERVED = "served"
    UNDELIVERED = "undelivered"
    ANSWERED = "answered"
    EVALUATED = "evaluated"
    DEFICIENCY = "deficiency"
    SUBPOENA = "subpoena"
    SUBPOENA_SERVED = "subpoena-served"
    SUBPOENA_RETURNED = "subpoena-returned"
    ENFORCEMENT = "enforcement"
    SETTLED = "settled"
    CLEARED = "cleared"
    DETERMINATION_PROPOSED = "determination-proposed"
    NOTICE_GIVEN = "notice-given"
    DETERMINED = "determined"
    REMEDY = "remedy"
    APPEAL = "appeal"
    LIFTED = "lifted"
    FINAL = "final"
    RELEASED = "released"


STATES: tuple[State, ...] = tuple(State)
NUMBER: Mapping[State, int] = {state: number for number, state in enumerate(STATES)}
START = State.NOTICED

OVER = frozenset({State.SETTLED, State.CLEARED, State.RELEASED, State.FINAL})
DECIDED = frozenset({State.DETERMINED, State.REMEDY, State.APPEAL, State.LIFTED})
AWAITING = frozenset({State.CONCERN, State.REQUESTED, State.SERVED, State.UNDELIVERED})
FOUGHT = frozenset({State.SUBPOENA, State.SUBPOENA_SERVED, State.ENFORCEMENT})

BY_CLASS: Mapping[type, str] = {
    letters.LetterDelivered: "arrived",
    letters.LetterReceived: "arrived",
    letters.LetterViewed: "arrived",
    letters.LetterBounced: "came-back",
    letters.LetterRefused: "came-back",
    letters.NonReceiptReported: "came-back",
    letters.LetterMisaddressed: "misaddressed",
    responses.ResponseReceived: "response-received",
    findings.ItemEvaluated: "item-evaluated",
    findings.ConcernRaised: "concern-raised",
    findings.NoticeGiven: "notice-given",
    findings.DeterminationProposed: "determination-proposed",
    findings.DeterminationMade: "determination-made",
    findings.DeterminationWithdrawn: "determination-withdrawn",
    findings.MatterCleared: "matter-cleared",
    subpoenas.SubpoenaIssued: "subpoena-issued",
    subpoenas.SubpoenaServed: "subpoena-served",
    subpoenas.SubpoenaReturned: "subpoena-returned",
    subpoenas.MotionToQuashFiled: "subpoena-fought",
    subpoenas.EnforcementSought: "subpoena-fought",
    subpoenas.SubpoenaWithdrawn: "subpoena-withdrawn",
    remedies.RemedyImposed: "remedy-imposed",
    remedies.SumDisallowed: "money-claimed",
    remedies.RepaymentRequired: "money-claimed",
    remedies.RemedyLifted: "remedy-lifted",
    remedies.AppealFiled: "appeal-filed",
    matters.MatterSettled: "matter-settled",
    matters.MatterReleased: "matter-released",
    matters.MatterReopened: "matter-reopened",
}
BY_LETTER: Mapping[str, str] = {
    LetterKind.INQUIRY: "request-sent",
    LetterKind.DOCUMENT_REQUEST: "request-sent",
    LetterKind.VALIDATION_REQUEST: "request-sent",
    LetterKind.LEGAL_OPINION_REQUEST: "request-sent",
    LetterKind.CONCERN: "doubt-sent",
    LetterKind.ASSESSMENT: "doubt-sent",
    LetterKind.DEFICIENCY: "deficiency-sent",
}
BY_OUTCOME: Mapping[str, str] = {
    Outcome.AFFIRMED: "appeal-lost",
    Outcome.DISMISSED: "appeal-lost",
    Outcome.WITHDRAWN: "appeal-lost",
    Outcome.REVERSED: "appeal-won",
    Outcome.REMANDED: "appeal-remanded",
    Outcome.SETTLED: "matter-settled",
}
NOTHING = 0
CODES: tuple[str, ...] = (
    "nothing",
    *dict.fromkeys((*BY_CLASS.values(), *BY_LETTER.values(), *BY_OUTCOME.values())),
)
CODE: Mapping[str, int] = {name: code for code, name in enumerate(CODES)}

BEGINS: Mapping[str, State] = {
    "request-sent": State.REQUESTED,
    "deficiency-sent": State.DEFICIENCY,
    "subpoena-issued": State.SUBPOENA,
    "determination-proposed": State.DETERMINATION_PROPOSED,
    "determination-made": State.DETERMINED,
    "remedy-imposed": State.REMEDY,
    "matter-cleared": State.CLEARED,
    "matter-settled": State.SETTLED,
    "matter-released": State.RELEASED,
}
ANSWERS: Mapping[str, tuple[frozenset[State], State]] = {
    "doubt-sent": (
        OVER | {State.NOTICED, State.ANSWERED, State.EVALUATED, State.LIFTED},
        State.CONCERN,
    ),
    "concern-raised": (OVER | {State.NOTICED, State.LIFTED}, State.CONCERN),
    "arrived": (
        frozenset({State.REQUESTED, State.DEFICIENCY, State.UNDELIVERED}),
        State.SERVED,
    ),
    "came-back": (
        frozenset({State.CONCERN, State.REQUESTED, State.DEFICIENCY}),
        State.UNDELIVERED,
    ),
    "misaddressed": (AWAITING | {State.DEFICIENCY}, State.UNDELIVERED),
    "response-received": (
        AWAITING | {State.NOTICED, State.DEFICIENCY, State.EVALUATED},
        State.ANSWERED,
    ),
    "item-evaluated": (
        frozenset(
            {
                State.NOTICED,
                State.CONCERN,
                State.REQUESTED,
                State.SERVED,
                State.ANSWERED,
                State.SUBPOENA_RETURNED,
            }
        ),
        State.EVALUATED,
    ),
    "notice-given": (frozenset(State) - OVER - DECIDED, State.NOTICE_GIVEN),
    "determination-withdrawn": (
        frozenset({State.DETERMINATION_PROPOSED, State.NOTICE_GIVEN, State.DETERMINED}),
        State.EVALUATED,
    ),
    "subpoena-served": (frozenset({State.SUBPOENA}), State.SUBPOENA_SERVED),
    "subpoena-returned": (FOUGHT, State.SUBPOENA_RETURNED),
    "subpoena-fought": (FOUGHT | {State.SUBPOENA_RETURNED}, State.ENFORCEMENT),
    "subpoena-withdrawn": (FOUGHT, State.SERVED),
    "money-claimed": (
        frozenset({State.DETERMINED, State.LIFTED, State.FINAL}),
        State.REMEDY,
    ),
    "remedy-lifted": (frozenset({State.REMEDY, State.APPEAL, State.FINAL}), State.LIFTED),
    "appeal-filed": (frozenset({State.DETERMINED, State.REMEDY}), State.APPEAL),
    "appeal-lost": (frozenset({State.APPEAL}), State.FINAL),
    "appeal-won": (frozenset({State.APPEAL}), State.LIFTED),
    "appeal-remanded": (frozenset({State.APPEAL}), State.EVALUATED),
    "matter-reopened": (OVER | {State.LIFTED}, State.NOTICED),
}
TRANSITIONS: Mapping[tuple[State, str], State] = {
    **{(state, name): to for name, to in BEGINS.items() for state in STATES},
    **{(state, name): to for name, (states, to) in ANSWERS.items() for state in states},
}


def code_of(fact: object) -> int:
    """The column of TABLE for this fact; NOTHING for what does not move a matter."""
    name = BY_CLASS.get(type(fact))
    if name is None and isinstance(fact, letters.LetterSent):
        name = BY_LETTER.get(fact.kind)
    elif name is None and isinstance(fact, remedies.AppealDecided):
        name = BY_OUTCOME.get(fact.outcome)
    return NOTHING if name is None else CODE[name]


def next_state(state: State, code: int) -> State:
    """Where `code` moves a matter from `state`: onward, or nowhere."""
    return TRANSITIONS.get((state, CODES[code]), state)
