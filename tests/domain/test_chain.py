"""One row after another: whether it follows, and what is said where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.chain import GENESIS, Break, Link, check_link, hash_of
from tests.domain.ledgers import a_ledger

FIRST, SECOND, THIRD = a_ledger()[:3]


def why(link: Link, number: int = 2, previous: str = FIRST.hash) -> str | None:
    found = check_link(link, "case:C05", number, previous)
    return found.why if found else None


def rehashed(link: Link, old: bytes, new: bytes) -> Link:
    body = link.body.replace(old, new)
    assert body != link.body
    return link._replace(body=body, hash=hash_of(body))


def test_a_row_that_follows_is_not_broken() -> None:
    assert why(FIRST, 1, GENESIS) is None
    assert why(SECOND) is None
    assert why(THIRD, 3, SECOND.hash) is None


def test_the_hash_is_sha_256_of_the_bytes() -> None:
    assert hash_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("link", "says"),
    [
        (THIRD, "entry 2 is missing or out of order: found 3"),
        (FIRST, "entry 2 is missing or out of order: found 1"),
        (SECOND._replace(body=SECOND.body + b" "), "its bytes do not give the hash stored"),
        (SECOND._replace(hash=THIRD.hash), "its bytes do not give the hash stored"),
        (SECOND._replace(hash=SECOND.hash.upper()), "its bytes do not give the hash stored"),
        (rehashed(SECOND, FIRST.hash.encode(), b"0" * 64), "does not follow the entry before"),
        (rehashed(SECOND, b"case:C05\n", b"case:C06\n"), "its stream, number or key is not"),
        (rehashed(SECOND, b"\n2\n", b"\n7\n"), "its stream, number or key is not"),
        (SECOND._replace(key="another"), "its stream, number or key is not"),
        (SECOND._replace(key="a\nb"), "its stream, number or key is not"),
        (SECOND._replace(key="\udcff"), "its stream, number or key is not"),
        (SECOND._replace(body=b"", hash=hash_of(b"")), "its stream, number or key is not"),
    ],
)
def test_a_row_that_does_not_follow_says_why(link: Link, says: str) -> None:
    found = why(link)
    assert found is not None
    assert says in found


def test_a_row_of_another_stream_does_not_follow() -> None:
    found = check_link(SECOND, "case:C06", 2, FIRST.hash)
    assert found == Break(
        stream="case:C06", number=2, why="its stream, number or key is not the one in its bytes"
    )
    assert str(found).startswith("stream case:C06, entry 2: its stream,")


@given(st.integers(0, len(SECOND.body) - 1), st.integers(1, 255))
def test_any_byte_changed_breaks_the_chain(at: int, flip: int) -> None:
    body = bytearray(SECOND.body)
    body[at] ^= flip
    assert why(SECOND._replace(body=bytes(body)))
    resealed = SECOND._replace(body=bytes(body), hash=hash_of(bytes(body)))
    assert why(resealed) or why(THIRD, 3, resealed.hash), "the next entry names another hash"
