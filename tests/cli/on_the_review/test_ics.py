"""`proviso ics`: the due dates of a review or of one respondent, as a calendar that any program reads."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from proviso.domain.refusals import Refusal
from tests.acts.village import done, told
from tests.cli.on_the_review.asking import refused, run

pytestmark = pytest.mark.django_db
COUNTY = "ocd-division/country:zz/state:mv/county:thistlemoor"
MATTER = "matter:T02-FY2024"
CLOCK = "L-T02-2024-1-due"
LATER = datetime(2026, 1, 5, 12, tzinfo=UTC)


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


def feed(*words: str) -> list[Any]:
    """The entries of a feed, which must be one that the library reads without a fault."""
    found = run("ics", *words)
    assert found.exit_code == 0, found.output
    calendar = Calendar.from_ical(found.stdout_bytes)
    assert not calendar.errors
    assert calendar["method"] == "PUBLISH"
    entries = [*calendar.events, *calendar.todos]
    assert not [one.errors for one in entries if one.errors]
    assert len({one["uid"] for one in entries}) == len(entries)
    return entries


def request_due(*words: str, day: str = "2025-04-15") -> Any:
    found = feed("--respondent", COUNTY, "--on", day, *words)
    (one,) = [each for each in found if "T02-FY2024" in each["summary"] and _request(each)]
    return one


def _request(one: Any) -> bool:
    return "request due" in one["summary"] and "L-T02-2024-1 of" in one["description"]


def test_the_january_letters_are_due_on_their_day() -> None:
    found = feed("--review", "jag-1373", "--on", "2018-02-01")
    january = [one for one in found if one.decoded("dtstart") == date(2018, 2, 23)]
    assert len(january) == 23
    assert all("Friday 23 February 2018 is stated" in one["description"] for one in january)
    jackson = [one for one in january if "Jackson" in one["summary"]]
    assert [one["status"] for one in jackson] == ["TENTATIVE"], "its letter was not delivered"


def test_the_same_record_gives_the_same_bytes_and_an_address_of_the_agency() -> None:
    words = ("ics", "--review", "sa-2025", "--on", "2025-06-30", "--organizer", "a@mv.example")
    assert run(*words).stdout_bytes == run(*words).stdout_bytes
    assert b"ORGANIZER:mailto:a@mv.example" in run(*words).stdout_bytes


def test_a_date_keeps_its_name_counts_its_changes_and_is_cancelled_when_met() -> None:
    before = request_due()
    assert before.get("status") is None
    on = date(2025, 4, 15)
    done(
        "ask-extension",
        MATTER,
        clock=CLOCK,
        until=date(2025, 6, 2),
        reason="a flood",
        envelope=told(on=on, learned=on, at=LATER),
    )
    asked = request_due()
    assert "the agency has not answered" in asked["description"]
    done(
        "grant-extension",
        MATTER,
        clock=CLOCK,
        until=date(2025, 6, 2),
        envelope=told(on=on, learned=on, at=LATER),
    )
    moved = request_due()
    assert moved.decoded("dtstart") == date(2025, 6, 2)
    assert "More time was granted, until Monday 2 June 2025." in moved["description"]
    done("meet-clock", MATTER, clock=CLOCK, met=on, envelope=told(on=on, learned=on, at=LATER))
    met = request_due()
    assert met["status"] == "CANCELLED"
    assert met["summary"].startswith("Done: ")
    assert request_due("--tasks")["status"] == "COMPLETED"
    assert {one["uid"] for one in (before, asked, moved, met)} == {before["uid"]}
    counts = [int(one["sequence"]) for one in (before, asked, moved, met)]
    assert counts == sorted(set(counts))


def test_a_date_of_a_matter_that_is_closed_is_withdrawn() -> None:
    on = date(2025, 4, 15)
    done("settle-matter", MATTER, terms="paid", envelope=told(on=on, learned=on, at=LATER))
    withdrawn = request_due()
    assert withdrawn["summary"].startswith("Withdrawn: ")
    assert withdrawn["status"] == "CANCELLED"
    assert "nothing is due any more" in withdrawn["description"]


def test_a_clock_that_stands_still_and_more_time_that_was_denied_are_told() -> None:
    on = date(2025, 4, 15)
    envelope = {"on": on, "learned": on, "at": LATER}
    done(
        "ask-extension",
        MATTER,
        clock=CLOCK,
        until=None,
        reason="a flood",
        envelope=told(**envelope),
    )
    done(
        "deny-extension",
        MATTER,
        clock=CLOCK,
        reason="It was asked late.",
        envelope=told(**envelope),
    )
    done("toll-clock", MATTER, clock=CLOCK, since=on, reason="a stay", envelope=told(**envelope))
    tolled = request_due()
    assert tolled["status"] == "TENTATIVE"
    assert "not granted: It was asked late." in tolled["description"]
    assert "The clock stands still" in tolled["description"]


def test_it_is_written_to_a_file_at_once(tmp_path: Path) -> None:
    out = tmp_path / "j17.ics"
    assert run("ics", "--respondent", "J17", "--out", str(out)).exit_code == 0
    assert len(Calendar.from_ical(out.read_bytes()).events) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["j17.ics"]
    assert "cannot be written" in refused("ics", "--out", str(tmp_path / "none" / "a.ics"))


def test_a_bad_question_is_told() -> None:
    assert "not a review" in refused("ics", "--review", "none")
    assert "OCD id" in refused("ics", "--respondent", "J99")
    assert "not an address" in refused("ics", "--organizer", "nobody")
    empty = run("ics", "--on", "1990-01-01")
    assert b"BEGIN:VEVENT" not in empty.stdout_bytes


# --- for one person --------------------------------------------------------------------------


def counsel_of(body: str, *, last: date | None = None, email: str = "Cleo@city.example") -> None:
    from proviso.domain.roles import Role
    from proviso.people.models import User
    from proviso.people.roles import give

    user = User.objects.create_user(email, name="Cleo")
    given = give(user, Role.OWNER, body, first=date(2020, 1, 1), last=last, by="the village")
    assert not isinstance(given, Refusal)


def test_a_person_has_the_dates_of_the_matters_that_she_may_see_and_no_other() -> None:
    counsel_of(COUNTY)
    hers = feed("--person", "cleo@city.example", "--on", "2025-04-15")
    assert {one["uid"] for one in hers} == {
        one["uid"] for one in feed("--respondent", COUNTY, "--on", "2025-04-15")
    }
    assert hers


def test_a_person_whose_role_has_ended_has_no_dates() -> None:
    counsel_of(COUNTY, last=date(2020, 2, 1))
    assert feed("--person", "cleo@city.example", "--on", "2020-01-15") == []


def test_an_unknown_or_closed_account_has_no_calendar() -> None:
    from proviso.people.models import User

    assert "No account has the address" in refused("ics", "--person", "nobody@city.example")
    counsel_of(COUNTY)
    User.objects.update(is_active=False)
    assert "is closed" in refused("ics", "--person", "cleo@city.example")
