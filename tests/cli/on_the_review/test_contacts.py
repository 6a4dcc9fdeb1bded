"""`proviso contacts`: which officers a letter may not reach, and bringing new ones in."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.acts.village import done
from tests.cli.on_the_review.asking import answer, refused, run

pytestmark = pytest.mark.django_db


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


def ills(matter: str, *, on: str, contact: str | None = None) -> dict[str, str]:
    told = answer("contacts", "check", "--review", "sa-2025", "--on", on, "--all", exits=3)
    found = [one for one in told["contacts"] if one["matter"] == matter]
    (one,) = [one for one in found if contact in {None, one["contact"]}]
    return {each["code"]: each["says"] for each in one["ills"]}


def test_a_verified_contact_is_in_good_health_until_it_is_stale() -> None:
    assert ills("T01-FY2024", on="2025-06-01") == {}
    assert (
        "days ago; the procedure allows 365" in ills("T01-FY2024", on="2026-06-01")["contact.stale"]
    )


def test_a_letter_that_came_back_speaks_against_the_contact() -> None:
    found = ills("T06-FY2024", on="2025-05-01")
    assert "L-T06-2024-1 came back on 2025-04-29" in found["contact.returned"]


def test_one_address_in_two_spellings_and_of_two_bodies_is_told() -> None:
    for matter, contact, address in (
        ("T01-FY2024", "second", "Finance@Elder-Falls.mv.example"),
        ("T02-FY2024", "third", "finance@elder-falls.mv.example"),
        ("T02-FY2024", "fourth", None),
    ):
        done(
            "note-contact",
            f"matter:{matter}",
            contact=contact,
            office="Desk",
            channel="e-mail",
            address=address,
        )
    first = ills("T01-FY2024", on="2025-06-01", contact="finance")
    assert first["contact.casing"].endswith("Finance@Elder-Falls.mv.example")
    assert "county:thistlemoor" in first["contact.shared"]
    assert "contact.shared" in ills("T02-FY2024", on="2025-06-01", contact="third")
    unknown = ills("T02-FY2024", on="2025-06-01", contact="fourth")
    assert set(unknown) == {"contact.no-address", "contact.unverified"}


def test_nobody_on_record_is_told_and_what_to_do() -> None:
    found = run("contacts", "check", "--review", "jag-1373", "--on", "2018-02-01")
    assert found.exit_code == 3
    assert "nobody is on record" in " ".join(found.stdout.split())
    assert "contact.none: Note the responsible officer or counsel" in found.stdout
    assert "Matters with nobody on record to write to:" in found.stdout
    assert "not a review" in refused("contacts", "check", "--review", "none")


def test_a_table_is_brought_in_on_trial_then_in_earnest(tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    table.write_text("matter,contact,office,channel\nT01-FY2024,mayor,Mayor,letter\n")
    trial = run("contacts", "import", str(table), "--dry-run")
    assert trial.exit_code == 0, trial.output
    assert "Contacts that could be noted: 1;" in trial.stdout
    assert answer("contacts", "import", str(table))["noted"] == 1
    assert "on record already: 1." in run("contacts", "import", str(table)).stdout
    table.write_text("matter,contact,office,channel\nT99,mayor,Mayor,letter\n")
    wrong = refused("contacts", "import", str(table))
    assert "new.csv:2: matter: found 'T99'" in wrong
    assert "1 problem. Nothing was written." in wrong
    assert answer("contacts", "import", str(table), exits=2)["problems"][0]["line"] == 2
