"""What cells ask for, where it is looked up on record. What a cell may hold is test_parsing.py's."""

import pytest

from proviso.acts.act import Told
from proviso.acts.asked import told_of
from tests.acts.village import AT, done, village

pytestmark = pytest.mark.django_db


def test_evidence_is_looked_for_among_the_sources_on_record() -> None:
    village()
    cells = {"by": "Ann", "on": "2018-01-24", "evidence": "S1"}
    assert isinstance(told_of(cells, at=AT, key="k"), tuple)
    done("note-source", "source:S1", source="S1")
    assert isinstance(told_of(cells, at=AT, key="k"), Told)
