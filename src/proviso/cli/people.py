"""`proviso people`: accounts and roles of an installation, for whoever runs it. What a role allows is in domain/roles."""

import os
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.markup import escape

from proviso.cli.app import App, app
from proviso.cli.asking import AsJson, bad, counted, day, err, out, show_json
from proviso.cli.installation import ensure, there
from proviso.domain.refusals import Refusal
from proviso.domain.roles import GIVEN, SIDES, Role, Side
from proviso.outside.clock import now, today
from proviso.outside.ids import new_secret
from proviso.people import keeping
from proviso.people.models import Membership, User
from proviso.people.roles import account
from proviso.queries import naming

people = App(
    name="people",
    help="Accounts, and the roles that people hold.",
    no_args_is_help=True,
)
app.add_typer(people)

Email = Annotated[
    str, typer.Argument(metavar="EMAIL", help="The address that the person signs in with.")
]
RoleOf = Annotated[
    str,
    typer.Option(
        "--role", metavar="ROLE", help=f"One of: {', '.join(role.value for role in GIVEN)}."
    ),
]
At = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="ID",
        help="The agency's id, or the government: an OCD id or an id given to it.",
    ),
]


@people.command("list")
def list_people(as_json: AsJson = False) -> None:
    """Every account, with the roles it holds or held and until when."""
    there()
    rows = [_row(user) for user in User.objects.order_by("email")]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        closed = "" if row["open"] else "  closed"
        out.print(
            f"[bold]{escape(row['email'])}[/bold]  {escape(row['name'])}  {row['person']}{closed}"
        )
        for one in row["roles"]:
            until = f"through {one['last']}" if one["last"] else "no last day"
            at = f" at {one['body']}" if one["body"] else ""
            out.print(f"  {one['role']}{escape(at)}, from {one['first']}, {until}", soft_wrap=True)
        if not row["roles"]:
            out.print("  no role")
    if not rows:
        out.print("No account. Make the first: proviso people add EMAIL --name NAME --role admin")


def _row(user: User) -> dict[str, Any]:
    held = Membership.objects.filter(user=user).order_by("first", "role")
    roles = [
        {"role": one.role, "body": one.body, "first": one.first, "last": one.last} for one in held
    ]
    return {
        "email": user.email,
        "name": user.name,
        "person": user.person,
        "open": user.is_active,
        "roles": roles,
    }


@people.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="The person's name, as pages show it.")],
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="A role to begin with.")
    ] = None,
    at: At = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The role's last day.")
    ] = None,
) -> None:
    """Make an account, and print a first password, once. An account that is there keeps its password."""
    ensure()
    if "@" not in email.strip("@"):
        bad(f"{email!r} is not an e-mail address.")
    found = account(email)
    asked = None if role is None else (_role(role), _body(_role(role), at))
    if found is None:
        password = new_secret()[:20]
        made = keeping.make(email, name, password=password, by=_by(), at=now())
        if isinstance(made, Refusal):
            bad(f"{made.reason} {made.cure}")
        found = made
        out.print(f"First password of {escape(found.email)}: {password}", soft_wrap=True)
        err.print(
            "It is shown once. It should be changed at the first sign-in, and a passkey added."
        )
    else:
        err.print(f"{escape(found.email)} has an account already; its password stays.")
    if asked:
        _give(found, *asked, until=until)


@people.command("role")
def role(
    email: Email,
    role: RoleOf,
    at: At = "",
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day. Default: today.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day. Default: none.")
    ] = None,
) -> None:
    """Give a role at an agency or a government. Give a last day to everyone from outside."""
    there()
    _give(_known(email), _role(role), _body(_role(role), at), since=since, until=until)


@people.command("expire")
def expire(
    email: Email,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Only this role.")
    ] = None,
    at: At = "",
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="DATE",
            help="The last day on which it counts. Default: yesterday, so that it ends now.",
        ),
    ] = None,
) -> None:
    """End roles of a person. Sessions that are open lose them with their next request."""
    there()
    user = _known(email)
    on = today() if after is None else day(after, "after") + timedelta(days=1)
    named = None if role is None else _role(role)
    body = (naming.government(at) or at) if at else None
    ended = keeping.end_all(user, role=named, body=body, on=on, by=_by(), at=now())
    out.print(f"{counted(ended, 'role')} ended; the last day is {on - timedelta(days=1)}.")


def _give(
    user: User, role: Role, body: str, *, since: str | None = None, until: str | None = None
) -> None:
    last = None if until is None else day(until, "until")
    given = keeping.give_freely(
        user, role, body, first=day(since, "from"), last=last, by=_by(), at=now()
    )
    if isinstance(given, Refusal):
        bad(f"{given.reason} {given.cure}")
    out.print(
        f"{escape(user.email)} is {given}, {f'through {last}' if last else 'with no last day'}.",
        soft_wrap=True,
    )


def _known(email: str) -> User:
    found = account(email)
    if found is None:
        bad(f"No account has the address {email!r}.", ("proviso people list",))
    return found


def _role(name: str) -> Role:
    found = next((one for one in GIVEN if one.value == name), None)
    if found is None:
        bad(f"{name!r} is not a role. Name one of:", tuple(one.value for one in GIVEN))
    return found


def _body(role: Role, at: str) -> str:
    """The body's id: for a respondent's role it must be in the register."""
    if SIDES[role] is not Side.RESPONDENT:
        return at.strip()
    found = naming.government(at) if at.strip() else None
    if found is None:
        bad(
            f"--at {at!r} is no government of the register, nor an id given to one. {role} is held at a government."
        )
    return found


def _by() -> str:
    return os.environ.get("PROVISO_BY") or "proviso people"
