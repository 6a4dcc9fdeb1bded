"""The short form of `make chaos`: some two hundred kills on both databases, with the arms that must fail."""

import pytest

from tests.chaos.run import Arm, arms, row, wrong

KILLS = 200
PATIENCE = 240


@pytest.mark.slow
@pytest.mark.parametrize("planned", arms(KILLS), ids=["sqlite", "postgresql"])
def test_a_worker_killed_at_any_step_neither_loses_nor_doubles(planned: list[Arm]) -> None:
    found = row(planned, patience=PATIENCE)
    assert not wrong(found, least=len(planned))
