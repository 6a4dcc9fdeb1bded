"""What each role may see and do, in one table; whatever is not in it is refused. Who holds a role stands with the accounts.

Theory. A person holds roles, each at one body, from a day until a day. A matter is between two bodies: the agency
that reviews and the government that answers. A role counts for a matter only where its body is the one on its own
side: an agency's role at the reviewing agency, a respondent's role at the government itself. So what is known of one
government is never seen through a role held at another. There is no role for the whole installation but one:
`admin`, who keeps accounts and sees no matter. The reader whom nobody has signed in holds no role, and sees what is public.
Nobody gives the role of who bears a letter: who types a letter's code, and confirms it by a second one that went to the
address on record, holds it for an hour, for that one matter and that one letter (`Held.matter`, `Held.letter`).

Binding acts need two people (see `knowing.TWO_PERSONS`); the table says only who may be one of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Which of a matter's two bodies a role is held at; `none` where it is about accounts and not about matters."""

    AGENCY = "agency"
    RESPONDENT = "respondent"
    NONE = "none"


class Role(StrEnum):
    """What a person is at a body."""

    OWNER = "respondent-owner"
    RESPONDENT_COUNSEL = "respondent-counsel"
    STAFF = "respondent-staff"
    READER = "respondent-reader"
    ANALYST = "analyst"
    APPROVER = "approver"
    COUNSEL = "counsel"
    AUDITOR = "auditor"
    ADMIN = "admin"
    BEARER = "letter-bearer"


GIVEN = tuple(
    role for role in Role if role is not Role.BEARER
)  # those that a person gives to another


class Right(StrEnum):
    """One thing that a role may allow."""

    SEE = "see"  # the matter as its side sees it
    SEE_AUDIT = "see-audit"  # who read and exported what
    ACKNOWLEDGE = "acknowledge"  # say that a letter is here, ask for more time
    ANSWER = "answer"  # answer, object, upload
    CERTIFY = "certify"  # certify and sign for the government
    DELEGATE = "delegate"  # let others of the same government in, and see who is
    PREPARE = "prepare"  # record, draft, import, build a round
    DOCKET = "docket"  # enter cases, orders and what they bar
    DO = "do"  # do an act that the gate permits
    APPROVE = "approve"  # be the second person
    KEEP_ACCOUNTS = "keep-accounts"  # give roles and end them


SIDES: Mapping[Role, Side] = {
    Role.OWNER: Side.RESPONDENT,
    Role.RESPONDENT_COUNSEL: Side.RESPONDENT,
    Role.STAFF: Side.RESPONDENT,
    Role.READER: Side.RESPONDENT,
    Role.ANALYST: Side.AGENCY,
    Role.APPROVER: Side.AGENCY,
    Role.COUNSEL: Side.AGENCY,
    Role.AUDITOR: Side.AGENCY,
    Role.ADMIN: Side.NONE,
    Role.BEARER: Side.RESPONDENT,
}

ALLOWS: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(
        {Right.SEE, Right.ACKNOWLEDGE, Right.ANSWER, Right.CERTIFY, Right.DELEGATE}
    ),
    Role.RESPONDENT_COUNSEL: frozenset({Right.SEE, Right.ACKNOWLEDGE, Right.ANSWER}),
    Role.STAFF: frozenset({Right.SEE, Right.ACKNOWLEDGE, Right.ANSWER}),
    Role.READER: frozenset({Right.SEE}),
    Role.ANALYST: frozenset({Right.SEE, Right.PREPARE, Right.DO}),
    Role.APPROVER: frozenset({Right.SEE, Right.APPROVE, Right.DO}),
    Role.COUNSEL: frozenset({Right.SEE, Right.DOCKET, Right.APPROVE}),
    Role.AUDITOR: frozenset({Right.SEE, Right.SEE_AUDIT}),
    Role.ADMIN: frozenset({Right.KEEP_ACCOUNTS}),
    Role.BEARER: frozenset({Right.SEE, Right.ACKNOWLEDGE}),
}

