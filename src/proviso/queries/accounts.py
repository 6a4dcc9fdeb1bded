"""Accounts and roles as pages list them: who there is, what each holds where and until when, who gave it, and every change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Prefetch, Q

from proviso.domain.facts.reviews import ReviewOpened
from proviso.domain.keeping import DELEGATED
from proviso.domain.roles import SAYS, Role
from proviso.people import bearers
from proviso.people.models import Change, Confirmation, Membership, Read, User
from proviso.records import models, streams

AT_ONCE = 50


AS_SAID = {
    Role.OWNER: "owner",
    Role.RESPONDENT_COUNSEL: "counsel of the government",
    Role.STAFF: "staff of the government",
    Role.READER: "reader of the government",
    Role.COUNSEL: "counsel of the agency",
}
"""Roles as people say them, where that is not their own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One role as someone holds, will hold or held it. `when` is now, later or over; `given`: an owner gives such roles."""

    number: int
    role: str
    says: str
    body: str
    named: str
    first: date
    last: date | None
    given_by: str
    ended_by: str
    when: str
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account with its roles."""

    person: str
    email: str
    name: str
    office: str
    open: bool
    demo: bool
    last_in: datetime | None
    roles: tuple[Holding, ...]

    @property
    def now(self) -> tuple[Holding, ...]:
        """The roles that count today."""
        return tuple(one for one in self.roles if one.when == "now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of accounts, in order of name."""

    accounts: tuple[Account, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change, in words."""

    at: datetime
    by: str
    did: str
    role: str
    named: str
    first: date | None
    last: date | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Someone who came in with the code of a letter, confirmed at an address."""

    at: datetime
    letter: str
    matter: str
    address: str


def people(*, on: date, asked: str = "", page: int = 1) -> Listed:
    """Accounts whose name, address or id has these words, a page of them."""
    rows = User.objects.order_by("name", "email")
    for word in asked.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(person=word.lower())
        )
    total = rows.count()
    pages = max(1, -(-total // AT_ONCE))
    at = min(page, pages)
    shown = rows[(at - 1) * AT_ONCE : at * AT_ONCE]
    return Listed(accounts=_accounts(shown, on), total=total, page=at, pages=pages)


def person(name: str, *, on: date) -> Account | None:
    """One account by the id under which entries name it."""
    return next(iter(_accounts(User.objects.filter(person=name), on)), None)


def at_body(bodies: Iterable[str], *, on: date) -> tuple[Account, ...]:
    """Everyone who holds, will hold or held a role at these bodies; of their roles only those there."""
    own = frozenset(bodies)
    rows = User.objects.filter(memberships__body__in=own).distinct().order_by("name", "email")
    return _accounts(rows, on, bodies=own)


def changes_of(name: str) -> tuple[Told, ...]:
    """What was changed about an account, newest first."""
    rows = list(Change.objects.filter(about=name).order_by("-at", "-id")[:200])
    called, named = names({one.by for one in rows}), titles({one.body for one in rows})
    return tuple(
        Told(
            at=one.at,
            by=called.get(one.by, one.by),
            did=one.did,
            role=_plain(one.role),
            named=named.get(one.body, one.body),
            first=one.first,
            last=one.last,
            says=one.says,
        )
        for one in rows
    )


def last_reads(people: Iterable[str], bodies: Iterable[str]) -> dict[str, datetime]:
    """When each of these people was last shown something of a matter of these governments."""
    own = models.Matter.objects.filter(respondent__in=list(bodies)).values("matter")
    rows = Read.objects.filter(by__in=list(people), matter__in=own)
    return dict(rows.values_list("by").annotate(last=Max("at")).order_by())


def came_by_letter(bodies: Iterable[str], *, most: int = 20) -> tuple[Came, ...]:
    """Who came in with the code of a letter to these governments, newest first, some of them."""
    rows = Confirmation.objects.filter(respondent__in=list(bodies), confirmed_at__isnull=False)
    return tuple(
        Came(at=one.confirmed_at, letter=one.letter, matter=one.matter, address=one.sent_to)
        for one in rows.order_by("-confirmed_at")[:most]
        if one.confirmed_at is not None
    )


def names(people: Iterable[str]) -> dict[str, str]:
    """What these people are called: accounts by name, who bears a letter by the letter."""
    wanted = set(people)
    accounts = User.objects.filter(person__in=wanted).values_list("person", "name")
    return {**bearers.names({one for one in wanted if one.startswith("bearer-")}), **dict(accounts)}


def titles(bodies: Iterable[str]) -> dict[str, str]:
    """What these agencies and governments are called, for those that the record has a name for."""
    wanted = {one for one in bodies if one}
    rows = models.Government.objects.filter(ocd_id__in=wanted).values_list("ocd_id", "title")
    found = dict(rows)
    return {**agencies(), **found} if wanted - found.keys() else found


def alike(name: str) -> list[tuple[str, str]]:
    """Some governments that are called so, with their ids: for who typed a name where an id is needed."""
    rows = models.Government.objects.filter(Q(short_name__iexact=name) | Q(title__iexact=name))
    return list(rows.order_by("ocd_id").values_list("ocd_id", "title")[:5])


def agencies() -> dict[str, str]:
    """Each agency that has a review on record, with what it is called."""
    told = (entry.fact for entry in streams.first_entries("review:"))
    return {one.actor: one.agency for one in told if isinstance(one, ReviewOpened)}


def _accounts(
    rows: Iterable[User], on: date, *, bodies: frozenset[str] | None = None
) -> tuple[Account, ...]:
    held = Membership.objects.order_by("first", "role")
    if bodies is not None:
        held = held.filter(body__in=bodies)
    users = list(rows.prefetch_related(Prefetch("memberships", queryset=held)))  # type: ignore[attr-defined]
    all_held = [one for user in users for one in user.memberships.all()]
    named = titles({one.body for one in all_held})
    called = names({by for one in all_held for by in (one.given_by, one.ended_by)})
    return tuple(
        Account(
            person=user.person,
            email=user.email,
            name=user.name,
            office=user.office,
            open=user.is_active,
            demo=user.demo,
            last_in=user.last_login,
            roles=tuple(_holding(one, on, named, called) for one in user.memberships.all()),
        )
        for user in users
    )


def _holding(one: Membership, on: date, named: dict[str, str], called: dict[str, str]) -> Holding:
    later = one.first > on
    over = one.last is not None and one.last < on
    return Holding(
        number=one.pk,
        role=_plain(one.role),
        says=SAYS[Role(one.role)],
        body=one.body,
        named=named.get(one.body, one.body),
        first=one.first,
        last=one.last,
        given_by=called.get(one.given_by, one.given_by),
        ended_by=called.get(one.ended_by, one.ended_by),
        when="over" if over else "later" if later else "now",
        given=Role(one.role) in DELEGATED,
    )


def _plain(role: str) -> str:
    """A role as people say it."""
    return next((says for one, says in AS_SAID.items() if one.value == role), role)
