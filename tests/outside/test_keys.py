"""The signing key: made once, for its owner only, never replaced, and never made by looking for it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from proviso.outside import keys, own_key


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path / "home"))


def test_looking_for_a_key_makes_none(tmp_path: Path) -> None:
    assert keys.held() is None
    assert not list(tmp_path.iterdir())


def test_a_key_is_made_when_something_is_signed_and_is_its_owners_only() -> None:
    signature = keys.sign(b"a tree head")
    public = keys.public_key()
    assert keys.held() == public
    assert keys.signed_by(public, signature, b"a tree head")
    assert not keys.signed_by(public, signature, b"another")
    assert stat.S_IMODE(keys.place().stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.place().parent.stat().st_mode) == 0o700
    assert [path.name for path in keys.place().parent.iterdir()] == [keys.NAME]


def test_a_key_made_by_another_process_first_is_the_one() -> None:
    first = keys.public_key()
    kept = keys.place().read_bytes()
    keys._make(keys.place())
    assert keys.place().read_bytes() == kept
    assert keys.public_key() == first
    assert [path.name for path in keys.place().parent.iterdir()] == [keys.NAME]


def test_many_who_sign_at_once_have_one_key() -> None:
    with ThreadPoolExecutor(4) as pool:
        publics = set(pool.map(lambda _: keys.public_key(), range(8)))
    assert publics == {keys.held()}


def test_a_key_of_another_kind_or_none_is_refused_and_left_as_it_is() -> None:
    other = Ed448PrivateKey.generate()
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    keys.place().parent.mkdir(parents=True)
    for content, says in ((pem, "another kind of key"), (b"", "cannot be read")):
        keys.place().write_bytes(content)
        for use in (keys.held, keys.public_key, keys.signing_key):
            with pytest.raises(keys.KeyUnusable, match=says):
                use()
        assert keys.place().read_bytes() == content


def test_a_folder_in_the_keys_place_is_no_key() -> None:
    keys.place().mkdir(parents=True)
    with pytest.raises(keys.KeyUnusable, match="cannot be read"):
        keys.public_key()


def test_a_signature_counts_only_for_its_key_and_its_message_to_the_byte() -> None:
    signature, public = keys.sign(b"x"), keys.public_key()
    assert keys.signed_by(public, signature, b"x")
    for wrong in (public.upper(), public[:-2], public + "00", "", "g" * 64, "00" * 32):
        assert not keys.signed_by(wrong, signature, b"x")
    for other in (b"", signature[:-1], signature + b"\0", bytes(64)):
        assert not keys.signed_by(public, other, b"x")


# a respondent's own key


def pem(key: Ed25519PrivateKey | Ed448PrivateKey, password: bytes = b"") -> bytes:
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed)


def test_a_respondents_key_is_read_from_its_file(tmp_path: Path) -> None:
    file, key = tmp_path / "own.pem", Ed25519PrivateKey.generate()
    file.write_bytes(pem(key))
    read = own_key.read(file)
    assert keys.signed_by(own_key.public(read), key.sign(b"x"), b"x")
    assert keys.held() is None, "it is not the installation's"


def test_what_is_no_key_of_a_respondent_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "own.pem"
    wrong = {
        pem(Ed448PrivateKey.generate()): "holds another kind of key than Ed25519",
        pem(
            Ed25519PrivateKey.generate(), b"word"
        ): "is not a private key in PEM without a password",
        b"": "is not a private key in PEM",
        b"\xff" * 100: "is not a private key in PEM",
    }
    for content, says in wrong.items():
        file.write_bytes(content)
        with pytest.raises(keys.KeyUnusable, match=says):
            own_key.read(file)
    with pytest.raises(keys.KeyUnusable, match="cannot be read: No such file or directory"):
        own_key.read(tmp_path / "none")
