"""Ids and secrets."""

from proviso.outside import ids


def test_no_two_keys_are_alike() -> None:
    assert len({ids.new_key() for _ in range(1000)}) == 1000


def test_a_secret_has_256_bits() -> None:
    assert len(bytes.fromhex(ids.new_secret())) == 32
