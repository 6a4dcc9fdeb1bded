"""Reads an example's folder as plain rows, for the tests that look at its data. Bringing rows in is the importer's."""

import csv
from dataclasses import MISSING, fields
from pathlib import Path

from proviso.domain.facts import (
    clocks,
    findings,
    governments,
    letters,
    matters,
    orders,
    programmes,
    remedies,
    responses,
    reviews,
    sources,
    subpoenas,
)

EXAMPLES = Path(__file__).parents[2] / "src" / "proviso" / "examples"
Row = dict[str, str]

ENVELOPE = {"on", "learned", "confidence", "evidence", "note", "by"}
ROOM = {"matter", "award", "source", "review", "case", "programme"}

FACTS: dict[str, type] = {
    "note-government": governments.GovernmentNoted,
    "give-external-id": governments.ExternalIdGiven,
    "note-association": governments.AssociationNoted,
    "note-membership": governments.MembershipNoted,
    "note-programme": programmes.ProgrammeNoted,
    "publish-condition": programmes.ConditionPublished,
    "make-award": programmes.AwardMade,
    "attach-condition": programmes.ConditionAttached,
    "accept-award": programmes.AwardAccepted,
    "note-money": programmes.MoneyNoted,
    "note-source": sources.SourceNoted,
    "record-statement": sources.StatementRecorded,
    "carry-statement": sources.StatementCarried,
    "report-value": sources.ValueReported,
    "open-review": reviews.ReviewOpened,
    "define-item": reviews.ItemDefined,
    "open-round": reviews.RoundOpened,
    "publish-criteria": reviews.CriteriaPublished,
    "list-respondent": reviews.RosterListed,
    "record-authority": reviews.AuthorityRecorded,
    "approve-template": reviews.TemplateApproved,
    "note-event": reviews.EventNoted,
    "prefer-value": reviews.ValuePreferred,
    "file-case": orders.CaseFiled,
    "enter-order": orders.OrderEntered,
    "read-effect": orders.EffectRead,
    "change-order": orders.OrderChanged,
    "open-matter": matters.MatterOpened,
    "confirm-identity": matters.IdentityConfirmed,
    "question-identity": matters.IdentityQuestioned,
    "note-contact": matters.ContactNoted,
    "verify-contact": matters.ContactVerified,
    "supersede-contact": matters.ContactSuperseded,
    "override-fairness": matters.FairnessOverridden,
    "approve": matters.ApprovalGiven,
    "settle-matter": matters.MatterSettled,
    "release-matter": matters.MatterReleased,
    "reopen-matter": matters.MatterReopened,
    "note-matter": matters.MatterNoted,
    "send-letter": letters.LetterSent,
    "copy-letter": letters.LetterCopied,
    "attempt-service": letters.ServiceAttempted,
    "record-delivery": letters.LetterDelivered,
    "record-receipt": letters.LetterReceived,
    "record-view": letters.LetterViewed,
    "record-bounce": letters.LetterBounced,
    "record-refusal": letters.LetterRefused,
    "record-misaddress": letters.LetterMisaddressed,
    "report-non-receipt": letters.NonReceiptReported,
    "start-clock": clocks.ClockStarted,
    "state-due": clocks.DueStated,
    "ask-extension": clocks.ExtensionAsked,
    "grant-extension": clocks.ExtensionGranted,
    "deny-extension": clocks.ExtensionDenied,
    "toll-clock": clocks.ClockTolled,
    "end-tolling": clocks.TollingEnded,
    "meet-clock": clocks.ClockMet,
    "receive-response": responses.ResponseReceived,
    "receive-production": responses.ProductionReceived,
    "claim-withholding": responses.WithholdingClaimed,
    "challenge-withholding": responses.WithholdingChallenged,
    "rule-withholding": responses.WithholdingRuled,
    "note-policy": responses.PolicyNoted,
    "evaluate-item": findings.ItemEvaluated,
    "concur-evaluation": findings.EvaluationConcurred,
    "raise-concern": findings.ConcernRaised,
    "answer-concern": findings.ConcernAnswered,
    "give-notice": findings.NoticeGiven,
    "file-objection": findings.ObjectionFiled,
    "request-hearing": findings.HearingRequested,
    "hold-hearing": findings.HearingHeld,
    "propose-determination": findings.DeterminationProposed,
    "determine": findings.DeterminationMade,
    "withdraw-determination": findings.DeterminationWithdrawn,
    "clear-matter": findings.MatterCleared,
    "threaten-subpoena": subpoenas.SubpoenaThreatened,
    "impose-specific-conditions": remedies.SpecificConditionsImposed,
    "lift-specific-conditions": remedies.SpecificConditionsLifted,
    "find-cure-impossible": remedies.CureFoundImpossible,
    "propose-remedy": remedies.RemedyProposed,
    "impose-remedy": remedies.RemedyImposed,
    "lift-remedy": remedies.RemedyLifted,
    "disallow-sum": remedies.SumDisallowed,
    "require-repayment": remedies.RepaymentRequired,
    "file-appeal": remedies.AppealFiled,
    "decide-appeal": remedies.AppealDecided,
}


def rows(folder: str, act: str) -> list[Row]:
    """The rows of one act; none where the folder has no such file."""
    path = EXAMPLES / folder / f"{act}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def acts(folder: str) -> list[str]:
    """The acts that the folder has a file for."""
    return sorted(path.stem for path in (EXAMPLES / folder).glob("*.csv"))


def parts(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part for part in cell.split("; ") if part]


def odd_columns(act: str, columns: set[str]) -> set[str]:
    """Columns that are neither the fact's, the envelope's nor the room's; and the fact's that lack."""
    known = {one.name for one in fields(FACTS[act])}
    needed = {one.name for one in fields(FACTS[act]) if one.default is MISSING}
    return (columns - known - ENVELOPE - ROOM) | (needed - columns)
