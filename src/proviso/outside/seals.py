"""Short secrets sealed with the installation's key while they wait to be sent: a code, a link. What they open is decided elsewhere.

A message that waits in the table of errands may hold such a secret. It is kept sealed, and opened only when the message is
handed over. Who reads the table, or a copy of it, without the installation's key learns nothing.
"""

import base64
import hashlib
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

LABEL = b"proviso.outside.seals\n"


class Broken(Exception):
    """What was sealed cannot be opened: it was changed, or sealed by another installation."""


def seal(text: str) -> str:
    """Seal a text."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def opened(sealed: str) -> str:
    """Open what was sealed. Raises Broken."""
    try:
        return _fernet().decrypt(sealed.encode("ascii", "replace")).decode()
    except InvalidToken as trouble:
        message = "A part of the message was sealed, and the installation's key does not open it."
        raise Broken(message) from trouble


def filled(text: str, sealed: Mapping[str, str]) -> str:
    """The text with each `{name}` replaced by what was sealed under that name. Raises Broken."""
    for name, token in sealed.items():
        text = text.replace("{" + name + "}", opened(token))
    return text


def _fernet() -> Fernet:
    digest = hashlib.sha256(LABEL + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
