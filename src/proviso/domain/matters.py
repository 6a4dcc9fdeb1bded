"""A matter: one respondent's part in a review under one award or application. Its letters and findings are elsewhere.

Authority: 2 CFR 200.339-200.342 (a question is about one award), the procedure of the
review, and the record's own rules.

Theory. A matter is opened once. It ends by settlement or by release and can be
reopened; a clearance ends nothing (the duty continues) and is held with the
findings. Whose matter it is stands *unstated* until two independent ids agree
(*confirmed*), and a doubt makes it *questioned* until they are confirmed again. A
contact is noted, then verified as often as needed, then perhaps superseded; a
superseded contact stays on record and is written to no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.contacts import why_not_reach
from proviso.domain.facts.matters import (
    ApprovalGiven,
    ContactNoted,
    ContactSuperseded,
    ContactVerified,
    FairnessOverridden,
    IdentityConfirmed,
    IdentityQuestioned,
    MatterFact,
    MatterNoted,
    MatterOpened,
    MatterReleased,
    MatterReopened,
    MatterSettled,
)
from proviso.domain.knowing import ONE_NAME, why_not_known, why_not_new, why_not_stated
from proviso.domain.refusals import Refusal

NOTE_FIRST = "Note the contact first (note-contact)."
HEALTH = "Contact health: a superseded contact is kept and not used"


class Identity(StrEnum):
    """How sure the record is of who the respondent is."""

    UNSTATED = "unstated"
    CONFIRMED = "confirmed"
    QUESTIONED = "questioned"


class How(StrEnum):
    """How a matter ended."""

    SETTLED = "settled"
    RELEASED = "released"


TRANSITIONS: Mapping[tuple[Identity, type[MatterFact]], Identity] = {
    **{(state, IdentityConfirmed): Identity.CONFIRMED for state in Identity},
    **{(state, IdentityQuestioned): Identity.QUESTIONED for state in Identity},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or office to whom letters go. `verified_on` is None until someone has checked it."""

    contact: str
    office: str
    name: str | None
    address: str | None
    channel: str
    verified_on: date | None = None
    superseded: bool = False
    successor: str | None = None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A fairness ground set aside for one act."""

    ground: str
    act: str
    name: str
    why: str
    published: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A second person's word for one doing of an act as it stood proposed; `used` once it was done or proposed anew."""

    act: str
    approved_by: str
    on: date | None
    ref: str
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    how: How
    on: date | None
    ref: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`identity_ref` and `opened_ref` cite the entries that say so."""

    opened: MatterOpened | None = None
    opened_on: date | None = None
    opened_ref: str | None = None
    identity: Identity = Identity.UNSTATED
    ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    identity_ref: str | None = None
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    approvals: tuple[Approval, ...] = ()
    ended: Ended | None = None


# --- decisions -------------------------------------------------------------------------------


def why_not_unopened(matter: Matter) -> Refusal | None:
    """Every act in a matter's room but open-matter asks this first."""
    if matter.opened is not None:
        return None
    return Refusal(
        code="matter.not-opened",
        reason="This matter has not been opened, so nothing can be done in it.",
        cure="Open the matter first (open-matter).",
        authority=ONE_NAME,
    )


def why_not_open_matter(matter: Matter, fact: MatterOpened) -> Refusal | None:
    taken = () if matter.opened is None else (fact.matter,)
    return (
        why_not_new("matter", fact.matter, taken)
        or why_not_stated("matter", "review", fact.review)
        or why_not_stated("matter", "respondent", fact.respondent)
        or why_not_stated("matter", "programme", fact.programme)
    )


def why_not_confirm_identity(fact: IdentityConfirmed) -> Refusal | None:
    """Two ids that are different strings; whether they agree is for the person who confirms."""
    if len({one.strip().casefold() for one in fact.ids if one.strip()}) >= 2:
        return why_not_stated("identity", "confirmed-by", fact.confirmed_by)
    return Refusal(
        code="identity.one-id",
        reason="Fewer than two different ids were given; a name or one id can fit several bodies.",
        cure="Give two independent ids that agree, such as the OCD id and the GEOID.",
        authority="The identity rule: nothing is sent or published on a name alone",
    )


def why_not_note_contact(matter: Matter, fact: ContactNoted) -> Refusal | None:
    return (
        why_not_new("contact", fact.contact, matter.contacts)
        or why_not_stated("contact", "office", fact.office)
        or why_not_reach(fact)
    )


def why_not_verify_contact(matter: Matter, fact: ContactVerified) -> Refusal | None:
    return why_not_known("contact", fact.contact, matter.contacts, cure=NOTE_FIRST) or _superseded(
        matter.contacts[fact.contact]
    )


def why_not_supersede_contact(matter: Matter, fact: ContactSuperseded) -> Refusal | None:
    unknown = why_not_known("contact", fact.contact, matter.contacts, cure=NOTE_FIRST)
    if unknown or fact.successor is None:
        return unknown or _superseded(matter.contacts[fact.contact])
    cure = "Name another contact of this matter as successor."
    return (
        _circular(matter.contacts, fact.contact, fact.successor)
        or _superseded(matter.contacts[fact.contact])
        or why_not_known("contact", fact.successor, matter.contacts, cure=cure)
    )


def _circular(contacts: Mapping[str, Contact], contact: str, successor: str) -> Refusal | None:
    """Refuse a contact that would come after itself, at once or by way of those after it."""
    path, after_it = [contact], successor
    while after_it not in path:
        path.append(after_it)
        held = contacts.get(after_it)
        if held is None or held.successor is None:
            return None
        after_it = held.successor
    if len(path) == 1:
        return Refusal(
            code="contact.supersedes-itself",
            reason=f"The contact {contact!r} is said to be superseded by itself.",
            cure="Name another contact of this matter as successor, or leave the successor empty.",
            authority=HEALTH,
        )
    return Refusal(
        code="contact.circular",
        reason=f"The contacts would supersede each other in a circle: {' -> '.join((*path, after_it))}.",
        cure="Correct the successor. For a person who is in office again, note a new contact.",
        authority=HEALTH,
    )


