"""The installation's Ed25519 signing key: made on first use, kept in PROVISO_HOME/keys. What is signed is decided elsewhere."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "ledger.pem"


def folder() -> Path:
    """Where keys are kept; made, closed to others, when it is not there."""
    home = Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()
    keys = home / "keys"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    return keys


def signing_key() -> Ed25519PrivateKey:
    """Return the key, making it on first use (readable by its owner only)."""
    path = folder() / NAME
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        pem = made.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        draft = path.with_suffix(f".{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        message = f"{path} is not an Ed25519 key"
        raise TypeError(message)
    return loaded


def sign(message: bytes) -> bytes:
    """Sign with the installation's key: 64 bytes, RFC 8032."""
    return signing_key().sign(message)


def public_key() -> str:
    """The public key, 64 hexadecimal digits: what others hold to check signatures."""
    raw = signing_key().public_key()
    return raw.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def signed_by(public: str, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this public key signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
