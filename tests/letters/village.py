"""Drafts of letters to test with: the January request of the reference review, and one of each kind."""

from dataclasses import replace
from datetime import date
from typing import Any

from proviso.letters.content import Desk, Enclosure, Signer
from proviso.letters.content import Letterhead as Head
from proviso.letters.draft import Addressee, Draft
from proviso.letters.library import letterhead, load
from proviso.letters.values import Value

SENT = date(2018, 1, 24)
DUE = date(2018, 2, 23)
MARK = "Specimen made for a test. It was not sent by any office."
ASKS = (
    "All documents that show any order, directive, instruction or guidance to your law-enforcement "
    "employees, formal or informal, on whether and how they may communicate with the Department of "
    "Justice, the Department of Homeland Security, or Immigration and Customs Enforcement."
)


def head(name: str = "us-doj-bja") -> Head:
    found = letterhead(load(), name, on=SENT)
    assert isinstance(found, Head)
    return found


def request(**changes: Any) -> Draft:
    """The document request of 24 January 2018 to Louisville, as far as it is known."""
    values: dict[str, Value] = {
        "government": "Louisville/Jefferson County Metro Government",
        "award": "2016-DJ-BX-0217",
        "programme": "the Edward Byrne Memorial Justice Assistance Grant Program (16.738)",
        "year": "2016",
        "condition": "special condition 23, cooperation with monitoring",
        "condition_says": "The recipient agrees to cooperate with monitoring of the award, to provide the documents that monitoring needs, and to meet reasonable deadlines.",
        "authority": "2 CFR 200.336, as adopted by 2 CFR 2800.101, and special condition 23 of the award",
        "answered": date(2017, 12, 8),
        "earlier": date(2017, 11, 15),
        "concern": "We have read your answer. We remain concerned that your laws, policies or practices may violate 8 U.S.C. 1373, or may be interpreted or applied in a way that does.",
        "due": DUE,
        "answer_to": "Bureau of Justice Assistance, 810 Seventh Street NW, Washington, DC 20531",
        "questions": "the monitoring desk of the Bureau of Justice Assistance",
        "items": ({"asks": ASKS},),
        "not_asked": "We do not ask for the immigration status of any person.",
        "consequences": (
            {"says": "The Department of Justice may issue a subpoena for these documents."},
            {"says": "Access to award funds may be withheld or limited, as the award's terms say."},
            {"says": "The award may be referred to the Office of the Inspector General for audit."},
        ),
    }
    draft = Draft(
        letter="L-J21-2018-01-24",
        kind="document-request",
        on=SENT,
        letterhead=head(),
        addressee=Addressee(
            name="The Honorable Greg Fischer",
            office="Mayor",
            body="Louisville Metro Government",
            lines=("527 West Jefferson Street", "Louisville, Kentucky 40202"),
            salutation="Dear Mayor Fischer:",
        ),
        signer=Signer(name="Jon Adler", lines=("Director", "Bureau of Justice Assistance")),
        values=values,
        clauses=("public_record",),
        desk=Desk(url="https://proviso.example/desk/7Q4K-M2XD", code="7Q4K-M2XD"),
        delivery="By e-mail and by mail",
        enclosures=(Enclosure(name="Special condition 23.pdf", sha256="0f" * 32),),
        copies=("Jefferson County Attorney",),
        mark=MARK,
    )
    return replace(draft, **changes)


def with_values(draft: Draft, **values: Value) -> Draft:
    """The draft with some values changed; None takes one out."""
    changed = {**draft.values, **values}
    return replace(draft, values={k: v for k, v in changed.items() if v is not None})
