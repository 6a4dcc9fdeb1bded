"""The OpenID Connect server that an installation names, as allauth wants it said. Asks nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class UnusableOidc(ImproperlyConfigured):
    """PROVISO_OIDC_… name no server that can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """The one server, or none: its registration, and the origin that a form may lead to."""

    apps: tuple[dict[str, Any], ...] = ()
    origins: tuple[str, ...] = ()


def read(environ: Mapping[str, str]) -> Oidc:
    """Read PROVISO_OIDC_URL, _CLIENT, _SECRET and _NAME; none of them is none."""
    url, client, secret = (environ.get(f"PROVISO_OIDC_{one}") or "" for one in NEEDED)
    if not (url or client or secret):
        return Oidc()
    if not (url and client and secret):
        missing = [one for one in NEEDED if not environ.get(f"PROVISO_OIDC_{one}")]
        raise UnusableOidc(
            "Sign-in with OpenID Connect needs PROVISO_OIDC_URL, PROVISO_OIDC_CLIENT and PROVISO_OIDC_SECRET. "
            f"Not set: {', '.join(f'PROVISO_OIDC_{one}' for one in missing)}."
        )
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise UnusableOidc(f"PROVISO_OIDC_URL must be an https:// address; found {url!r}.")
    return Oidc(
        apps=(
            {
                "provider_id": "organisation",
                "name": environ.get("PROVISO_OIDC_NAME") or "your organisation's account",
                "client_id": client,
                "secret": secret,
                # Who runs the installation chose the server, so an address that it has verified counts.
                "settings": {"server_url": url, "email_authentication": True},
            },
        ),
        origins=(f"https://{parts.netloc}",),
    )


NEEDED = ("URL", "CLIENT", "SECRET")
