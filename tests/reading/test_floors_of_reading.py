"""What is read, kind by kind, against labels: on articles of our own always, on the development set where it is at hand.

The floors are those that were set before the rules were written. The figures of the
development set show that its cases are covered, and no more.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proviso.reading.comparing.comparing import compare
from proviso.reading.comparing.shelf import Account
from proviso.reading.governments.places import Places
from proviso.reading.proposal import Kind
from proviso.reading.read import Asked, Reading, read
from tests.reading.scoring import NAMES, Score, score

ARTICLES = Path(__file__).parent / "articles"
OWN = json.loads((ARTICLES / "labels.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared"
TRUTH = SHARED / "reading" / "seeds-truth.json"
# Of each kind: the least F1. Of quotations, how many must be right, and how many of those offered.
QUOTED_RIGHT, QUOTED_OF_OFFERED, SAME_QUOTED = 0.85, 0.92, 0.90
FLOORS = {
    Kind.GOVERNMENT: 0.95, Kind.DATE: 0.93, Kind.MONEY: 0.97, Kind.COUNT: 0.88, Kind.STATUTE: 0.95,
    Kind.PROGRAMME: 0.95, Kind.QUOTATION: 0.885, Kind.OUTLET: 0.90, Kind.PEOPLE: 0.88, Kind.RULING: 0.75,
}  # fmt: skip


def read_own(name: str, places: Places) -> Reading:
    given = OWN[name]["published"]
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    return read(text, places, Asked(published=date.fromisoformat(given) if given else None))


def placed(text: str, label: dict[str, Any]) -> dict[str, Any]:
    """A label with its offsets: the n-th place where its text stands."""
    start = -1
    for _ in range(label.get("nth", 0) + 1):
        start = text.index(label["text"], start + 1)
    return {**label, "start": start, "end": start + len(label["text"])}


@pytest.fixture(scope="module")
def own_scores(places: Places) -> dict[Kind, Score]:
    scores = {kind: Score() for kind in FLOORS}
    for name, labels in OWN.items():
        reading = read_own(name, places)
        for kind, total in scores.items():
            wanted = [placed(reading.page.text, each) for each in labels.get(str(kind), [])]
            total.add(score(kind, reading.proposals, wanted))
    return scores


@pytest.mark.parametrize("kind", FLOORS, ids=str)
def test_each_kind_keeps_its_floor_on_our_own_articles(
    kind: Kind, own_scores: dict[Kind, Score]
) -> None:
    got = own_scores[kind]
    assert got.wanted > 0
    assert got.f1 >= FLOORS[kind], (got.missed, got.vain)


@pytest.fixture(scope="module")
def shared_scores(places: Places) -> dict[Kind, Score]:
    if not TRUTH.is_file():
        pytest.skip("The development set is not here; it is not part of the project.")
    scores = {kind: Score() for kind in FLOORS}
    for name, labels in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if not name.startswith("_"):
            text = (SHARED / "seeds" / name).read_text(encoding="utf-8")
            asked = Asked(published=date.fromisoformat(labels["reference_date"]))
            reading = read(text, places, asked)
            for kind, total in scores.items():
                total.add(score(kind, reading.proposals, labels[NAMES[kind]]))
    return scores


@pytest.mark.parametrize("kind", FLOORS, ids=str)
def test_each_kind_keeps_its_floor_on_the_development_set(
    kind: Kind, shared_scores: dict[Kind, Score]
) -> None:
    got = shared_scores[kind]
    assert got.f1 >= FLOORS[kind], (got.missed, got.vain)


@pytest.mark.parametrize("scores", ["own_scores", "shared_scores"])
def test_quotations_keep_both_their_floors(scores: str, request: pytest.FixtureRequest) -> None:
    got = request.getfixturevalue(scores)[Kind.QUOTATION]
    assert got.recall >= QUOTED_RIGHT, got.missed
    assert got.precision >= QUOTED_OF_OFFERED, got.vain


def test_the_same_statement_in_two_documents_of_the_development_set(places: Places) -> None:
    if not TRUTH.is_file():
        pytest.skip("The development set is not here; it is not part of the project.")
    wanted: dict[tuple[str, int], set[str]] = {}
    accounts = []
    for name, labels in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if name.startswith("_"):
            continue
        text = (SHARED / "seeds" / name).read_text(encoding="utf-8")
        asked = Asked(published=date.fromisoformat(labels["reference_date"]))
        accounts.append(Account(file=name, reading=read(text, places, asked)))
        for each in labels["quotes"]:
            wanted[name, each["start"]] = set(each.get("quote_id", "").split("+"))
    right = told = 0
    for statement in compare(accounts).statements:
        ids = [_id_at(wanted, one.passage.file, one.passage.start) for one in statement.carriages]
        labelled = [each for each in ids[1:] if each and ids[0]]  # each beside the fullest
        told += len(labelled)
        right += sum(bool(each & ids[0]) for each in labelled)
    assert told >= 10
    assert right >= SAME_QUOTED * told


def _id_at(wanted: dict[tuple[str, int], set[str]], file: str, start: int) -> set[str]:
    return next(
        (ids for (name, at), ids in wanted.items() if name == file and abs(at - start) < 4), set()
    )


@pytest.mark.parametrize("name", OWN)
def test_every_proposal_is_an_exact_slice_with_a_rule_and_a_rate(name: str, places: Places) -> None:
    reading = read_own(name, places)
    text = reading.page.text
    assert reading.proposals
    assert all(one.text == text[one.start : one.end] and one.text for one in reading.proposals)
    assert all(0 < one.confidence < 1 and one.fields["reviews"] == 0 for one in reading.proposals)


def test_without_a_date_weekdays_stay_open_and_say_why(places: Places) -> None:
    text = (ARTICLES / "wire.txt").read_text(encoding="utf-8")
    reading = read(text, places)
    assert reading.published.asked_for
    tuesday = next(one for one in reading.proposals if one.text == "Tuesday")
    assert tuesday.value is None
    assert tuesday.fields["needs"] == "the date of publication is not known"


@pytest.mark.parametrize(
    ("name", "found", "source"),
    [
        ("local_paper", "2019-10-14", "byline"),
        ("press_release", "2020-03-06", "release line"),
        ("court_notice", "2019-09-09", "last lines"),
        ("letter", "2021-01-08", "line of its own"),
        ("newsletter", "2018-11-20", "line of its own"),
    ],
)
def test_a_publication_date_in_the_text_is_found(
    name: str, found: str, source: str, places: Places
) -> None:
    when = read_own(name, places).published
    assert (str(when.on), when.source) == (found, source)


def test_a_count_is_held_against_its_list(places: Places) -> None:
    release = read_own("press_release", places).proposals
    checks = [one.fields["check"] for one in release if one.text == "nine jurisdictions"]
    assert {(each["outcome"], each["named"]) for each in checks} == {("the list agrees", 9)}
    letter = read_own("newsletter", places).proposals
    summed = next(one for one in letter if one.text == "20 cities and counties")
    assert summed.fields["check"]["parts"] == [20, 3]


def test_a_name_that_several_bodies_bear_is_a_choice_and_no_guess(places: Places) -> None:
    found = {
        one.text: one for one in read_own("brief", places).proposals if one.kind == "government"
    }
    assert found["Burlington"].value is None
    offered = {one.value for one in found["Burlington"].alternatives}
    assert "ocd-division/country:us/state:vt/place:burlington" in offered


def test_an_anonymous_speaker_stays_anonymous(places: Places) -> None:
    found = [one for one in read_own("newsletter", places).proposals if one.kind == "quotation"]
    blame = next(one for one in found if one.text.startswith("is not about"))
    assert (blame.value, blame.fields["anonymous"]) == ("An agency official", True)
