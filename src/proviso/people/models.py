"""People's accounts, the roles they hold, what was changed about them, what was read, and who confirmed a letter's code.

What a role allows is decided in domain/roles, not by flags here. Reads and changes are insert-only: triggers refuse
UPDATE and DELETE (migration 0003). They name people by their id and not by a row, so that they outlive an account.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import get_random_string

from proviso.domain.roles import GIVEN, Role

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_person() -> str:
    """An id that is given once, also when the table of accounts is made anew beside an old ledger."""
    return f"person-{get_random_string(10, LETTERS)}"


def new_bearer() -> str:
    """An id for who bears a letter, given once; entries name them by it."""
    return f"bearer-{get_random_string(10, LETTERS)}"


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
    role = models.CharField(max_length=30, choices=[(one.value, one.value) for one in GIVEN])
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


class Change(models.Model):
    """What was done about an account or a role, by whom and when. Insert only."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=200)
    about = models.CharField(max_length=40, db_index=True)
    did = models.CharField(max_length=30)
    role = models.CharField(max_length=30, blank=True)
    body = models.CharField(max_length=200, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    says = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.did} {self.about} by {self.by}"


class Read(models.Model):
    """What was shown or given to whom, and when: a page, or a file with its hash. Insert only."""

    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    page = models.CharField(max_length=60)
    address = models.CharField(max_length=500)
    review = models.CharField(max_length=100, blank=True)
    matter = models.CharField(max_length=100, blank=True)
    given = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["review", "at", "id"], name="people_read_review"),
            models.Index(fields=["matter", "at", "id"], name="people_read_matter"),
            models.Index(fields=["by", "at", "id"], name="people_read_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page} to {self.by}"


class Confirmation(models.Model):
    """Someone typed a letter's code. Where it is one, a second code went to the address on record of the letter.

    A code that is no letter's leaves the same row, with nothing in it. `place` tells from where it was typed, `code`
    is what was sent: both as keyed hashes. `person` is how entries name who confirmed.
    """

    person = models.CharField(max_length=40, unique=True, default=new_bearer, editable=False)
    matter = models.CharField(max_length=100, blank=True)
    letter = models.CharField(max_length=200, blank=True)
    respondent = models.CharField(max_length=200, blank=True)
    sent_to = models.CharField(max_length=320, blank=True)
    code = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "made_at"], name="people_confirm_place"),
            models.Index(fields=["matter", "letter", "made_at"], name="people_confirm_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.letter or 'no letter'}"
