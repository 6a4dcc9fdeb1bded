"""Where chance comes in: new ids and secrets. The ledger's own numbers and hashes are not made here."""

import secrets
from uuid import uuid4


def new_key() -> str:
    """Make an idempotency key for an act that came without one."""
    return uuid4().hex


def new_secret() -> str:
    """Make a secret of 64 letters and digits: 256 bits."""
    return secrets.token_hex(32)
