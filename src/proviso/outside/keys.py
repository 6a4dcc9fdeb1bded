"""The installation's Ed25519 signing key: made on first use, kept in PROVISO_HOME/keys. What is signed is decided elsewhere."""

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "ledger.pem"
PUBLIC = re.compile("[0-9a-f]{64}")


class KeyUnusable(Exception):
    """The file with the signing key holds none that can be used."""


def place() -> Path:
    """Where the signing key is, or will be once something is signed."""
    home = Path(os.environ.get("PROVISO_HOME") or "var").expanduser().absolute()
    return home / "keys" / NAME


def signing_key() -> Ed25519PrivateKey:
    """Return the key, making it on first use (readable by its owner only). Raises KeyUnusable."""
    path = place()
    if not path.exists():
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    # A draft of its own for every process and thread: one shared would be the key itself once linked.
    handle, draft = mkstemp(prefix=".ledger.", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was first: its key is the one
        os.link(draft, path)
    os.unlink(draft)


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as trouble:
        message = f"the signing key in {path} cannot be read. Put your copy of it back."
        raise KeyUnusable(message) from trouble
    if not isinstance(loaded, Ed25519PrivateKey):
        message = f"{path} holds another kind of key than Ed25519. Put your copy back."
        raise KeyUnusable(message)
    return loaded


def sign(message: bytes) -> bytes:
    """Sign with the installation's key: 64 bytes, RFC 8032."""
    return signing_key().sign(message)


def public_key() -> str:
    """The public key, 64 hexadecimal digits: what others hold to check signatures. Made on first use."""
    return _public(signing_key())


def held() -> str | None:
    """The public key, if a key has been made; makes none. Raises KeyUnusable."""
    path = place()
    return _public(_read(path)) if path.exists() else None


def _public(key: Ed25519PrivateKey) -> str:
    raw = key.public_key()
    return raw.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def signed_by(public: str, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this public key signed the message."""
    if not PUBLIC.fullmatch(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
