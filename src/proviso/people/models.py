"""People's accounts and the roles they hold. What a role allows is decided in domain/roles, not by flags here."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import get_random_string

from proviso.domain.roles import Role

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_person() -> str:
    """An id that is given once, also when the table of accounts is made anew beside an old ledger."""
    return f"person-{get_random_string(10, LETTERS)}"


class Accounts(BaseUserManager["User"]):
    """Makes accounts: an address and a name, and a password only where one is used."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account. Without a password, none opens it."""
        if not email:
            raise ValueError("An account needs an e-mail address; none was given.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make the account of someone who looks after the installation."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in, known by e-mail address. `person` is how entries name who acted, `name` how pages do."""

    person = models.CharField(max_length=40, unique=True, default=new_person, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)

    objects = Accounts()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a person holds at a body (a government or an agency), from a day, through a last day where one is set."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Role])
    body = models.CharField(max_length=200, blank=True)
    first = models.DateField()
    last = models.DateField(null=True)
    given_by = models.CharField(max_length=200)
    ended_by = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "body", "first"], name="people_membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.ADMIN.value) | ~models.Q(body=""),
                name="people_membership_has_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.body or 'this installation'}"
