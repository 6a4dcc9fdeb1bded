"""What the pages of accounts ask and read: an account's name and address, a role with its days. Who may give it is in domain/keeping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from proviso.domain.questions import EARLIEST, LATEST, day_said
from proviso.domain.refusals import Refusal
from proviso.domain.roles import SAYS, SIDES, Role, Side
from proviso.queries import naming
from proviso.queries.accounts import AS_SAID, alike
from proviso.queries.desks.offers import Offer
from proviso.web.forms.asks import Ask
from proviso.web.problems import Problem

LABELS = {
    "email": "E-mail address",
    "name": "Name, as pages show it",
    "office": "Office",
    "role": "Role",
    "body": "Agency or government",
    "first": "First day",
    "last": "Last day",
    "until": "Last day on which it counts",
}
HINTS = {
    "email": "The person signs in with it.",
    "office": "For instance: City Attorney's Office.",
    "body": "The agency's id, such as zz/mv/grants; or the government's id, such as J02 or its OCD id. Nothing for an admin.",
    "until": "Yesterday ends it now.",
    "last": "Needed for counsel and for everybody who works for a government. That day is included.",
}
OPTIONAL = frozenset({"office", "body", "last"})
DAYS = frozenset({"first", "last", "until"})
FIELD_OF = {
    "role.no-last": "last",
    "role.over": "last",
    "role.last": "last",
    "role.no-body": "body",
    "role.body": "body",
    "role.not-delegated": "role",
    "account.exists": "email",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAsked:
    """A role as it was filled in."""

    role: Role
    body: str
    first: date
    last: date | None


def asks(
    names: Sequence[str],
    typed: Mapping[str, str],
    *,
    problems: Sequence[Problem] = (),
    roles: Sequence[Role] = (),
    bodies: Sequence[Offer] = (),
) -> tuple[Ask, ...]:
    """The fields of a form, with what was typed and what is wrong."""
    wrong = {one.field: one for one in problems}
    offers = {
        "role": tuple(Offer(id=one.value, says=said(one)) for one in roles),
        "body": tuple(bodies),
    }
    return tuple(
        Ask(
            name=name,
            label=LABELS[name],
            hint=HINTS.get(name, ""),
            widget="day" if name in DAYS else "one" if offers.get(name) else "line",
            needed=name not in OPTIONAL,
            value=typed.get(name, ""),
            options=offers.get(name, ()),
            problem=wrong.get(name),
        )
        for name in names
    )


def said(role: Role) -> str:
    """A role as people say it; on a government's side with whose it is."""
    return AS_SAID.get(role, role.value)


def meanings(roles: Sequence[Role]) -> tuple[tuple[str, str], ...]:
    """What each of these roles is, in words."""
    return tuple((said(one), SAYS[one]) for one in roles)


def role_asked(
    typed: Mapping[str, str], *, roles: Sequence[Role], on: date
) -> RoleAsked | tuple[Problem, ...]:
    """Read a role with its body and its days; or everything that cannot be used."""
    problems: list[Problem] = []
    role = next((one for one in roles if one.value == typed.get("role")), None)
    if role is None:
        problems.append(_problem("role", typed, "No role is chosen.", "Choose one."))
    body = _body(role, typed) if role else ""
    first, last = day(typed, "first", otherwise=on), day(typed, "last")
    problems += [one for one in (body, first, last) if isinstance(one, Problem)]
    if problems or role is None:
        return tuple(problems)
    assert isinstance(body, str)  # noqa: S101 - else it is among the problems
    assert isinstance(first, date)  # noqa: S101
    assert not isinstance(last, Problem)  # noqa: S101
    return RoleAsked(role=role, body=body, first=first, last=last)


def _body(role: Role, typed: Mapping[str, str]) -> str | Problem:
    told = typed.get("body", "").strip()
    if SIDES[role] is not Side.RESPONDENT or not told:
        return told
    if found := naming.government(told):
        return found
    cure = "Write its id, such as J02, or its OCD id; search for it under Governments."
    if found_alike := alike(told):
        cure = "Write one of: " + "; ".join(f"{name} ({title})" for name, title in found_alike)
    return _problem("body", typed, f"No government has the id {told[:80]!r}.", cure)


def day(
    typed: Mapping[str, str], name: str, *, otherwise: date | None = None
) -> date | Problem | None:
    """A day as it was typed; `otherwise` where nothing was."""
    told = typed.get(name, "").strip()
    if not told:
        return otherwise
    try:
        found = date.fromisoformat(told)
    except ValueError:
        return _problem(name, typed, f"{told[:20]!r} is no day.", "Write it as 2026-11-22.")
    if EARLIEST <= found <= LATEST:
        return found
    return _problem(
        name,
        typed,
        f"{day_said(found)} is too far off to be meant.",
        f"Give a day from {day_said(EARLIEST)} to {day_said(LATEST)}.",
    )


def needed(typed: Mapping[str, str], name: str) -> Problem | None:
    """What is wrong with a field that must be filled in, and is not."""
    if typed.get(name, "").strip():
        return None
    return _problem(name, typed, "Nothing is filled in.", "Fill it in.")


def of_refusal(refusal: Refusal, typed: Mapping[str, str], *, otherwise: str) -> Problem:
    """A refusal beside the field that it is about."""
    field = FIELD_OF.get(refusal.code, otherwise)
    return _problem(field, typed, refusal.reason, refusal.cure)


def _problem(field: str, typed: Mapping[str, str], reason: str, cure: str) -> Problem:
    return Problem(
        field=field,
        label=LABELS[field],
        typed=typed.get(field, "")[:80],
        reason=reason,
        cure=cure,
    )
