"""Every act of a matter for the person who looks at it: open, waiting for a second person, refused with the reason, or another's to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proviso.acts.act import Act
from proviso.acts.letters import GATES
from proviso.acts.table import ALL
from proviso.domain.binding import REMEDIES
from proviso.domain.permissions import RIGHTS, may_do
from proviso.domain.roles import ALLOWS, SIDES, Right, Role, Side
from proviso.domain.standing import Standing
from proviso.queries.desks.needs import RULE, needed
from proviso.queries.pages.next_acts import OPEN, Next, NextAct
from proviso.web.forms.words import words_for

OPEN_NOW, SECOND, REFUSED, OTHERS = "open", "second", "refused", "others"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Letters and delivery": (
        "send-letter", "record-delivery", "record-receipt", "record-view", "attempt-service", "post-letter",
        "record-bounce", "record-refusal", "record-misaddress", "report-non-receipt", "copy-letter", "file-letter",
    ),
    "Dates": (
        "start-clock", "state-due", "grant-extension", "deny-extension", "ask-extension", "meet-clock",
        "toll-clock", "end-tolling", "recompute-due",
    ),
    "Answers": (
        "receive-response", "answer-item", "receive-production", "receive-file", "certify-answer", "file-reply", "claim-withholding", "challenge-withholding", "rule-withholding", "note-policy",
    ),
    "Evaluation and concerns": ("evaluate-item", "concur-evaluation", "raise-concern", "answer-concern"),
    "Notice and determination": (
        "propose-determination", "give-notice", "file-objection", "request-hearing", "hold-hearing", "determine",
        "withdraw-determination",
    ),
    "Subpoenas": (
        "threaten-subpoena", "issue-subpoena", "serve-subpoena", "return-subpoena", "move-to-quash", "seek-enforcement",
        "withdraw-subpoena",
    ),
    "Conditions, remedies and money": (
        "impose-specific-conditions", "lift-specific-conditions", "find-cure-impossible", "propose-remedy", "impose-remedy",
        "lift-remedy", "disallow-sum", "require-repayment", "file-appeal", "decide-appeal",
    ),
    "Who it is, and whom to write to": (
        "confirm-identity", "question-identity", "note-contact", "verify-contact", "supersede-contact",
    ),
    "Approvals, ending and remarks": (
        "approve", "override-fairness", "clear-matter", "settle-matter", "release-matter", "reopen-matter", "note-matter",
    ),
}  # fmt: skip
OTHER = "Other acts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOn:
    """One act: `state` is open, second, refused or others. `gate` is the gate's answer where it has one."""

    name: str
    do: str
    state: str
    reason: str = ""
    cure: str = ""
    authority: str = ""
    who: str = ""
    asked: str = ""
    gate: NextAct | None = None
    partly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActGroup:
    """Acts that belong together."""

    title: str
    acts: tuple[ActOn, ...]

    def of(self, *states: str) -> tuple[ActOn, ...]:
        """Those in one of these states."""
        return tuple(one for one in self.acts if one.state in states)

    @property
    def can(self) -> tuple[ActOn, ...]:
        """What can be begun now."""
        return self.of(OPEN_NOW, SECOND)

    @property
    def cannot(self) -> tuple[ActOn, ...]:
        """What is refused now, with the reason."""
        return self.of(REFUSED)

    @property
    def others(self) -> tuple[ActOn, ...]:
        """What other people may do."""
        return self.of(OTHERS)

    @property
    def cannot_said(self) -> str:
        """Their names in a row."""
        return _in_a_row(self.cannot)

    @property
    def others_said(self) -> str:
        """Their names in a row."""
        return _in_a_row(self.others)


def _in_a_row(acts: Sequence[ActOn]) -> str:
    """The first with its capital, the others without."""
    first, *more = (one.do for one in acts)
    return "; ".join([first, *(f"{one[:1].lower()}{one[1:]}" for one in more)])


def groups_of(
    standing: Standing, told: Next, rights: frozenset[Right], condition: str
) -> tuple[ActGroup, ...]:
    """Every act of a matter that stands so; `condition` is the review's, on whose account acts are done."""
    every = [one for one in ALL.values() if one.room == "matter" and not one.opens]
    placed = {name for names in GROUPS.values() for name in names}
    others = tuple(one.name for one in every if one.name not in placed)
    rows = {one.name: one for one in every}
    found = []
    for title, names in {**GROUPS, OTHER: others}.items():
        acts = tuple(
            _act(rows[name], standing, told, rights, condition) for name in names if name in rows
        )
        if acts:
            found.append(ActGroup(title=title, acts=acts))
    return tuple(found)


def _act(
    act: Act, standing: Standing, told: Next, rights: frozenset[Right], condition: str
) -> ActOn:
    do = words_for(act).do
    if not may_do(act.name, rights):
        return ActOn(name=act.name, do=do, state=OTHERS, who=who_may(act.name))
    if need := needed(act.name, standing):
        return ActOn(
            name=act.name, do=do, state=REFUSED, reason=need.reason, cure=need.cure, authority=RULE
        )
    gates = [one for name in _gates(act, standing) if (one := _of(told, name, condition))]
    shut = [one for one in gates if one.group != OPEN]
    if act.name in {"send-letter", "start-clock"}:  # some kinds of them have no gate
        partly = tuple(f"{one.title}: {one.says}" for one in shut)
        return ActOn(name=act.name, do=do, state=OPEN_NOW, partly=partly)
    if gates and len(shut) == len(gates):
        return _shut(act.name, do, shut[0])
    return ActOn(name=act.name, do=do, state=OPEN_NOW, gate=gates[0] if gates else None)


def _shut(name: str, do: str, gate: NextAct) -> ActOn:
    against = [one for one in gate.grounds if one.holds is not True]
    first = against[0]
    alone = [one.code for one in against] == ["approval.missing"]
    return ActOn(
        name=name,
        do=do,
        state=SECOND if alone else REFUSED,
        reason=first.says,
        cure=first.cure or "",
        authority=first.authority,
        asked=gate.act,
        gate=gate,
    )


def _gates(act: Act, standing: Standing) -> Sequence[str]:
    """The gate's names that an act may have in a matter that stands so."""
    if act.name == "send-letter":
        return tuple(dict.fromkeys(GATES.values()))
    if act.name == "start-clock":
        return ("start-clock",)
    if act.name == "impose-remedy":
        left = (
            one.kind
            for name, one in standing.remedies.proposed.items()
            if name not in standing.remedies.imposed
        )
        return tuple(REMEDIES[kind] for kind in left if kind in REMEDIES)
    return (act.gate,) if isinstance(act.gate, str) else ()


def _of(told: Next, name: str, condition: str) -> NextAct | None:
    found = [one for one in told.acts if one.act == name]
    return next((one for one in found if one.condition == condition), found[0] if found else None)


def who_may(act: str) -> str:
    """Who may do an act, by role: an approver or counsel."""
    return " or ".join(dict.fromkeys(_roles(act))) or "nobody on these pages"


def _roles(act: str) -> Iterator[str]:
    for role in Role:
        if ALLOWS[role] & RIGHTS.get(act, frozenset()):
            yield "the government itself" if SIDES[role] is Side.RESPONDENT else _said(role)


def _said(role: Role) -> str:
    words = role.value.replace("-", " ")
    return words if role is Role.COUNSEL else f"an {words}" if words[0] in "aeiou" else f"a {words}"
