"""The two-person rule as acts keep it: who approves is not who does, whichever way round it is told. Approval itself is a fact."""

from collections.abc import Iterable

from proviso.acts.act import Deed, Told
from proviso.domain.binding import act_of, proposal_for
from proviso.domain.entries import Entry
from proviso.domain.facts.matters import ApprovalGiven
from proviso.domain.facts.reviews import TemplateApproved
from proviso.domain.knowing import TWO_PERSONS, same_person
from proviso.domain.refusals import Refusal
from proviso.domain.rulebook import RuleBook

DONE_BY = ("made_by", "issued_by", "imposed_by", "required_by")


def why_not_alone(
    book: RuleBook, asked: str, deed: Deed, told: Told, entries: Iterable[Entry]
) -> Refusal | None:
    """Refuse a two-person act whose doer, or recorder, is also its approver, or recorded the approval.

    `entries` are the matter's, as they were recorded. That an approval is there at all is the gate's ground; that
    nothing else was proposed after it was recorded is looked at here, since a proposal can be told for an earlier day.
    """
    if not book.acts[asked].two_people:
        return None
    doers = [told.by, *(getattr(deed.fact, name, told.by) for name in DONE_BY)]
    named = getattr(deed.fact, "approved_by", None)
    if named is not None and _among(named, doers):
        return _same(named, asked)
    entries = tuple(entries)
    given = _unused(entries, asked)
    meant = [one for one in given if named is None or same_person(one[0], named)]
    if not given:
        return _overtaken(entries, asked)
    if not meant:
        return _other(str(named), given[-1][0], asked)
    if all(_among(one, doers) or _among(by, doers) for one, by in meant):
        return _same(meant[-1][0] if _among(meant[-1][0], doers) else meant[-1][1], asked)
    return None


def why_not_own_approval(deed: Deed, told: Told) -> Refusal | None:
    """Refuse that one person records who wrote a letter's words and, for somebody else, that these are approved."""
    fact = deed.fact
    if not isinstance(fact, TemplateApproved) or told.brought_in:
        return None
    if same_person(told.by, fact.approved_by):
        return None
    return Refusal(
        code="template.not-own",
        reason=f"{told.by.strip()} would record both names: who wrote the words, and that {fact.approved_by.strip()} approved them.",
        cure=f"Have {fact.approved_by.strip()} record the approval (--by is who records it); who wrote the words cannot.",
        authority=TWO_PERSONS,
    )


def _unused(entries: Iterable[Entry], asked: str) -> list[tuple[str, str]]:
    """Who approved, and who recorded it, since the act was last done or proposed."""
    given: list[tuple[str, str]] = []
    for entry in entries:
        if asked in (act_of(entry.fact), proposal_for(entry.fact)):
            given = []
        elif isinstance(entry.fact, ApprovalGiven) and entry.fact.act == asked:
            given.append((entry.fact.approved_by, entry.by))
    return given


def _overtaken(entries: Iterable[Entry], asked: str) -> Refusal | None:
    """Refuse where the last approval was given before what now stands proposed was recorded."""
    approval: Entry | None = None
    newer: Entry | None = None
    for entry in entries:
        if isinstance(entry.fact, ApprovalGiven) and entry.fact.act == asked:
            approval, newer = entry, None
        elif proposal_for(entry.fact) == asked:
            newer = entry
        elif act_of(entry.fact) == asked:
            approval = None
    if approval is None or newer is None:
        return None
    return Refusal(
        code="approval.overtaken",
        reason=f"What is proposed under {asked} changed ({newer.ref}) after it was approved ({approval.ref}).",
        cure=f"Have a second person approve what is proposed now (approve, act {asked}).",
        authority=TWO_PERSONS,
    )


def _among(person: str, others: Iterable[str]) -> bool:
    return any(same_person(person, one) for one in others)


def _same(person: str, asked: str) -> Refusal:
    return Refusal(
        code="approval.same-person",
        reason=f"{person.strip()} would both approve {asked} and do it, or record both; two different people must.",
        cure=f"Have a second person record the approval (approve, act {asked}), or do the act.",
        authority=TWO_PERSONS,
    )


def _other(named: str, given_by: str, asked: str) -> Refusal:
    return Refusal(
        code="approval.other-person",
        reason=f"{named.strip()} is named as approving {asked}; the approval on record is {given_by}'s.",
        cure="Name the person whose approval is on record, or record the other one's (approve).",
        authority=TWO_PERSONS,
    )
