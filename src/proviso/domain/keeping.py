"""Keeping accounts: who may give whom a role, which roles must end, and what the last keeper may not do. What roles allow is in roles.

Authority: NIST SP 800-53 AC-2 (accounts of outsiders end, and someone else than their holder gives them), AC-5 (duties
of keeping accounts and of doing the work are apart); the record's own rule of roles.

Theory. Nobody gives a role to themselves, also not an admin: who wants one asks another. Counsel and everybody who
works for a government that is asked is from outside the agency, so their roles have a last day. A government's owner lets
in others of the same government, but not another owner: that is for whoever keeps the accounts. One keeper must remain.
"""

from datetime import date

from proviso.domain.refusals import Refusal
from proviso.domain.roles import SIDES, Role, Side

RULE = "The record's own rule: roles are given by another person, and those from outside end"
OUTSIDE = frozenset({Role.COUNSEL, *(role for role in SIDES if SIDES[role] is Side.RESPONDENT)})
"""Roles whose last day must be told."""
DELEGATED = (Role.RESPONDENT_COUNSEL, Role.STAFF, Role.READER)
"""Roles that a government's owner gives."""


def why_not_give_to(about: str, *, by: str) -> Refusal | None:
    """Refuse to give oneself a role. Both are ids of people."""
    if about != by:
        return None
    return _refused(
        "oneself",
        "Nobody gives a role to themselves.",
        "Ask another person who keeps the accounts of this installation.",
    )


def why_not_until(role: Role, *, first: date, last: date | None, on: date) -> Refusal | None:
    """Refuse a role from outside without its last day, and days that are over already."""
    if last is None and role in OUTSIDE:
        return _refused(
            "no-last",
            f"The role {role} is held from outside the agency, and has no last day.",
            "Give its last day. It can be given again before then.",
        )
    if last is not None and last < on:
        return _refused("over", f"The last day, {last}, has passed.", "Give today or a later day.")
    if last is not None and last < first:
        return _refused(
            "last", f"The last day, {last}, is before the first, {first}.", "Turn them."
        )
    return None


def why_not_delegate(role: Role) -> Refusal | None:
    """Refuse that an owner gives a role which is not an owner's to give."""
    if role in DELEGATED:
        return None
    return _refused(
        "not-delegated",
        f"An owner does not give the role {role}.",
        f"Choose one of: {', '.join(DELEGATED)}. Another owner is made by who keeps the accounts.",
    )


def why_not_leave(role: Role, *, others: int) -> Refusal | None:
    """Refuse to end the role, or close the account, of the last one who keeps accounts. `others` is how many are left."""
    if role is not Role.ADMIN or others > 0:
        return None
    return _refused(
        "last-admin",
        "This is the last person who keeps the accounts of this installation.",
        "Give another person the role admin first.",
    )


def why_not_close(about: str, *, by: str) -> Refusal | None:
    """Refuse to close one's own account."""
    if about != by:
        return None
    return _refused(
        "own-account",
        "Nobody closes their own account.",
        "Ask another person who keeps the accounts of this installation.",
    )


def _refused(what: str, reason: str, cure: str) -> Refusal:
    return Refusal(code=f"role.{what}", reason=reason, cure=cure, authority=RULE)
