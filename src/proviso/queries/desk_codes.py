"""Which letter a code is of, and where its recipient is reached. Read from the whole record: who asks is not known yet, and is told nothing."""

from dataclasses import dataclass
from datetime import date

from proviso.domain.confirming import reached_at
from proviso.outside.desk_codes import kept_as
from proviso.queries.contacts import whose
from proviso.queries.record import Record
from proviso.records import desk_codes, models


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The letter of a code. `address` is None where the record has none on which to rely."""

    matter: str
    letter: str
    respondent: str
    address: str | None


def letter_of(code: str, *, on: date) -> Coded | None:
    """The letter of this code, if there is one and it has been sent."""
    found = desk_codes.found(kept_as(code))
    if found is None:
        return None
    stream, letter = found
    name = stream.partition(":")[2]
    matter = models.Matter.objects.filter(matter=name).first()
    standing = Record().standing(name, on=on, known=on)
    sent = standing.letters.sent.get(letter)
    if matter is None or sent is None:
        return None
    return Coded(
        matter=name,
        letter=letter,
        respondent=matter.respondent,
        address=reached_at(sent, whose(sent, standing)),
    )
