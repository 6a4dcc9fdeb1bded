"""Row-level security on a real PostgreSQL: each sight's own rows and no other's, what may be written, and the arms that must leak."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, ProgrammingError, transaction

from proviso.acts.perform import sitting
from proviso.domain.checkpoints import checkpoint_from
from proviso.domain.errands import Kind
from proviso.records import streams
from proviso.records.policies import POLICIES
from proviso.records.rows import EVERYONES, PERSON, Sight, seen, shown
from tests.acts.errands_village import errand
from tests.acts.two_agencies import MATTERS, OTHERS, OURS, REVIEWS, SET_UP
from tests.acts.village import ELDER, STOW, do, done, refused
from tests.records.tenants import OWNER, asked, connected

pytestmark = pytest.mark.database
COMMON = {"award:A1", "programme:16.738", "register"}
ALL_MATTERS = {*MATTERS, "V1"}
EVERY = {f"matter:{one}" for one in ALL_MATTERS} | {"review:w-1", "review:w-2", "review:R1"}
STREAMS = "SELECT DISTINCT stream FROM records_entry"
DRAFT = (
    "INSERT INTO records_draftanswer (stream, letter, item, answer, says, basis, by, at, response) "
    "VALUES (%s, 'L1', 'policies', 'given', '', '', 'person-1', now(), '')"
)
ADD = "INSERT INTO records_entry (stream, number, key, body, hash) VALUES (%s, %s, %s, '', '')"


@pytest.fixture
def owner(tenants: None) -> Iterator[None]:
    """Connected as the tables' owner, who is no superuser; what is done to the database is undone."""
    with connected(OWNER), transaction.atomic():
        yield
        transaction.set_rollback(True)


def person(*, agency: str = "", government: str = "", matter: str = "") -> Sight:
    return Sight(
        word=PERSON,
        agencies=frozenset({agency} - {""}),
        governments=frozenset({government} - {""}),
        matters=frozenset({matter} - {""}),
    )


def firsts(statement: str, *values: str | int) -> set[Any]:
    return {row[0] for row in asked(statement, *values)}


SIGHTS = [
    (person(agency=OURS), {"W1", "W2"}, {"w-1"}, {"w-1"}),
    (person(agency=OTHERS), {"W3", "W4"}, {"w-2"}, {"w-2"}),
    (person(government=ELDER), {"V1", "W1", "W3"}, {"R1", "w-1", "w-2"}, set()),
    (person(government=STOW), {"W2", "W4"}, {"w-1", "w-2"}, set()),
    (person(matter="W4"), {"W4"}, {"w-2"}, set()),
    (person(agency=OURS, government=STOW), {"W1", "W2", "W4"}, {"w-1", "w-2"}, {"w-1"}),
    (person(agency="us/nobody", government="us", matter="W9"), set(), set(), set()),
    (person(), set(), set(), set()),
]


@pytest.mark.parametrize(("sight", "matters", "reviews", "_own"), SIGHTS)
def test_a_person_is_shown_their_own_rows(
    pages: None, sight: Sight, matters: set[str], reviews: set[str], _own: set[str]
) -> None:
    own = {f"matter:{one}" for one in matters}
    with seen(sight):
        assert firsts("SELECT matter FROM records_matter") == matters
        assert firsts(STREAMS) == own | {f"review:{one}" for one in reviews} | COMMON
        assert firsts("SELECT stream FROM records_errand") == own - {"matter:V1"}
        assert firsts("SELECT stream FROM records_arrival") == own - {"matter:V1"}
        assert firsts("SELECT stream FROM records_recorded") <= own | {
            f"review:{one}" for one in _own
        }


def test_anyone_is_shown_the_ledger_and_no_errand_and_no_mail(pages: None) -> None:
    with seen(EVERYONES):
        assert firsts(STREAMS) == EVERY | COMMON
        assert firsts("SELECT matter FROM records_matter") == ALL_MATTERS
        for table in ("records_errand", "records_arrival", "records_recorded"):
            assert asked(f"SELECT count(*) FROM {table}") == [(0,)]


