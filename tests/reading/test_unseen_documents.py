"""What is read in documents of the same kinds that the rules were not written for. First figures are in docs/reading.md; floors here keep what was reached since."""

import json
from datetime import date
from pathlib import Path

import pytest

from proviso.reading.governments.places import Places
from proviso.reading.proposal import Kind, Proposal
from proviso.reading.read import Asked, read
from tests.reading.scoring import AGREES, Label, Score, details, parts, score

UNSEEN = Path(__file__).parent / "unseen"
LABELS = json.loads((UNSEEN / "labels.json").read_text(encoding="utf-8"))
# Of each kind: the least F1.
FLOORS = {
    Kind.GOVERNMENT: 0.97, Kind.PEOPLE: 0.95, Kind.DATE: 0.97, Kind.MONEY: 0.97, Kind.COUNT: 0.93, Kind.STATUTE: 0.95,
    Kind.PROGRAMME: 0.93, Kind.QUOTATION: 0.95, Kind.OUTLET: 0.95, Kind.RULING: 0.93, Kind.ORGANISATION: 0.95,
}  # fmt: skip
PARTS, DETAILS = 0.8, 0.93

Read = list[tuple[dict[str, list[Label]], tuple[Proposal, ...]]]


def placed(text: str, label: Label) -> Label:
    start = -1
    for _ in range(label.get("nth", 0) + 1):
        start = text.index(label["text"], start + 1)
    return {**label, "start": start, "end": start + len(label["text"])}


@pytest.fixture(scope="module")
def documents(places: Places) -> Read:
    found = []
    for name, labels in LABELS.items():
        text = (UNSEEN / f"{name}.txt").read_text(encoding="utf-8")
        on = labels["published"]
        reading = read(text, places, Asked(published=date.fromisoformat(on) if on else None))
        held = {str(kind): [placed(text, one) for one in labels.get(str(kind), [])] for kind in AGREES}  # fmt: skip
        found.append((held, reading.proposals))
    return found


@pytest.mark.parametrize("kind", FLOORS, ids=str)
def test_each_kind_keeps_what_was_reached(kind: Kind, documents: Read) -> None:
    total = Score()
    for labels, proposals in documents:
        total.add(score(kind, proposals, labels[str(kind)]))
    assert total.wanted > 10
    assert total.f1 >= FLOORS[kind], (total.missed, total.vain)


def test_the_parts_of_governments_and_the_details_of_rulings_keep_what_was_reached(
    documents: Read,
) -> None:
    roles = [parts(proposals, labels["government"]) for labels, proposals in documents]
    told = [details(proposals, labels["ruling"]) for labels, proposals in documents]
    assert sum(right for right, _ in roles) >= PARTS * sum(whole for _, whole in roles) > 0
    assert sum(right for right, _ in told) >= DETAILS * sum(whole for _, whole in told) > 0
