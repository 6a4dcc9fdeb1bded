"""What an act in a matter needs on record before it can be filled in at all: a letter to name, a date to stop. What the law asks is the gate's.

An act that has no row here, or whose need is met, can be tried: the record decides when it is checked.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from proviso.domain.clocks import Clock, Stage, unanswered_extensions
from proviso.domain.findings import Stage as Finding
from proviso.domain.standing import Standing

RULE = "The record's own rule: an act names what is on record"


class Need(NamedTuple):
    """Why an act cannot be done in this matter as it stands, and what would change that."""

    reason: str
    cure: str


Met = Callable[[Standing], bool]


def _clock(fits: Callable[[Clock], bool]) -> Met:
    return lambda one: any(fits(clock) for clock in one.clocks.named.values())


def _ended(one: Standing) -> bool:
    return one.matter.ended is not None or one.findings.clearance is not None


def _issued(one: Standing) -> bool:
    return bool(one.subpoenas.issued)


LETTER = (
    lambda one: bool(one.letters.sent),
    Need("No letter is on record.", "Send one in a round, or record one that has gone."),
)
RUNS = (
    _clock(lambda one: one.stage is not Stage.MET),
    Need("No date runs.", "Start one that is counted, or record one that is stated."),
)
ASKED = (
    lambda one: bool(unanswered_extensions(one.clocks)),
    Need("Nobody has asked for more time.", "Record the request first, if there is one."),
)
ANSWER = (
    lambda one: bool(one.responses.received),
    Need("No answer is on record.", "Record the answer first."),
)
CLAIM = (
    lambda one: bool(one.responses.withholdings),
    Need("Nothing is kept back, as far as the record shows.", "Record first what is kept back."),
)
CONCERN = (
    lambda one: bool(one.findings.concerns),
    Need("No concern is on record.", "Raise one first, if there is a doubt."),
)
NOTICE = (
    lambda one: bool(one.findings.notices),
    Need("No notice has been given.", "Give notice first."),
)
SUBPOENA = (_issued, Need("No subpoena is on record.", "One has to be issued first."))
CONDITIONS = (
    lambda one: any(not each.lifted for each in one.remedies.conditions.values()),
    Need("No specific conditions are in place.", "None has to be lifted."),
)
CONTACT = (
    lambda one: bool(one.matter.contacts),
    Need("No contact is on record.", "Note one first."),
)
NEEDS: Mapping[str, tuple[Met, Need]] = {
    **dict.fromkeys(
        (
            "copy-letter", "attempt-service", "post-letter", "record-delivery", "record-receipt", "record-view",
            "record-bounce", "record-refusal", "record-misaddress", "report-non-receipt", "file-letter", "threaten-subpoena",
        ),
        LETTER,
    ),
    **dict.fromkeys(("ask-extension", "meet-clock", "recompute-due"), RUNS),
    "toll-clock": (_clock(lambda one: one.stage is Stage.RUNNING), RUNS[1]),
    "end-tolling": (_clock(lambda one: one.stage is Stage.TOLLED), Need("No date stands still.", "Nothing has to be started again.")),
    **dict.fromkeys(("grant-extension", "deny-extension"), ASKED),
    **dict.fromkeys(("answer-item", "receive-file", "certify-answer", "receive-production", "claim-withholding"), ANSWER),
    **dict.fromkeys(("challenge-withholding", "rule-withholding"), CLAIM),
    "answer-concern": CONCERN,
    "concur-evaluation": (lambda one: any(each.concurred_by is None for each in one.findings.items.values()), Need("No evaluation waits for a second reviewer.", "Evaluate an item first.")),
    **dict.fromkeys(("file-objection", "request-hearing", "hold-hearing"), NOTICE),
    "determine": (lambda one: one.findings.proposed is not None, Need("No determination is proposed.", "Propose one first, then give notice of it.")),
    "withdraw-determination": (lambda one: one.findings.stage in {Finding.PROPOSED, Finding.MADE}, Need("No determination is on record.", "There is nothing to withdraw.")),
    **dict.fromkeys(("serve-subpoena", "return-subpoena", "move-to-quash", "seek-enforcement", "withdraw-subpoena"), SUBPOENA),
    "lift-specific-conditions": CONDITIONS,
    "impose-remedy": (lambda one: any(name not in one.remedies.imposed for name in one.remedies.proposed), Need("No remedy stands proposed.", "Propose one first: kind, award, sum and period.")),
    "lift-remedy": (lambda one: any(not each.lifted for each in one.remedies.imposed.values()), Need("No remedy is in place.", "There is nothing to lift.")),
    "file-appeal": (lambda one: one.findings.determination is not None or bool(one.remedies.imposed), Need("Nothing is on record that could be appealed against.", "An appeal is against a determination or a remedy.")),
    "decide-appeal": (lambda one: bool(one.remedies.appeals), Need("No appeal is on record.", "Record the appeal first.")),
    **dict.fromkeys(("verify-contact", "supersede-contact"), CONTACT),
    "reopen-matter": (_ended, Need("The matter is open.", "Go on with the next step; nothing has to be reopened.")),
    "clear-matter": (lambda one: one.findings.clearance is None, Need("The matter is cleared already.", "Reopen it first if it was taken up again.")),
}  # fmt: skip


def needed(act: str, standing: Standing) -> Need | None:
    """What the act lacks in a matter that stands so; None where nothing is known to be lacking."""
    row = NEEDS.get(act)
    return None if row is None or row[0](standing) else row[1]