def test_without_a_word_nothing_is_there_before_and_after(pages: None) -> None:
    def count() -> int:
        return sum(asked(f"SELECT count(*) FROM {table}")[0][0] for table in POLICIES)

    assert count() == 0
    with seen(person(agency=OURS)):
        assert count() > 0
    assert count() == 0
    with pytest.raises(RuntimeError), seen(person(agency=OURS)):
        raise RuntimeError
    assert count() == 0
    with seen(person(agency=OURS)):
        with seen(EVERYONES):
            assert firsts(STREAMS) >= EVERY
        assert firsts("SELECT matter FROM records_matter") == {"W1", "W2"}
        with pytest.raises(RuntimeError), seen(EVERYONES):
            raise RuntimeError
        assert firsts("SELECT matter FROM records_matter") == {"W1", "W2"}


def test_what_is_made_while_it_is_sent_is_made_under_the_same_sight(pages: None) -> None:
    parts = shown(person(agency=OURS), (firsts(STREAMS) for _ in range(2)))
    assert list(parts) == [{"matter:W1", "matter:W2", "review:w-1"} | COMMON] * 2
    assert firsts(STREAMS) == set()


# --- the arms that must leak ---------------------------------------------------------------------


def test_the_control_arm_with_a_setting_for_the_whole_session_leaks(pages: None) -> None:
    with transaction.atomic():
        asked("SELECT set_config('proviso.word', 'person', false)")
        asked("SELECT set_config('proviso.agencies', %s, false)", OURS)
    assert firsts("SELECT matter FROM records_matter") == {"W1", "W2"}  # of the next who asks


def test_the_control_arm_over_the_owners_connection_leaks(tenants: None) -> None:
    with connected(OWNER, guarded=True), seen(person(agency=OURS)):
        assert firsts("SELECT matter FROM records_matter") == ALL_MATTERS
        assert "notices" in firsts("SELECT stream FROM records_errand")


def test_the_owner_is_let_through_by_a_policy_and_by_nothing_else(owner: None) -> None:
    asked("DROP POLICY whole ON records_matter")
    assert firsts("SELECT matter FROM records_matter") == set()


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sight", "stream"),
    [
        (None, "matter:W1"),
        (None, "register"),
        (person(agency=OURS), "matter:W3"),
        (person(agency=OURS), "review:w-2"),
        (person(agency=OURS), "review:w-new"),
        (person(agency=OURS), "elsewhere:1"),
        (person(government=ELDER), "matter:W2"),
        (person(government=ELDER), "review:w-1"),
        (person(government=ELDER), "register"),
        (person(matter="W1"), "matter:W2"),
        (person(), "case:C1"),
    ],
)
def test_an_entry_is_refused_where_it_is_not_ones_own(
    pages: None, sight: Sight | None, stream: str
) -> None:
    with pytest.raises(DatabaseError, match=r"violates row-level security policy|json"):
        if sight is None:
            asked(ADD, stream, 900, "key-refused")
        else:
            with seen(sight):
                asked(ADD, stream, 900, "key-refused")


def test_pages_that_anyone_may_read_write_nothing(pages: None) -> None:
    with pytest.raises(InternalError, match="read-only transaction"), seen(EVERYONES):
        asked(ADD, "matter:W1", 900, "key-refused")
    refused_ = pytest.raises(ProgrammingError, match="row-level security")
    with refused_, transaction.atomic(), seen(EVERYONES):  # in a transaction that may write
        asked(ADD, "matter:W1", 900, "key-refused")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_entry SET hash = ''",
        "DELETE FROM records_entry",
        "TRUNCATE records_entry",
        "UPDATE records_matter SET respondent = ''",
        "DELETE FROM records_errand",
        "DELETE FROM records_checkpoint",
        "INSERT INTO records_run (name, every, began, says) VALUES ('a', '1 day', now(), '')",
        "ALTER TABLE records_matter DISABLE ROW LEVEL SECURITY",
        "DROP POLICY pages_select ON records_matter",
        f"SET ROLE {OWNER}",
        "CREATE TABLE own (a text)",
    ],
)
def test_the_pages_role_may_do_no_more_than_it_must(pages: None, statement: str) -> None:
    not_allowed = pytest.raises(DatabaseError, match=r"permission denied|must be owner")
    with not_allowed, seen(person(agency=OURS)):
        asked(statement)


