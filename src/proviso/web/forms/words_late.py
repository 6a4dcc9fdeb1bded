"""The words of forms on answers, evaluation, findings, subpoenas and remedies. Those of letters and dates are in words_early."""

from collections.abc import Mapping

from proviso.web.forms.wording import ID, ID_HINT, LETTER, Words, words

LATE: Mapping[str, Words] = {
    "receive-response": words(
        "Record an answer",
        "An answer that came by another way. The date of the letter it answers is met.",
        "letter kind summary signed_by with_authority response",
        letter="Letter it answers",
        kind="Kind of answer",
        summary="What it says, in short",
        with_authority="On what authority it was signed",
        response=ID,
        hints={"response": ID_HINT},
    ),
    "receive-production": words(
        "Record a volume of documents",
        "A later volume may take the place of an earlier one; the earlier one stays on record.",
        "response volume documents sha256 supersedes production",
        response="Answer it came with",
        volume="Number of the volume",
        documents="How many documents",
        sha256="SHA-256 of the file",
        supersedes="Volume that it takes the place of",
        production=ID,
        hints={"production": ID_HINT},
    ),
    "claim-withholding": words(
        "Record something kept back",
        "The respondent keeps something back, and says why it may.",
        "response covers basis withholding",
        response="Answer that says so",
        covers="What is kept back",
        basis="Privilege or law it claims",
        withholding=ID,
        hints={"withholding": ID_HINT},
    ),
    "challenge-withholding": words(
        "Challenge what is kept back", withholding="What is kept back", why="Why it is challenged"
    ),
    "rule-withholding": words(
        "Decide on what is kept back",
        withholding="What is kept back",
        upheld="Is the claim upheld?",
        why="Why",
    ),
    "note-policy": words(
        "Note a local policy",
        "A provision of local law or policy, from the day it is in force.",
        "provision says until policy",
        provision="Provision, as cited",
        says="What it says",
        until="First day on which it no longer holds",
        policy=ID,
        hints={"policy": ID_HINT},
    ),
    "evaluate-item": words(
        "Evaluate an item",
        "How far one item has come. Say what you read: document, page and words.",
        item="Item",
        level="How far it has come",
        cites="What you read",
        missing="What is missing",
        hints={
            "cites": "Document, page and words; one on a line.",
            "missing": "Leave it empty where nothing is.",
        },
    ),
    "concur-evaluation": words(
        "Concur with an evaluation",
        "As the second reviewer. Somebody else must have made it.",
        item="Item",
    ),
    "raise-concern": words(
        "Raise a concern",
        "A preliminary doubt. It is no finding, and starts no clock to appeal.",
        "provision limb says letter concern",
        provision="Provision it is about",
        limb="Part of the law in doubt",
        says="What the doubt is",
        letter="Letter that raises it",
        concern=ID,
        hints={"concern": ID_HINT},
    ),
    "answer-concern": words(
        "Record the answer to a concern",
        concern="Concern",
        says="What the answer says",
        response="Answer it stands in",
    ),
    "give-notice": words(
        "Give notice",
        "Of a determination or a remedy that is proposed: what is proposed, on what facts, and how to be heard.",
        "about contents heard_by letter notice",
        about="What it gives notice of",
        contents="What the notice says",
        heard_by="Last day to object or ask to be heard",
        letter="Letter that gives it",
        notice=ID,
        hints={
            "notice": ID_HINT,
            "contents": "One on a line. The procedure says what must be in it.",
        },
    ),
    "file-objection": words(
        "Record an objection", notice="Notice it is about", says="What the objection says"
    ),
    "request-hearing": words("Record a request to be heard", notice="Notice it is about"),
    "hold-hearing": words(
        "Record a hearing", notice="Notice it was about", before="Before whom it was held"
    ),
    "propose-determination": words(
        "Propose a determination",
        "A proposal is no finding. Notice of it comes next, and a second person has to approve before it is made.",
        "says determination",
        says="What would be found",
        determination=ID,
        hints={"determination": ID_HINT},
    ),
    "determine": words(
        "Make the determination",
        "The agency's final finding. It needs another person's approval first.",
        determination="Proposal it makes final",
        outcome="What was found",
        says="The finding, in words",
    ),
    "withdraw-determination": words(
        "Withdraw a determination", determination="Determination", why="Why it is withdrawn"
    ),
    "clear-matter": words(
        "Clear the matter",
        "No evidence of non-compliance now. The duty goes on, and the matter can be reopened.",
        "says letter published",
        says="What is cleared",
        letter="Letter that says so",
        published="Where it is published",
    ),
    "threaten-subpoena": words(
        "Record a warning of a subpoena",
        "A letter said that a subpoena may follow. A warning is no subpoena.",
        letter=LETTER,
        authority="Authority it names",
    ),
    "issue-subpoena": words(
        "Issue a subpoena",
        "It needs another person's approval first.",
        "trigger authority issuer forum returnable subpoena",
        trigger="What it rests on",
        authority="Authority",
        issuer="Office that issues it",
        forum="Where it is enforced",
        returnable="Day on which it must be answered",
        subpoena=ID,
        hints={"subpoena": ID_HINT},
    ),
    "serve-subpoena": words(
        "Record service of a subpoena",
        subpoena="Subpoena",
        method="How it was served",
        proof="What proves it",
    ),
    "return-subpoena": words(
        "Record the answer to a subpoena", subpoena="Subpoena", production="Volume that answers it"
    ),
    "move-to-quash": words("Record a motion to quash", subpoena="Subpoena", case="Court case"),
    "seek-enforcement": words(
        "Record that a court is asked to enforce it", subpoena="Subpoena", case="Court case"
    ),
    "withdraw-subpoena": words(
        "Withdraw a subpoena", subpoena="Subpoena", why="Why it is withdrawn"
    ),
    "impose-specific-conditions": words(
        "Impose specific conditions",
        "2 CFR 200.208 asks for all five: nature, reason, action, time and how to ask again.",
        "nature reason action until reconsideration conditions",
        nature="What the conditions are",
        reason="Why they are imposed",
        action="What the recipient has to do",
        until="Last day to do it",
        reconsideration="How to ask that they be reconsidered",
        conditions=ID,
        hints={"conditions": ID_HINT},
    ),
    "lift-specific-conditions": words(
        "Lift specific conditions", conditions="Specific conditions", why="Why they are lifted"
    ),
    "find-cure-impossible": words(
        "Find that conditions cannot cure it",
        "Before a graver remedy, conditions are tried or found unable to cure (2 CFR 200.339).",
        why="Why conditions cannot cure it",
    ),
    "propose-remedy": words(
        "Propose a remedy",
        "Nothing happens to the award yet. Amount, award and period have to be stated before it may be imposed.",
        "kind award cents since until remedy",
        kind="Kind of remedy",
        award="Award",
        cents="Sum in dollars",
        since="From which day",
        until="Up to which day",
        remedy=ID,
        hints={"remedy": ID_HINT, "until": "Leave it empty where no end is set."},
    ),
    "impose-remedy": words(
        "Impose a remedy",
        "As it was proposed. It needs another person's approval first.",
        "remedy kind award cents",
        remedy="Remedy that was proposed",
        kind="Kind of remedy",
        award="Award",
        cents="Sum in dollars",
    ),
    "lift-remedy": words("Lift a remedy", remedy="Remedy", why="Why it is lifted"),
    "disallow-sum": words(
        "Disallow a sum", award="Award", cents="Sum in dollars", why="Why it is disallowed"
    ),
    "require-repayment": words(
        "Require repayment",
        "It needs another person's approval first.",
        "award cents repayment",
        award="Award",
        cents="Sum in dollars",
        repayment=ID,
        hints={"repayment": ID_HINT},
    ),
    "file-appeal": words(
        "Record an appeal",
        "",
        "route against appeal",
        route="Route",
        against="What it is against",
        appeal=ID,
        hints={"appeal": ID_HINT},
    ),
    "decide-appeal": words(
        "Record how an appeal was decided",
        appeal="Appeal",
        outcome="What came of it",
        says="What was decided",
    ),
}
