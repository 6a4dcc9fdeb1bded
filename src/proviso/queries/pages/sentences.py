"""What each kind of fact says in plain words, in parts. The allow-list of what is public: a kind that is not here stays inside.

A part is told where every field it names is stated. Not here, so never public: contacts and
their addresses, drafts and approvals of letters before they go out, tracking numbers, what
is withheld as privileged, and pages or quotations of documents that were handed over.
"""

from collections.abc import Mapping

from proviso.domain.facts import (
    answers,
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
    rounds,
    sources,
    subpoenas,
)

PARTS: Mapping[type, tuple[str, ...]] = {
    # the matter itself
    matters.MatterOpened: (
        "{respondent}'s matter begins: fiscal year {year}, programme {programme}.",
        "Conditions: {conditions}.",
    ),
    matters.IdentityConfirmed: ("Who the respondent is was confirmed by these ids: {ids}.",),
    matters.IdentityQuestioned: ("Who is meant is in question: {candidates}.", "{why}"),
    matters.FairnessOverridden: (
        "{name} set aside a rule of fairness ({ground}) for this act: {act}. Reason: {why}.",
        "Published: {published}.",
    ),
    matters.ApprovalGiven: ("A second person approved this act: {act}.",),
    matters.MatterSettled: ("The matter was settled. {terms}.", "Case: {case}."),
    matters.MatterReleased: ("The matter was released: {why}.",),
    matters.MatterReopened: ("The matter was opened again: {why}.",),
    matters.MatterNoted: ("{text}",),
    # letters
    letters.LetterSent: (
        "The agency sent letter {letter} ({kind}) to {addressee}.",
        "Signed by {signed_by}.",
        "Authority: {authority}.",
        "It names {due} as the day to answer by.",
    ),
    letters.LetterCopied: ("A copy of letter {letter} went to {to}.",),
    letters.ServiceAttempted: ("Delivery of letter {letter} was attempted ({method}).",),
    letters.LetterPosted: ("Letter {letter} was given to {carrier}.",),
    letters.LetterDelivered: (
        "Letter {letter} was delivered ({method}).",
        "What shows it: {proof}.",
    ),
    letters.LetterReceived: ("The addressee has letter {letter}. What shows it: {shown_by}.",),
    letters.LetterViewed: ("Letter {letter} was viewed.",),
    letters.LetterBounced: ("Letter {letter} came back: {why}.",),
    letters.LetterRefused: ("Letter {letter} was refused: {why}.",),
    letters.LetterMisaddressed: (
        "Letter {letter} went to the wrong addressee: {addressed_to}.",
        "It belonged to {belongs_to}.",
    ),
    letters.NonReceiptReported: ("Said that letter {letter} had not arrived: {said_by}.",),
    letters.LetterFiled: (
        "The bytes of letter {letter} were put on record as they were handed over. SHA-256: {sha256}.",
    ),
    # clocks
    clocks.ClockStarted: (
        "A date began to run ({kind}), against the {runs_against}: {due}.",
        "Rule: {rule}.",
    ),
    clocks.DueStated: ("A date was stated ({kind}), for the {runs_against}: {due}.",),
    clocks.ExtensionAsked: ("More time was asked for.", "Until {until}.", "Reason: {reason}."),
    clocks.ExtensionGranted: ("More time was given, until {until}.",),
    clocks.ExtensionDenied: ("More time was refused: {reason}.",),
    clocks.ClockTolled: ("A date stands still from {since}: {reason}.", "Authority: {authority}."),
    clocks.TollingEnded: ("A date runs again from {ended}, and is now {due}.",),
    clocks.ClockMet: ("What was due was done on {met}.",),
    clocks.DueRecomputed: ("A date was counted again: {was} became {due}. Why: {why}.",),
    # answers
    responses.ResponseReceived: (
        "An answer arrived ({kind}).",
        "{summary}",
        "Signed by {signed_by}.",
    ),
    responses.ProductionReceived: (
        "Documents arrived, volume {volume}.",
        "Documents in it: {documents}.",
        "SHA-256: {sha256}.",
        "It takes the place of {supersedes}.",
    ),
    responses.WithholdingClaimed: ("The respondent claims that part of its answer is protected.",),
    responses.WithholdingChallenged: ("The agency contests a claim of protection.",),
    responses.WithholdingRuled: ("A claim of protection was ruled on.",),
    responses.PolicyNoted: ("Local policy on record: {provision}.", "{says}"),
    # answers, item by item. What is said of an item, and what a file is called, stays between the two sides
    answers.LetterItemAnswered: (
        "The item {item} of letter {letter} was answered: {answer}.",
        "Given on {given_on}.",
    ),
    answers.LetterFileReceived: ("A file came for the item {item}. SHA-256: {sha256}.",),
    answers.LetterAnswerCertified: (
        "{name}, {office}, certified the answer to letter {letter}.",
        "What was signed has the SHA-256 {manifest}.",
    ),
    answers.ReplyFiled: (
        "The government replied ({to} {about}): {says}",
        "Signed by {signed_by}.",
    ),
    # findings
    findings.ItemEvaluated: ("Item {item} was looked at: {level}. By {evaluated_by}.",),
    findings.EvaluationConcurred: ("A second reviewer agreed on item {item}: {concurred_by}.",),
    findings.ConcernRaised: (
        "The agency raised a concern about {provision}. It is no finding.",
        "{says}",
    ),
    findings.ConcernAnswered: ("Concern {concern} was answered.", "{says}"),
    findings.NoticeGiven: (
        "Notice was given about {about}.",
        "The respondent may be heard until {heard_by}.",
    ),
    findings.ObjectionFiled: ("The respondent objected. {says}",),
    findings.HearingRequested: ("The respondent asked for a hearing.",),
    findings.HearingHeld: ("A hearing was held before {before}.",),
    findings.DeterminationProposed: ("The agency proposed a determination. {says}",),
    findings.DeterminationMade: (
        "The agency made a determination ({outcome}). {says}",
        "Made by {made_by}.",
    ),
    findings.DeterminationWithdrawn: ("The agency withdrew a determination: {why}.",),
    findings.MatterCleared: ("The agency cleared the matter. {says}", "Published: {published}."),
    # subpoenas
    subpoenas.SubpoenaThreatened: (
        "Letter {letter} says that a subpoena may follow. A threat is no issuance.",
        "Authority named: {authority}.",
    ),
    subpoenas.SubpoenaIssued: (
        "A subpoena was issued by {issuer} ({trigger}), under {authority}.",
        "Returnable: {returnable}.",
    ),
    subpoenas.SubpoenaServed: ("The subpoena was served ({method}).",),
    subpoenas.SubpoenaReturned: ("The subpoena was answered.",),
    subpoenas.MotionToQuashFiled: ("A court was asked to set the subpoena aside (case {case}).",),
    subpoenas.EnforcementSought: ("A court was asked to enforce the subpoena (case {case}).",),
    subpoenas.SubpoenaWithdrawn: ("The subpoena was withdrawn: {why}.",),
    # remedies
    remedies.SpecificConditionsImposed: (
        "Specific conditions were imposed: {nature}.",
        "Reason: {reason}.",
        "Needed: {action}.",
    ),
    remedies.SpecificConditionsLifted: ("Specific conditions were lifted: {why}.",),
    remedies.CureFoundImpossible: ("Specific conditions were found unable to cure: {why}.",),
    remedies.RemedyProposed: ("A remedy was proposed ({kind}), on award {award}.", "{cents}."),
    remedies.RemedyImposed: ("A remedy was imposed ({kind}), on award {award}.", "{cents}."),
    remedies.RemedyLifted: ("A remedy was lifted: {why}.",),
    remedies.SumDisallowed: ("{cents} of award {award} was disallowed: {why}.",),
    remedies.RepaymentRequired: ("Repayment of {cents} of award {award} was required.",),
    remedies.AppealFiled: ("An appeal was filed ({route}), against {against}.",),
    remedies.AppealDecided: ("An appeal was decided ({outcome}). {says}",),
    # the review
    reviews.ReviewOpened: ("The review opens: {title}.", "Agency: {agency}."),
    reviews.ItemDefined: ("What the agency asks for is set down: {asks}.",),
    reviews.RoundOpened: (
        "A round of letters begins ({letter_kind}): {title}.",
        "Answers are due on {due}.",
    ),
    reviews.CriteriaPublished: (
        "Why governments are on the list was set down ({version}): {text}",
        "Compiled by {compiled_by}.",
    ),
    reviews.RosterListed: ("{respondent} was put on the list: {why}.",),
    reviews.AuthorityRecorded: (
        "Authority was put on record ({instrument}): {authority}.",
        "Issuer: {issuer}.",
    ),
    reviews.EventNoted: ("{title}. {what}", "Outcome: {outcome}."),
    reviews.ValuePreferred: (
        "Of the values reported for {subject}, the record prefers {value}. {why}",
    ),
    reviews.ReviewClosed: ("The review closed: {why}.",),
    rounds.RoundReleased: ("A round of {letters} letters was released.",),
    # courts
    orders.CaseFiled: ("Case {case} was filed: {title}, {court}, No. {docket}.",),
    orders.OrderEntered: (
        "Order {order} was entered by {court} ({kind}): {regulates}.",
        "Outcome: {outcome}.",
    ),
    orders.EffectRead: ("What order {order} does: {says}",),
    orders.OrderChanged: ("Order {order} acts on {target} ({kind}). {says}",),
    # programmes, awards, money
    programmes.ProgrammeNoted: ("Programme {programme}: {title}, of {agency}.",),
    programmes.ConditionPublished: (
        "The condition {condition} was published for programme {programme}, fiscal year {year}: {title}.",
    ),
    programmes.AwardMade: (
        "Award {award} was made to {recipient} for fiscal year {year}.",
        "Sum: {cents}.",
    ),
    programmes.ConditionAttached: ("The condition {condition} became a term of award {award}.",),
    programmes.ConditionRemoved: ("The condition {condition} left award {award}: {why}.",),
    programmes.AwardAccepted: ("Award {award} was accepted.",),
    programmes.MoneyNoted: ("{cents} {kind} on award {award}: {scope}.",),
    # names
    governments.GovernmentRenamed: ("{ocd_id} was renamed {name}: {why}.",),
    # sources
    sources.SourceNoted: ("{outlet}: {title}.",),
    sources.StatementRecorded: ("{speaker} ({role}) on {about}: {words}",),
    sources.StatementCarried: ("{source} carries statement {statement} ({form}).",),
    sources.ValueReported: ("A source gives {value} {unit} for {subject} ({scope}).",),
    sources.ReportCorrected: ("Report {report} was corrected to {value}: {why}.",),
}
