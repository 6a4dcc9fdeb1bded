"""Acts on the register: governments, their names, ids and memberships, and loading an edition. Names are read in domain/register."""

from datetime import datetime
from importlib.resources.abc import Traversable

from proviso.acts.act import Act, Deed, Outcome, Sight, Told
from proviso.acts.perform import sitting
from proviso.domain import enrolment
from proviso.domain.facts.governments import (
    AliasNoted,
    AssociationNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
    MembershipNoted,
    RegisterLoaded,
)
from proviso.domain.refusals import Refusal
from proviso.domain.register import Register
from proviso.outside import gazetteer
from proviso.records import register, streams

STREAM = "register"


def _why_not_load(see: Sight, fact: RegisterLoaded) -> Refusal | None:
    """The tables must already hold what the fact says: load_register puts them there."""
    if register.digest(register.by_hand(streams.entries(STREAM))) == fact.sha256:
        return None
    return Refusal(
        code="register.not-loaded",
        reason=f"The register's tables do not hold the edition {fact.edition!r} with that digest.",
        cure="Load an edition with its tables; this act records a loading and does not do it.",
        authority="the record's own rule: the register is what its digest says",
    )


ACTS = (
    Act(
        name="load-register",
        fact=RegisterLoaded,
        room="register",
        says="Record that an edition of the register was put in place.",
        why_not=_why_not_load,
    ),
    Act(
        name="note-government",
        fact=GovernmentNoted,
        room="register",
        says="Note a government that the register does not hold.",
        why_not=lambda see, fact: enrolment.why_not_note_government(see.register, fact),
    ),
    Act(
        name="rename-government",
        fact=GovernmentRenamed,
        room="register",
        says="Note that a government took another name.",
        why_not=lambda see, fact: enrolment.why_not_rename_government(see.register, fact),
    ),
    Act(
        name="note-alias",
        fact=AliasNoted,
        room="register",
        says="Note another OCD id under which a government is listed.",
        why_not=lambda see, fact: enrolment.why_not_note_alias(see.register, fact),
    ),
    Act(
        name="give-external-id",
        fact=ExternalIdGiven,
        room="register",
        says="Give a government the id that a review's own papers use for it.",
        why_not=lambda see, fact: enrolment.why_not_give_external_id(see.register, fact),
    ),
    Act(
        name="note-association",
        fact=AssociationNoted,
        room="register",
        says="Note an association of governments, and which types of body may be members.",
        why_not=lambda see, fact: enrolment.why_not_note_association(see.associations, fact),
    ),
    Act(
        name="note-membership",
        fact=MembershipNoted,
        room="register",
        says="Note that a government is, or is not, a member of an association.",
        why_not=lambda see, fact: enrolment.why_not_note_membership(see.associations, fact),
    ),
)


def load_register(folder: Traversable | None = None, *, by: str, at: datetime) -> Outcome | None:
    """Fill the table of governments and record the edition, together; None where it is in place already.

    Raises gazetteer.RegisterUnreadable for a folder that is no register.
    """
    edition = gazetteer.rows(folder)
    governments = list(Register(edition))
    rows = (register.row_of(one) for one in governments)
    digest = register.digest_of(rows, register.aliases_of(governments))
    fact = RegisterLoaded(edition=edition.edition, sha256=digest, rows=len(governments))
    with sitting() as one:
        one.hold([STREAM])
        loaded = [
            entry.fact
            for entry in streams.entries(STREAM)
            if isinstance(entry.fact, RegisterLoaded)
        ]
        if fact in loaded:
            return None
        if loaded:
            return _another(loaded[-1], fact)
        register.fill(governments)
        told = Told(by=by, at=at, on=at.date(), learned=at.date(), key=f"load-register {digest}")
        return one.do(Deed(act=ACTS[0], stream=STREAM, fact=fact), told)


def _another(held: RegisterLoaded, fact: RegisterLoaded) -> Refusal:
    same = held.edition == fact.edition
    new = f"other rows under the same name {fact.edition!r}" if same else f"{fact.edition!r}"
    return Refusal(
        code="register.another-edition",
        reason=f"The edition {held.edition!r} is in place; this one is {new}.",
        cure=(
            "Note what changed, body by body (note-government, rename-government, note-alias). "
            "Replacing a whole edition is not possible yet."
        ),
        authority="the record's own rule: answers given under one edition must stay explainable",
    )
