"""Who a round goes to: matters that are named, and those that the record says fit (an earlier round, a state, a standing)."""

from datetime import date

from proviso.domain.refusals import Refusal
from proviso.letters.rounds import Choice, RoundFile
from proviso.queries.draft_values import undrafted
from proviso.queries.record import Record
from proviso.records.models import Matter

AT_ONCE = 500


def recipients(record: Record, file: RoundFile, *, known: date) -> tuple[str, ...] | Refusal:
    """The matters, as named or in order of id, each once."""
    choice = file.recipients
    if choice.matters:
        return _named(record, file)
    mine = [one for one in record.matters if one.review == file.review]
    found: list[str] = []
    for start in range(0, len(mine), AT_ONCE):
        some = mine[start : start + AT_ONCE]
        names = [f"matter:{one.matter}" for one in some]
        record.read(names)
        found += [one.matter for one in some if _fits(record, file, one, known=known)]
        record.forget(names)
    if not found or not choice:
        says = "Nobody fits: name matters, a table, an earlier round, a state or a standing."
        return undrafted("round.empty", says, "Say in the file or the command who is written to.")
    return tuple(found)


def _named(record: Record, file: RoundFile) -> tuple[str, ...] | Refusal:
    known = {one.matter: one for one in record.matters}
    choice = file.recipients
    for name in choice.matters:
        if name not in known or known[name].review != file.review:
            reason = f"{name!r} is no matter of the review {file.review}."
            return undrafted("matter.unknown", reason, "Correct the id, or leave it out.")
    if len(set(choice.matters)) < len(choice.matters):
        twice = next(one for one in choice.matters if choice.matters.count(one) > 1)
        return undrafted("round.doubled", f"{twice} is there more than once.", "Name it once.")
    return choice.matters


def _fits(record: Record, file: RoundFile, one: Matter, *, known: date) -> bool:
    choice: Choice = file.recipients
    standing = record.standing(one.matter, on=file.on, known=known)
    if standing.matter.opened is None:
        return False
    if choice.like and all(sent.round != choice.like for sent in standing.letters.sent.values()):
        return False
    if choice.standing and str(standing.state) != choice.standing:
        return False
    body = record.body(one.respondent) if choice.state else None
    return choice.state is None or (body is not None and body.state == choice.state.upper())
