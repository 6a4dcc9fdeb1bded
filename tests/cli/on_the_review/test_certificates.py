"""`proviso certificate`: delivered, misaddressed, said to be missing, never shown to arrive, bounced; and what is not known."""

from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cli.on_the_review.asking import answer, refused, run

pytestmark = pytest.mark.django_db
KING = ("J18-FY2016", "L-J18-2018-01-24")
JACKSON = ("J17-FY2016", "L-J17-2018-01-24")


@pytest.fixture(scope="module", autouse=True)
def training(village: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The training review beside the reference review, for this module."""
    from proviso.acts.bring_in import bring_in
    from proviso.outside.clock import now

    with django_db_blocker.unblock(), transaction.atomic():
        with as_file(files("proviso") / "examples" / "single_audit") as folder:
            came = bring_in(folder, at=now(), by="the village")
        assert came.problems == ()
        yield
        transaction.set_rollback(True)


# delivered


def test_king_countys_letter_was_delivered_by_e_mail() -> None:
    told = answer("certificate", *KING, "--on", "2018-02-23")
    assert told["service"]["shown"] == "proven"
    assert told["service"]["proven_on"] == "2018-01-24"
    assert told["service"]["date_runs"] is True
    assert told["addressee"] == "Joe McDermott, Chair of the County Council"
    delivered = next(one for one in told["steps"] if one["kind"] == "letter-delivered")
    assert delivered["told"]["method"] == "e-mail"
    assert delivered["evidence"] == ["S-SCC-JAN", "S-STRANGER"]
    assert delivered["checkpoint"] == 1
    assert {one["source"] for one in told["sources"]} >= {"S-SCC-JAN", "S-STRANGER"}
    assert "The address of at least one attempt." in told["not_known"]


def test_it_is_said_in_plain_sentences() -> None:
    found = run("certificate", *KING, "--on", "2018-02-23")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[1].startswith("Service is proven since 24 January 2018: received (matter:J18-")
    assert "On 24 January 2018, it was delivered by e-mail; proof: the county's own" in found.stdout
    assert "no file of this letter, and no enclosure, is on record" in found.stdout


# not received


def test_jacksons_november_letter_went_to_a_former_mayor() -> None:
    told = answer("certificate", "J17-FY2016", "L-J17-2017-11-15", "--on", "2018-03-01", exits=3)
    assert told["service"]["shown"] == "non-receipt"
    assert told["service"]["state"] == "misaddressed"
    assert told["service"]["date_runs"] is False
    step = told["steps"][-1]
    assert step["told"]["addressed_to"] == "Tony Yarber, former Mayor"
    assert step["entry"] in told["service"]["rests_on"]


def test_jackson_said_that_the_january_letter_had_not_been_received() -> None:
    told = answer("certificate", *JACKSON, "--on", "2018-03-01", exits=3)
    assert told["service"]["shown"] == "non-receipt"
    assert [one["kind"] for one in told["steps"]] == ["letter-sent", "non-receipt-reported"]
    assert "By which method and to which address it was sent." in told["not_known"]


def test_albany_s_letter_was_sent_and_said_to_be_missing() -> None:
    told = answer("certificate", "J11-FY2016", "L-J11-2018-01-24", "--on", "2018-01-31", exits=3)
    assert told["service"]["shown"] == "non-receipt"


def test_a_letter_of_which_only_the_sending_is_known_is_not_proven() -> None:
    """Nobody said what became of the January letter to Connecticut's neighbour: sent is not delivered."""
    told = answer("certificate", "J26-FY2016", "L-J26-2018-01-24", "--on", "2018-02-23", exits=3)
    assert told["service"]["shown"] == "unproven"
    assert told["addressee"] is None
    assert told["not_known"][0] == "To whom it was addressed."


def test_a_letter_that_came_back_twice_names_both_ways_it_was_tried() -> None:
    told = answer("certificate", "T06-FY2024", "L-T06-2024-1", "--on", "2025-05-08", exits=3)
    assert told["service"]["state"] == "bounced"
    tries = [one["told"]["method"] for one in told["steps"] if one["kind"] == "service-attempted"]
    assert tries == ["e-mail", "post"]
    before = answer("certificate", "T06-FY2024", "L-T06-2024-1", "--on", "2025-04-16", exits=3)
    assert before["service"]["state"] == "attempted"
    assert before["service"]["shown"] == "unproven"


def test_a_letter_to_a_former_clerk_is_not_served_and_the_next_one_is() -> None:
    former = answer("certificate", "T08-FY2024", "L-T08-2024-1", "--on", "2025-05-01", exits=3)
    assert former["service"]["state"] == "misaddressed"
    later = answer("certificate", "T08-FY2024", "L-T08-2024-2", "--on", "2025-05-01")
    assert later["service"]["state"] == "received"
    assert later["service"]["rule"] == "received"


# as of a day, as known on a day


def test_what_was_not_yet_known_is_not_certified() -> None:
    told = answer("certificate", *KING, "--on", "2018-02-23", "--known", "2018-01-24")
    assert all(one["learned"] <= "2018-01-24" for one in told["steps"])


# questions that cannot be answered


def test_a_letter_that_was_not_sent_by_then_is_said_to_be_none() -> None:
    told = refused("certificate", *KING, "--on", "2018-01-23")
    assert "holds no letter named 'L-J18-2018-01-24' as of 2018-01-23" in told
    assert "L-J18-2017-11-15" in told


def test_an_unknown_matter_and_a_day_that_is_none_are_told() -> None:
    assert "'J99-FY2016' is no matter on record" in refused("certificate", "J99-FY2016", "L")
    assert "--on" in refused("certificate", *KING, "--on", "soon")