SAYS: Mapping[Role, str] = {
    Role.OWNER: "answers, certifies and signs for the government, and lets others of it in",
    Role.RESPONDENT_COUNSEL: "reads and answers for the government as its counsel; does not certify",
    Role.STAFF: "reads and answers for the government; does not certify",
    Role.READER: "reads what the government sees; changes nothing",
    Role.ANALYST: "records, drafts and prepares; does what the gate permits; approves nothing",
    Role.APPROVER: "is the second person of acts that bind; does not prepare them",
    Role.COUNSEL: "enters cases and orders, and may be the second person",
    Role.AUDITOR: "reads everything of the agency's reviews, also who read what; changes nothing",
    Role.ADMIN: "gives roles and ends them; sees no matter",
    Role.BEARER: "reads one letter, says that it is here and asks for more time, for an hour and without an account",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role at a body, from its first day until its last, that day included; no last day is open-ended.

    With `matter` it counts there and nowhere else; with `letter` no other letter may be opened through it.
    """

    role: Role
    body: str
    first: date
    last: date | None = None
    matter: str | None = None
    letter: str | None = None

    def counts_on(self, on: date) -> bool:
        """Whether the role is held on a day."""
        return self.first <= on and (self.last is None or on <= self.last)

    @property
    def whole(self) -> bool:
        """Whether it counts for every matter of its body. Who bears a letter never holds such a role."""
        return self.matter is None and self.role is not Role.BEARER


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who is signed in: the id under which entries name them, their name, and what they hold."""

    id: str
    name: str
    held: tuple[Held, ...] = ()

    def on(self, day: date) -> tuple[Held, ...]:
        """The roles that count on a day."""
        return tuple(one for one in self.held if one.counts_on(day))


def roles_at(
    held: Iterable[Held], *, agency: str, respondent: str, on: date, matter: str | None = None
) -> tuple[Held, ...]:
    """Of these roles those that count for one matter on a day: held at the right body, and not for another matter."""
    at = {Side.AGENCY: agency, Side.RESPONDENT: respondent}
    return tuple(
        one
        for one in held
        if one.body and one.counts_on(on) and at.get(SIDES[one.role]) == one.body
        if one.whole or (one.matter is not None and one.matter == matter)
    )


def rights_of(counting: Iterable[Held]) -> frozenset[Right]:
    """What roles that count for a matter allow there; empty where there are none."""
    return frozenset(right for one in counting for right in ALLOWS[one.role])


def letter_of(counting: Iterable[Held]) -> str | None:
    """The only letter that may be opened through these roles; None where every letter of the matter may."""
    limits = [one.letter for one in counting]
    return None if None in limits else next(iter(limits), None)


def rights_at(
    held: Iterable[Held], *, agency: str, respondent: str, on: date, matter: str | None = None
) -> frozenset[Right]:
    """What roles allow for one matter on a day; empty where none is held at the right body."""
    return rights_of(roles_at(held, agency=agency, respondent=respondent, on=on, matter=matter))


def may_keep_accounts(held: Iterable[Held], *, on: date) -> bool:
    """Whether roles may be given and ended, on a day."""
    return any(one.counts_on(on) and Right.KEEP_ACCOUNTS in ALLOWS[one.role] for one in held)


def bodies_seen(held: Iterable[Held], side: Side, right: Right, *, on: date) -> frozenset[str]:
    """The bodies at which a right is held on one side of a matter, on a day, for all their matters."""
    return frozenset(one.body for one in _with(held, side, right, on=on) if one.whole)


def matters_seen(
    held: Iterable[Held], side: Side, right: Right, *, on: date
) -> frozenset[tuple[str, str]]:
    """The single matters for which a right is held on one side, on a day, each with the body that it must be of."""
    return frozenset(
        (one.matter, one.body) for one in _with(held, side, right, on=on) if one.matter is not None
    )


def _with(held: Iterable[Held], side: Side, right: Right, *, on: date) -> Iterable[Held]:
    return (
        one
        for one in held
        if one.body and one.counts_on(on) and SIDES[one.role] is side and right in ALLOWS[one.role]
    )
