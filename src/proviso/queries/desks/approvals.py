"""What waits for a second person: acts that stand proposed in matters, rounds of letters, words of letters; and what exactly would be approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proviso.domain.binding import REMEDIES
from proviso.domain.findings import Notice, open_proposal
from proviso.domain.remedies import Proposal, Remedies, repayable
from proviso.domain.reviews import Review
from proviso.domain.rounds import Sending, Stage
from proviso.domain.standing import Standing
from proviso.queries.desks.in_matter import Wait
from proviso.queries.desks.kept import kept, rows_of
from proviso.queries.desks.matter import declined
from proviso.queries.desks.proposals import answer_to
from proviso.queries.pages.next_acts import NextAct, next_act
from proviso.queries.pages.plain import dollars, name_of, words
from proviso.queries.pages.reading import Reading, reading
from proviso.records.models import Matter

MOST = 100
UNSEEN = {
    "determine": "The outcome (compliant or not) is not part of a proposal, so you have not seen it. Whoever makes the determination "
    "chooses it and may word the finding anew; the name cannot change.",
    "require-repayment": "The sum asked back may be less than what stands disallowed, never more.",
}
"""What an approval under an act does not fix, in plain words."""
NOTICES = {"determine": "determination", "issue-subpoena": ""}  # of others: remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An act that stands proposed in a matter. `declined` says how often a second person declined it."""

    matter: str
    review: str
    government: str
    act: str
    title: str
    wait: Wait
    declined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReview:
    """A round or the words of a letter, prepared or written by one person, for another to approve."""

    review: str
    kind: str
    name: str
    says: str
    by: str
    since: date | None
    sending: Sending | None = None
    words: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What waits, and what was approved and not done yet. `more` counts what is beyond the first hundred."""

    waiting: tuple[Waiting, ...]
    approved: tuple[Waiting, ...]
    rounds: tuple[OfReview, ...]
    templates: tuple[OfReview, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What exactly would be approved: pairs of a term and what the record says, the notice of it, what the gate says."""

    act: str
    title: str
    authority: str
    told: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    gate: NextAct
    proposed_by: str
    refs: tuple[str, ...]
    unseen: str = ""


def approvals(record: Reading, *, on: date) -> Approvals:
    """What waits for a second person at the desks of the record's reader."""
    found: dict[str, list[tuple[Matter, Wait]]] = {"approval": [], "approved": []}
    for rows in rows_of(kept(on), record.desks).values():
        for row in rows:
            for wait in row.waits:
                if wait.kind in found:
                    found[wait.kind].append((row.matter, wait))
    shown = {kind: told[:MOST] for kind, told in found.items()}
    everyone = (
        reading()
    )  # these matters are of the reader's own reviews, so nothing is asked of the door for each
    everyone.read([f"matter:{one.matter}" for told in shown.values() for one, _ in told])
    return Approvals(
        waiting=tuple(_waiting(everyone, *one) for one in shown["approval"]),
        approved=tuple(_waiting(everyone, *one) for one in shown["approved"]),
        rounds=tuple(_rounds(record, on)),
        templates=tuple(_templates(record, on)),
        more=sum(len(told) - len(shown[kind]) for kind, told in found.items()),
    )


def _waiting(record: Reading, one: Matter, wait: Wait) -> Waiting:
    rule = record.book.acts.get(wait.act)
    entries = tuple(record.entries(f"matter:{one.matter}"))
    return Waiting(
        matter=one.matter,
        review=one.review,
        government=name_of(record, one.respondent),
        act=wait.act,
        title=rule.title if rule else words(wait.act),
        wait=wait,
        declined=len(declined(entries, wait.act)),
    )


