"""Drafts of letters to test with: the January request of the reference review, and one of each kind."""

from dataclasses import replace
from datetime import date
from typing import Any

from proviso.letters.checking import slots_of
from proviso.letters.content import Desk, Enclosure, Signer
from proviso.letters.content import Letterhead as Head
from proviso.letters.draft import Addressee, Draft
from proviso.letters.library import letterhead, load
from proviso.letters.values import Value
from proviso.letters.wording import Each, If, Wording, walk

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


POOL: dict[str, Value] = {
    "government": "Louisville/Jefferson County Metro Government",
    "award": "2016-DJ-BX-0217",
    "programme": "the Edward Byrne Memorial Justice Assistance Grant Program (16.738)",
    "year": "2016",
    "prime": "the Kentucky Justice Cabinet",
    "applicants": "Jefferson County",
    "condition": "special condition 23, cooperation with monitoring",
    "condition_says": "The recipient cooperates with monitoring and meets reasonable deadlines.",
    "authority": "2 CFR 200.336, as adopted by 2 CFR 2800.101",
    "concern": "A first paragraph of doubt.\n\nA second paragraph of doubt.",
    "earlier": date(2017, 11, 15),
    "earlier_title": "Document request",
    "earlier_due": date(2017, 12, 8),
    "answered": date(2017, 12, 8),
    "due": DUE,
    "answer_to": "810 Seventh Street NW, Washington, DC 20531",
    "questions": "the monitoring desk, 202-555-0100",
    "items": (
        {"asks": ASKS, "time_frame": "since October 1, 2015", "missing": "Everything after page 9."},
        {"asks": "The roll-call notices.", "time_frame": None, "missing": "All of it."},
    ),
    "accepted": ({"asks": "The ordinance."},),
    "not_asked": "We do not ask for the immigration status of any person.",
    "consequences": ({"says": "A subpoena."}, {"says": "An audit."}),
    "provisions": (
        {"provision": "Ordinance 2, section 5", "limb": "8 U.S.C. 1373(a)", "why": "It may limit."},
    ),
    "questions_put": ({"asks": "Whether section 5 is applied to officers."},),
    "outcome": "granted",
    "asked_on": date(2018, 1, 20),
    "reason": "The records are on two systems.",
    "issuer": "the Director of the Bureau of Justice Assistance",
    "statute": "34 U.S.C. 10225",
    "forum": "the United States District Court for the Western District of Kentucky",
    "trigger": "late",
    "trigger_shown": "The day set was December 8, 2017; the answer came on December 11, 2017.",
    "return_place": "810 Seventh Street NW, Washington, DC 20531",
    "objection": "You may object in writing to the General Counsel.",
    "object_by": DUE,
    "hearing": "Whether a direct recipient has a right to a hearing is argued; we will hold one if asked.",
    "facts": ({"says": "Section 5 is in force.", "evidence": "volume 1, page 3"},),
    "action": "to withhold cash until section 5 is changed.",
    "finding": "Section 5 was changed before the award was accepted.",
    "answer_to_objections": "No objection was made.",
    "effective": date(2018, 2, 26),
    "remedies": (
        {
            "remedy": "cash withheld, 2 CFR 200.338(a)",
            "award": "2016-DJ-BX-0217",
            "sum": 7051100,
            "since": date(2018, 2, 26),
            "until": None,
        },
    ),
    "why_not_cured": "Specific conditions were tried from 2017 on and did not help.",
    "lifted_when": "The remedy ends when the ordinance is changed.",
    "appeal": "You may petition the court of appeals under 34 U.S.C. 10224.",
    "appeal_by": date(2018, 3, 26),
    "published_where": "the agency's page on this review",
    "duty": "The condition holds for as long as the award does.",
    "keep_until": "Please keep the award's records for three years after its final report.",
    "received_at": "3:04 p.m. Eastern time on January 24, 2018",
    "received_from": "Ada Marsh, County Attorney",
    "files": (
        {"name": "orders.pdf", "size": 120344, "sha256": "ab" * 32},
        {"name": "ordinance 2 (as amended in 2017).pdf", "size": 9, "sha256": "cd" * 32},
    ),
    "manifest": "ef" * 32,
    "control_number": "1121-0329",
    "with_whom": "Jefferson County",
    "order": "City of Chicago v. Sessions, N.D. Ill., September 15, 2017",
    "order_does": "It bars two other conditions of fiscal year 2017.",
}  # fmt: skip


def named(wording: Wording) -> set[str]:
    """The fields that words name, with those they put questions about."""
    found: set[str] = set()
    for node in walk(wording.nodes):
        match node:
            case Each(many=many):
                found.add(many)
            case If(path=path):
                found.add(path[0])
            case _:
                found |= {slot.path[0] for slot in slots_of(node)}
    return found


def letter_of(kind: str, *, with_all: bool = True) -> Draft:
    """A letter of this kind with every field its words name; or with what it must have only."""
    held = load().kinds[kind]
    wanted = named(held.versions[-1].wording) if with_all else set()
    wanted |= {
        one.field
        for one in held.requires
        if one.when is None or one.when in {("kind", kind), ("outcome", "granted")}
    }
    values = {name: POOL[name] for name in wanted if name in POOL}
    bare: dict[str, Any] = {} if with_all else {"desk": None, "enclosures": (), "copies": ()}
    return request(letter=f"L-{kind}", kind=kind, values=values, clauses=(), **bare)
