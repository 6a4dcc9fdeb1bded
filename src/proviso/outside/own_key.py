"""A respondent's own Ed25519 key, read from a file it names. The installation's key is in keys; nothing here makes or keeps one."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from proviso.outside.keys import KeyUnusable


def read(file: Path) -> Ed25519PrivateKey:
    """The key in a PEM file without a password. Raises KeyUnusable."""
    try:
        found = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except OSError as trouble:
        message = f"{file} cannot be read: {trouble.strerror}."
        raise KeyUnusable(message) from trouble
    except (ValueError, TypeError, UnsupportedAlgorithm) as trouble:
        message = f"{file} is not a private key in PEM without a password."
        raise KeyUnusable(message) from trouble
    if isinstance(found, Ed25519PrivateKey):
        return found
    message = f"{file} holds another kind of key than Ed25519."
    raise KeyUnusable(message)


def public(key: Ed25519PrivateKey) -> str:
    """Its public half, 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()
