"""Drafts of a round's letters: the code to the respondent's desk is the same whenever the letter is composed."""

from pathlib import Path

import pytest

from proviso.letters.rounds import Planned
from proviso.outside.desk_codes import desk_code
from proviso.queries.drafts import Drafting
from proviso.queries.previews import shown
from proviso.queries.record import Record
from tests.acts.rounds_village import file, prepared, ready
from tests.acts.village import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    ready()


def test_the_address_bears_the_code_and_not_the_reference_before_and_after_preparing() -> None:
    told = file(desk="https://desk.example/a/")
    (seen,) = shown(told, ("V2",), known=AT.date(), record=Record())
    assert prepared(told).recorded
    ((_, drafted),) = Drafting(told, known=AT.date(), record=Record()).drafts(("V2",))
    assert isinstance(drafted, Planned)
    assert drafted.draft.desk is not None
    assert drafted.draft.desk.code == desk_code("V2", drafted.letter)
    assert drafted.draft.desk.url == f"https://desk.example/a/{drafted.draft.desk.code}"
    assert seen.content is not None
    assert seen.content.desk == drafted.draft.desk


def test_a_round_without_a_desk_bears_no_code() -> None:
    ((_, drafted),) = Drafting(file(), known=AT.date(), record=Record()).drafts(("V2",))
    assert isinstance(drafted, Planned)
    assert drafted.draft.desk is None
