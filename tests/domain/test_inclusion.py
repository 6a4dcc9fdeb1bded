"""An entry is proven by the first signed checkpoint over it; a proof that is not whole says what is wrong with it."""

from dataclasses import replace

import pytest

from proviso.domain.checkpoints import checkpoint_from
from proviso.domain.inclusion import Proof, first_checkpoints, flaws, prove, signed_in, told_by
from proviso.outside.keys import signed_by
from tests import by_rfc_9162
from tests.domain.handings import CASES, KEPT, MATTER, PROOFS, STREAM
from tests.domain.ledgers import KEY, OTHER_KEY, chained, notes, public, signed

FIRST, SECOND = PROOFS


def says(proof: Proof) -> str:
    return "; ".join(flaws(proof, key=public(KEY), signed_by=signed_by))


def test_each_entry_is_proven_by_the_first_checkpoint_over_it() -> None:
    signed_as = [checkpoint_from(one.checkpoint).number for one in PROOFS]
    assert signed_as == [1, 2]
    assert [[told_by(body).number for body in one.bodies] for one in PROOFS] == [[2, 3], [5, 6, 7]]
    assert [says(one) for one in PROOFS] == ["", ""]


def test_the_path_is_that_of_the_rfc() -> None:
    signed_as = checkpoint_from(SECOND.checkpoint)
    head = f"{STREAM}\n7\n{MATTER[6].hash}".encode()
    case = f"case:C05\n2\n{CASES[-1].hash}".encode()
    assert list(SECOND.path) == by_rfc_9162.path(1, [case, head])
    leaf = by_rfc_9162.mth([head])
    found = by_rfc_9162.verified(leaf, SECOND.index, signed_as.streams, SECOND.path)
    assert found is not None
    assert found.hex() == signed_as.root


def test_an_entry_written_since_the_last_checkpoint_has_no_proof() -> None:
    proven = prove(MATTER, (2, 6), KEPT[:1])
    assert len(proven.proofs) == 1
    assert proven.unsigned == (6,)
    assert prove(MATTER, (2,), ()).unsigned == (2,)
    assert prove((), (), KEPT).proofs == ()


def test_where_a_streams_head_moved_is_told_by_checkpoint() -> None:
    assert first_checkpoints(STREAM, KEPT) == ((3, 1), (7, 2))
    assert first_checkpoints("matter:none", KEPT) == ()


def test_the_only_stream_of_a_ledger_is_proven_without_a_path() -> None:
    rows = chained(notes(STREAM, "one"))
    (proof,) = prove(rows, (1,), signed(rows)).proofs
    assert proof.path == ()
    assert says(proof) == ""


def test_an_entry_left_out_breaks_the_chain() -> None:
    bodies = (SECOND.bodies[0], SECOND.bodies[2])
    assert f"{STREAM}#7 does not follow {STREAM}#5" in says(replace(SECOND, bodies=bodies))


def test_an_entry_changed_breaks_the_chain() -> None:
    bodies = (SECOND.bodies[0].replace(b"ada@", b"ida@"), *SECOND.bodies[1:])
    assert f"{STREAM}#6 does not follow {STREAM}#5" in says(replace(SECOND, bodies=bodies))


def test_an_entry_of_another_stream_is_no_link() -> None:
    bodies = (CASES[0].body, *SECOND.bodies)
    assert f"{STREAM}#5 does not follow case:C05#1" in says(replace(SECOND, bodies=bodies))


@pytest.mark.parametrize(
    "other",
    [
        replace(SECOND, bodies=SECOND.bodies[:-1]),
        replace(SECOND, index=0),
        replace(SECOND, index=-1),
        replace(SECOND, index=2),
        replace(SECOND, path=()),
        replace(SECOND, path=(*SECOND.path, b"\0" * 32)),
        replace(SECOND, path=(b"\0" * 32,)),
        replace(FIRST, bodies=SECOND.bodies),
    ],
)
def test_what_does_not_lead_to_the_root_is_no_proof(other: Proof) -> None:
    assert "does not lead to its root" in says(other)


def test_a_proof_shows_at_least_one_entry() -> None:
    assert says(replace(SECOND, bodies=())) == "checkpoint 2: no entry is shown under it"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\n\n\n\n\n",
        b"proviso.entry/2" + SECOND.bodies[-1][15:],
        SECOND.bodies[-1].replace(b"\n7\n", b"\n07\n"),
        SECOND.bodies[-1].replace(b"\n7\n", b"\nseven\n"),
    ],
)
def test_what_is_no_entry_is_said_to_be_none(body: bytes) -> None:
    found = says(replace(SECOND, bodies=(*SECOND.bodies[:-1], body)))
    assert found == "checkpoint 2: what should be an entry under it is none"


def test_a_checkpoint_that_cannot_be_read_proves_nothing() -> None:
    broken = replace(SECOND, checkpoint=SECOND.checkpoint + b" ")
    assert signed_in(broken) is None
    assert says(broken) == "a checkpoint in it cannot be read"


def test_a_checkpoint_signed_by_another_key_proves_nothing() -> None:
    (other,) = prove(MATTER, (6,), signed(MATTER, key=OTHER_KEY)).proofs
    assert "names another key" in says(other)
    forged = replace(SECOND, signature=OTHER_KEY.sign(SECOND.checkpoint))
    assert says(forged) == "checkpoint 2: the signature is not that of its key"