def _rounds(record: Reading, on: date) -> Iterator[OfReview]:
    for name in record.desks:
        held = record.review(name, known=on)
        for one in held.sendings.named.values():
            if one.stage is not Stage.RELEASED:
                opened = held.rounds.get(one.round)
                many = "1 letter" if len(one.matters) == 1 else f"{len(one.matters):,} letters"
                done = f", approved by {one.approved_by}" if one.approved_by else ""
                yield OfReview(
                    review=name,
                    kind="round",
                    name=one.round,
                    says=f"{opened.title if opened else one.round}: {many}, {words(one.letter_kind)}{done}",
                    by=one.prepared_by,
                    since=opened.on if opened else None,
                    sending=one,
                )


def _templates(record: Reading, on: date) -> Iterator[OfReview]:
    for name in record.desks:
        held = record.review(name, known=on)
        for key, one in held.drafts.items():
            if key not in held.templates:
                yield OfReview(
                    review=name,
                    kind="template",
                    name=f"{one.template}, version {one.version}",
                    says=f"{words(one.letter_kind).capitalize()}, to hold from {one.since}",
                    by=one.written_by,
                    since=one.since,
                    words=(one.letter_kind, one.template, one.version),
                )


def proposed(record: Reading, one: Matter, act: str, *, on: date) -> Proposed | None:
    """What stands proposed in a matter under an act's name, as far as anything does; None where the act needs no second person."""
    rule = record.book.acts.get(act)
    answer = answer_to(record, one, act, on=on)
    if rule is None or not rule.two_people or answer is None:
        return None
    standing = record.standing(one.matter, on=on, known=on)
    told, refs = _told(standing, record.review(one.review, known=on), act)
    entries = {each.ref: each for each in record.entries(f"matter:{one.matter}")}
    names = {value for _, value in told}
    return Proposed(
        act=act,
        title=rule.title,
        authority=rule.authority,
        told=told,
        notices=tuple(
            each
            for each in standing.findings.notices.values()
            if each.about in {act, NOTICES.get(act, "remedy"), *names}
        ),
        gate=next_act(record, one, answer),
        proposed_by=entries[refs[-1]].by if refs and refs[-1] in entries else "",
        refs=refs,
        unseen=UNSEEN.get(act, "") if told else "",
    )


def _told(
    standing: Standing, review: Review, act: str
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What is proposed under an act, in pairs, and the entries that say so."""
    found, ends = standing.findings, standing.remedies
    if act == "determine":
        held = open_proposal(found)
        if held is None:
            return (), ()
        named = ("Determination", held.told.determination)
        return (named, ("What would be found", held.told.says), ("Outcome", "")), (held.ref,)
    if act == "require-repayment":
        return _sums(ends)
    if act == "issue-subpoena":
        return _authority(review), ()
    left = [one for name, one in ends.proposed.items() if name not in ends.imposed]
    its = [one for one in left if REMEDIES.get(one.kind) == act]
    return tuple(pair for one in its for pair in _remedy(one)), tuple(one.ref for one in its)


def _authority(review: Review) -> tuple[tuple[str, str], ...]:
    held = review.authorities.get("subpoena")
    if held is None:
        return ()
    return (("Authority", held.authority), ("Issued by", held.issuer), ("Enforced in", held.forum))


def _sums(ends: Remedies) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Every sum that stands disallowed with its reason, and how much of each award can still be asked back."""
    left = {award: cents for award, cents in repayable(ends).items() if cents}
    told: list[tuple[str, str]] = []
    for award, cents in left.items():
        told += [("Award", award), ("Sum, at most", dollars(cents))]
        told += [
            (f"Disallowed, {dollars(one.cents)}", one.why)
            for one in ends.disallowed
            if one.award == award
        ]
    return tuple(told), tuple(one.ref for one in ends.disallowed if one.award in left)


def _remedy(one: Proposal) -> tuple[tuple[str, str], ...]:
    return (
        ("Remedy", one.remedy),
        ("Kind", words(one.kind)),
        ("Award", one.award),
        ("Sum", dollars(one.cents) if one.cents is not None else ""),
        ("From", one.since.isoformat() if one.since else ""),
        ("Until", one.until.isoformat() if one.until else "No end is set"),
    )
