"""Links that let a person set a password: the first one of an account, and one for who has lost theirs. They end, and work once."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest

from proviso.acts import notes
from proviso.domain.refusals import Refusal
from proviso.outside.clock import now
from proviso.outside.ids import new_key
from proviso.outside.own_address import own_address
from proviso.people import keeping
from proviso.people.keeping import Did
from proviso.web.site import NAME

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600
FIRST = f"""{{by}} has made an account for you on {NAME}, at {{site}}.

Set your password here:

{{{{link}}}}

The link works once, within {HOURS} hours. Then add a passkey or an authenticator app, so that more than a password guards \
the account. If you did not expect this message, do nothing.
"""
LOST = f"""Someone asked for a new password of your account on {NAME}, at {{site}}.

If that was you, set it here:

{{{{link}}}}

The link works once, within {HOURS} hours. A passkey or an authenticator app that you have added is still asked for. If it \
was not you, do nothing: your password stays as it is.
"""


def first_link(request: HttpRequest, user: Any) -> str:
    """A link with which the person sets a password, and no one else who does not hold it."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link: str = get_adapter(request).get_reset_password_from_key_url(key)
    return link


def send_first(request: Any, user: Any, link: str) -> Refusal | None:
    """Owe the message with a first link."""
    text = FIRST.format(by=request.actor.name, site=_site(request))
    return _send(user, text, link, subject=f"Your account on {NAME}")


def send_lost(request: HttpRequest, user: Any, link: str) -> None:
    """Owe the message with a new link, and tell it in the log of changes. Where none can be sent, nothing is told."""
    text = LOST.format(site=_site(request))
    if _send(user, text, link, subject=f"A new password on {NAME}") is None:
        keeping.log(Did.RESET, user, by=user.person, at=now(), says="Asked for on the sign-in page")


def can_send() -> bool:
    """Whether this installation can write to people of accounts at all."""
    found = own_address()
    return found is not None and not isinstance(found, Refusal)


def _send(user: Any, text: str, link: str, *, subject: str) -> Refusal | None:
    key = f"account/{user.person}/{new_key()}"
    return notes.write(
        to=user.email, subject=subject, text=text, key=key, at=now(), sealed={"link": link}
    )


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")
