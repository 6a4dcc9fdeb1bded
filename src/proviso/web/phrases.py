"""How acts, conditions and kinds of entries read in a sentence. Only words: what may be done is the gate's."""

from dataclasses import dataclass

from proviso.queries.pages.plain import words

# An act as the end of a sentence: "The agency may (not) …". {condition} is named only where the act is about it.
ACTS = {
    "send-concern": "send a letter of concern to {whom}",
    "send-request": "send a document request to {whom}",
    "start-clock": "start the clock of {whom}",
    "send-again": "send a second letter to {whom}, or escalate",
    "find-insufficient": "find an item from {whom} insufficient",
    "count-clearance": "count the clearance of {whom}",
    "propose-determination": "propose a determination on {whom}",
    "determine": "make a determination on {whom}",
    "impose-condition": "impose {condition} on {whom}",
    "enforce-condition": "enforce {condition} against {whom}",
    "deny-award": "deny {whom} an award",
    "withhold-award": "withhold a further award from {whom}",
    "withhold-cash": "withhold cash payments from {whom}",
    "suspend-award": "suspend an award of {whom}",
    "terminate-award": "terminate an award of {whom}",
    "require-repayment": "require repayment from {whom}",
    "designate-ineligible": "designate {whom} ineligible for further awards",
    "issue-subpoena": "issue a subpoena to {whom}",
}
CONDITIONS = {
    "eo-13768-9a": "section 9(a) of Executive Order 13768",
    "further-certifications": "the further FY2018 certifications",
    "validation-opinion": "the condition to validate with an opinion of counsel",
    "cops-immigration-focus": "the immigration focus of COPS grants",
    "single-audit-findings": "the rules on single audit findings",
    "title-vi-assurance": "the Title VI assurance",
}
# The last words of a heading: as of the day. {day} is said in full.
MAY = {
    "open now": "{agency} may {act} on {day}",
    "only after something else happens": "{agency} may not yet {act} on {day}",
    "blocked by a court order": "{agency} may not {act} on {day}",
    "not settled": "Whether {agency} may {act} on {day} is not settled",
}
ALLOWED, CONDITIONAL, COURT, UNSETTLED = "allowed", "conditional", "court", "unsettled"
MEANINGS = {
    "open now": ALLOWED,
    "only after something else happens": CONDITIONAL,
    "blocked by a court order": COURT,
    "not settled": UNSETTLED,
}
WITH_THE = ("City", "City and County", "Town", "Village", "Borough", "Township", "District")
HOLDS = {True: (ALLOWED, "Met"), False: (CONDITIONAL, "Not met"), None: (UNSETTLED, "Not known")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What kind of thing an entry of a timeline is, with its meaning and sign."""

    says: str
    meaning: str
    mark: str


AGENCY, RESPONDENT, NOTE = "agency", "", ""
LETTER = Label(says="Letter of the agency", meaning=AGENCY, mark="mail")
SERVICE = Label(says="Service of a letter", meaning=AGENCY, mark="mail")
CLOCK = Label(says="Date", meaning=AGENCY, mark="clock")
STEP = Label(says="Step of the agency", meaning=AGENCY, mark="document")
FINDING = Label(says="Finding of the agency", meaning=AGENCY, mark="document")
CONCERN = Label(says="Concern of the agency, no finding", meaning=AGENCY, mark="document")
ANSWER = Label(says="From the respondent", meaning=RESPONDENT, mark="statement")
MONEY = Label(says="Money", meaning=NOTE, mark="money")
COURTS = Label(says="Court", meaning=COURT, mark="court")
OTHER = Label(says="Note", meaning=NOTE, mark="event")
LABELS = {
    **dict.fromkeys(("letter-sent", "letter-copied", "letter-filed"), LETTER),
    **dict.fromkeys(
        (
            "service-attempted", "letter-posted", "letter-delivered", "letter-received", "letter-viewed",
            "letter-bounced", "letter-refused", "letter-misaddressed",
        ),
        SERVICE,
    ),
    **dict.fromkeys(
        (
            "clock-started", "due-stated", "extension-granted", "extension-denied", "clock-tolled",
            "tolling-ended", "clock-met", "due-recomputed",
        ),
        CLOCK,
    ),
    **dict.fromkeys(
        (
            "response-received", "production-received", "withholding-claimed", "concern-answered",
            "objection-filed", "hearing-requested", "extension-asked", "non-receipt-reported",
            "appeal-filed", "motion-to-quash-filed", "subpoena-returned", "letter-item-answered",
            "letter-file-received", "letter-answer-certified", "reply-filed",
        ),
        ANSWER,
    ),
    **dict.fromkeys(
        ("determination-made", "determination-withdrawn", "matter-cleared", "item-evaluated"), FINDING
    ),
    "concern-raised": CONCERN,
    "subpoena-threatened": Label(says="Threat, no subpoena", meaning=AGENCY, mark="document"),
    "determination-proposed": Label(says="Proposal, no finding", meaning=AGENCY, mark="document"),
    "remedy-proposed": Label(says="Proposal, nothing done", meaning=AGENCY, mark="document"),
    **dict.fromkeys(
        (
            "subpoena-issued", "subpoena-served", "subpoena-withdrawn", "enforcement-sought",
            "notice-given", "hearing-held", "remedy-imposed", "remedy-lifted", "sum-disallowed",
            "repayment-required", "specific-conditions-imposed", "specific-conditions-lifted",
            "matter-opened", "matter-settled", "matter-released", "matter-reopened",
            "evaluation-concurred", "appeal-decided",
        ),
        STEP,
    ),
    "identity-confirmed": Label(says="Who it is", meaning=NOTE, mark="government"),
    "identity-questioned": Label(says="Who it is", meaning="unsettled", mark="unsettled"),
    "policy-noted": Label(says="Local policy", meaning=NOTE, mark="document"),
    "money-noted": MONEY,
    **dict.fromkeys(("order-entered", "effect-read", "order-changed", "case-filed"), COURTS),
}  # fmt: skip


def condition_said(condition: str | None) -> str:
    """A condition within a sentence: the notice condition."""
    if not condition:
        return "a condition"
    return CONDITIONS.get(condition, f"the {words(condition)} condition")


def act_said(act: str, condition: str | None, whom: str) -> str:
    """An act as the end of a sentence, with the condition on whose account it would be done."""
    phrase = ACTS.get(act, f"{words(act)} ({{whom}})")
    if whom.partition(" of ")[0] in WITH_THE:
        whom = f"the {whom}"
    about = "" if "{condition}" in phrase or not condition else f" over {condition_said(condition)}"
    return phrase.format(whom=whom, condition=condition_said(condition)) + about


def heading(group: str, *, agency: str, act: str, day: str) -> str:
    """The answer as a heading: who may, or may not, do what, on which day."""
    who = agency if agency == "the agency" else f"the {agency}"
    text = MAY[group].format(agency=who, act=act, day=day)
    return text[:1].upper() + text[1:]


def label(kind: str) -> Label:
    """What kind of thing an entry is."""
    return LABELS.get(kind, OTHER)
