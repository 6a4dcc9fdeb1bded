"""How people sign in, where allauth asks the house: who is let in, no sign-up, and sealed secrets. Pages are in views/."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from proviso.web.site import NAME


def is_let_in(user: Any) -> bool:
    """Whether an account may be used here: it is active, and no demonstration's outside a demonstration."""
    return bool(user.is_active) and (settings.SITE_KIND == "demo" or not user.demo)


class SignIn(AuthenticationBackend):  # type: ignore[misc]
    """Signs in, and is asked again with every request of a session."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the account may be used here."""
        return is_let_in(user)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by whoever keeps them, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **told: Any) -> Any:
        """Turn away accounts that may not be used here, whichever way they are signed in."""
        if not is_let_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **told)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Owe a message with a link, as every message of this installation is owed; none for an account that may not be used."""
        from proviso.web.account_links import send_lost  # it asks allauth for this adapter

        if is_let_in(user):
            send_lost(self.request, user, context["password_reset_url"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send none of allauth's other messages: their words are not ours, and nothing here hangs on them."""


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An organisation's own sign-in opens an account that is there; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody makes an account for themselves, here neither."""
        return False


class Keys(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: the secrets of authenticator apps and recovery codes are kept encrypted."""

    error_messages = {  # noqa: RUF012 - as allauth has it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "These digits do not fit. An app shows new ones every 30 seconds; try those that it shows now.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with the installation's key."""
        return _seal().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret again."""
        return _seal().decrypt(encrypted_text.encode("ascii")).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey is told that it is for."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}


def _seal() -> Fernet:
    digest = hashlib.sha256(b"second factors\n" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How a person can sign in and prove who they are."""

    password: bool
    passkeys: Sequence[str]
    app: bool
    codes: int

    @property
    def second(self) -> bool:
        """Whether anything but a password guards the account."""
        return bool(self.passkeys) or self.app


def keys_of(user: Any) -> Ways:
    """The passkeys, app and recovery codes of an account."""
    held = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = [one for one in held if one.type == Authenticator.Type.RECOVERY_CODES]
    return Ways(
        password=user.has_usable_password(),
        passkeys=tuple(str(one) for one in held if one.type == Authenticator.Type.WEBAUTHN),
        app=any(one.type == Authenticator.Type.TOTP for one in held),
        codes=sum(len(one.wrap().get_unused_codes()) for one in codes),
    )
