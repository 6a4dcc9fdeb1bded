"""Rounds in the village: a file that tells one, matters to write to, and the three people it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from proviso.acts import releases, rounds
from proviso.acts.rounds import Done, Going
from proviso.domain.facts.letters import LetterFiled, LetterSent
from proviso.domain.refusals import Refusal
from proviso.letters.content import Signer
from proviso.letters.rounds import Choice, Planned, RoundFile
from proviso.queries.drafts import Drafting
from proviso.queries.record import Record
from proviso.records import models, streams
from tests.acts.village import AT, JAN_24, done, matter, village
from tests.acts.village import told as envelope

ADA, BO, CY = "Ada Author", "Bo Approver", "Cy Sender"
DUE = date(2018, 2, 23)
MATTERS = ("V1", "V2", "V3")
VALUES = {"answer_to": "1 Capitol Green, Marrow Landing", "questions": "the grants desk"}


def file(**changed: Any) -> RoundFile:
    """A document request to the matters of the village, by post."""
    told = RoundFile(
        review="R1",
        round="Q1",
        kind="document-request",
        on=JAN_24,
        due=DUE,
        letterhead="zz-mv-grants",
        signer=Signer(name="Ruth Ashgrove", lines=("Office of Grants",)),
        authority="2 CFR 200.336",
        items=("policies",),
        channel="print",
        recipients=Choice(matters=MATTERS),
        values=VALUES,
    )
    return replace(told, **changed)


def ready(*matters: str) -> None:
    """The village, its matters, and words that were approved."""
    village()
    for name in matters or MATTERS[1:]:
        matter(name)
    done(
        "approve-template",
        "review:R1",
        envelope=envelope(by=BO),
        template="document_request",
        version="1",
        letter_kind="document-request",
        written_by=ADA,
        approved_by=BO,
    )


def going(by: str, on: date = JAN_24) -> Going:
    return Going(by=by, at=AT, on=on)


class Drafts:
    """What the command hands to the acts: drafts made from the record as it is now."""

    def __init__(self, told: RoundFile) -> None:
        self.file = told

    def __call__(self, matters: Sequence[str]) -> Iterable[tuple[str, Planned | Refusal]]:
        return Drafting(self.file, known=AT.date(), record=Record()).drafts(matters)


def prepared(told: RoundFile, by: str = ADA) -> Done:
    return rounds.prepare(told, told.recipients.matters, Drafts(told), going(by))


def approved(told: RoundFile, by: str = BO) -> Done:
    return rounds.approve(told, Drafts(told), going(by))


def released(told: RoundFile, by: str = CY, on: date = JAN_24, **more: Any) -> Done:
    return releases.release(told, Drafts(told), going(by, on), **more)


def ready_to_go(told: RoundFile) -> None:
    """Prepared by one, approved by another."""
    for step in (prepared(told), approved(told)):
        assert step.recorded, step.problems


def codes(of: Done) -> list[str]:
    return [one.refusal.code for one in of.problems]


def letters_sent(name: str) -> list[LetterSent]:
    facts = [one.fact for one in streams.entries(f"matter:{name}")]
    return [one for one in facts if isinstance(one, LetterSent)]


def letters_filed(name: str) -> list[LetterFiled]:
    facts = [one.fact for one in streams.entries(f"matter:{name}")]
    return [one for one in facts if isinstance(one, LetterFiled)]


def owed() -> list[models.Errand]:
    return list(models.Errand.objects.order_by("number"))
