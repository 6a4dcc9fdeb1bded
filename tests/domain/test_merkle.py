"""The tree head: the tree of RFC 9162, compared with a reading of its text and with published vectors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.merkle import Tree, leaf, path, root, root_from, tree_head
from tests import by_rfc_9162

# The reference inputs and roots that implementations of RFC 6962 and RFC 9162 share
# (certificate-transparency, merkletree/merkle_tree_test.cc): the tree of the first n leaves.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
HEADS = st.dictionaries(st.text(min_size=1, max_size=5), st.tuples(st.integers(1, 99), HEX))


def hashed(leaves: list[bytes]) -> list[bytes]:
    return [hashlib.sha256(b"\x00" + one).digest() for one in leaves]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_roots_are_those_that_others_publish(size: int) -> None:
    assert root(hashed(LEAVES[:size])).hex() == ROOTS[size]
    assert by_rfc_9162.mth(LEAVES[:size]).hex() == ROOTS[size]


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_that_of_the_rfc(leaves: list[bytes]) -> None:
    assert root(hashed(leaves)) == by_rfc_9162.mth(leaves)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65])
def test_every_leaf_has_the_proof_of_the_rfc_and_it_leads_to_the_root(size: int) -> None:
    leaves = [bytes([at]) for at in range(size)]
    nodes = hashed(leaves)
    for at in range(size):
        proof = path(nodes, at)
        assert list(proof) == by_rfc_9162.path(at, leaves)
        assert root_from(nodes[at], at, size, proof) == root(nodes)


@given(
    st.integers(0, 20), st.integers(0, 20), st.lists(st.binary(min_size=32, max_size=32), max_size=7)
)  # fmt: skip
def test_any_proof_leads_where_the_rfc_says_it_leads(
    index: int, size: int, proof: list[bytes]
) -> None:
    start = hashed([b"leaf"])[0]
    assert root_from(start, index, size, proof) == by_rfc_9162.verified(start, index, size, proof)


@given(st.integers(2, 40), st.data())
def test_a_proof_of_another_leaf_place_or_length_does_not_lead_to_the_root(
    size: int, data: st.DataObject
) -> None:
    nodes = hashed([bytes([at]) for at in range(size)])
    at, other = data.draw(st.permutations(range(size)))[:2]
    proof = path(nodes, at)
    assert root_from(nodes[other], at, size, proof) != root(nodes)
    assert root_from(nodes[at], other, size, proof) != root(nodes)
    assert root_from(nodes[at], at, size, proof[:-1]) is None
    assert root_from(nodes[at], at, size, (*proof, nodes[other])) is None
    changed = (*proof[:-1], bytes(32))
    assert root_from(nodes[at], at, size, changed) != root(nodes)


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0), (9, 1)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    nodes = hashed([bytes([at]) for at in range(size)])
    with pytest.raises(IndexError, match="there is no leaf"):
        path(nodes, index)
    assert root_from(bytes(32), index, size, ()) is None


def test_a_leaf_tells_stream_length_and_head_in_lines() -> None:
    told = b"\x00matter:J13\n2\n" + b"ab" * 32
    assert leaf("matter:J13", 2, "ab" * 32) == hashlib.sha256(told).digest()


def test_the_tree_head_is_over_the_streams_in_order_of_their_names() -> None:
    heads = {"ö": (1, "00" * 32), "case:C05": (3, "11" * 32), "Z": (2, "22" * 32)}
    lines = [f"{name}\n{heads[name][0]}\n{heads[name][1]}" for name in ("Z", "case:C05", "ö")]
    assert tree_head(heads) == by_rfc_9162.mth([one.encode() for one in lines]).hex()
    assert tree_head({}) == ROOTS[0]


@given(st.lists(HEADS, max_size=6))
def test_a_tree_whose_leaves_move_has_the_head_of_one_made_anew(
    moves: list[dict[str, tuple[int, str]]],
) -> None:
    tree = Tree()
    heads: dict[str, tuple[int, str]] = {}
    assert tree.move({}) == ROOTS[0]
    for moved in moves:
        heads |= moved
        assert tree.move(moved) == tree_head(heads)
        again = dict(list(heads.items())[:2])
        moved_on = {name: (number + 1, head) for name, (number, head) in again.items()}
        heads |= moved_on
        assert tree.move(moved_on) == tree_head(heads)