def test_row_security_cannot_be_switched_off_by_who_is_bound_by_it(pages: None) -> None:
    stopped = pytest.raises(ProgrammingError, match="would be affected by row-level security")
    with stopped, seen(person(agency=OURS)):
        asked("SET LOCAL row_security = off")
        asked(STREAMS)


def test_word_of_an_account_is_owed_whoever_asks_and_seen_with_no_matters(pages: None) -> None:
    told = errand(None, Kind.PORTAL, key="lost/1", stream="accounts")
    with transaction.atomic():
        for _ in range(2):  # asked for again, it is owed once
            with sitting() as one:
                assert one.owe(told) is None
        assert firsts("SELECT stream FROM records_errand") == {"accounts"}
        assert asked("UPDATE records_errand SET why = '' RETURNING 1") == []
        transaction.set_rollback(True)
    with pytest.raises(ProgrammingError, match="row-level security"), sitting() as one:
        one.owe(errand(None, Kind.PORTAL, key="lost/2", stream="matter:W1"))


def test_what_a_government_prepares_is_not_the_agencys_to_see(pages: None) -> None:
    elder = person(government=ELDER)
    with seen(elder):
        for stream in ("matter:W1", "matter:W3"):
            asked(DRAFT, stream)
    for sight, expected in (
        (elder, {"matter:W1", "matter:W3"}),
        (person(matter="W1"), {"matter:W1"}),
        (person(agency=OURS), set()),
        (person(agency=OURS, government=STOW), set()),
        (EVERYONES, set()),
    ):
        with seen(sight):
            assert firsts("SELECT stream FROM records_draftanswer") == expected
    for sight in (person(agency=OURS), person(government=STOW)):
        with pytest.raises(ProgrammingError, match="row-level security"), seen(sight):
            asked(DRAFT, "matter:W1")


def test_another_agencys_errands_and_mail_cannot_be_changed(pages: None) -> None:
    with seen(person(agency=OURS)):
        for table in ("records_errand SET why", "records_arrival SET settled"):
            changed = asked(f"UPDATE {table} = 'x' RETURNING stream")
            assert {one for (one,) in changed} == {"matter:W1", "matter:W2"}
        transaction.set_rollback(True)


def test_acts_are_done_in_ones_own_matters_and_a_new_review(pages: None) -> None:
    with seen(person(agency=OURS)):
        done("note-matter", "matter:W1")
        assert refused("note-matter", "matter:W3") == refused("note-matter", "matter:W9")
        done("open-review", "review:w-3", review="w-3", actor=OURS, **SET_UP)
        done("open-round", "review:w-3", round="Q1", title="Asked")
        with sitting() as one:
            assert one.owe(errand(None, Kind.PORTAL, key="own", stream="matter:W2")) is None
            one.checkpoint()
        last = streams.checkpoints()[-1]
        assert checkpoint_from(last.body, last.moved).moved.keys() >= EVERY
        transaction.set_rollback(True)
    with seen(person(government=STOW)):
        done("note-matter", "matter:W4")
        transaction.set_rollback(True)
    with pytest.raises(ProgrammingError, match="row-level security"), seen(person(agency=OURS)):
        do("open-review", "review:w-4", review="w-4", actor=OTHERS, **SET_UP)
    assert REVIEWS[OTHERS] == "w-2"
