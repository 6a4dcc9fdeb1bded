"""What a response holds as it is on record: its items, files and certificate, what it met, and the receipt that proves it. Preparing one is not here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from proviso.domain.answers import FileGiven, Given, ItemAnswer
from proviso.domain.facts.answers import LetterAnswerCertified
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.manifests import Acknowledged, Handed
from proviso.domain.refusals import Refusal
from proviso.domain.responses import Response
from proviso.domain.standing import Standing
from proviso.queries import receipts
from proviso.queries.may import NotAsked
from proviso.queries.pages.dates import Dated, dates
from proviso.queries.pages.plain import name_of
from proviso.queries.pages.reading import Reading
from proviso.records.models import Matter

SAID = {
    Given.GIVEN: "Documents given",
    Given.NONE_HELD: "No such documents held",
    Given.WITHHELD: "Withheld",
    Given.OBJECTED: "Objected",
    Given.ALREADY_GIVEN: "Given before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of the letter and what the response says of it; `answer` None where it says nothing."""

    number: int
    item: str
    asks: str
    answer: ItemAnswer | None
    said: str
    files: tuple[FileGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One response as a receipt tells it."""

    number: str
    matter: str
    government: str
    response: str
    letter: str
    kind: str
    summary: str
    received: date | None
    recorded_at: datetime
    ref: str
    signed: LetterAnswerCertified | None
    items: tuple[ItemLine, ...]
    files: tuple[FileGiven, ...]
    own: tuple[Dated, ...]
    agency: tuple[Dated, ...]

    @property
    def answered(self) -> int:
        """How many items it answers."""
        return sum(one.answer is not None for one in self.items)


def answered(
    record: Reading, one: Matter, response: str, *, on: date, known: date
) -> Answered | None:
    """The response of that id; None where the matter has none that answers a letter."""
    stands = record.standing(one.matter, on=on, known=known)
    entries = record.entries(f"matter:{one.matter}")
    found = next((each for each in stands.responses.received if each.response == response), None)
    if found is None or found.letter is None or found.letter not in stands.letters.sent:
        return None
    entry = next(each for each in entries if each.ref == found.ref)
    assert isinstance(entry.fact, ResponseReceived)  # noqa: S101 - it made the response
    signed = stands.answers.certified.get(response)
    last = next((each for each in entries if signed and each.ref == signed.ref), entry)
    told = dates(record, one, on=on, known=known)
    return Answered(
        number=f"{one.matter}/{response}",
        matter=one.matter,
        government=name_of(record, one.respondent),
        response=response,
        letter=found.letter,
        kind=found.kind.replace("-", " "),
        summary=entry.fact.summary,
        received=found.on,
        recorded_at=last.recorded_at,
        ref=found.ref,
        signed=signed.told if signed else None,
        items=tuple(_items(record, one, found, stands, known)),
        files=stands.answers.files_of(response),
        own=tuple(each for each in told if each.letter == found.letter),
        agency=tuple(each for each in told if each.against == "agency" and each.days is not None),
    )


def _items(
    record: Reading, one: Matter, found: Response, stands: Standing, known: date
) -> Iterator[ItemLine]:
    """Every item of the letter, answered or not."""
    asks = record.review(one.review, known=known).items
    said = {each.told.item: each for each in stands.answers.of(found.response)}
    files = stands.answers.files_of(found.response)
    asked = stands.letters.sent[found.letter or ""].items
    for number, name in enumerate(asked, 1):
        yield ItemLine(
            number=number,
            item=name,
            asks=asks[name].asks if name in asks else name,
            answer=said.get(name),
            said=SAID[Given(said[name].told.answer)] if name in said else "Not answered",
            files=tuple(each for each in files if each.told.item == name),
        )


def signed_receipt(record: Reading, told: Answered, *, at: datetime) -> bytes | Refusal | NotAsked:
    """The receipt file of a response: its letter's entries with their proof, and its files by hash."""
    by = told.signed
    acknowledged = (
        [Acknowledged(by=by.name, on=told.received, how="certified and signed on the desk")]
        if by and told.received
        else []
    )
    made = receipts.receipt_of(
        record,
        told.matter,
        told.letter,
        files=[
            Handed(name=one.told.name, size=one.told.size, sha256=one.told.sha256)
            for one in told.files
        ],
        acknowledged=acknowledged,
        at=at,
    )
    return made.receipt if isinstance(made, receipts.Made) else made
