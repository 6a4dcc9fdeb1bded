"""The roster in columns says of each government what the register says of it."""

import numpy as np
import pytest

from proviso.domain.identity import counted_as, is_state
from proviso.domain.roster import RosterColumns
from tests.domain.places import US, the, whole_register

COLUMNS = RosterColumns.of(whole_register())


def test_the_columns_agree_with_the_register_in_every_row() -> None:
    assert len(COLUMNS) == len(whole_register())
    for place, government in enumerate(whole_register()):
        assert COLUMNS.ids[place] == government.ocd_id
        assert COLUMNS.states[COLUMNS.state[place]] == government.state
        assert COLUMNS.types[COLUMNS.type[place]] == government.type
        assert COLUMNS.kinds[COLUMNS.counted_as[place]] == counted_as(government)
        assert COLUMNS.is_state[place] == is_state(government.ocd_id)
        assert COLUMNS.population[place] == (
            -1 if government.population is None else government.population
        )


def test_a_government_knows_its_place_in_the_columns() -> None:
    place = COLUMNS.position[f"{US}/state:co/county:denver"]
    assert COLUMNS.ids[place] == the("state:co/county:denver").ocd_id


def test_a_state_with_its_bodies_is_one_mask() -> None:
    vermont = COLUMNS.in_state("VT")
    inside = {COLUMNS.ids[place] for place in np.flatnonzero(vermont)}
    assert inside == {each.ocd_id for each in whole_register() if each.state == "VT"}
    assert not COLUMNS.in_state("ZZ").any()


def test_the_columns_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        COLUMNS.is_state[0] = False
