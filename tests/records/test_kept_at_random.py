"""Tens of thousands of random questions under random sights: no foreign row; and the arm that tells for the whole session, which must leak."""

import random
from collections.abc import Iterator

import pytest
from django.db import transaction

from proviso.records.rows import EVERYONES, PERSON, Sight, seen
from tests.acts.two_agencies import MATTERS, OTHERS, OURS, REVIEWS
from tests.acts.village import ELDER, STOW
from tests.records.tenants import asked

pytestmark = pytest.mark.database
FEW, MANY = 1_500, 60_000
COMMON = frozenset({"register", "programme:16.738", "award:A1"})
# Every matter with its agency and government, told here by hand; V1's review is another agency's.
ENDS = {**MATTERS, "V1": ("us/doj/ojp", ELDER)}
OF_REVIEW = {"w-1": ("W1", "W2"), "w-2": ("W3", "W4"), "R1": ("V1",)}
AGENCY_OF = {"w-1": OURS, "w-2": OTHERS, "R1": "us/doj/ojp"}
BODIES = [OURS, OTHERS, "us/doj/ojp", "us", "", "zz"], [ELDER, STOW, "us/ours", "ocd-division"]
NAMES = [*(f"matter:{one}" for one in ENDS), *(f"review:{one}" for one in OF_REVIEW), *COMMON]
QUESTIONS = (
    "SELECT stream FROM records_entry",
    "SELECT stream FROM records_entry WHERE stream = '{stream}'",
    "SELECT stream FROM records_entry WHERE stream IN ('{stream}', '{other}') AND number < {number}",
    "SELECT stream FROM records_entry WHERE stream LIKE 'matter:%' OR hash > '{hash}'",
    "SELECT stream FROM records_entry WHERE stream >= 'matter:' AND stream < 'matter;' ORDER BY key",
    "SELECT stream FROM records_entry GROUP BY stream HAVING max(number) >= {number}",
    "SELECT max(stream) FROM records_entry WHERE number = {number} AND NOT stream = '{stream}'",
    "SELECT 'matter:' || matter FROM records_matter",
    "SELECT 'matter:' || matter FROM records_matter WHERE matter = substr('{stream}', 8)",
    "SELECT 'matter:' || matter FROM records_matter WHERE respondent IN ('{body}') OR review = 'w-2'",
    "SELECT 'review:' || review FROM records_matter ORDER BY respondent DESC LIMIT {number}",
    "SELECT e.stream FROM records_matter m JOIN records_entry e ON e.stream = 'matter:' || m.matter",
    "SELECT e.stream FROM records_entry e WHERE EXISTS (SELECT 1 FROM records_errand r WHERE r.stream = e.stream)",
    "SELECT stream FROM records_errand WHERE letter = 'L1'",
    "SELECT stream FROM records_errand WHERE stream = '{stream}' OR number > {number}",
    "SELECT r.stream FROM records_errand r LEFT JOIN records_arrival a USING (stream)",
    "SELECT stream FROM records_arrival WHERE waits <> '' AND sha256 > '{hash}'",
    "SELECT stream FROM records_recorded WHERE review = 'w-1' OR number = {number}",
    "WITH RECURSIVE one(s) AS (SELECT stream FROM records_errand UNION SELECT stream FROM records_arrival) SELECT s FROM one",
)
NOT_EVERYONES = ("records_errand", "records_arrival", "records_recorded")


def lots(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - lots, and no secret


def by_lot(lot: random.Random) -> Sight:
    agencies, governments = BODIES
    return Sight(
        word=PERSON,
        agencies=frozenset(lot.sample(agencies, lot.choice((0, 0, 1, 1, 2)))) - {""},
        governments=frozenset(lot.sample(governments, lot.choice((0, 0, 1, 1, 2)))),
        matters=frozenset(lot.sample([*ENDS, "W9"], lot.choice((0, 0, 0, 1)))),
    )


def own(sight: Sight) -> frozenset[str]:
    """The streams that may be seen, told again in plain words."""
    matters = {
        name
        for name, (agency, government) in ENDS.items()
        if agency in sight.agencies or government in sight.governments or name in sight.matters
    }
    reviews = {
        name
        for name, agency in AGENCY_OF.items()
        if agency in sight.agencies or matters.intersection(OF_REVIEW[name])
    }
    return COMMON | {f"matter:{one}" for one in matters} | {f"review:{one}" for one in reviews}


def question(lot: random.Random) -> str:
    return lot.choice(QUESTIONS).format(
        stream=lot.choice(NAMES),
        other=lot.choice(NAMES),
        number=lot.randrange(1, 5),
        hash=f"{lot.randrange(16):x}",
        body=lot.choice((ELDER, STOW)),
    )


def rows(statement: str) -> set[str]:
    return {row[0] for row in asked(statement.replace("%", "%%")) if row[0]}


@pytest.mark.parametrize("many", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_no_foreign_row_in_random_questions(pages: None, many: int) -> None:
    lot = lots(many)
    foreign, shown = [], 0
    for _ in range(many):
        sight, asks = by_lot(lot), question(lot)
        with seen(sight):
            found = rows(asks)
        shown += len(found)
        if not found <= own(sight):
            foreign.append((sight, asks, found - own(sight)))
    assert foreign == []
    assert shown > many, "the good path ran"


def test_everyone_is_shown_the_ledger_alone_in_random_questions(pages: None) -> None:
    lot = lots(7)
    for _ in range(FEW):
        asks = question(lot)
        with seen(EVERYONES):
            found = rows(asks)
        assert not found or not any(one in asks for one in NOT_EVERYONES), asks


def test_a_whole_question_shows_every_row_that_is_ones_own(pages: None) -> None:
    lot = lots(8)
    for _ in range(FEW // 5):
        sight = by_lot(lot)
        with seen(sight):
            assert rows(QUESTIONS[0]) == own(sight)


@pytest.fixture
def one_connection_for_all(pages: None) -> Iterator[None]:
    """A pooled connection: what is told for the session stays when the next one asks."""
    with transaction.atomic():
        yield


def test_the_control_arm_that_tells_for_the_session_leaks(one_connection_for_all: None) -> None:
    """As it would be without a transaction: who holds a role is told of, and who holds none is not."""
    lot = lots(9)
    leaks = 0
    for _ in range(FEW):
        sight = by_lot(lot)
        if sight.agencies or sight.governments or sight.matters:
            asked("SELECT set_config('proviso.word', 'person', false)")
            for name in ("agencies", "governments", "matters"):
                told = "\n".join(sorted(getattr(sight, name)))
                asked(f"SELECT set_config('proviso.{name}', %s, false)", told)
        leaks += not rows(question(lot)) <= own(sight)
    assert leaks > FEW // 100


def test_what_is_told_here_by_hand_is_what_was_recorded() -> None:
    assert {name: AGENCY_OF[name] for name in REVIEWS.values()} == {
        name: agency for agency, name in REVIEWS.items()
    }
