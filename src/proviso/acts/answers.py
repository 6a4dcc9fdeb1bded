"""Acts on answers item by item: the words on each item, files, the certificate; and replies to what is claimed."""

from proviso.acts.act import Act
from proviso.domain import answers
from proviso.domain.facts.answers import (
    LetterAnswerCertified,
    LetterFileReceived,
    LetterItemAnswered,
    ReplyFiled,
)

ACTS = (
    Act(
        name="answer-item",
        fact=LetterItemAnswered,
        room="matter",
        says="Record what a response says of one item that a letter asks for.",
        why_not=lambda see, fact: answers.why_not_answer_item(
            see.standing.answers,
            fact,
            letters=see.standing.letters,
            responses=see.standing.responses,
        ),
    ),
    Act(
        name="receive-file",
        fact=LetterFileReceived,
        room="matter",
        says="Record a file that came with a response, by its name, size and SHA-256.",
        why_not=lambda see, fact: answers.why_not_receive_file(
            see.standing.answers, fact, responses=see.standing.responses
        ),
    ),
    Act(
        name="certify-answer",
        fact=LetterAnswerCertified,
        room="matter",
        says="Certify a response for the government; nothing is added to it afterwards.",
        why_not=lambda see, fact: answers.why_not_certify_answer(
            see.standing.answers, fact, responses=see.standing.responses
        ),
    ),
    Act(
        name="file-reply",
        fact=ReplyFiled,
        room="matter",
        says="File the government's reply beside what is claimed about it.",
        why_not=lambda see, fact: answers.why_not_file_reply(
            see.standing.answers, fact, findings=see.standing.findings
        ),
    ),
)
