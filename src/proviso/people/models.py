"""A person's account. What the person may do is decided in the domain, not by flags here."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


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
    """Someone who signs in, known by e-mail address; `name` is how entries show who acted."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    objects = Accounts()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