def _superseded(contact: Contact) -> Refusal | None:
    if not contact.superseded:
        return None
    return Refusal(
        code="contact.superseded",
        reason=f"The contact {contact.contact!r} has been superseded.",
        cure="Use its successor, or note a new contact.",
        authority=HEALTH,
    )


def why_not_override_fairness(fact: FairnessOverridden) -> Refusal | None:
    return (
        why_not_stated("override", "ground", fact.ground)
        or why_not_stated("override", "name", fact.name)
        or why_not_stated("override", "why", fact.why)
        or why_not_stated("override", "published", fact.published)
    )


def why_not_approve(fact: ApprovalGiven) -> Refusal | None:
    return why_not_stated("approval", "act", fact.act) or why_not_stated(
        "approval", "approved-by", fact.approved_by
    )


def why_not_settle_matter(matter: Matter, fact: MatterSettled) -> Refusal | None:
    return _ended(matter, How.SETTLED) or why_not_stated("matter", "terms", fact.terms)


def why_not_release_matter(matter: Matter, fact: MatterReleased) -> Refusal | None:
    return _ended(matter, How.RELEASED) or why_not_stated("matter", "why", fact.why)


def why_not_reopen_matter(matter: Matter, fact: MatterReopened, *, cleared: bool) -> Refusal | None:
    """A matter is reopened after a settlement, a release or a clearance, with a reason."""
    if matter.ended or cleared:
        return why_not_stated("matter", "why", fact.why)
    return Refusal(
        code="matter.not-ended",
        reason="This matter is neither settled, released nor cleared, so it is still open.",
        cure="Go on with the next step; nothing needs to be reopened.",
        authority=ONE_NAME,
    )


def _ended(matter: Matter, how: How) -> Refusal | None:
    if matter.ended is None or matter.ended.how is not how:
        return None
    return Refusal(
        code=f"matter.{how}",
        reason=f"This matter was already {how} (see {matter.ended.ref}).",
        cure="Reopen the matter first (reopen-matter) if it goes on.",
        authority=ONE_NAME,
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Matter, fact: MatterFact, *, on: date | None, ref: str) -> Matter:
    """The matter once `fact` is on record. Total: facts may come late or in any order."""
    match fact:
        case MatterOpened():
            return replace(state, opened=fact, opened_on=on, opened_ref=ref)
        case IdentityConfirmed() | IdentityQuestioned():
            return _identified(state, fact, ref)
        case ContactNoted() | ContactVerified() | ContactSuperseded():
            return _contacted(state, fact, on, ref)
        case FairnessOverridden() | ApprovalGiven():
            return _allowed(state, fact, on, ref)
        case MatterSettled() | MatterReleased() | MatterReopened():
            return replace(state, ended=_ending(fact, on, ref))
        case MatterNoted():  # pragma: no branch
            return state


def _ending(
    fact: MatterSettled | MatterReleased | MatterReopened, on: date | None, ref: str
) -> Ended | None:
    match fact:
        case MatterSettled(terms=terms):
            return Ended(how=How.SETTLED, on=on, ref=ref, why=terms)
        case MatterReleased(why=why):
            return Ended(how=How.RELEASED, on=on, ref=ref, why=why)
        case MatterReopened():  # pragma: no branch
            return None


def _identified(state: Matter, fact: IdentityConfirmed | IdentityQuestioned, ref: str) -> Matter:
    identity = TRANSITIONS[state.identity, type(fact)]
    if isinstance(fact, IdentityConfirmed):
        return replace(state, identity=identity, ids=fact.ids, candidates=(), identity_ref=ref)
    return replace(state, identity=identity, candidates=fact.candidates, identity_ref=ref)


def _contacted(
    state: Matter,
    fact: ContactNoted | ContactVerified | ContactSuperseded,
    on: date | None,
    ref: str,
) -> Matter:
    held = state.contacts.get(fact.contact)
    match fact:
        case ContactNoted():
            contact = Contact(
                contact=fact.contact,
                office=fact.office,
                name=fact.name,
                address=fact.address,
                channel=fact.channel,
                ref=ref,
            )
        case _ if held is None:
            return state
        case ContactVerified():
            contact = replace(held, verified_on=on, ref=ref)
        case ContactSuperseded(successor=successor):  # pragma: no branch
            contact = replace(held, superseded=True, successor=successor, ref=ref)
    return replace(state, contacts={**state.contacts, fact.contact: contact})


def spent(state: Matter, act: str) -> Matter:
    """The matter once `act` was done or proposed anew: its approvals are used, and the next doing needs another."""
    if not any(one.act == act for one in state.approvals):
        return state
    approvals = tuple(replace(one, used=True) if one.act == act else one for one in state.approvals)
    return replace(state, approvals=approvals)


def _allowed(
    state: Matter, fact: FairnessOverridden | ApprovalGiven, on: date | None, ref: str
) -> Matter:
    if isinstance(fact, ApprovalGiven):
        approval = Approval(act=fact.act, approved_by=fact.approved_by, on=on, ref=ref)
        return replace(state, approvals=(*state.approvals, approval))
    override = Override(
        ground=fact.ground,
        act=fact.act,
        name=fact.name,
        why=fact.why,
        published=fact.published,
        on=on,
        ref=ref,
    )
    return replace(state, overrides=(*state.overrides, override))
