"""Verifying a ledger: what holds is said to hold, and every way of changing it is found and named."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.chain import Link, hash_of
from proviso.domain.checkpoints import Kept
from proviso.domain.merkle import tree_head
from proviso.domain.verifying import CannotBeRead, Verdict, verify
from proviso.outside.keys import signed_by
from tests.domain.ledgers import (
    KEY,
    OTHER_KEY,
    a_ledger,
    chained,
    heads_of,
    notes,
    public,
    resigned,
    signed,
)

LEDGER = a_ledger()
SIGNED = signed(LEDGER[:3], LEDGER[:4], LEDGER)
BEFORE = signed(LEDGER[:3], LEDGER[:4], LEDGER, listing=3)


def verdict(rows: Sequence[Link] = LEDGER, kept: Sequence[Kept] = SIGNED) -> Verdict:
    return verify(iter(rows), kept, signed_by)


def named(rows: Sequence[Link], kept: Sequence[Kept] = SIGNED) -> set[tuple[str, int]]:
    return {(one.stream, one.number) for one in verdict(rows, kept).breaks}


def says(kept: Sequence[Kept], rows: Sequence[Link] = LEDGER) -> str:
    found = verdict(rows, kept)
    assert not found.holds
    return "\n".join(found.problems)


# what holds


def test_a_ledger_that_nobody_touched_holds() -> None:
    found = verdict()
    assert found.holds
    assert (found.entries, found.streams, found.checkpoints, found.unsigned) == (6, 3, 3, 0)
    assert found.root == tree_head(heads_of(LEDGER))
    assert found.roots == tuple(
        tree_head(heads_of(rows)) for rows in (LEDGER[:3], LEDGER[:4], LEDGER)
    )
    assert found.key == public(KEY)


def test_a_ledger_with_nothing_in_it_holds() -> None:
    found = verdict([], [])
    assert found.holds
    assert (found.entries, found.key, found.roots) == (0, None, ())


def test_entries_since_the_last_checkpoint_are_counted() -> None:
    assert verdict(kept=SIGNED[:1]).unsigned == 3
    assert verdict(kept=[]).unsigned == 6


@given(st.permutations([one.stream for one in LEDGER]))
def test_which_stream_comes_when_does_not_matter(order: list[str]) -> None:
    waiting = {name: iter([one for one in LEDGER if one.stream == name]) for name in order}
    assert verdict([next(waiting[name]) for name in order]).holds


# rows changed: each is named by stream and entry


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("column", ["stream", "number", "key", "body", "hash"])
def test_a_changed_column_is_named(at: int, column: str) -> None:
    row = LEDGER[at]
    changed = {
        "stream": "matter:X9",
        "number": 9,
        "key": "x",
        "body": row.body + b" ",
        "hash": "0" * 64,
    }
    touched = row._replace(**{column: changed[column]})  # type: ignore[arg-type]
    rows = [*LEDGER[:at], touched, *LEDGER[at + 1 :]]
    for kept in (SIGNED, []):
        found = named(rows, kept)
        assert (touched.stream, row.number if column != "stream" else 1) in found


@pytest.mark.parametrize("at", range(6))
def test_a_deleted_row_is_named(at: int) -> None:
    row = LEDGER[at]
    found = verdict([*LEDGER[:at], *LEDGER[at + 1 :]])
    told = "\n".join([*map(str, found.breaks), *found.problems])
    assert f"stream {row.stream}, entry {row.number}: " in told


@pytest.mark.parametrize("at", range(6))
def test_a_doubled_row_is_named(at: int) -> None:
    row = LEDGER[at]
    assert named([*LEDGER[: at + 1], *LEDGER[at:]]) == {(row.stream, row.number + 1)}
    assert named([*LEDGER, row]) >= {(row.stream, heads_of(LEDGER)[row.stream][0] + 1)}


@pytest.mark.parametrize("at", [0, 1, 3])
def test_swapped_rows_are_named(at: int) -> None:
    first, second = LEDGER[at : at + 2]
    assert named([*LEDGER[:at], second, first, *LEDGER[at + 2 :]]) == {(first.stream, first.number)}
    swapped = [first._replace(number=second.number), second._replace(number=first.number)]
    assert named([*LEDGER[:at], swapped[1], swapped[0], *LEDGER[at + 2 :]]) == {
        (first.stream, first.number)
    }


@pytest.mark.parametrize("left", range(6))
def test_rows_cut_off_at_the_end_are_named(left: int) -> None:
    told = says(SIGNED, LEDGER[:left])
    assert "signed another entry here, or it is gone" in told
    lost = LEDGER[left]
    last = heads_of(LEDGER)[lost.stream][0]
    assert f"stream {lost.stream}, entry {last}:" in told


def test_an_inserted_row_is_named() -> None:
    forged = chained(notes("case:C05", "one", "forged"))[1]
    assert named([*LEDGER[:1], forged, *LEDGER[1:]]) == {("case:C05", 3)}
    assert named([*LEDGER[:1], forged._replace(number=1), *LEDGER[1:]]) == {("case:C05", 2)}


def test_a_row_added_at_the_end_is_seen_as_not_signed() -> None:
    """Nothing tells it from one that was properly added, until a checkpoint is signed over it."""
    added = chained(notes("case:C05", "one", "two", "three", "forged"))[3:]
    found = verdict([*LEDGER[:3], *added, *LEDGER[3:]])
    assert found.holds
    assert found.unsigned == 1


def test_in_a_broken_stream_only_the_first_break_is_told_and_others_go_on() -> None:
    rows = [one._replace(hash="0" * 64) for one in LEDGER[:3]] + LEDGER[3:5]
    rows += [LEDGER[5]._replace(key="x")]
    assert named(rows, []) == {("case:C05", 1), ("register", 1)}


@given(st.integers(0, 5), st.data(), st.integers(1, 255))
def test_any_byte_of_any_entry_changed_is_named(at: int, data: st.DataObject, flip: int) -> None:
    row = LEDGER[at]
    body = bytearray(row.body)
    body[data.draw(st.integers(0, len(body) - 1))] ^= flip
    touched = row._replace(body=bytes(body))
    assert (row.stream, row.number) in named([*LEDGER[:at], touched, *LEDGER[at + 1 :]], [])


# rows rewritten, with hashes and chains made anew


def rewritten() -> list[Link]:
    """The same ledger, but that one remark says something else."""
    return chained(
        [
            *notes("case:C05", "one", "TWO", "three"),
            *notes("matter:J13", "vier", "fünf"),
            *notes("register", "six"),
        ]
    )


def test_history_rewritten_with_its_chain_is_found_by_the_checkpoints() -> None:
    found = verdict(rewritten())
    assert not found.breaks
    assert found.problems == (
        "stream case:C05, entry 3: checkpoint 1 signed another entry here, or it is gone",
    )


def test_checkpoints_over_rewritten_history_cannot_be_signed_without_the_key() -> None:
    forged = signed(rewritten(), key=OTHER_KEY)
    found = verdict(rewritten(), forged)
    assert found.key == public(OTHER_KEY) != public(KEY), "who holds the key sees another one"
    old, new = public(KEY).encode(), public(OTHER_KEY).encode()
    under_the_old_name = [one._replace(body=one.body.replace(new, old)) for one in forged]
    assert says(under_the_old_name, rewritten()) == (
        "checkpoint 1: the signature is not that of its key"
    )


def test_history_rewritten_and_signed_again_with_the_key_is_found_with_a_head_held_elsewhere() -> (
    None
):
    held = verdict().roots[-1]
    again = signed(rewritten()[:3], rewritten()[:4], rewritten())
    found = verdict(rewritten(), again)
    assert found.holds, "nothing in the ledger itself can tell"
    assert held in verdict().roots
    assert held not in found.roots


def test_history_cut_back_to_an_earlier_checkpoint_is_found_with_a_head_held_elsewhere() -> None:
    found = verdict(LEDGER[:4], SIGNED[:2])
    assert found.holds, "nothing in the ledger itself can tell"
    assert verdict().roots[-1] not in found.roots


# checkpoints changed


def test_a_deleted_checkpoint_is_missed() -> None:
    assert "checkpoint 1 is missing or out of order: found 2" in says(SIGNED[1:])
    assert "checkpoint 2 is missing or out of order: found 3" in says([SIGNED[0], SIGNED[2]])


def test_checkpoints_swapped_doubled_or_renumbered_are_told() -> None:
    assert "out of order" in says([SIGNED[1], SIGNED[0], SIGNED[2]])
    assert "out of order" in says([*SIGNED, SIGNED[2]])
    assert "checkpoint 3 is missing" in says([*SIGNED[:2], SIGNED[2]._replace(number=7)])


def test_a_checkpoint_that_follows_another_one_is_told() -> None:
    told = says(resigned(SIGNED, 1, previous="ab" * 32))
    assert "checkpoint 2 does not follow the one before it" in told


def test_a_checkpoint_signed_by_another_key_than_the_first_is_told() -> None:
    told = says(resigned(SIGNED, 2, key=public(OTHER_KEY)))
    assert "checkpoint 3: the signature is not that of its key" in told
    assert "checkpoint 3 is signed by another key than the first one" in told


@pytest.mark.parametrize("place", range(3))
def test_any_byte_of_a_signature_changed_is_told(place: int) -> None:
    one = SIGNED[place]
    for at in range(64):
        touched = one.signature[:at] + bytes([one.signature[at] ^ 1]) + one.signature[at + 1 :]
        kept = [*SIGNED[:place], one._replace(signature=touched), *SIGNED[place + 1 :]]
        assert f"checkpoint {one.number}: the signature is not that of its key" in says(kept)


@given(st.integers(0, 2), st.data(), st.integers(1, 255))
def test_any_byte_of_a_checkpoint_changed_is_told(
    place: int, data: st.DataObject, flip: int
) -> None:
    one = (SIGNED if data.draw(st.booleans()) else BEFORE)[place]
    part = data.draw(st.sampled_from(["body", "moved"] if one.moved else ["body"]))
    whole: bytes = getattr(one, part)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :]
    touched = one._replace(moved=other) if part == "moved" else one._replace(body=other)
    told = says([*SIGNED[:place], touched, *SIGNED[place + 1 :]])
    assert f"checkpoint {one.number}" in told


def test_checkpoints_that_list_the_heads_themselves_are_still_read() -> None:
    for listing in (1, 2, 3):
        found = verdict(kept=signed(LEDGER[:3], LEDGER[:4], LEDGER, listing=listing))
        assert found.holds, found.problems
        assert found.roots == verdict().roots


def test_a_list_that_is_missing_or_another_ones_is_told() -> None:
    first, second, third = SIGNED
    for other in (b"", b"{}", first.moved, second.moved + b" "):
        told = says([first, second._replace(moved=other), third])
        assert "checkpoint 2: the list of the heads that moved is not the one that" in told
    told = says([BEFORE[0]._replace(moved=first.moved), *BEFORE[1:]])
    assert "checkpoint 1: there is a list beside it, and it lists the heads" in told


def test_a_checkpoint_whose_root_or_counts_are_not_those_of_its_heads_is_told() -> None:
    assert "checkpoint 2: its root is not" in says(resigned(SIGNED, 1, root="ab" * 32))
    assert "checkpoint 3: its counts are not" in says(resigned(SIGNED, 2, entries=7))
    assert "checkpoint 3: its counts are not" in says(resigned(SIGNED, 2, streams=2))


def test_a_checkpoint_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    told = says([SIGNED[0], Kept(2, b"\xff", b""), SIGNED[2]])
    assert told.startswith("checkpoint 2: ")


# sources that give out


def test_where_reading_stops_is_told() -> None:
    def stops(after: int) -> Iterator[Link]:
        yield from LEDGER[:after]
        message = "disk image is malformed"
        raise CannotBeRead(message)

    found = verify(stops(2), SIGNED, signed_by)
    why = "the entries cannot be read after entry 2 of stream case:C05: disk image is malformed"
    assert found.problems == (why,), "what could not be read is not said to be gone"
    assert found.breaks == (), "which entry comes next is not known"
    assert found.entries == 2
    assert not found.holds
    none = verify(stops(0), [], signed_by)
    assert none.problems == ("the entries cannot be read at all: disk image is malformed",)


def test_a_signature_counts_only_under_a_key_that_is_one() -> None:
    _, body, signature, _ = SIGNED[0]
    assert signed_by(public(KEY), signature, body)
    wrong: tuple[Callable[[str], str], ...] = (
        str.upper,
        lambda key: key[:-1],
        lambda key: f"{key[:-1]} ",
        lambda key: "x" * 64,
        lambda key: "",
        lambda key: "0" * 64,
    )
    for change in wrong:
        assert not signed_by(change(public(KEY)), signature, body)
    assert not signed_by(public(KEY), b"", body)
    assert hash_of(body) != hash_of(body + b" ")
