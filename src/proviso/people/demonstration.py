"""The three sign-ins of a demonstration: an analyst and an approver of the training agency, and the owner of a training body.

They are made in a demonstration only, and open nothing elsewhere (see `User.demo`). Their passwords come from the
installation's own key, so that no two installations share one and each demonstration can say its own again.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.crypto import salted_hmac

from proviso.domain.roles import Role
from proviso.people.models import LETTERS, User
from proviso.people.roles import give

AGENCY = "zz/mv/grants"
FIRST = date(2025, 1, 1)  # before the training review begins


class NoDemonstration(Exception):
    """The installation is not a demonstration, so it gets no demonstration's accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One person of the demonstration, and how the person signs in."""

    email: str
    name: str
    role: Role
    body: str
    password: str


def sign_ins(respondent: str) -> tuple[SignIn, ...]:
    """Make the three accounts, or find them as they were made; `respondent` is the training body's OCD id."""
    if settings.SITE_KIND != "demo":
        raise NoDemonstration(
            f"PROVISO_SITE_KIND is {settings.SITE_KIND}: a demonstration's accounts are made in a demonstration only."
        )
    return tuple(
        _made(name, role, body)
        for name, role, body in (
            ("Ada Analyst", Role.ANALYST, AGENCY),
            ("Bo Approver", Role.APPROVER, AGENCY),
            ("Olive Owner", Role.OWNER, respondent),
        )
    )


def _made(name: str, role: Role, body: str) -> SignIn:
    first, _, _ = name.lower().partition(" ")
    email = f"{first}@demo.example"
    password = password_of(email)
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, demo=True)
    elif not user.check_password(password):  # what is printed opens the account
        user.set_password(password)
        user.save()
    give(user, role, body, first=FIRST, last=None, by="proviso demo")
    return SignIn(email=email, name=name, role=role, body=body, password=password)


def password_of(email: str) -> str:
    """Twelve letters and digits in groups of four, made of the installation's key."""
    digest = salted_hmac("proviso.people.demonstration", email, algorithm="sha256").digest()
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:12])
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))
