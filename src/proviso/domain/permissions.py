"""Which right each act needs when it is done on a page: one row for an act, any of its rights is enough. What roles hold is in roles.

Theory. The same act can come from both sides: a government answers on its own desk, or the agency records an
answer that came by post. Both are the same fact; who recorded it is in the entry. An act without a row is nobody's.
"""

from collections.abc import Mapping

from proviso.domain.roles import Right

ACKNOWLEDGE, ANSWER, CERTIFY, PREPARE = (
    Right.ACKNOWLEDGE,
    Right.ANSWER,
    Right.CERTIFY,
    Right.PREPARE,
)
DOCKET, DO, APPROVE = Right.DOCKET, Right.DO, Right.APPROVE

BY_RIGHT: Mapping[frozenset[Right], tuple[str, ...]] = {
    frozenset({PREPARE}): (
        "note-government",
        "rename-government",
        "note-alias",
        "give-external-id",
        "note-association",
        "note-membership",
        "note-programme",
        "publish-condition",
        "make-award",
        "attach-condition",
        "remove-condition",
        "accept-award",
        "note-money",
        "note-source",
        "record-statement",
        "carry-statement",
        "report-value",
        "correct-report",
        "open-review",
        "define-item",
        "open-round",
        "prepare-round",
        "publish-criteria",
        "list-respondent",
        "draft-words",
        "note-event",
        "prefer-value",
        "open-matter",
        "confirm-identity",
        "question-identity",
        "verify-contact",
        "note-matter",
        "copy-letter",
        "attempt-service",
        "post-letter",
        "record-delivery",
        "record-view",
        "record-bounce",
        "record-refusal",
        "record-misaddress",
        "file-letter",
        "meet-clock",
        "challenge-withholding",
        "note-policy",
        "evaluate-item",
        "threaten-subpoena",
        "serve-subpoena",
        "return-subpoena",
        "hold-hearing",
        "decide-appeal",
    ),
    frozenset({PREPARE, ACKNOWLEDGE}): ("record-receipt", "ask-extension"),
    frozenset({PREPARE, ANSWER}): (
        "note-contact",
        "supersede-contact",
        "report-non-receipt",
        "receive-response",
        "receive-production",
        "answer-item",
        "receive-file",
        "file-reply",
        "claim-withholding",
        "answer-concern",
        "file-objection",
        "request-hearing",
        "file-appeal",
    ),
    frozenset({PREPARE, CERTIFY}): ("certify-answer",),
    frozenset({DO}): (
        "close-review",
        "record-authority",
        "release-round",
        "send-letter",
        "start-clock",
        "state-due",
        "grant-extension",
        "deny-extension",
        "toll-clock",
        "end-tolling",
        "recompute-due",
        "rule-withholding",
        "raise-concern",
        "give-notice",
        "propose-determination",
        "determine",
        "withdraw-determination",
        "clear-matter",
        "issue-subpoena",
        "withdraw-subpoena",
        "impose-specific-conditions",
        "lift-specific-conditions",
        "find-cure-impossible",
        "propose-remedy",
        "impose-remedy",
        "lift-remedy",
        "disallow-sum",
        "require-repayment",
        "settle-matter",
        "release-matter",
        "reopen-matter",
    ),
    frozenset({APPROVE}): (
        "approve",
        "approve-round",
        "approve-template",
        "concur-evaluation",
        "override-fairness",
    ),
    frozenset({DOCKET}): (
        "file-case",
        "enter-order",
        "read-effect",
        "change-order",
        "move-to-quash",
        "seek-enforcement",
    ),
    frozenset(): (
        "load-register",
    ),  # the command line's: the register of governments is loaded, not typed
}
RIGHTS: Mapping[str, frozenset[Right]] = {
    act: rights for rights, acts in BY_RIGHT.items() for act in acts
}
"""The rights of which any one is enough, by act."""

BINDS = frozenset(
    "approve approve-round approve-template release-round override-fairness clear-matter "
    "certify-answer determine issue-subpoena impose-remedy require-repayment".split()
)
"""The acts for which whoever does them has just shown again who they are."""


def may_do(act: str, held: frozenset[Right]) -> bool:
    """Whether someone who holds these rights in a matter may do an act there; never one without a row."""
    return bool(RIGHTS.get(act, frozenset()) & held)
